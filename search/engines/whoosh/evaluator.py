"""Which documents a query matches, and what they score.

A query is evaluated over all documents at once: every node gives a mask of live documents and, where words score, an
array of scores that is zero outside the mask.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from search.engines.whoosh.columns import Columns, Floats, Mask
from search.engines.whoosh.words import WordReader
from search.query import (
    NONE,
    And,
    DateFilter,
    Everything,
    Filter,
    Not,
    Or,
    Query,
    Word,
    relaxable,
    relaxed_minimum,
)


@dataclass(frozen=True, slots=True)
class Matches:
    """The documents that match, with their scores."""

    mask: Mask  # (documents,)
    scores: Floats | None  # (documents,) zero outside the mask; None where nothing scores

    def where(self, mask: Mask) -> Matches:
        """Those of the matches that `mask` marks too."""
        both = self.mask & mask
        return Matches(both, None if self.scores is None else np.where(both, self.scores, 0.0))


class Evaluator:
    """Evaluates query trees on one state of an index."""

    def __init__(self, reader: WordReader) -> None:
        self._reader = reader
        self._live = reader.view.live
        self._columns = reader.view.columns

    def matches(self, query: Query) -> Matches:
        """What matches the query as it stands."""
        match query:
            case Word():
                return self._word(query)
            case And(children):
                return self._all(children, at_least=None)
            case Or(children):
                return _any([self.matches(child) for child in children], len(self._live))
            case Not(child):
                return Matches(self._live & ~self.matches(child).mask, None)
            case Everything():
                return Matches(self._live, None)
            case Filter():
                return Matches(self._live & having(self._columns, query.field, query.values), None)
            case DateFilter():
                dates = within(self._columns, query.start, query.end, is_precise=query.is_precise)
                return Matches(self._live & dates, None)

    def relaxed(self, query: Query, *, at_least: int | None = None) -> Matches:
        """What matches when only `at_least` of the relaxable words are asked for; `relaxed_minimum` if not said."""
        bare = relaxable(query)
        if not isinstance(query, And) or not bare:
            return self.matches(query)
        return self._all(query.children, at_least=at_least or relaxed_minimum(len(bare)))

    def _word(self, word: Word) -> Matches:
        hits = self._reader.hits(word)
        mask = np.zeros(len(self._live), dtype=np.bool_)
        mask[hits.documents] = True
        scores = np.zeros(len(self._live))
        scores[hits.documents] = hits.scores
        return Matches(mask, scores)

    def _all(self, children: tuple[Query, ...], *, at_least: int | None) -> Matches:
        """What matches every child; of bare words, `at_least` so many where that is given."""
        only_optional = all(isinstance(child, Word) and child.is_optional for child in children)
        mask = self._live
        had = np.zeros(len(mask), dtype=np.int32)  # how many of the bare words
        found = []
        for child in children:
            matches = self.matches(child)
            found.append(matches)
            if isinstance(child, Word) and child.is_optional and not only_optional:
                continue
            if at_least is not None and isinstance(child, Word) and not child.is_required:
                had += matches.mask
            else:
                mask = mask & matches.mask
        if at_least is not None:
            mask = mask & (had >= at_least)
        return Matches(mask, _sum(found)).where(mask)


def having(columns: Columns, field: str, values: frozenset[str]) -> Mask:
    """(documents,) whether the document has one of `values`; NONE among them is for having no value."""
    column = columns.values[field]
    mask = column.having_any(values - {NONE})
    return mask | ~column.has_value if NONE in values else mask


def within(columns: Columns, start: date | None, end: date | None, *, is_precise: bool) -> Mask:
    """(documents,) whether the span overlaps [start, end], or lies inside when `is_precise`; never when undated."""
    first = start.toordinal() if start else 1
    last = end.toordinal() if end else date.max.toordinal()
    if is_precise:
        return (columns.start >= first) & (columns.end <= last)
    return (columns.start > 0) & (columns.end >= first) & (columns.start <= last)


def _any(parts: list[Matches], size: int) -> Matches:
    mask = np.zeros(size, dtype=np.bool_)
    for part in parts:
        mask = mask | part.mask
    return Matches(mask, _sum(parts))


def _sum(parts: list[Matches]) -> Floats | None:
    scored = [part.scores for part in parts if part.scores is not None]
    return sum(scored[1:], start=scored[0].copy()) if scored else None
