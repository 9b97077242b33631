"""From tokens in reading order to postings in term order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from search.engines.whoosh.codec.byte_order import byte_order
from search.engines.whoosh.codec.container import Array
from search.engines.whoosh.codec.lexicon import Occurrences
from search.engines.whoosh.codec.postings import FieldPostings

_POSITION_BITS = 22
_DOCUMENT_BITS = 18
MAX_POSITION = (1 << _POSITION_BITS) - 1
MAX_DOCUMENTS = 1 << _DOCUMENT_BITS


@dataclass(frozen=True, slots=True)
class Inverted:
    """Postings, and which numbers their terms had: (terms,) int64."""

    postings: FieldPostings
    numbers: Array


def inverted(found: Occurrences, words: Sequence[bytes]) -> Inverted:
    """The postings of `found`, whose terms are numbers in `words`.

    One sort does it: of 64-bit keys made of the rank of the term in byte order, document and position. A term that is
    twice at one place counts once. Positions beyond MAX_POSITION stay at it: who writes four million words is not
    searched for phrases at their end.
    """
    numbers = np.flatnonzero(np.bincount(found.terms)) if len(found.terms) else found.terms
    numbers = numbers[byte_order([words[number] for number in numbers.tolist()])]
    rank = np.zeros(len(words), np.int64)
    rank[numbers] = np.arange(len(numbers))
    keys = _keys(rank[found.terms], found.documents, found.positions)
    return Inverted(_postings([words[number] for number in numbers.tolist()], keys), numbers)


def _keys(ranks: Array, documents: Array, positions: Array) -> Array:
    """(n,) uint64, rising and unique."""
    keys = (ranks << _DOCUMENT_BITS | documents) << _POSITION_BITS | np.minimum(positions, MAX_POSITION)
    sorted_keys = np.sort(keys.view(np.uint64))
    return sorted_keys[_is_first(sorted_keys)]


def _postings(terms: Sequence[bytes], keys: Array) -> FieldPostings:
    pairs = keys >> np.uint64(_POSITION_BITS)
    firsts = np.flatnonzero(_is_first(pairs))
    pairs = pairs[firsts]
    ranks = (pairs >> np.uint64(_DOCUMENT_BITS)).astype(np.int64)
    return FieldPostings(
        terms=terms,
        starts=np.searchsorted(ranks, np.arange(len(terms) + 1)).astype(np.int64),
        documents=(pairs & np.uint64(MAX_DOCUMENTS - 1)).astype(np.uint32),
        frequencies=np.diff(np.append(firsts, len(keys))).astype(np.uint32),
        positions=(keys & np.uint64(MAX_POSITION)).astype(np.uint32),
    )


def _is_first(values: Array) -> Array:
    """(n,) bool: whether a value differs from the one before it."""
    different = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=different[1:])
    return different
