"""By what an occurrence of a word counts less in a document that is longer than others (docs/ranking.md)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search.engines.whoosh.codec.container import Array
from search.engines.whoosh.matches import Numbers, Scores

B = 0.75


class Normalisers:
    """The normalisers of all documents in one field, made of their lengths as they are asked for."""

    def __init__(self, lengths: Sequence[Array], *, average: float) -> None:
        """`lengths` are (documents of the segment,) of each segment; `average` is that of live documents."""
        self._lengths = lengths
        self._average = average

    def of_segment(self, place: int, documents: Numbers | None) -> Scores:
        """(n,) those of documents of a segment, or of all of its documents."""
        lengths = self._lengths[place]
        if documents is not None:
            lengths = lengths[documents]
        if not self._average:
            return np.ones(len(lengths), np.float32)
        scaled: Scores = lengths.astype(np.float32)
        scaled *= np.float32(B / self._average)
        scaled += np.float32(1 - B)
        np.divide(np.float32(1), scaled, out=scaled)
        return scaled
