"""Where a word is, whichever of some terms stands for it, in the documents of a segment."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search.engines.whoosh.codec.runs import is_first
from search.engines.whoosh.codec.said import Said
from search.engines.whoosh.codec.term_places import PartPlaces
from search.engines.whoosh.matches import Mask
from search.engines.whoosh.view import Places


class WordPlaces:
    """The places of the terms of a word; see `view.WordPlaces`."""

    def __init__(self, terms: Sequence[PartPlaces], live: Mask, said: Said | None) -> None:
        """`said`: only what lies in a statement."""
        self._terms = terms
        self._said = said
        self.having: Mask = np.zeros(len(live), np.bool_)
        for term in terms:
            self.having[term.documents] = True
        self.mean = sum(term.count for term in terms) / max(int(np.count_nonzero(self.having)), 1)
        self.having &= live if said is None else live & said.has_any

    def between(self, first: int, last: int, among: Mask) -> Places:
        found = [places for term in self._terms if len(places := term.between(first, last, among))]
        if not found:
            return np.zeros(0, np.int64)
        places = found[0] if len(found) == 1 else _union(found)
        return places if self._said is None else self._said.within(places)

    def every(self) -> Places:
        """Those in all documents that `having` marks, and perhaps in others; one as often as terms are there."""
        among = self.having
        places = np.concatenate([np.zeros(0, np.int64), *(t.between(0, len(among), among) for t in self._terms)])
        places.sort()
        return places if self._said is None else self._said.within(places)


def _union(sets: Sequence[Places]) -> Places:
    """The places in any of the `sets`, rising."""
    every = np.concatenate(sets)
    every.sort()
    return every[is_first(every)]
