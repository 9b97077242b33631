"""From tokens in reading order to postings in term order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from search.engines.whoosh.codec.byte_order import byte_order
from search.engines.whoosh.codec.container import Array
from search.engines.whoosh.codec.occurrences import MAX_POSITION, POSITION_BITS, Occurrences
from search.engines.whoosh.codec.own_words import of_few
from search.engines.whoosh.codec.postings import FieldPostings
from search.engines.whoosh.codec.runs import distinct, is_first
from search.engines.whoosh.codec.terms import Terms

_KEY_BITS = 64


@dataclass(frozen=True, slots=True)
class Inverted:
    """Postings, and which numbers their terms had: (terms,) int64."""

    postings: FieldPostings
    numbers: Array


def inverted(found: Occurrences, words: Sequence[bytes]) -> Inverted:
    """The postings of `found`, whose terms are numbers in `words`.

    One sort does it: of 64-bit keys made of the rank of the term in byte order, document and position. A term that is
    twice at one place counts once. Documents take as many bits as they need, ranks what is left: 2^28 terms in 2^14
    documents, 2^22 in 2^20. Raises ValueError where there are more.
    """
    own = of_few(found.terms, words)
    if own is not None:
        few = inverted(Occurrences(terms=own.terms, places=found.places), own.words)
        return Inverted(few.postings, own.numbers[few.numbers])
    document_bits = (int(found.places.max(initial=0)) >> POSITION_BITS).bit_length()
    rank_bits = _KEY_BITS - POSITION_BITS - document_bits
    numbers = np.flatnonzero(np.bincount(found.terms)) if len(found.terms) else found.terms
    terms = [words[number] for number in numbers.tolist()]
    if len(terms) > 1 << rank_bits:
        raise ValueError(f"{len(terms)} terms in a segment of 2^{document_bits} documents: write fewer at once")
    in_order = byte_order(terms)
    numbers = numbers[in_order]
    ranks = np.zeros(len(words), np.int64)
    ranks[numbers] = np.arange(len(numbers)) << (_KEY_BITS - rank_bits)
    keys = _keys(ranks.take(found.terms), found.places)
    in_order_terms = Terms.of([terms[place] for place in in_order.tolist()])
    return Inverted(_postings(in_order_terms, keys, document_bits), numbers)


def _keys(ranks: Array, places: Array) -> Array:
    """(n,) uint64, rising and unique."""
    ranks |= places
    return distinct(ranks.view(np.uint64))


def _postings(terms: Terms, keys: Array, document_bits: int) -> FieldPostings:
    """The postings of `keys` (n,), in which a document takes so many bits."""
    pairs = keys >> np.uint64(POSITION_BITS)
    firsts = np.flatnonzero(is_first(pairs))
    pairs = pairs[firsts]
    return FieldPostings(
        terms=terms,
        starts=np.append(np.flatnonzero(is_first(pairs >> np.uint64(document_bits))), len(pairs)),
        documents=(pairs & np.uint64((1 << document_bits) - 1)).astype(np.uint32),
        frequencies=np.diff(firsts, append=len(keys)).astype(np.uint32),
        positions=(keys & np.uint64(MAX_POSITION)).astype(np.uint32),
    )
