"""Numbers for the values of a column over all segments of a snapshot, so that counts of segments add up.

Every segment numbers its values for itself (*ordinals*, in byte order). The first segment's ordinals are the numbers;
each segment after it brings in new ones for the values that no segment before has. Equal values are found by 64-bit
hashes, keyed anew in every process: that two of a million different values share one happens once in ten million
processes. Texts stay in the segment files until they are shown.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import TypeAlias

import numpy as np

from search.engines.whoosh.codec.container import Array
from search.engines.whoosh.codec.values import Values
from search.engines.whoosh.matches import Numbers

_Hashes: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.int64]]"
_MAX_REMEMBERED = 10_000  # texts of values that were shown


class Numbering:
    """Numbers from 0 to `len` - 1 for the values of `parts`, a column's values by segment. Unchanging."""

    def __init__(self, parts: Sequence[Values] = (), *, begun: Numbering | None = None) -> None:
        """`begun` spares numbering anew what it has numbered, if its parts are the first of `parts`."""
        self.parts: tuple[Values, ...] = ()
        self._of_part: tuple[Numbers | None, ...] = ()  # by ordinal; None: the ordinals themselves
        self._brought: tuple[Numbers | None, ...] = ()  # ordinals of the values that each part brought in; None: all
        self._firsts: list[int] = []  # the first number of those
        self._size = 0
        self._by_hash: tuple[_Hashes, Numbers] | None = None  # all values' hashes, rising, and their numbers
        if begun is not None and 0 < len(begun.parts) <= len(parts) and _are_same(begun.parts, parts):
            self._take_over(begun)
        for part in parts[len(self.parts) :]:
            self._add(part)

    def __len__(self) -> int:
        return self._size

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
        if len(self.parts) > 1 and len(numbers) > count:
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

    @cached_property
    def _shown(self) -> dict[int, tuple[str, str]]:
        return {}

    def _take_over(self, begun: Numbering) -> None:
        self.parts, self._of_part, self._brought = begun.parts, begun._of_part, begun._brought
        self._firsts, self._size, self._by_hash = list(begun._firsts), begun._size, begun._by_hash

    def _add(self, part: Values) -> None:
        numbers: Numbers | None = None
        brought: Numbers | None = None
        first = self._size
        if self.parts:
            numbers, brought = self._numbered(part)
        self._size += len(part.values) if brought is None else len(brought)
        self.parts = (*self.parts, part)
        self._of_part = (*self._of_part, numbers)
        self._brought = (*self._brought, brought)
        self._firsts.append(first)

    def _numbered(self, part: Values) -> tuple[Numbers, Numbers]:
        """The numbers of a part's values, and the ordinals of those that are new."""
        known, known_numbers = self._by_hash or _sorted_hashes(self.parts[0])
        hashes = _hashes(part)
        places = np.searchsorted(known, hashes)
        within = np.minimum(places, max(len(known) - 1, 0))
        is_new = known[within] != hashes if len(known) else np.ones(len(hashes), np.bool_)
        brought = np.flatnonzero(is_new).astype(np.int32)
        numbers = np.empty(len(hashes), np.int32)
        numbers[~is_new] = known_numbers[within[~is_new]]
        numbers[brought] = np.arange(self._size, self._size + len(brought), dtype=np.int32)
        order = brought[np.argsort(hashes[brought])]
        self._by_hash = (
            np.insert(known, places[order], hashes[order]),
            np.insert(known_numbers, places[order], numbers[order]),
        )
        return numbers, brought


def _are_same(parts: Sequence[Values], others: Sequence[Values]) -> bool:
    return all(one is other for one, other in zip(parts, others, strict=False))


def _hashes(part: Values) -> _Hashes:
    size = len(part.values)
    return np.fromiter(map(hash, part.values.slice(0, size)), np.int64, size)


def _sorted_hashes(part: Values) -> tuple[_Hashes, Numbers]:
    hashes = _hashes(part)
    order = np.argsort(hashes)
    return hashes[order], order.astype(np.int32)
