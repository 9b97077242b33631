"""The raw articles of an edition, compressed one by one in files that only grow.

A raw article is found by its `RawPlace`, which the index keeps; what no article refers to any more is dropped by a
rebuild. New ones are made durable before the index that refers to them is committed. A writer that dies in between
leaves bytes that nobody refers to: it has noted where it started, and on top of which commit, and as long as that
commit is the last one, the next writer cuts them off.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from search.engines.whoosh.layout import damaged
from search.engines.whoosh.packing import UnpackError, pack, unpack
from search.model import RawArticle, raw_from_json, to_json

_MAX_FILE_BYTES = 256 << 20
_JOURNAL = "begun.json"


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
        self._generation = 0
        self._unsynced: set[Path] = set()

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
        """Get ready to append to what `generation` of the index, the last one, refers to."""
        self.undo(generation)
        self._generation = generation

    def append(self, raw: RawArticle) -> RawPlace:
        """Where the raw article now lies."""
        file = self._file or self._begin_file()
        if file.tell() >= _MAX_FILE_BYTES:
            file = self._next_file(file)
        data = pack(to_json(raw))
        place = RawPlace(self._number, file.tell(), len(data))
        file.write(data)
        return place

    def unsynced(self) -> tuple[Path, ...]:
        """Files and folders that must be brought to the disk before a commit refers to what was appended."""
        if self._file is not None:
            self._file.flush()
        return tuple(self._unsynced)

    def end(self) -> None:
        """Keep what was appended: the index now refers to it."""
        self._close()

    def undo(self, generation: int) -> None:
        """Drop what a writer, this one or one that died, appended on top of `generation`, the last one."""
        self._close()
        start = self._read_journal()
        if start is not None and start.generation == generation:
            self._cut(start)

    @property
    def _journal(self) -> Path:
        return self._folder / _JOURNAL

    def _path(self, number: int) -> Path:
        return self._folder / f"{number:06}.zst"

    def _numbers(self) -> list[int]:
        return sorted(int(path.stem) for path in self._folder.glob("*.zst") if path.stem.isdecimal())

    def _begin_file(self) -> BinaryIO:
        """The file to append to, after noting where that begins."""
        self._number = max(self._numbers(), default=1)
        path = self._path(self._number)
        size = path.stat().st_size if path.exists() else 0
        self._write_journal(_Start(self._generation, self._number, size))
        return self._open(path)

    def _next_file(self, full: BinaryIO) -> BinaryIO:
        full.flush()  # closing hides errors
        self._close()
        self._number += 1
        return self._open(self._path(self._number))

    def _open(self, path: Path) -> BinaryIO:
        self._unsynced |= {path} if path.exists() else {path, self._folder}
        self._file = path.open("ab")
        return self._file

    def _close(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            try:
                file.close()
            except OSError:  # the disk is full; what did not get there is not referred to either
                return

    def _cut(self, start: _Start) -> None:
        for number in self._numbers():
            if number > start.file or (number == start.file and not start.size):
                self._path(number).unlink()
            elif number == start.file:
                os.truncate(self._path(number), start.size)

    def _write_journal(self, start: _Start) -> None:
        """Not synced: if the machine crashes, too, all that is lost is the room of some raw articles. Written over
        in place, because a file that is made, emptied or deleted costs the commit of one article a good part of its
        time."""
        data = msgspec.json.encode(start)
        descriptor = os.open(self._journal, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            os.pwrite(descriptor, data, 0)
            os.ftruncate(descriptor, len(data))
        finally:
            os.close(descriptor)

    def _read_journal(self) -> _Start | None:
        """Where the last writer began; None where nobody has written yet, or that was not noted to the end."""
        try:
            return msgspec.json.decode(self._journal.read_bytes(), type=_Start)
        except (FileNotFoundError, msgspec.DecodeError):
            return None
