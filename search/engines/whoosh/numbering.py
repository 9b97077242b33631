"""Numbers for the values of a column over all segments of a snapshot, so that counts of segments add up.

Every segment numbers its values for itself (*ordinals*, in byte order). The first segment's ordinals are the numbers;
each segment after it brings in new ones for the values that no segment before has. Equal values are found by 64-bit
hashes, keyed anew in every process: that two of a million different values share one happens once in ten million
processes. Those of a whole dictionary are made at once from its packed form. Texts stay in the segment files until
they are shown.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from search.engines.whoosh.codec.container import Array
from search.engines.whoosh.codec.runs import is_first
from search.engines.whoosh.codec.values import Values
from search.engines.whoosh.matches import Numbers

_Hashes: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.uint64]]"
_MAX_REMEMBERED = 10_000  # texts of values that were shown
_FEW = 64  # values whose texts are sooner compared than all values are looked through
_LONGEST = 64  # bytes of a value; longer ones are hashed one by one
_HASHED_AT_ONCE = 16_384
_KEYS = np.random.default_rng().integers(0, 2**64, _LONGEST // 8 + 1, dtype=np.uint64)  # of eight bytes each, of length


class Numbering:
    """Numbers from 0 to `len` - 1 for the values of `parts`, a column's values by segment. Unchanging."""

    def __init__(self, parts: Sequence[Values] = (), *, begun: Numbering | None = None) -> None:
        """`begun` spares numbering anew what it has numbered, as far as its first parts are the first of `parts`."""
        self.parts: tuple[Values, ...] = ()
        self._of_part: tuple[Numbers | None, ...] = ()  # by ordinal; None: the ordinals themselves
        self._brought: tuple[Numbers | None, ...] = ()  # ordinals of the values that each part brought in; None: all
        self._firsts: list[int] = []  # the first number of those
        self._size = 0
        self._hashes: _Hashes = np.zeros(0, np.uint64)  # of all values, rising
        self._by_hash: Numbers = np.zeros(0, np.int32)  # the numbers of these
        self._shown: dict[int, tuple[str, str]] = {}  # texts and labels by number
        if begun is not None:
            self._take_over(begun, _alike(begun.parts, parts))
        if len(self.parts) < len(parts):
            self._add(parts[len(self.parts) :])

    def __len__(self) -> int:
        return self._size

    def size_of(self, parts: int) -> int:
        """How many values the first so many parts have: those of the numbers below that."""
        return self._firsts[parts] if parts < len(self.parts) else self._size

    def of_part(self, place: int) -> Numbers:
        """(values of the part,) the numbers of its values, by ordinal."""
        numbers = self._of_part[place]
        return np.arange(len(self.parts[place].values), dtype=np.int32) if numbers is None else numbers

    def numbers_of(self, place: int, ordinals: Array) -> Array:
        """The numbers of ordinals (n,) of a part."""
        numbers = self._of_part[place]
        return ordinals if numbers is None else numbers[ordinals]

    def get(self, value: str) -> int | None:
        """The number of a value; None if no segment has it."""
        encoded = value.encode("utf-8", "surrogatepass")
        for place, part in enumerate(self.parts):
            ordinal = part.values.find(encoded)
            if ordinal >= 0:
                numbers = self._of_part[place]
                return ordinal if numbers is None else int(numbers[ordinal])
        return None

    def value(self, number: int) -> str:
        """The value of this number."""
        return self._texts(number)[0]

    def label(self, number: int) -> str:
        """What an article calls it."""
        return self._texts(number)[1]

    def least(self, numbers: Numbers, count: int) -> list[int]:
        """Of different numbers (n,) the `count` whose values come first, in order."""
        if len(self.parts) > 1 and len(numbers) > max(count, _FEW):
            numbers = self._first_of_each_part(numbers, count)
        if len(self.parts) == 1:
            return np.sort(numbers)[:count].tolist()  # type: ignore[no-any-return]
        return sorted(numbers.tolist(), key=self.value)[:count]

    def _first_of_each_part(self, numbers: Numbers, count: int) -> Numbers:
        """Those that are among the first `count` in a part: the first of all are, in every part that has them."""
        is_wanted = np.zeros(self._size, np.bool_)
        is_wanted[numbers] = True
        firsts = []
        for place in range(len(self.parts)):
            of_part = self.of_part(place)
            firsts.append(of_part[np.flatnonzero(is_wanted[of_part])[:count]])
        return np.unique(np.concatenate(firsts))

    def _texts(self, number: int) -> tuple[str, str]:
        known = self._shown.get(number)
        if known is None:
            place = bisect_right(self._firsts, number) - 1
            brought = self._brought[place]
            within = number - self._firsts[place]
            ordinal = within if brought is None else int(brought[within])
            part = self.parts[place]
            value = part.values[ordinal].decode()
            known = (value, part.labels[ordinal].decode() or value)
            if len(self._shown) >= _MAX_REMEMBERED:
                self._shown.clear()
            self._shown[number] = known
        return known

    def _take_over(self, begun: Numbering, count: int) -> None:
        """Number the first parts as `begun` does."""
        self.parts, self._of_part, self._brought = begun.parts[:count], begun._of_part[:count], begun._brought[:count]
        self._firsts = begun._firsts[:count]
        self._hashes, self._by_hash, self._size = begun._hashes, begun._by_hash, begun._size
        if count < len(begun.parts):
            self._size = begun._firsts[count]
            kept = self._by_hash < self._size
            self._hashes, self._by_hash = self._hashes[kept], self._by_hash[kept]

    def _add(self, parts: Sequence[Values]) -> None:
        hashes = [_hashes_of(part) for part in parts]
        numbers = self._numbered(np.concatenate(hashes))
        first = 0
        for part, own in zip(parts, hashes, strict=True):
            of_part = numbers[first : first + len(own)]
            brought = np.flatnonzero(of_part >= self._size).astype(np.int32)
            is_first_part = not self.parts
            self.parts = (*self.parts, part)
            self._of_part = (*self._of_part, None if is_first_part else of_part.copy())
            self._brought = (*self._brought, None if is_first_part else brought)
            self._firsts.append(self._size)
            self._size += len(brought)
            first += len(own)

    def _numbered(self, hashes: _Hashes) -> Numbers:
        """The numbers of values (n,), those that are new in the order in which they first come; these are noted."""
        order = np.argsort(hashes)
        in_order = hashes[order]
        firsts = np.flatnonzero(is_first(in_order))
        distinct = in_order[firsts]
        places = np.searchsorted(self._hashes, distinct)
        is_known = np.zeros(len(distinct), np.bool_)
        within = places < len(self._hashes)
        is_known[within] = self._hashes[places[within]] == distinct[within]
        earliest = np.minimum.reduceat(order, firsts)[~is_known] if len(firsts) else order
        numbers = np.empty(len(distinct), np.int32)
        numbers[is_known] = self._by_hash[places[is_known]]
        numbers[~is_known] = self._size + _ranks(earliest, len(hashes))
        self._hashes = np.insert(self._hashes, places[~is_known], distinct[~is_known])
        self._by_hash = np.insert(self._by_hash, places[~is_known], numbers[~is_known])
        found = np.empty(len(hashes), np.int32)
        found[order] = np.repeat(numbers, np.diff(firsts, append=len(hashes)))
        return found


