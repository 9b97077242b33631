"""Keeping segments few: after a commit, those that the plan names become one, in a commit of their own."""

from __future__ import annotations

import logging
from contextlib import suppress
from pathlib import Path
from typing import Any

from search.engines.whoosh import storage
from search.engines.whoosh.codec.adoption import adopted
from search.engines.whoosh.codec.merge_plan import SegmentSize, due
from search.engines.whoosh.codec.merger import merge_segments
from search.engines.whoosh.codec.segment_view import SegmentView
from search.engines.whoosh.codec.whoosh_codec import EXTENSION, ColumnarSegment, open_view
from search.engines.whoosh.layout import Edition
from search.engines.whoosh.schema import INDEX_NAME
from search.errors import EngineError

_log = logging.getLogger(__name__)


def merge_due(edition: Edition) -> None:
    """Merge until nothing is due; only for who holds the lock.

    Readers go on with what they have open. Whatever goes wrong, a disk that is too full for the copy or a damaged
    segment, leaves the segments as they are: what was committed before stays committed.
    """
    try:
        while _merge_once(edition):
            pass
    except Exception as exc:
        is_explained = isinstance(exc, OSError | EngineError)
        _log.warning("segments in %s are left unmerged: %s", edition.path, exc, exc_info=not is_explained)
        with suppress(OSError, EngineError):
            storage.sweep(edition.path)


def _merge_once(edition: Edition) -> bool:
    folder = edition.path
    segments = {storage.segment_name(segment): segment for segment in storage.read_contents(folder).segments}
    chosen = due([_size(folder, name, segment) for name, segment in segments.items()])
    if not chosen:
        return False
    merged = ColumnarSegment(INDEX_NAME)
    inputs = [(_view(edition, segments[name]), set(segments[name].deleted_docs())) for name in chosen]
    merged.set_doc_count(merge_segments(storage.unfinished(folder, merged), inputs))
    storage.commit(folder, added=[merged] if merged.doc_count_all() else [], dropped=chosen)
    return True


def _size(folder: Path, name: str, segment: Any) -> SegmentSize:
    path = folder / f"{name}{EXTENSION}"
    return SegmentSize(
        name=name,
        live=segment.doc_count(),
        deleted=segment.deleted_count(),
        size=path.stat().st_size if path.exists() else 0,  # a stock segment that nobody has opened yet
    )


def _view(edition: Edition, segment: Any) -> SegmentView:
    if isinstance(segment, ColumnarSegment):
        return open_view(edition.path, segment)
    return adopted(edition.path, segment)
