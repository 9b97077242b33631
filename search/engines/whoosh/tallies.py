"""How many of the hits have each value of a column: one way for few hits, another for many."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Protocol

import numpy as np

from search.engines.whoosh.codec.container import Array
from search.engines.whoosh.columns import Counts, Heads, ValueColumn
from search.engines.whoosh.deadline import Deadline
from search.engines.whoosh.matches import Dense, Mask, Matches, Numbers, documents_of

_FEW_ROWS = 8  # times as many values as rows: these are then sorted rather than counted in an array of all values


class Tally(Protocol):
    """Counts of values among hits; values are named by their numbers."""

    with_value: int
    """How many hits have any value."""

    def best(self, size: int) -> list[tuple[int, int]]:
        """The `size` values with the highest counts, ties by value, with their counts, which are above 0."""
        ...

    def count(self, number: int) -> int: ...

    def with_any(self, numbers: Collection[int]) -> int:
        """How many hits have one of these values."""
        ...

    def has_other(self, numbers: Collection[int]) -> bool:
        """Whether any hit has a value besides these."""
        ...


def tally(column: ValueColumn, among: Matches, deadline: Deadline) -> Tally:
    """The tally of the documents `among`."""
    if isinstance(among, Dense):
        return MaskTally(column, among, deadline)
    return RowTally(column, among)


class RowTally:
    """Looks at the rows of each hit."""

    def __init__(self, column: ValueColumn, among: Matches) -> None:
        self._column = column
        rows = column.rows
        self._is_single = rows.most <= 1
        self._values_of, self._rows = rows.of(documents_of(among))
        self.with_value = int(np.count_nonzero(self._values_of))
        self.numbers, self.counts = _counted(self._rows, len(column.numbers))

    def best(self, size: int) -> list[tuple[int, int]]:
        return _best(self._column, self.numbers, self.counts, size)

    def count(self, number: int) -> int:
        place = int(np.searchsorted(self.numbers, number))
        return int(self.counts[place]) if place < len(self.numbers) and self.numbers[place] == number else 0

    def with_any(self, numbers: Collection[int]) -> int:
        if self._is_single:
            return sum(map(self.count, numbers))
        is_one = np.zeros(len(self._column.numbers), np.bool_)
        is_one[list(numbers)] = True
        hits = np.repeat(np.arange(len(self._values_of)), self._values_of)[is_one[self._rows]]
        return int(np.count_nonzero(np.diff(hits))) + bool(len(hits))

    def has_other(self, numbers: Collection[int]) -> bool:
        return len(self.numbers) > sum(self.count(number) > 0 for number in set(numbers))


class MaskTally:
    """Looks at the documents of each value, the most frequent values first, for no more of them than it takes.

    Once a value has fewer documents in the index than the last of the best, and one more, have hits, no other can be
    among them.
    """

    def __init__(self, column: ValueColumn, among: Dense, deadline: Deadline) -> None:
        self._column = column
        self._among = among
        self._deadline = deadline
        self._heads = column.heads
        has_value = column.has_value
        self.with_value = len(among) if has_value is None else int(np.count_nonzero(has_value & among.mask))
        self._in_full: RowTally | None = None
        self._counts = np.zeros(0, np.int64)  # of the first values of the heads, as far as they were looked at

    def best(self, size: int) -> list[tuple[int, int]]:
        heads = self._heads
        for counts in self._counted(heads, self._among.mask):
            self._deadline.check()
            self._counts = np.concatenate((self._counts, counts))
            if _reach(self._counts, size + 1) > heads.most[len(self._counts)]:
                break
        else:
            if not heads.is_all:
                return self._full().best(size)
        found = np.flatnonzero(self._counts)
        return _best(self._column, heads.numbers[found], self._counts[found], size)

    def count(self, number: int) -> int:
        return int(np.count_nonzero(self._among.mask[self._documents(number)]))

    def with_any(self, numbers: Collection[int]) -> int:
        if self._column.rows.most <= 1:
            return sum(map(self.count, numbers))
        shown = np.zeros(self._column.size, np.bool_)
        for number in numbers:
            shown[self._documents(number)] = True
        return int(np.count_nonzero(shown & self._among.mask))

    def has_other(self, numbers: Collection[int]) -> bool:
        looked_at = self._heads.numbers[: len(self._counts)][self._counts > 0].tolist()
        if set(looked_at) - set(numbers):
            return True
        return not self._heads.is_all and self._full().has_other(numbers)

    def _documents(self, number: int) -> Numbers:
        """(n,) the documents with the value, deleted ones included."""
        heads = self._heads
        [places] = np.nonzero(heads.numbers == number)
        if len(places):
            return heads.documents[heads.starts[places[0]] : heads.starts[places[0] + 1]]
        return np.flatnonzero(self._column.having_any([self._column.numbers.value(number)])).astype(np.int32)

    def _full(self) -> RowTally:
        if self._in_full is None:
            self._in_full = RowTally(self._column, self._among)
        return self._in_full

    def _counted(self, heads: Heads, mask: Mask) -> Iterator[Counts]:
        """The counts of the first values of `heads`, then of the next ones, until of all."""
        first = 0
        while first < len(heads.numbers):
            most = heads.starts[first] + max(len(mask) // 4, 4_096)
            last = max(int(np.searchsorted(heads.starts, most)) - 1, first + 1)
            starts = heads.starts[first : last + 1]
            hits = mask[heads.documents[starts[0] : starts[-1]]]
            yield np.add.reduceat(hits, starts[:-1] - starts[0], dtype=np.int64)
            first = last


def _reach(counts: Counts, size: int) -> int:
    """The `size`-th highest count; -1 when there are fewer."""
    if len(counts) < size:
        return -1
    return int(np.partition(counts, len(counts) - size)[len(counts) - size])


def _counted(rows: Array, size: int) -> tuple[Numbers, Counts]:
    """The numbers in `rows`, rising, of `size` that there are, and how often each is there."""
    if len(rows) * _FEW_ROWS < size:
        numbers, counts = np.unique(rows, return_counts=True)
        return numbers.astype(np.int32), counts
    counts = np.bincount(rows, minlength=size)
    numbers = np.flatnonzero(counts)
    return numbers.astype(np.int32), counts[numbers]


def _best(column: ValueColumn, numbers: Numbers, counts: Counts, size: int) -> list[tuple[int, int]]:
    """The `size` of `numbers` with the highest `counts`, all above 0, ties by value, with these."""
    least = _reach(counts, size)
    above = counts > least
    texts = column.numbers
    pairs = zip(numbers[above].tolist(), counts[above].tolist(), strict=True)
    found = sorted(pairs, key=lambda pair: (-pair[1], texts.value(pair[0])))
    if least > 0:
        tied = texts.least(numbers[counts == least], size - len(found))
        found += [(number, least) for number in tied]
    return found[:size]


def counted_values(column: ValueColumn, among: Matches) -> Iterable[tuple[int, int]]:
    """All values that the documents have, by number, with their counts."""
    found = RowTally(column, among)
    return zip(found.numbers.tolist(), found.counts.tolist(), strict=True)
