"""Columns: what articles are filtered, counted and sorted by, over all segments together.

The rows of a segment have the ordinals of every document's values, document after document, as they are counted for
few hits: by looking only at these. `Heads` has the documents of the most frequent values, value after value, as they
are counted for many: a value that too few documents have cannot become one of the first, whatever the hits. Heads are
made of the segments that there are when they are asked for first; what few documents are committed after that are a
*tail* that is counted by its rows, so that a commit leaves the heads as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeAlias, TypeVar

import numpy as np

from search.engines.whoosh.cache import Sized
from search.engines.whoosh.codec.container import Array
from search.engines.whoosh.codec.values import Values
from search.engines.whoosh.matches import Mask, Numbers
from search.engines.whoosh.numbering import Numbering
from search.folding import fold_name

Counts: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.int64]]"

NO_INSTANT = -(2**62)
"""Stands for an unknown instant, earlier than any: its negative is an int64 too."""

_ALL_HEADS = 4_096  # a column of fewer values keeps the documents of all of them
_ROW_BITS = 32
_WORDS_BYTES = 120  # of a value's folded words, about


class Remembering(Protocol):
    """Gives the value of a key, made if it is not at hand."""

    def __call__(self, key: Hashable, make: Callable[[], _T], /) -> _T: ...


_T = TypeVar("_T", bound=Sized)


@dataclass(frozen=True, slots=True, eq=False)
class ColumnPart:
    """A column of one segment, and where its documents begin in the index."""

    base: int
    values: Values
    live: Mask  # (documents of the segment,)

    def documents_with(self, value: bytes) -> Numbers:
        """(n,) rising: the live documents, numbered through the index, that have the value."""
        documents = self.values.documents_with(value)
        return documents[self.live[documents]].astype(np.int32) + np.int32(self.base)

    def rows_of(self, documents: Array) -> tuple[Array, Array]:
        """(n,) how many values each of the documents, numbered in the segment, has, and (rows,) their ordinals."""
        offsets, ordinals = self.values.offsets, self.values.ordinals
        least, most = self.values.least_and_most
        if least == most == 1:
            return np.ones(len(documents), np.uint8), ordinals[documents]
        starts = offsets[documents].astype(np.int64)
        counts = offsets[documents + 1] - starts
        if most == 1:
            return counts, ordinals[starts[counts > 0]]
        ends = np.cumsum(counts)
        total = int(ends[-1]) if len(ends) else 0
        return counts, ordinals[np.repeat(starts - (ends - counts), counts) + np.arange(total)]


@dataclass(frozen=True, slots=True, eq=False)
class Heads:
    """The documents of the most frequent values of the first segments, deleted ones included."""

    size: int  # documents of these segments
    numbers: Numbers  # (values,) by falling number of documents
    most: Counts  # (values + 1,) these numbers of documents, the last of the first value that is not here
    starts: Counts  # (values + 1,) where the documents of each begin
    documents: Numbers  # rising for each value
    is_all: bool  # whether these segments have no other values

    @property
    def nbytes(self) -> int:
        return self.numbers.nbytes + self.most.nbytes + self.starts.nbytes + self.documents.nbytes


class ValueColumn:
    """The values of every article in one column, over all segments."""

    def __init__(
        self,
        parts: Sequence[ColumnPart],
        live: Mask,
        *,
        name: str,
        numbering: Callable[[], Numbering],
        trunk: int,
        heads: Callable[[Callable[[], Heads]], Heads],
        remembered: Remembering,
    ) -> None:
        """`heads` remembers what is made of the first `trunk` parts longer than `remembered` does."""
        self.parts = parts
        self._live = live
        self._name = name
        self._numbering = numbering
        self._trunk = trunk
        self._heads = heads
        self._remembered = remembered
        self.least = min((part.values.least_and_most[0] for part in parts), default=1)
        self.most = max((part.values.least_and_most[1] for part in parts), default=0)

    @cached_property
    def numbers(self) -> Numbering:
        """The numbers of the values."""
        return self._numbering()

    @property
    def size(self) -> int:
        """How many documents there are, deleted ones included."""
        return len(self._live)

    @property
    def heads(self) -> Heads:
        """The documents of the most frequent values of most documents; the others are in `tail`."""
        return self._heads(lambda: heads_of(self.parts[: self._trunk], self.numbers))

    @property
    def tail(self) -> range:
        """The places of the parts that `heads` leaves out."""
        return range(self._trunk, len(self.parts))

    def having_any(self, values: Iterable[str]) -> Mask:
        """(documents,) whether the live document has one of `values`."""
        found = np.zeros(self.size, np.bool_)
        for value in values:
            for place in range(len(self.parts)):
                found[self.documents_with(value, place)] = True
        return found

    def documents_with(self, value: str, place: int) -> Numbers:
        """(n,) rising: the live documents of a part that have the value, numbered through the index."""
        return self.parts[place].documents_with(value.encode("utf-8", "surrogatepass"))

    @property
    def has_value(self) -> Mask | None:
        """(documents,) whether the live document has any value; None where every document has one."""
        if self.least:
            return None
        return self._remembered(("has value", self._name), self._with_value)

    def _with_value(self) -> Mask:
        return np.concatenate([np.diff(part.values.offsets) > 0 for part in self.parts]) & self._live

    @property
    def lacking(self) -> Mask:
        """(documents,) whether the live document has no value."""
        has_value = self.has_value
        return np.zeros(self.size, np.bool_) if has_value is None else self._live & ~has_value

    def words(self, number: int) -> tuple[str, ...]:
        """The folded words of a value and of its label."""
        known = self._remembered(("value words", self._name), lambda: _Words(len(self.numbers))).by_number
        if number not in known:
            both = f"{fold_name(self.numbers.value(number))} {fold_name(self.numbers.label(number))}"
            known[number] = tuple(both.split())
        return known[number]


def heads_of(parts: Sequence[ColumnPart], numbering: Numbering) -> Heads:
    """The heads of these parts, the first ones: of all values where they are few, else those of half of all rows."""
    size = numbering.size_of(len(parts))
    df = np.zeros(size, np.int64)
    for place, part in enumerate(parts):
        df[numbering.of_part(place)] += part.values.postings.df()
    order = np.argsort(-df)
    ends = np.cumsum(df[order])
    count = size if size <= _ALL_HEADS else min(int(np.searchsorted(ends, df.sum() // 2)) + 1, size)
    rank = np.full(size, count, np.int32)
    rank[order[:count]] = np.arange(count)
    starts = np.concatenate((np.zeros(1, np.int64), ends[:count]))
    documents = np.empty(starts[-1], np.int32)
    free = starts[:-1].copy()  # where the next document of each goes
    for place, part in enumerate(parts):
        ranks, own = _by_rank(part, rank[numbering.of_part(place)], count)
        counts = np.bincount(ranks, minlength=count)
        documents[np.repeat(free - (np.cumsum(counts) - counts), counts) + np.arange(len(own))] = own
        free += counts
    return Heads(
        size=sum(len(part.live) for part in parts),
        numbers=order[:count].astype(np.int32),
        most=np.append(df[order[:count]], df[order[count]] if count < size else 0),
        starts=starts,
        documents=documents,
        is_all=count == size,
    )


def _by_rank(part: ColumnPart, ranks: Array, count: int) -> tuple[Array, Numbers]:
    """The rows of a part by the rank of their values and document: (n,) these ranks, below `count`, and documents.

    `ranks` are (values of the part,).
    """
    of_row = ranks[part.values.ordinals]
    kept = np.flatnonzero(of_row < count)
    documents = np.repeat(np.arange(len(part.live)), np.diff(part.values.offsets))[kept]
    keys = of_row[kept].astype(np.int64) << _ROW_BITS | documents
    keys.sort()
    own = (keys & ((1 << _ROW_BITS) - 1)).astype(np.int32) + np.int32(part.base)
    return keys >> _ROW_BITS, own


class _Words:
    """The folded words of values that were looked at; counted in full from the beginning."""

    def __init__(self, size: int) -> None:
        self.by_number: dict[int, tuple[str, ...]] = {}
        self.nbytes = size * _WORDS_BYTES
