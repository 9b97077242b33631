"""An archive that grows every day: what it costs, and what its readers see meanwhile."""

from __future__ import annotations

import os
import random
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from search.engines.whoosh import WhooshEngine, open_engine
from search.model import Article
from search.query import And, Everything, Query, SearchRequest, Selection
from search.settings import Settings
from tests.builders import actor, article, outlet, span, stored
from tests.contract.queries import exact

IS_SOAK = bool(os.environ.get("KLIPING_SOAK"))
DAYS, PER_DAY = (365, 1_000) if IS_SOAK else (30, 200)
MAX_SEGMENTS = 20
MAX_GROWTH = 1.6  # times the bytes of a new index of the same articles
MAX_MORE = 100_000  # and so many bytes
SYLLABLES = ("ba", "ca", "du", "ga", "ka", "li", "ma", "no", "pi", "ra", "su", "ti", "wa", "ya")
WORDS = tuple(sorted({a + b + c for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES}))


def opened(folder: Path) -> WhooshEngine:
    return open_engine(Settings(index=folder), create=True)


# ---- a year of days --------------------------------------------------------------------------------------------


def reported(number: int, version: int) -> Article:
    """An article; a later version says something else."""
    chance = random.Random(f"{number}-{version}")
    text = [WORDS[int(len(WORDS) * chance.random() ** 3)] for _ in range(chance.randint(20, 60))]
    return article(
        id=f"a{number:07}",
        title=" ".join(text[:6]).capitalize(),
        body=" ".join(text),
        outlet=outlet(f"Harian {int(20 * chance.random() ** 2)}"),
        actors=(actor(f"person:{WORDS[int(len(WORDS) * chance.random() ** 2)]}"),),
        published=span(f"2022-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"),
    )


