"""Arrays of small integers in few bits each, any slice of which decodes without a loop.

A plane keeps the low `width` bits (2 to 32) of every value: up to 8 of them packed in the array `NAME.low`, those above
packed in `NAME.high`. What does not fit is an exception: its index is in `NAME.at` (ascending), what is left of it in
`NAME.over`. Packed parts lie little end first: value i of a 2-bit part is in byte i // 4, at bit 2 * (i % 4). Arrays
that would be empty are not written: small segments would be made of little else.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

import numpy as np

from search.engines.whoosh.codec.container import Array, Container, ContainerWriter
from search.engines.whoosh.codec.spool import Spool

WIDTHS = (2, 4, 8, 10, 12, 16, 24, 32)
_EXCEPTION_BYTES = 8
_EMPTY: Array = np.zeros(0, np.uint8)
_IN_BYTE = {  # the values in each byte of a part of so many bits
    bits: [tuple(byte >> shift & (1 << bits) - 1 for shift in range(0, 8, bits)) for byte in range(256)]
    for bits in (2, 4)
}
_UNPACKED = {  # the same, the values of a byte side by side as one number, so that all bytes are looked up at once
    bits: np.array(in_byte, np.uint8).view(f"u{8 // bits}").reshape(-1) for bits, in_byte in _IN_BYTE.items()
}
_MANY_PIECES = 256  # of which np.repeat is the slower
_SHIFTS = {2: (2, 3, 1), 4: (1, 1, 2)}  # of an index: to its byte; its place in there, and to the bits of that


class PlaneWriter:
    """Gathers the values of a plane, integers from 0 to 2^32 - 1, and then writes them.

    In `width` bits each, by default in those that take the fewest bytes, exceptions included.
    """

    def __init__(self, spool: Spool, *, width: int | None = None) -> None:
        self._spool = spool
        self._widths = WIDTHS if width is None else (width,)
        self._beyond = np.zeros(len(self._widths), np.int64)  # how many values do not fit a width

    def add(self, values: Array) -> None:
        """Append `values` (n,)."""
        if len(values):
            small = self._spool.add(values)
            self._beyond += [_count_beyond(small, width) for width in self._widths]

    def write(self, writer: ContainerWriter, name: str) -> None:
        """Write the plane."""
        writer.properties[f"{name}.items"] = len(self._spool)
        writer.properties[f"{name}.width"] = self._widths[0]
        if not len(self._spool):
            return
        parts = self._spool.parts
        best = int(np.argmin(len(self._spool) * np.array(self._widths) / 8 + self._beyond * _EXCEPTION_BYTES))
        width = self._widths[best]
        writer.properties[f"{name}.width"] = width
        writer.add_parts(f"{name}.low", np.uint8, (_pack(part, min(width, 8)) for part in parts()))
        if width > 8:
            kind = np.dtype("<u2" if width - 8 == 16 else np.uint8)
            writer.add_parts(f"{name}.high", kind, (_pack(part >> np.uint32(8), width - 8) for part in parts()))
        if self._beyond[best]:
            writer.add_parts(f"{name}.at", np.uint32, self._exceptions(width))
            writer.add_parts(f"{name}.over", np.uint32, (over[over > 0] for over in self._over(width)))

    def _exceptions(self, width: int) -> Iterator[Array]:
        before = 0
        for part in self._over(width):
            yield np.flatnonzero(part > 0) + before
            before += len(part)

    def _over(self, width: int) -> Iterator[Array]:
        """What is left of every value, part by part."""
        return (part >> np.uint32(width) for part in self._spool.parts())


def write_plane(writer: ContainerWriter, name: str, values: Array, *, width: int | None = None) -> None:
    """Write `values` (n,), integers from 0 to 2^32 - 1, in `width` bits each, by default in the best."""
    plane = PlaneWriter(Spool(), width=width)
    plane.add(values)
    plane.write(writer, name)


def _count_beyond(values: Array, width: int) -> int:
    """How many of the values (n,), of an unsigned type, take more than `width` bits."""
    if width >= values.dtype.itemsize * 8:
        return 0
    return int(np.count_nonzero(values >> values.dtype.type(width)))


def _pack(values: Array, bits: int) -> Array:
    """The low `bits` of each value, packed."""
    if bits == 24:
        return values.astype("<u4").view(np.uint8).reshape(-1, 4)[:, :3].reshape(-1)
    if bits in (8, 16):
        return values.astype(np.uint8 if bits == 8 else "<u2")
    per_byte = 8 // bits
    small = (values & np.uint32((1 << bits) - 1)).astype(np.uint8)
    rows = np.zeros((-(-len(small) // per_byte), per_byte), np.uint8)
    rows.reshape(-1)[: len(small)] = small
    packed = rows[:, 0].copy()
    for place in range(1, per_byte):
        packed |= rows[:, place] << np.uint8(place * bits)
    return packed


def has_plane(container: Container, name: str) -> bool:
    """Whether there is a plane of this name, empty or not."""
    return any(f"{name}.{said}" in container.properties for said in ("width", "items"))


class Plane:
    """A plane of a container; `slice` and `take` give (n,) uint32.

    Its arrays are read, and checked, when they are asked for: many a field's positions never are.
    """

    def __init__(self, container: Container, name: str) -> None:
        self.width = container.property_as(f"{name}.width", int)
        self._items = container.property_as(f"{name}.items", int)
        self._container = container
        self._name = name

    @cached_property
    def _low(self) -> Array:
        return self._container[f"{self._name}.low"] if self._items else _EMPTY

    @cached_property
    def _high(self) -> Array | None:
        return self._container[f"{self._name}.high"] if self._items and self.width > 8 else None

    @cached_property
    def _at(self) -> Array:
        return self._exceptions("at")

    @cached_property
    def _over(self) -> Array:
        return self._exceptions("over")

    def _exceptions(self, what: str) -> Array:
        return self._container[f"{self._name}.{what}"] if f"{self._name}.at" in self._container else _EMPTY

    def __len__(self) -> int:
        return self._items

    def slice(self, start: int, stop: int) -> Array:
        """Values start to stop - 1."""
        values = _unpack(self._low, min(self.width, 8), start, stop)
        if self._high is not None:
            values |= _unpack(self._high, self.width - 8, start, stop) << np.uint32(8)
        if len(self._at):
            first, last = self._exceptions_between(start, stop)
            if last > first:
                places = self._at[first:last] - np.uint32(start)
                values[places] |= self._over[first:last] << np.uint32(self.width)
        return values

    def few(self, start: int, stop: int) -> list[int]:
        """As `slice`, sooner for some dozens of values."""
        if self.width not in _IN_BYTE:
            return self.slice(start, stop).tolist()  # type: ignore[no-any-return]
        per_byte = 8 // self.width
        in_byte = _IN_BYTE[self.width]
        packed = self._low[start // per_byte : -(-stop // per_byte)].tobytes()
        values = [value for byte in packed for value in in_byte[byte]]
        values = values[start % per_byte : start % per_byte + stop - start]
        if len(self._at):
            first, last = self._exceptions_between(start, stop)
            for at, over in zip(self._at[first:last].tolist(), self._over[first:last].tolist(), strict=True):
                values[at - start] |= over << self.width
        return values

    def _exceptions_between(self, start: int, stop: int) -> tuple[int, int]:
        """The first exception from `start` on, and that from `stop` on.

        Not by NumPy, which copies all of them as soon as what it looks for is of another type.
        """
        return bisect_left(self._at.data, start), bisect_left(self._at.data, stop)

    def pieces(self, starts: Array, counts: Array) -> Array:
        """The values from each start (n,) on, int64 in any order, as many as its count, which is above 0, one piece
        after the other.
        """
        indices = ranges(starts, counts) if len(starts) < _MANY_PIECES else _runs(starts, counts)
        values = _gather(self._low, min(self.width, 8), indices)
        if self._high is not None:
            values |= _gather(self._high, self.width - 8, indices) << np.uint32(8)
        if len(self._at) and len(starts):
            self._put_exceptions(values, starts, counts)
        return values

    def _put_exceptions(self, values: Array, starts: Array, counts: Array) -> None:
        """Complete those of the values of `pieces` that are exceptions."""
        before = counts.cumsum() - counts  # values of the pieces before
        if len(starts) >= _MANY_PIECES:  # most of which have none
            following = self._at.take(self._at.searchsorted(starts.astype(np.uint32)), mode="clip")
            some = ((following >= starts) & (following < starts + counts)).nonzero()[0]
            starts, counts, before = starts[some], counts[some], before[some]
        firsts = self._at.searchsorted(starts.astype(np.uint32))
        found = self._at.searchsorted((starts + counts).astype(np.uint32)) - firsts
        if found.any():
            which = ranges(firsts, found)
            places = self._at[which] + (before - starts).repeat(found)
            values[places] |= self._over[which] << np.uint32(self.width)


def ranges(starts: Array, counts: Array) -> Array:
    """(sum of counts,) int64: the integers from each start on, as many as its count."""
    ends = counts.cumsum()
    total = int(ends[-1]) if len(ends) else 0
    found: Array = (starts - (ends - counts)).repeat(counts)
    found += np.arange(total)
    return found


def _runs(starts: Array, counts: Array) -> Array:
    """As `ranges`, of at least one count, all above 0; of many in a fifth of the time."""
    found = np.ones(int(counts.sum()), np.int64)
    found[0] = starts[0]
    found[counts[:-1].cumsum()] = starts[1:] - starts[:-1] - counts[:-1] + 1
    return np.cumsum(found, out=found)


def _unpack(packed: Array, bits: int, start: int, stop: int) -> Array:
    if bits == 24:
        return _widened(packed.reshape(-1, 3)[start:stop])
    if bits >= 8:
        return packed[start:stop].astype(np.uint32)
    per_byte = 8 // bits
    values = _UNPACKED[bits].take(packed[start // per_byte : -(-stop // per_byte)]).view(np.uint8)
    skipped = start % per_byte
    return values[skipped : skipped + max(stop - start, 0)].astype(np.uint32)


def _gather(packed: Array, bits: int, indices: Array) -> Array:
    if bits == 24:
        return _widened(packed.reshape(-1, 3)[indices])
    values = packed[indices if bits >= 8 else indices >> _SHIFTS[bits][0]]
    if bits < 8:
        _, within, times = _SHIFTS[bits]
        values >>= ((indices & within) << times).astype(np.uint8)
        values &= np.uint8((1 << bits) - 1)
    return values.astype(np.uint32)


def _widened(triples: Array) -> Array:
    """(n, 3) bytes, little end first, as (n,) uint32."""
    wide = np.zeros((len(triples), 4), np.uint8)
    wide[:, :3] = triples
    values: Array = wide.view("<u4").reshape(-1).astype(np.uint32)
    return values
