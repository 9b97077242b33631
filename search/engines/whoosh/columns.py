"""Columns: what articles are filtered, counted and sorted by, over all segments together.

`Rows` has the numbers of every document's values, document after document, as they are counted for few hits: by
looking only at these. `Heads` has the documents of the most frequent values, value after value, as they are counted for
many: a value that too few documents have cannot become one of the first, whatever the hits.
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

    def documents_with(self, ordinal: int) -> Numbers:
        """(n,) rising: the live documents, numbered through the index, that have the value."""
        postings = self.values.postings
        documents = postings.documents(postings.place(ordinal))
        if not self.live.all():
            documents = documents[self.live[documents]]
        return documents.astype(np.int32) + np.int32(self.base)


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """The numbers of the values of documents: document i has `numbers[offsets[i] : offsets[i + 1]]`."""

    offsets: Array  # (documents + 1,) uint32
    numbers: Array  # (rows,) unsigned, or int32
    least: int  # values that a document has
    most: int

    def of(self, documents: Numbers) -> tuple[Array, Array]:
        """(documents,) how many values each has, and (rows,) the numbers of them, document after document."""
        if self.least == self.most == 1:
            return np.ones(len(documents), np.uint8), self.numbers[documents]
        starts = self.offsets[documents].astype(np.int64)
        counts = self.offsets[documents + 1] - starts
        if self.most == 1:
            return counts, self.numbers[starts[counts > 0]]
        ends = np.cumsum(counts)
        total = int(ends[-1]) if len(ends) else 0
        return counts, self.numbers[np.repeat(starts - (ends - counts), counts) + np.arange(total)]


@dataclass(frozen=True, slots=True, eq=False)
class Heads:
    """The documents of the most frequent values, deleted ones included."""

    numbers: Numbers  # (values,) by falling number of documents
    most: Counts  # (values + 1,) these numbers of documents, the last of the first value that is not here
    starts: Counts  # (values + 1,) where the documents of each begin
    documents: Numbers  # rising for each value
    is_all: bool  # whether there are no other values


class ValueColumn:
    """The values of every article in one column, over all segments."""

    def __init__(
        self,
        parts: Sequence[ColumnPart],
        live: Mask,
        *,
        name: str,
        numbering: Callable[[], Numbering],
        remembered: Remembering,
    ) -> None:
        self._parts = parts
        self._live = live
        self._name = name
        self._numbering = numbering
        self._remembered = remembered

    @cached_property
    def numbers(self) -> Numbering:
        """The numbers of the values."""
        return self._numbering()

    @property
    def size(self) -> int:
        """How many documents there are, deleted ones included."""
        return len(self._live)

    def having_any(self, values: Iterable[str]) -> Mask:
        """(documents,) whether the live document has one of `values`."""
        found = np.zeros(self.size, np.bool_)
        for value in values:
            for part in self._parts:
                ordinal = part.values.values.find(value.encode("utf-8", "surrogatepass"))
                if ordinal >= 0:
                    found[part.documents_with(ordinal)] = True
        return found

    @cached_property
    def has_value(self) -> Mask | None:
        """(documents,) whether the live document has any value; None where every document has one."""
        return None if self.rows.least else (np.diff(self.rows.offsets) > 0) & self._live

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

    @cached_property
    def rows(self) -> Rows:
        """The values by document."""
        if len(self._parts) == 1:
            values = self._parts[0].values
            offsets, numbers = values.offsets, values.ordinals
        else:
            starts = np.cumsum([0, *(len(part.values.ordinals) for part in self._parts)])
            firsts = zip(starts.tolist(), self._parts, strict=False)
            offsets = np.concatenate(
                [
                    *(part.values.offsets[:-1] + np.uint32(start) for start, part in firsts),
                    starts[-1:].astype(np.uint32),
                ]
            )
            own = (self.numbers.numbers_of(place, part.values.ordinals) for place, part in enumerate(self._parts))
            numbers = np.concatenate([np.zeros(0, np.int32), *own], dtype=np.int32)
        counts = np.diff(offsets)
        return Rows(offsets, numbers, least=int(counts.min(initial=1)), most=int(counts.max(initial=0)))

    @cached_property
    def heads(self) -> Heads:
        """The documents of the most frequent values."""
        rows, size = self.rows, len(self.numbers)
        df = np.bincount(rows.numbers, minlength=size)
        order = np.argsort(-df, kind="stable")
        ends = np.cumsum(df[order])
        count = size if size <= _ALL_HEADS else int(np.searchsorted(ends, len(rows.numbers) // 2)) + 1
        rank = np.full(size, count, np.int64)
        rank[order[:count]] = np.arange(count)
        ranks = rank[rows.numbers]
        kept = np.flatnonzero(ranks < count)
        documents = np.repeat(np.arange(self.size), np.diff(rows.offsets))[kept]
        keys = np.sort(ranks[kept] << _ROW_BITS | documents)
        return Heads(
            numbers=order[:count].astype(np.int32),
            most=np.append(df[order[:count]], df[order[count]] if count < size else 0),
            starts=np.concatenate(([0], ends[:count])),
            documents=(keys & ((1 << _ROW_BITS) - 1)).astype(np.int32),
            is_all=count == size,
        )


class _Words:
    """The folded words of values that were looked at; counted in full from the beginning."""

    def __init__(self, size: int) -> None:
        self.by_number: dict[int, tuple[str, ...]] = {}
        self.nbytes = size * _WORDS_BYTES
