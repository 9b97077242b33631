"""One run of the benchmark: archives, indexes, measurements, in this order."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Protocol

from search.model import Article
from search.query import SearchRequest
from tests.benchmarks import indexing, searching
from tests.benchmarks.answer import Peer
from tests.benchmarks.commits import CommitTimes, commit_times
from tests.benchmarks.fts5 import Fts5
from tests.benchmarks.ours import Ours
from tests.benchmarks.prepared import Preparer
from tests.benchmarks.querying import ShapeTimes, time_shapes
from tests.benchmarks.shapes import FACETS, Shape, Vocabulary, shapes
from tests.benchmarks.stock import Stock
from tests.benchmarks.synthetic import SyntheticArchive

_SEED = 1
NEW_WORDS = 0.15
PEERS = ("tantivy", "sqlite", "stock")
_MAX_STOCK = 20_000  # articles; beyond them stock Whoosh takes minutes
_KNOWN_ARTICLES = 4_096
_NEW_ARTICLES = 1_024
_TOGETHER_ARTICLES = 16_384
_DISTINCT_QUERIES = 600


class Archive(Protocol):
    def articles(self, count: int) -> Iterator[Article]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was measured on one archive; empty where it was not."""

    archive: str
    articles: int
    engines: dict[str, str]  # name to version and segments
    build_seconds: dict[str, float]
    bytes_an_article: dict[str, float]
    known_words: dict[str, float] = field(default_factory=dict)  # articles a second
    new_words: dict[str, float] = field(default_factory=dict)
    writers: dict[int, float] = field(default_factory=dict)  # articles a second that so many add together
    shapes: list[ShapeTimes]
    searching: searching.Searching | None = None
    commits: CommitTimes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How much of everything."""

    size: int
    repeats: int = 15
    commits: int = 100
    new_articles: int = _NEW_ARTICLES
    without: tuple[str, ...] = ()  # of PEERS, in the index that is searched


def synthetic(plan: Plan, tell: Callable[[str], None]) -> Measured:
    """The synthetic archive, everything."""
    archive, preparer = SyntheticArchive(_SEED), Preparer()
    known = list(archive.articles(min(plan.size, _KNOWN_ARTICLES)))
    tell("indexing known and new words")
    fresh = list(SyntheticArchive(_SEED + 1, new_words=NEW_WORDS).articles(min(plan.size, plan.new_articles)))
    known_words = indexing.known_words(known, preparer, tantivy_class())
    new_words = indexing.new_words(known, fresh, preparer, tantivy_class())
    with tempfile.TemporaryDirectory(prefix="kliping-bench-") as folder:
        measured = _measure(archive, plan, preparer, Path(folder), tell=tell)
        index = Path(folder) / "ours"
        tell("a searching process")
        asked = searching.measure(index, list(_many_requests(measured.shapes, known)))
        tell("commits")
        ours = Ours(index)
        committed = commit_times(ours, known[0], folder=Path(folder), times=plan.commits)
        ours.close()
    tell("several writers")
    together = list(archive.articles(min(plan.size, _TOGETHER_ARTICLES)))
    cores = max(os.cpu_count() or 1, 2)
    return replace(
        measured,
        archive="synthetic",
        writers={count: indexing.several_writers(together, writers=count) for count in (1, cores)},
        known_words=known_words,
        new_words=new_words,
        searching=asked,
        commits=committed,
    )


def real(archive: Archive, plan: Plan, tell: Callable[[str], None]) -> Measured:
    """Real articles: size and queries; repeated articles say little of how fast new ones are indexed."""
    with tempfile.TemporaryDirectory(prefix="kliping-bench-") as folder:
        small = replace(plan, without=(*plan.without, "stock"))
        return replace(_measure(archive, small, Preparer(), Path(folder), tell=tell), archive="real")


def tantivy_class() -> type[Peer] | None:
    """The peer, if its package is installed."""
    if find_spec("tantivy") is None:
        return None
    from tests.benchmarks.tantivy_peer import Tantivy

    return Tantivy


def _measure(
    archive: Archive, plan: Plan, preparer: Preparer, folder: Path, *, tell: Callable[[str], None]
) -> Measured:
    with ExitStack() as stack:
        ours, peers = _engines(folder, plan)
        for engine in (ours, *peers):
            stack.callback(engine.close)
        built = indexing.build(archive.articles(plan.size), ours, peers, preparer, tell=tell)
        for peer in peers:
            peer.settle()
        tell("queries")
        words = Vocabulary(built.sample, size=plan.size)
        times = time_shapes(ours, peers, shapes(words), repeats=plan.repeats)
        sizes = {engine.name: engine.bytes() / plan.size for engine in (ours, *peers)}
        described = {engine.name: engine.describe() for engine in (ours, *peers)}
    return Measured(
        archive="",
        articles=plan.size,
        engines=described,
        build_seconds=built.seconds,
        bytes_an_article=sizes,
        shapes=times,
    )


def _engines(folder: Path, plan: Plan) -> tuple[Ours, list[Peer]]:
    kinds: list[type[Peer] | None] = [
        None if "tantivy" in plan.without else tantivy_class(),
        None if "sqlite" in plan.without else Fts5,
        None if "stock" in plan.without or plan.size > _MAX_STOCK else Stock,
    ]
    peers: list[Peer] = []
    for kind in filter(None, kinds):
        own = folder / kind.__name__
        own.mkdir()
        peers.append(kind(own))
    return Ours(folder / "ours"), peers


def _many_requests(times: Iterable[ShapeTimes], known: Iterable[Article]) -> Iterator[SearchRequest]:
    """The shapes, plain and faceted, and hundreds of distinct words, so that the cache is filled."""
    asked: list[Shape] = [one.shape for one in times]
    for shape in asked:
        yield shape.faceted
        yield shape.request
    words = dict.fromkeys(word.strip(".,") for article in islice(known, 50) for word in article.body.split())
    for word in islice(words, _DISTINCT_QUERIES):
        yield SearchRequest(text=word, size=10, facets=FACETS, interval="month")
