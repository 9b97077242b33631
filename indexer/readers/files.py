"""PATH -> the files in it, in a stable order, each opened only when its turn comes.

A folder is read recursively: its files by name, then its folders by name. Hidden files and links are left out, and
named. What is inside a .zip, .tar, .gz or .zst is in packed.py.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from indexer.readers.items import Rejected, Skipped
from search.model import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFile:
    """A regular file; `name` is its path relative to the PATH that was asked for, with forward slashes."""

    path: Path
    name: str
    size: int


def find_files(root: Path, *, archive: str, exclude: Path | None = None) -> Iterator[FoundFile | Rejected | Skipped]:
    """The files of `root`, which may be a file itself; `exclude` is a folder to leave out."""
    try:
        mode = root.stat().st_mode
    except OSError as exc:
        yield _unreadable(Origin(archive=archive, file=readable_name(root.name)), exc)
        return
    if not stat.S_ISDIR(mode):
        yield _file(root, readable_name(root.name), archive, mode)
        return
    yield from _find_in(root, "", archive, exclude.resolve() if exclude is not None else None)


def readable_name(name: str) -> str:
    """A file name that can be encoded: bytes that are no UTF-8 as \\xff."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _find_in(folder: Path, prefix: str, archive: str, exclude: Path | None) -> Iterator[FoundFile | Rejected | Skipped]:
    try:
        with os.scandir(folder) as scanned:
            entries = sorted(scanned, key=lambda entry: (_is_folder(entry), entry.name))
    except OSError as exc:
        yield _unreadable(Origin(archive=archive, file=prefix or readable_name(folder.name)), exc)
        return
    for entry in entries:
        name = prefix + readable_name(entry.name)
        origin = Origin(archive=archive, file=name)
        if entry.name.startswith("."):
            yield Skipped(origin=origin, reason="hidden", message="its name begins with a dot")
        elif entry.is_symlink():
            yield Skipped(origin=origin, reason="symlink", message="a symbolic link; name its target as a PATH instead")
        elif not _is_folder(entry):
            yield _file(Path(entry.path), name, archive)
        elif exclude is not None and Path(entry.path).resolve() == exclude:
            yield Skipped(origin=origin, reason="index", message="the index itself")
        else:
            yield from _find_in(Path(entry.path), f"{name}/", archive, exclude)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _file(path: Path, name: str, archive: str, mode: int | None = None) -> FoundFile | Rejected | Skipped:
    origin = Origin(archive=archive, file=name)
    try:
        found = path.stat()
    except OSError as exc:
        return _unreadable(origin, exc)
    if not stat.S_ISREG(mode or found.st_mode):
        return Skipped(origin=origin, reason="special-file", message="neither a file nor a folder")
    return FoundFile(path=path, name=name, size=found.st_size)


def _unreadable(origin: Origin, exc: OSError) -> Rejected:
    return Rejected(origin=origin, reason="unreadable", message=exc.strerror or str(exc))
