"""Where terms are in their documents, read for a stretch of documents at a time.

A place is document << 32 | position. The documents of a term and how often it is in each are decoded once; positions,
which are many more, as they are asked for, so that those of a stretch stay in the processor's cache.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from search.engines.whoosh.codec.container import Array
from search.engines.whoosh.codec.postings import BITMAP, Postings, TermPlace

_MANY = 3  # parts; fewer are sooner read one by one


@dataclass(frozen=True, slots=True)
class TermPart:
    """Postings that a term is made of: one term's in a field, of all documents or of one language's."""

    postings: Postings
    place: TermPlace
    language: int | None = None


class PartPlaces(Protocol):
    """The places of some of what a term is made of."""

    documents: Array
    """(n,) int64: those that have it."""
    count: int
    """How many places there are."""

    def between(self, first: int, last: int, among: Array) -> Array:
        """(n,) int64, rising: the places in documents first to last - 1, at least in those that `among` marks.

        `among` is (documents,), the same whenever it is asked.
        """
        ...


def places_of(parts: Sequence[TermPart], is_kept: Array | None) -> list[PartPlaces]:
    """The places of parts of the same postings, in the documents that `is_kept` (documents,) marks; None: in all.

    The rarer ones are read as one: a stem may be of dozens of words, each as much trouble as a frequent one.
    """
    rarer = [part for part in parts if part.place.kept_as != BITMAP]
    if len(rarer) < _MANY:
        return [TermPlaces(part, is_kept) for part in parts]
    others = [TermPlaces(part, is_kept) for part in parts if part.place.kept_as == BITMAP]
    return [*others, JoinedPlaces(rarer, is_kept)]


class TermPlaces:
    """The places of one part of a term."""

    def __init__(self, part: TermPart, is_kept: Array | None) -> None:
        """`is_kept` (documents,) marks the documents that count; None: all do."""
        self._postings = part.postings
        self._is_whole = is_kept is None
        self.documents = part.postings.documents(part.place)  # (n,) int64, rising
        self._counts = part.postings.frequencies(part.place).astype(np.int64)
        self._ends = self._counts.cumsum() + part.place.positions  # where the positions in each end
        if is_kept is not None:
            kept = is_kept[self.documents].nonzero()[0]
            self.documents, self._counts, self._ends = self.documents[kept], self._counts[kept], self._ends[kept]
        self.count = int(self._counts.sum())

    def between(self, first: int, last: int, among: Array) -> Array:
        """See `PartPlaces`. Where `among` marks most documents with the term, leaving out the others takes longer."""
        begin, end = self.documents.searchsorted((first, last)).tolist()
        documents, counts, ends = self.documents[begin:end], self._counts[begin:end], self._ends[begin:end]
        chosen = among[documents].nonzero()[0]  # taken by number: three times as soon as by marks
        if not len(chosen):
            return np.zeros(0, np.int64)
        if self._is_whole and 2 * len(chosen) >= len(documents):
            positions = self._postings.positions_between(int(ends[0] - counts[0]), int(ends[-1]))
        else:
            documents, counts, ends = documents[chosen], counts[chosen], ends[chosen]
            positions = self._postings.positions_at(ends - counts, counts)
        places = _repeated(documents << 32, counts)
        places += positions
        return places


class JoinedPlaces:
    """The places of several parts of a term, none of which is kept as a bitmap."""

    def __init__(self, parts: Sequence[TermPart], is_kept: Array | None) -> None:
        """`is_kept` is as of `TermPlaces`."""
        self._postings = parts[0].postings
        self.documents, self._counts, self._starts = self._postings.joined([part.place for part in parts])
        if is_kept is not None:
            self._keep(is_kept[self.documents].nonzero()[0])
        self.count = int(self._counts.sum())
        self._is_in_order = False

    def between(self, first: int, last: int, among: Array) -> Array:
        """See `PartPlaces`."""
        if not self._is_in_order:
            self._put_in_order(among)
        begin, end = self.documents.searchsorted((first, last)).tolist()
        if begin == end:
            return np.zeros(0, np.int64)
        counts = self._counts[begin:end].astype(np.int64)
        places = _repeated(self.documents[begin:end] << 32, counts)
        places += self._postings.positions_at(self._starts[begin:end], counts)
        places.sort()  # of several parts in the same document
        return places

    def _put_in_order(self, among: Array) -> None:
        """Let go of what is in no document that `among` marks, and bring the others in the order of documents."""
        self._keep(among[self.documents].nonzero()[0])
        order = self.documents << 32
        order += np.arange(len(order))
        order.sort()  # sooner than argsort
        self._keep(order & 0xFFFFFFFF)
        self._is_in_order = True

    def _keep(self, chosen: Array) -> None:
        """Keep the postings `chosen` (n,), in this order."""
        self.documents, self._counts, self._starts = self.documents[chosen], self._counts[chosen], self._starts[chosen]


def _repeated(values: Array, counts: Array) -> Array:
    """`values` (n,) int64, each as often as its count, which is above 0: as np.repeat gives them, in half the time."""
    ends = counts.cumsum()
    repeated = np.zeros(int(ends[-1]), np.int64)
    repeated[0] = values[0]
    repeated[ends[:-1]] = np.diff(values)
    return np.cumsum(repeated, out=repeated)
