"""Columns: what articles are filtered, counted and sorted by, as arrays.

A segment never changes but for its deletions, so its columns are built once, with numbers (*ordinals*) of its own for
the values. A snapshot joins the columns of its segments, giving every value one number. Values of an article are rows
of a table in compressed form: `ordinals[offsets[i] : offsets[i + 1]]` are those of article i.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np

from search.engines.whoosh.records import VALUE_COLUMNS, Labelled, Record
from search.folding import fold_name

Mask: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.bool_]]"  # (documents,)
Ints: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.int64]]"
SmallInts: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.int32]]"
Floats: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.float64]]"

NO_INSTANT = -(2**62)
"""Stands for an unknown instant, earlier than any: its negative is an int64 too."""


class ValueColumn:
    """The values of every article in one column."""

    def __init__(self, offsets: Ints, ordinals: SmallInts, values: Sequence[str], labels: Sequence[str]) -> None:
        self.offsets = offsets  # (documents + 1,) rising
        self.ordinals = ordinals  # (rows,) numbers of values
        self.values = values  # by ordinal
        self.labels = labels  # by ordinal
        self._folded: dict[int, tuple[str, ...]] = {}

    @cached_property
    def documents(self) -> SmallInts:
        """(rows,) the document of every row."""
        size = len(self.offsets) - 1
        return np.repeat(np.arange(size, dtype=np.int32), np.diff(self.offsets))

    @cached_property
    def number_of(self) -> dict[str, int]:
        """The ordinals by value."""
        return {value: ordinal for ordinal, value in enumerate(self.values)}

    @cached_property
    def has_value(self) -> Mask:
        """(documents,) whether the article has any value."""
        return np.diff(self.offsets) > 0

    def having_any(self, values: Iterable[str]) -> Mask:
        """(documents,) whether the article has one of `values`."""
        wanted = np.zeros(len(self.values), dtype=np.bool_)
        wanted[[self.number_of[value] for value in values if value in self.number_of]] = True
        return self.having_ordinals(wanted)

    def having_ordinals(self, wanted: Mask) -> Mask:
        """(documents,) whether the article has one of the values that `wanted`, (values,), marks."""
        found = np.zeros(len(self.offsets) - 1, dtype=np.bool_)
        found[self.documents[wanted[self.ordinals]]] = True
        return found

    def counts(self, among: Mask) -> Ints:
        """(values,) in how many of the documents that `among` marks each value is."""
        return np.bincount(self.ordinals[among[self.documents]], minlength=len(self.values))

    def words(self, ordinal: int) -> tuple[str, ...]:
        """The folded words of a value and of its label."""
        known = self._folded.get(ordinal)
        if known is None:
            both = f"{fold_name(self.values[ordinal])} {fold_name(self.labels[ordinal])}"
            known = self._folded[ordinal] = tuple(both.split())
        return known


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """All columns of the documents of a segment or a snapshot, deleted ones included."""

    ids: np.ndarray[tuple[int], np.dtype[np.object_]]  # (documents,) str
    start: SmallInts  # (documents,) first day, 0 when undated
    end: SmallInts  # (documents,) last day
    instant: Ints  # (documents,) microseconds since 1970, or NO_INSTANT
    lengths: dict[str, SmallInts]  # by text field: (documents,) positions
    values: dict[str, ValueColumn]

    def __len__(self) -> int:
        return len(self.ids)


def columns_of(records: Sequence[Record]) -> Columns:
    """The columns of a segment whose documents have these records."""
    return Columns(
        ids=_objects([record.id for record in records]),
        start=np.array([record.start for record in records], dtype=np.int32),
        end=np.array([record.end for record in records], dtype=np.int32),
        instant=np.array([_instant(record) for record in records], dtype=np.int64),
        lengths={
            "title": np.array([record.title_length for record in records], dtype=np.int32),
            "body": np.array([record.body_length for record in records], dtype=np.int32),
        },
        values={
            name: _value_column([record.values[number] for record in records])
            for number, name in enumerate(VALUE_COLUMNS)
        },
    )


def joined(parts: Sequence[Columns]) -> Columns:
    """The columns of segments one after the other."""
    if len(parts) == 1:
        return parts[0]
    empty = columns_of(())
    parts = parts or [empty]
    return Columns(
        ids=np.concatenate([part.ids for part in parts]),
        start=np.concatenate([part.start for part in parts]),
        end=np.concatenate([part.end for part in parts]),
        instant=np.concatenate([part.instant for part in parts]),
        lengths={name: np.concatenate([part.lengths[name] for part in parts]) for name in empty.lengths},
        values={name: _joined_values([part.values[name] for part in parts]) for name in empty.values},
    )


def _instant(record: Record) -> int:
    return NO_INSTANT if record.instant is None else record.instant


def _objects(items: Sequence[str]) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    array = np.empty(len(items), dtype=np.object_)
    array[:] = items
    return array


def _value_column(rows: Sequence[Sequence[Labelled]]) -> ValueColumn:
    numbers: dict[str, int] = {}
    labels: list[str] = []
    ordinals: list[int] = []
    for row in rows:
        for value, label in row:
            number = numbers.setdefault(value, len(numbers))
            if number == len(labels):
                labels.append(label or value)
            ordinals.append(number)
    offsets = np.zeros(len(rows) + 1, dtype=np.int64)
    np.cumsum(np.fromiter(map(len, rows), dtype=np.int64, count=len(rows)), out=offsets[1:])
    return ValueColumn(offsets, np.array(ordinals, dtype=np.int32), tuple(numbers), labels)


def _joined_values(parts: Sequence[ValueColumn]) -> ValueColumn:
    numbers: dict[str, int] = {}
    labels: list[str] = []
    ordinals = []
    offsets = [np.zeros(1, dtype=np.int64)]
    for part in parts:
        renumbered = np.array([numbers.setdefault(value, len(numbers)) for value in part.values], dtype=np.int32)
        labels.extend(part.labels[i] for i in np.flatnonzero(renumbered >= len(labels)).tolist())
        ordinals.append(renumbered[part.ordinals])
        offsets.append(part.offsets[1:] + offsets[-1][-1])
    return ValueColumn(np.concatenate(offsets), np.concatenate(ordinals), tuple(numbers), labels)
