"""The order of the hits, and the page of them that a request asks for (docs/ranking.md).

Hits are first compared by one number (`Order.primary`: score or day, larger is earlier), which leaves few candidates
for a page; only these are sorted by the whole key, and the id decides between equal ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice, pairwise
from operator import itemgetter
from typing import TypeAlias

import numpy as np

from search import cursor
from search.engines.whoosh.codec.container import Array
from search.engines.whoosh.codec.runs import is_first
from search.engines.whoosh.deadline import Deadline
from search.engines.whoosh.matches import Dense, Mask, Matches, Numbers, Sparse, documents_of, scores_at
from search.engines.whoosh.view import IndexView
from search.errors import InvalidParameterError
from search.query import SearchRequest, Sort

Key: TypeAlias = tuple[float | int, ...]
"""What documents are sorted by before their ids, smaller is earlier."""

_UNDATED_LAST = 2**31 - 1  # a day after all others
_ROUNDING = 1e-4  # scores closer than this may be equal when rounded
_ROWS = 64
_NEVER = -(2.0**31)  # below every primary
_CHECK_EVERY = 1000  # documents put in order between two looks at the clock
_FEW = 64  # documents that Python sorts sooner than NumPy, which takes some 100 µs for any number


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """How the hits `matches` of a view are sorted."""

    view: IndexView
    matches: Matches
    sort: Sort

    def sorted(self, documents: Array) -> Iterator[int]:
        """`documents` in order."""
        return (document for _, document in self.ranked(documents))

    def ranked(self, documents: Array) -> Iterator[tuple[Key, int]]:
        """`documents` in order, each with its key."""
        return self._few_ranked(documents) if len(documents) <= _FEW else self._many_ranked(documents)

    def _few_ranked(self, documents: Array) -> Iterator[tuple[Key, int]]:
        rows = sorted(zip(self._keys(documents), documents.tolist(), strict=True))
        for key, equal in groupby(rows, key=itemgetter(0)):
            tied = [document for _, document in equal]
            if len(tied) > 1:
                tied.sort(key=self.view.id_of, reverse=self._is_by_falling_id(key))
            for document in tied:
                yield key, document

    def _many_ranked(self, documents: Array) -> Iterator[tuple[Key, int]]:
        columns = self._columns(documents)
        rows = np.lexsort(columns[::-1])
        columns, documents = [column[rows] for column in columns], documents[rows]
        begins = np.flatnonzero(np.logical_or.reduce([is_first(column) for column in columns]))
        for first, end in pairwise((*begins.tolist(), len(documents))):
            key = tuple(column[first].item() for column in columns)
            if end - first == 1:
                yield key, int(documents[first])
            else:
                for document in self.view.by_id(documents[first:end], is_falling=self._is_by_falling_id(key)):
                    yield key, document

    def after(self, documents: Array, key: Key, article_id: str) -> Array:
        """(n,) bool: which of `documents` come after a hit with this key and id."""
        later = np.zeros(len(documents), np.bool_)
        equal = np.ones(len(documents), np.bool_)
        for column, value in zip(self._columns(documents), key, strict=True):
            later |= equal & (column > value)
            equal &= column == value
        sides = self.view.compared(documents[equal], article_id)
        later[equal] = sides < 0 if self._is_by_falling_id(key) else sides > 0
        return later

    def primary(self) -> tuple[Array, Array | None]:
        """By what the hits are compared first, larger is earlier, and their documents.

        None for these: it is of all documents, in order; without a hit there it is `_NEVER`, or a score of 0.
        """
        documents = None if isinstance(self.matches, Dense) else self.matches.documents
        if self.sort == "relevance":
            size = self.view.size if documents is None else len(documents)
            scores = self.matches.scores
            return (np.zeros(size, np.float32) if scores is None else scores), documents
        if isinstance(self.matches, Dense):
            days = np.concatenate([np.zeros(0, np.int32), *map(self._days, self.view.dates.start.parts)])
            return np.where(self.matches.mask, days, np.int32(_NEVER)), None
        return self._days(self.view.dates.start[self.matches.documents]), documents

    def _days(self, start: Array) -> Array:
        """The days so that larger is earlier in the order."""
        return start if self.sort == "newest" else -np.where(start == 0, np.int32(_UNDATED_LAST), start)

    def _keys(self, documents: Array) -> Iterator[Key]:
        """The keys of a few documents."""
        times = self.view.dates.starts_and_instants(documents.tolist())
        if self.sort == "oldest":
            return ((start or _UNDATED_LAST, instant) for start, instant in times)
        if self.sort == "newest":
            return ((-start, -instant) for start, instant in times)
        scores = (-rounded(scores_at(self.matches, documents))).tolist()
        return ((score, -start, -instant) for score, (start, instant) in zip(scores, times, strict=True))

    def _columns(self, documents: Array) -> list[Array]:
        """The keys of any number of documents: (documents,) of each part."""
        start = self.view.dates.start[documents].astype(np.int64)
        instant = self.view.dates.instant[documents]
        if self.sort == "oldest":
            return [np.where(start == 0, _UNDATED_LAST, start), instant]
        if self.sort == "newest":
            return [-start, -instant]
        return [-rounded(scores_at(self.matches, documents)), -start, -instant]

    def _is_by_falling_id(self, key: Key) -> bool:
        """Whether the later id comes first among documents with this key: where the newest do, unless undated."""
        return self.sort == "newest" and bool(key[0])


def order_of(matches: Matches, view: IndexView, sort: Sort | None) -> Order:
    """The order that a request asks for; with none, by relevance where words score, else newest."""
    if sort is None:
        sort = "newest" if matches.scores is None else "relevance"
    return Order(view, matches, sort)


def rounded(scores: Array) -> Array:
    """Scores as they are compared and shown."""
    return scores.astype(np.float64).round(4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The hits of a page, the cursor of the next one, and whether the index changed since the page's own was made."""

    documents: tuple[int, ...]
    scores: tuple[float, ...]  # rounded
    following: str | None
    is_changed: bool


