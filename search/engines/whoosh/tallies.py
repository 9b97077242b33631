"""How many of the hits have each value of a column: one way for few hits, another for many."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Protocol

import numpy as np

from search.engines.whoosh.codec.container import Array
from search.engines.whoosh.columns import Counts, Heads, ValueColumn
from search.engines.whoosh.deadline import Deadline
from search.engines.whoosh.matches import Dense, Mask, Matches, Numbers

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

    def __init__(self, column: ValueColumn, among: Matches, places: Sequence[int] | None = None) -> None:
        """Of the parts at these places only, where that is said."""
        self._column = column
        self._rows = []  # of each part how many values each hit has, and their numbers
        for place, own in _own(column, among, range(len(column.parts)) if places is None else places):
            values_of, ordinals = column.parts[place].rows_of(own)
            self._rows.append((values_of, column.numbers.numbers_of(place, ordinals)))
        self.with_value = sum(int(np.count_nonzero(values_of)) for values_of, _ in self._rows)
        self.numbers, self.counts = self._counted()

    def _counted(self) -> tuple[Numbers, Counts]:
        """The numbers of the values that the hits have, rising, and how many have each."""
        size = len(self._column.numbers)
        rows = np.concatenate([np.zeros(0, np.int32), *(numbers for _, numbers in self._rows)], dtype=np.int32)
        if len(rows) * _FEW_ROWS < size:
            return np.unique(rows, return_counts=True)
        totals = np.bincount(rows, minlength=size)
        numbers = np.flatnonzero(totals)
        return numbers.astype(np.int32), totals[numbers]

    def best(self, size: int) -> list[tuple[int, int]]:
        return _best(self._column, self.numbers, self.counts, size)

    def count(self, number: int) -> int:
        place = int(np.searchsorted(self.numbers, number))
        return int(self.counts[place]) if place < len(self.numbers) and self.numbers[place] == number else 0

    def with_any(self, numbers: Collection[int]) -> int:
        if self._column.most <= 1:
            return sum(map(self.count, numbers))
        is_one = np.zeros(len(self._column.numbers), np.bool_)
        is_one[list(numbers)] = True
        found = 0
        for values_of, own in self._rows:
            if len(own):
                firsts = (np.cumsum(values_of, dtype=np.int64) - values_of)[values_of > 0]
                found += int(np.count_nonzero(np.logical_or.reduceat(is_one[own], firsts)))
        return found

    def has_other(self, numbers: Collection[int]) -> bool:
        return len(self.numbers) > sum(self.count(number) > 0 for number in set(numbers))


def _own(column: ValueColumn, among: Matches, places: Sequence[int]) -> Iterator[tuple[int, Array]]:
    """Of each part, at these places, that has any of the documents: its place, and these, numbered within it."""
    for place in places:
        part = column.parts[place]
        end = part.base + len(part.live)
        if isinstance(among, Dense):
            own = np.flatnonzero(among.mask[part.base : end])
        else:
            first, last = np.searchsorted(among.documents, np.array((part.base, end), np.int32))
            own = among.documents[first:last] - np.int32(part.base)
        if len(own):
            yield place, own


class MaskTally:
    """Looks at the documents of each value, the most frequent values first, for no more of them than it takes.

    Once a value has fewer documents in the index than the last of the best, and one more, have hits, no other can be
    among them. The hits in the column's tail are counted by their rows beforehand.
    """

    def __init__(self, column: ValueColumn, among: Dense, deadline: Deadline) -> None:
        self._column = column
        self._among = among
        self._deadline = deadline
        self._heads = column.heads
        has_value = column.has_value
        self.with_value = len(among) if has_value is None else int(np.count_nonzero(has_value & among.mask))
        self._tail = RowTally(column, among, column.tail)
        self._in_full: RowTally | None = None
        self._numbers = np.zeros(0, np.int32)  # of the first values of the heads, as far as they were looked at
        self._counts = np.zeros(0, np.int64)  # theirs, those in the tail included

    def best(self, size: int) -> list[tuple[int, int]]:
        heads, tail = self._heads, self._tail
        in_tail = np.zeros(len(self._column.numbers) if len(tail.numbers) else 0, np.int64)
        in_tail[tail.numbers] = tail.counts
        most_in_tail = int(tail.counts.max(initial=0))
        for counts in self._counted(heads, self._among.mask):
            self._deadline.check()
            numbers = heads.numbers[len(self._numbers) : len(self._numbers) + len(counts)]
            self._look_at(numbers, counts + in_tail[numbers] if len(in_tail) else counts)
            if _reach(self._counts, size + 1) > heads.most[len(self._numbers)] + most_in_tail:
                break
        else:
            if not heads.is_all:
                return self._full().best(size)
            is_new = tail.numbers >= len(heads.numbers)
            self._look_at(tail.numbers[is_new], tail.counts[is_new])
        found = np.flatnonzero(self._counts)
        return _best(self._column, self._numbers[found], self._counts[found], size)

    def _look_at(self, numbers: Numbers, counts: Counts) -> None:
        self._numbers = np.concatenate((self._numbers, numbers))
        self._counts = np.concatenate((self._counts, counts))

    def count(self, number: int) -> int:
        [places] = np.nonzero(self._numbers == number)
        if len(places):
            return int(self._counts[places[0]])
        return int(np.count_nonzero(self._among.mask[self._documents(number)]))

    def with_any(self, numbers: Collection[int]) -> int:
        if self._column.most <= 1:
            return sum(map(self.count, numbers))
        shown = np.zeros(self._column.size, np.bool_)
        for number in numbers:
            shown[self._documents(number)] = True
        return int(np.count_nonzero(shown & self._among.mask))

    def has_other(self, numbers: Collection[int]) -> bool:
        if set(self._numbers[self._counts > 0].tolist()) - set(numbers):
            return True
        return len(self._numbers) < len(self._column.numbers) and self._full().has_other(numbers)

    def _documents(self, number: int) -> Numbers:
        """(n,) the documents with the value, deleted ones included."""
        column, heads = self._column, self._heads
        value = column.numbers.value(number)
        found = [column.documents_with(value, place) for place in column.tail]
        [places] = np.nonzero(heads.numbers == number)
        if len(places):
            found.append(heads.documents[heads.starts[places[0]] : heads.starts[places[0] + 1]])
        else:
            found += [column.documents_with(value, place) for place in range(column.tail.start)]
        return np.concatenate(found) if len(found) > 1 else found[0]

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