def days() -> Iterator[list[Article]]:
    """What comes day by day: a tenth of it are new versions of articles of the days before."""
    chance = random.Random(1)
    number = 0
    for day in range(DAYS):
        again = chance.sample(range(number), min(number, PER_DAY // 10))
        new = range(number, number + PER_DAY - len(again))
        number = new.stop
        yield [reported(n, day) for n in (*again, *new)]


def bytes_of(folder: Path, pattern: str) -> int:
    return sum(path.stat().st_size for path in folder.glob(f"editions/*/{pattern}"))


HARIAN_0 = Selection(include=frozenset({"harian-0"}))
QUERIES: tuple[tuple[Query, SearchRequest], ...] = (
    (exact("bababa"), SearchRequest(facets=("outlet", "actor", "date"))),
    (And((exact("bababa"), exact("babaca"))), SearchRequest(facets=("outlet",))),
    (exact(WORDS[-1]), SearchRequest(sort="newest")),
    (exact(WORDS[300]), SearchRequest(selections=(("outlet", HARIAN_0),), facets=("outlet",))),
    (Everything(), SearchRequest(sort="oldest", size=50, facets=("outlet", "actor", "date"))),
)


@pytest.mark.soak
def test_an_index_that_grows_daily_stays_as_small_and_right_as_a_new_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    engine = opened(tmp_path / "daily")
    live: dict[str, Article] = {}
    most = 0
    for articles in days():
        with closing(opened(tmp_path / "daily")) as writer:
            writer.update(stored(*articles))
        live |= {one.id: one for one in articles}
        most = max(most, engine.status().segments)
    with closing(opened(tmp_path / "new")) as writer:
        writer.update(stored(*live.values()))
    new = opened(tmp_path / "new")

    size, least = (bytes_of(tmp_path / name, "*.kliping") for name in ("daily", "new"))
    raw, least_raw = (bytes_of(tmp_path / name, "raw/*.zst") for name in ("daily", "new"))
    segments = engine.status().segments
    with capsys.disabled():
        sys.stdout.write(
            f"\n{DAYS} commits of {PER_DAY}: {segments} segments, at most {most}; {size:,} bytes, a new index of the "
            f"{len(live):,} articles {least:,}; raw articles {raw:,}, in a new index {least_raw:,}\n"
        )
    assert most <= MAX_SEGMENTS
    assert size <= MAX_GROWTH * least + MAX_MORE
    words = {article_id: set(f"{one.title} {one.body}".casefold().split()) for article_id, one in live.items()}
    for word in (WORDS[0], WORDS[5], WORDS[700], WORDS[-1]):
        assert engine.search(exact(word), SearchRequest()).total == sum(word in said for said in words.values()) > 0
    for query, request in QUERIES:
        answer, expected = engine.search(query, request), new.search(query, request)
        assert answer.total > 0
        assert (answer.total, answer.ids) == (expected.total, expected.ids)
        assert (answer.facets, answer.histogram) == (expected.facets, expected.histogram)
        assert answer.scores == pytest.approx(expected.scores, abs=1e-4)


def test_raw_articles_of_replaced_articles_stay_until_a_rebuild(tmp_path: Path) -> None:
    engine = opened(tmp_path / "index")
    for version in range(5):
        engine.update(stored(*(reported(number, version) for number in range(100))))
    grown = bytes_of(tmp_path / "index", "raw/*.zst")
    engine.replace_all(engine.scan_stored())
    engine.replace_all(engine.scan_stored())  # the edition before goes at the second

    assert 1.9 < grown / bytes_of(tmp_path / "index", "raw/*.zst") < 2.6  # of five; two editions are left


# ---- readers ---------------------------------------------------------------------------------------------------


def add(engine: WhooshEngine, step: int) -> None:
    """Three new articles in place of one that was there."""
    if step:
        engine.remove([f"{step - 1}-0"])
    engine.update(stored(*(article(id=f"{step}-{n}", body=f"gempa di jawa {step}") for n in range(3))))


def totals(steps: int) -> set[int]:
    """How many articles there may be at any time: 0, then 3, 2, 5, 4, 7, 6, ..."""
    return {0, *(2 * step + 3 for step in range(steps)), *(2 * step + 2 for step in range(steps))}


def test_readers_see_one_commit_or_the_next_while_another_engine_commits_and_merges(tmp_path: Path) -> None:
    reader, writer = opened(tmp_path / "index"), opened(tmp_path / "index")
    failures: list[BaseException] = []
    seen: list[int] = []
    is_over, has_read = threading.Event(), threading.Event()

    def read() -> None:
        allowed, last = totals(40), 0
        try:
            while not is_over.is_set():
                answer = reader.search(exact("gempa"), SearchRequest(size=100, facets=("language",)))
                assert answer.total in allowed
                assert len(answer.ids) == answer.total
                assert sum(bucket.count for bucket in answer.facets[0].buckets) == answer.total
                assert answer.total >= last - 1  # a removal takes one
                last = answer.total
                seen.append(last)
                has_read.set()
        except BaseException as exc:
            failures.append(exc)
            has_read.set()

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for step in range(40):
        has_read.clear()
        add(writer, step)
        if not has_read.wait(60) or failures:  # however busy the machine is, somebody reads between two commits
            break
    is_over.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(set(seen)) > 5
    assert reader.search(exact("gempa"), SearchRequest()).total == 81
    assert writer.status().segments < 20


def test_what_a_reader_holds_stays_readable_after_its_files_are_gone(tmp_path: Path) -> None:
    reader, writer = opened(tmp_path / "index"), opened(tmp_path / "index")
    for step in range(5):
        add(writer, step)
    files = set(tmp_path.glob("index/editions/*/*.kliping"))
    scanned, kept = reader.scan(exact("gempa"), SearchRequest()), reader.scan_stored()
    begun = [next(scanned).id, next(kept).article.id]
    for step in range(5, 40):
        add(writer, step)

    assert not [path for path in files if path.exists()]
    assert len({begun[0], *(one.id for one in scanned)}) == 11
    assert len({begun[1], *(one.article.id for one in kept if one.raw is not None)}) == 11
