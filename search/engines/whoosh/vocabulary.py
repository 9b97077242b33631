"""The words of the index, for completing what is being typed and for correcting what is not there."""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Mapping

import numpy as np

from search.engines.whoosh.deadline import Deadline
from search.engines.whoosh.view import IndexView
from search.folding import fold
from search.results import Completion

_MAX_EDITS = 2


def article_count(word: str, view: IndexView, deadline: Deadline) -> int:
    """In how many live articles the exact word is."""
    return sum(segment.having(word, deadline) for segment in view.segments)


def completions(prefix: str, view: IndexView, *, limit: int, deadline: Deadline) -> tuple[Completion, ...]:
    """Words that begin with `prefix`, by falling article count, ties by word; none for ''."""
    start = fold(prefix).strip()
    if not start:
        return ()
    most = max(2 * limit, 16)  # words looked at of each part; doubled until no other can have made it
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
    vocabularies, found = view.vocabularies(), view.near(folded, _MAX_EDITS)
    for edits in range(1, _MAX_EDITS + 1):
        bounds: Counter[str] = Counter()
        for vocabulary, (places, distances) in zip(vocabularies, found, strict=True):
            for place in places[distances == edits].tolist():
                bounds[vocabulary.word(place)] += int(vocabulary.counts(place, place + 1)[0])
        for best, _ in _most_frequent(bounds, view, 1, deadline):
            return best
    return None


def _most_frequent(bounds: Mapping[str, int], view: IndexView, limit: int, deadline: Deadline) -> list[tuple[str, int]]:
    """The `limit` words that most articles have, with how many those are; words that none has are left out.

    `bounds` says for every word how many articles have it at most. Words are counted from the highest bound down,
    until no bound reaches the last count that made it.
    """
    found: list[tuple[int, str]] = []
    for bound, word in sorted((-bound, word) for word, bound in bounds.items()):
        if len(found) >= limit and bound > found[limit - 1][0]:
            break
        deadline.check()
        count = article_count(word, view, deadline)
        if count:
            bisect.insort(found, (-count, word))
    return [(word, -negative) for negative, word in found[:limit]]


def _frequent(prefix: str, view: IndexView, most: int) -> tuple[dict[str, int], int]:
    """Of each part its `most` most frequent words that begin with `prefix`, with how many articles have them at most;
    and how many articles may have another.
    """
    above: Counter[str] = Counter()  # in how many more articles a word may be than one that is in no part's list
    rest = 0
    for vocabulary in view.vocabularies():
        first, last = vocabulary.range_of(prefix)
        counts = vocabulary.counts(first, last)
        places = np.arange(len(counts))
        unseen = 0
        if len(counts) > most:
            places = np.argpartition(counts, len(counts) - most)[len(counts) - most :]
            unseen = int(counts[places].min())
        for place in places.tolist():
            above[vocabulary.word(first + place)] += int(counts[place]) - unseen
        rest += unseen
    return {word: count + rest for word, count in above.items()}, rest
