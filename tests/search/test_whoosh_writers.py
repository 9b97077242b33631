"""Segments written by several processes: the same index, whatever becomes of them."""

from __future__ import annotations

import errno
import os
import random
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from search import analysis
from search.engines.whoosh import WhooshEngine, child_process, open_engine, stem_tables, storage, writer
from search.engines.whoosh.stem_tables import StemTables
from search.errors import IndexWriteError
from search.model import StoredArticle
from search.settings import Settings
from tests.builders import article, stored
from tests.search.test_whoosh_durability import edition_of, found, orphans
from tests.search.test_whoosh_merging import has_ended

PROJECT = Path(__file__).parents[2]
PER_SEGMENT = 8


@pytest.fixture(autouse=True)
def small_segments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "SEGMENT_ARTICLES", PER_SEGMENT)


def opened(folder: Path, *, writers: int = 2) -> WhooshEngine:
    return open_engine(Settings(index=folder, writers=writers), create=True)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[WhooshEngine]:
    """An engine that writes by two processes, with an article."""
    made = opened(tmp_path / "index")
    made.update(stored(article(id="a", body="gempa a")))
    yield made
    made.close()


def many(count: int, *, text: str = "gempa", first: int = 0) -> list[StoredArticle]:
    return stored(*(article(id=f"n{n}", body=f"{text} {n}") for n in range(first, first + count)))


def run(monkeypatch: pytest.MonkeyPatch, script: str) -> list[str]:
    """Have the processes run `script` from now on; the list grows with each that is started."""
    started: list[str] = []

    def command(module: str) -> list[str]:
        started.append(module)
        return [sys.executable, "-c", script]

    monkeypatch.setattr(child_process, "command", command)
    return started


# ---- the same index --------------------------------------------------------------------------------------------


def written(engine: WhooshEngine, folder: Path) -> list[tuple[bytes, tuple[int, ...]]]:
    """The segments of the last commit: what is in their files, and which documents are deleted."""
    edition = edition_of(folder)
    return [
        (segment.path(edition).read_bytes(), tuple(segment.deleted_docs()))
        for segment in storage.read_contents(edition).segments
    ]


