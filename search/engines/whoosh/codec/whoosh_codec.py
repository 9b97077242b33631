"""The Whoosh classes over a segment file, so that a stock Searcher, QueryParser or writer can use the index.

They are the compatibility path: right, not fast. Our own evaluator reads the same files through `SegmentView`. The
names of `ColumnarSegment` and `ColumnarCodec` stand in every table of contents (a pickle), so they are part of the
format.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from whoosh import columns
from whoosh.codec import base
from whoosh.matching.mcore import LeafMatcher, ReadTooFar
from whoosh.reading import TermInfo, TermNotFound
from whoosh.util.numeric import byte_to_length, length_to_byte

from search.engines.whoosh.codec.container import Array
from search.engines.whoosh.codec.segment_view import SegmentView
from search.engines.whoosh.records import VALUE_COLUMNS
from search.query import TEXT_FIELDS

EXTENSION = ".kliping"
ID = "id"
NUMBERS = ("start", "end", "instant")
_SHIFT = 1 << 63

_WRITES = "segments of this codec are written whole, by write_segment; a stock writer writes its own kind beside them"

_views: weakref.WeakValueDictionary[Path, SegmentView] = weakref.WeakValueDictionary()


def open_view(folder: Path, segment: ColumnarSegment) -> SegmentView:
    """The segment's file, opened once by a process however many readers use it."""
    path = segment.path(folder)
    view = _views.get(path)
    if view is None:
        view = _views.setdefault(path, SegmentView(path))
    return view


class ColumnarSegment(base.Segment):
    """What the table of contents says of a segment: its name, how many documents it has, which are deleted."""

    def __init__(self, indexname: str) -> None:
        super().__init__(indexname)  # type: ignore[no-untyped-call]
        self._documents = 0
        self._deleted: set[int] = set()

    def path(self, folder: Path) -> Path:
        return folder / f"{self.indexname}_{self.segid}{EXTENSION}"

    def codec(self) -> ColumnarCodec:
        return ColumnarCodec()

    def should_assemble(self) -> bool:
        return False

    def set_doc_count(self, doccount: int) -> None:
        self._documents = doccount

    def doc_count_all(self) -> int:
        return self._documents

    def deleted_count(self) -> int:
        return len(self._deleted)

    def deleted_docs(self) -> Iterator[int]:
        return iter(sorted(self._deleted))

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self._deleted

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        if delete:
            self._deleted.add(docnum)
        else:
            self._deleted.discard(docnum)

    def __getstate__(self) -> dict[str, Any]:
        deleted = np.array(sorted(self._deleted), np.uint32).tobytes()
        return self.__dict__ | {"_deleted": deleted}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._deleted = set(np.frombuffer(state["_deleted"], np.uint32).tolist())


class ColumnarCodec(base.Codec):
    """Reads segment files. Writing is `write_segment`'s: a batch at a time, not a posting at a time."""

    length_stats = False

    def new_segment(self, storage: Any, indexname: str) -> ColumnarSegment:
        return ColumnarSegment(indexname)

    def per_document_writer(self, storage: Any, segment: Any) -> Any:
        raise NotImplementedError(_WRITES)

    def field_writer(self, storage: Any, segment: Any) -> Any:
        raise NotImplementedError(_WRITES)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> Any:
        raise NotImplementedError(_WRITES)

    def postings_reader(self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None) -> Any:
        raise NotImplementedError("postings are read through SegmentTerms.matcher")

    def supports_columns(self) -> bool:
        return True

    def terms_reader(self, storage: Any, segment: ColumnarSegment) -> SegmentTerms:
        return SegmentTerms(open_view(Path(storage.folder), segment))

    def per_document_reader(self, storage: Any, segment: ColumnarSegment) -> SegmentDocuments:
        return SegmentDocuments(open_view(Path(storage.folder), segment), segment)


