"""Stem fields without postings of their own.

The stem of a word depends on the word and the language alone, so the postings of `body_id:pasok` are those of the
exact words whose Indonesian stem it is (memasok, pasokan, ...), in the segment's Indonesian documents. What is written
is which words these are, by language: the stems in a dictionary, and for each the ordinals of its words in the exact
field (`NAME.words`; how many, less one, in `NAME.counts`). Languages that only fold need not even that. What stands in
a stem field but is not the stem of an exact token (whole words with hyphens, cased terms) has postings of its own, of
all languages together, in `NAME.more`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search.engines.whoosh.codec.byte_order import byte_order
from search.engines.whoosh.codec.container import Array, Container, ContainerWriter
from search.engines.whoosh.codec.dictionary import TermDictionary, write_dictionary
from search.engines.whoosh.codec.own_words import of_few
from search.engines.whoosh.codec.planes import Plane, write_plane
from search.engines.whoosh.codec.postings import FieldPostings

_ORDINAL_BITS = 32
_BLOCK = 64  # stems of which one start is held: of each one, they would take more memory than all else of a segment


def words_by_language(postings: FieldPostings, language_of: Array, languages: int) -> list[Array]:
    """For each language the ordinals, rising, of the terms that its documents hold.

    `language_of` is (documents,): the number of each document's language.
    """
    if languages == 1:
        return [np.arange(len(postings.terms))]
    terms = np.repeat(np.arange(len(postings.terms)), np.diff(postings.starts))
    held = np.zeros((languages, len(postings.terms)), bool)
    held[language_of[postings.documents], terms] = True
    return [np.flatnonzero(row) for row in held]


def write_stems(writer: ContainerWriter, name: str, ordinals: Array, stems: Array, words: Sequence[bytes]) -> None:
    """Write the stem field `name`: the words of `ordinals` (n,), rising, have the `stems` (n,), numbers in `words`."""
    own = of_few(stems, words)
    if own is not None:
        stems, words = own.terms, own.words
    counts = np.bincount(stems)
    numbers = np.flatnonzero(counts)
    terms = [words[number] for number in numbers.tolist()]
    in_order = byte_order(terms)
    numbers = numbers[in_order]
    ranks = np.zeros(len(counts), np.int64)
    ranks[numbers] = np.arange(len(numbers)) << _ORDINAL_BITS
    rows = ranks[stems] | ordinals
    rows.sort()
    write_dictionary(writer, name, [terms[place] for place in in_order.tolist()])
    write_plane(writer, f"{name}.counts", counts[numbers] - 1)
    write_plane(writer, f"{name}.words", rows & ((1 << _ORDINAL_BITS) - 1))


class Stems:
    """The stems of one language in one text field."""

    def __init__(self, container: Container, name: str) -> None:
        self.terms = TermDictionary(container, name)
        self._counts = Plane(container, f"{name}.counts")
        counts = self._counts.slice(0, len(self.terms))
        counts += np.uint32(1)
        firsts = np.arange(0, len(counts), _BLOCK)
        sums = np.add.reduceat(counts, firsts, dtype=np.int64) if len(counts) else firsts
        self._block_starts = np.cumsum(sums) - sums  # where the words of every block of stems begin
        self._words = Plane(container, f"{name}.words")

    def words(self, ordinal: int) -> list[int]:
        """The ordinals, in the exact field, of the words with this stem."""
        first = ordinal - ordinal % _BLOCK
        *before, count = self._counts.few(first, ordinal + 1)
        start = int(self._block_starts[ordinal // _BLOCK]) + sum(before) + len(before)
        return [int(word) for word in self._words.slice(start, start + count + 1)]

    def rows(self, first: int, last: int) -> tuple[Array, Array]:
        """(last - first,) int64: how many words the stems of the ordinals first to last - 1 have; and these words."""
        if first >= last:
            return np.zeros(0, np.int64), np.zeros(0, np.uint32)
        begin = first - first % _BLOCK
        counts = self._counts.slice(begin, last).astype(np.int64) + 1
        start = int(self._block_starts[first // _BLOCK]) + int(counts[: first - begin].sum())
        counts = counts[first - begin :]
        return counts, self._words.slice(start, start + int(counts.sum()))
