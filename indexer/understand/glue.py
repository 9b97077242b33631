"""Sentences that lost the space between them: "pemerintah.Pejabat", `amunisi.“Kami`, `"signifikan".Kirby`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.understand.words import words

_STOP = re.compile(r"[.!?…](?P<marks>[\"“”„‟‘’‚«»‹›″＂()\[\]]{0,3})(?P<next>[^\W\d_]{1,40})")
_WORD_BEFORE = re.compile(r"(?P<word>[^\W_]+)(?P<closed>[)\]%\"”’»›″＂]*)\Z")
_OPENING = re.compile(r"[“„‟‘‚«‹(\[]")
_ADDRESS = re.compile(r"://|@|www", re.IGNORECASE)
_ABBREVIATIONS = words(
    "prof drs dra dr ir hj kh ust ing jend kol letkol kapt brigjen mayjen letjen irjen komjen kombes akbp kompol ipda "
    "iptu akp kab kec kel prov pt cv rs ud uu no nomor hlm jln jl tgl dkk dll dst dsb sdr bpk ibu mgr rp"
)
_DOMAIN_ENDS = words("com co net org id info tv news xyz go ac sch web js")
_WINDOW = 2000  # a straight quote opens or closes by the count of those before it in its line, at most so far back


def glued(text: str) -> Iterator[int]:
    """Offsets where a sentence begins right after the stop of the one before, ascending."""
    for match in _STOP.finditer(text):
        if _starts_sentence(match["next"]) and _ends_sentence(
            text, match.start(), before_capitals=match["next"].isupper()
        ):
            yield match.start("marks") + _closing_marks(text, match)


def _starts_sentence(word: str) -> bool:
    return word[0].isupper() and len(word) > 1 and word.casefold() not in _DOMAIN_ENDS


def _ends_sentence(text: str, stop: int, *, before_capitals: bool) -> bool:
    before = text[max(0, stop - 60) : stop]
    found = _WORD_BEFORE.search(before)
    if found is None or _ADDRESS.search(before.rsplit(None, 1)[-1]):
        return False
    word = found["word"]
    if found["closed"] or word.isdigit():
        return True
    is_acronym = len(word) >= 2 and word.isupper() and not before_capitals  # PN.JKT is one name
    return (is_acronym or (len(word) >= 3 and word[-1].islower())) and word.casefold() not in _ABBREVIATIONS


def _closing_marks(text: str, match: re.Match[str]) -> int:
    """How many of the marks after the stop belong to the sentence that ends."""
    marks = match["marks"]
    opening = _OPENING.search(marks)
    if opening:
        return opening.start()
    if marks.endswith('"') and _opens(text, match.end("marks") - 1):
        return len(marks) - 1
    return len(marks)


def _opens(text: str, quote: int) -> bool:
    first = max(text.rfind("\n", 0, quote) + 1, quote - _WINDOW)
    return text.count('"', first, quote) % 2 == 0
