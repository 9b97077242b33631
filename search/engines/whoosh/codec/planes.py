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
            yield np.flatnonzero(part) + before
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

    def take(self, indices: Array) -> Array:
        """The values at `indices` (n,), integers in any order."""
        values = _gather(self._low, min(self.width, 8), indices)
        if self._high is not None:
            values |= _gather(self._high, self.width - 8, indices) << np.uint32(8)
        if len(self._at) and len(indices):
            nearest = np.minimum(np.searchsorted(self._at, indices.astype(np.uint32)), len(self._at) - 1)
            found = np.flatnonzero(self._at[nearest] == indices)
            if len(found):
                values[found] |= self._over[nearest[found]] << np.uint32(self.width)
        return values


def _unpack(packed: Array, bits: int, start: int, stop: int) -> Array:
    if bits >= 8:
        if bits == 24:
            return _widened(packed.reshape(-1, 3)[start:stop])
        return packed[start:stop].astype(np.uint32)
    per_byte = 8 // bits
    rows = packed[start // per_byte : -(-stop // per_byte)]
    values = np.empty((len(rows), per_byte), np.uint8)
    mask = np.uint8((1 << bits) - 1)
    for place in range(per_byte):
        np.bitwise_and(rows >> np.uint8(place * bits), mask, out=values[:, place])
    skipped = start % per_byte
    return values.reshape(-1)[skipped : skipped + max(stop - start, 0)].astype(np.uint32)


def _gather(packed: Array, bits: int, indices: Array) -> Array:
    if bits >= 8:
        if bits == 24:
            return _widened(packed.reshape(-1, 3)[indices])
        return packed[indices].astype(np.uint32)
    per_byte = 8 // bits
    shifts = ((indices % per_byte) * bits).astype(np.uint8)
    values: Array = (packed[indices // per_byte] >> shifts) & np.uint8((1 << bits) - 1)
    return values.astype(np.uint32)


def _widened(triples: Array) -> Array:
    """(n, 3) bytes, little end first, as (n,) uint32."""
    wide = np.zeros((len(triples), 4), np.uint8)
    wide[:, :3] = triples
    values: Array = wide.view("<u4").reshape(-1).astype(np.uint32)
    return values
