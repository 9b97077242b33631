"""The engine: articles in a dictionary, every question asked of each of them."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from search import cursor
from search.errors import ArticleNotFoundError, InvalidParameterError
from search.folding import fold, fold_name
from search.model import Article, RawArticle, StoredArticle
from search.query import (
    FACETS,
    Query,
    SearchRequest,
    relaxable,
    relaxed_minimum,
)
from search.results import (
    Bucket,
    Completion,
    EngineResult,
    IndexReport,
    IndexStatus,
)
from search.settings import Settings
from tests.memory_engine.answer import Answer, check_time
from tests.memory_engine.facets import check_facets, count_dates, count_facet, first_of_stories
from tests.memory_engine.texts import edits, indexed


@dataclass
class _State:
    """What an index holds; shared by all engines on one folder, as files are."""

    stored: dict[str, StoredArticle] = field(default_factory=dict)
    edition: int = 1
    commit: int = 0


_STATES: dict[Path, _State] = {}


class MemoryEngine:
    """An index in memory, kept by the name of its folder as long as the process lives."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._state = _STATES.setdefault(settings.index, _State())

    # ---- reading -----------------------------------------------------------------------------------------------

    @property
    def generation(self) -> str:
        return f"{self._state.edition}.{self._state.commit}"

    def search(self, query: Query, request: SearchRequest) -> EngineResult:
        check_facets(request)
        answer = self._answer(query, request)
        hits = answer.in_order()
        total = len(hits)
        if request.collapse == "story":
            hits = first_of_stories(hits)
        index_changed = False
        if request.cursor is not None:
            at = cursor.decode(request.cursor, request)
            place = answer.place_of(at)
            hits = [a for a in hits if answer.compare(answer.place(a), place) > 0]
            index_changed = at.generation != self.generation
        page = hits[: request.size]
        following = None
        if len(hits) > request.size:
            key, article_id = answer.place(page[-1])
            following = cursor.encode(cursor.Cursor(key=key, id=article_id, generation=self.generation), request)
        return EngineResult(
            ids=tuple(a.id for a in page),
            scores=tuple(answer.score(a) for a in page),
            total=total,
            facets=tuple(count_facet(name, answer, request) for name in request.facets if name != "date"),
            histogram=count_dates(answer, request) if "date" in request.facets else None,
            next=following,
            relaxed=answer.relaxed,
            index_changed=index_changed,
            generation=self.generation,
        )

    def scan(self, query: Query, request: SearchRequest) -> Iterator[Article]:
        hits = self._answer(query, request).in_order()
        yield from first_of_stories(hits) if request.collapse == "story" else hits

    def facet_values(
        self, query: Query, request: SearchRequest, facet: str, *, contains: str, limit: int
    ) -> tuple[Bucket, ...]:
        if facet not in FACETS:
            raise InvalidParameterError("no such facet", parameter="facet")
        counted = replace(request, facet_size=10**9)
        buckets = count_facet(facet, self._answer(query, counted), counted).buckets
        found = []
        for bucket in buckets:
            in_bucket = fold_name(bucket.value).split() + fold_name(bucket.label).split()
            if bucket.count and all(any(w.startswith(c) for w in in_bucket) for c in fold_name(contains).split()):
                found.append(bucket)
        return tuple(found[:limit])

    def complete(self, prefix: str, *, limit: int) -> tuple[Completion, ...]:
        start = fold(prefix).strip()
        counts = self._word_counts()
        found = sorted((-count, word) for word, count in counts.items() if start and word.startswith(start))
        return tuple(Completion(text=word, count=-count) for count, word in found[:limit])

    def correct(self, word: str) -> str | None:
        folded = fold(word).strip()
        counts = self._word_counts()
        if not folded or folded in counts:
            return None
        near = [(edits(folded, other), -count, other) for other, count in counts.items() if other[0] == folded[0]]
        found = sorted(entry for entry in near if entry[0] <= 2)
        return found[0][2] if found else None

    def get(self, ids: Sequence[str]) -> tuple[Article, ...]:
        return tuple(found.article for found in self.stored(ids))

    def stored(self, ids: Sequence[str]) -> tuple[StoredArticle, ...]:
        for article_id in ids:
            if article_id not in self._state.stored:
                raise ArticleNotFoundError(article_id)
        return tuple(self._state.stored[article_id] for article_id in ids)

    def story(self, story_id: str) -> tuple[str, ...]:
        return tuple(sorted(i for i, one in self._state.stored.items() if one.article.story_id == story_id))

    def known(self, ids: Sequence[str]) -> Mapping[str, str]:
        return {i: self._state.stored[i].article.raw_hash for i in ids if i in self._state.stored}

    def placed(self, places: Sequence[str]) -> Mapping[str, str]:
        return {o.place: a.id for a in self._articles() for o in a.origins if o.place in places}

    def scan_raw(self) -> Iterator[RawArticle]:
        return iter([s.raw for s in self._state.stored.values() if s.raw is not None])

    def scan_stored(self) -> Iterator[StoredArticle]:
        return iter(list(self._state.stored.values()))

    def status(self) -> IndexStatus:
        articles = self._articles()
        spans = [a.published for a in articles if a.published is not None]
        return IndexStatus(
            engine="memory",
            location=str(self._settings.index),
            generation=self.generation,
            articles=len(articles),
            languages=Counter(a.language for a in articles),
            outlets=len({a.outlet.id for a in articles if a.outlet}),
            archives=Counter(archive for a in articles for archive in a.archives),
            first=min((s.start for s in spans), default=date.max).isoformat() if spans else None,
            last=max((s.end for s in spans), default=date.min).isoformat() if spans else None,
            undated=len(articles) - len(spans),
            segments=1,
        )

    # ---- writing -----------------------------------------------------------------------------------------------

    def update(self, articles: Iterable[StoredArticle]) -> IndexReport:
        new = {stored.article.id: stored for stored in articles}
        updated = len(new.keys() & self._state.stored.keys())
        self._state.stored = {i: s for i, s in self._state.stored.items() if i not in new} | new
        self._state.commit += bool(new)
        return IndexReport(added=len(new) - updated, updated=updated)

    def remove(self, ids: Iterable[str]) -> int:
        gone = [i for i in dict.fromkeys(ids) if self._state.stored.pop(i, None) is not None]
        self._state.commit += bool(gone)
        return len(gone)

    def replace_all(self, articles: Iterable[StoredArticle]) -> IndexReport:
        new = {stored.article.id: stored for stored in articles}
        self._state.stored = new
        self._state.edition += 1
        return IndexReport(added=len(new))

    def close(self) -> None:
        del self._state

    # ---- inside ------------------------------------------------------------------------------------------------

    def _articles(self) -> list[Article]:
        return [stored.article for stored in self._state.stored.values()]

    def _word_counts(self) -> Counter[str]:
        deadline = time.monotonic() + self._settings.query_timeout_s
        counts: Counter[str] = Counter()
        for article in self._articles():
            check_time(deadline)
            counts.update(set(indexed(article)["title"]) | set(indexed(article)["body"]))
        return counts

    def _answer(self, query: Query, request: SearchRequest) -> Answer:
        answer = Answer(self._articles(), query, request, self._settings)
        if request.match == "any" and relaxable(query):
            return answer.with_at_least(1)
        if request.match is None and len(relaxable(query)) >= 2 and not answer.in_order():
            return replace(answer.with_at_least(relaxed_minimum(len(relaxable(query)))), relaxed=True)
        return answer
