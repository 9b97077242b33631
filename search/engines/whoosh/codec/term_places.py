"""Where terms are in their documents, read for a stretch of documents at a time.

A place is document << 32 | position. The documents of a term and how often it is in each are decoded once; positions,
which are many more, as they are asked for, so that those of a stretch stay in the processor's cache.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from search.engines.whoosh.codec.container import Array
from search.engines.whoosh.codec.postings import Postings, TermPlace


@dataclass(frozen=True, slots=True)
class TermPart:
    """Postings that a term is made of: one term's in a field, of all documents or of one language's."""

    postings: Postings
    place: TermPlace
    language: int | None = None


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
            kept = is_kept[self.documents]
            self.documents, self._counts, self._ends = self.documents[kept], self._counts[kept], self._ends[kept]
        self.count = int(self._counts.sum())

    def between(self, first: int, last: int, among: Array) -> Array:
        """(n,) int64, rising: the places in documents first to last - 1, at least in those that `among` marks.

        `among` is (documents,). Where it marks most documents with the term, leaving out the others takes longer.
        """
        begin, end = self.documents.searchsorted((first, last)).tolist()
        documents, counts, ends = self.documents[begin:end], self._counts[begin:end], self._ends[begin:end]
        wanted = among[documents]
        chosen = int(np.count_nonzero(wanted))
        if not chosen:
            return np.zeros(0, np.int64)
        if self._is_whole and 2 * chosen >= len(documents):
            positions = self._postings.positions_between(int(ends[0] - counts[0]), int(ends[-1]))
        else:
            documents, counts, ends = documents[wanted], counts[wanted], ends[wanted]
            positions = self._postings.positions_at(ends - counts, counts)
        places = _repeated(documents << 32, counts)
        places += positions
        return places


def _repeated(values: Array, counts: Array) -> Array:
    """`values` (n,) int64, each as often as its count, which is above 0: as np.repeat gives them, in half the time."""
    ends = counts.cumsum()
    repeated = np.zeros(int(ends[-1]), np.int64)
    repeated[0] = values[0]
    repeated[ends[:-1]] = np.diff(values)
    return np.cumsum(repeated, out=repeated)
