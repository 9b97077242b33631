"""The process that writes segments: `python -m search.engines.whoosh.segment_main`, told by `segment_process` what."""

from __future__ import annotations

import gc
import os
import pickle
import sys
import traceback
from pathlib import Path
from typing import BinaryIO

import msgspec

from search.engines.whoosh import child_process
from search.engines.whoosh.codec.lexicon import Lexicon
from search.engines.whoosh.codec.segment_file import SegmentDocument, write_segment
from search.engines.whoosh.segment_process import SegmentOrder
from search.engines.whoosh.stem_tables import Stems, StemTables


class _Writer:
    """Writes what it is told; keeps words and stems from one segment to the next."""

    def __init__(self) -> None:
        self._lexicon = Lexicon()
        self._stems: StemTables | None = None
        self._path: Path | None = None

    def written(self, order: SegmentOrder, lines: BinaryIO) -> Stems | Exception:
        """The stems that were found in writing the documents of `lines`, or what went wrong."""
        read = msgspec.json.Decoder(SegmentDocument).decode
        documents = [read(lines.readline()) for _ in range(order.documents)]
        self._path = Path(os.fsdecode(order.path))
        self._stems = self._stems or StemTables(Path(os.fsdecode(order.tables)))
        try:
            self._stems.load(articles=len(documents))
            for stems in order.stems:
                self._stems.learn(stems)
            write_segment(self._path, documents, self._lexicon)
        except Exception as exc:
            return _portable(exc)
        finally:
            self._path = None
        return self._stems.found()

    def clean_up(self) -> None:
        """Delete what is not whole."""
        path = self._path
        if path is not None:
            path.unlink(missing_ok=True)


def _portable(exc: Exception) -> Exception:
    """The error as it can be raised in another process, with the place where it came from."""
    try:
        copy = pickle.loads(pickle.dumps(exc))
    except Exception:
        copy = RuntimeError(f"{type(exc).__name__}: {exc}")
    copy.add_note("".join(traceback.format_exception(exc)))
    return copy  # type: ignore[no-any-return]


def main() -> None:
    """Write segments until nobody asks for one any more."""
    lines = sys.stdin.buffer
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    writer = _Writer()
    child_process.end_with_parent(writer.clean_up)
    gc.disable()  # articles are very many and in no cycle: looking for one would take a fifth of all time
    while line := lines.readline():
        pickle.dump(writer.written(msgspec.json.decode(line, type=SegmentOrder), lines), replies)
        replies.flush()
        gc.collect()


if __name__ == "__main__":
    main()
