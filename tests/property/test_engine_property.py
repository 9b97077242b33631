"""The Whoosh engine says what the oracle says: over random articles, commits, deletions, queries and requests."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engines.base import Engine
from search.engines.whoosh import open_engine
from search.model import Article, DateSpan, Origin, SourceMention, Statement
from search.query import (
    FACETS,
    And,
    DateFilter,
    Everything,
    Filter,
    Fuzzy,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    SearchRequest,
    Selection,
    Term,
    Wildcard,
    Word,
)
from search.results import Bucket, EngineResult
from search.settings import Settings
from tests.builders import actor, article, day, outlet, span, stored
from tests.memory_engine import MemoryEngine

EXAMPLES = settings(max_examples=250 if os.environ.get("KLIPING_SOAK") else 25)

# ---- articles --------------------------------------------------------------------------------------------------

WORDS = (
    "rusia", "Rusia", "memasok", "pasokan", "senjata", "senjatanya", "anak-anak", "BIN", "bin", "kompas.com", "dan",
    "北朝鮮", "1.000", "supplies", "supplied", "Pyongyang.", "—", "naïve",
)  # fmt: skip
TERMS = (
    "rusia", "memasok", "pasokan", "senjata", "anak", "bin", "kompas.com", "kompas", "com", "dan", "北朝", "朝鮮",
    "1.000", "supplies", "naive", "gajah",
)  # fmt: skip
STEMS = (
    Term("pasok", "id", "stem"), Term("senjata", "id", "stem"), Term("anak-anak", "id", "stem"),
    Term("suppli", "en", "stem"), Term("^BIN", "id", "cased"), Term("^BIN", "en", "cased"),
)  # fmt: skip
DATES = ("2022", "2021", "2022-11", "2022-12", "2022-11-08", "2022-11-09", "2021-01-01", "2020-02-29")
IDS = tuple("abcdefghij")

texts = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)
spans = st.sampled_from(DATES).map(span)


@st.composite
def timed_spans(draw: st.DrawFn) -> DateSpan:
    start = draw(st.sampled_from((day("2022-11-08"), day("2022-11-09"))))
    hour = draw(st.integers(0, 2))
    return span(str(start), instant=datetime.combine(start, time(hour), tzinfo=UTC))


@st.composite
def statements(draw: st.DrawFn, body: str, actors: Sequence[str]) -> tuple[Statement, ...]:
    """What these actors say, or somebody for them; like every value, one has the same label in all articles."""
    cuts = sorted(draw(st.lists(st.integers(0, len(body)), max_size=6, unique=True)))
    speakers = [(None, None), *((one, None) for one in actors), *((None, one) for one in actors)]
    made = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        actor_id, speaks_for = draw(st.sampled_from(speakers))
        made.append(
            Statement(
                start=start,
                end=end,
                verb_class="says",
                is_quote=False,
                speaker="x",
                speaker_start=0,
                speaker_end=1,
                actor_id=actor_id,
                speaks_for=speaks_for,
            )
        )
    return tuple(made)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    body = draw(texts)
    cut = sorted((draw(st.integers(0, len(body))), draw(st.integers(0, len(body)))))
    name = draw(st.sampled_from((None, "Kompas", "Detik", "Antara")))
    group = draw(st.sampled_from((None, "kg", "ct")))
    actors = sorted(draw(st.sets(st.sampled_from(("country:RU", "org:kcna", "org:un")))))
    sources = draw(st.sets(st.sampled_from(("kcna", "tass"))))
    return article(
        id=draw(st.sampled_from(IDS)),
        title=draw(st.none() | texts),
        body=body,
        language=draw(st.sampled_from(("id", "en", "zh", "und"))),
        boilerplate=(tuple(cut),) if cut[0] < cut[1] and draw(st.booleans()) else (),
        published=draw(st.none() | spans | timed_spans()),
        outlet=outlet(name, group=group) if name else None,
        actors=tuple(map(actor, actors)),
        sources=tuple(SourceMention(id=s, name=s.upper(), role="origin", raw=s) for s in sorted(sources)),
        statements=draw(statements(body, actors)),
        archives=tuple(sorted(draw(st.sets(st.sampled_from(("x", "y")))))),
        section=draw(st.sampled_from((None, "Dunia", "Bola"))),
        author=draw(st.sampled_from((None, "Ginna"))),
        story_id=draw(st.sampled_from((None, None, "s", "t"))),
        raw_hash=draw(st.sampled_from(("1", "2"))),
        origins=(Origin(archive="x", file="f", line=draw(st.integers(1, 9))),),
    )


@dataclass(frozen=True)
class Commit:
    """What one commit adds, or takes away."""

    added: Sequence[Article] = ()
    removed: Sequence[str] = ()


commits = st.lists(
    st.lists(articles(), min_size=1, max_size=8).map(lambda added: Commit(added=added))
    | st.lists(st.sampled_from(IDS), min_size=1, max_size=3).map(lambda removed: Commit(removed=removed)),
    max_size=5,
)

# ---- queries ---------------------------------------------------------------------------------------------------

terms = st.sampled_from(tuple(map(Term, TERMS)) + STEMS)
phrases = st.builds(
    Phrase,
    st.lists(st.lists(terms, min_size=1, max_size=2).map(tuple), min_size=1, max_size=3).map(tuple),
    slop=st.integers(0, 3),
    ordered=st.booleans(),
    reason=st.sampled_from(("exact", "stem")),
)
expansions = (
    st.builds(Prefix, st.sampled_from(("s", "p", "ru", "北", "x")))
    | st.builds(Wildcard, st.sampled_from(("sen*", "pas?k*", "kom*s*", "rus?a", "ana*x")))
    | st.builds(Fuzzy, st.sampled_from(("rusai", "senjat", "bni", "gajha")), st.integers(1, 2))
)
query_words = st.builds(
    lambda alternatives, fields, optional: Word(
        text="x", start=0, end=1, alternatives=tuple(alternatives), fields=fields, is_optional=optional
    ),
    st.lists(terms | phrases | expansions, min_size=1, max_size=3),
    st.sampled_from((("title", "body"), ("title",), ("body",), ("said",))),
    st.booleans(),
) | st.builds(
    lambda term: Word(text="x", start=0, end=1, alternatives=(term,)),
    terms,
)
filters = st.builds(
    lambda pair: Filter(field=pair[0], values=frozenset(pair[1])),
    st.sampled_from(
        (
            ("outlet", ("kompas", "none")),
            ("actor", ("org:un",)),
            ("speaker", ("org:un",)),
            ("author", ("Ginna",)),
            ("section", ("none",)),
        )
    ),
)
date_filters = st.builds(
    lambda start, end, precise: DateFilter(start=start, end=end, is_precise=precise),
    st.none() | st.just(day("2022-01-01")),
    st.none() | st.just(day("2022-11-08")),
    st.booleans(),
)
queries: st.SearchStrategy[Query] = st.recursive(
    query_words | query_words | filters | date_filters | st.just(Everything()),
    lambda children: (
        st.builds(And, st.lists(children, max_size=4).map(tuple))
        | st.builds(Or, st.lists(children, max_size=3).map(tuple))
        | st.builds(Not, children)
    ),
    max_leaves=6,
) | st.builds(And, st.lists(query_words, min_size=2, max_size=4).map(tuple))

VALUES = {
    "outlet": ("kompas", "detik", "none", "gajah"),
    "group": ("kg", "none"),
    "actor": ("country:RU", "org:kcna", "org:kcna|org:un", "none"),
    "speaker": ("country:RU", "org:un", "none"),
    "source": ("kcna", "tass", "none|tass"),
    "language": ("id", "en"),
    "archive": ("x", "none"),
    "section": ("Dunia", "none"),
    "date": ("none",),
}


@st.composite
def requests(draw: st.DrawFn) -> SearchRequest:
    request = SearchRequest(
        match=draw(st.sampled_from((None, None, "all", "any"))),
        date_from=draw(st.none() | st.none() | st.sampled_from((day("2022-11-08"), day("2021-06-01")))),
        date_to=draw(st.none() | st.none() | st.sampled_from((day("2022-11-30"), day("2022-11-08")))),
        is_precise=draw(st.booleans()),
        sort=draw(st.sampled_from((None, "relevance", "newest", "oldest"))),
        size=draw(st.integers(1, 4)),
        facets=(*FACETS, "date"),
        facet_size=draw(st.integers(1, 4)),
        interval=draw(st.sampled_from(("auto", "day", "month", "year"))),
        collapse=draw(st.sampled_from((None, None, "story"))),
    )
    for facet in draw(st.sets(st.sampled_from(sorted(VALUES)), max_size=2)):
        values = st.sets(st.sampled_from(VALUES[facet]), max_size=2).map(frozenset)
        request = request.with_selection(facet, Selection(include=draw(values), exclude=draw(values)))
    return request


# ---- the comparison --------------------------------------------------------------------------------------------


@contextmanager
def both(history: Sequence[Commit]) -> Iterator[tuple[Engine, Engine]]:
    """The engine and the oracle after the same commits."""
    with tempfile.TemporaryDirectory() as folder:
        where = Settings(index=Path(folder) / "index")
        engine, oracle = open_engine(where, create=True), MemoryEngine(where)
        for commit in history:
            for each in (engine, oracle):
                each.update(stored(*commit.added))
                each.remove(commit.removed)
        try:
            yield engine, oracle
        finally:
            engine.close()


def plain(result: EngineResult) -> dict[str, Any]:
    """What engines agree on to the letter."""
    return {
        "ids": result.ids,
        "total": result.total,
        "relaxed": result.relaxed,
        "facets": tuple(replace(f, buckets=tuple(map(without_stale_label, f.buckets))) for f in result.facets),
        "histogram": result.histogram,
        "is_last": result.next is None,
    }


def without_stale_label(bucket: Bucket) -> Bucket:
    """A value that no article of the answer has may be labelled as a deleted article said."""
    return bucket if bucket.count else replace(bucket, label="")


def walk(engine: Engine, query: Query, request: SearchRequest) -> list[EngineResult]:
    pages = [engine.search(query, request)]
    while pages[-1].next is not None:
        pages.append(engine.search(query, replace(request, cursor=pages[-1].next)))
        assert len(pages) <= len(IDS), "a walk that does not end"
    return pages


@EXAMPLES
@given(commits, st.lists(st.tuples(queries, requests()), min_size=1, max_size=8))
def test_every_page_of_every_answer_is_the_oracles(
    history: list[Commit], asked: list[tuple[Query, SearchRequest]]
) -> None:
    with both(history) as (engine, oracle):
        for query, request in asked:
            pages, expected = walk(engine, query, request), walk(oracle, query, request)

            assert [plain(page) for page in pages] == [plain(page) for page in expected]
            scores = [score for page in pages for score in page.scores]
            assert scores == pytest.approx([score for page in expected for score in page.scores], abs=1e-3)
            scanned = [found.id for found in engine.scan(query, request)]
            assert scanned == [article_id for page in pages for article_id in page.ids]


@EXAMPLES
@given(commits)
def test_what_is_stored_and_known_is_the_oracles(history: list[Commit]) -> None:
    with both(history) as (engine, oracle):
        there = list(oracle.known(IDS))

        assert engine.known(IDS) == oracle.known(IDS)
        assert engine.get(there) == oracle.get(there)
        assert sorted(engine.scan_raw(), key=repr) == sorted(oracle.scan_raw(), key=repr)
        ours, theirs = engine.status(), oracle.status()
        same = dict.fromkeys(("engine", "location", "generation"), "")
        assert replace(ours, bytes=0, segments=0, **same) == replace(theirs, bytes=0, segments=0, **same)
        for prefix in ("s", "ko", "r", "北", "1"):
            assert engine.complete(prefix, limit=3) == oracle.complete(prefix, limit=3)
        for word in ("rusai", "senjat", "pasokna", "zzz", "rusia"):
            assert engine.correct(word) == oracle.correct(word)


@EXAMPLES
@given(commits, queries, requests(), st.sampled_from(FACETS), st.sampled_from(("", "k", "o k", "d")))
def test_values_looked_for_are_the_oracles(
    history: list[Commit], query: Query, request: SearchRequest, facet: str, contains: str
) -> None:
    with both(history) as (engine, oracle):
        found, expected = (
            each.facet_values(query, request, facet, contains=contains, limit=3) for each in (engine, oracle)
        )
        assert found == expected


@EXAMPLES
@given(commits, queries, requests())
def test_a_buckets_count_is_the_total_after_choosing_it_alone(
    history: list[Commit], query: Query, request: SearchRequest
) -> None:
    with both(history) as (engine, _):
        asked = replace(request, match="all", selections=(), facet_size=100)
        counted = engine.search(query, asked)
        for facet in counted.facets:
            for bucket in facet.buckets:
                chosen = asked.with_selection(facet.name, Selection(include=frozenset({bucket.value})))
                assert engine.search(query, chosen).total == bucket.count
        assert counted.histogram is not None
        for bucket in counted.histogram.buckets:
            if bucket.count:
                whole = span(bucket.value)
                chosen = replace(asked, date_from=whole.start, date_to=whole.end, is_precise=True)
                assert engine.search(query, chosen).total == bucket.count


@EXAMPLES
@given(st.lists(articles(), min_size=2, max_size=8, unique_by=lambda a: a.id), queries, requests())
def test_how_articles_are_parted_into_commits_changes_nothing(
    written: list[Article], query: Query, request: SearchRequest
) -> None:
    one = [Commit(added=written)]
    many = [Commit(added=[article]) for article in written]
    with both(one) as (whole, _), both(many) as (parted, _):
        assert [plain(p) for p in walk(whole, query, request)] == [plain(p) for p in walk(parted, query, request)]
