"""The index as it was at one commit: immutable, shared by all threads, alive as long as somebody uses it.

Documents are numbered through all segments; deleted ones keep their number and are masked out. A new snapshot takes
over the open segments of the one before, so that a commit costs the reading of what it added; what depends on the whole
index (scores, masks) is remembered under the snapshot's generation and computed again after a commit.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cached_property
from heapq import merge
from pathlib import Path
from typing import TypeVar

import numpy as np

from search.engines.whoosh import storage
from search.engines.whoosh.cache import Cache, Sized
from search.engines.whoosh.codec.adoption import adopted
from search.engines.whoosh.codec.alike import within_edits
from search.engines.whoosh.codec.container import Array
from search.engines.whoosh.codec.postings import Postings as TermPostings
from search.engines.whoosh.codec.segment_view import SegmentView
from search.engines.whoosh.codec.values import Values
from search.engines.whoosh.codec.whoosh_codec import ColumnarSegment, open_view
from search.engines.whoosh.columns import ColumnPart, Counts, ValueColumn
from search.engines.whoosh.dates import Dates, Days
from search.engines.whoosh.deadline import Deadline
from search.engines.whoosh.layout import Edition, damaged
from search.engines.whoosh.matches import Mask, Numbers, Scores
from search.engines.whoosh.numbering import Numbering
from search.engines.whoosh.raw_store import RawStore
from search.engines.whoosh.records import stored_article
from search.engines.whoosh.view import Places, Postings
from search.engines.whoosh.words import B
from search.model import Article, StoredArticle
from search.query import TEXT_FIELDS, TextField

_TRIES = 50  # a commit takes longer than opening what it wrote; one that was lost is missed after some 30 ms
_DENSE_SHARE = 16  # of a segment: for more postings than one for so many documents, an array of all is sooner
_T = TypeVar("_T", bound=Sized)


class Memory:
    """What the snapshots of an index share: the cache of decoded things, and the numbers of values last given."""

    def __init__(self, cache: Cache) -> None:
        self.cache = cache
        self._numberings: dict[str, Numbering] = {}

    def numbering(self, name: str, parts: Sequence[Values]) -> Numbering:
        """The numbers of a column's values, by segment; those that were numbered before a commit are not anew."""
        made = self._numberings[name] = Numbering(parts, begun=self._numberings.get(name))
        return made

    def keep(self, snapshot: Snapshot) -> None:
        """Let go of what belongs to other snapshots and to segments that this one has not got."""
        self.cache.keep({snapshot.generation, *(segment.name for segment in snapshot.segments)})
        containers = {segment.view.container for segment in snapshot.segments}
        for name, numbering in list(self._numberings.items()):
            if not containers.issuperset(part.container for part in numbering.parts):
                self._numberings.pop(name, None)


class OpenSegment:
    """A segment of the snapshot: its file, where its documents begin, which are live."""

    def __init__(self, name: str, view: SegmentView, base: int, deleted: Iterable[int]) -> None:
        self.name = name
        self.view = view
        self.base = base
        self.live = np.ones(view.size, np.bool_)
        self.live[np.fromiter(deleted, np.int64)] = False
        self.is_whole = bool(self.live.all())


