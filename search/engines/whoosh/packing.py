"""Stored bytes, compressed with a checksum, so that damage is noticed and not shown."""

from __future__ import annotations

import zstandard

UnpackError = zstandard.ZstdError
_LEVEL = 3  # Zstandard's own choice


def pack(data: bytes) -> bytes:
    """`data` compressed."""
    return zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).compress(data)


def unpack(data: bytes) -> bytes:
    """What `pack` was given; UnpackError if that cannot be known any more."""
    return zstandard.ZstdDecompressor().decompress(data)
