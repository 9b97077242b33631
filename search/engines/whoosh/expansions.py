"""Which words of the index a prefix, a wildcard or a fuzzy word stands for."""

from __future__ import annotations

from collections.abc import Iterator

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
    deadline.check()
    for vocabulary, (places, _) in zip(view.vocabularies(), view.near(text, distance), strict=True):
        yield from map(vocabulary.word, places.tolist())


def _beginning_with(prefix: str, view: IndexView, deadline: Deadline) -> Iterator[str]:
    for vocabulary in view.vocabularies():
        for number, word in enumerate(vocabulary.words(*vocabulary.range_of(prefix))):
            if number % _CHECK_EVERY == 0:
                deadline.check()
            yield word


def _typed(alternative: Prefix | Wildcard | Fuzzy) -> str:
    match alternative:
        case Prefix(text):
            return f"{text}*"
        case Wildcard(pattern):
            return pattern
        case Fuzzy(text):
            return f"{text}~"
