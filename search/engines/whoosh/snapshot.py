"""The index as it was at one commit: immutable, shared by all threads, alive as long as somebody uses it.

Documents are numbered through all segments; deleted ones keep their number and are masked out. A new snapshot takes
over the open segments of the one before, so that a commit costs the reading of what it added; what depends on the whole
index (scores, masks) is remembered under the snapshot's generation and computed again after a commit.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache, partial
from heapq import merge
from pathlib import Path
from typing import TypeVar, get_args

import numpy as np

from search.engines.whoosh import storage
from search.engines.whoosh.cache import Cache, Sized
from search.engines.whoosh.codec.adoption import adopted
from search.engines.whoosh.codec.alike import within_edits
from search.engines.whoosh.codec.container import Array
from search.engines.whoosh.codec.said import Said, body_field
from search.engines.whoosh.codec.segment_view import SegmentView
from search.engines.whoosh.codec.whoosh_codec import ColumnarSegment, open_view
from search.engines.whoosh.columns import ColumnPart, ValueColumn
from search.engines.whoosh.dates import Dates, Days, SegmentDays
from search.engines.whoosh.deadline import Deadline
from search.engines.whoosh.joined import Joined
from search.engines.whoosh.layout import Edition, damaged
from search.engines.whoosh.matches import Mask, Numbers
from search.engines.whoosh.memory import Memory
from search.engines.whoosh.normalisers import Normalisers
from search.engines.whoosh.raw_store import RawStore
from search.engines.whoosh.records import stored_article
from search.engines.whoosh.view import Postings
from search.engines.whoosh.word_list import WordList
from search.engines.whoosh.word_places import WordPlaces
from search.model import Article, StoredArticle
from search.query import TEXT_FIELDS, TextField

_TRIES = 50  # a commit takes longer than opening what it wrote; one that was lost is missed after some 30 ms
_MAX_IDS = 8_192  # that are remembered: those of pages, and of hits that only their ids set in order
_T = TypeVar("_T", bound=Sized)


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
        parts = [part for field in TEXT_FIELDS for part in self.view.parts(field, word.encode())]
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
            documents = places.between(0, self.size, places.having) >> 32
            return self._live(documents, np.ones(len(documents), np.uint32))
        return self._live(*self.view.occurrences(field, [term.encode() for term in terms]))

    def inflected(
        self, field: TextField, word: str, stems: Sequence[tuple[str, str]], deadline: Deadline
    ) -> Postings | None:
        deadline.check()
        if body_field(field) is not None:
            return None
        found = self.view.inflected(field, word.encode(), [(name, stem.encode()) for name, stem in stems])
        return None if found is None else self._live(*found)

    def beginning(self, field: TextField, prefix: str, deadline: Deadline) -> Postings:
        deadline.check()
        encoded = prefix.encode("utf-8", "surrogatepass")
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
        found = self.view.places([(field, term.encode()) for field, term in in_body or terms])
        return WordPlaces(found, self.live, self._said if in_body else None)

    def total_length(self, field: TextField) -> int:
        """Of the live documents, in distinct positions."""
        lengths = self.view.lengths(field)
        return self.view.total_length(field) - int(lengths[self.deleted].sum(dtype=np.int64))


class Snapshot:
    """All that is read from an index."""

    def __init__(self, edition: Edition, contents: storage.Contents, memory: Memory) -> None:
        self.edition = edition
        self.contents = contents
        self.generation = f"{edition.name}.{contents.generation}"
        self._memory = memory
        self._raw = RawStore(edition.raw_folder)
        self.segments = _opened(edition.path, contents, memory.cache)
        self._bases = [segment.base for segment in self.segments]
        self.size = sum(segment.view.size for segment in self.segments)
        self.live: Mask = _concatenated([segment.live for segment in self.segments], np.bool_)
        self.articles = int(np.count_nonzero(self.live))
        self._columns: dict[str, ValueColumn] = {}
        self._ids = lru_cache(_MAX_IDS)(partial(_id_of, self.segments, self._bases))

    def is_latest(self) -> bool:
        """Whether no commit came after this one in its edition."""
        return storage.is_latest(self.edition.path, self.contents.generation)

    def forget_others(self) -> None:
        """Let go of what is remembered of other snapshots."""
        self._memory.keep(self.generation, {segment.name: segment.view.container for segment in self.segments})

    # ---- for the evaluator -------------------------------------------------------------------------------------

    @cached_property
    def dates(self) -> Dates:
        return Dates(self._joined("start"), self._joined("end"), self._joined("instant"))

    @property
    def days(self) -> Days:
        return Days([self._of_segment(segment, "days", _days) for segment in self.segments], self.dates)

    @cached_property
    def stories(self) -> Joined:
        return self._joined("story.number")

    def normalisers(self, field: TextField) -> Normalisers:
        return self._normalisers[field]

    def column(self, name: str) -> ValueColumn:
        column = self._columns.get(name)
        if column is None:
            column = self._columns.setdefault(name, self._column(name))
        return column

    def vocabularies(self) -> list[WordList]:
        return [WordList(segment.view.exact(field)) for segment in self.segments for field in TEXT_FIELDS]

    def near(self, word: str, edits: int) -> list[tuple[Numbers, Numbers]]:
        return within_edits([vocabulary.terms for vocabulary in self.vocabularies()], word, edits)

    def remembered(self, key: Hashable, make: Callable[[], _T]) -> _T:
        return self._memory.cache.get((self.generation, key), make)

    def _of_segment(self, segment: OpenSegment, key: Hashable, make: Callable[[SegmentView], _T]) -> _T:
        """What is derived from a segment alone, and stays whatever is committed."""
        return self._memory.derived.get((segment.name, key), lambda: make(segment.view))

    # ---- articles ----------------------------------------------------------------------------------------------

    def find(self, article_id: str) -> int | None:
        """The document of the article with this id."""
        for segment in self.segments:
            found = segment.view.find(article_id)
            if found is not None and segment.live[found]:
                return segment.base + found
        return None

    def find_all(self, article_ids: Sequence[str]) -> dict[str, int]:
        """The documents of the articles with these ids, by id; without those that are not there."""
        encoded = [article_id.encode("utf-8", "surrogatepass") for article_id in article_ids]
        found: dict[str, int] = {}
        for segment in self.segments:
            documents = segment.view.container["id.documents"]
            for article_id, ordinal in zip(article_ids, segment.view.ids.find_all(encoded), strict=True):
                if ordinal >= 0 and segment.live[document := int(documents[ordinal])]:
                    found[article_id] = segment.base + document
        return found

    def find_place(self, place: str) -> int | None:
        """The document of the article that was read at this place."""
        for segment in self.segments:
            for found in segment.view.at_place(place):
                if segment.live[found]:
                    return segment.base + found
        return None

    def id_of(self, document: int) -> str:
        return self._ids(document)

    def by_id(self, documents: Numbers, *, is_falling: bool) -> Iterator[int]:
        runs = []
        for segment, chosen in self._by_segment(documents):
            own = documents[chosen]
            order = np.argsort(segment.view.id_ordinals[own - segment.base])
            runs.append(own[order[::-1] if is_falling else order].tolist())
        return iter(runs[0]) if len(runs) == 1 else merge(*runs, key=self.id_of, reverse=is_falling)

    def compared(self, documents: Numbers, article_id: str) -> Array:
        sides = np.zeros(len(documents), np.int64)
        encoded = article_id.encode("utf-8", "surrogatepass")
        for segment, chosen in self._by_segment(documents):
            ids = segment.view.ids
            place = ids.lower_bound(encoded)
            is_there = place < len(ids) and ids[place] == encoded
            ordinals = segment.view.id_ordinals[documents[chosen] - segment.base].astype(np.int64)
            sides[chosen] = 2 * (ordinals - place) + (not is_there)
        return sides

    def _by_segment(self, documents: Numbers) -> Iterator[tuple[OpenSegment, Array]]:
        """Every segment that has some of the documents (n,), and which of them these are."""
        which = np.array(self._bases).searchsorted(documents, side="right") - 1
        for place, segment in enumerate(self.segments):
            chosen = (which == place).nonzero()[0]
            if len(chosen):
                yield segment, chosen

    def raw_hash(self, document: int) -> str:
        segment, local = self._segment_of(document)
        return segment.view.record(local).raw_hash

    def article(self, document: int) -> Article:
        segment, local = self._segment_of(document)
        return stored_article(segment.view.article(local), segment.view.container.path)

    def stored_at(self, document: int) -> StoredArticle:
        """The article with what it came from, where that is kept."""
        segment, local = self._segment_of(document)
        place = segment.view.record(local).raw
        return StoredArticle(article=self.article(document), raw=None if place is None else self._raw.read(place))

    def stored(self) -> Iterator[StoredArticle]:
        """Every live article with its raw article, in the order they were written."""
        return map(self.stored_at, map(int, np.flatnonzero(self.live)))

    def by_segment(self, documents: Iterable[int]) -> dict[str, list[int]]:
        """The documents, numbered within their segments, by name of these."""
        found: dict[str, list[int]] = {}
        for document in documents:
            segment, local = self._segment_of(document)
            found.setdefault(segment.name, []).append(local)
        return found

    @cached_property
    def _normalisers(self) -> dict[TextField, Normalisers]:
        return {
            field: Normalisers(
                [segment.view.lengths(field) for segment in self.segments],
                average=sum(segment.total_length(field) for segment in self.segments) / max(self.articles, 1),
            )
            for field in get_args(TextField)
        }

    def _joined(self, name: str) -> Joined:
        return Joined([segment.view.container[name] for segment in self.segments])

    def _column(self, name: str) -> ValueColumn:
        """A column that does not know this snapshot: in a circle both, and their files, would wait for a collection."""
        memory, generation = self._memory, self.generation
        parts = [ColumnPart(segment.base, segment.view.values(name), segment.live) for segment in self.segments]
        trunk = memory.trunk(name, {segment.name: segment.size for segment in self.segments})
        return ValueColumn(
            parts,
            self.live,
            name=name,
            numbering=lambda: memory.numbering(name, [part.values for part in parts]),
            trunk=len(trunk),
            heads=lambda make: memory.heads(name, trunk, make),
            remembered=lambda key, make: memory.cache.get((generation, key), make),
        )

    def _segment_of(self, document: int) -> tuple[OpenSegment, int]:
        return _segment_of(self.segments, self._bases, document)


def open_snapshot(edition: Edition, memory: Memory) -> Snapshot:
    """The edition as it is now; files that are open already are not opened again."""
    for tries_left in reversed(range(_TRIES)):
        try:
            return Snapshot(edition, storage.read_contents(edition.path), memory)
        except FileNotFoundError as exc:  # a commit came in between and deleted what it replaced
            if not tries_left:
                raise damaged(edition.path, exc) from exc
    raise AssertionError("unreachable")


def _opened(folder: Path, contents: storage.Contents, cache: Cache) -> tuple[OpenSegment, ...]:
    segments: list[OpenSegment] = []
    base = 0
    for place, segment in enumerate(contents.segments):
        view = open_view(folder, segment) if isinstance(segment, ColumnarSegment) else adopted(folder, segment)
        deleted = np.fromiter(segment.deleted_docs(), np.int64)
        segments.append(OpenSegment(storage.segment_name(segment), view, place, base, deleted, cache))
        base += view.size
    return tuple(segments)


def _segment_of(segments: Sequence[OpenSegment], bases: Sequence[int], document: int) -> tuple[OpenSegment, int]:
    """The segment of a document, and its number there."""
    place = bisect_right(bases, document) - 1
    return segments[place], document - bases[place]


def _id_of(segments: Sequence[OpenSegment], bases: Sequence[int], document: int) -> str:
    segment, local = _segment_of(segments, bases, document)
    return segment.view.id_of(local)


def _days(view: SegmentView) -> SegmentDays:
    return SegmentDays(view.container["start"], view.container["end"])


def _concatenated(parts: Sequence[Array], dtype: type[np.generic]) -> Array:
    if len(parts) == 1:
        return parts[0].astype(dtype, copy=False)
    return np.concatenate([np.zeros(0, dtype), *(part.astype(dtype, copy=False) for part in parts)])
