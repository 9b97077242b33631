"""Integers set aside in order while they come in, to be read back as often as their arrays need.

An array can only be written whole, after the one before it, but several of them grow together: low and high bits,
documents and frequencies. Until their turn comes, their values wait in spools: in memory, or beyond some size in files
without a name beside the target, of which a crash leaves nothing.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import numpy as np

from search.engines.whoosh.codec.container import Array, narrow_type

_IN_MEMORY = 1 << 18  # values; a field takes some twenty spools
_ALIGNMENT = 8  # values; packed in whole bytes, whatever their width


class Spool:
    """Non-negative integers, each kept in no more bytes than those that came with it need."""

    def __init__(self, target: Path | None = None) -> None:
        """In memory alone without a `target`, the file that they are for."""
        self._target = target
        self._file: IO[bytes] | None = None
        self._written: list[tuple[np.dtype[Any], int]] = []  # type and number of values of each part in the file
        self._held: list[Array] = []
        self._held_items = 0
        self._items = 0
        self._most = 0

    def __len__(self) -> int:
        return self._items

    @property
    def type(self) -> np.dtype[Any]:
        """The smallest unsigned type that holds every value."""
        return narrow_type(self._most)

    def add(self, values: Array) -> Array:
        """Set `values` (n,) aside; what is kept of them: the same in a smaller type."""
        most = int(values.max()) if len(values) else 0
        small = values.astype(narrow_type(most))
        self._most = max(self._most, most)
        self._held.append(small)
        self._held_items += len(small)
        self._items += len(small)
        if self._target is not None and self._held_items >= _IN_MEMORY:
            self._write(self._target)
        return small

    def parts(self) -> Iterator[Array]:
        """All values, part by part, of different unsigned types; all parts but the last hold a multiple of eight."""
        if self._file is not None:
            self._file.seek(0)
            for kind, items in self._written:
                yield np.frombuffer(self._file.read(items * kind.itemsize), kind)
        if self._held:
            self._held = [np.concatenate(self._held)]
            yield self._held[0]

    def close(self) -> None:
        """Let go of the values."""
        self._held.clear()
        if self._file is not None:
            self._file.close()

    def _write(self, target: Path) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile(dir=target.parent, prefix=f"{target.name}.")  # noqa: SIM115 (see close)
        values = np.concatenate(self._held)
        whole = len(values) // _ALIGNMENT * _ALIGNMENT
        self._file.seek(0, 2)
        self._file.write(values[:whole].data)
        self._written.append((values.dtype, whole))
        self._held = [values[whole:].copy()]
        self._held_items = len(values) - whole


class Spools:
    """Makes the spools of what is written to `target`; leaving the `with` lets go of them."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._made: list[Spool] = []

    def __enter__(self) -> Spools:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        for spool in self._made:
            spool.close()

    def __call__(self) -> Spool:
        """A new spool."""
        spool = Spool(self._target)
        self._made.append(spool)
        return spool