class Snapshot:
    """All that is read from an index."""

    def __init__(self, edition: Edition, contents: storage.Contents, memory: Memory) -> None:
        self.edition = edition
        self.contents = contents
        self.generation = f"{edition.name}.{contents.generation}"
        self._memory = memory
        self._raw = RawStore(edition.raw_folder)
        self.segments = _opened(edition.path, contents)
        self._bases = [segment.base for segment in self.segments]
        self.size = sum(segment.view.size for segment in self.segments)
        self.live: Mask = _concatenated([segment.live for segment in self.segments], np.bool_)
        self.articles = int(np.count_nonzero(self.live))
        self._columns: dict[str, ValueColumn] = {}

    def is_latest(self) -> bool:
        """Whether no commit came after this one in its edition."""
        return storage.is_latest(self.edition.path, self.contents.generation)

    # ---- for the evaluator -------------------------------------------------------------------------------------

    @cached_property
    def dates(self) -> Dates:
        return Dates(self._joined("start", np.int32), self._joined("end", np.int32), self._joined("instant", np.int64))

    @cached_property
    def days(self) -> Days:
        return Days(self.dates)

    @cached_property
    def by_day(self) -> Numbers:
        return self.dates.by_start()

    @cached_property
    def stories(self) -> Array:
        return self._joined("story.number", np.uint64)

    def normalisers(self, field: TextField) -> Scores:
        return self._normalisers[field]

    def column(self, name: str) -> ValueColumn:
        column = self._columns.get(name)
        if column is None:
            column = self._columns.setdefault(name, self._column(name))
        return column

    def postings(self, field: str, terms: Sequence[str], deadline: Deadline) -> Postings:
        encoded = [term.encode() for term in terms]
        return self._added_up(lambda view: view.occurrences(field, encoded), deadline)

    def beginning(self, field: TextField, prefix: str, deadline: Deadline) -> Postings:
        encoded = prefix.encode("utf-8", "surrogatepass")
        return self._added_up(lambda view: view.beginning(field, encoded), deadline)

    def _added_up(self, read: Callable[[SegmentView], tuple[Array, Array]], deadline: Deadline) -> Postings:
        """What is read of each segment, put together: the live documents, each once."""
        documents: list[Array] = []
        frequencies: list[Array] = []
        for segment in self.segments:
            deadline.check()
            numbers, counts = _each_once(*read(segment.view), segment.view.size)
            if not segment.is_whole:
                kept = segment.live[numbers]
                numbers, counts = numbers[kept], counts[kept]
            if len(numbers):
                documents.append(numbers.astype(np.int32) + np.int32(segment.base))
                frequencies.append(counts)
        return Postings(_concatenated(documents, np.int32), _concatenated(frequencies, np.int32))

    def places(self, field: str, term: str, among: Mask, deadline: Deadline) -> Places:
        found: list[Array] = []
        for segment in self.segments:
            own = among[segment.base : segment.base + segment.view.size]
            parts = segment.view.parts(field, term.encode()) if own.any() else ()
            of_segment = []
            for part in parts:
                deadline.check()
                documents, positions = segment.view.positions(part, own)
                of_segment.append((documents.astype(np.int64) + segment.base) << 32 | positions)
            found += [np.sort(np.concatenate(of_segment))] if len(of_segment) > 1 else of_segment
        return _concatenated(found, np.int64)

    def vocabularies(self) -> list[WordList]:
        return [
            self._memory.cache.get((segment.name, field), lambda s=segment, f=field: WordList(s.view.exact(f)))  # type: ignore[misc]
            for segment in self.segments
            for field in TEXT_FIELDS
        ]

    def remembered(self, key: Hashable, make: Callable[[], _T]) -> _T:
        return self._memory.cache.get((self.generation, key), make)

    # ---- articles ----------------------------------------------------------------------------------------------

    def find(self, article_id: str) -> int | None:
        """The document of the article with this id."""
        for segment in self.segments:
            found = segment.view.find(article_id)
            if found is not None and segment.live[found]:
                return segment.base + found
        return None

    def find_place(self, place: str) -> int | None:
        """The document of the article that was read at this place."""
        for segment in self.segments:
            for found in segment.view.at_place(place):
                if segment.live[found]:
                    return segment.base + found
        return None

    def id_of(self, document: int) -> str:
        segment, local = self._segment_of(document)
        return segment.view.id_of(local)

    def by_id(self, documents: Sequence[int], *, is_falling: bool) -> Iterator[int]:
        """The documents in the order of their ids: of each segment by ordinals, and then always the next of these."""
        runs: dict[int, list[int]] = {}
        for document in documents:
            runs.setdefault(bisect_right(self._bases, document), []).append(document)
        for number, run in runs.items():
            segment = self.segments[number - 1]
            run.sort(key=lambda document, s=segment: s.view.id_ordinal(document - s.base), reverse=is_falling)  # type: ignore[misc]
        if len(runs) == 1:
            return iter(next(iter(runs.values())))
        return merge(*runs.values(), key=self.id_of, reverse=is_falling)

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
    def _normalisers(self) -> dict[TextField, Scores]:
        return {field: self._normalised(field) for field in TEXT_FIELDS}

    def _normalised(self, field: TextField) -> Scores:
        lengths = _concatenated([segment.view.lengths(field) for segment in self.segments], np.float32)
        average = float(lengths[self.live].sum(dtype=np.float64)) / max(self.articles, 1)
        if not average:
            return np.ones(self.size, np.float32)
        scaled: Scores = np.float32(1) / (np.float32(1 - B) + np.float32(B / average) * lengths)
        return scaled

    def _joined(self, name: str, dtype: type[np.generic]) -> Array:
        return _concatenated([segment.view.container[name] for segment in self.segments], dtype)

    def _column(self, name: str) -> ValueColumn:
        parts = [ColumnPart(segment.base, segment.view.values(name), segment.live) for segment in self.segments]
        return ValueColumn(
            parts,
            self.live,
            name=name,
            numbering=lambda: self._memory.numbering(name, [part.values for part in parts]),
            remembered=self.remembered,
        )

    def _segment_of(self, document: int) -> tuple[OpenSegment, int]:
        number = bisect_right(self._bases, document) - 1
        return self.segments[number], document - self._bases[number]


