"""Whoosh's own files, made to survive a crash, and the table of contents that names them."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoosh import index
from whoosh.filedb.filestore import FileStorage

from search.engines.whoosh import schema
from search.engines.whoosh.layout import damaged, sync_folder


class TrackedStorage(FileStorage):
    """A folder of files that can close what Whoosh opened and, over an error, forgot."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))  # type: ignore[no-untyped-call]
        self._files: list[Any] = []
        self._parts: list[TrackedStorage] = []

    def open_file(self, name: str, **kwargs: Any) -> Any:
        self._files.append(super().open_file(name, **kwargs))  # type: ignore[no-untyped-call]
        return self._files[-1]

    def create_file(self, name: str, *args: Any, **kwargs: Any) -> Any:
        self._files.append(super().create_file(name, *args, **kwargs))  # type: ignore[no-untyped-call]
        return self._files[-1]

    def temp_storage(self, name: str | None = None) -> TrackedStorage:
        part = TrackedStorage(Path(self.folder) / (name or f"{schema.INDEX_NAME}.tmp"))
        part.create()  # type: ignore[no-untyped-call]
        self._parts.append(part)
        return part

    def close_all(self) -> None:
        """Close every file that is still open, here and in temporary folders."""
        for file in self._files:
            if not file.is_closed:
                with suppress(OSError):  # what is left in its buffer finds no room: it was written in vain
                    file.close()
        for part in self._parts:
            part.close_all()


class DurableStorage(TrackedStorage):
    """A folder whose new files are on the disk before a rename makes them count.

    Whoosh commits by renaming a table of contents and never calls fsync itself.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._unsynced: set[str] = set()

    def create_file(self, name: str, *args: Any, **kwargs: Any) -> Any:
        self._unsynced.add(name)
        return super().create_file(name, *args, **kwargs)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        for name in self._unsynced:
            _sync_file(Path(self.folder) / name)
        self._unsynced.clear()
        super().rename_file(oldname, newname, safe=safe)  # type: ignore[no-untyped-call]
        sync_folder(Path(self.folder))


@dataclass(frozen=True, slots=True)
class Contents:
    """What a table of contents says: the number of the commit and Whoosh's segments with their deletions."""

    generation: int
    segments: tuple[Any, ...]


def create_index(folder: Path) -> None:
    """Make an empty Whoosh index in an edition's folder."""
    index.TOC.create(DurableStorage(folder), schema.build_schema(), schema.INDEX_NAME)


def read_contents(folder: Path) -> Contents:
    """The last commit in an edition's folder; CorruptIndexError if it cannot be read.

    Raises FileNotFoundError when a writer deletes the table while it is read: the caller tries again.
    """
    storage = TrackedStorage(folder)
    try:
        toc = index.TOC.read(storage, schema.INDEX_NAME)
    except FileNotFoundError:
        raise
    except Exception as exc:  # a pickle that is damaged raises whatever it likes
        raise damaged(folder, f"no table of contents can be read ({exc!r})") from exc
    finally:
        storage.close_all()
    return Contents(toc.generation, tuple(toc.segments))


def is_latest(folder: Path, generation: int) -> bool:
    """Whether `generation` still is the last commit. A commit writes the next table, then deletes the one before."""
    return _toc_path(folder, generation).exists() and not _toc_path(folder, generation + 1).exists()


def sweep(folder: Path) -> None:
    """Delete what a writer that failed or died left behind; only for who holds the lock."""
    contents = read_contents(folder)
    index.clean_files(TrackedStorage(folder), schema.INDEX_NAME, contents.generation, contents.segments)
    shutil.rmtree(folder / f"{schema.INDEX_NAME}.tmp", ignore_errors=True)
    for path in folder.glob(f"_{schema.INDEX_NAME}_*.toc.*"):
        path.unlink()


def _toc_path(folder: Path, generation: int) -> Path:
    return folder / f"_{schema.INDEX_NAME}_{generation}.toc"


def _sync_file(path: Path) -> None:
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:  # a part that has been assembled into the segment's one file
        return
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
