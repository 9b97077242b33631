"""Keeping segments few: after a commit, those that the plan names become one, in a commit of their own.

What takes no longer than a process takes to start is merged at once. A larger merge goes to a process beside
(`merge_process`), while articles are added and small segments merged; the first write after it has ended commits what
came of it. Nothing is copied again for that: documents that were deleted meanwhile are deleted from the merged segment
under the numbers that they have there. If an input is gone by then, merged by somebody else or dropped with its
edition, so is the merge. Only when far too many segments wait does the writer wait, too.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from search.engines.whoosh import storage
from search.engines.whoosh.codec.adoption import adopted
from search.engines.whoosh.codec.merge_plan import SegmentSize, due, is_crowded
from search.engines.whoosh.codec.merger import merge_segments
from search.engines.whoosh.codec.segment_view import SegmentView
from search.engines.whoosh.codec.whoosh_codec import EXTENSION, ColumnarSegment, open_view
from search.engines.whoosh.layout import Edition
from search.engines.whoosh.merge_process import MergeProcess
from search.engines.whoosh.schema import INDEX_NAME
from search.errors import EngineError

_AT_ONCE = 1 / 128  # of a largest segment, 8,192 articles: 0.4 s of work, as much as starting a process
_COMMITS_AFTER_FAILURE = 100  # before another process is started: on a full disk each would copy in vain

_log = logging.getLogger(__name__)


class Merges:
    """The merges of a writer; all but `is_running` and `drop` only for who holds the lock of the index.

    Readers go on with what they have open. Whatever goes wrong, a disk that is too full for the copy, a damaged
    segment or a process that was killed, leaves the segments as they are: what was committed before stays committed.
    """

    def __init__(self) -> None:
        self._running: MergeProcess | None = None
        self._pause = 0  # commits that still are to come before another process is started
        self._lock = threading.RLock()  # who closes an engine need not know whether somebody writes

    @property
    def is_running(self) -> bool:
        """Whether a process is merging, or has merged what is not committed yet."""
        return self._running is not None

    def go_on(self, edition: Edition) -> None:
        """After a commit: commit a merge that is over, and begin what is due."""
        with self._lock:
            self._pause = max(self._pause - 1, 0)
            self._carry_on(edition, is_last=False)

    def settle(self, edition: Edition) -> None:
        """Merge until nothing is due, however long that takes; also what could not be merged lately, once more."""
        with self._lock:
            self._pause = 0
            self._carry_on(edition, is_last=True)

    def drop(self) -> None:
        """Let go of the merge that is running, if one is."""
        with self._lock:
            running, self._running = self._running, None
            if running is not None:
                running.close()

    def _carry_on(self, edition: Edition, *, is_last: bool) -> None:
        try:
            self._take_in(edition)
            while self._merge_next(edition) or self._wait(edition, is_last=is_last):
                pass
        except Exception as exc:
            is_explained = isinstance(exc, OSError | EngineError)
            _warn(edition, exc, exc_info=not is_explained)
            with suppress(OSError, EngineError):
                storage.sweep(edition.path)

    def _merge_next(self, edition: Edition) -> bool:
        """Merge what is due, or begin to; whether there was anything."""
        segments = _segments(edition.path)
        sizes = _sizes(edition.path, segments)
        chosen = self._due(sizes)
        if not chosen:
            return False
        inputs = {name: segments[name] for name in chosen}
        if sum(size.fill for size in sizes if size.name in inputs) <= _AT_ONCE or not self._begin(edition, inputs):
            _merge_here(edition, inputs)
        return True

    def _due(self, sizes: Sequence[SegmentSize]) -> Sequence[str] | None:
        if self._running is None and not self._pause:
            return due(sizes)
        busy = self._running.inputs if self._running is not None else {}
        return due([size for size in sizes if size.name not in busy and size.fill <= _AT_ONCE], room=_AT_ONCE)

    def _begin(self, edition: Edition, segments: Mapping[str, Any]) -> bool:
        """Start a process for these segments, by name; whether that could be done."""
        try:
            self._running = MergeProcess(edition, _inputs(edition.path, segments))
        except OSError as exc:
            _log.info("merging in %s in this process, as none can be started: %s", edition.path, exc)
            return False
        return True

    def _wait(self, edition: Edition, *, is_last: bool) -> bool:
        """Wait for a merge beside, if it has to be waited for, and commit it; whether there was one."""
        if self._running is None or not (is_last or is_crowded(_sizes(edition.path, _segments(edition.path)))):
            return False
        self._running.wait()
        self._take_in(edition)
        return True

    def _take_in(self, edition: Edition) -> None:
        """Commit what a process has merged, if it is over and what it merged is still there."""
        running = self._running
        if running is None or not (running.is_over or running.edition != edition):
            return
        self._running = None
        with closing(running):
            segments = _segments(edition.path)
            if running.edition != edition or not segments.keys() >= set(running.inputs):
                return
            self._pause = _COMMITS_AFTER_FAILURE
            if (failure := running.failure) is not None:
                _warn(edition, failure)
                return
            for document in running.deleted_since({name: segments[name].deleted_docs() for name in running.inputs}):
                running.merged.delete_document(document)
            storage.commit(edition.path, added=[running.merged], dropped=running.inputs)
            self._pause = 0


def _warn(edition: Edition, reason: object, *, exc_info: bool = False) -> None:
    _log.warning("segments in %s are left unmerged: %s", edition.path, reason, exc_info=exc_info)


def _segments(folder: Path) -> dict[str, Any]:
    """The segments of the last commit by name."""
    return {storage.segment_name(segment): segment for segment in storage.read_contents(folder).segments}


def _sizes(folder: Path, segments: Mapping[str, Any]) -> list[SegmentSize]:
    return [_size(folder, name, segment) for name, segment in segments.items()]


def _size(folder: Path, name: str, segment: Any) -> SegmentSize:
    path = folder / f"{name}{EXTENSION}"
    return SegmentSize(
        name=name,
        live=segment.doc_count(),
        deleted=segment.deleted_count(),
        size=path.stat().st_size if path.exists() else 0,  # a stock segment that nobody has opened yet
    )


def _merge_here(edition: Edition, segments: Mapping[str, Any]) -> None:
    """Merge the segments, given by name, and commit that."""
    merged = ColumnarSegment(INDEX_NAME)
    inputs = _inputs(edition.path, segments)
    merged.set_doc_count(merge_segments(storage.unfinished(edition.path, merged), list(inputs.values())))
    storage.commit(edition.path, added=[merged], dropped=segments.keys())


def _inputs(folder: Path, segments: Mapping[str, Any]) -> dict[str, tuple[SegmentView, tuple[int, ...]]]:
    """What is to be merged, by name: each segment with its deleted documents, rising."""
    return {name: (_view(folder, segment), tuple(segment.deleted_docs())) for name, segment in segments.items()}


def _view(folder: Path, segment: Any) -> SegmentView:
    if isinstance(segment, ColumnarSegment):
        return open_view(folder, segment)
    return adopted(folder, segment)
