"""Merges beside the writer: what is written meanwhile counts, and whatever happens to them, nothing is lost or left."""

from __future__ import annotations

import errno
import functools
import os
import resource
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest
from whoosh.index import open_dir

from search.engines.whoosh import WhooshEngine, child_process, merging, open_engine, storage
from search.engines.whoosh.codec import merge_plan
from search.engines.whoosh.codec.whoosh_codec import ColumnarSegment
from search.engines.whoosh.lock import is_locked, writer_lock
from search.model import StoredArticle
from search.query import Everything, SearchRequest
from search.settings import Settings
from tests.builders import article, stored
from tests.contract.queries import exact
from tests.search.test_whoosh_durability import edition_of, found, orphans

PROJECT = Path(__file__).parents[2]
WAITING = "import runpy, sys; open(sys.argv[1]).read(); runpy.run_module(sys.argv[2], run_name='__main__')"
ENDING = """
import os, select, threading

def watch():
    pipe = select.poll()
    pipe.register(0, 0)
    pipe.poll()
    os._exit(1)

threading.Thread(target=watch, daemon=True).start()
"""

often = functools.partial(merge_plan.due, factor=2)


def opened(folder: Path) -> WhooshEngine:
    return open_engine(Settings(index=folder), create=True)


def add(engine: WhooshEngine, *ids: str, text: str = "gempa") -> None:
    engine.update(stored(*(article(id=one, body=f"{text} {one}") for one in ids)))


def segments(folder: Path) -> int:
    return len(storage.read_contents(edition_of(folder)).segments)


def held_back(folder: Path) -> bool:
    """Whether a merge is due, or has not been committed."""
    edition = edition_of(folder)
    return bool(unfinished(folder) or often(merging._sizes(edition, merging._segments(edition))))


def unfinished(folder: Path) -> list[Path]:
    return list(folder.glob("editions/*/*.new"))