def page(order: Order, request: SearchRequest, *, generation: str) -> Page:
    """The page that a request asks for."""
    after = None if request.cursor is None else cursor.decode(request.cursor, request)
    candidates = _candidates(order, request.size + 1, after)
    best = list(islice(order.ranked(candidates), request.size + 1))
    shown = best[: request.size]
    documents = tuple(document for _, document in shown)
    following = None
    if len(best) > request.size:
        key, last = shown[-1]
        following = cursor.encode(cursor.Cursor(key=key, id=order.view.id_of(last), generation=generation), request)
    if order.sort == "relevance":
        scores = [-key[0] for key, _ in shown]
    else:
        scores = rounded(scores_at(order.matches, np.array(documents, np.int32))).tolist()
    return Page(
        documents=documents,
        scores=tuple(scores),
        following=following,
        is_changed=after is not None and after.generation != generation,
    )


def best_of_stories(order: Order, deadline: Deadline) -> Array:
    """(n,) the hits, rising, without those that come after another of the same story."""
    documents = documents_of(order.matches)
    stories = order.view.stories[documents]
    told = stories != 0
    ranked = np.fromiter(_in_time(order.sorted(documents[told]), deadline), np.int32)
    _, firsts = np.unique(order.view.stories[ranked], return_index=True)
    return np.sort(np.concatenate((documents[~told], ranked[firsts])))


def _in_time(documents: Iterator[int], deadline: Deadline) -> Iterator[int]:
    """The documents, as long as there is time."""
    for number, document in enumerate(documents):
        if number % _CHECK_EVERY == 0:
            deadline.check()
        yield document


