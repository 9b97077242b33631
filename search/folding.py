"""How names and words are compared: one folding for ids, registries and tokens.

`fold` takes away what a reader would not notice (case, Latin diacritics, kinds of apostrophe and of width), `fold_name`
also what a newsroom writes now this way, now that way (dots of initials, hyphens, stray punctuation), and `slug` makes
of it the readable part of an id.
"""

from __future__ import annotations

import unicodedata

import regex

_LAST_LATIN = "\u024f"  # the end of Latin Extended-B; letters beyond keep their marks
_UNDECOMPOSED = str.maketrans({"đ": "d", "ø": "o", "ł": "l", "ı": "i", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe"})
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʻ`´＇", "'"))
_DROPPED_IN_NAMES = regex.compile(r"['.\p{Cf}]+")
_BETWEEN_WORDS = regex.compile(r"[^\p{L}\p{M}\p{N}]+")


def fold(text: str) -> str:
    """`text` in NFKC, without case, Latin diacritics and kinds of apostrophe."""
    if text.isascii():
        return text.lower().replace("`", "'")
    folded = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES)).casefold()
    return folded if folded.isascii() else _without_latin_marks(folded)


def _without_latin_marks(text: str) -> str:
    kept: list[str] = []
    is_latin = False
    for char in unicodedata.normalize("NFD", text.translate(_UNDECOMPOSED)):
        if unicodedata.combining(char):
            if is_latin:
                continue
        else:
            is_latin = char <= _LAST_LATIN and char.isalpha()
        kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))


def fold_name(name: str) -> str:
    """`name` folded, its words parted by single spaces: "A.S." is "as", "Kim Jong-un" is "kim jong un"."""
    return _BETWEEN_WORDS.sub(" ", _DROPPED_IN_NAMES.sub("", fold(name))).strip()


def slug(name: str) -> str:
    """`name` as the readable part of an id: "Jawa Barat" is "jawa-barat"; '' where there is no letter or digit."""
    return fold_name(name).replace(" ", "-")
