"""The raw articles of an edition, compressed one by one in files that only grow.

A raw article is found by its `RawPlace`, which the index keeps; what no article refers to any more is dropped by a
rebuild. New ones are made durable before the index that refers to them is committed. A writer that dies in between
leaves bytes that nobody refers to; `begin` notes where it started, and the next `begin` cuts them off.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from search.engines.whoosh.layout import damaged, sync_folder, write_durably
from search.engines.whoosh.packing import UnpackError, pack, unpack
from search.model import RawArticle, raw_from_json, to_json

_MAX_FILE_BYTES = 256 << 20
_JOURNAL = "uncommitted.json"


class RawPlace(NamedTuple):
    """Where a raw article lies."""

    file: int
    offset: int
    length: int


class _Start(msgspec.Struct):
    """Where a writer began, and the generation of the index it began on."""

    generation: int
    file: int
    size: int


class RawStore:
    """Reads raw articles, and appends to them between `begin` and `end` or `undo`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: BinaryIO | None = None
        self._number = 0

    def read(self, place: RawPlace) -> RawArticle:
        """The raw article at `place`; CorruptIndexError if it cannot be read there."""
        path = self._path(place.file)
        try:
            with path.open("rb") as file:
                file.seek(place.offset)
                data = file.read(place.length)
            return raw_from_json(unpack(data))
        except (OSError, UnpackError, msgspec.DecodeError) as exc:
            raise damaged(path, exc) from exc

    def begin(self, generation: int) -> None:
        """Get ready to append to what `generation` of the index refers to."""
        self._undo_dead_writer(generation)
        numbers = self._numbers()
        self._number = numbers[-1] if numbers else 1
        path = self._path(self._number)
        size = path.stat().st_size if numbers else 0
        write_durably(self._journal, msgspec.json.encode(_Start(generation, self._number, size)))
        self._file = path.open("ab")

    def append(self, raw: RawArticle) -> RawPlace:
        """Where the raw article now lies."""
        assert self._file is not None
        if self._file.tell() >= _MAX_FILE_BYTES:
            self._next_file()
        data = pack(to_json(raw))
        place = RawPlace(self._number, self._file.tell(), len(data))
        self._file.write(data)
        return place

    def sync(self) -> None:
        """Make what was appended survive a crash of the machine; to be called before the index is committed."""
        assert self._file is not None
        self._file.flush()
        os.fsync(self._file.fileno())
        sync_folder(self._folder)

    def end(self) -> None:
        """Keep what was appended: the index now refers to it."""
        self._close()
        self._journal.unlink(missing_ok=True)

    def undo(self) -> None:
        """Drop what was appended since `begin`."""
        self._close()
        self._cut_to_journal()

    @property
    def _journal(self) -> Path:
        return self._folder / _JOURNAL

    def _path(self, number: int) -> Path:
        return self._folder / f"{number:06}.zst"

    def _numbers(self) -> list[int]:
        return sorted(int(path.stem) for path in self._folder.glob("*.zst") if path.stem.isdecimal())

    def _next_file(self) -> None:
        self.sync()
        self._close()
        self._number += 1
        self._file = self._path(self._number).open("ab")

    def _close(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            try:
                file.close()
            except OSError:  # the disk is full; what did not get there is not referred to either
                return

    def _undo_dead_writer(self, generation: int) -> None:
        start = self._read_journal()
        if start is not None and start.generation == generation:
            self._cut_to_journal()

    def _cut_to_journal(self) -> None:
        start = self._read_journal()
        if start is None:
            return
        for number in self._numbers():
            if number > start.file or (number == start.file and not start.size):
                self._path(number).unlink()
            elif number == start.file:
                os.truncate(self._path(number), start.size)
        self._journal.unlink(missing_ok=True)

    def _read_journal(self) -> _Start | None:
        try:
            return msgspec.json.decode(self._journal.read_bytes(), type=_Start)
        except FileNotFoundError:
            return None
        except msgspec.DecodeError as exc:
            raise damaged(self._journal, exc) from exc
