"""A file of named arrays: written once, front to back, and read by mapping it into memory.

    magic "KLIPSEG1" | arrays, each aligned to 64 bytes | directory | trailer

The directory (JSON: properties of the segment, then name, dtype, offset, items and CRC-32 of every array) is written
last, so that arrays can be streamed before their size is known; the trailer (directory offset u64, length u32, CRC-32
u32, magic; little-endian) says where it is. A file that was cut short has no trailer, and an array is checked against
its CRC when it is first asked for: damage is a CorruptIndexError that names file and array, never a wrong answer.
"""

from __future__ import annotations

import mmap
import os
import struct
import threading
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Annotated, Any, Literal, TypeAlias, TypeVar, get_args

import msgspec
import numpy as np

from search.errors import CorruptIndexError

MAGIC = b"KLIPSEG1"
_ALIGNMENT = 64
_PADDING = bytes(_ALIGNMENT)
_TRAILER = struct.Struct("<QII8s")
_CRC_CHUNK = 1 << 20

Array = np.ndarray[Any, np.dtype[Any]]
_T = TypeVar("_T")
_Type: TypeAlias = Literal["|u1", "<u2", "<u4", "<u8", "<i4", "<i8"]
_TYPES: dict[str, _Type] = {name: name for name in get_args(_Type)}
_BYTE_COUNTS = (1, 1, 2, 4, 4, 8, 8, 8, 8)  # of the smallest unsigned type for integers of so many bytes
_BY_BYTES = tuple(np.dtype(f"u{count}") for count in _BYTE_COUNTS)
_Count: TypeAlias = Annotated[int, msgspec.Meta(ge=0)]


def narrowed(values: Array) -> Array:
    """`values` (non-negative integers) in the smallest unsigned type that holds them."""
    return values.astype(narrow_type(int(values.max()) if len(values) else 0))


