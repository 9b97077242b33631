"""Writing a batch of articles into one edition: one Whoosh commit, all of it or nothing.

Articles stream through: each is analysed, its raw article appended to the raw store, its terms handed to Whoosh's
writer, which sorts them on disk beyond its memory limit. An article replaces the one with its id: the old document is
deleted by the same commit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any

from whoosh import index
from whoosh.reading import SegmentReader

from search.engines.whoosh import schema, storage
from search.engines.whoosh.raw_store import RawStore
from search.engines.whoosh.records import Document, document
from search.engines.whoosh.snapshot import Snapshot
from search.errors import EngineError, IndexWriteError
from search.model import StoredArticle
from search.results import IndexReport

_SORT_MB = 128  # memory of Whoosh's sorting pool
_MERGED_AT_ONCE = 8  # segments of about one size before they become one
_MAX_MERGED_ARTICLES = 50_000  # segments from here on stay: merging is slow, and Whoosh's columns end at 2 GB


class Batch:
    """A commit in the making, on top of `snapshot`; use as a context manager and call `commit` as the last thing.

    Whatever leaves the block before leaves the index as it was. OSErrors of the disk come out as IndexWriteError.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._folder = snapshot.edition.path
        self._files = storage.DurableStorage(self._folder)
        self._raw = RawStore(snapshot.edition.raw_folder)
        self._added: dict[str, int] = {}  # id to its document in the new segment
        self._replaced = 0
        self._deleted: set[int] = set()
        self._superseded: list[int] = []
        self._writer: Any = None
        self._is_done = False

    def __enter__(self) -> Batch:
        try:
            with _disk(self._folder):
                storage.sweep(self._folder)
                self._raw.begin(self._snapshot.contents.generation)
                # Whoosh's own lock is left out: ours is held, and 2.7.4 keeps its lock after a failed commit.
                whole = index.FileIndex(self._files, indexname=schema.INDEX_NAME)
                self._writer = whole.writer(_lk=False, limitmb=_SORT_MB)
        except BaseException:
            self._abandon()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._is_done:
            self._abandon()

    def add(self, stored: StoredArticle) -> None:
        """Take in an article, in place of the one with its id."""
        with _disk(self._folder):
            raw = None if stored.raw is None else self._raw.append(stored.raw)
        self._add(document(stored, raw=raw), stored.article.id)

    def remove(self, article_id: str) -> bool:
        """Delete an article that was there before this batch; whether it was."""
        found = self._snapshot.find(article_id)
        if found is None or found in self._deleted:
            return False
        self._deleted.add(found)
        self._writer.delete_document(found)
        return True

    @property
    def is_empty(self) -> bool:
        return not self._added and not self._deleted

    def __len__(self) -> int:
        """How many different articles it adds or replaces."""
        return len(self._added)

    def commit(self) -> IndexReport:
        """Make the batch what readers see."""
        with _disk(self._folder):
            self._raw.sync()
            if self._superseded:
                segment = self._writer.get_segment()
                for number in self._superseded:
                    segment.delete_document(number)
            self._writer.commit(mergetype=_merged)
            self._files.close_all()
        self._is_done = True
        with suppress(OSError):  # the commit is there; the next writer sees that by its generation
            self._raw.end()
        return IndexReport(added=len(self._added) - self._replaced, updated=self._replaced)

    def _add(self, made: Document, article_id: str) -> None:
        if article_id in self._added:
            self._superseded.append(self._added[article_id])
        elif self.remove(article_id):
            self._replaced += 1
        self._added[article_id] = self._writer.doc_count()
        with _disk(self._folder):
            self._writer.add_document(
                **made.texts, id=made.keys, place=made.places, record=made.record, article=made.article
            )

    def _abandon(self) -> None:
        """Let go of files and delete what was written, as far as a full disk lets us; the next writer does the rest."""
        self._is_done = True
        if self._writer is not None and not self._writer.is_closed:
            with suppress(Exception):  # whatever Whoosh meets while it closes half-written files
                self._writer.cancel()
        self._files.close_all()
        with suppress(OSError, EngineError):
            if storage.is_latest(self._folder, self._snapshot.contents.generation):
                self._raw.undo()
            else:  # the commit is there, and failed over something that came after it
                self._raw.end()
            storage.sweep(self._folder)


@contextmanager
def _disk(folder: Path) -> Iterator[None]:
    """Turns the disk's errors into ours."""
    try:
        yield
    except OSError as exc:
        raise IndexWriteError(
            f"cannot write to {folder}: {exc}; what was committed before is still there, make room on the disk and "
            "add again"
        ) from exc


def _merged(writer: Any, segments: Iterable[Any]) -> list[Any]:
    """Whoosh's merge hook: which segments stay; those of a size class that got full go into the new one."""
    kept = [segment for segment in segments if segment.doc_count()]
    for alike in _by_size(kept):
        if len(alike) >= _MERGED_AT_ONCE:
            for segment in alike:
                reader = SegmentReader(writer.storage, writer.schema, segment)
                writer.add_reader(reader)
                reader.close()
            return [segment for segment in kept if segment not in alike]
    return kept


def _by_size(segments: list[Any]) -> Iterator[list[Any]]:
    """The segments that may be merged, in classes: below 10 articles, below 100, ..."""
    least = 1
    while least < _MAX_MERGED_ARTICLES:
        most = min(least * 10, _MAX_MERGED_ARTICLES)
        yield [segment for segment in segments if least <= segment.doc_count() < most]
        least = most
