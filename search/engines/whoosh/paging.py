"""The order of the hits, and the page of them that a request asks for (docs/ranking.md).

An order is two or three arrays of sort keys, smaller is earlier, with the id deciding between equal ones. A page is
found without sorting everything: what comes after the cursor, of that the best by the first key, and only these sorted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

import numpy as np

from search import cursor
from search.engines.whoosh.columns import Columns, Ints, Mask
from search.engines.whoosh.evaluator import Matches
from search.errors import InvalidParameterError
from search.query import SearchRequest, Sort

Key: TypeAlias = tuple[float | int, ...]
_UNDATED_LAST = 2**31  # a day after all others


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How documents are sorted."""

    keys: tuple[np.ndarray[tuple[int], np.dtype[np.float64 | np.int64]], ...]  # each (documents,), first decides first
    ids: np.ndarray[tuple[int], np.dtype[np.object_]]  # (documents,)
    falling_ids: Mask  # (documents,) whether equals of this one go by falling id

    def key(self, document: int) -> Key:
        return tuple(keys[document].item() for keys in self.keys)

    def sorted(self, documents: Ints) -> Iterator[int]:
        """`documents` in order."""
        rows = documents[np.lexsort([keys[documents] for keys in reversed(self.keys)])].tolist()
        for _, equal in groupby(rows, key=self.key):
            group = list(equal)
            if len(group) > 1:
                group.sort(key=self.ids.__getitem__, reverse=bool(self.falling_ids[group[0]]))
            yield from group

    def best(self, documents: Ints, limit: int) -> list[int]:
        """The first `limit` of `documents` in order."""
        if len(documents) > limit:
            first = self.keys[0][documents]
            documents = documents[first <= np.partition(first, limit - 1)[limit - 1]]
        return [document for document, _ in zip(self.sorted(documents), range(limit), strict=False)]

    def after(self, documents: Ints, key: Key, article_id: str) -> Ints:
        """Those of `documents` that come after a hit with this key and id."""
        later = np.zeros(len(documents), dtype=np.bool_)
        equal = np.ones(len(documents), dtype=np.bool_)
        for keys, value in zip(self.keys, key, strict=True):
            later |= equal & (keys[documents] > value)
            equal &= keys[documents] == value
        for place in np.flatnonzero(equal).tolist():
            other = self.ids[documents[place]]
            later[place] = other < article_id if self.falling_ids[documents[place]] else other > article_id
        return documents[later]


def order_of(matches: Matches, columns: Columns, sort: Sort | None) -> Order:
    """The order that a request asks for; with none, by relevance where words score, else newest."""
    start = columns.start.astype(np.int64)
    if sort is None:
        sort = "newest" if matches.scores is None else "relevance"
    if sort == "oldest":
        keys = (np.where(start == 0, _UNDATED_LAST, start), columns.instant)
    else:
        keys = (-start, -columns.instant)
    is_dated = start > 0
    if sort == "relevance":
        scores = rounded_scores(matches, len(columns))
        return Order(keys=(-scores, *keys), ids=columns.ids, falling_ids=np.zeros_like(is_dated))
    falling = is_dated if sort == "newest" else np.zeros_like(is_dated)
    return Order(keys=keys, ids=columns.ids, falling_ids=falling)


def rounded_scores(matches: Matches, size: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """(documents,) scores as they are compared and shown."""
    return np.zeros(size) if matches.scores is None else np.round(matches.scores, 4)


def best_of_stories(documents: Ints, order: Order, columns: Columns) -> Ints:
    """`documents` without those that come after another of the same story."""
    story = columns.values["story"]
    told = story.has_value[documents]
    if not told.any():
        return documents
    candidates = documents[told]
    ordinals = story.ordinals[story.offsets[candidates]]
    rows = np.lexsort([*(keys[candidates] for keys in reversed(order.keys)), ordinals])
    bounds = np.flatnonzero(np.diff(ordinals[rows], prepend=-1))
    best = [_first(candidates[group], order) for group in np.split(rows, bounds[1:])]
    return np.sort(np.concatenate([documents[~told], np.array(best, dtype=documents.dtype)]))


def _first(group: Ints, order: Order) -> int:
    """The first in order of documents that are sorted but for their ids."""
    key = order.key(int(group[0]))
    equal = [document for document in group.tolist() if order.key(document) == key]
    return next(order.sorted(np.array(equal, dtype=group.dtype)))


def page(
    documents: Ints, order: Order, request: SearchRequest, *, generation: str
) -> tuple[Sequence[int], str | None, bool]:
    """The hits of the page, the cursor of the next one, and whether the index changed since the cursor was made."""
    is_changed = False
    if request.cursor is not None:
        place = cursor.decode(request.cursor, request)
        documents = order.after(documents, _checked(place.key, order), place.id)
        is_changed = place.generation != generation
    best = order.best(documents, request.size + 1)
    shown = best[: request.size]
    following = None
    if len(best) > request.size:
        last = shown[-1]
        at = cursor.Cursor(key=order.key(last), id=order.ids[last], generation=generation)
        following = cursor.encode(at, request)
    return shown, following, is_changed


def _checked(key: tuple[object, ...], order: Order) -> Key:
    """The cursor's key, if this order has such keys."""
    numbers = tuple(part for part in key if isinstance(part, int | float) and not isinstance(part, bool))
    if len(numbers) != len(order.keys) or len(numbers) != len(key) or any(abs(n) > 2**63 - 1 for n in numbers):
        raise InvalidParameterError(
            "cursor does not fit this request; leave it out to begin at the first page", parameter="cursor"
        )
    return numbers
