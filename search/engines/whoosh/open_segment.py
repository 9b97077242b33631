"""A segment of a snapshot: a file of the index with what the commit says of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from search.engines.whoosh import storage
from search.engines.whoosh.cache import Cache
from search.engines.whoosh.codec.adoption import adopted
from search.engines.whoosh.codec.container import Array
from search.engines.whoosh.codec.said import Said, body_field
from search.engines.whoosh.codec.segment_view import SegmentView
from search.engines.whoosh.codec.whoosh_codec import ColumnarSegment, open_view
from search.engines.whoosh.deadline import Deadline
from search.engines.whoosh.view import Postings
from search.engines.whoosh.word_places import WordPlaces
from search.query import TEXT_FIELDS, TextField


class OpenSegment:
    """A segment of the snapshot: its file, where its documents begin, which are live."""

    def __init__(self, name: str, view: SegmentView, place: int, base: int, deleted: Array, cache: Cache) -> None:
        self._cache = cache
        self.name = name
        self.view = view
        self.place = place
        self.base = base
        self.size = view.size
        self.deleted = deleted  # (n,) rising
        self.live = np.ones(view.size, np.bool_)
        self.live[deleted] = False

    def having(self, word: str, deadline: Deadline) -> int:
        deadline.check()
        parts = [part for field in TEXT_FIELDS for part in self.view.parts(field, _encoded(word))]
        if len(parts) == 1 and not len(self.deleted):
            return parts[0].place.df
        has_it = np.zeros(self.size, np.bool_)
        for part in parts:
            has_it[part.postings.documents(part.place)] = True
        return int(np.count_nonzero(has_it & self.live if len(self.deleted) else has_it))

    def postings(self, field: str, terms: Sequence[str], deadline: Deadline) -> Postings:
        deadline.check()
        if body_field(field) is not None:
            places = self.places([(field, term) for term in terms], deadline)
            # of several words each counts, also where two are at one place; a stem is there once whatever stands for it
            found = places.every() if len(terms) > 1 else places.between(0, self.size, places.having)
            documents = found >> 32
            return self._live(documents, np.ones(len(documents), np.uint32))
        return self._live(*self.view.occurrences(field, [_encoded(term) for term in terms]))

    def inflected(
        self, field: TextField, word: str, stems: Sequence[tuple[str, str]], deadline: Deadline
    ) -> Postings | None:
        deadline.check()
        if body_field(field) is not None:
            return None
        found = self.view.inflected(field, _encoded(word), [(name, _encoded(stem)) for name, stem in stems])
        return None if found is None else self._live(*found)

    def beginning(self, field: TextField, prefix: str, deadline: Deadline) -> Postings:
        deadline.check()
        encoded = _encoded(prefix)
        body = body_field(field)
        if body is not None:
            words = self.view.exact(body).terms
            return self.postings(field, [w.decode() for w in words.slice(*words.prefix_range(encoded))], deadline)
        return self._live(*self.view.beginning(field, encoded))

    @property
    def _said(self) -> Said:
        return self._cache.get((self.name, "said"), lambda: Said(self.view.container, self.size))

    def _live(self, documents: Array, frequencies: Array) -> Postings:
        """Those of live documents."""
        if len(self.deleted):
            kept = self.live[documents].nonzero()[0]
            documents, frequencies = documents[kept], frequencies[kept]
        return Postings(documents.astype(np.int64, copy=False), frequencies)

    def places(self, terms: Sequence[tuple[str, str]], deadline: Deadline) -> WordPlaces:
        deadline.check()
        in_body = [(body, term) for field, term in terms if (body := body_field(field)) is not None]
        found = self.view.places([(field, _encoded(term)) for field, term in in_body or terms])
        return WordPlaces(found, self.live, self._said if in_body else None)

    def total_length(self, field: TextField) -> int:
        """Of the live documents, in distinct positions."""
        lengths = self.view.lengths(field)
        return self.view.total_length(field) - int(lengths[self.deleted].sum(dtype=np.int64))


def _encoded(term: str) -> bytes:
    """As dictionaries hold it; half a surrogate pair, which no article has, is in none and no error."""
    return term.encode("utf-8", "surrogatepass")


def open_segments(folder: Path, contents: storage.Contents, cache: Cache) -> tuple[OpenSegment, ...]:
    """The segments of a commit in their order; a file that is open already is not opened again."""
    segments: list[OpenSegment] = []
    base = 0
    for place, segment in enumerate(contents.segments):
        view = open_view(folder, segment) if isinstance(segment, ColumnarSegment) else adopted(folder, segment)
        deleted = np.fromiter(segment.deleted_docs(), np.int64)
        segments.append(OpenSegment(storage.segment_name(segment), view, place, base, deleted, cache))
        base += view.size
    return tuple(segments)
