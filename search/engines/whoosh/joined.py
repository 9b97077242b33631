"""Numbers of all documents of an index that stay segment by segment, as they lie in the mapped files.

Put together they would take room for every article, in every process, and be put together again after every commit.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import numpy as np

from search.engines.whoosh.codec.container import Array


class Joined:
    """Numbers by document; segment by segment in `parts`."""

    def __init__(self, parts: Sequence[Array]) -> None:
        self.parts = tuple(parts)  # (documents of the segment,) each
        ends = np.cumsum([len(part) for part in parts], dtype=np.int32)  # as documents are: or these would be copied
        self._ends = ends
        self._bases = (ends - [len(part) for part in parts]).tolist()
        self._dtype = parts[0].dtype if parts else np.dtype(np.int32)

    def __getitem__(self, documents: Array) -> Array:
        """(n,) the numbers of documents (n,), in any order."""
        if len(self.parts) == 1:
            return self.parts[0][documents]
        found = np.empty(len(documents), np.result_type(self._dtype, *(part.dtype for part in self.parts)))
        for part, base, chosen in self._by_part(documents):
            found[chosen] = part[documents[chosen] - base]
        return found

    def few(self, documents: Sequence[int]) -> list[int]:
        """The numbers of documents, in any order; sooner for some dozens of them."""
        places = [bisect_right(self._bases, document) - 1 for document in documents]
        return [self.parts[p].item(d - self._bases[p]) for p, d in zip(places, documents, strict=True)]

    def _by_part(self, documents: Array) -> Iterator[tuple[Array, int, slice | Array]]:
        """Every part that has some of the documents, where it begins, and which of them these are."""
        if (documents[1:] >= documents[:-1]).all():
            edges = [0, *np.searchsorted(documents, self._ends).tolist()]
            for place, part in enumerate(self.parts):
                if edges[place] < edges[place + 1]:
                    yield part, self._bases[place], slice(edges[place], edges[place + 1])
        else:
            which = np.searchsorted(self._ends, documents, side="right")
            for place in np.unique(which).tolist():
                yield self.parts[place], self._bases[place], np.flatnonzero(which == place)
