"""Which terms of a dictionary are a few edits away from a word, found in all of them at once.

Terms are unpacked by place, not one by one: byte j of every term is that of the last term before it, in its block, that
does not share it with its own predecessor. Terms in scripts of several bytes a letter are unpacked one by one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search.engines.whoosh.codec.container import Array
from search.engines.whoosh.codec.dictionary import BLOCK, TermDictionary


def within_edits(terms: TermDictionary, word: str, most: int) -> tuple[Array, Array]:
    """(n,) ordinals, ascending, and (n,) distances of the terms at most `most` edits from `word`.

    Only of those that begin with the same character. For edits see `edit_distances`.
    """
    first, last = terms.prefix_range(word[:1].encode("utf-8", "surrogatepass"))
    if not word or first == last:
        return np.zeros(0, np.int64), np.zeros(0, np.uint8)
    if not word.isascii():
        return _among(list(terms.slice(first, last)), np.arange(first, last), word, most)
    packed = terms.packed(first, last)
    ordinals, letters, lengths = packed.columns(max(1, len(word) - most), len(word) + most)
    near = _near(word, most, ordinals, letters, lengths)
    beyond = packed.beyond_ascii()
    if not len(beyond):
        return near
    is_plain = ~np.isin(near[0] // BLOCK, beyond // BLOCK)
    others = _among([terms[ordinal] for ordinal in beyond.tolist()], beyond, word, most)
    found = [np.concatenate((one[is_plain], other)) for one, other in zip(near, others, strict=True)]
    order = np.argsort(found[0])
    return found[0][order], found[1][order]


def _among(terms: Sequence[bytes], ordinals: Array, word: str, most: int) -> tuple[Array, Array]:
    """The same of these terms, at least one."""
    texts = np.array([term.decode() for term in terms])
    lengths = np.char.str_len(texts)
    kept = np.abs(lengths - len(word)) <= most
    width = texts.dtype.itemsize // 4
    letters = texts[kept].view(np.uint32).reshape(-1, width).T
    return _near(word, most, ordinals[kept], letters, lengths[kept])


def _near(word: str, most: int, ordinals: Array, letters: Array, lengths: Array) -> tuple[Array, Array]:
    distances = edit_distances(word, letters, lengths, most=most)
    kept = distances <= most
    return ordinals[kept], distances[kept]


def edit_distances(word: str, letters: Array, lengths: Array, *, most: int) -> Array:
    """(n,) uint8 optimal string alignment distances of `word` to n others; `most` + 1 for what is farther.

    Edits are a character inserted, deleted or replaced, or two neighbours swapped, no part edited twice. `letters` is
    (longest, n) code points by place, `lengths` (n,). Only the band of the table is computed that `most` edits reach.
    """
    longest, size = letters.shape
    far = np.full(size, most + 1, np.uint8)
    codes = [ord(letter) for letter in word]
    before_last: dict[int, Array] = {}
    last = {j: np.full(size, j, np.uint8) for j in range(min(most, longest) + 1)}
    for i, code in enumerate(codes, start=1):
        row: dict[int, Array] = {}
        for j in range(max(0, i - most), min(longest, i + most) + 1):
            if j == 0:
                row[0] = np.full(size, i, np.uint8)
                continue
            cost = np.minimum(row.get(j - 1, far), last.get(j, far)) + np.uint8(1)
            np.minimum(cost, last.get(j - 1, far) + (letters[j - 1] != code), out=cost)
            if j - 2 in before_last:
                swapped = (letters[j - 1] == codes[i - 2]) & (letters[j - 2] == code)
                np.minimum(cost, np.where(swapped, before_last[j - 2] + np.uint8(1), far), out=cost)
            row[j] = cost
        before_last, last = last, row
    distances = far
    for j, column in last.items():
        distances = np.where(lengths == j, np.minimum(column, far), distances)
    return distances
