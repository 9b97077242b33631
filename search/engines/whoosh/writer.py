"""Writing a batch of articles into one edition: one commit, all of it or nothing.

Articles stream through: their raw articles are appended to the raw store, and some thousands of them at a time become
a segment file of their own, in this process or beside it (`segment_writers`). An article replaces the one with its id:
the old document is deleted by the same commit, which is one new table of contents.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType

from search.engines.whoosh import storage
from search.engines.whoosh.codec.segment_file import SegmentDocument
from search.engines.whoosh.codec.whoosh_codec import ColumnarSegment
from search.engines.whoosh.layout import Edition
from search.engines.whoosh.raw_store import RawPlace, RawStore
from search.engines.whoosh.schema import INDEX_NAME
from search.engines.whoosh.segment_writers import SegmentWriters
from search.engines.whoosh.snapshot import Snapshot
from search.engines.whoosh.stem_tables import StemTables
from search.errors import EngineError, IndexWriteError
from search.model import Article, RawArticle, StoredArticle, to_json
from search.results import IndexReport

SEGMENT_ARTICLES = 16_384
_SEGMENT_CHARS = 64_000_000  # of bodies: bounds the memory of a segment of long articles


class Batch:
    """A commit in the making, on top of `snapshot`; use as a context manager and call `commit` as the last thing.

    Whatever leaves the block before leaves the index as it was. OSErrors of the disk come out as IndexWriteError.
    """

    def __init__(self, snapshot: Snapshot, writers: SegmentWriters, stems: StemTables) -> None:
        self._snapshot = snapshot
        self._writers = writers
        self._stems = stems
        self._folder = snapshot.edition.path
        self._raw = RawStore(snapshot.edition.raw_folder)
        self._pending: dict[str, SegmentDocument] = {}
        self._pending_chars = 0
        self._written: list[ColumnarSegment] = []
        self._written_at: dict[str, tuple[ColumnarSegment, int]] = {}
        self._deleted: dict[str, int] = {}  # id to its document in the snapshot
        self._replaced = 0
        self._is_done = False

    def __enter__(self) -> Batch:
        try:
            with _disk(self._folder):
                self._raw.begin(storage.sweep(self._folder))
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
        article = stored.article
        self._drop_earlier(article.id)
        self._pending[article.id] = SegmentDocument(article, self._append(stored.raw) if stored.raw else None)
        self._pending_chars += len(article.body)
        if len(self._pending) >= SEGMENT_ARTICLES or self._pending_chars >= _SEGMENT_CHARS:
            self._write_segment(is_last=False)

    def remove(self, article_id: str) -> bool:
        """Delete an article that was there before this batch; whether it was."""
        found = self._snapshot.documents.find(article_id)
        if found is None or article_id in self._deleted:
            return False
        self._deleted[article_id] = found
        return True

    @property
    def edition(self) -> Edition:
        """Where it writes."""
        return self._snapshot.edition

    @property
    def segments(self) -> int:
        """How many segments it has filled."""
        return len(self._written)

    @property
    def is_empty(self) -> bool:
        return not len(self) and not self._deleted

    def __len__(self) -> int:
        """How many different articles it adds or replaces."""
        return len(self._pending) + len(self._written_at)

    def commit(self) -> IndexReport:
        """Make the batch what readers see."""
        if self._pending:
            self._write_segment(is_last=True)
        with _disk(self._folder):
            self._writers.finish()
            storage.commit(
                self._folder,
                added=self._written,
                deleted=self._snapshot.documents.by_segment(self._deleted.values()),
                besides=self._raw.unsynced(),
            )
        self._is_done = True
        self._raw.end()
        self._stems.save()
        return IndexReport(added=len(self) - self._replaced, updated=self._replaced)

    def _drop_earlier(self, article_id: str) -> None:
        """Let go of what this batch holds under the id."""
        if article_id in self._written_at:
            segment, document = self._written_at.pop(article_id)
            segment.delete_document(document)
        self._pending.pop(article_id, None)

    def _replace(self) -> None:
        """Delete what was there before this batch under the ids of the pending articles."""
        found = self._snapshot.documents.find_all(
            [article_id for article_id in self._pending if article_id not in self._deleted]
        )
        self._deleted |= found
        self._replaced += len(found)

    def _append(self, raw: RawArticle) -> RawPlace:
        with _disk(self._folder):
            return self._raw.append(raw)

    def _write_segment(self, *, is_last: bool) -> None:
        segment = ColumnarSegment(INDEX_NAME)
        segment.set_doc_count(len(self._pending))
        with _disk(self._folder):
            path = storage.unfinished(self._folder, segment)
            try:
                self._writers.write(path, list(self._pending.values()), is_last=is_last)
            except UnicodeEncodeError as exc:
                bad = next(name for name, document in self._pending.items() if not _is_text(document.article))
                raise _no_text(bad, exc) from exc
        self._replace()
        self._written.append(segment)
        self._written_at.update({article_id: (segment, i) for i, article_id in enumerate(self._pending)})
        self._pending.clear()
        self._pending_chars = 0

    def _abandon(self) -> None:
        """Delete what no commit refers to, as far as the disk lets us; the next writer does the rest."""
        self._is_done = True
        self._writers.abandon()
        self._raw.end()
        with suppress(OSError, EngineError):
            self._raw.undo(storage.sweep(self._folder))


def _is_text(article: Article) -> bool:
    """Whether all that it says can be written as UTF-8."""
    try:
        to_json(article)
    except UnicodeEncodeError:
        return False
    return True


def _no_text(article_id: str, exc: UnicodeEncodeError) -> IndexWriteError:
    return IndexWriteError(
        f"article {article_id!r} cannot be written: {exc}; nothing was added, put U+FFFD for halves of surrogate pairs"
    )


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
