"""Whoosh's own files, made to survive a crash, and the table of contents that names them."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from whoosh import index
from whoosh.filedb.filestore import FileStorage

from search.engines.whoosh import schema
from search.engines.whoosh.codec.whoosh_codec import ColumnarSegment
from search.engines.whoosh.layout import damaged, sync, sync_all
from search.engines.whoosh.lock import is_locked, unwritable
from search.errors import IndexLockedError

_UNFINISHED = ".new"  # such a file is swept away by the next writer, unless somebody is at work on it


class TrackedStorage(FileStorage):
    """A folder of files that can close what Whoosh opened and, over an error, forgot."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))  # type: ignore[no-untyped-call]
        self._files: list[Any] = []

    def open_file(self, name: str, **kwargs: Any) -> Any:
        self._files.append(super().open_file(name, **kwargs))  # type: ignore[no-untyped-call]
        return self._files[-1]

    def create_file(self, name: str, *args: Any, **kwargs: Any) -> Any:
        self._files.append(super().create_file(name, *args, **kwargs))  # type: ignore[no-untyped-call]
        return self._files[-1]

    def close_all(self) -> None:
        """Close every file that is still open."""
        for file in self._files:
            if not file.is_closed:
                with suppress(OSError):  # what is left in its buffer finds no room: it was written in vain
                    file.close()


class DurableStorage(TrackedStorage):
    """A folder in which renaming a table of contents is a commit that survives a crash.

    Whoosh itself never calls fsync. What the table refers to is brought to the disk before it counts: the `written`
    files, each with the name that it gets, and the files and folders `besides`. The names follow with the folder's
    fsync at the end; file systems keep the order of renames in a folder, so none has the table without its segments.
    """

    def __init__(
        self, folder: Path, *, written: Sequence[tuple[Path, Path]] = (), besides: Sequence[Path] = ()
    ) -> None:
        super().__init__(folder)
        self._path = folder
        self._written = written
        self._besides = besides

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        sync_all((self._path / oldname, *(unfinished for unfinished, _ in self._written), *self._besides))
        for unfinished, path in self._written:
            unfinished.rename(path)
        super().rename_file(oldname, newname, safe=safe)  # type: ignore[no-untyped-call]
        sync(self._path)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a table of contents says: the number of the commit and Whoosh's segments with their deletions."""

    generation: int
    segments: tuple[Any, ...]


@contextmanager
def stock_writers_kept_out(folder: Path) -> Iterator[None]:
    """Hold the lock that a stock Whoosh writer takes on the index in an edition's folder, which knows nothing of ours.

    It would write the next table of contents over ours, and we would sweep away what it writes. Raises
    IndexLockedError while one is at work.
    """
    lock = FileStorage(str(folder)).lock(f"{schema.INDEX_NAME}_WRITELOCK")
    try:
        is_ours = lock.acquire()
    except OSError as exc:
        raise unwritable(folder, exc) from exc
    if not is_ours:
        raise IndexLockedError(f"a stock Whoosh writer is open on the index at {folder}; have it commit or cancel")
    try:
        yield
    finally:
        lock.release()


def create_index(folder: Path) -> None:
    """Make an empty Whoosh index in an edition's folder."""
    _write_contents(DurableStorage(folder), Contents(0, ()))


def unfinished(folder: Path, segment: ColumnarSegment) -> Path:
    """Where the file of a segment is written; it gets its name when it is committed.

    Whoosh does not take this name for a segment's: it would delete the file with the next commit of another.
    """
    path = segment.path(folder)
    return path.with_name(f".{path.name}{_UNFINISHED}")


def commit(
    folder: Path,
    *,
    added: Sequence[ColumnarSegment] = (),
    deleted: Mapping[str, Sequence[int]] | None = None,
    dropped: Collection[str] = (),
    besides: Sequence[Path] = (),
) -> None:
    """Write the next table of contents: the last one's segments without those named in `dropped`, with more documents
    deleted (by name of their segment), and the `added` ones, whose files are `unfinished` until then.

    Segments of which nothing is live are left out; the files of such `added` ones are deleted. What the commit refers
    to elsewhere is `besides` brought to the disk. Only for who holds the lock. An error leaves the last commit as it
    is, unless bringing the new one's name to the disk is what failed: then that one counts.
    """
    contents = read_contents(folder)
    kept = [segment for segment in contents.segments if segment_name(segment) not in dropped]
    for segment in kept:
        for document in (deleted or {}).get(segment_name(segment), ()):
            segment.delete_document(document)
    segments = [segment for segment in (*kept, *added) if segment.doc_count()]
    written = [(unfinished(folder, segment), segment.path(folder)) for segment in added if segment in segments]
    files = DurableStorage(folder, written=written, besides=besides)
    _write_contents(files, Contents(contents.generation + 1, tuple(segments)))
    index.clean_files(files, schema.INDEX_NAME, contents.generation + 1, segments)
    for segment in added:
        if segment not in segments:
            with suppress(OSError):  # as what clean_files cannot delete, the next writer does
                unfinished(folder, segment).unlink(missing_ok=True)


def _write_contents(files: DurableStorage, contents: Contents) -> None:
    try:
        toc = index.TOC(schema.build_schema(), list(contents.segments), contents.generation)
        toc.write(files, schema.INDEX_NAME)
    finally:
        files.close_all()


def segment_name(segment: Any) -> str:
    """What a segment of a table of contents is called."""
    return str(segment.segment_id())


def read_contents(folder: Path) -> Contents:
    """The last commit in an edition's folder; CorruptIndexError if it cannot be read.

    Raises FileNotFoundError when a writer deletes the table while it is looked for: the caller tries again.
    """
    storage = TrackedStorage(folder)
    try:
        toc = index.TOC.read(storage, schema.INDEX_NAME, schema=schema.build_schema())  # or it unpickles one
    except FileNotFoundError:
        raise
    except index.EmptyIndexError as exc:  # or the list of the folder was begun before a commit and ended after it
        raise FileNotFoundError(str(exc)) from exc
    except Exception as exc:  # a pickle that is damaged raises whatever it likes
        raise damaged(folder, f"no table of contents can be read ({exc!r})") from exc
    finally:
        storage.close_all()
    return Contents(toc.generation, tuple(toc.segments))


def is_latest(folder: Path, generation: int) -> bool:
    """Whether `generation` still is the last commit. A commit writes the next table, then deletes the one before."""
    return _toc_path(folder, generation).exists() and not _toc_path(folder, generation + 1).exists()


def sweep(folder: Path) -> int:
    """Delete what a writer that failed or died left behind; the generation of the last commit. Only for who holds the
    lock. What another process merges beside stays."""
    contents = read_contents(folder)
    index.clean_files(TrackedStorage(folder), schema.INDEX_NAME, contents.generation, contents.segments)
    shutil.rmtree(folder / f"{schema.INDEX_NAME}.tmp", ignore_errors=True)  # a stock writer's
    for path in folder.glob(f"_{schema.INDEX_NAME}_*.toc.*"):
        path.unlink(missing_ok=True)
    for path in folder.glob(f"*{_UNFINISHED}"):
        with suppress(FileNotFoundError):  # a reader has just finished what it adopts
            if not is_locked(path):
                path.unlink()
    return contents.generation


@lru_cache(maxsize=16)  # every query asks for two, and making a path takes longer than asking the file system
def _toc_path(folder: Path, generation: int) -> Path:
    return folder / f"_{schema.INDEX_NAME}_{generation}.toc"
