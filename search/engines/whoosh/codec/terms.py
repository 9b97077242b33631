"""Many byte strings in one array: no object for each of them, so that what is done to all takes no loop."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np

from search.engines.whoosh.codec.container import Array
from search.engines.whoosh.codec.planes import ranges


@dataclass(frozen=True, slots=True)
class Terms:
    """Byte strings, one after the other."""

    data: Array  # (sum of lengths,) uint8
    lengths: Array  # (terms,) int64

    @classmethod
    def of(cls, terms: Sequence[bytes]) -> Terms:
        """These terms."""
        lengths = np.fromiter(map(len, terms), np.int64, len(terms))
        return cls(np.frombuffer(b"".join(terms), np.uint8), lengths)

    def __len__(self) -> int:
        return len(self.lengths)

    def __iter__(self) -> Iterator[bytes]:
        data = self.data.tobytes()
        return (data[start:end] for start, end in pairwise(accumulate(self.lengths.tolist(), initial=0)))

    def take(self, places: Array) -> Terms:
        """The terms at `places` (n,)."""
        lengths = self.lengths[places]
        starts = (np.cumsum(self.lengths) - self.lengths)[places]
        return Terms(self.data[ranges(starts, lengths)], lengths)
