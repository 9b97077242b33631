"""The index as it was at one commit: immutable, shared by all threads, alive as long as somebody uses it.

Documents are numbered through all segments; deleted ones keep their number and are masked out. A new snapshot takes
over the open segments of the one before, so that a commit costs the reading of what it added; what depends on the whole
index (scores, masks) is remembered under the snapshot's generation and computed again after a commit.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import cached_property
from typing import TypeVar, get_args

import numpy as np

from search.engines.whoosh import storage
from search.engines.whoosh.cache import Sized
from search.engines.whoosh.codec.alike import within_edits
from search.engines.whoosh.codec.container import Array
from search.engines.whoosh.codec.segment_view import SegmentView
from search.engines.whoosh.columns import ColumnPart, ValueColumn
from search.engines.whoosh.dates import Dates, Days, SegmentDays
from search.engines.whoosh.documents import Documents
from search.engines.whoosh.joined import Joined
from search.engines.whoosh.layout import Edition, damaged
from search.engines.whoosh.matches import Mask, Numbers
from search.engines.whoosh.memory import Memory
from search.engines.whoosh.normalisers import Normalisers
from search.engines.whoosh.open_segment import OpenSegment, open_segments
from search.engines.whoosh.raw_store import RawStore
from search.engines.whoosh.records import stored_article
from search.engines.whoosh.word_list import WordList
from search.model import Article, StoredArticle
from search.query import TEXT_FIELDS, TextField

_TRIES = 50  # a commit takes longer than opening what it wrote; one that was lost is missed after some 30 ms
_T = TypeVar("_T", bound=Sized)


class Snapshot:
    """All that is read from an index."""

    def __init__(self, edition: Edition, contents: storage.Contents, memory: Memory) -> None:
        self.edition = edition
        self.contents = contents
        self.generation = f"{edition.name}.{contents.generation}"
        self._memory = memory
        self._raw = RawStore(edition.raw_folder)
        self.segments = open_segments(edition.path, contents, memory.cache)
        self.documents = Documents(self.segments)
        self.size = sum(segment.view.size for segment in self.segments)
        self.live: Mask = _concatenated([segment.live for segment in self.segments], np.bool_)
        self.articles = int(np.count_nonzero(self.live))
        self._columns: dict[str, ValueColumn] = {}

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

    def id_of(self, document: int) -> str:
        return self.documents.id_of(document)

    def by_id(self, documents: Numbers, *, is_falling: bool) -> Iterator[int]:
        return self.documents.by_id(documents, is_falling=is_falling)

    def compared(self, documents: Numbers, article_id: str) -> Array:
        return self.documents.compared(documents, article_id)

    def raw_hash(self, document: int) -> str:
        segment, local = self.documents.segment_of(document)
        return segment.view.record(local).raw_hash

    def article(self, document: int) -> Article:
        segment, local = self.documents.segment_of(document)
        return stored_article(segment.view.article(local), segment.view.container.path)

    def stored_at(self, document: int) -> StoredArticle:
        """The article with what it came from, where that is kept."""
        segment, local = self.documents.segment_of(document)
        place = segment.view.record(local).raw
        return StoredArticle(article=self.article(document), raw=None if place is None else self._raw.read(place))

    def stored(self) -> Iterator[StoredArticle]:
        """Every live article with its raw article, in the order they were written."""
        return map(self.stored_at, map(int, np.flatnonzero(self.live)))

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


def open_snapshot(edition: Edition, memory: Memory) -> Snapshot:
    """The edition as it is now; files that are open already are not opened again."""
    for tries_left in reversed(range(_TRIES)):
        try:
            return Snapshot(edition, storage.read_contents(edition.path), memory)
        except FileNotFoundError as exc:  # a commit came in between and deleted what it replaced
            if not tries_left:
                raise damaged(edition.path, exc) from exc
    raise AssertionError("unreachable")


def _days(view: SegmentView) -> SegmentDays:
    return SegmentDays(view.container["start"], view.container["end"])


def _concatenated(parts: Sequence[Array], dtype: type[np.generic]) -> Array:
    if len(parts) == 1:
        return parts[0].astype(dtype, copy=False)
    return np.concatenate([np.zeros(0, dtype), *(part.astype(dtype, copy=False) for part in parts)])
