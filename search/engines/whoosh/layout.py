"""What lies where in the folder of an index.

    INDEX/current              the name of the edition that is searched, replaced atomically
    INDEX/editions/0001-5f3a…/ one Whoosh index, with `settings.json` and the raw articles in `raw/`
    INDEX/writer.lock          held while a process writes; says who
    INDEX/stems/               what words were stemmed to, for the next writer
    INDEX/corrections.jsonl    the command line's, not ours, as is INDEX/reports/

A rebuild fills the next edition and then points `current` at it; the edition before stays for the readers that still
have it open and goes at the rebuild after. A folder that holds other things is never touched, and one that is damaged
is never taken for an empty one: both raise errors that name the folder and the remedy.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import msgspec

from search.errors import CorruptIndexError, IndexMismatchError, IndexMissingError

SCHEMA_VERSION = 3
"""Raised when fields or columns change: such an index has to be rebuilt."""

STORED_VERSION = 2
"""Raised when articles or raw articles are stored another way: such an index cannot even be rebuilt."""

_EDITION_NAME = re.compile(r"(\d{4,})-[0-9a-f]{8}")
_Identity: TypeAlias = tuple[int, int, int]
_OURS = frozenset({"current", ".current.new", "editions", "writer.lock", "corrections.jsonl", "reports", "stems"})
_SYNCED_AT_ONCE = 8
_REBUILD = "run: python -m indexer rebuild"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionSettings:
    """What an edition was written with."""

    schema_version: int
    stored_version: int
    analysis: str  # fingerprint of tokens and stems

    def check(self, root: Path, *, analysis: str) -> None:
        """Raises IndexMismatchError unless this is what the code of today writes."""
        self.check_stored(root)
        if self.schema_version != SCHEMA_VERSION:
            raise IndexMismatchError(
                f"index at {root} has schema {self.schema_version}, this code needs {SCHEMA_VERSION}; {_REBUILD}"
            )
        if self.analysis != analysis:
            raise IndexMismatchError(
                f"index at {root} was analysed with {self.analysis}, this code analyses with {analysis}; {_REBUILD}"
            )

    def check_stored(self, root: Path) -> None:
        """Raises IndexMismatchError unless the stored articles can be read."""
        if self.stored_version != STORED_VERSION:
            raise IndexMismatchError(
                f"index at {root} stores articles in format {self.stored_version}, this code reads {STORED_VERSION}; "
                "rebuild it with the version of Kliping that wrote it, or add the archives to a new index"
            )


@dataclass(frozen=True, slots=True)
class Edition:
    """One folder below `editions/`."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def number(self) -> int:
        """Rises from edition to edition."""
        return int(self.name.split("-")[0])

    @property
    def raw_folder(self) -> Path:
        return self.path / "raw"

    def settings(self) -> EditionSettings:
        """What it was written with; CorruptIndexError if that cannot be read."""
        path = self.path / "settings.json"
        try:
            return msgspec.json.decode(path.read_bytes(), type=EditionSettings)
        except (OSError, msgspec.DecodeError) as exc:
            raise damaged(path, exc) from exc