class WordList:
    """The words of an exact field of a segment; see `view.Vocabulary`."""

    def __init__(self, postings: TermPostings) -> None:
        self._postings = postings
        self._terms = postings.terms
        self.nbytes = 8 * len(self._terms)

    @cached_property
    def counts(self) -> Counts:
        return self._postings.df()

    def range_of(self, prefix: str) -> tuple[int, int]:
        return self._terms.prefix_range(prefix.encode("utf-8", "surrogatepass"))

    def word(self, place: int) -> str:
        return self._terms[place].decode()

    def near(self, word: str, edits: int) -> tuple[Numbers, Numbers]:
        return within_edits(self._terms, word, edits)

    def words(self, first: int, last: int) -> Iterator[str]:
        return (term.decode() for term in self._terms.slice(first, last))


def open_snapshot(edition: Edition, memory: Memory) -> Snapshot:
    """The edition as it is now; files that are open already are not opened again."""
    for tries_left in reversed(range(_TRIES)):
        try:
            return Snapshot(edition, storage.read_contents(edition.path), memory)
        except FileNotFoundError as exc:  # a commit came in between and deleted what it replaced
            if not tries_left:
                raise damaged(edition.path, exc) from exc
    raise AssertionError("unreachable")


def _opened(folder: Path, contents: storage.Contents) -> tuple[OpenSegment, ...]:
    segments: list[OpenSegment] = []
    for segment in contents.segments:
        last = segments[-1] if segments else None
        base = last.base + last.view.size if last else 0
        view = open_view(folder, segment) if isinstance(segment, ColumnarSegment) else adopted(folder, segment)
        segments.append(OpenSegment(storage.segment_name(segment), view, base, segment.deleted_docs()))
    return tuple(segments)


def _each_once(documents: Array, frequencies: Array, size: int) -> tuple[Array, Array]:
    """The documents (n,) of `size` rising and each once, with the sums of their frequencies."""
    if (documents[1:] > documents[:-1]).all():
        return documents, frequencies
    if len(documents) * _DENSE_SHARE > size:
        sums = np.bincount(documents, frequencies, minlength=size)
        found = np.flatnonzero(sums)
        return found, sums[found].astype(np.uint32)
    order = np.argsort(documents, kind="stable")
    documents = documents[order]
    firsts = np.flatnonzero(np.append(True, documents[1:] != documents[:-1]))
    return documents[firsts], np.add.reduceat(frequencies[order], firsts)


def _concatenated(parts: Sequence[Array], dtype: type[np.generic]) -> Array:
    if len(parts) == 1:
        return parts[0].astype(dtype, copy=False)
    return np.concatenate([np.zeros(0, dtype), *(part.astype(dtype, copy=False) for part in parts)])
