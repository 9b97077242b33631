"""The terms of several dictionaries as those of one, some thousands at a time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, compress, islice
from operator import ne

import numpy as np

from search.engines.whoosh.codec.container import Array
from search.engines.whoosh.codec.dictionary import TermDictionary

_TERMS_AT_ONCE = 1 << 17  # of all dictionaries together


@dataclass(frozen=True, slots=True)
class TermSlice:
    """Terms that follow one another, of all dictionaries."""

    terms: list[bytes]  # ascending, unique
    firsts: tuple[int, ...]  # by dictionary the ordinal of its first term that is in the slice
    places: tuple[Array, ...]  # by dictionary (n,) int64, rising: where its terms from there on are in `terms`


def merged_terms(dictionaries: Sequence[TermDictionary]) -> Iterator[TermSlice]:
    """All terms in order, each once."""
    rest = [dictionary.slice(0, len(dictionary)) for dictionary in dictionaries]
    firsts = [0] * len(dictionaries)
    waiting: list[list[bytes]] = [[] for _ in dictionaries]
    size = max(_TERMS_AT_ONCE // max(len(dictionaries), 1), 1)
    while True:
        for terms, more in zip(waiting, rest, strict=True):
            terms.extend(islice(more, size - len(terms)))
        if not any(waiting):
            return
        taken = _up_to_where_all_are_known(waiting, size)
        yield _union(taken, tuple(firsts))
        for number, terms in enumerate(taken):
            firsts[number] += len(terms)
            del waiting[number][: len(terms)]


def _up_to_where_all_are_known(waiting: Sequence[list[bytes]], size: int) -> list[list[bytes]]:
    """Of each the terms up to the last of the first full one to end: beyond it, unread terms may come in between."""
    last = min((terms[-1] for terms in waiting if len(terms) == size), default=None)
    return [terms[:] if last is None else terms[: bisect_right(terms, last)] for terms in waiting]


def _union(dictionaries: Sequence[list[bytes]], firsts: tuple[int, ...]) -> TermSlice:
    every = [term for terms in dictionaries for term in terms]
    order = sorted(range(len(every)), key=every.__getitem__)  # merges the runs that it finds
    in_order = [every[place] for place in order]
    is_new = np.fromiter(map(ne, in_order, chain((None,), in_order)), bool, len(every))
    places = np.empty(len(every), np.int64)
    places[order] = np.cumsum(is_new) - 1
    ends = np.cumsum([len(terms) for terms in dictionaries])
    return TermSlice(list(compress(in_order, is_new.tolist())), firsts, tuple(np.split(places, ends[:-1])))