def narrow_type(most: int) -> np.dtype[Any]:
    """The smallest unsigned type that holds the integers from 0 to `most`."""
    return _BY_BYTES[(most.bit_length() + 7) // 8]


class _Entry(msgspec.Struct, array_like=True, frozen=True):
    """Where an array lies: numpy dtype, offset in bytes, number of items, CRC-32 of its bytes."""

    dtype: _Type
    offset: _Count
    items: _Count
    crc: int


class _Directory(msgspec.Struct, frozen=True):
    properties: dict[str, Any]
    arrays: dict[str, _Entry]


class ContainerWriter:
    """Writes the file; it is whole only after `close`, and durable when who gives it its name has called fsync.

    Leaving the `with` by an error deletes it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path.open("wb")
        self._end = 0  # bytes written
        self._arrays: dict[str, _Entry] = {}
        self.properties: dict[str, Any] = {}

    def __enter__(self) -> ContainerWriter:
        try:
            self._end = self._file.write(MAGIC)
        except BaseException:
            self._abandon()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        try:
            if kind is None:
                self.close()
        except BaseException:
            self._abandon()
            raise
        if kind is not None:
            self._abandon()

    def add(self, name: str, array: Array) -> None:
        """Write a one-dimensional array under `name`."""
        self.add_parts(name, array.dtype, (array,))

    def add_parts(self, name: str, dtype: np.dtype[Any] | type[np.generic], parts: Iterable[Array]) -> None:
        """Write the parts, one after the other, as one array; only one part at a time is held."""
        if name in self._arrays:
            raise ValueError(f"array {name!r} is already written")
        dtype = np.dtype(dtype).newbyteorder("<")
        kind = _TYPES.get(dtype.str)
        if kind is None:
            raise ValueError(f"array {name!r} is of {dtype.str}; a segment file keeps only {', '.join(_TYPES)}")
        offset = self._align()
        items = crc = 0
        for part in parts:
            if len(part):
                view = np.ascontiguousarray(part, dtype=dtype).view(np.uint8).data
                crc = zlib.crc32(view, crc)
                items += len(part)
                self._end += self._file.write(view)
        self._arrays[name] = _Entry(kind, offset, items, crc)

    def close(self) -> None:
        """Write directory and trailer."""
        offset = self._align()
        directory = msgspec.json.encode(_Directory(self.properties, self._arrays))
        self._file.write(directory)
        self._file.write(_TRAILER.pack(offset, len(directory), zlib.crc32(directory), MAGIC))
        self._file.close()

    def _abandon(self) -> None:
        with suppress(OSError):  # what is left in the buffer finds no room: it was written in vain
            self._file.close()
        self.path.unlink(missing_ok=True)

    def _align(self) -> int:
        """Where the next array begins."""
        padding = -self._end % _ALIGNMENT
        if padding:
            self._end += self._file.write(_PADDING[:padding])
        return self._end


class Container:
    """A file opened for reading. Arrays are read-only views of the mapped file, safe to share between threads.

    Raises CorruptIndexError, here or when a damaged array is asked for.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size < len(MAGIC) + _TRAILER.size:
                raise self.corrupt("is cut short")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        directory = self._read_directory(size)
        self.properties: Mapping[str, object] = directory.properties
        self._entries = directory.arrays
        self._checked: dict[str, Array] = {}
        self._lock = threading.Lock()

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def property_as(self, name: str, kind: type[_T]) -> _T:
        """A property of the segment, which has to be there and of this kind."""
        try:
            return msgspec.convert(self.properties[name], kind)
        except (KeyError, msgspec.ValidationError) as exc:
            raise self.corrupt(f"has no {name!r} among its properties that could be right") from exc

    def names(self) -> tuple[str, ...]:
        """The names of all arrays, in the order in which they were written."""
        return tuple(self._entries)

    def bytes_of(self, name: str) -> int:
        """How many bytes the array takes."""
        entry = self._entries[name]
        return entry.items * np.dtype(entry.dtype).itemsize

    def __getitem__(self, name: str) -> Array:
        """The array, checked against its CRC the first time it is asked for."""
        array = self._checked.get(name)
        return self._load(name) if array is None else array

    def _load(self, name: str) -> Array:
        entry = self._entries.get(name)
        if entry is None:
            raise self.corrupt(f"lacks the array {name!r}")
        dtype = np.dtype(entry.dtype)
        end = entry.offset + entry.items * dtype.itemsize
        if end > len(self._map):
            raise self.corrupt(f"is cut short in the array {name!r}")
        with self._lock:
            if name not in self._checked:
                self._check(name, entry, end)
                self._checked[name] = np.frombuffer(self._map, dtype, entry.items, entry.offset)
        return self._checked[name]

    def _check(self, name: str, entry: _Entry, end: int) -> None:
        crc = 0
        with memoryview(self._map) as view:
            for start in range(entry.offset, end, _CRC_CHUNK):
                crc = zlib.crc32(view[start : min(start + _CRC_CHUNK, end)], crc)
        if crc != entry.crc:
            raise self.corrupt(f"is damaged in the array {name!r}")

    def _read_directory(self, size: int) -> _Directory:
        offset, length, crc, magic = _TRAILER.unpack(self._map[size - _TRAILER.size :])
        data = self._map[offset : offset + length] if offset + length + _TRAILER.size == size else b""
        if magic != MAGIC or self._map[: len(MAGIC)] != MAGIC or zlib.crc32(data) != crc or not data:
            raise self.corrupt("is cut short or no segment of this version")
        try:
            return msgspec.json.decode(data, type=_Directory)
        except msgspec.DecodeError as exc:
            raise self.corrupt("has a damaged directory") from exc

    def corrupt(self, what: str) -> CorruptIndexError:
        """The error to raise over what was found in this file."""
        return CorruptIndexError(f"segment file {self.path} {what}; restore it from a backup or index the archive anew")
