"""Languages of the Latin script told by their function words, where these leave no doubt."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Mapping, Sequence

from search.analysis import analyzer_for

LANGUAGES = ("en", "fr", "de", "es", "pt", "it", "nl", "tr")
_LEAST_WORDS = 12
_LEAST_SHARE = 0.25
_LEAD = 1.5  # times the share of the next


def most_function_words(words: Sequence[str]) -> tuple[str | None, float]:
    """The one language of `LANGUAGES` that a quarter of `words` are function words of, and their share."""
    if len(words) < _LEAST_WORDS:
        return None, 0.0
    table = _table()
    counts = Counter(language for word in words if word in table for language in table[word])
    (first, most), (_, next_most) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    share = most / len(words)
    return (first, share) if share >= _LEAST_SHARE and most >= _LEAD * next_most else (None, share)


@functools.cache
def _table() -> Mapping[str, tuple[str, ...]]:
    """Which languages have a function word."""
    words = {language: analyzer_for(language).function_words for language in LANGUAGES}
    return {
        word: tuple(language for language in LANGUAGES if word in words[language])
        for word in frozenset[str]().union(*words.values())
    }
