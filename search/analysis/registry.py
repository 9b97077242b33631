"""Which analyzer reads which language, and under which code its stems are indexed."""

from __future__ import annotations

import hashlib
from functools import cache

from search.analysis import tokens
from search.analysis.base import Analyzer
from search.analysis.function_words import FUNCTION_WORDS
from search.analysis.indonesian import IndonesianAnalyzer
from search.analysis.snowball import ALGORITHMS, ArabicScriptAnalyzer, SnowballAnalyzer
from search.model import UNDETERMINED

INDEXED_LANGUAGES = (
    "id", "ms", "jv", "su", "en", "ar", "fa", "ur", "he", "hi", "bn", "ta", "ru", "uk", "zh", "ja", "ko", "th", "vi",
    "tl", "km", "lo", "my", "fr", "de", "es", "pt", "ca", "it", "nl", "da", "no", "sv", "fi", "pl", "cs", "hu", "ro",
    "el", "tr", UNDETERMINED,
)  # fmt: skip
"""The languages that have stem fields of their own; texts of all others go to those of "und"."""

_INDEXED = frozenset(INDEXED_LANGUAGES)
_SYNONYMS = {"in": "id", "iw": "he", "nb": "no", "nn": "no", "fil": "tl", "zsm": "ms", "prs": "fa", "cmn": "zh"}
_CLASSES: dict[str, type[Analyzer]] = (
    dict.fromkeys(ALGORITHMS, SnowballAnalyzer)
    | dict.fromkeys(("ar", "fa", "ur"), ArabicScriptAnalyzer)
    | dict.fromkeys(("id", "ms"), IndonesianAnalyzer)
)


def stem_language(code: str) -> str:
    """The code under which a language's stems are indexed: "en" for "en-US", "und" for what has no field."""
    primary = code.replace("_", "-").partition("-")[0].lower()
    primary = _SYNONYMS.get(primary, primary)
    return primary if primary in _INDEXED else UNDETERMINED


def languages() -> tuple[str, ...]:
    """The languages with stems of their own; all others are only folded."""
    return tuple(sorted(_CLASSES))


def analyzer_for(language: str) -> Analyzer:
    """The analyzer of a language, the same object every time; one that only folds for languages we do not know."""
    return _analyzer(stem_language(language))


@cache
def _analyzer(language: str) -> Analyzer:
    return _CLASSES.get(language, Analyzer)(language, function_words=FUNCTION_WORDS.get(language, frozenset()))


@cache
def fingerprint() -> str:
    """16 hex digits that change whenever any text may be indexed under other terms than before."""
    parts = [f"tokens-{tokens.VERSION}", *(analyzer_for(language).fingerprint for language in INDEXED_LANGUAGES)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
