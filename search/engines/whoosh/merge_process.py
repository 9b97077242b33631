"""A merge in a process of its own: what the writer holds of it.

The file that the process writes is made and locked here, by who holds the lock of the index, and the lock on it is
inherited: no other writer sweeps it away as long as this process or that one lives, and any does when both have gone.
The process is told names of files and numbers of documents, knows no table of contents, and brings what it wrote to
the disk; to commit that, or not, is the writer's affair.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

import msgspec
import numpy as np

from search.engines.whoosh import storage
from search.engines.whoosh.child_process import Child
from search.engines.whoosh.codec.container import Array
from search.engines.whoosh.codec.segment_view import SegmentView
from search.engines.whoosh.codec.whoosh_codec import ColumnarSegment
from search.engines.whoosh.layout import Edition
from search.engines.whoosh.lock import locked_file
from search.engines.whoosh.schema import INDEX_NAME

_MODULE = "search.engines.whoosh.merge_main"


class MergeInput(msgspec.Struct, frozen=True, array_like=True):
    """A segment to be merged: its file, and which of its documents are not to be taken over."""

    path: bytes  # of file names, not all are text
    deleted: tuple[int, ...]


class MergeOrder(msgspec.Struct, frozen=True):
    """What the process is told: to write the inputs, in their order, to one file."""

    target: bytes
    inputs: tuple[MergeInput, ...]


class MergeProcess:
    """A merge that has begun; only for who holds the lock of the index, who `close`s it, whatever came of it."""

    def __init__(self, edition: Edition, inputs: Mapping[str, tuple[SegmentView, Sequence[int]]]) -> None:
        """Merge the `inputs`, by name each segment and its deleted documents; OSError if that cannot be begun."""
        self.edition = edition
        self.inputs = tuple(inputs)
        self._live = {name: _is_live(view.size, deleted) for name, (view, deleted) in inputs.items()}
        self.merged = ColumnarSegment(INDEX_NAME)
        self.merged.set_doc_count(sum(int(np.count_nonzero(is_live)) for is_live in self._live.values()))
        self._path = storage.unfinished(edition.path, self.merged)
        self._lock = locked_file(self._path)
        try:
            self._child = Child(_MODULE, keeps=(self._lock.fileno(),))
        except BaseException:
            self._let_go()
            raise
        files = tuple(MergeInput(os.fsencode(view.container.path), tuple(deleted)) for view, deleted in inputs.values())
        order = MergeOrder(target=os.fsencode(self._path), inputs=files)
        with suppress(BrokenPipeError):  # it has ended already, and will be found to have failed
            self._child.tell((msgspec.json.encode(order), b"\n"))

    @property
    def is_over(self) -> bool:
        """Whether the process has ended, well or not."""
        return self._child.process.poll() is not None

    def wait(self) -> None:
        """Wait until it is over."""
        self._child.process.wait()

    @property
    def failure(self) -> str | None:
        """What went wrong with a merge that is over."""
        return self._child.last_words() if self._child.process.returncode else None

    def deleted_since(self, deleted: Mapping[str, Iterable[int]]) -> list[int]:
        """The numbers in the merged segment of what is `deleted` of the inputs, by name, and was not at the start."""
        is_deleted = [~_is_live(len(self._live[name]), deleted[name])[self._live[name]] for name in self.inputs]
        found: list[int] = np.flatnonzero(np.concatenate(is_deleted)).tolist()
        return found

    def close(self) -> None:
        """Let go of the process, which ends if it has not, and of what it wrote, if that was not committed."""
        self._child.close()
        self._let_go()

    def _let_go(self) -> None:
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
        self._lock.close()


def _is_live(size: int, deleted: Iterable[int]) -> Array:
    """(size,) bool: which documents are not deleted."""
    is_live = np.ones(size, bool)
    is_live[np.fromiter(deleted, np.int64)] = False
    return is_live