class SegmentTerms(base.TermsReader):
    """The terms of texts, ids and value columns, with their postings."""

    def __init__(self, view: SegmentView) -> None:
        self._view = view
        self._fields = sorted((*view.text_fields, ID, *VALUE_COLUMNS))

    def indexed_field_names(self) -> list[str]:
        return list(self._fields)

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._found(*term) is not None

    def cursor(self, fieldname: str, fieldobj: Any) -> TermCursor:
        return TermCursor(self, fieldname, fieldobj)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        return ((field, term) for field in self._fields for term in self.texts(field))

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        for field in self._fields:
            if field >= fieldname:
                for term in self.texts(field):
                    if field > fieldname or term >= prefix:
                        yield field, term

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        documents, frequencies = self._postings(fieldname, text)
        lengths = self._lengths(fieldname)
        inside = lengths[documents] if lengths is not None else np.zeros(1, np.uint8)
        return TermInfo(
            weight=float(frequencies.sum()),
            df=len(documents),
            minlength=_coarse(int(inside.min())),
            maxlength=_coarse(int(inside.max())),
            maxweight=float(frequencies.max()),
            minid=int(documents[0]),
            maxid=int(documents[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        found = self._found(fieldname, text)
        return 0.0 if found is None else float(found[1].sum())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        found = self._found(fieldname, text)
        return 0 if found is None else len(found[0])

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> TermMatcher:
        term = text.encode() if isinstance(text, str) else text
        documents, frequencies = self._postings(fieldname, term)
        return TermMatcher(self._view, (fieldname, term), documents, frequencies, format_, scorer)

    def texts(self, field: str) -> list[bytes]:
        """All terms of a field, in byte order."""
        view = self._view
        if field == ID:
            return list(view.ids.slice(0, len(view.ids)))
        if field in VALUE_COLUMNS:
            values = view.values(field).values
            return list(values.slice(0, len(values)))
        name, _, code = field.partition("_")
        exact = view.exact(name).terms
        stems = view.stems(field)
        own = exact if stems is None else stems.terms
        terms = set(own.slice(0, len(own)))
        if not code:
            return sorted(terms)
        more = view.exact(f"{name}.more").terms
        return sorted(term for term in terms.union(more.slice(0, len(more))) if self._found(field, term) is not None)

    def _postings(self, field: str, term: bytes) -> tuple[Array, Array]:
        found = self._found(field, term)
        if found is None:
            raise TermNotFound(f"no term {field}:{term!r}")
        return found

    def _found(self, field: str, term: bytes) -> tuple[Array, Array] | None:
        """The documents with the term, rising, and how often it is in each; None if there are none."""
        if field in VALUE_COLUMNS or field == ID:
            documents = self._keyed(field, term)
            found = documents, np.ones(len(documents), np.uint32)
        else:
            found = summed([self._view.documents_and_frequencies(part) for part in self._view.parts(field, term)])
        return found if len(found[0]) else None

    def _keyed(self, field: str, term: bytes) -> Array:
        if field == ID:
            document = self._view.find(term.decode("utf-8", "replace"))
            return np.array([] if document is None else [document], np.uint32)
        return self._view.values(field).documents_with(term)

    def _lengths(self, field: str) -> Array | None:
        name = field.partition("_")[0]
        return self._view.lengths(name) if name in TEXT_FIELDS else None


def summed(parts: list[tuple[Array, Array]]) -> tuple[Array, Array]:
    """Postings of several terms as those of one: documents rising, frequencies added up."""
    if len(parts) == 1:
        return parts[0]
    every = np.concatenate([np.zeros(0, np.uint32), *(documents for documents, _ in parts)])
    counts = np.concatenate([np.zeros(0, np.uint32), *(frequencies for _, frequencies in parts)])
    documents, which = np.unique(every, return_inverse=True)
    return documents, np.bincount(which, counts, minlength=len(documents)).astype(np.uint32)


def _coarse(length: int) -> int:
    """A length as Whoosh's scorers see it, which keep one byte of it."""
    return int(byte_to_length(length_to_byte(length)))


class TermCursor(base.FieldCursor):
    """Walks the terms of a field."""

    def __init__(self, terms: SegmentTerms, field: str, fieldobj: Any) -> None:
        self._reader = terms
        self._field = field
        self._fieldobj = fieldobj
        self._terms = terms.texts(field) if field in terms.indexed_field_names() else []
        self._place = 0

    def first(self) -> str | None:
        self._place = 0
        return self.text()

    def find(self, string: bytes | str) -> str | None:
        wanted = string if isinstance(string, bytes) else self._fieldobj.to_bytes(string)
        self._place = next((i for i, term in enumerate(self._terms) if term >= wanted), len(self._terms))
        return self.text()

    def next(self) -> str | None:
        self._place += 1
        return self.text()

    def text(self) -> str | None:
        return self._fieldobj.from_bytes(self._terms[self._place]) if self.is_valid() else None

    term = text

    def term_info(self) -> TermInfo:
        return self._reader.term_info(self._field, self._terms[self._place])

    def is_valid(self) -> bool:
        return self._place < len(self._terms)


class TermMatcher(LeafMatcher):
    """Walks the postings of a term."""

    def __init__(
        self,
        view: SegmentView,
        term: tuple[str, bytes],
        documents: Array,
        frequencies: Array,
        format_: Any,
        scorer: Any,
    ) -> None:
        self._view = view
        self._term = term
        self._documents = documents
        self._frequencies = frequencies
        self.format = format_
        self.scorer = scorer
        self._place = 0

    def is_active(self) -> bool:
        return self._place < len(self._documents)

    def id(self) -> int:
        return int(self._documents[self._place])

    def all_ids(self) -> Iterator[int]:
        return iter(self._documents[self._place :].tolist())

    def next(self) -> None:
        if not self.is_active():
            raise ReadTooFar
        self._place += 1

    def skip_to(self, docnum: int) -> None:
        if not self.is_active():
            raise ReadTooFar
        self._place += int(np.searchsorted(self._documents[self._place :], docnum))

    def supports_block_quality(self) -> bool:
        return False

    def weight(self) -> float:
        return float(self._frequencies[self._place])

    def value(self) -> Any:
        return self.format.encode(self._positions()) if self.format.supports("positions") else b""

    def value_as(self, astype: str) -> Any:
        return self._positions() if astype == "positions" else super().value_as(astype)  # type: ignore[no-untyped-call]

    def reset(self) -> None:
        self._place = 0

    def copy(self) -> TermMatcher:
        twin = TermMatcher(self._view, self._term, self._documents, self._frequencies, self.format, self.scorer)
        twin._place = self._place
        return twin

    def _positions(self) -> list[int]:
        among = np.zeros(self._view.size, bool)
        among[self.id()] = True
        parts = self._view.parts(*self._term)
        return sorted(int(place) for part in parts for place in self._view.positions(part, among)[1])


class SegmentDocuments(base.PerDocumentReader):
    """Lengths, columns and stored fields of the documents."""

    def __init__(self, view: SegmentView, segment: ColumnarSegment) -> None:
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
        return _coarse(int(self._view.lengths(name)[docnum])) or None

    def field_length(self, fieldname: str) -> int:
        name = fieldname.partition("_")[0]
        return int(self._view.lengths(name).sum()) if name in TEXT_FIELDS else 0

    def min_field_length(self, fieldname: str) -> int:
        return _coarse(int(self._view.lengths(fieldname.partition("_")[0]).min()))

    def max_field_length(self, fieldname: str) -> int:
        return _coarse(int(self._view.lengths(fieldname.partition("_")[0]).max()))

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
