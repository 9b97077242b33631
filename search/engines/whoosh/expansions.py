"""Which words of the index a prefix, a wildcard or a fuzzy word stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from search.analysis import matches_pattern
from search.engines.whoosh.deadline import Deadline
from search.engines.whoosh.view import IndexView
from search.errors import InvalidParameterError
from search.query import Fuzzy, Prefix, Wildcard

_CHECK_EVERY = 1000  # words between two looks at the clock


def expand(alternative: Prefix | Wildcard | Fuzzy, view: IndexView, *, most: int, deadline: Deadline) -> list[str]:
    """The exact words that it matches, in order.

    More than `most` are an InvalidParameterError: leaving some of them out would silently leave out articles.
    """
    found: set[str] = set()
    for word in _matches(alternative, view, deadline):
        found.add(word)
        if len(found) > most:
            raise InvalidParameterError(
                f"{_typed(alternative)!r} stands for more than {most} words of the index; add letters to it",
                parameter="q",
            )
    return sorted(found)


def check_width(prefix: Prefix, view: IndexView, *, most: int, deadline: Deadline) -> None:
    """InvalidParameterError if it stands for more than `most` words of the index."""
    ranges = (vocabulary.range_of(prefix.text) for vocabulary in view.vocabularies())
    if sum(last - first for first, last in ranges) > most:  # equal words may be in several parts
        expand(prefix, view, most=most, deadline=deadline)


def edit_distances(word: str, others: Sequence[str]) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    """(others,) optimal string alignment distances of `word` to each of `others`.

    Edits are a character inserted, deleted or replaced, or two neighbours swapped, no part edited twice.
    """
    lengths = np.fromiter(map(len, others), dtype=np.int32, count=len(others))
    width = int(lengths.max(initial=0))
    letters = _letters(others, width)  # (others, width)
    before_last = last = np.tile(np.arange(width + 1, dtype=np.int32), (len(others), 1))
    previous = -1
    for i, letter in enumerate(map(ord, word)):
        row = np.empty_like(last)
        row[:, 0] = i + 1
        for j in range(width):
            cost = np.minimum(row[:, j], last[:, j + 1]) + 1
            np.minimum(cost, last[:, j] + (letters[:, j] != letter), out=cost)
            if i and j:
                swapped = (letters[:, j] == previous) & (letters[:, j - 1] == letter)
                cost = np.where(swapped, np.minimum(cost, before_last[:, j - 1] + 1), cost)
            row[:, j + 1] = cost
        before_last, last, previous = last, row, letter
    return last[np.arange(len(others)), lengths]


def _matches(alternative: Prefix | Wildcard | Fuzzy, view: IndexView, deadline: Deadline) -> Iterator[str]:
    match alternative:
        case Prefix(text):
            return _beginning_with(text, view, deadline)
        case Wildcard(pattern):
            literal = pattern[: min((pattern + "*?").index(c) for c in "*?")]
            return (w for w in _beginning_with(literal, view, deadline) if matches_pattern(w, pattern))
        case Fuzzy(text, distance):
            return near(text, distance, view, deadline)


def near(text: str, distance: int, view: IndexView, deadline: Deadline) -> Iterator[str]:
    """The words within `distance` edits of `text` that begin with the same character; a word may come twice."""
    alike = (w for w in _beginning_with(text[:1], view, deadline) if abs(len(w) - len(text)) <= distance)
    chunk: list[str] = []
    for word in alike:
        chunk.append(word)
        if len(chunk) == _CHECK_EVERY:
            yield from _within(text, distance, chunk)
            chunk = []
    yield from _within(text, distance, chunk)


def _within(text: str, distance: int, words: list[str]) -> Iterator[str]:
    distances = edit_distances(text, words)
    return (words[i] for i in np.flatnonzero(distances <= distance))


def _beginning_with(prefix: str, view: IndexView, deadline: Deadline) -> Iterator[str]:
    for vocabulary in view.vocabularies():
        for number, word in enumerate(vocabulary.words(*vocabulary.range_of(prefix))):
            if number % _CHECK_EVERY == 0:
                deadline.check()
            yield word


def _letters(words: Sequence[str], width: int) -> np.ndarray[tuple[int, int], np.dtype[np.uint32]]:
    """(words, width) code points, 0 behind the end of a word."""
    if not width:
        return np.zeros((len(words), 0), dtype=np.uint32)
    return np.array(list(words), dtype=f"<U{width}").view(np.uint32).reshape(len(words), width)


def _typed(alternative: Prefix | Wildcard | Fuzzy) -> str:
    match alternative:
        case Prefix(text):
            return f"{text}*"
        case Wildcard(pattern):
            return pattern
        case Fuzzy(text):
            return f"{text}~"
