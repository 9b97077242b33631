"""Where terms are in the documents of a batch, before they are brought in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from search.engines.whoosh.codec.container import Array

POSITION_BITS = 22
MAX_POSITION = (1 << POSITION_BITS) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrences:
    """Terms at places, (n,) each, in no order."""

    terms: Array  # int32, numbers in the lexicon
    places: Array  # int64, as `places_of` makes them

    @property
    def documents(self) -> Array:
        return self.places >> POSITION_BITS

    @property
    def positions(self) -> Array:
        return self.places & MAX_POSITION

    def __getitem__(self, chosen: Array) -> Occurrences:
        return Occurrences(terms=self.terms[chosen], places=self.places[chosen])


def places_of(documents: Array, positions: Array) -> Array:
    """(n,) int64: document and position in one number.

    Positions beyond MAX_POSITION stay at it: who writes four million words is not searched for phrases at their end.
    """
    places: Array = documents.astype(np.int64) << POSITION_BITS
    places |= np.minimum(positions, MAX_POSITION)
    return places


def joined(parts: Sequence[Occurrences]) -> Occurrences:
    """The occurrences of all parts."""
    return Occurrences(
        terms=np.concatenate([part.terms for part in parts]), places=np.concatenate([part.places for part in parts])
    )
