"""One open segment of a Whoosh index: its columns, terms and articles, read on demand.

Whoosh's readers move a file position and so belong to one thread at a time: every read goes through the segment's
lock. Deletions are not the segment's but the snapshot's: what is read here includes deleted documents.
"""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.reading import TermNotFound

from search.engines.whoosh import schema
from search.engines.whoosh.columns import Columns, SmallInts, columns_of
from search.engines.whoosh.deadline import Deadline
from search.engines.whoosh.layout import damaged
from search.engines.whoosh.raw_store import RawPlace
from search.engines.whoosh.records import Record, article_from_bytes, record_from_bytes
from search.engines.whoosh.storage import TrackedStorage
from search.engines.whoosh.view import Postings, Vocabulary
from search.errors import KlipingError
from search.model import Article

_CHECK_EVERY = 4096  # postings between two looks at the clock


class OpenSegment:
    """A segment whose files stay open, and readable when a writer deletes them, until nobody refers to it."""

    def __init__(self, folder: Path, segment: Any) -> None:
        self.name = str(segment.segment_id())
        self.size = int(segment.doc_count_all())
        self._path = folder / f"{self.name}.seg"
        self._lock = threading.Lock()
        storage = TrackedStorage(folder)
        try:
            with self._reading():
                self._open(storage, segment)
        except BaseException:
            storage.close_all()
            raise

    def _open(self, storage: TrackedStorage, segment: Any) -> None:
        files = segment.open_compound_file(storage) if segment.is_compound() else storage
        self._terms = segment.codec().terms_reader(files, segment)
        self._documents = segment.codec().per_document_reader(files, segment)
        self._articles = self._documents.column_reader(schema.ARTICLE, schema.BYTES)
        weakref.finalize(self, _close, self._terms, self._documents, files)

    @cached_property
    def _records(self) -> Any:
        return self._documents.column_reader(schema.RECORD, schema.BYTES)

    @cached_property
    def columns(self) -> Columns:
        """The columns of all its documents."""
        with self._reading():
            return columns_of([record_from_bytes(data) for data in self._records])

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of its exact fields."""
        counts: dict[bytes, int] = {}
        with self._reading():
            for field in ("title", "body"):
                for (name, term), info in self._terms.items_from(field, b""):
                    if name != field:
                        break
                    counts[term] = counts.get(term, 0) + int(info.doc_frequency())
            words = sorted((term.decode(), count) for term, count in counts.items())
        return Vocabulary([word for word, _ in words], np.array([count for _, count in words], dtype=np.int64))

    def record(self, document: int) -> Record:
        with self._reading():
            return record_from_bytes(self._records[document])

    def article(self, document: int) -> tuple[Article, RawPlace | None]:
        """An article, and where its raw one lies."""
        with self._reading():
            return article_from_bytes(self._articles[document])

    def documents_of(self, field: str, key: str) -> list[int]:
        """The documents that have `key` in a field of keys, deleted ones included."""
        with self._reading():
            matcher = self._matcher(field, key, schema.EXISTENCE)
            return [] if matcher is None else [int(document) for document in matcher.all_ids()]

    def postings(self, field: str, term: str, deadline: Deadline) -> Postings:
        """Where `term` is in a text field; empty if it is not there."""
        documents: list[int] = []
        frequencies: list[int] = []
        with self._reading():
            matcher = self._matcher(field, term, schema.POSITIONS)
            while matcher is not None and matcher.is_active():
                documents.append(matcher.id())
                frequencies.append(int(matcher.weight()))
                matcher.next()
                if len(documents) % _CHECK_EVERY == 0:
                    deadline.check()
        return Postings(np.array(documents, dtype=np.int32), np.array(frequencies, dtype=np.int32))

    def positions(self, field: str, term: str, deadline: Deadline) -> SmallInts:
        """(sum of frequencies,) the positions of `term` in its documents, one document after the other."""
        parts: list[bytes] = []
        with self._reading():
            matcher = self._matcher(field, term, schema.POSITIONS)
            while matcher is not None and matcher.is_active():
                parts.append(matcher.value())
                matcher.next()
                if len(parts) % _CHECK_EVERY == 0:
                    deadline.check()
        return np.frombuffer(b"".join(parts), dtype=np.uint32).astype(np.int32)

    def _matcher(self, field: str, term: str, format_: Any) -> Any:
        if field not in self._terms.indexed_field_names():
            return None
        try:
            return self._terms.matcher(field, term.encode(), format_)
        except TermNotFound:
            return None

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """One thread at a time; whatever Whoosh raises over bytes that make no sense is a damaged index."""
        with self._lock:
            try:
                yield
            except (KlipingError, FileNotFoundError, MemoryError):
                raise
            except Exception as exc:
                raise damaged(self._path, repr(exc)) from exc


def _close(terms: Any, documents: Any, files: Any) -> None:
    terms.close()
    documents.close()
    files.close()
