"""Numbers of all documents of an index that stay segment by segment, as they lie in the mapped files.

Put together they would take room for every article, in every process, and be put together again after every commit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from search.engines.whoosh.codec.container import Array


class Joined:
    """Numbers by document; segment by segment in `parts`."""

    def __init__(self, parts: Sequence[Array]) -> None:
        self.parts = tuple(parts)  # (documents of the segment,) each
        ends = np.cumsum([len(part) for part in parts], dtype=np.int32)  # as documents are: or these would be copied
        self._ends = ends
        self.bases: list[int] = (ends - [len(part) for part in parts]).tolist()  # where each begins
        self._dtype = parts[0].dtype if parts else np.dtype(np.int32)

    def __getitem__(self, documents: Array) -> Array:
        """(n,) the numbers of documents (n,), in any order."""
        if len(self.parts) == 1:
            return self.parts[0][documents]
        found = np.empty(len(documents), np.result_type(self._dtype, *(part.dtype for part in self.parts)))
        for part, base, chosen in self._by_part(documents):
            found[chosen] = part[documents[chosen] - base]
        return found

    def _by_part(self, documents: Array) -> Iterator[tuple[Array, int, slice | Array]]:
        """Every part that has some of the documents, where it begins, and which of them these are."""
        if (documents[1:] >= documents[:-1]).all():
            edges = [0, *documents.searchsorted(self._ends).tolist()]
            for place, part in enumerate(self.parts):
                if edges[place] < edges[place + 1]:
                    yield part, self.bases[place], slice(edges[place], edges[place + 1])
        else:
            which = self._ends.searchsorted(documents, side="right")
            for place, part in enumerate(self.parts):
                chosen = (which == place).nonzero()[0]
                if len(chosen):
                    yield part, self.bases[place], chosen
