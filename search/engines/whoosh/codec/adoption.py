"""Segments that a stock Whoosh writer put into the index, made readable for our evaluator.

Such a segment holds postings and stored fields, but no articles and no columns of ours. The first who opens it writes
a segment file of the same name beside it, with an article for each of its documents, made of what is stored: id, title
and body. Document numbers stay the same, and so do its deletions, which the table of contents keeps.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage

from search.engines.whoosh.codec.lexicon import Lexicon
from search.engines.whoosh.codec.segment_file import SegmentDocument, write_segment
from search.engines.whoosh.codec.segment_view import SegmentView
from search.engines.whoosh.codec.whoosh_codec import EXTENSION
from search.engines.whoosh.layout import sync
from search.errors import IndexMismatchError
from search.model import Article


def adopted(folder: Path, segment: Any) -> SegmentView:
    """The documents of a stock segment as a segment file; IndexMismatchError where none can be written."""
    name = str(segment.segment_id())
    path = folder / f"{name}{EXTENSION}"
    if not path.exists():
        unfinished = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")  # others may be at it
        try:
            articles = _articles(folder, segment)
            write_segment(unfinished, [SegmentDocument(article, None) for article in articles], Lexicon())
            sync(unfinished)
            unfinished.rename(path)
        except OSError as exc:
            if path.exists():  # somebody else was quicker, and a writer has swept our file away
                return SegmentView(path)
            if isinstance(exc, FileNotFoundError):  # the segment has been merged away: the caller tries again
                raise
            raise IndexMismatchError(
                f"index at {folder} holds segment {name} of a stock Whoosh writer, which has to be converted first, "
                f"but the folder cannot be written to ({exc}); run: python -m indexer status, with the right to do so"
            ) from exc
        except ValueError as exc:
            raise IndexMismatchError(
                f"index at {folder} holds segment {name} of a stock Whoosh writer, which cannot be converted: {exc}; "
                "restore a backup without it, and add its articles by: python -m indexer add PATH..."
            ) from exc
    return SegmentView(path)


def _articles(folder: Path, segment: Any) -> Iterator[Article]:
    storage = FileStorage(str(folder))
    files = segment.open_compound_file(storage) if segment.is_compound() else storage
    reader = segment.codec().per_document_reader(files, segment)
    try:
        stored = [reader.stored_fields(document) for document in range(segment.doc_count_all())]
        last = {fields.get("id"): document for document, fields in enumerate(stored)}
        for document, fields in enumerate(stored):
            is_named = fields.get("id") and last[fields["id"]] == document  # of several with one id the last counts
            yield Article(
                id=str(fields["id"]) if is_named else f"{segment.segid}-{document}",
                title=fields.get("title"),
                body=str(fields.get("body") or ""),
            )
    finally:
        reader.close()
