"""The Whoosh classes over a segment file, so that a stock Searcher, QueryParser or writer can use the index.

They are the compatibility path: right, not fast. Our own evaluator reads the same files through `SegmentView`. The
names of `ColumnarSegment` and `ColumnarCodec` stand in every table of contents (a pickle), so they are part of the
format.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec import base

from search.engines.whoosh.codec.segment_view import SegmentView
from search.engines.whoosh.codec.whoosh_documents import SegmentDocuments
from search.engines.whoosh.codec.whoosh_terms import SegmentTerms

EXTENSION = ".kliping"

_WRITES = "segments of this codec are written whole, by write_segment; a stock writer writes its own kind beside them"

_views: weakref.WeakValueDictionary[Path, SegmentView] = weakref.WeakValueDictionary()


def open_view(folder: Path, segment: ColumnarSegment) -> SegmentView:
    """The segment's file, opened once by a process however many readers use it."""
    path = segment.path(folder)
    view = _views.get(path)
    if view is None:
        view = _views.setdefault(path, SegmentView(path))
    return view


class ColumnarSegment(base.Segment):
    """What the table of contents says of a segment: its name, how many documents it has, which are deleted."""

    def __init__(self, indexname: str) -> None:
        super().__init__(indexname)  # type: ignore[no-untyped-call]
        self._documents = 0
        self._deleted: set[int] = set()

    def path(self, folder: Path) -> Path:
        return folder / f"{self.indexname}_{self.segid}{EXTENSION}"

    def codec(self) -> ColumnarCodec:
        return ColumnarCodec()

    def should_assemble(self) -> bool:
        return False

    def set_doc_count(self, doccount: int) -> None:
        self._documents = doccount

    def doc_count_all(self) -> int:
        return self._documents

    def deleted_count(self) -> int:
        return len(self._deleted)

    def deleted_docs(self) -> Iterator[int]:
        return iter(sorted(self._deleted))

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self._deleted

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        if delete:
            self._deleted.add(docnum)
        else:
            self._deleted.discard(docnum)

    def __getstate__(self) -> dict[str, Any]:
        deleted = np.array(sorted(self._deleted), "<u4").tobytes()
        return self.__dict__ | {"_deleted": deleted}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._deleted = set(np.frombuffer(state["_deleted"], "<u4").tolist())


class ColumnarCodec(base.Codec):
    """Reads segment files. Writing is `write_segment`'s: a batch at a time, not a posting at a time."""

    length_stats = False

    def new_segment(self, storage: Any, indexname: str) -> ColumnarSegment:
        return ColumnarSegment(indexname)

    def per_document_writer(self, storage: Any, segment: Any) -> Any:
        raise NotImplementedError(_WRITES)

    def field_writer(self, storage: Any, segment: Any) -> Any:
        raise NotImplementedError(_WRITES)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> Any:
        raise NotImplementedError(_WRITES)

    def postings_reader(self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None) -> Any:
        raise NotImplementedError("postings are read through SegmentTerms.matcher")

    def supports_columns(self) -> bool:
        return True

    def terms_reader(self, storage: Any, segment: ColumnarSegment) -> SegmentTerms:
        return SegmentTerms(open_view(Path(storage.folder), segment))

    def per_document_reader(self, storage: Any, segment: ColumnarSegment) -> SegmentDocuments:
        return SegmentDocuments(open_view(Path(storage.folder), segment), segment)
