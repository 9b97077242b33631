"""The terms of several dictionaries as those of one, some thousands at a time.

Terms lie in rows of one width, zeros behind their ends, and eight bytes are compared at once, as an integer: all terms
by their first eight, those that are alike so far by the next eight, and so on. Most are told apart by the first; the
few that are alike for very long, by all that is left of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from search.engines.whoosh.codec.container import Array
from search.engines.whoosh.codec.dictionary import PackedTerms, TermDictionary
from search.engines.whoosh.codec.runs import is_first
from search.engines.whoosh.codec.terms import Terms

_TERMS_AT_ONCE = 1 << 17  # of all dictionaries together
_BYTES_AT_ONCE = 1 << 24  # of their rows: fewer terms where one of them is long
_WORD = 8
_NEAR = 256  # bytes that are compared eight at a time
_RANK_BITS = 32
_NONE: Array = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class TermSlice:
    """Terms that follow one another, of all dictionaries."""

    terms: Terms  # ascending, unique
    firsts: tuple[int, ...]  # by dictionary the ordinal of its first term that is in the slice
    places: tuple[Array, ...]  # by dictionary (n,) int64, rising: where its terms from there on are in `terms`


def merged_terms(dictionaries: Sequence[TermDictionary]) -> Iterator[TermSlice]:
    """All terms in order, each once."""
    firsts = (0,) * len(dictionaries)
    while any(first < len(own) for first, own in zip(firsts, dictionaries, strict=True)):
        merged = _slice(dictionaries, firsts)
        yield merged
        firsts = tuple(first + len(own) for first, own in zip(firsts, merged.places, strict=True))


def _slice(dictionaries: Sequence[TermDictionary], firsts: tuple[int, ...]) -> TermSlice:
    """The terms from `firsts` on, up to where the first dictionary is cut off: beyond that, terms that have not been
    read may come in between."""
    windows = _windows(dictionaries, firsts)
    lengths = np.concatenate([window.lengths for window in windows.values()])
    width = -(-max(int(lengths.max()), 1) // _WORD) * _WORD
    rows = np.concatenate([window.padded(width) for window in windows.values()])
    numbers = _numbers(rows, lengths)
    ends = np.cumsum([len(window.lengths) for window in windows.values()])
    of_each = dict(zip(windows, np.split(numbers, ends[:-1]), strict=True))
    cut_off = [own[-1] for place, own in of_each.items() if firsts[place] + len(own) < len(dictionaries[place])]
    end = int(min(cut_off, default=numbers.max())) + 1
    places = {place: own[: np.searchsorted(own, end)] for place, own in of_each.items()}
    return TermSlice(
        _different(rows, lengths, numbers, end=end),
        firsts,
        tuple(places.get(place, _NONE) for place in range(len(dictionaries))),
    )


def _windows(dictionaries: Sequence[TermDictionary], firsts: Sequence[int]) -> dict[int, PackedTerms]:
    """By dictionary its next terms, where it has any left: so many that all together are no more than we take."""
    left = {place: first for place, first in enumerate(firsts) if first < len(dictionaries[place])}

    def read(count: int) -> dict[int, PackedTerms]:
        return {i: dictionaries[i].packed(first, min(first + count, len(dictionaries[i]))) for i, first in left.items()}

    size = max(_TERMS_AT_ONCE // len(left), 1)
    windows = read(size)
    longest = np.zeros(size, np.int64)
    for window in windows.values():
        own = window.lengths
        np.maximum(longest[: len(own)], own, out=longest[: len(own)])
    rows = np.maximum.accumulate(longest) * np.arange(1, size + 1)
    fitting = int(np.searchsorted(rows, _BYTES_AT_ONCE // len(left), side="right"))
    return windows if fitting == size else read(max(fitting, 1))


def _numbers(rows: Array, lengths: Array) -> Array:
    """(n,) int64: the place of each term among the different ones, in byte order."""
    ranks = np.zeros(len(lengths), np.int64)  # how many terms are known to come before; equal for those alike so far
    undecided = np.arange(len(lengths))
    keys: Array = rows.view(">u8")[:, 0].astype(np.uint64)
    compared = _WORD
    while compared <= rows.shape[1]:
        undecided = _undecided(_refine(ranks, undecided, keys), lengths, compared=compared)
        if not len(undecided):
            return _dense(ranks)
        values, compared = _next_values(rows, lengths, undecided, compared)
        keys = ranks[undecided] << _RANK_BITS | _dense(values)
    _refine(ranks, undecided, keys)
    return _dense(ranks)


def _next_values(rows: Array, lengths: Array, terms: Array, compared: int) -> tuple[Array, int]:
    """(n,) what tells the terms (n,) apart that are alike so far, and how many bytes are compared with that."""
    width = rows.shape[1]
    if compared == width:
        return lengths[terms], width + 1  # alike, but for zeros at the end
    if compared < _NEAR:
        return rows.view(">u8")[terms, compared // _WORD].astype(np.uint64), compared + _WORD
    return np.ascontiguousarray(rows[terms, compared:]).view(f"S{width - compared}").reshape(-1), width


def _refine(ranks: Array, undecided: Array, keys: Array) -> tuple[Array, Array]:
    """Rank terms of the same rank by their keys (n,), which begin with it; the terms, those that still are alike
    together, and where these begin."""
    order = np.argsort(keys)
    in_order = undecided[order]
    begins = np.flatnonzero(is_first(keys[order]))
    before = ranks[in_order[begins]]
    began = np.maximum.accumulate(np.where(is_first(before), begins, 0))  # those of the same rank until now
    ranks[in_order] = np.repeat(before + begins - began, np.diff(begins, append=len(in_order)))
    return in_order, begins


def _undecided(alike: tuple[Array, Array], lengths: Array, *, compared: int) -> Array:
    """The terms that are like others as far as they were compared, and may yet differ from them."""
    terms, begins = alike
    counts = np.diff(begins, append=len(terms))
    longest = np.maximum.reduceat(lengths[terms], begins)
    shortest = np.minimum.reduceat(lengths[terms], begins)
    may_differ = (counts > 1) & ((longest > compared) | (shortest < longest))
    return terms.compress(np.repeat(may_differ, counts))


def _dense(values: Array) -> Array:
    """(n,) int64: the place of each value among the different ones, in order."""
    order = np.argsort(values)
    places = np.empty(len(values), np.int64)
    places[order] = np.cumsum(is_first(values[order])) - 1
    return places


def _different(rows: Array, lengths: Array, numbers: Array, *, end: int) -> Terms:
    """The terms that are numbered 0 to end - 1."""
    origins = np.empty(int(numbers.max()) + 1, np.int64)
    origins[numbers] = np.arange(len(numbers))
    origins = origins[:end]
    lengths = lengths[origins]
    is_own = np.arange(rows.shape[1]) < lengths[:, None]
    return Terms(rows[origins].reshape(-1).compress(is_own.reshape(-1)), lengths)
