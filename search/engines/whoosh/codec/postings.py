"""The postings of a field: for every term its documents, how often it is in each, and at which positions.

Document numbers are kept by how frequent a term is among the N documents of the segment (`document_class`): as a
bitmap, as gaps in 8, 10, 12 or 16 bits, or as they are. Each class is one stream (`NAME.documents0`, ...) in term
order. Term frequencies (less one) and positions are planes of their own over all postings and all positions of the
field. Where a term begins in these is not stored: it is the start of its block of 64 terms (`NAME.block_*`) plus what
the terms before it in the block take, from `NAME.df` (documents, less one) and `NAME.repeats` (occurrences less
documents).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from search.engines.whoosh.codec.container import Array, Container
from search.engines.whoosh.codec.dictionary import TermDictionary
from search.engines.whoosh.codec.planes import Plane, has_plane
from search.engines.whoosh.codec.terms import Terms

BLOCK = 64
BITMAP, PLAIN = 0, 5
GAP_WIDTHS = {1: 8, 2: 10, 3: 12, 4: 16}
CLASSES = 6
_MEAN_GAPS = (8, 50, 200, 800, 12_000)  # of classes 0 to 4: one document in so many has the term, or more
_MIN_GAPS = 3  # fewer documents are not worth the exception that the first of them is
_ONE_BY_ONE = 4  # so many terms, or fewer, are sooner found one after the other


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldPostings:
    """All postings of a field, as plain arrays: by term, then document, then position, ascending."""

    terms: Terms  # ascending, unique
    starts: Array  # (terms + 1,) int64: postings of term t are starts[t] to starts[t + 1] - 1
    documents: Array  # (postings,) uint32
    frequencies: Array  # (postings,) uint32, at least 1
    positions: Array | None = None  # (sum of frequencies,) uint32


def document_class(df: Array, documents: int) -> Array:
    """How the documents of terms in `df` of `documents` documents are kept: 0 bitmap, 1 to 4 gaps, 5 as they are."""
    return (PLAIN - np.searchsorted(_least_df(documents), df, side="right")).astype(np.uint8)


def _least_df(documents: int) -> list[int]:
    """Of classes 4 to 0: in how many documents a term has to be for them, rising."""
    bitmap, *gaps = (-(-documents // gap) for gap in _MEAN_GAPS)
    rare = min(max(gaps.pop(), _MIN_GAPS), gaps[-1])
    return [rare, *reversed(gaps), bitmap]


def bitmap_bytes(documents: int) -> int:
    """How long a bitmap of so many documents is."""
    return -(-documents // 8)


@dataclass(frozen=True, slots=True)
class TermPlace:
    """Where a term lies in the arrays of its field."""

    df: int
    occurrences: int
    kept_as: int  # document class
    documents: int  # start in the stream of the class
    postings: int  # start among the frequencies
    positions: int  # start among the positions


@dataclass(frozen=True, slots=True, eq=False)
class _Places:
    """Where terms lie, (terms,) int64 each, as in `TermPlace`."""

    df: Array
    kept_as: Array
    documents: Array
    postings: Array

    def __getitem__(self, chosen: Array | slice) -> _Places:
        return _Places(self.df[chosen], self.kept_as[chosen], self.documents[chosen], self.postings[chosen])


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """The blocks of terms (n,), a row of the numbers of its terms for each."""

    blocks: Array  # (n,)
    starts: Array  # (n,) the ordinal of the first term in the row
    which: Array  # (n,) the rows themselves
    own: Array  # (n,) the place of the term in its row
    is_before: Array  # (n, width) whether a term of the row is one of the block before it


@dataclass(frozen=True, slots=True)
class TermSpan:
    """Where terms that follow one another lie, for all of them at once."""

    df: Array  # (terms,) int64
    occurrences: Array  # (terms,) int64
    kept_as: Array  # (terms,) uint8, document classes
    documents: Array  # (classes,) int64, start in the stream of each class
    postings: int  # start among the frequencies
    positions: int  # start among the positions


class Postings:
    """The postings of a field, decoded term by term; a term is named by its ordinal in `terms`."""

    def __init__(self, container: Container, name: str, *, documents: int) -> None:
        self.terms = TermDictionary(container, name)
        self.has_positions = has_plane(container, f"{name}.positions")
        self._documents = documents
        self._least_df = _least_df(documents)
        self._df = Plane(container, f"{name}.df")
        self._repeats = Plane(container, f"{name}.repeats")
        self._frequencies = Plane(container, f"{name}.frequencies")
        self._block_postings = container[f"{name}.block_postings"]
        self._block_positions = container[f"{name}.block_positions"]
        self._block_documents = container[f"{name}.block_documents"].reshape(-1, CLASSES)
        self._bitmaps = container[f"{name}.documents0"]
        self._streams = {number: Plane(container, f"{name}.documents{number}") for number in (*GAP_WIDTHS, PLAIN)}
        self._positions = Plane(container, f"{name}.positions") if self.has_positions else None

    def df(self, first: int = 0, last: int | None = None) -> Array:
        """(n,) int64: in how many documents each of the terms is, of the ordinals first to last - 1, or to the last."""
        return self._df.slice(first, len(self.terms) if last is None else last).astype(np.int64) + 1

    def place(self, ordinal: int, *, with_positions: bool = True) -> TermPlace:
        """Where the term of this ordinal lies; without positions its `occurrences` and `positions` are 0."""
        block = ordinal // BLOCK
        *before, df = (value + 1 for value in self._df.few(block * BLOCK, ordinal + 1))
        rank = bisect_right(self._least_df, df)
        kept_as = PLAIN - rank
        least = self._least_df[rank - 1] if rank else 0
        below = self._least_df[rank] if kept_as else self._documents + 1
        same = [other for other in before if least <= other < below]
        postings = sum(before)
        occurrences = positions = 0
        if with_positions:
            *repeats_before, repeats = self._repeats.few(block * BLOCK, ordinal + 1)
            occurrences = df + repeats
            positions = int(self._block_positions[block]) + postings + sum(repeats_before)
        return TermPlace(
            df=df,
            occurrences=occurrences,
            kept_as=kept_as,
            documents=int(self._block_documents[block, kept_as]) + (len(same) if kept_as == BITMAP else sum(same)),
            postings=int(self._block_postings[block]) + postings,
            positions=positions,
        )

    def documents(self, place: TermPlace) -> Array:
        """(df,) int64, ascending: the documents that hold the term."""
        if place.kept_as == BITMAP:
            return self._marked(place.documents)
        values = self._streams[place.kept_as].slice(place.documents, place.documents + place.df)
        if place.kept_as == PLAIN:
            return values.astype(np.int64)
        values += np.uint32(1)
        documents = values.cumsum(dtype=np.int64)
        documents -= 1
        return documents

    def _marked(self, row: int) -> Array:
        """The documents that a bitmap marks."""
        size = bitmap_bytes(self._documents)
        bits = np.unpackbits(self._bitmaps[row * size : (row + 1) * size], count=self._documents)
        return bits.view(bool).nonzero()[0]

    def frequencies(self, place: TermPlace) -> Array:
        """(df,) uint32: how often the term is in each of its documents."""
        return self._frequencies.slice(place.postings, place.postings + place.df) + np.uint32(1)

    def of_terms(self, ordinals: Sequence[int], *, times: Sequence[int] | None = None) -> tuple[Array, Array]:
        """(n,) int64 and uint32: the documents of terms, term after term in no order, and how often it is in each.

        That often `times` the number for the term, where these are given.
        """
        weights = np.array([1] * len(ordinals) if times is None else times, np.uint32)
        if len(ordinals) <= _ONE_BY_ONE:
            few = [self.place(ordinal, with_positions=False) for ordinal in ordinals]
            frequencies = [self.frequencies(place) * weight for place, weight in zip(few, weights, strict=True)]
            return _joined([*map(self.documents, few)], np.int64), _joined(frequencies, np.uint32)
        every = self._places(self._rows(np.array(ordinals, np.int64)))
        order = every.kept_as.argsort(kind="stable")
        every, weights = every[order], weights[order]
        bitmaps = int(np.count_nonzero(every.kept_as == BITMAP))  # which come first
        documents = [self._marked(row) for row in every.documents[:bitmaps].tolist()]
        frequencies = [
            (self._frequencies.slice(start, start + df) + np.uint32(1)) * weight
            for start, df, weight in zip(
                every.postings[:bitmaps].tolist(), every.df[:bitmaps].tolist(), weights[:bitmaps], strict=True
            )
        ]
        if bitmaps < len(ordinals):
            others = every[bitmaps:]
            counts = self._frequencies.pieces(others.postings, others.df)
            counts += np.uint32(1)
            if times is not None:
                counts *= weights[bitmaps:].repeat(others.df)
            documents.append(self._unmarked(others))
            frequencies.append(counts)
        return _joined(documents, np.int64), _joined(frequencies, np.uint32)

    def places(self, ordinals: Sequence[int]) -> list[TermPlace]:
        """Where each of the terms lies."""
        if len(ordinals) <= _ONE_BY_ONE:
            return [self.place(ordinal) for ordinal in ordinals]
        rows = self._rows(np.array(ordinals, np.int64))
        every, repeats = self._places(rows), self._in_blocks(self._repeats, rows)
        before = every.postings - self._block_postings[rows.blocks] + (repeats * rows.is_before).sum(axis=1)
        columns = (
            every.df,
            every.df + repeats[rows.which, rows.own],
            every.kept_as,
            every.documents,
            every.postings,
            self._block_positions[rows.blocks] + before,
        )
        return [TermPlace(*place) for place in zip(*(column.tolist() for column in columns), strict=True)]

    def joined(self, places: Sequence[TermPlace]) -> tuple[Array, Array, Array]:
        """(n,) of the postings of terms, at least one, none of which is kept as a bitmap, term after term in no order:
        int64 documents, uint32 frequencies, and int64 places of the first of their positions.
        """
        rows = sorted((p.kept_as, p.df, p.documents, p.postings, p.positions) for p in places)
        kept_as, df, documents, postings, positions = np.array(rows, np.int64).T
        frequencies = self._frequencies.pieces(postings, df)
        frequencies += np.uint32(1)
        firsts = frequencies.cumsum(dtype=np.int64)
        firsts -= frequencies
        firsts += (positions - firsts[df.cumsum() - df]).repeat(df)
        return self._unmarked(_Places(df, kept_as, documents, postings)), frequencies, firsts

    def _rows(self, ordinals: Array) -> _Rows:
        blocks, within = np.divmod(ordinals, BLOCK)
        width = min(BLOCK, len(self.terms))
        starts = np.minimum(blocks * BLOCK, len(self.terms) - width)  # the last block may be short: then from before it
        own, columns = ordinals - starts, np.arange(width)
        is_before = (columns >= (own - within)[:, None]) & (columns < own[:, None])
        return _Rows(blocks, starts, np.arange(len(ordinals)), own, is_before)

    def _in_blocks(self, plane: Plane, rows: _Rows) -> Array:
        """(n, width) int64: the values of a plane, of one for each term, in the rows."""
        width = rows.is_before.shape[1]
        return plane.pieces(rows.starts, np.full(len(rows.starts), width)).reshape(-1, width).astype(np.int64)

    def _places(self, rows: _Rows) -> _Places:
        df = self._in_blocks(self._df, rows) + 1
        classes = document_class(df, self._documents)
        own_df, own_class = df[rows.which, rows.own], classes[rows.which, rows.own]
        is_same = rows.is_before & (classes == own_class[:, None])
        return _Places(
            df=own_df,
            kept_as=own_class,
            documents=self._block_documents[rows.blocks, own_class]
            + np.where(own_class == BITMAP, is_same.sum(axis=1), (df * is_same).sum(axis=1)),
            postings=self._block_postings[rows.blocks] + (df * rows.is_before).sum(axis=1),
        )

    def _unmarked(self, places: _Places) -> Array:
        """The documents of terms by rising class, none of which is that of bitmaps."""
        edges = places.kept_as.searchsorted(np.arange(CLASSES + 1, dtype=places.kept_as.dtype)).tolist()
        values = [
            self._streams[kept_as].pieces(places.documents[first:last], places.df[first:last])
            for kept_as, (first, last) in enumerate(pairwise(edges))
            if first < last
        ]
        with_gaps = edges[PLAIN]
        if with_gaps == len(places.df):
            return _without_gaps(_joined(values, np.uint32), places.df)
        plain = values.pop().astype(np.int64)
        if not with_gaps:
            return plain
        return np.concatenate((_without_gaps(_joined(values, np.uint32), places.df[:with_gaps]), plain))

    def span(self, first: int, last: int) -> TermSpan:
        """Where the terms of the ordinals first to last - 1, at least one, lie."""
        block = first // BLOCK
        before = first - block * BLOCK
        df = self._df.slice(block * BLOCK, last).astype(np.int64) + 1
        occurrences = df + self._repeats.slice(block * BLOCK, last)
        classes = document_class(df, self._documents)
        taken = np.where(classes == BITMAP, 1, df)[:before]
        in_streams = np.bincount(classes[:before], taken, CLASSES).astype(np.int64)
        return TermSpan(
            df=df[before:],
            occurrences=occurrences[before:],
            kept_as=classes[before:],
            documents=self._block_documents[block] + in_streams,
            postings=int(self._block_postings[block]) + int(df[:before].sum()),
            positions=int(self._block_positions[block]) + int(occurrences[:before].sum()),
        )

    def documents_of(self, span: TermSpan) -> Array:
        """(sum of df,) uint32: the documents of each term, ascending, term after term."""
        documents = np.empty(int(span.df.sum()), np.uint32)
        class_of_posting = np.repeat(span.kept_as, span.df)
        for kept_as in np.flatnonzero(np.bincount(span.kept_as)).tolist():
            df = span.df[span.kept_as == kept_as]
            documents[class_of_posting == kept_as] = self._stream(kept_as, int(span.documents[kept_as]), df)
        return documents

    def frequencies_of(self, span: TermSpan) -> Array:
        """(sum of df,) uint32: how often each term is in each of its documents."""
        return self._frequencies.slice(span.postings, span.postings + int(span.df.sum())) + np.uint32(1)

    def positions_between(self, start: int, stop: int) -> Array:
        """(stop - start,) uint32: positions by their place among all of the field."""
        return self._position_plane().slice(start, stop)

    def _stream(self, kept_as: int, start: int, df: Array) -> Array:
        """(sum of df,) uint32: the documents of terms that follow one another in the stream of a class."""
        if kept_as == BITMAP:
            size = bitmap_bytes(self._documents)
            rows = self._bitmaps[start * size : (start + len(df)) * size].reshape(len(df), size)
            bits = np.unpackbits(rows, axis=1, count=self._documents).view(bool)
            begins = np.arange(len(df)) * self._documents
            return (np.flatnonzero(bits) - np.repeat(begins, df)).astype(np.uint32)
        values = self._streams[kept_as].slice(start, start + int(df.sum()))
        return values if kept_as == PLAIN else _without_gaps(values, df).astype(np.uint32)

    def positions_in(self, place: TermPlace, frequencies: Array, chosen: Array) -> Array:
        """The positions in the chosen postings (n,), ascending indices below df, one after the other."""
        counts = frequencies[chosen].astype(np.int64)
        starts = (frequencies.cumsum(dtype=np.int64) - frequencies)[chosen] + place.positions
        return self.positions_at(starts, counts)

    def positions_at(self, starts: Array, counts: Array) -> Array:
        """(sum of counts,) uint32: from each start (n,) among all of the field, int64, as many as its count."""
        return self._position_plane().pieces(starts, counts)

    def _position_plane(self) -> Plane:
        assert self._positions is not None, "this field keeps no positions"
        return self._positions


def _without_gaps(values: Array, df: Array) -> Array:
    """(sum of df,) int64: the documents of terms from the gaps between them, which begin anew with each term."""
    values += np.uint32(1)
    firsts = df.cumsum() - df
    sums = values.cumsum(dtype=np.int64)
    sums -= (sums[firsts] - values[firsts] + 1).repeat(df)
    return sums


def _joined(parts: Sequence[Array], kind: type[np.generic]) -> Array:
    return parts[0] if len(parts) == 1 else np.concatenate((np.zeros(0, kind), *parts))
