"""Locks of the kernel's on files: it frees them when their holders have died.

One process writes at a time: it holds a lock on a file that says who holds it. A file that is being written beside is
locked too, so that a writer who finds it knows whether somebody is still at work on it.
"""

from __future__ import annotations

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from search.errors import IndexLockedError, IndexWriteError


@contextmanager
def writer_lock(path: Path) -> Iterator[None]:
    """Hold the lock at `path`; IndexLockedError says who has it. The kernel frees it when its holder dies."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as exc:
        raise unwritable(path.parent, exc) from exc
    try:
        _take(descriptor, path)
        yield
    finally:
        fcntl.flock(descriptor, fcntl.LOCK_UN)  # also lets go of it for children that inherited the descriptor
        os.close(descriptor)


def locked_file(path: Path) -> BinaryIO:
    """A new file, locked until it is closed here and in every process that has inherited it."""
    file = path.open("xb")
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
    except BaseException:
        file.close()
        raise
    return file


def is_locked(path: Path) -> bool:
    """Whether somebody holds a lock on the file."""
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _take(descriptor: int, path: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        who = f"process {os.getpid()} on {socket.gethostname()}, since {now},".encode()
        os.pwrite(descriptor, who, 0)
        os.ftruncate(descriptor, len(who))  # never to nothing: ext4 would write the file out at once, and we wait
    except BlockingIOError:
        holder = os.pread(descriptor, 200, 0).decode("utf-8", "replace").strip() or "another process"
        raise IndexLockedError(f"{holder} is writing to the index at {path.parent}; wait until it is done") from None
    except OSError as exc:
        raise unwritable(path.parent, exc) from exc


def unwritable(folder: Path, exc: OSError) -> IndexWriteError:
    """The error for a folder that the disk lets nothing be written to."""
    return IndexWriteError(f"cannot write to {folder}: {exc}; make room on the disk, or let us write there")
