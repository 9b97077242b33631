"""A process that writes segments, one after the other: what the writer holds of it.

Articles go to it as a line of JSON each, which is made and read in a third of the time of a pickle; it answers with the
stems that it had to find, or with the error. It keeps its lexicon from segment to segment, as the writer keeps its own.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from search.engines.whoosh.child_process import Child
from search.engines.whoosh.codec.segment_file import SegmentDocument
from search.engines.whoosh.stem_tables import Stems
from search.errors import IndexWriteError

_MODULE = "search.engines.whoosh.segment_main"


class SegmentOrder(msgspec.Struct, frozen=True):
    """What comes before the articles of a segment."""

    path: bytes  # where it is written; of file names, not all are text
    documents: int
    tables: bytes  # where stems are kept
    stems: tuple[Stems, ...]  # that other processes have found since the last order


class SegmentProcess:
    """A process that waits for articles or writes them; who has it `close`s it."""

    def __init__(self, tables: Path) -> None:
        """`tables` is the folder of the tables of stems; OSError where no process can be started."""
        self._tables = tables
        self._to_learn: list[Stems] = []
        self._child = Child(_MODULE)

    def teach(self, stems: Stems) -> None:
        """Tell it with the next order what another process has found."""
        self._to_learn.append(stems)

    def begin(self, path: Path, documents: Sequence[SegmentDocument]) -> None:
        """Have the documents, whose ids differ, written as one file; then ask for the `result`."""
        learnt, self._to_learn = tuple(self._to_learn), []
        order = SegmentOrder(
            path=os.fsencode(path), documents=len(documents), tables=os.fsencode(self._tables), stems=learnt
        )
        try:
            self._child.tell(_lines(order, documents))
        except BrokenPipeError as exc:
            raise self._died() from exc

    def result(self) -> Stems:
        """Wait until the segment is written: the stems that are in no table. Its errors are raised here."""
        try:
            result: Stems | Exception = pickle.load(self._child.answers)
        except (EOFError, pickle.UnpicklingError) as exc:
            raise self._died() from exc
        if isinstance(result, Exception):
            raise result
        return result

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._child.close()

    def _died(self) -> IndexWriteError:
        return IndexWriteError(
            f"writing a segment failed: {self._child.last_words()}, perhaps for want of memory; what "
            "was committed before is still there, add again with fewer writers (KLIPING_WRITERS)"
        )


def _lines(order: SegmentOrder, documents: Sequence[SegmentDocument]) -> Iterator[bytes]:
    encoder = msgspec.json.Encoder()
    for value in (order, *documents):
        yield encoder.encode(value)
        yield b"\n"  # which JSON has none of
