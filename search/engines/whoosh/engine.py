"""The Whoosh engine: `search.engines.base.Engine` over the folder of an index.

Reading goes through the current `Snapshot`; whether it still is the last commit is asked of the file system once per
call, and no file is opened anew unless a commit came. Writing takes the lock of the folder, makes a `Batch` on top of
the last commit, and leaves the index as it was if anything fails.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

import numpy as np

from search import analysis
from search.engines.whoosh import storage, vocabulary
from search.engines.whoosh.answers import Searcher
from search.engines.whoosh.codec.segment_file import hash_of
from search.engines.whoosh.deadline import Deadline
from search.engines.whoosh.layout import Edition, IndexFolder
from search.engines.whoosh.lock import unwritable, writer_lock
from search.engines.whoosh.matches import dense
from search.engines.whoosh.memory import Memory
from search.engines.whoosh.merging import Merges
from search.engines.whoosh.segment_writers import SegmentWriters
from search.engines.whoosh.snapshot import Snapshot, open_snapshot
from search.engines.whoosh.stem_tables import StemTables
from search.engines.whoosh.tallies import counted_values
from search.engines.whoosh.writer import Batch
from search.errors import ArticleNotFoundError, EngineError
from search.model import Article, RawArticle, StoredArticle
from search.query import Query, SearchRequest
from search.results import Bucket, Completion, EngineResult, IndexReport, IndexStatus
from search.settings import Settings

_log = logging.getLogger(__name__)

_SEGMENTS_AT_ONCE = 4  # of each who writes them, in one commit of a rebuild: the last ones are waited for


class WhooshEngine:
    """An index in a folder; safe to share between threads, but not across a fork."""

    def __init__(self, settings: Settings, *, create: bool, check: bool) -> None:
        self._settings = settings
        self._create = create
        self._check = check
        self._folder = IndexFolder(settings.index)
        self._memory = Memory(settings.cache_mb << 20)
        self._stems = StemTables(settings.index / "stems")
        self._writers = SegmentWriters(self._stems, count=settings.writers)
        self._merges = Merges()
        self._lock = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._is_closed = False
        if create:
            self._ensure_index()
        self._stored()

    # ---- reading -----------------------------------------------------------------------------------------------

    @property
    def generation(self) -> str:
        return self._stored().generation

    def search(self, query: Query, request: SearchRequest) -> EngineResult:
        snapshot = self._checked()
        return self._searcher(snapshot).search(query, request, generation=snapshot.generation)

    def scan(self, query: Query, request: SearchRequest) -> Iterator[Article]:
        snapshot = self._checked()
        for document in self._searcher(snapshot).in_order(query, request):
            yield snapshot.article(document)

    def facet_values(
        self, query: Query, request: SearchRequest, facet: str, *, contains: str, limit: int
    ) -> tuple[Bucket, ...]:
        return self._searcher(self._checked()).facet_values(query, request, facet, contains=contains, limit=limit)

    def complete(self, prefix: str, *, limit: int) -> tuple[Completion, ...]:
        return vocabulary.completions(prefix, self._checked(), limit=limit, deadline=self._deadline())

    def correct(self, word: str) -> str | None:
        return vocabulary.correction(word, self._checked(), deadline=self._deadline())

    def get(self, ids: Sequence[str]) -> tuple[Article, ...]:
        snapshot = self._stored()
        return tuple(snapshot.article(_document(snapshot, article_id)) for article_id in ids)

    def stored(self, ids: Sequence[str]) -> tuple[StoredArticle, ...]:
        snapshot = self._stored()
        return tuple(snapshot.stored_at(_document(snapshot, article_id)) for article_id in ids)

    def story(self, story_id: str) -> tuple[str, ...]:
        snapshot = self._checked()
        documents = np.flatnonzero(snapshot.live)
        members = documents[snapshot.stories[documents] == np.uint64(hash_of(story_id))]
        return tuple(sorted(snapshot.id_of(int(number)) for number in members))

    def known(self, ids: Sequence[str]) -> Mapping[str, str]:
        snapshot = self._checked()
        found = ((article_id, snapshot.documents.find(article_id)) for article_id in ids)
        return {article_id: snapshot.raw_hash(number) for article_id, number in found if number is not None}

    def placed(self, places: Sequence[str]) -> Mapping[str, str]:
        snapshot = self._checked()
        found = ((place, snapshot.documents.find_place(place)) for place in places)
        return {place: snapshot.id_of(number) for place, number in found if number is not None}

    def scan_raw(self) -> Iterator[RawArticle]:
        return (stored.raw for stored in self.scan_stored() if stored.raw is not None)

    def scan_stored(self) -> Iterator[StoredArticle]:
        yield from self._stored().stored()

    def status(self) -> IndexStatus:
        snapshot = self._checked()
        days = snapshot.dates.outer_days(snapshot.live)
        return IndexStatus(
            engine="whoosh",
            location=str(self._folder.root),
            generation=snapshot.generation,
            articles=snapshot.articles,
            languages=_counts(snapshot, "language"),
            outlets=len(_counts(snapshot, "outlet")),
            archives=_counts(snapshot, "archive"),
            first=_day(days[0]) if days else None,
            last=_day(days[1]) if days else None,
            undated=int(np.count_nonzero(snapshot.live & snapshot.dates.undated)),
            bytes=self._folder.size(),
            segments=len(snapshot.segments),
        )

    # ---- writing -----------------------------------------------------------------------------------------------

    def update(self, articles: Iterable[StoredArticle]) -> IndexReport:
        with self._writing(), Batch(self._checked(), self._writers, self._stems) as batch:
            for stored in articles:
                batch.add(stored)
            return IndexReport() if batch.is_empty else self._committed(batch)

    def remove(self, ids: Iterable[str]) -> int:
        with self._writing(), Batch(self._checked(), self._writers, self._stems) as batch:
            removed = sum(batch.remove(article_id) for article_id in ids)
            if removed:
                self._committed(batch)
            return removed

    def replace_all(self, articles: Iterable[StoredArticle]) -> IndexReport:
        with self._writing():
            live = self._stored().edition
            self._merges.drop()  # of an edition that is to go
            self._folder.prune(live)
            try:
                with self._disk():
                    edition = self._new_edition()
                added = self._fill(edition, iter(articles))
                with self._disk():
                    self._folder.switch_to(edition)
            except BaseException:
                self._merges.drop()
                self._folder.prune(live, self._folder.current())  # the new one, if just its fsync has failed
                raise
            return IndexReport(added=added)

    def close(self) -> None:
        """Let go of files, after waiting for what this engine has begun to merge."""
        with self._lock:
            self._is_closed = True
            self._snapshot = None
        self._writers.close()
        if self._merges.is_running:
            self._settle()

    # ---- the state that is read or written -----------------------------------------------------------------------

    def _stored(self) -> Snapshot:
        """The last commit, for reading what is stored, which works over changes of the schema if `check` is off."""
        with self._lock:
            if self._is_closed:
                raise RuntimeError("this engine has been closed")
            edition = self._folder.current()
            if self._snapshot is None or self._snapshot.edition != edition or not self._snapshot.is_latest():
                self._check_edition(edition, fully=self._check)
                self._snapshot = open_snapshot(edition, self._memory)
                self._snapshot.forget_others()
            return self._snapshot

    def _checked(self) -> Snapshot:
        """The last commit; IndexMismatchError if it was written with other terms than are searched for."""
        snapshot = self._stored()
        if not self._check:
            self._check_edition(snapshot.edition, fully=True)
        return snapshot

    def _check_edition(self, edition: Edition, *, fully: bool) -> None:
        settings = edition.settings()
        if fully:
            settings.check(self._folder.root, analysis=analysis.fingerprint())
        else:
            settings.check_stored(self._folder.root)

    def _searcher(self, snapshot: Snapshot) -> Searcher:
        return Searcher(snapshot, deadline=self._deadline(), max_expansions=self._settings.max_expansions)

    def _deadline(self) -> Deadline:
        return Deadline(self._settings.query_timeout_s)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Be the only writer of an index that is there."""
        if self._create:
            self._ensure_index()
        self._stored()  # before a lock is put into a folder that may be anybody's
        with writer_lock(self._folder.lock_path):
            self._folder.drop_unfinished()
            with storage.stock_writers_kept_out(self._folder.current().path):
                yield

    def _committed(self, batch: Batch) -> IndexReport:
        """Commit the batch, and merge the segments that are due, or have them merged."""
        report = batch.commit()
        self._merges.go_on(batch.edition)
        return report

    def _settle(self) -> None:
        """Wait for what is merged beside, and merge until nothing is due; the next writer does what cannot be done."""
        try:
            with writer_lock(self._folder.lock_path):
                edition = self._folder.current()
                with storage.stock_writers_kept_out(edition.path):
                    self._merges.settle(edition)
        except EngineError as exc:  # another process writes, or the index is gone
            _log.info("what is merged in %s is let go of: %s", self._folder.root, exc)
        finally:
            self._merges.drop()

    def _ensure_index(self) -> None:
        """Make an empty index where there is nothing yet."""
        if not self._folder.is_free():
            return
        with self._disk():
            self._folder.make()
        with writer_lock(self._folder.lock_path):
            if self._folder.is_free():  # nobody else has made it meanwhile
                self._folder.prune()
                with self._disk():
                    self._folder.switch_to(self._new_edition())

    def _new_edition(self) -> Edition:
        edition = self._folder.new_edition(analysis=analysis.fingerprint())
        storage.create_index(edition.path)
        return edition

    def _fill(self, edition: Edition, articles: Iterator[StoredArticle]) -> int:
        """Write all articles into an edition that nobody reads yet; how many there are."""
        added = 0
        snapshot = open_snapshot(edition, self._memory)
        is_over = False
        while not is_over:
            with Batch(snapshot, self._writers, self._stems) as batch:
                is_over = True
                for stored in articles:
                    batch.add(stored)
                    if batch.segments >= _SEGMENTS_AT_ONCE * self._settings.writers:
                        is_over = False
                        break
                if not batch.is_empty:
                    added += self._committed(batch).added
            snapshot = open_snapshot(edition, self._memory)
        self._merges.settle(edition)
        return added

    @contextmanager
    def _disk(self) -> Iterator[None]:
        try:
            yield
        except OSError as exc:
            raise unwritable(self._folder.root, exc) from exc


def _document(snapshot: Snapshot, article_id: str) -> int:
    document = snapshot.documents.find(article_id)
    if document is None:
        raise ArticleNotFoundError(article_id)
    return document


def _counts(snapshot: Snapshot, name: str) -> dict[str, int]:
    """How many live articles have each value of a column, by value."""
    column = snapshot.column(name)
    counted = counted_values(column, dense(snapshot.live))
    return dict(sorted((column.numbers.value(number), count) for number, count in counted))


def _day(number: int) -> str:
    return date.fromordinal(number).isoformat()