def _alike(parts: Sequence[Values], others: Sequence[Values]) -> int:
    """How many of both are the same from the first on."""
    pairs = enumerate(zip(parts, others, strict=False))
    return next((place for place, (one, other) in pairs if one is not other), min(len(parts), len(others)))


def _ranks(places: Array, size: int) -> Array:
    """(n,) how many of the places, which differ and are below `size`, are below each."""
    is_one = np.zeros(size, np.bool_)
    is_one[places] = True
    ranks: Array = np.cumsum(is_one)[places] - 1
    return ranks


def _hashes_of(part: Values) -> _Hashes:
    """(values,) by ordinal."""
    values, size = part.values, len(part.values)
    found = np.zeros(size, np.uint64)
    for first in range(0, size, _HASHED_AT_ONCE):
        last = min(first + _HASHED_AT_ONCE, size)
        packed = values.packed(first, last)
        lengths = packed.lengths
        width = min(-(-int(lengths.max()) // 8) * 8, _LONGEST)
        found[first:last] = _hashed(packed.padded(width).view(np.uint64), lengths)
        for ordinal in (np.flatnonzero(lengths > _LONGEST) + first).tolist():
            found[ordinal] = hash(values[ordinal]) % 2**64
    return found


def _hashed(words: Array, lengths: Array) -> _Hashes:
    """(n,) a hash of each text, a row of uint64 and a number of bytes; zeros at the end of a row do not change it."""
    sums = _mixed(lengths.astype(np.uint64) ^ _KEYS[-1])
    for column, key, nothing in zip(words.T, _KEYS, _NOTHING, strict=False):
        sums += _mixed(column ^ key) - nothing
    return sums


def _mixed(numbers: Array) -> Array:
    """The numbers (n,) uint64 stirred up as SplitMix64 does."""
    numbers ^= numbers >> np.uint64(30)
    numbers *= np.uint64(0xBF58476D1CE4E5B9)
    numbers ^= numbers >> np.uint64(27)
    numbers *= np.uint64(0x94D049BB133111EB)
    numbers ^= numbers >> np.uint64(31)
    return numbers


_NOTHING = _mixed(_KEYS.copy())
