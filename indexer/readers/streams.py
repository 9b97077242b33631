"""Byte streams that are never held whole: bounded lines, counted bytes, unpacking with limits."""

from __future__ import annotations

import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from abc import abstractmethod
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

import zstandard

from search.errors import RejectedArticleError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MB = 1_000_000
CHUNK = 1 << 18
MAX_RATIO = 200  # unpacked to packed; text packs 3 to 20 times, a bomb 1,000 times and more
RATIO_FROM = 8 * MB  # below this a high ratio harms nobody
UNPACK_ERRORS = (
    EOFError, OSError, ValueError, NotImplementedError, RuntimeError, zlib.error, lzma.LZMAError, zstandard.ZstdError,
    zipfile.BadZipFile, tarfile.TarError,
)  # fmt: skip
"""What unpacking raises for damage, and for ways of packing that Python does not know."""


class ReadableStream(io.RawIOBase):
    """A stream that only has to say how to get some bytes."""

    @abstractmethod
    def some(self, size: int) -> bytes:
        """At most `size` of the next bytes; b"" at the end."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        data = self.some(len(view))
        view[: len(data)] = data
        return len(data)


class CountedFile(io.FileIO):
    """A file that tells how many bytes were read from it, for progress and for the ratio of a bomb."""

    def __init__(self, path: Path, advance: Callable[[int], None]) -> None:
        super().__init__(path, "rb")
        self.count = 0
        self._advance = advance

    def readinto(self, buffer: WriteableBuffer) -> int | None:
        size = super().readinto(buffer)
        self._add(size or 0)
        return size

    def readall(self) -> bytes:
        data = super().readall()
        self._add(len(data))
        return data

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size) if size is not None and size >= 0 else None
        if data is None:
            return self.readall()
        self._add(len(data))
        return data

    def _add(self, size: int) -> None:
        self.count += size
        self._advance(size)


class Allowance:
    """How much a packed file may still unpack to; shared by all of its members."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._unpacked = 0

    def spend(self, size: int) -> None:
        """Raises RejectedArticleError when the limit is passed."""
        self._unpacked += size
        if self._unpacked > self._max_bytes:
            raise RejectedArticleError(
                f"unpacks to more than {self._max_bytes / MB:g} MB; "
                "if it is to be trusted: --max-unpacked-mb with a higher number",
                reason="unpacks-too-large",
            )


class Guarded(ReadableStream):
    """The bytes of `stream`, where damage is a RejectedArticleError."""

    def __init__(self, stream: BinaryIO) -> None:
        # read1 gives what there is before it finds the damage, read would lose it
        self._read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)

    def some(self, size: int) -> bytes:
        try:
            return self._read(min(size, CHUNK))
        except UNPACK_ERRORS as exc:
            raise RejectedArticleError(f"damaged: {exc}", reason="bad-archive") from exc


class Unpacked(Guarded):
    """The unpacked bytes of `stream`, within the limits of size and ratio."""

    def __init__(self, stream: BinaryIO, *, allowance: Allowance, packed: Callable[[], int]) -> None:
        super().__init__(stream)
        self._allowance = allowance
        self._packed = packed
        self._given = 0

    def some(self, size: int) -> bytes:
        data = super().some(size)
        self._given += len(data)
        self._allowance.spend(len(data))
        if self._given > RATIO_FROM and self._given > MAX_RATIO * max(self._packed(), 1):
            raise RejectedArticleError(
                f"unpacks to more than {MAX_RATIO} times its size: refused as a bomb", reason="unpacks-too-large"
            )
        return data


def unpack(stream: BinaryIO, suffix: str, *, allowance: Allowance, packed: Callable[[], int]) -> io.BufferedReader:
    """The content of a .gz or .zst stream; `packed` tells how many bytes of it were read so far."""
    inner: BinaryIO
    if suffix == ".gz":
        inner = cast(BinaryIO, gzip.GzipFile(fileobj=stream))
    else:
        decompressor = zstandard.ZstdDecompressor(max_window_size=1 << 27)
        inner = cast(BinaryIO, decompressor.stream_reader(stream, read_across_frames=True))
    return io.BufferedReader(Unpacked(inner, allowance=allowance, packed=packed), CHUNK)


def bounded_lines(stream: io.BufferedReader, max_bytes: int) -> Iterator[tuple[int, bytes | None]]:
    """1-based number and content of each line; None for a line above `max_bytes`, which is never held whole."""
    number = 0
    while line := stream.readline(max_bytes + 2):
        number += 1
        if len(line.rstrip(b"\r\n")) <= max_bytes:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(CHUNK)
        yield number, None


def read_whole(stream: BinaryIO, max_bytes: int) -> bytes:
    """All of `stream`; RejectedArticleError where it is above `max_bytes`."""
    parts, size = [], 0
    while data := stream.read(CHUNK):
        parts.append(data)
        size += len(data)
        if size > max_bytes:
            raise too_large(max_bytes)
    return b"".join(parts)


def too_large(max_bytes: int) -> RejectedArticleError:
    """The error for an article above the limit."""
    return RejectedArticleError(
        f"above the limit of {max_bytes / MB:g} MB for one article; --max-article-mb changes it", reason="too-large"
    )