def _candidates(order: Order, size: int, after: cursor.Cursor | None) -> Array:
    """(n,) documents among which are the first `size` of those that come after the cursor."""
    if order.sort == "newest" and after is None and isinstance(order.matches, Dense):
        return _newest(order.matches.mask, order.view, size)
    if after is None and isinstance(order.matches, Sparse) and len(order.matches) <= _FEW:
        return order.matches.documents
    primary, documents = order.primary()
    if after is not None:
        primary = _only_after(primary, documents, order, _checked(after.key, order), after.id)
    margin = _ROUNDING if order.sort == "relevance" else 0.0
    chosen = _highest(primary, size, margin)
    if isinstance(order.matches, Dense):
        chosen = chosen[order.matches.mask[chosen]]
    if len(chosen) > 4 * size:
        kept = primary[chosen]
        chosen = chosen[kept >= _nth_highest(kept, size) - margin]
    return chosen if documents is None else documents[chosen]


def _newest(mask: Mask, view: IndexView, size: int) -> Array:
    """(n,) the marked documents of the latest days, of so many days that there are `size` of them if there can be."""
    found = [np.zeros(0, np.int32)]
    base = 0
    for segment, start in zip(view.days.segments, view.dates.start.parts, strict=True):
        newest = _newest_of_segment(mask[base : base + len(start)], segment.by_start, start, size)
        found.append(newest + np.int32(base))
        base += len(start)
    documents = np.concatenate(found)
    if len(documents) <= size:
        return documents
    start = view.dates.start[documents]
    latest: Array = documents[start >= np.partition(start, len(start) - size)[len(start) - size]]
    return latest


def _newest_of_segment(mask: Mask, by_start: Numbers, start: Array, size: int) -> Array:
    """As `_newest`, of one segment, its documents numbered within it."""
    found: list[Array] = []
    count, least = 0, -1
    end, step = len(mask), 16 * size
    while end and (count < size or start[by_start[end - 1]] >= least):  # a day is taken whole
        documents = by_start[max(end - step, 0) : end]
        documents = documents[mask[documents]]
        found.append(documents)
        if count < size <= count + len(documents):
            least = int(start[documents[len(documents) - (size - count)]])
        count += len(documents)
        end, step = max(end - step, 0), 4 * step
    return np.concatenate((np.zeros(0, np.int32), *found))


def _highest(primary: Array, size: int, margin: float) -> Array:
    """(n,) places of `primary` among which are the `size` highest, and what is less by `margin` at most.

    Looks only into the columns whose highest are among the `size` highest of columns, of a table that has `primary` row
    after row: going down many columns at once takes a fifth of the time that going along rows does.
    """
    width = len(primary) // _ROWS
    if width <= size:
        return (primary > _NEVER).nonzero()[0]
    end = _ROWS * width
    table = primary[:end].reshape(_ROWS, width)
    best = table.max(axis=0)
    least = _nth_highest(best, size) - margin
    if least <= _NEVER:
        return (primary > _NEVER).nonzero()[0]
    columns = (best >= least).nonzero()[0]
    row, column = (table[:, columns] >= least).nonzero()
    return np.concatenate((row * width + columns[column], (primary[end:] >= least).nonzero()[0] + end))


def _nth_highest(values: Array, number: int) -> float:
    """The `number`-th highest of at least so many values."""
    place = len(values) - number
    return float(np.partition(values, place)[place])


def _only_after(primary: Array, documents: Array | None, order: Order, key: Key, article_id: str) -> Array:
    """`primary` without the hits that come before the cursor: what is near its own is compared in full."""
    at = -float(key[0])
    margin = _ROUNDING if order.sort == "relevance" else 0.0
    left = np.where(primary < at - margin, primary, primary.dtype.type(_NEVER))
    near = np.flatnonzero((primary >= at - margin) & (primary <= at + margin) & (primary > _NEVER))
    later = near[order.after(near if documents is None else documents[near], key, article_id)]
    left[later] = primary[later]
    return left


def _checked(key: tuple[object, ...], order: Order) -> Key:
    """The cursor's key, if this order has such keys."""
    numbers = tuple(part for part in key if isinstance(part, int | float) and not isinstance(part, bool))
    parts = 3 if order.sort == "relevance" else 2
    if len(numbers) != parts or len(numbers) != len(key) or any(abs(n) > 2**63 - 1 for n in numbers):
        raise InvalidParameterError(
            "cursor does not fit this request; leave it out to begin at the first page", parameter="cursor"
        )
    return numbers
