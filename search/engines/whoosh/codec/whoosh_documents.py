"""The documents of a segment file as Whoosh's classes: lengths, columns and stored fields for a stock Searcher."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

import msgspec
from whoosh import columns
from whoosh.codec import base
from whoosh.util.numeric import byte_to_length, length_to_byte

from search.engines.whoosh.codec.container import Array
from search.engines.whoosh.codec.segment_view import SegmentView
from search.engines.whoosh.records import VALUE_COLUMNS
from search.query import TEXT_FIELDS

ID = "id"
NUMBERS = ("start", "end", "instant")
_SHIFT = 1 << 63


class Deletions(Protocol):
    """What a segment of a table of contents knows of its documents."""

    def doc_count_all(self) -> int: ...
    def deleted_count(self) -> int: ...
    def deleted_docs(self) -> Iterator[int]: ...
    def is_deleted(self, docnum: int) -> bool: ...


def coarse(length: int) -> int:
    """A length as Whoosh's scorers see it, which keep one byte of it."""
    return int(byte_to_length(length_to_byte(length)))


class SegmentDocuments(base.PerDocumentReader):
    """Lengths, columns and stored fields of the documents."""

    def __init__(self, view: SegmentView, segment: Deletions) -> None:
        self._view = view
        self._segment = segment

    def doc_count(self) -> int:
        return self._segment.doc_count_all() - self._segment.deleted_count()

    def doc_count_all(self) -> int:
        return self._segment.doc_count_all()

    def has_deletions(self) -> bool:
        return self._segment.deleted_count() > 0

    def is_deleted(self, docnum: int) -> bool:
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> Iterator[int]:
        return self._segment.deleted_docs()

    def supports_columns(self) -> bool:
        return True

    def has_column(self, fieldname: str) -> bool:
        return fieldname == ID or fieldname in NUMBERS or fieldname in VALUE_COLUMNS

    def column_reader(self, fieldname: str, column: Any) -> columns.ColumnReader:
        if fieldname in NUMBERS:
            return NumberReader(self._view.container[fieldname])
        return ValueReader(self._view, fieldname)

    def doc_field_length(self, docnum: int, fieldname: str, default: int | None = 0) -> int | None:
        name = fieldname.partition("_")[0]
        if name not in TEXT_FIELDS:
            return default
        return coarse(int(self._view.lengths(name)[docnum])) or None

    def field_length(self, fieldname: str) -> int:
        name = fieldname.partition("_")[0]
        return int(self._view.lengths(name).sum()) if name in TEXT_FIELDS else 0

    def min_field_length(self, fieldname: str) -> int:
        return coarse(int(self._view.lengths(fieldname.partition("_")[0]).min()))

    def max_field_length(self, fieldname: str) -> int:
        return coarse(int(self._view.lengths(fieldname.partition("_")[0]).max()))

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        article = msgspec.json.decode(self._view.article(docnum))
        return {name: article[name] for name in ("id", "title", "body") if article.get(name) is not None}


class ValueReader(columns.ColumnReader):
    """A value column as Whoosh sorts and groups by it: the first value of each document, b'' for none."""

    reversible = False

    def __init__(self, view: SegmentView, name: str) -> None:
        self._view = view
        self._name = name

    def __len__(self) -> int:
        return self._view.size

    def __getitem__(self, docnum: int) -> bytes:
        if self._name == ID:
            return self._view.id_of(docnum).encode()
        column = self._view.values(self._name)
        first, last = column.offsets[docnum : docnum + 2].tolist()
        return column.values[int(column.ordinals[first])] if first < last else b""

    def __iter__(self) -> Iterator[bytes]:
        return (self[docnum] for docnum in range(len(self)))

    def sort_key(self, docnum: int) -> bytes:
        return self[docnum]

    def load(self) -> list[bytes]:
        return list(self)


class NumberReader(columns.ColumnReader):
    """Days or microseconds, as Whoosh keeps signed numbers: shifted to be unsigned. Unknown ones are the lowest."""

    def __init__(self, numbers: Array) -> None:
        self._numbers = numbers
        self._sign = 1

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, docnum: int) -> int:
        return int(self._numbers[docnum]) + _SHIFT

    def __iter__(self) -> Iterator[int]:
        return (number + _SHIFT for number in self._numbers.tolist())

    def set_reverse(self) -> None:
        self._sign = -1

    def sort_key(self, docnum: int) -> int:  # type: ignore[override]
        return self._sign * self[docnum]

    def load(self) -> list[int]:
        return list(self)
