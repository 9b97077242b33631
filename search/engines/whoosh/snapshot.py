"""The index as it was at one commit: immutable, shared by all threads, alive as long as somebody uses it.

Documents are numbered through all segments; deleted ones keep their number and are masked out. A new snapshot takes
over the open segments of the one before, so that a commit costs the reading of what it added.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import cached_property

import numpy as np

from search.engines.whoosh import schema, storage
from search.engines.whoosh.cache import Cache
from search.engines.whoosh.columns import Columns, Ints, Mask, SmallInts, joined
from search.engines.whoosh.deadline import Deadline
from search.engines.whoosh.layout import Edition, damaged
from search.engines.whoosh.raw_store import RawStore
from search.engines.whoosh.records import Record, place_key
from search.engines.whoosh.segments import OpenSegment
from search.engines.whoosh.view import Postings, Vocabulary
from search.model import Article, StoredArticle

_TRIES = 3


class Snapshot:
    """All that is read from an index."""

    def __init__(
        self, edition: Edition, contents: storage.Contents, segments: tuple[OpenSegment, ...], cache: Cache
    ) -> None:
        self.edition = edition
        self.contents = contents
        self.segments = segments
        self.generation = f"{edition.name}.{contents.generation}"
        self._cache = cache
        self._raw = RawStore(edition.raw_folder)
        self._bases = [0, *itertools.accumulate(segment.size for segment in segments)]
        self.live = _live(contents, self._bases)  # (documents,)

    def is_latest(self) -> bool:
        """Whether no commit came after this one in its edition."""
        return storage.is_latest(self.edition.path, self.contents.generation)

    # ---- for the evaluator -------------------------------------------------------------------------------------

    @cached_property
    def columns(self) -> Columns:
        return joined([segment.columns for segment in self.segments])

    @property
    def vocabularies(self) -> tuple[Vocabulary, ...]:
        """The exact words of every segment."""
        return tuple(segment.vocabulary for segment in self.segments)

    def postings(self, field: str, term: str, deadline: Deadline) -> Postings:
        """In which live documents the term is, and how often."""
        parts = [self._segment_postings(segment, field, term, deadline) for segment in self.segments]
        documents = _concatenated([part.documents + base for part, base in zip(parts, self._bases, strict=False)])
        frequencies = _concatenated([part.frequencies for part in parts])
        alive = self.live[documents]
        return Postings(documents[alive], frequencies[alive])

    def places(self, field: str, term: str, among: Mask, deadline: Deadline) -> Ints:
        """(places,) rising: where the term is in the documents that `among` marks, as document << 32 | position."""
        found = [np.empty(0, dtype=np.int64)]
        for segment, base in zip(self.segments, self._bases, strict=False):
            postings = self._segment_postings(segment, field, term, deadline)
            if not among[postings.documents + base].any():
                continue
            key = ("positions", segment.name, field, term)
            positions = self._cache.get(key, lambda s=segment: s.positions(field, term, deadline))  # type: ignore[misc]
            documents = np.repeat(postings.documents.astype(np.int64) + base, postings.frequencies)
            wanted = among[documents]
            found.append((documents[wanted] << 32) | positions[wanted])
        return np.concatenate(found)

    def _segment_postings(self, segment: OpenSegment, field: str, term: str, deadline: Deadline) -> Postings:
        key = ("postings", segment.name, field, term)
        return self._cache.get(key, lambda: segment.postings(field, term, deadline))

    # ---- articles ----------------------------------------------------------------------------------------------

    def find(self, article_id: str) -> int | None:
        """The document of the article with this id."""
        return next(iter(self._documents_of(schema.ID, article_id)), None)

    def find_place(self, place: str) -> int | None:
        """The document of the article that was read at this place."""
        return next(iter(self._documents_of(schema.PLACE, place_key(place))), None)

    def article(self, document: int) -> Article:
        segment, local = self._segment_of(document)
        return segment.article(local)[0]

    def record(self, document: int) -> Record:
        segment, local = self._segment_of(document)
        return segment.record(local)

    def stored(self) -> Iterator[StoredArticle]:
        """Every live article with its raw article, in the order they were written."""
        return (self.stored_at(document) for document in np.flatnonzero(self.live).tolist())

    def stored_at(self, document: int) -> StoredArticle:
        """The article with its raw article, where that is kept."""
        segment, local = self._segment_of(document)
        article, place = segment.article(local)
        return StoredArticle(article=article, raw=None if place is None else self._raw.read(place))

    def _documents_of(self, field: str, key: str) -> Iterator[int]:
        for segment, base in zip(self.segments, self._bases, strict=False):
            for local in segment.documents_of(field, key):
                if self.live[base + local]:
                    yield base + local

    def _segment_of(self, document: int) -> tuple[OpenSegment, int]:
        number = int(np.searchsorted(self._bases, document, side="right")) - 1
        return self.segments[number], document - self._bases[number]


def open_snapshot(edition: Edition, cache: Cache, *, before: Snapshot | None = None) -> Snapshot:
    """The edition as it is now, with the segments that it shares with the snapshot `before`."""
    for tries_left in reversed(range(_TRIES)):
        try:
            return _open(edition, cache, before)
        except FileNotFoundError as exc:  # a commit came in between and deleted what it replaced
            if not tries_left:
                raise damaged(edition.path, exc) from exc
    raise AssertionError("unreachable")


def _open(edition: Edition, cache: Cache, before: Snapshot | None) -> Snapshot:
    contents = storage.read_contents(edition.path)
    opened = {segment.name: segment for segment in before.segments} if before else {}
    segments = tuple(
        opened.get(str(segment.segment_id())) or OpenSegment(edition.path, segment) for segment in contents.segments
    )
    return Snapshot(edition, contents, segments, cache)


def _live(contents: storage.Contents, bases: list[int]) -> Mask:
    live = np.ones(bases[-1], dtype=np.bool_)
    for segment, base in zip(contents.segments, bases, strict=False):
        live[[base + int(document) for document in segment.deleted_docs()]] = False
    return live


def _concatenated(parts: list[SmallInts]) -> SmallInts:
    if len(parts) == 1:
        return parts[0]
    return np.concatenate([np.empty(0, dtype=np.int32), *parts])
