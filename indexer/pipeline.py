"""Read -> leave out what is known -> understand -> merge with what is there -> commit, in batches.

`add` is an archive's way into the index. Its articles pass through three generators (`_groups` reads, `_unknown` asks
the index what it has already, `Workers.map` understands) into a `_Batch`, and every batch is one atomic commit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import chain
from pathlib import Path

from indexer.merging import (
    Change,
    as_successor,
    changed_text,
    first_seen,
    is_older_text,
    seen_again,
    without_places,
)
from indexer.readers import Item, Rejected, Skipped
from indexer.readers.html import extracted
from indexer.report import RunReport
from indexer.understand import Defaults, article_id, understand
from indexer.workers import Group, Outcome, Workers, understand_all
from search.actors import registry_beside
from search.engines.base import Engine
from search.errors import EngineError
from search.model import Article, RawArticle, StoredArticle

GROUP_ARTICLES = 32  # asked for and understood together
GROUP_CHARS = 2_000_000
BATCH_ARTICLES = 1_000  # committed together
BATCH_CHARS = 64_000_000

Correct = Callable[[Article], Article]


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """How a run understands: a page is extracted first, and what the run said fills in. Picklable."""

    today: date
    timezone: str
    index: Path | None = None  # beside which the newsroom's own actors lie

    def __call__(self, raw: RawArticle) -> Article:
        """RejectedArticleError for what holds no article."""
        registry = registry_beside(self.index) if self.index else None
        return understand(extracted(raw), defaults=self.defaults(raw), registry=registry)

    def id(self, raw: RawArticle) -> str | None:
        """The id that the article will have; None for a page, which has to be extracted to know it."""
        return None if raw.markup == "html" else article_id(raw, self.defaults(raw))

    def defaults(self, raw: RawArticle) -> Defaults:
        """Those of the run that added `raw`, else those of this run."""
        said = dict(raw.defaults)
        return Defaults(
            today=self.today,
            timezone=said.get("timezone", self.timezone),
            outlet=said.get("outlet"),
            language=said.get("language"),
            published=said.get("published"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOptions:
    """How a run adds articles."""

    understanding: Understanding
    now: Callable[[], datetime]
    defaults: tuple[tuple[str, str], ...] = ()  # of RawArticle
    correct: Correct = field(default=lambda article: article)
    keep_raw: bool = True
    workers: int = 1
    should_stop: Callable[[], bool] = field(default=lambda: False)
    tell: Callable[[Rejected | Skipped], None] = field(default=lambda item: None)


def add(items: Iterable[Item], engine: Engine, report: RunReport, options: AddOptions) -> None:
    """Bring the articles of `items` into the index and count what became of them in `report`.

    When `should_stop` says so, reading ends and what was read is committed. An error of the engine ends the run; what
    was committed before stays, and `report` counts that only.
    """
    engine.update(())  # whoever else writes is found out before the work, not after
    with Workers(options.understanding, count=options.workers) as workers:
        batch = _Batch(engine, report, options)
        for job, outcome in _understood(_unknown(_groups(items, report, options), batch), workers):
            batch.put(job, outcome)
        batch.flush()
        if not options.should_stop():
            batch.replace_successors()


def understood(items: Iterable[Item], report: RunReport, options: AddOptions) -> Iterator[Article]:
    """The articles of `items` as they would be added, without an index."""
    for group in _groups(items, report, options):
        for outcome in understand_all(group, options.understanding):
            if isinstance(outcome, Rejected):
                _reject(outcome, report, options)
            else:
                yield options.correct(outcome)


# ---- reading ---------------------------------------------------------------------------------------------------


def _groups(items: Iterable[Item], report: RunReport, options: AddOptions) -> Iterator[list[RawArticle]]:
    """The articles of `items` by the handful; what is no article is counted and told."""
    group: list[RawArticle] = []
    chars = 0
    for item in items:
        if isinstance(item, RawArticle):
            report.read += 1
            group.append(replace(item, defaults=options.defaults, raw_hash="") if options.defaults else item)
            chars += len(item.text)
        elif isinstance(item, Rejected):
            report.read += 1
            _reject(item, report, options)
        else:
            report.skipped[item.reason] += 1
            options.tell(item)
        if len(group) >= GROUP_ARTICLES or chars >= GROUP_CHARS:
            yield group
            group, chars = [], 0
        if options.should_stop():
            break
    if group:
        yield group


def _reject(item: Rejected, report: RunReport, options: AddOptions) -> None:
    report.rejected[item.reason] += 1
    options.tell(item)


# ---- leaving out what is known ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """An article on its way; `known_id` is set where the index has this very text, `held_by` is who has its place."""

    raw: RawArticle
    known_id: str | None = None
    held_by: str | None = None


def _unknown(groups: Iterable[list[RawArticle]], batch: _Batch) -> Iterator[list[_Job]]:
    """The articles that the index does not have just so, at this place."""
    for group in groups:
        jobs = batch.jobs(group)
        if jobs:
            yield jobs


def _understood(groups: Iterable[list[_Job]], workers: Workers) -> Iterator[tuple[_Job, Outcome | None]]:
    """Each job with what it was understood as; None for a text that the index has already."""
    waiting: list[list[_Job]] = []

    def to_do() -> Iterator[Group]:
        for jobs in groups:
            waiting.append(jobs)
            yield [job.raw for job in jobs if job.known_id is None]

    for outcomes in workers.map(to_do()):
        results = iter(outcomes)
        for job in waiting.pop(0):
            yield job, next(results) if job.known_id is None else None


# ---- merging and committing ------------------------------------------------------------------------------------


class _Batch:
    """Articles that wait for the next commit, and what has to be remembered over a whole run."""

    def __init__(self, engine: Engine, report: RunReport, options: AddOptions) -> None:
        self._engine = engine
        self._report = report
        self._options = options
        self._entries: list[tuple[_Job, Article | None, str]] = []
        self._chars = 0
        self._came: set[int] = set()  # ids of all that was read in this run, as numbers, which take half the memory
        self._added_in_place: set[str] = set()  # new ids at places that others had
        self._displaced: dict[str, dict[str, str]] = {}  # old id -> place -> id of the article that is there now

    def jobs(self, group: list[RawArticle]) -> list[_Job]:
        """What of `group` is not known already at its place."""
        held = self._engine.placed([raw.origin.place for raw in group])
        ids = [self._options.understanding.id(raw) for raw in group]
        hashes = self._engine.known(list({*held.values(), *(known for known in ids if known)}))
        jobs = []
        for raw, own_id in zip(group, ids, strict=True):
            holder = held.get(raw.origin.place)
            if holder is not None and hashes.get(holder) == raw.raw_hash:
                self._came.add(int(holder, 16))
                self._report.unchanged += 1
                continue
            is_known = own_id is not None and hashes.get(own_id) == raw.raw_hash
            jobs.append(_Job(raw=raw, known_id=own_id if is_known else None, held_by=holder))
        return jobs

    def put(self, job: _Job, outcome: Outcome | None) -> None:
        """Take in an understood article; a rejected one is counted."""
        if isinstance(outcome, Rejected):
            _reject(outcome, self._report, self._options)
            return
        article = None if outcome is None else self._options.correct(outcome)
        own_id = article.id if article is not None else job.known_id
        assert own_id is not None
        self._came.add(int(own_id, 16))
        if job.held_by is not None and job.held_by != own_id:
            self._displaced.setdefault(job.held_by, {})[job.raw.origin.place] = own_id
        self._entries.append((job, article, own_id))
        self._chars += len(job.raw.text)
        if len(self._entries) >= BATCH_ARTICLES or self._chars >= BATCH_CHARS:
            self.flush()

    def flush(self) -> None:
        """Commit what waits. Counts follow the commit, so that they never tell of what is not there."""
        entries, self._entries, self._chars = self._entries, [], 0
        if not entries:
            return
        before = self._stored(own_id for _, _, own_id in entries)
        after: dict[str, StoredArticle] = {}
        changes: list[tuple[Change, Article, _Job]] = []
        for job, article, own_id in entries:
            current = after.get(own_id) or before.get(own_id)
            merged, change = self._merged(current, job.raw, article)
            if merged is not current:
                after[own_id] = merged
            changes.append((change, merged.article, job))
        if after:
            self._engine.update(after.values())
        for change, seen, job in changes:
            self._count(change, seen, job)

    def _stored(self, ids: Iterable[str]) -> Mapping[str, StoredArticle]:
        there = self._engine.known(list(dict.fromkeys(ids)))
        return {stored.article.id: stored for stored in self._engine.stored(list(there))}

    def _merged(
        self, current: StoredArticle | None, raw: RawArticle, article: Article | None
    ) -> tuple[StoredArticle, Change]:
        now, keep_raw = self._options.now(), self._options.keep_raw
        if current is None:
            if article is None:
                raise EngineError(f"{raw.origin} was removed from the index by another process meanwhile; add again")
            return first_seen(article, raw, now=now, keep_raw=keep_raw), "added"
        if article is None or current.article.raw_hash == raw.raw_hash:
            return seen_again(current, raw)
        if is_older_text(current.article, raw):
            return current, "unchanged"
        return changed_text(current, article, raw, now=now, keep_raw=keep_raw), "updated"

    def _count(self, change: Change, article: Article, job: _Job) -> None:
        match change:
            case "added":
                self._report.added += 1
                if job.held_by is not None:
                    self._added_in_place.add(article.id)
            case "updated":
                self._report.updated += 1
            case "unchanged":
                self._report.unchanged += 1
                return
        self._report.warnings.update(article.warnings)

    # ---- articles whose place another one has now ----------------------------------------------------------------

    def replace_successors(self) -> None:
        """At the end of a whole run: remove articles known by their text alone that another text has replaced.

        One that came again elsewhere in the run has only moved.
        """
        old = self._stored(self._displaced)
        gone: list[str] = []
        changed: dict[str, StoredArticle] = {}
        for old_id, stored in old.items():
            if stored.article.url is not None:
                continue  # a page of its own, which stays although this list no longer has it
            left = without_places(stored, self._displaced[old_id].keys())
            if left is not None:
                changed[old_id] = left
            elif int(old_id, 16) not in self._came:
                gone.append(old_id)
        successors = self._successors([old[old_id].article for old_id in gone])
        if successors or changed:
            self._engine.update(chain(changed.values(), successors))
        if gone:
            self._engine.remove(gone)

    def _successors(self, gone: list[Article]) -> list[StoredArticle]:
        """The articles that took the places of `gone`, with their past; from "added" they become "updated"."""
        by_id: dict[str, list[Article]] = {}
        for article in gone:
            for successor in dict.fromkeys(self._displaced[article.id].values()):
                by_id.setdefault(successor, []).append(article)
        found = []
        for successor, stored in self._stored(by_id).items():
            for before in by_id[successor]:
                stored = as_successor(stored, before, now=self._options.now())
            found.append(stored)
            if successor in self._added_in_place:
                self._report.added -= 1
                self._report.updated += 1
        return found