class Held:
    """Processes that begin to merge when they are told to; a test that fails leaves none behind."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.started = 0
        self._gate = folder / "gate"
        os.mkfifo(self._gate)
        patch.setattr(child_process, "command", self._command)

    def _command(self, module: str) -> list[str]:
        self.started += 1
        return [sys.executable, "-c", ENDING + WAITING, str(self._gate), module]

    def let_go(self, engine: WhooshEngine) -> None:
        """Let the engine's process merge, and wait until it has."""
        self._gate.write_bytes(b"")
        running = engine._merges._running
        assert running is not None
        running.wait()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where two segments are enough for a merge, and the smallest is done beside."""
    monkeypatch.setattr(merging, "due", often)
    monkeypatch.setattr(merging, "_AT_ONCE", 1e-9)
    return tmp_path / "index"


@pytest.fixture
def held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Held:
    return Held(tmp_path, monkeypatch)


@pytest.fixture
def engine(folder: Path, held: Held) -> Iterator[WhooshEngine]:
    """An engine whose first two segments, of a, b and c, d, are being merged."""
    made = opened(folder)
    add(made, "a", "b")
    add(made, "c", "d")
    assert held.started == 1
    yield made
    made._merges.drop()


def texts(**changes: str | None) -> dict[str, str]:
    """The texts of a to d, some of them changed or gone."""
    held = {one: f"gempa {one}" for one in "abcd"} | changes
    return {one: text for one, text in held.items() if text is not None}


def test_the_name_of_a_folder_need_not_be_text(held: Held, folder: Path) -> None:
    engine = opened(folder.with_name(os.fsdecode(b"ind\xff")))
    add(engine, "a")
    add(engine, "b")
    assert held.started == 1
    held.let_go(engine)
    assert engine._merges._running is not None
    assert engine._merges._running.failure is None
    engine.close()


# ---- beside the writer -----------------------------------------------------------------------------------------


def test_what_is_written_while_segments_are_merged_counts(engine: WhooshEngine, held: Held, folder: Path) -> None:
    add(engine, "e")
    add(engine, "a", text="gempa lagi")
    engine.remove(["d", "e"])
    assert found(engine) == texts(a="gempa lagi a", d=None)
    assert segments(folder) == 3  # two that are merged, and the new a

    held.let_go(engine)
    assert found(opened(folder)) == found(engine)
    assert segments(folder) == 3
    engine.remove(["b"])
    assert found(engine) == texts(a="gempa lagi a", b=None, d=None)
    assert segments(folder) == 2  # c alone of the merged ones, and a
    assert engine.search(exact("c"), SearchRequest()).ids == ("c",)
    assert engine.search(exact("b"), SearchRequest()).total == 0


@pytest.mark.parametrize("gone", ["a", "d", "ab", "bd", "acd", "abcd"])
def test_documents_deleted_meanwhile_are_deleted_from_what_was_merged(
    engine: WhooshEngine, held: Held, folder: Path, gone: str
) -> None:
    engine.remove(list(gone[:1]))
    engine.remove(list(gone[1:]))
    held.let_go(engine)
    add(engine, "e")
    assert found(engine) == texts(**dict.fromkeys(gone), e="gempa e")
    engine._merges.drop()
    add(engine, "f")
    assert not [name for name in orphans(folder) if not name.endswith(".new")]


def test_documents_deleted_before_a_merge_are_left_out_of_it(folder: Path, held: Held) -> None:
    engine = opened(folder)
    add(engine, *"abcde")
    engine.remove(["b"])
    add(engine, *"fghi")
    engine.remove(["a", "g"])
    held.let_go(engine)
    add(engine, "j")
    assert found(engine) == {one: f"gempa {one}" for one in "cdefhij"}
    sizes = [(one.doc_count_all(), one.deleted_count()) for one in storage.read_contents(edition_of(folder)).segments]
    assert sizes == [(1, 0), (8, 2)]
    engine._merges.drop()


def test_closing_waits_for_the_merge_and_leaves_nothing_to_do(folder: Path) -> None:
    engine = opened(folder)
    for one in "abcdefgh":
        add(engine, one)
    before = found(engine)
    assert held_back(folder)
    engine.close()
    assert segments(folder) < 4
    assert not held_back(folder)
    assert orphans(folder) == set()
    assert found(opened(folder)) == before


def test_a_rebuild_is_merged_before_it_counts(
    folder: Path, monkeypatch: pytest.MonkeyPatch, engine: WhooshEngine
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(merging, "due", often)
    monkeypatch.setattr(merging, "_AT_ONCE", 1e-9)
    monkeypatch.setattr("search.engines.whoosh.engine._SEGMENTS_AT_ONCE", 1)
    monkeypatch.setattr("search.engines.whoosh.writer.SEGMENT_ARTICLES", 1)
    add(engine, *"efgh")
    engine.replace_all(list(engine.scan_stored()))
    assert segments(folder) < 4
    assert not held_back(folder)
    assert set(found(engine)) == set("abcdefgh")
    assert orphans(folder) == set()


def test_a_rebuild_tries_again_at_its_end_what_could_not_be_merged(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    command, started = child_process.command, []

    def failing_once(module: str) -> list[str]:
        started.append(module)
        return [sys.executable, "-c", "raise SystemExit(1)"] if len(started) == 1 else command(module)

    monkeypatch.setattr(child_process, "command", failing_once)
    monkeypatch.setattr("search.engines.whoosh.engine._SEGMENTS_AT_ONCE", 1)
    monkeypatch.setattr("search.engines.whoosh.writer.SEGMENT_ARTICLES", 1)
    engine = opened(folder)

    def articles() -> Iterator[StoredArticle]:
        for one in "abc":
            if engine._merges._running is not None:
                engine._merges._running.wait()
            yield from stored(article(id=one, body=f"gempa {one}"))

    engine.replace_all(articles())
    assert "are left unmerged: the process ended with 1" in caplog.text
    assert not held_back(folder)
    assert found(engine) == {one: f"gempa {one}" for one in "abc"}


def test_a_small_merge_starts_no_process(folder: Path, held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "_AT_ONCE", 1 / 128)
    engine = opened(folder)
    for one in "abcd":
        add(engine, one)
    assert (segments(folder), held.started) == (1, 0)


def test_small_segments_are_merged_while_larger_ones_are(
    engine: WhooshEngine, held: Held, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "_AT_ONCE", 1 / 128)
    for one in "efgh":
        add(engine, one)
    assert (segments(folder), held.started) == (3, 1)
    held.let_go(engine)
    add(engine, "i")
    assert (segments(folder), held.started) == (1, 1)
    assert set(found(engine)) == set("abcdefghi")


def test_a_writer_waits_when_too_many_segments_do(
    engine: WhooshEngine, held: Held, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def is_crowded(sizes: list[merge_plan.SegmentSize]) -> bool:
        asked.append(len(sizes))
        if len(sizes) < 5:
            return False
        held.let_go(engine)
        return True

    monkeypatch.setattr(merging, "is_crowded", is_crowded)
    for one in "efg":
        add(engine, one)
    assert asked == [3, 4, 5, 4]
    assert segments(folder) == 4  # ab and cd have become one
    assert set(found(engine)) == set("abcdefg")


def test_where_no_process_can_be_started_the_writer_merges(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    engine = opened(folder)
    add(engine, "a")
    add(engine, "b")
    assert segments(folder) == 1
    assert orphans(folder) == set()


# ---- beside another writer -------------------------------------------------------------------------------------


def test_another_writer_leaves_the_merge_alone_and_what_he_writes_counts(
    engine: WhooshEngine, held: Held, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = opened(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merging, "due", lambda sizes, room=1.0: None)
        add(other, "b", text="gempa lain")
        other.remove(["c"])
        held.let_go(engine)
        other.remove(["d"])
    assert unfinished(folder)
    add(engine, "e")
    assert found(engine) == found(other) == texts(b="gempa lain b", c=None, d=None, e="gempa e")
    assert segments(folder) == 3


@pytest.mark.parametrize("when", ["before it ends", "after it has ended"])
def test_a_merge_of_what_another_writer_has_merged_is_dropped(
    engine: WhooshEngine,
    held: Held,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    when: str,
) -> None:
    if when == "after it has ended":
        held.let_go(engine)
    monkeypatch.setattr(merging, "_AT_ONCE", 1.0)
    add(opened(folder), "a", text="gempa lagi")
    assert segments(folder) == 1
    if when == "before it ends":
        held.let_go(engine)
    engine.remove(["b"])
    assert found(engine) == texts(a="gempa lagi a", b=None)
    assert orphans(folder) == set()
    assert caplog.text == ""


@pytest.mark.parametrize("own", [True, False])
def test_a_rebuild_drops_the_merge(engine: WhooshEngine, held: Held, folder: Path, own: bool) -> None:
    rebuilding = engine if own else opened(folder)
    rebuilding.replace_all(stored(article(id="z", body="gempa z")))
    engine.update(stored(article(id="y", body="gempa y")))
    assert found(engine) == {"y": "gempa y", "z": "gempa z"}
    assert all(edition_of(folder) in path.parents for path in unfinished(folder))
    engine._merges.drop()
    assert orphans(folder) == set()


def test_closing_while_another_writes_lets_the_merge_go(engine: WhooshEngine, folder: Path) -> None:
    with writer_lock(folder / "writer.lock"):
        engine.close()
    assert orphans(folder) == set()
    assert found(opened(folder)) == texts()


# ---- when things go wrong --------------------------------------------------------------------------------------


def test_a_process_that_is_killed_leaves_its_segments_unmerged_and_is_not_started_again_at_once(
    engine: WhooshEngine, held: Held, folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(merging, "_COMMITS_AFTER_FAILURE", 4)
    running = engine._merges._running
    assert running is not None
    running._child.process.kill()
    running.wait()
    add(engine, "e")
    assert "are left unmerged: the process was ended by signal 9" in caplog.text
    assert orphans(folder) == set()
    for number in range(3):
        assert held.started == 1
        add(engine, "e", text=f"gempa {number}")
    add(engine, "f")
    assert held.started == 2
    assert found(engine) == texts(e="gempa 2 e", f="gempa f")


def test_a_merge_onto_a_full_disk_leaves_the_segments_as_they_are(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    engine = opened(folder)
    first, second = (" ".join(["gempa", *(f"kata{half}{n}" for n in range(20_000))]) for half in range(2))
    engine.update(stored(article(id="0", body=first)))
    [size] = (path.stat().st_size for path in folder.glob("editions/*/*.kliping"))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(size * 1.5), hard))
    try:
        engine.update(stored(article(id="1", body=second)))
        running = engine._merges._running
        assert running is not None
        running.wait()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    add(engine, "e")
    assert f"are left unmerged: [Errno {errno.EFBIG}] File too large" in caplog.text
    assert set(found(engine)) == {"0", "1", "e"}
    assert orphans(folder) == set()


def test_a_merge_that_cannot_be_committed_leaves_the_segments_as_they_are(
    engine: WhooshEngine, held: Held, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    held.let_go(engine)
    for path in unfinished(folder):
        path.unlink()
    add(engine, "e")
    assert "are left unmerged: [Errno 2] No such file" in caplog.text
    assert found(engine) == texts(e="gempa e")
    assert orphans(folder) == set()


def test_a_process_that_talks_much_merges_all_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = "import runpy, sys; sys.stderr.write('w' * 1_000_000); runpy.run_module(sys.argv[1], run_name='__main__')"
    monkeypatch.setattr(child_process, "command", lambda module: [sys.executable, "-c", script, module])
    engine = opened(folder)
    add(engine, "a")
    add(engine, "b")
    engine.close()
    assert segments(folder) == 1


def test_segments_of_a_stock_writer_are_merged_beside(engine: WhooshEngine, held: Held, folder: Path) -> None:
    engine._merges.drop()
    writer = open_dir(str(edition_of(folder)), indexname="MAIN").writer()
    for one in "ef":
        writer.add_document(id=one, body=f"gempa {one}")
    writer.commit(merge=False)
    engine.remove(["e"])
    assert held.started == 2
    held.let_go(engine)
    engine.remove(["a"])
    engine._merges.drop()
    assert set(engine.search(Everything(), SearchRequest()).ids) == set("bcdf")
    kinds = {type(segment) for segment in storage.read_contents(edition_of(folder)).segments}
    assert kinds == {ColumnarSegment}


def test_what_nobody_works_on_any_more_is_swept_away(
    engine: WhooshEngine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = edition_of(folder) / ".MAIN_0123456789abcdef.kliping.new"
    left.write_bytes(b"KLIPSEG1")
    [being_merged] = [path for path in unfinished(folder) if path != left]
    monkeypatch.setattr(merging, "due", lambda sizes, room=1.0: None)
    add(opened(folder), "e")
    assert not left.exists()
    assert is_locked(being_merged)


SLEEPING = """
import sys, time
from search.engines.whoosh import merge_main