def test_the_index_is_the_same_whoever_writes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Updates of articles of the same batch in this segment and in those before, and of articles that were there."""
    monkeypatch.setattr("search.engines.whoosh.merging.due", lambda sizes, room=1.0: None)
    engines = {count: opened(tmp_path / f"{count}", writers=count) for count in (1, 3)}
    for step in range(8):
        chance = random.Random(step)
        ids = [f"n{chance.randrange(60)}" for _ in range(chance.choice([1, 7, 8, 9, 16, 40, 70]))]
        batch = stored(
            *(
                article(id=one, body=f"memasok gempa {step} {n} " * chance.randrange(4), section=f"s{n % 3}")
                for n, one in enumerate(ids)
            )
        )
        reports = [engine.update(batch) for engine in engines.values()]
        assert reports[0] == reports[1]
        alone, together = (written(engine, tmp_path / f"{count}") for count, engine in engines.items())
        assert alone == together
        last = {entry.article.id: entry.article for entry in batch}
        assert engines[3].get(list(last)) == tuple(last.values())
    assert len(engines[3]._writers._idle) == 3
    for engine in engines.values():
        engine.close()


@pytest.mark.parametrize("writers", [1, 2])
def test_an_article_that_is_no_text_is_named(tmp_path: Path, writers: int) -> None:
    engine = opened(tmp_path / "index", writers=writers)
    broken = replace(article(id="n3"), author="\ud800")
    with pytest.raises(IndexWriteError, match=r"'n3'.*surrogate"):
        engine.update([*many(2 * PER_SEGMENT, first=9), StoredArticle(article=broken)])
    assert found(engine) == {}
    engine.update(many(2 * PER_SEGMENT))
    assert len(found(engine)) == 2 * PER_SEGMENT
    engine.close()


def test_a_rebuild_by_several_is_the_same(engine: WhooshEngine) -> None:
    engine.update(many(50))
    before = found(engine)
    assert len(before) == 51
    engine.replace_all(list(engine.scan_stored()))
    assert found(engine) == before


def test_the_name_of_a_folder_need_not_be_text(tmp_path: Path) -> None:
    engine = opened(tmp_path / os.fsdecode(b"ind\xff"))
    engine.update(many(3 * PER_SEGMENT))
    assert len(found(engine)) == 3 * PER_SEGMENT
    engine.close()


def test_what_is_less_than_a_segment_starts_no_process(engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    started = run(monkeypatch, "")
    engine.update(many(PER_SEGMENT - 1))
    assert started == []
    assert len(found(engine)) == PER_SEGMENT


def test_no_more_segments_are_under_way_than_there_are_writers(
    engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    command, busy, started = child_process.command, [], []
    monkeypatch.setattr(child_process, "command", lambda module: started.append(module) or command(module))

    def watched() -> Iterator[StoredArticle]:
        for one in many(10 * PER_SEGMENT):
            busy.append(len(engine._writers._busy))
            yield one

    engine.update(watched())
    engine.update(many(10 * PER_SEGMENT, text="gempa lagi"))
    assert max(busy) == 2
    assert len(started) == 2
    assert found(engine)["n79"] == "gempa lagi 79"


def test_where_no_process_can_be_started_this_one_writes(
    engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    engine.update(many(30))
    assert len(found(engine)) == 31
    assert "written by 0 processes beside" in caplog.text


# ---- stems -----------------------------------------------------------------------------------------------------

ALWAYS_LOADING = """
from search.engines.whoosh import segment_main, stem_tables
stem_tables._WORTH_LOADING = 0
segment_main.main()
"""


def kept_stems(folder: Path) -> list[tuple[str, str]]:
    [table] = (folder / "stems").glob("id-*.tsv")
    return [(word, stem) for word, stem in (line.split("\t") for line in table.read_text().splitlines())]


def test_stems_that_any_process_found_are_kept_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(monkeypatch, ALWAYS_LOADING)
    folder = tmp_path / "index"
    words = [f"men{a}{b}kan" for a in ("dala", "galu", "caku") for b in "bdgklmnprst"]
    for _ in range(2):
        engine = opened(folder)
        for text in (" ".join(words[:20]), " ".join(words)):
            engine.update(many(3 * PER_SEGMENT, text=text))
        engine.close()
        kept = kept_stems(folder)
        assert {word for word, _ in kept} >= set(words)
        assert len({word for word, _ in kept}) == len(kept)
    stem = analysis.analyzer_for("id").stem
    assert all(stem(word) == kept for word, kept in kept if word in words)


def test_what_was_learnt_from_others_is_not_found_again(tmp_path: Path) -> None:
    tables = StemTables(tmp_path / "stems")
    tables.load(articles=10_000)
    tables.found()
    tables.learn({"id": [("mengxyzkan", "xyz"), ("berxyz", "xyz")]})
    analysis.analyzer_for("id").stem("memabcxkan")
    assert [word for word, _ in tables.found()["id"]] == ["memabcxkan"]
    assert analysis.analyzer_for("id").stem("mengxyzkan") == "xyz"


def test_what_is_left_of_a_line_over_a_crash_does_not_become_a_part_of_the_next(tmp_path: Path) -> None:
    folder = tmp_path / "stems"
    for word in ("menqdxkan", "menqdykan"):
        tables = StemTables(folder)
        tables.add({"id": [(word, "qd")]})
        tables.save()
        [table] = folder.glob("id-*.tsv")
        table.write_bytes(table.read_bytes().removesuffix(b"\tqd\n"))
    assert table.read_text() == "menqdxkan\nmenqdykan"


def test_a_table_of_stems_does_not_grow_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stem_tables, "_MAX_BYTES", 1_000)
    folder, sizes = tmp_path / "stems", []
    for round_ in range(30):
        tables = StemTables(folder)
        tables.add({"id": [(f"menqd{round_:02}{n}kan", "qd") for n in range(10)]})
        tables.save()
        [table] = folder.glob("id-*.tsv")
        sizes.append(table.stat().st_size)
        assert table.read_text().endswith(f"menqd{round_:02}9kan\tqd\n")
    assert 1_000 < max(sizes) < 1_000 + 2 * min(sizes)


# ---- when things go wrong --------------------------------------------------------------------------------------

AT_ONCE = "import os; os.kill(os.getpid(), 9)"
AFTER_READING = "import os, sys; [sys.stdin.readline() for _ in range(9)]; os.kill(os.getpid(), 9)"


@pytest.mark.parametrize("script", [AT_ONCE, AFTER_READING], ids=["at once", "after reading"])
def test_a_process_that_dies_fails_the_whole_batch(engine: WhooshEngine, tmp_path: Path, script: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        run(patch, script)
        with pytest.raises(IndexWriteError, match=r"ended by signal 9.* with fewer writers"):
            engine.update([*many(30), *stored(article(id="a", body="neu"))])
    assert found(engine) == {"a": "gempa a"}
    assert orphans(tmp_path / "index") == set()
    engine.update(many(30))
    assert len(found(engine)) == 31


def test_a_process_that_died_between_batches_fails_one(engine: WhooshEngine, tmp_path: Path) -> None:
    engine.update(many(30))
    for process in engine._writers._idle:
        process._child.process.kill()
        process._child.process.wait()
    with pytest.raises(IndexWriteError, match="ended by signal 9"):
        engine.update(many(30, first=30))
    assert len(found(engine)) == 31
    assert orphans(tmp_path / "index") == set()


def test_a_full_disk_is_told_as_one(engine: WhooshEngine, tmp_path: Path) -> None:
    large = [
        StoredArticle(article=article(id=f"l{n}", body=" ".join(f"kata{n * 1000 + i}" for i in range(200))))
        for n in range(PER_SEGMENT)
    ]
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, hard))
    try:
        with pytest.raises(IndexWriteError, match=r"cannot write to .*File too large.*make room") as caught:
            engine.update(large)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert isinstance(caught.value.__cause__, OSError)
    assert caught.value.__cause__.errno == errno.EFBIG
    assert found(engine) == {"a": "gempa a"}
    assert orphans(tmp_path / "index") == set()
    engine.update(large)
    assert engine.status().articles == PER_SEGMENT + 1


BROKEN = """
from search.engines.whoosh import segment_main

