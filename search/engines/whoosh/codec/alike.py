"""Which terms of some dictionaries are a few edits away from a word, found in all of them at once.

Front-coded terms are a trie as they are stored: a term that shares no more than j bytes with the one before begins a
node of level j, and its byte j is the node's. All terms are walked through level by level. A column of the table of
edit distances is computed once for a node, not for each of its terms, and nodes with too many edits are left behind
with all that is under them: nearly everything after five or six letters. No term is unpacked for it; only those that go
on with a byte beyond ASCII are set aside, and walked through as code points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from search.engines.whoosh.codec.container import Array
from search.engines.whoosh.codec.dictionary import TermDictionary

_ASCII = 0x80
_NO_LETTER = 0x110000
_NONE: Array = np.zeros(0, np.int64)


def within_edits(dictionaries: Sequence[TermDictionary], word: str, most: int) -> list[tuple[Array, Array]]:
    """Of each dictionary (n,) ordinals, ascending, and (n,) distances of its terms at most `most` edits from `word`.

    Only of those that begin with the same character. Edits are a character inserted, deleted or replaced, or two
    neighbours swapped, no part edited twice (optimal string alignment).
    """
    beginning = word[:1].encode("utf-8", "surrogatepass")
    ranges = [terms.prefix_range(beginning) if word else (0, 0) for terms in dictionaries]
    bases = np.cumsum([0, *(last - first for first, last in ranges)])  # numbers go through all ranges
    numbers, distances, aside = _NONE, _NONE, np.arange(bases[-1])
    if len(aside) and word[0].isascii():
        numbers, distances, aside = _walk(_stored(dictionaries, ranges), word, most)
    if len(aside):
        among, others, _ = _walk(_spelt(_terms(dictionaries, ranges, aside)), word, most)
        numbers, distances = np.append(numbers, aside[among]), np.append(distances, others)
    order = np.argsort(numbers)
    numbers, distances = numbers[order], distances[order]
    edges = np.searchsorted(numbers, bases).tolist()
    return [
        (numbers[begin:end] - base + first, distances[begin:end])
        for begin, end, base, (first, _) in zip(edges, edges[1:], bases.tolist(), ranges, strict=False)
    ]


def _terms(dictionaries: Sequence[TermDictionary], ranges: Sequence[tuple[int, int]], numbers: Array) -> list[bytes]:
    """The terms of these numbers, ascending, among all in the ranges."""
    bases = np.cumsum([0, *(last - first for first, last in ranges)])
    if len(numbers) == bases[-1]:
        return [term for terms, span in zip(dictionaries, ranges, strict=True) for term in terms.slice(*span)]
    places = np.searchsorted(bases, numbers, side="right") - 1
    ordinals = numbers - bases[places] + np.array(ranges)[places, 0]
    return [dictionaries[place][ordinal] for place, ordinal in zip(places.tolist(), ordinals.tolist(), strict=True)]


@dataclass(frozen=True, slots=True)
class _Words:
    """Words in ascending order, or several such lists one behind the other, that all begin with the same character."""

    shared: Array  # (n,) letters that a word has in common with the one before it, or fewer
    lengths: Array  # (n,) letters
    starts: Array  # (n,) int64: letter j of a word, if it is not shared, is letters[starts + j]
    letters: Array  # uint32: code points; or uint8: bytes, of which those beyond ASCII are no letters


def _stored(dictionaries: Sequence[TermDictionary], ranges: Sequence[tuple[int, int]]) -> _Words:
    """The terms of these ordinals, at least one, as they are stored."""
    spans = [(terms, *span) for terms, span in zip(dictionaries, ranges, strict=True) if span[0] < span[1]]
    packed = [terms.packed(first, last) for terms, first, last in spans]
    bases = np.cumsum([0, *(len(part.data) for part in packed)]).tolist()
    own = [slice(part.first - part.begin, None) for part in packed]
    shared = np.concatenate([part.shared[meant] for part, meant in zip(packed, own, strict=True)])
    rests = np.concatenate([part.rests[meant] for part, meant in zip(packed, own, strict=True)])
    starts = [part.starts[meant] + base for part, meant, base in zip(packed, own, bases, strict=False)]
    letters = np.concatenate([part.data for part in packed])
    return _Words(shared, shared + rests, np.concatenate(starts) - shared, letters)


def _spelt(terms: Sequence[bytes]) -> _Words:
    """The terms as code points, as if none had a letter in common with the one before."""
    texts = [term.decode() for term in terms]
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    letters = np.frombuffer("".join(texts).encode("utf-32-le"), "<u4")
    return _Words(np.zeros_like(lengths), lengths, np.cumsum(lengths) - lengths, letters)


def _walk(words: _Words, word: str, most: int) -> tuple[Array, Array, Array]:
    """(n,) numbers and (n,) distances of the words that are near, and (m,) rising numbers of those set aside."""
    near, distances, aside = [_NONE], [_NONE], [_NONE]
    numbers, shared = np.arange(len(words.shared)), words.shared  # of the words that are still in question
    table, is_open = _Table.of(word, most), np.ones(1, np.bool_)
    for level in range(len(word) + most):
        firsts = np.flatnonzero(shared <= level)  # a node of this level begins with each of these words
        parents = np.maximum(np.cumsum(shared.take(firsts) < level) - 1, 0)
        sizes = np.diff(firsts, append=len(shared))
        own = numbers.take(firsts)
        letters = words.letters.take(words.starts.take(own) + level, mode="clip")
        table = table.next(np.flatnonzero(is_open).take(parents), letters)
        left = words.lengths.take(own) - level  # letters of the first word from this one on; none if it ended before
        is_open = (left > 0) & table.may_be_near()
        if words.letters.itemsize == 1 and (letters >= _ASCII).any():
            is_beyond = (left > 0) & (letters >= _ASCII)  # the node before may be near, of this one nothing is known
            aside.append(numbers[np.repeat(is_beyond, sizes)])
            is_open &= ~is_beyond
        is_near = is_open & (left == 1) & (table.distances() <= most)
        near.append(own[is_near])
        distances.append(table.distances()[is_near])
        kept = np.flatnonzero(np.repeat(is_open, sizes))
        if not len(kept):
            break
        numbers, shared = numbers.take(kept), shared.take(kept)
    return np.concatenate(near), np.concatenate(distances), np.sort(np.concatenate(aside))


@dataclass(frozen=True, slots=True)
class _Table:
    """The last column of the table of edit distances, of each of n nodes of one level j.

    Of a column only the rows are kept that can be near: row k is the distance of the first j - most + k letters of the
    word to the j letters of the node, `most` + 1 if it is more.
    """

    codes: Array  # uint32: the letters of the word, with some around that are none
    most: int
    level: int
    letters: Array  # (n,) the last of each node
    column: Array  # (2 * most + 1, n) uint8
    before: Array  # the column before it

    @classmethod
    def of(cls, word: str, most: int) -> _Table:
        """The table of the one node that has no letters."""
        around = [_NO_LETTER] * (2 * most + 1)
        codes = np.array([*around, *map(ord, word), *around], np.uint32)
        column = np.array([most + 1] * most + [*range(most + 1)], np.uint8)[:, None]
        return cls(codes, most, 0, codes[:1], column, np.full_like(column, most + 1))

    def next(self, parents: Array, letters: Array) -> _Table:
        """The tables of nodes (m,) that have a letter more than these."""
        one = np.uint8(1)
        first = self.level + self.most + 1  # in `codes`, of the letter of the first row
        expected = self.codes[first : first + len(self.column), None]
        expected_before = self.codes[first - 1 : first - 1 + len(self.column), None]
        last = self.column.take(parents, axis=1)
        column = last + (letters != expected)
        np.minimum(column[:-1], last[1:] + one, out=column[:-1])
        is_swapped = (letters == expected_before) & (self.letters.take(parents) == expected)
        np.minimum(column, np.where(is_swapped, self.before.take(parents, axis=1) + one, column), out=column)
        for row, above in zip(column[1:], column[:-1], strict=True):
            np.minimum(row, above + one, out=row)
        np.minimum(column, np.uint8(self.most + 1), out=column)
        return _Table(self.codes, self.most, self.level + 1, letters, column, last)

    def may_be_near(self) -> Array:
        """(n,) whether words under the node may be near."""
        may_be: Array = self.column.min(axis=0) <= self.most
        return may_be

    def distances(self) -> Array:
        """(n,) how far the letters of the node are from the word."""
        length = len(self.codes) - 2 * len(self.column)
        row = length - self.level + self.most
        return self.column[row] if 0 <= row < len(self.column) else np.full(len(self.letters), self.most + 1, np.uint8)
