"""The postings of a field of several segments as those of one, in slices of bounded memory.

The documents of the merged segment are those of one input after the other, so the postings of a term are those of the
inputs one after the other, renumbered: nothing is sorted. Terms are taken together up to some number of positions; a
term that has more is read in pieces.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from search.engines.whoosh.codec.container import Array
from search.engines.whoosh.codec.merge_terms import TermSlice, merged_terms
from search.engines.whoosh.codec.planes import ranges
from search.engines.whoosh.codec.postings import FieldPostings, Postings
from search.engines.whoosh.codec.segment_view import SegmentView

_POSITIONS_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A segment to be merged and what becomes of its documents."""

    view: SegmentView
    is_live: Array  # (documents,) bool
    numbers: Array  # (documents,) uint32: in the merged segment, where it is live


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedSlice:
    """Postings of terms that follow one another in the merged field."""

    postings: FieldPostings  # without positions; may have no term at all
    positions: Iterator[Array]  # to be read at most once
    places: tuple[Array, ...]  # by input (n,) int64: of its terms of the slice, which one of `postings`; -1 if none


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What an input has of a slice of terms: its live postings."""

    places: Array  # (terms,) int64, rising: the input's terms among those of the slice
    df: Array  # (terms,) int64
    documents: Array  # of each posting, renumbered
    frequencies: Array  # of each posting
    occurrences: Array  # (terms,) int64
    positions: _PositionReader


_Inputs: TypeAlias = Sequence[tuple[Postings, Input]]


def merged_postings(inputs: _Inputs) -> Iterator[MergedSlice]:
    """The live postings of a field, in term order."""
    for terms in merged_terms([postings.terms for postings, _ in inputs]):
        for first, last in _ranges(np.cumsum(_occurrences(inputs, terms))):
            yield _merged_slice(inputs, terms, (first, last))


def _occurrences(inputs: _Inputs, terms: TermSlice) -> Array:
    """(terms,) int64: how often each term of the slice is in all inputs."""
    occurrences = np.zeros(len(terms.terms), np.int64)
    for (postings, _), start, places in zip(inputs, terms.firsts, terms.places, strict=True):
        if len(places):
            occurrences[places] += postings.span(start, start + len(places)).occurrences
    return occurrences


def _ranges(ends: Array) -> Iterator[tuple[int, int]]:
    """[first, last) of what is taken together: no more than _POSITIONS_AT_ONCE, or a single one that has more.

    `ends` (n,) are the sums of how many each has.
    """
    first = 0
    while first < len(ends):
        before = int(ends[first - 1]) if first else 0
        last = max(int(np.searchsorted(ends, before + _POSITIONS_AT_ONCE, side="right")), first + 1)
        yield first, last
        first = last


def _merged_slice(inputs: _Inputs, terms: TermSlice, between: tuple[int, int]) -> MergedSlice:
    first, last = between
    cuts = [np.searchsorted(places, between) for places in terms.places]
    parts = {
        number: _part(
            *inputs[number],
            (terms.firsts[number] + int(start), terms.firsts[number] + int(stop)),
            terms.places[number][start:stop] - first,
        )
        for number, (start, stop) in enumerate(cuts)
        if stop > start
    }
    df = np.zeros(last - first, np.int64)
    for part in parts.values():
        df[part.places] += part.df
    is_live = df > 0
    numbers = np.where(is_live, np.cumsum(is_live) - 1, -1)
    order = _Order([(part.places, part.df) for part in parts.values()], last - first)
    return MergedSlice(
        postings=FieldPostings(
            terms=terms.terms.take(np.flatnonzero(is_live) + first),
            starts=np.concatenate((np.zeros(1, np.int64), np.cumsum(df[is_live]))),
            documents=order.interleaved([part.documents for part in parts.values()]),
            frequencies=order.interleaved([part.frequencies for part in parts.values()]),
        ),
        positions=_positions(tuple(parts.values()), last - first),
        places=tuple(
            numbers[parts[number].places] if number in parts else np.zeros(0, np.int64) for number in range(len(inputs))
        ),
    )


def _part(postings: Postings, source: Input, ordinals: tuple[int, int], places: Array) -> _Part:
    span = postings.span(*ordinals)
    documents = postings.documents_of(span)
    every = postings.frequencies_of(span)
    kept = source.is_live[documents]
    df, frequencies, occurrences = span.df, every, span.occurrences
    if not kept.all():
        df, documents, frequencies = _sums(kept, df), documents[kept], every[kept]
        occurrences = _sums(frequencies, df)
    return _Part(
        places=places,
        df=df,
        documents=source.numbers[documents],
        frequencies=frequencies,
        occurrences=occurrences,
        positions=_PositionReader(postings, span.positions, every, kept),
    )


def _sums(values: Array, counts: Array) -> Array:
    """(n,) int64: the sums of the first counts[0] values, of the next counts[1], ..."""
    sums = np.concatenate((np.zeros(1, np.int64), np.cumsum(values, dtype=np.int64)))
    ends = np.cumsum(counts)
    found: Array = sums[ends] - sums[ends - counts]
    return found


@dataclass(frozen=True, slots=True)
class _PositionReader:
    """Reads the positions of an input's postings of a slice, in pieces."""

    postings: Postings
    start: int  # of the first among all positions of the field
    frequencies: Array  # (postings,) uint32
    kept: Array  # (postings,) bool

    def pieces(self) -> Iterator[Array]:
        """The positions of the live postings."""
        if not self.postings.has_positions:
            return
        ends = np.cumsum(self.frequencies, dtype=np.int64)
        for first, last in _ranges(ends):
            start = int(ends[first - 1]) if first else 0
            positions = self.postings.positions_between(self.start + start, self.start + int(ends[last - 1]))
            kept = self.kept[first:last]
            yield positions if kept.all() else positions[np.repeat(kept, self.frequencies[first:last])]


def _positions(parts: Sequence[_Part], terms: int) -> Iterator[Array]:
    """The positions of all parts in term order; of a single term in pieces, as it may have any number."""
    if terms == 1 or len(parts) == 1:
        for part in parts:
            yield from part.positions.pieces()
    elif all(part.positions.postings.has_positions for part in parts):
        order = _Order([(part.places, part.occurrences) for part in parts], terms)
        yield order.interleaved([np.concatenate(list(part.positions.pieces())) for part in parts])


class _Order:
    """Brings values that several parts have of the same terms in order: term after term, of each part after part."""

    def __init__(self, parts: Sequence[tuple[Array, Array]], terms: int) -> None:
        """Of each part (n,) its terms, rising, and (n,) how many values it has of each."""
        totals = np.zeros(terms, np.int64)
        for own, counts in parts:
            totals[own] += counts
        free = np.cumsum(totals) - totals  # where the next values of each term go
        self._places = []
        for own, counts in parts:
            self._places.append(ranges(free[own], counts))
            free[own] += counts

    def interleaved(self, parts: Sequence[Array]) -> Array:
        """(n,) uint32: the values, of each part one term after the other."""
        values = np.empty(sum(map(len, parts)), np.uint32)
        for places, part in zip(self._places, parts, strict=True):
            values[places] = part
        return values
