"""Stretches of text without a space: found in many texts at once, and their numbers looked up without a loop.

A short stretch (nearly all are) is known by a *key* of three integers: its at most 23 bytes in UTF-8, and its length.
Keys lie in a hash table of numpy arrays, in which thousands are looked up by one indexing; what is not at its first
slot is looked for at the next ones, fewer and fewer at a time. No string is made, which is most of what a dictionary
costs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import TypeAlias

import numpy as np

from search.engines.whoosh.codec.container import Array
from search.engines.whoosh.codec.planes import ranges

MAX_BYTES = 23  # of a stretch with a key
Keys: TypeAlias = tuple[Array, Array, Array]
"""(n,) uint64 each: bytes 0 to 7, zeros behind the end; bytes 8 to 15; bytes 16 to 22, and the length."""

_WORD = 8  # bytes of an integer
_WORDS = 3
_TOO_LONG = MAX_BYTES + 1  # the length in the keys of longer stretches, of which no byte is kept
_MASKS = [  # by integer, and by length: which bits are the stretch's
    np.array([*((1 << 8 * min(max(n - first, 0), _WORD)) - 1 for n in range(_TOO_LONG)), 0], np.uint64)
    for first in range(0, MAX_BYTES, _WORD)
]
_LAST_BYTES = np.arange(_TOO_LONG + 1, dtype=np.uint64) << np.uint64(8 * (_WORD - 1))
_LOW = 0x21  # ASCII has no spaces from here on
_IS_SPACE = np.array([chr(code).isspace() for code in range(_LOW)])
_BEYOND_ASCII = [chr(code) for code in range(0x80, 0x3001) if chr(code).isspace()]  # there are none above
_FACTORS = [  # odd, with bits as if by chance: 2^64 by the golden ratio, and two that xxHash multiplies by
    np.uint64(factor) for factor in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
]
_HALF = np.uint64(32)
_MAX_STEPS = 24  # slots looked at for a key; what finds no room there is not in the table
_FIRST_ENTRIES = 1 << 12


@dataclass(frozen=True, slots=True)
class Stretches:
    """All stretches of some texts, in their order."""

    data: bytes  # all texts in UTF-8, with spaces around
    starts: Array  # (n,) int64, offsets in `data`
    lengths: Array  # (n,) int64, bytes
    counts: Array  # (texts,) int64: how many stretches each text has

    def texts(self, numbers: Array) -> list[str]:
        """The stretches at `numbers` (n,), decoded all at once with the spaces behind them."""
        chosen = np.frombuffer(self.data, np.uint8)[ranges(self.starts[numbers], self.lengths[numbers] + 1)]
        return chosen.tobytes().decode("utf-8", "surrogatepass").split()

    def keys(self, numbers: Array | slice) -> Keys:
        """The keys of the stretches at `numbers`; for long ones a key that is never found."""
        size = _WORDS * _WORD
        from_every_byte_on = np.ndarray((len(self.data) - size + 1,), f"V{size}", self.data, strides=(1,))
        lengths = np.minimum(self.lengths[numbers], _TOO_LONG)
        words = from_every_byte_on[self.starts[numbers]].view("<u8").reshape(-1, _WORDS)
        first, second, third = (words[:, i] & mask.take(lengths) for i, mask in enumerate(_MASKS))
        return first, second, third | _LAST_BYTES.take(lengths)


def cut(texts: Sequence[str]) -> Stretches:
    """What `str.split` gives, of all texts."""
    encoded = [_with_plain_spaces(text).encode("utf-8", "surrogatepass") for text in texts]
    data = b" ".join((b"", *encoded, bytes(_WORDS * _WORD)))  # room for the words of the last stretch
    codes = np.frombuffer(data, np.uint8)
    low = np.flatnonzero(codes < _LOW)
    spaces = low[_IS_SPACE[codes[low]]]
    lengths = np.diff(spaces) - 1
    is_stretch = lengths > 0
    starts = spaces[:-1][is_stretch] + 1
    ends = np.cumsum(np.fromiter(map(len, encoded), np.int64, len(encoded)) + 1)
    return Stretches(data, starts, lengths[is_stretch], np.diff(np.searchsorted(starts, ends), prepend=0))


def _with_plain_spaces(text: str) -> str:
    """The text with ASCII spaces in place of all others."""
    if not text.isascii():
        for space in _BEYOND_ASCII:
            text = text.replace(space, " ")
    return text


class KeyTable:
    """Numbers by key, in a hash table of which at most half of the slots are taken."""

    def __init__(self) -> None:
        self._entries = 1  # the first stands for none: no key is (0, 0, 0)
        self._keys = [np.zeros(_FIRST_ENTRIES, np.uint64) for _ in _MASKS]
        self._numbers = np.full(_FIRST_ENTRIES, -1, np.int32)
        self._slots = np.zeros(2 * _FIRST_ENTRIES, np.int32)  # which entry is there

    def __len__(self) -> int:
        return self._entries - 1

    def find(self, keys: Keys) -> Array:
        """(n,) int32: the numbers of the keys; -1 where there is none."""
        return self._find(keys, self._first_slots(keys), step=1)

    def add(self, keys: Keys, numbers: Array) -> Array:
        """Take in keys (n,) of short stretches, all different and not there yet; (n,) bool: which found no room."""
        while self._entries + len(numbers) > len(self._numbers):
            self._grow()
        entries = np.arange(self._entries, self._entries + len(numbers), dtype=np.int32)
        self._entries += len(numbers)
        self._numbers[entries] = numbers
        for column, words in zip(self._keys, keys, strict=True):
            column[entries] = words
        return np.isin(entries, self._place(entries[::-1]))

    def _find(self, keys: Keys, slots: Array, *, step: int) -> Array:
        entries = self._slots.take(slots).astype(np.intp)
        is_same = reduce(and_, (column.take(entries) == words for column, words in zip(self._keys, keys, strict=True)))
        found = np.where(is_same, self._numbers.take(entries), -1)
        left = np.flatnonzero(~is_same & (entries > 0))
        if len(left) and step < _MAX_STEPS:
            first, second, third = keys
            found[left] = self._find(
                (first[left], second[left], third[left]), self._next(slots[left], step), step=step + 1
            )
        return found

    def _place(self, entries: Array) -> Array:
        """Give each entry a slot; the entries that found none.

        Of those that want the same slot the last gets it. So they come latest first: what was met early is frequent.
        """
        first, second, third = self._keys
        slots = self._first_slots((first[entries], second[entries], third[entries]))
        for step in range(1, _MAX_STEPS + 1):
            is_free = self._slots[slots] == 0
            self._slots[slots[is_free]] = entries[is_free]
            is_left = self._slots[slots] != entries
            entries, slots = entries[is_left], self._next(slots[is_left], step)
        return entries

    def _first_slots(self, keys: Keys) -> Array:
        mixed = keys[0] * _FACTORS[0]
        for words, factor in zip(keys[1:], _FACTORS[1:], strict=True):
            mixed ^= mixed >> _HALF
            mixed += words
            mixed *= factor
        mixed ^= mixed >> _HALF
        mixed *= _FACTORS[0]
        bits = len(self._slots).bit_length() - 1
        return (mixed >> np.uint64(64 - bits)).astype(np.int64)

    def _next(self, slots: Array, step: int) -> Array:
        """Where to look after so many steps: farther and farther away."""
        return (slots + step) & (len(self._slots) - 1)

    def _grow(self) -> None:
        size = 2 * len(self._numbers)
        self._keys = [np.resize(column, size) for column in self._keys]
        self._numbers = np.resize(self._numbers, size)
        self._slots = np.zeros(2 * size, np.int32)
        self._place(np.arange(self._entries - 1, 0, -1, dtype=np.int32))