class IndexFolder:
    """The folder of an index, whatever is in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.lock_path = root / "writer.lock"
        self._current = root / "current"
        self._editions = root / "editions"
        self._read: tuple[_Identity, Edition] | None = None  # what `current` said when it was last read

    def current(self) -> Edition:
        """The edition that is searched; IndexMissingError or CorruptIndexError if there is none."""
        try:
            identity = _identity(self._current)
            if self._read is not None and self._read[0] == identity:
                return self._read[1]
            name = self._current.read_text("utf-8").strip()
        except (FileNotFoundError, NotADirectoryError):
            raise self._missing() from None
        except (OSError, UnicodeDecodeError) as exc:
            raise damaged(self._current, exc) from exc
        if _EDITION_NAME.fullmatch(name) is None or not (self._editions / name).is_dir():
            raise damaged(self._current, f"it names no edition but {name[:40]!r}")
        edition = Edition(self._editions / name)
        self._read = (identity, edition)
        return edition

    def is_free(self) -> bool:
        """Whether a new index may be made here: nothing is in the folder, or a creation that did not finish."""
        if not self.root.exists():
            return True
        if not self.root.is_dir() or any(entry.name not in _OURS for entry in self.root.iterdir()):
            return False
        return not self._current.exists() and not self._has_articles()

    def make(self) -> None:
        """Make the folder itself, with those above it that are missing; it survives a crash of the machine."""
        made = [folder for folder in (self.root, *self.root.parents) if not folder.exists()]
        self.root.mkdir(parents=True, exist_ok=True)
        for folder in made:
            with suppress(PermissionError):  # new folders can be made in some that cannot be opened
                sync(folder.parent)

    def new_edition(self, *, analysis: str) -> Edition:
        """An empty folder for the next edition, with its settings; `current` still names the one before."""
        number = max((edition.number for edition in self._all_editions()), default=0) + 1
        edition = Edition(self._editions / f"{number:04}-{secrets.token_hex(4)}")
        edition.raw_folder.mkdir(parents=True)
        settings = EditionSettings(schema_version=SCHEMA_VERSION, stored_version=STORED_VERSION, analysis=analysis)
        write_durably(edition.path / "settings.json", msgspec.json.encode(settings))
        return edition

    def switch_to(self, edition: Edition) -> None:
        """Make `edition` the one that is searched, from one moment to the next."""
        sync(edition.path)
        sync(self._editions)
        write_durably(self._current, f"{edition.name}\n".encode())

    def prune(self, *keep: Edition) -> None:
        """Delete all editions but `keep`."""
        for edition in self._all_editions():
            if edition not in keep:
                shutil.rmtree(edition.path, ignore_errors=True)

    def drop_unfinished(self) -> None:
        """Delete what a rebuild that was killed has left; only for who holds the lock."""
        _temporary(self._current).unlink(missing_ok=True)
        current = self.current()
        for edition in self._all_editions():
            if edition.number > current.number:
                shutil.rmtree(edition.path, ignore_errors=True)

    def size(self) -> int:
        """Bytes of all its files."""
        total = 0
        for folder, _, names in os.walk(self.root):
            for name in names:
                try:
                    total += (Path(folder) / name).stat().st_size
                except FileNotFoundError:  # a writer has just deleted it
                    continue
        return total

    def _all_editions(self) -> Iterator[Edition]:
        if self._editions.is_dir():
            yield from (Edition(p) for p in sorted(self._editions.iterdir()) if _EDITION_NAME.fullmatch(p.name))

    def _has_articles(self) -> bool:
        return any(next(edition.path.glob("MAIN_*"), None) for edition in self._all_editions())

    def _missing(self) -> IndexMissingError | CorruptIndexError:
        if self._has_articles():
            return damaged(self._current, "the file is missing")
        if self.is_free():
            return IndexMissingError(f"there is no index at {self.root}; run: python -m indexer add PATH...")
        return IndexMissingError(
            f"{self.root} holds other files and no index; name another folder with --index or KLIPING_INDEX"
        )


def _identity(path: Path) -> _Identity:
    """Differs when the file was replaced by another."""
    found = path.stat()
    return found.st_ino, found.st_mtime_ns, found.st_size


def damaged(path: Path, reason: object) -> CorruptIndexError:
    """The error for a file of an index that cannot be read."""
    return CorruptIndexError(
        f"the index is damaged: {path}: {reason}; restore it from a backup, or move the folder away and add the "
        "archives again"
    )


def _temporary(path: Path) -> Path:
    return path.with_name(f".{path.name}.new")


def write_durably(path: Path, content: bytes) -> None:
    """Replace the file at once: after a crash it holds the old content or the new, never a part."""
    temporary = _temporary(path)
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    sync(path.parent)


def sync(path: Path) -> None:
    """Make what is in a file, or the names in a folder, survive a crash of the machine."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_all(paths: Sequence[Path]) -> None:
    """`sync` of all of them at the same time, which a file system answers with hardly more writing than one."""
    first, *others = paths
    if not others:
        sync(first)
        return
    with ThreadPoolExecutor(min(len(others), _SYNCED_AT_ONCE)) as pool:  # a thread takes longer to begin than to sync
        synced = pool.map(sync, others)
        sync(first)
        for _ in synced:
            pass
