"""The words of the index, for completing what is being typed and for correcting what is not there."""

from __future__ import annotations

import bisect
from collections.abc import Iterable

import numpy as np

from search.engines.whoosh.deadline import Deadline
from search.engines.whoosh.expansions import edit_distances, near
from search.engines.whoosh.view import IndexView
from search.folding import fold
from search.query import TEXT_FIELDS
from search.results import Completion

_MAX_EDITS = 2


def article_count(word: str, view: IndexView, deadline: Deadline) -> int:
    """In how many live articles the exact word is."""
    title, body = (view.postings(field, (word,), deadline).documents for field in TEXT_FIELDS)
    return len(np.union1d(title, body))


def completions(prefix: str, view: IndexView, *, limit: int, deadline: Deadline) -> tuple[Completion, ...]:
    """Words that begin with `prefix`, by falling article count, ties by word; none for ''."""
    start = fold(prefix).strip()
    if not start:
        return ()
    most = max(4 * limit, 16)  # words looked at of each part; doubled until no other can have made it
    while True:
        words, rest = _frequent(start, view, most)
        found = _most_frequent(words, view, limit, deadline)
        if not rest or (len(found) == limit and found[-1][1] > rest):
            return tuple(Completion(text=word, count=count) for word, count in found)
        most *= 4


def correction(word: str, view: IndexView, *, deadline: Deadline) -> str | None:
    """The nearest word of the index, of equally near ones the most frequent; None if `word` is there, or none is near.

    Near is at most two edits away and with the same first letter.
    """
    folded = fold(word).strip()
    if not folded or article_count(folded, view, deadline):
        return None
    candidates = sorted(set(near(folded, _MAX_EDITS, view, deadline)) - {folded})
    distances = edit_distances(folded, candidates)
    for edits in range(1, _MAX_EDITS + 1):
        nearest = {candidates[i] for i in np.flatnonzero(distances == edits)}
        for best, _ in _most_frequent(nearest, view, 1, deadline):
            return best
    return None


def _most_frequent(words: Iterable[str], view: IndexView, limit: int, deadline: Deadline) -> list[tuple[str, int]]:
    """The `limit` words that most articles have, with how many those are; words that none has are left out.

    Words are counted in falling order of their upper bounds, until no bound reaches the last count that made it.
    """
    found: list[tuple[int, str]] = []
    for bound, word in sorted((-_bound(word, view), word) for word in words):
        if len(found) >= limit and bound > found[limit - 1][0]:
            break
        deadline.check()
        count = article_count(word, view, deadline)
        if count:
            bisect.insort(found, (-count, word))
    return [(word, -negative) for negative, word in found[:limit]]


def _bound(word: str, view: IndexView) -> int:
    total = 0
    for vocabulary in view.vocabularies():
        first, last = vocabulary.range_of(word)
        if first < last and vocabulary.word(first) == word:
            total += int(vocabulary.counts[first])
    return total


def _frequent(prefix: str, view: IndexView, most: int) -> tuple[set[str], int]:
    """Of each part its `most` most frequent words that begin with `prefix`, and how many articles may have another."""
    words: set[str] = set()
    rest = 0
    for vocabulary in view.vocabularies():
        first, last = vocabulary.range_of(prefix)
        counts = vocabulary.counts[first:last]
        if len(counts) > most:
            places = np.argpartition(counts, len(counts) - most)[len(counts) - most :]
            rest += int(counts[places].min())
        else:
            places = np.arange(len(counts))
        words.update(vocabulary.word(first + place) for place in places.tolist())
    return words, rest
