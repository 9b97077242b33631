"""Stems by Snowball, for the languages it knows; Arabic, Persian and Urdu writing is unified first."""

from __future__ import annotations

import re
from functools import cached_property
from importlib.metadata import version

import regex
import Stemmer

from search.analysis.base import Analyzer

ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "fa": "persian", "fi": "finnish", "fr": "french", "hi": "hindi", "hu": "hungarian",
    "it": "italian", "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip

_ELIDED = regex.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|dell|nell|all|dall|sull|un)'(?=\p{L}{2})")
_PLURALS = {  # which Snowball knows by the accents that folding took off: eleições, eleccions
    "pt": (regex.compile(r"[oa]es$"), "ao"),
    "ca": (regex.compile(r"(?<=[cs])ions$"), "io"),
}
_HARAKAT = regex.compile(r"[\u0640\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06ED]")  # tatweel, vowel and Quran signs
_ALEFS = dict.fromkeys("أإآٱ", "ا")
_ARABIC = str.maketrans(_ALEFS | {"ى": "ي", "ی": "ي", "ک": "ك"})
_PERSIAN = str.maketrans(_ALEFS | {"ى": "ی", "ي": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه"})


class SnowballAnalyzer(Analyzer):
    """Stems of one of Snowball's languages."""

    stems = True

    def __init__(self, language: str, *, function_words: frozenset[str] = frozenset()) -> None:
        super().__init__(language, function_words=function_words)
        self._algorithm = ALGORITHMS[language]

    @property
    def fingerprint(self) -> str:
        return f"{self.language}:snowball-{version('PyStemmer')}-{self._algorithm}-{self.version}"

    def trace(self, stem: str) -> str:
        """Its first letter at the beginning of a word: it is suffixes that are taken off, but for Dutch and Turkish."""
        if self.language in ("nl", "tr"):
            return ""
        first = re.escape(stem[:1])
        return rf"{first}(?<![a-z0-9]{first})" if first.isascii() else first

    @cached_property
    def _stemmer(self) -> Stemmer.Stemmer:
        return Stemmer.Stemmer(self._algorithm, 0)  # no cache of its own: ours is bounded

    def _stem_word(self, word: str) -> str:
        if self.language in ("fr", "it", "ca"):
            word = _ELIDED.sub("", word)
        if self.language in _PLURALS:
            plural, singular = _PLURALS[self.language]
            word = plural.sub(singular, word)
        return str(self._stemmer.stemWord(word))


class ArabicScriptAnalyzer(Analyzer):
    """Writing unified (vowel signs and tatweel off, kinds of alef, ya and kaf one), then Snowball where it knows."""

    stems = True

    def __init__(self, language: str, *, function_words: frozenset[str] = frozenset()) -> None:
        super().__init__(language, function_words=function_words)
        self._algorithm = ALGORITHMS.get(language)
        self._letters = _ARABIC if language == "ar" else _PERSIAN

    @property
    def fingerprint(self) -> str:
        return f"{self.language}:arabic-script-{version('PyStemmer')}-{self._algorithm}-{self.version}"

    @cached_property
    def _stemmer(self) -> Stemmer.Stemmer | None:
        return Stemmer.Stemmer(self._algorithm, 0) if self._algorithm else None

    def _stem_word(self, word: str) -> str:
        unified = _HARAKAT.sub("", word).translate(self._letters)
        return unified if self._stemmer is None else str(self._stemmer.stemWord(unified))
