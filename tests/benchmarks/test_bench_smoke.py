"""The benchmark runs, engines agree, and its report keeps the sections of other sizes."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.benchmarks import report, run
from tests.benchmarks.answer import Ready
from tests.benchmarks.fts5 import Fts5
from tests.benchmarks.ours import Ours
from tests.benchmarks.prepared import Preparer
from tests.benchmarks.querying import DisagreementError, time_shapes
from tests.benchmarks.shapes import Shape, Vocabulary, shapes
from tests.benchmarks.synthetic import SyntheticArchive

SIZE = 300
PLAN = run.Plan(size=SIZE, repeats=1, commits=2, new_articles=20)


@pytest.fixture(scope="module")
def measured() -> run.Measured:
    return run.synthetic(PLAN, lambda _: None)


def test_every_engine_that_is_installed_answers_every_shape_alike(measured: run.Measured) -> None:
    assert len(measured.shapes) == 20
    wanted = {"ours", "SQLite FTS5", "stock Whoosh"} | ({"tantivy"} if run.tantivy_class() else set())
    assert set(measured.engines) == wanted
    assert all(wanted <= set(shape.plain) and wanted <= set(shape.faceted) for shape in measured.shapes)


def test_shapes_find_as_much_as_they_are_meant_to(measured: run.Measured) -> None:
    totals = {shape.shape.name: shape.total for shape in measured.shapes}
    assert totals["everything, newest"] == SIZE
    assert totals["commonest word"] > 0.9 * SIZE
    assert totals["rare word"] < totals["mid word"] < totals["OR of 3 mid"] < totals["OR of 3 common"]
    assert totals["common + outlet"] < totals["common word"]
    by_chance = {"AND common + rare"}  # so few articles have the rare word once, perhaps where the common one is not
    assert all(total for name, total in totals.items() if name not in by_chance)


def test_all_that_the_report_shows_is_measured(measured: run.Measured) -> None:
    assert measured.searching is not None
    assert measured.searching.peak_anonymous_mb > 1
    assert measured.commits is not None
    assert min(measured.commits.ms, measured.commits.disk_ms) > 0
    assert len(measured.writers) == 2
    assert all(speed > 0 for speed in measured.writers.values())
    assert all(figure > 0 for figure in (*measured.bytes_an_article.values(), *measured.build_seconds.values()))
    text = report.section("make bench", [measured])
    assert "## 300 articles" in text
    assert all(f"| ours, {writers} writer" in text for writers in measured.writers)
    assert all(f"| {shape.shape.name} |" in text for shape in measured.shapes)


def test_a_report_keeps_the_sections_of_other_sizes(tmp_path: Path, measured: run.Measured) -> None:
    path = tmp_path / "benchmarks.md"
    report.write(path, "first", [measured])
    report.write(path, "second", [replace(measured, articles=1_000)])
    report.write(path, "third", [measured])
    text = path.read_text("utf-8")
    assert [line for line in text.splitlines() if line.startswith("## ")] == ["## 300 articles", "## 1,000 articles"]
    assert "`second`" in text
    assert "`third`" in text
    assert "`first`" not in text


def test_another_answer_of_a_peer_stops_the_run(tmp_path: Path) -> None:
    class Wrong(Fts5):
        def ready(self, shape: Shape) -> Ready:
            right = super().ready(shape)
            return replace(right, read=lambda found: replace(right.read(found), total=0))

    preparer = Preparer()
    articles = list(SyntheticArchive().articles(50))
    prepared = [preparer.prepare(article) for article in articles]
    asked = shapes(Vocabulary(prepared, size=50))[:1]
    with closing(Ours(tmp_path / "ours")) as ours, closing(Wrong(tmp_path)) as peer:
        ours.add(articles)
        peer.add(prepared)
        with pytest.raises(DisagreementError, match="commonest word"):
            time_shapes(ours, [peer], asked, repeats=1)


def test_the_same_seed_gives_the_same_articles_whatever_their_number() -> None:
    few, many = SyntheticArchive(seed=3), SyntheticArchive(seed=3)
    assert list(few.articles(5)) == list(many.articles(1_010))[:5]


def test_new_words_are_in_no_other_article() -> None:
    known = {word for article in SyntheticArchive().articles(200) for word in article.body.split()}
    fresh = list(SyntheticArchive(new_words=0.15).articles(20))
    bodies = [[word for word in article.body.split() if word not in known] for article in fresh]
    shares = [len(new) / len(article.body.split()) for new, article in zip(bodies, fresh, strict=True)]
    assert 0.1 < sum(shares) / len(shares) < 0.35
