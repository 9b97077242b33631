"""The terms of a segment file as Whoosh's classes: what a stock Searcher reads words, ids and values by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.matching.mcore import LeafMatcher, ReadTooFar
from whoosh.reading import TermInfo, TermNotFound

from search.engines.whoosh.codec.container import Array
from search.engines.whoosh.codec.segment_view import SegmentView
from search.engines.whoosh.codec.whoosh_documents import ID, coarse
from search.engines.whoosh.records import VALUE_COLUMNS
from search.query import TEXT_FIELDS


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
            minlength=coarse(int(inside.min())),
            maxlength=coarse(int(inside.max())),
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
