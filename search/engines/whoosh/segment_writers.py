"""Who writes the segments of a batch: this process, or several at a time beside it.

A process is started for the first full segment that finds no idle one, up to as many as were asked for, and stays for
the next. What is less than a segment and has come alone is written here: it takes less time than a process to start.
There are never more articles in memory than those of one segment in each process and of one here: whoever adds waits
for the process that was told first.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Sequence
from pathlib import Path

from search.engines.whoosh.codec.lexicon import Lexicon
from search.engines.whoosh.codec.segment_file import SegmentDocument, write_segment
from search.engines.whoosh.segment_process import SegmentProcess
from search.engines.whoosh.stem_tables import StemTables

_log = logging.getLogger(__name__)


class SegmentWriters:
    """Writes segments in this process (`count` 1) or in so many others. For one batch at a time."""

    def __init__(self, stems: StemTables, *, count: int) -> None:
        self._stems = stems
        self._count = count
        self._lexicon = Lexicon()
        self._idle: deque[SegmentProcess] = deque()
        self._busy: deque[SegmentProcess] = deque()

    def write(self, path: Path, documents: Sequence[SegmentDocument], *, is_last: bool) -> None:
        """Have the documents, whose ids differ, written as one file, whole after `finish`.

        Raises OSError where the disk refuses, also that of an earlier segment, IndexWriteError when a process died, and
        what `write_segment` raises.
        """
        process = None if self._count == 1 or (is_last and not self._busy) else self._free()
        if process is None:
            self._stems.load(articles=len(documents))
            try:
                write_segment(path, documents, self._lexicon)
            except BaseException:
                self._lexicon = Lexicon()  # Ctrl-C may come in the middle of a row
                raise
            return
        self._busy.append(process)
        process.begin(path, documents)

    def finish(self) -> None:
        """Wait until everything is written; errors as of `write`."""
        while self._busy:
            self._idle.append(self._first_done())

    def abandon(self) -> None:
        """End the processes that are writing, whatever they write."""
        while self._busy:
            self._busy.popleft().close()

    def close(self) -> None:
        """End all processes."""
        self.abandon()
        while self._idle:
            self._idle.pop().close()

    def _free(self) -> SegmentProcess | None:
        """A process that has nothing to do; None where none can be started."""
        if self._idle:
            return self._idle.popleft()
        if len(self._busy) < self._count:
            try:
                return SegmentProcess(self._stems.folder)
            except OSError as exc:
                _log.warning("segments are written by %d processes beside: %s", len(self._busy), exc)
                self._count = max(len(self._busy), 1)
        return self._first_done() if self._busy else None

    def _first_done(self) -> SegmentProcess:
        """Wait for the process that was told first."""
        found = self._busy[0].result()
        self._stems.add(found)
        done = self._busy.popleft()
        for other in (*self._idle, *self._busy):
            other.teach(found)
        return done
