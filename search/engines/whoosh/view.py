"""What the evaluator needs of an index: arrays, whatever they were decoded from.

Everything above this protocol (words, phrases, expansions, facets, paging) works on plain numpy arrays and knows
nothing of files; another codec has to bring an `IndexView` and nothing else. Documents are numbered through all
segments; deleted ones keep their numbers and are never among what a view gives. Words are read segment by segment:
what is decoded for one is small enough for the processor's cache, and gone before the next.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias, TypeVar

import numpy as np

from search.engines.whoosh.cache import Sized
from search.engines.whoosh.codec.container import Array
from search.engines.whoosh.columns import Counts, ValueColumn
from search.engines.whoosh.dates import Dates, Days
from search.engines.whoosh.deadline import Deadline
from search.engines.whoosh.joined import Joined
from search.engines.whoosh.matches import Mask, Numbers
from search.engines.whoosh.normalisers import Normalisers
from search.query import TextField

_T = TypeVar("_T", bound=Sized)

Places: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.int64]]"
"""(n,) rising: where words are, as document << 32 | position."""


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """In which documents terms are, and how often.

    In no order, and a document as often as different terms are in it. Of these types adding up is five times as fast.
    """

    documents: Array  # (n,) int64
    frequencies: Array  # (n,) uint32, at least 1

    def __len__(self) -> int:
        return len(self.documents)


class Vocabulary(Protocol):
    """The exact words of a part of the index, in byte order, with the number of its documents that have them.

    Deleted documents count: the numbers are upper bounds.
    """

    def counts(self, first: int, last: int) -> Counts:
        """(last - first,) of the words of these places."""
        ...

    def range_of(self, prefix: str) -> tuple[int, int]:
        """The places [first, last) of the words that begin with `prefix`."""
        ...

    def word(self, place: int) -> str: ...

    def words(self, first: int, last: int) -> Iterator[str]:
        """The words of these places, in order."""
        ...


class WordPlaces(Protocol):
    """Where a word is in the documents of a segment, read for a stretch of documents at a time."""

    having: Mask
    """(documents,) whether the live document may have it."""
    mean: float
    """How many places there are in a document that has it."""

    def between(self, first: int, last: int, among: Mask) -> Places:
        """Those in documents first to last - 1: in those that `among` marks, and in others where that is sooner."""
        ...


class SegmentReader(Protocol):
    """The texts of a part of the index, whose documents are numbered for themselves."""

    @property
    def place(self) -> int:
        """Which of the parts it is."""
        ...

    @property
    def base(self) -> int:
        """How many documents there are before it: what their numbers in the index are more."""
        ...

    @property
    def size(self) -> int:
        """How many documents it has, deleted ones included."""
        ...

    def having(self, word: str, deadline: Deadline) -> int:
        """How many live documents have the exact word in any of TEXT_FIELDS."""
        ...

    def postings(self, field: str, terms: Sequence[str], deadline: Deadline) -> Postings:
        """In which live documents any of the terms is, and how often together."""
        ...

    def inflected(
        self, field: TextField, word: str, stems: Sequence[tuple[str, str]], deadline: Deadline
    ) -> Postings | None:
        """In which live documents an exact word or another with one of its stems (field and stem) is, and how often.

        An occurrence of the word itself counts as WHOLE, that of another as INFLECTED. None where they are not simply
        apart: then each is to be asked for by itself.
        """
        ...

    def beginning(self, field: TextField, prefix: str, deadline: Deadline) -> Postings:
        """In which live documents any exact word that begins with `prefix` is, and how often together."""
        ...

    def places(self, terms: Sequence[tuple[str, str]], deadline: Deadline) -> WordPlaces:
        """Where any of the terms, each of a field of the same text, is."""
        ...


class IndexView(Protocol):
    """An unchanging state of an index."""

    @property
    def segments(self) -> Sequence[SegmentReader]: ...

    @property
    def size(self) -> int:
        """How many document numbers there are, those of deleted ones included."""
        ...

    @property
    def live(self) -> Mask:
        """(documents,) whether the document is not deleted."""
        ...

    @property
    def articles(self) -> int:
        """How many documents are live."""
        ...

    @property
    def dates(self) -> Dates: ...

    @property
    def days(self) -> Days:
        """The days of `dates`, as they are counted."""
        ...

    @property
    def stories(self) -> Joined:
        """uint64: a number that articles of one story share, 0 for none."""
        ...

    def normalisers(self, field: TextField) -> Normalisers: ...

    def column(self, name: str) -> ValueColumn: ...

    def id_of(self, document: int) -> str: ...

    def by_id(self, documents: Numbers, *, is_falling: bool) -> Iterator[int]:
        """The documents (n,), at least one, in the order of their ids; the first few cost little."""
        ...

    def compared(self, documents: Numbers, article_id: str) -> Array:
        """(n,) below 0 where the id of the document comes before this one, 0 where it is this one, else above 0."""
        ...

    def vocabularies(self) -> Sequence[Vocabulary]:
        """The exact words, part by part; a word may be in several parts."""
        ...

    def near(self, word: str, edits: int) -> Sequence[tuple[Numbers, Numbers]]:
        """Of each of `vocabularies` the (n,) places, ascending, and (n,) distances of the words at most `edits` away.

        Only of those that begin with the same character.
        """
        ...

    def remembered(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """The value of `key` in this state of the index, made if it is not at hand."""
        ...