def broken(*_):
    raise ValueError("2^32 positions")

segment_main.write_segment = broken
segment_main.main()
"""


def test_any_other_error_of_a_process_is_raised_as_it_is(
    engine: WhooshEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(monkeypatch, BROKEN)
    with pytest.raises(ValueError, match=r"2\^32 positions") as caught:
        engine.update(many(30))
    assert "in broken" in "".join(caught.value.__notes__)
    assert found(engine) == {"a": "gempa a"}
    assert orphans(tmp_path / "index") == set()


def test_an_error_of_the_source_leaves_nothing_behind(engine: WhooshEngine, tmp_path: Path) -> None:
    def failing() -> Iterator[StoredArticle]:
        yield from many(30)
        raise PermissionError("arsip.zip")

    with pytest.raises(PermissionError, match=r"arsip\.zip"):
        engine.update(failing())
    assert len(engine._writers._busy) == 0
    assert found(engine) == {"a": "gempa a"}
    assert orphans(tmp_path / "index") == set()
    engine.update(many(30))
    assert len(found(engine)) == 31


HELD = """
import time
from search.engines.whoosh import segment_main

def held(path, *_):
    path.write_bytes(b"begun")
    with open({alive!r}, "w") as alive:
        print(path, file=alive, flush=True)
        time.sleep(90)

segment_main.write_segment = held
segment_main.main()
"""
WRITING = """
import sys
from pathlib import Path
from search.engines.whoosh import child_process, writer
from tests.search.test_whoosh_writers import many, opened

writer.SEGMENT_ARTICLES = 8
child_process.command = lambda module: [sys.executable, "-c", sys.argv[2]]
opened(Path(sys.argv[1])).update(many(8))
"""


def test_a_process_ends_with_the_one_that_wanted_its_segment(tmp_path: Path) -> None:
    pipe, folder = tmp_path / "alive", tmp_path / "index"
    os.mkfifo(pipe)
    command = [sys.executable, "-c", WRITING, str(folder), HELD.format(alive=str(pipe))]
    with subprocess.Popen(command, cwd=PROJECT) as parent, pipe.open() as alive:
        assert Path(alive.readline().strip()).read_bytes() == b"begun"
        parent.kill()
        assert has_ended(alive)
    assert orphans(folder) == set()
    assert found(opened(folder)) == {}
