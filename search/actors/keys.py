"""Two words with one key are the same word to the matcher.

Latin words lose case and marks. Russian and Ukrainian words lose their case ending, so that "Россией" is "Россия".
Arabic and Persian letters that are written one for another become one; an Arabic word may carry a conjunction, a
preposition and the article, which `arabic_prefixed` puts before a form's first word when the matcher is built.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

from search.folding import fold

_CYRILLIC = re.compile(r"[а-яіїєґ]+")
_CASE_ENDING = re.compile(
    r"(?:иями|иях|ями|ами|ией|иею|ого|его|ому|ему|ыми|ими|"
    r"ия|ии|ию|ий|ій|ії|ією|ія|ію|ый|ой|ая|яя|ое|ее|ые|ие|ою|ею|ую|юю|ом|ем|ям|ам|ях|ах|ов|ев|ей|ым|им|ых|их|"
    r"а|я|о|е|ё|и|ы|у|ю|ь|й|і|ї)$"
)
_MIN_STEM = 3
_ARABIC = re.compile("[\u0600-\u06ff]+")
_ARABIC_UNIFIED: Mapping[int, str | None] = {
    **dict.fromkeys(map(ord, "أإآٱ"), "ا"),
    ord("ى"): "ي", ord("ی"): "ي", ord("ک"): "ك", ord("ة"): "ه", ord("ۀ"): "ه",
    **dict.fromkeys([*range(0x64B, 0x660), 0x670, 0x640]),
}  # fmt: skip
_ARTICLE = "ال"
_BEFORE_ARTICLE = ("و", "ب", "ف", "ك", "وب")
_BEFORE_WORD = ("و", "ب", "ل", "ف", "ك", "وب", "ول")


def key(word: str) -> str:
    """What `word`, one run of letters and digits, is compared by."""
    return word.lower() if word.isascii() else _key(word)


@functools.lru_cache(maxsize=1 << 15)
def _key(word: str) -> str:
    folded = fold(word)
    if _ARABIC.fullmatch(folded):
        return folded.translate(_ARABIC_UNIFIED)
    if _CYRILLIC.fullmatch(folded):
        return _without_case_ending(folded)
    return folded


def _without_case_ending(word: str) -> str:
    ending = _CASE_ENDING.search(word, _MIN_STEM)
    return word[: ending.start()] if ending else word


def arabic_prefixed(word_key: str, *, takes_article: bool = False) -> Iterator[tuple[str, int]]:
    """`word_key` as it stands behind "and", "in", "to": each key, and how many letters of it come before the word.

    An adjective is listed without its article and `takes_article`.
    """
    if not _ARABIC.fullmatch(word_key):
        return
    if takes_article:
        yield _ARTICLE + word_key, 0
        yield from arabic_prefixed(_ARTICLE + word_key)
    if not word_key.startswith(_ARTICLE):
        yield from ((prefix + word_key, len(prefix)) for prefix in _BEFORE_WORD)
        return
    bare = word_key.removeprefix(_ARTICLE)
    yield from ((prefix + word_key, len(prefix)) for prefix in _BEFORE_ARTICLE)
    yield from ((prefix + bare, len(prefix)) for prefix in ("لل", "ولل"))
