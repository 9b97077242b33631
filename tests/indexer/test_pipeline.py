"""From items to commits: what is added, known, merged and replaced."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from indexer import pipeline
from indexer.pipeline import AddOptions, Understanding
from indexer.readers import Item, ReadOptions, Rejected, Skipped, read
from indexer.report import RunReport
from search.errors import IndexWriteError
from search.model import Article, Origin, RawArticle
from tests.builders import raw
from tests.indexer.archives import jsonl, record, write
from tests.indexer.memory import MemoryEngine

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
UNDERSTANDING = Understanding(today=date(2026, 11, 22), timezone="Asia/Jakarta")


def add(engine: MemoryEngine, items: Iterable[Item], **changes: Any) -> RunReport:
    report = RunReport()
    options = AddOptions(**({"understanding": UNDERSTANDING, "now": lambda: NOW} | changes))
    pipeline.add(items, engine, report, options)  # type: ignore[arg-type]
    return report


def at(file: str, *, archive: str = "arsip", line: int | None = None) -> Origin:
    return Origin(archive=archive, file=file, line=line)


def counts(report: RunReport) -> tuple[int, int, int, int]:
    return report.read, report.added, report.updated, report.unchanged


def folder(path: Path, archive: str = "arsip") -> Iterable[Item]:
    return read(path, ReadOptions(archive=archive))


# ---- adding, and adding again ----------------------------------------------------------------------------------


def test_articles_are_added_with_where_and_when_they_were_read(tmp_path: Path) -> None:
    engine = MemoryEngine()
    report = add(engine, folder(write(tmp_path / "a.jsonl", jsonl(record(1), b"{", record(3)))))
    assert counts(report) == (3, 2, 0, 0)
    assert report.rejected == {"not-json": 1}
    first = next(iter(engine.articles.values()))
    assert first.article.archives == ("arsip",)
    assert first.article.origins == (at("a.jsonl", line=1),)
    assert first.article.indexed_at == NOW
    assert first.raw is not None
    assert first.article.raw_hash == first.raw.raw_hash


def test_the_same_archive_twice_changes_nothing_and_is_not_understood_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.jsonl", jsonl(record(1), record(1), record(2, url="https://x.id/2")))
    write(tmp_path / "b.txt", "Isi berita.")
    write(tmp_path / "c.html", "<html><body><h1>Jembatan diresmikan</h1><p>Isi halaman yang panjang.</p></body></html>")
    engine = MemoryEngine()
    assert counts(add(engine, folder(tmp_path))) == (5, 4, 0, 1)
    before = dict(engine.articles)
    monkeypatch.setattr(pipeline, "understand", lambda *_, **__: pytest.fail("understood again"))
    assert counts(add(engine, folder(tmp_path))) == (5, 0, 0, 5)
    assert (engine.articles, len(engine.commits)) == (before, 1)


def test_an_article_of_a_second_archive_is_in_both_without_being_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = MemoryEngine()
    add(engine, [raw(origin=at("a.txt"))])
    monkeypatch.setattr(pipeline, "understand", lambda *_, **__: pytest.fail("understood again"))
    assert counts(add(engine, [raw(origin=at("b.txt", archive="lain"))])) == (1, 0, 1, 0)
    [stored] = engine.articles.values()
    assert stored.article.archives == ("arsip", "lain")
    assert {origin.place for origin in stored.article.origins} == {"arsip:a.txt", "lain:b.txt"}
    assert counts(add(engine, [raw(origin=at("b.txt", archive="lain"))])) == (1, 0, 0, 1)


def test_a_changed_text_of_an_address_is_updated_and_the_old_one_a_revision() -> None:
    engine = MemoryEngine()
    first = raw("Satu.", url="https://x.id/1", origin=at("a.jsonl", line=1))
    add(engine, [first])
    assert counts(add(engine, [replace(first, text="Dua.", raw_hash="")])) == (1, 0, 1, 0)
    [stored] = engine.articles.values()
    assert (stored.article.body, stored.raw and stored.raw.text) == ("Dua.", "Dua.")
    [revision] = stored.article.revisions
    assert (revision.raw_hash, revision.replaced_at) == (first.raw_hash, NOW)
    assert counts(add(engine, [first])) == (1, 0, 1, 0)  # and back again
    [back] = engine.articles.values()
    assert [revision.raw_hash for revision in back.article.revisions] == [stored.article.raw_hash]


def test_two_versions_of_an_article_in_one_archive_change_nothing_the_second_time() -> None:
    versions = [
        raw("Satu.", url="https://x.id/1", origin=at("a.jsonl", line=1)),
        raw("Dua.", url="https://x.id/1", origin=at("a.jsonl", line=2)),
    ]
    engine = MemoryEngine()
    assert counts(add(engine, versions)) == (2, 1, 1, 0)
    assert engine.bodies() == ["Dua."]
    commits = len(engine.commits)
    assert counts(add(engine, versions)) == (2, 0, 0, 2)
    assert len(engine.commits) == commits


def test_what_the_run_says_fills_in_and_makes_the_article_a_changed_one() -> None:
    engine = MemoryEngine()
    add(engine, [raw("Isi.", url="https://x.id/1")])
    report = add(engine, [raw("Isi.", url="https://x.id/1")], defaults=(("language", "ms"),))
    assert counts(report) == (1, 0, 1, 0)
    [stored] = engine.articles.values()
    assert stored.article.language == "ms"
    assert stored.raw is not None
    assert UNDERSTANDING(stored.raw).language == "ms"


# ---- places ----------------------------------------------------------------------------------------------------


def test_another_text_at_the_same_place_replaces_the_old_one(tmp_path: Path) -> None:
    engine = MemoryEngine()
    write(tmp_path / "a.txt", "Teks lama.")
    write(tmp_path / "b.txt", "Teks lain.")
    add(engine, folder(tmp_path))
    old_hash = next(s.article.raw_hash for s in engine.articles.values() if s.article.body == "Teks lama.")
    write(tmp_path / "a.txt", "Teks baru.")
    assert counts(add(engine, folder(tmp_path))) == (2, 0, 1, 1)
    assert engine.bodies() == ["Teks baru.", "Teks lain."]
    new = next(stored.article for stored in engine.articles.values() if stored.article.body == "Teks baru.")
    assert [revision.raw_hash for revision in new.revisions] == [old_hash]
    assert counts(add(engine, folder(tmp_path))) == (2, 0, 0, 2)


def test_articles_that_only_moved_are_kept(tmp_path: Path) -> None:
    engine = MemoryEngine()
    path = write(tmp_path / "a.jsonl", jsonl(record(1), record(2), record(3)))
    add(engine, folder(path))
    write(path, jsonl(record(0), record(1), record(2), record(3)))
    assert counts(add(engine, folder(path))) == (4, 1, 0, 3)
    assert len(engine.articles) == 4
    lines = {s.article.title: [origin.line for origin in s.article.origins] for s in engine.articles.values()}
    assert lines == {"Judul 0": [1], "Judul 1": [2], "Judul 2": [3], "Judul 3": [4]}
    commits = len(engine.commits)
    assert counts(add(engine, folder(path))) == (4, 0, 0, 4)
    assert len(engine.commits) == commits


def test_an_article_with_an_address_stays_when_its_place_has_another(tmp_path: Path) -> None:
    engine = MemoryEngine()
    path = write(tmp_path / "terbaru.jsonl", jsonl(record(1, url="https://x.id/1")))
    add(engine, folder(path))
    write(path, jsonl(record(2, url="https://x.id/2")))
    assert counts(add(engine, folder(path))) == (1, 1, 0, 0)
    assert len(engine.articles) == 2


def test_a_replaced_text_stays_in_another_archive_that_holds_it(tmp_path: Path) -> None:
    engine = MemoryEngine()
    write(tmp_path / "a.txt", "Teks lama.")
    add(engine, folder(tmp_path))
    add(engine, folder(tmp_path, archive="cadangan"))
    write(tmp_path / "a.txt", "Teks baru.")
    add(engine, folder(tmp_path))
    assert engine.bodies() == ["Teks baru.", "Teks lama."]
    old = next(stored.article for stored in engine.articles.values() if stored.article.body == "Teks lama.")
    assert old.archives == ("cadangan",)


def test_two_folders_under_one_name_do_not_replace_each_other(tmp_path: Path) -> None:
    write(tmp_path / "a/x.txt", "Teks a.")
    write(tmp_path / "b/x.txt", "Teks b.")
    engine = MemoryEngine()
    for _ in range(2):
        add(engine, [*folder(tmp_path / "a"), *folder(tmp_path / "b")])
        assert engine.bodies() == ["Teks a.", "Teks b."]


# ---- commits, failures, stopping -------------------------------------------------------------------------------


def many(count: int) -> list[RawArticle]:
    return [raw(f"Isi berita nomor {number}.", origin=at("a.jsonl", line=number)) for number in range(1, count + 1)]


def test_commits_come_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "BATCH_ARTICLES", 10)
    engine = MemoryEngine()
    assert counts(add(engine, many(25))) == (25, 25, 0, 0)
    assert engine.commits == [10, 10, 5]


def test_a_batch_is_bounded_by_its_size_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "BATCH_CHARS", 50)
    engine = MemoryEngine()
    add(engine, many(4))
    assert engine.commits == [3, 1]


def test_what_was_committed_before_the_disk_was_full_stays_and_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "BATCH_ARTICLES", 10)
    engine = MemoryEngine(fails_after=2)
    report = RunReport()
    options = AddOptions(understanding=UNDERSTANDING, now=lambda: NOW)
    with pytest.raises(IndexWriteError):
        pipeline.add(many(35), engine, report, options)  # type: ignore[arg-type]
    assert (len(engine.articles), report.added) == (20, 20)


def test_stopping_commits_what_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "GROUP_ARTICLES", 5)
    engine = MemoryEngine()
    taken: list[RawArticle] = []

    def items() -> Iterable[Item]:
        for item in many(100):
            taken.append(item)
            yield item

    report = add(engine, items(), should_stop=lambda: len(taken) >= 12)
    assert counts(report) == (12, 12, 0, 0)
    assert len(engine.articles) == 12


def test_a_stopped_run_replaces_nothing_that_may_still_come(tmp_path: Path) -> None:
    engine = MemoryEngine()
    path = write(tmp_path / "a.jsonl", jsonl(record(1), record(2)))
    add(engine, folder(path))
    write(path, jsonl(record(0), record(1), record(2)))
    add(engine, folder(path), should_stop=lambda: True)
    assert {"Judul 0", "Judul 1", "Judul 2"} == {stored.article.title for stored in engine.articles.values()}


def test_an_error_on_one_article_costs_that_article_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaking(article: RawArticle, **_: Any) -> Article:
        if "3" in article.text:
            raise IndexError("di luar batas")
        return Article(id=f"{article.origin.line:016x}", body=article.text)

    monkeypatch.setattr(pipeline, "understand", breaking)
    told: list[Rejected | Skipped] = []
    engine = MemoryEngine()
    report = add(engine, many(5), tell=told.append)
    assert counts(report) == (5, 4, 0, 0)
    assert report.rejected == {"not-understood": 1}
    assert "IndexError: di luar batas (at test_pipeline.py" in told[0].message


def test_warnings_are_counted() -> None:
    report = add(MemoryEngine(), [raw("Isi.", warnings=("guessed-charset",))])
    assert report.warnings["guessed-charset"] == 1


def test_no_raw_keeps_the_hash_and_is_still_known() -> None:
    engine = MemoryEngine()
    add(engine, [raw()], keep_raw=False)
    [stored] = engine.articles.values()
    assert stored.raw is None
    assert counts(add(engine, [raw()], keep_raw=False)) == (1, 0, 0, 1)


def test_corrections_are_applied_after_understanding() -> None:
    engine = MemoryEngine()
    add(engine, [raw()], correct=lambda article: replace(article, title="Diperbaiki"))
    assert next(iter(engine.articles.values())).article.title == "Diperbaiki"


def test_several_processes_give_the_same_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.workers.ALONE", 0)
    pages = [raw("<p>bukan</p>" if n % 9 else "", markup="html", origin=at(f"{n}.html")) for n in range(20)]
    alone, together = MemoryEngine(), MemoryEngine()
    reports = [add(alone, [*many(200), *pages]), add(together, [*many(200), *pages], workers=2)]
    assert list(alone.articles.items()) == list(together.articles.items())
    assert counts(reports[0]) == counts(reports[1])
    assert reports[0].rejected == reports[1].rejected


def test_the_articles_of_a_dry_run_come_without_an_index() -> None:
    report = RunReport()
    options = AddOptions(understanding=UNDERSTANDING, now=lambda: NOW)
    items = [raw("Isi."), Rejected(origin=at("x"), reason="empty", message="")]
    assert [article.body for article in pipeline.understood(items, report, options)] == ["Isi."]
    assert report.rejected == {"empty": 1}