merge_main.merge_segments = lambda *_: time.sleep(90)
alive = open(sys.argv[1], "w")
merge_main.main()
"""
KILLED = """
import functools, os, signal, sys
from pathlib import Path
from search.engines.whoosh import child_process, merging
from search.engines.whoosh.codec import merge_plan
from tests.search.test_whoosh_merging import SLEEPING, add, opened

merging.due, merging._AT_ONCE = functools.partial(merge_plan.due, factor=2), 1e-9
child_process.command = lambda module: [sys.executable, "-c", SLEEPING, sys.argv[2]]
engine = opened(Path(sys.argv[1]))
add(engine, "a", "b")
add(engine, "c", "d")
os.kill(os.getpid(), signal.SIGKILL)
"""


def has_ended(alive: IO[str]) -> bool:
    """Whether the process ends that has the pipe open, and soon."""
    return bool(select.select([alive], [], [], 30)[0]) and not alive.read()


def test_a_merge_ends_with_the_process_that_wanted_it(tmp_path: Path) -> None:
    pipe, folder = tmp_path / "alive", tmp_path / "index"
    os.mkfifo(pipe)
    done = subprocess.run([sys.executable, "-c", KILLED, str(folder), str(pipe)], cwd=PROJECT, check=False)
    assert done.returncode == -signal.SIGKILL
    with pipe.open() as alive:
        assert has_ended(alive)
    assert orphans(folder) == set()
    engine = opened(folder)
    add(engine, "e")
    assert found(engine) == texts(e="gempa e")


def test_merging_needs_no_main_module(tmp_path: Path) -> None:
    """Neither a file to run again nor a folder to be in: what is imported here is found there."""
    script = (
        f"import sys; sys.path.insert(0, {str(PROJECT)!r})\n"
        + KILLED.replace("child_process.command", "unused").partition("os.kill")[0]
        + "engine.close()\n"
    )
    subprocess.run([sys.executable, "-", "index", ""], input=script, cwd=tmp_path, text=True, check=True)
    assert segments(tmp_path / "index") == 1


def test_searching_starts_no_process_and_closing_takes_no_lock(folder: Path, held: Held) -> None:
    writer = opened(folder)
    add(writer, "a")
    reader = opened(folder)
    assert reader.search(Everything(), SearchRequest()).total == 1
    with writer_lock(folder / "writer.lock"):
        reader.close()
    assert held.started == 0
