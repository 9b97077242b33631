"""Writing to a Whoosh index when things go wrong: a second writer, a full disk, a writer that is killed."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from search.engines.whoosh import WhooshEngine, open_engine, raw_store
from search.engines.whoosh.codec.lexicon import Numbered
from search.errors import IndexLockedError, IndexWriteError
from search.model import StoredArticle
from search.query import Everything, SearchRequest
from search.settings import Settings
from tests.builders import article, raw, stored
from tests.contract.queries import exact


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def engine(folder: Path) -> WhooshEngine:
    made = open_engine(Settings(index=folder), create=True)
    made.update(stored(article(id="a", body="satu"), article(id="b", body="dua")))
    return made


def found(engine: WhooshEngine) -> set[str]:
    return {one.id for one in engine.scan(Everything(), SearchRequest())}


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def whole(engine: WhooshEngine) -> bool:
    """Whether every article that is found can be read, with its raw article."""
    kept = {found.article.id: found for found in engine.scan_stored()}
    return kept.keys() == found(engine) and all(
        each.raw is not None and each.raw.text == each.article.body for each in kept.values()
    )


# ---- one writer ------------------------------------------------------------------------------------------------


def while_writing(engine: WhooshEngine, second: WhooshEngine) -> Iterator[StoredArticle]:
    """Articles, in the middle of which another writer tries its luck."""
    yield from stored(article(id="c"))
    for write in (
        lambda: second.update(stored(article(id="x"))),
        lambda: second.remove(["a"]),
        lambda: second.replace_all([]),
    ):
        with pytest.raises(IndexLockedError, match=rf"process {os.getpid()} on .*, since \d{{4}}-.* is writing"):
            write()
    yield from stored(article(id="d"))


def test_a_second_writer_is_told_who_writes(engine: WhooshEngine, folder: Path) -> None:
    second = open_engine(Settings(index=folder))
    engine.update(while_writing(engine, second))

    assert found(second) == {"a", "b", "c", "d"}
    assert second.remove(["d"]) == 1


def test_a_rebuild_keeps_other_writers_out(engine: WhooshEngine, folder: Path) -> None:
    second = open_engine(Settings(index=folder))
    engine.replace_all(while_writing(engine, second))

    assert found(second) == {"c", "d"}


def test_readers_see_the_state_before_while_somebody_writes(engine: WhooshEngine, folder: Path) -> None:
    reader = open_engine(Settings(index=folder))
    seen = []

    def articles() -> Iterator[StoredArticle]:
        yield from stored(article(id="c"))
        seen.append(found(reader))
        seen.append(found(engine))

    engine.update(articles())
    engine.replace_all(articles())
    assert seen == [{"a", "b"}, {"a", "b"}, {"a", "b", "c"}, {"a", "b", "c"}]
    assert found(reader) == {"c"}


def test_an_index_can_be_searched_by_many_threads_while_it_grows(engine: WhooshEngine) -> None:
    failures: list[BaseException] = []
    is_over = threading.Event()

    def read() -> None:
        try:
            while not is_over.is_set():
                result = engine.search(exact("gempa"), SearchRequest(size=100))
                assert len(result.ids) == result.total
                engine.get(result.ids)
        except BaseException as exc:
            failures.append(exc)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for n in range(12):
        engine.update(stored(*(article(id=f"{n}-{i}", body="gempa di jawa") for i in range(3))))
    is_over.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert engine.search(exact("gempa"), SearchRequest()).total == 36


# ---- a full disk -----------------------------------------------------------------------------------------------


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """No file can grow beyond `size` bytes, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def large(count: int = 40) -> list[StoredArticle]:
    """Articles of which neither the raw ones nor the terms fit into a few kilobytes."""
    return stored(
        *(article(id=f"l{n}", body=" ".join(f"kata{n * 1000 + i}" for i in range(200))) for n in range(count))
    )


@pytest.mark.parametrize("size", [0, 100, 5_000, 30_000, 100_000])
def test_a_full_disk_leaves_the_index_as_it_was(engine: WhooshEngine, folder: Path, size: int) -> None:
    before = files(folder)
    generation = engine.generation
    with largest_file(size), pytest.raises(IndexWriteError, match=r"cannot write to .*File too large"):
        engine.update([*large(), *stored(article(id="a", body="neu"))])

    assert engine.generation == generation
    assert (found(engine), whole(engine)) == ({"a", "b"}, True)
    assert files(folder) <= before
    engine.update(large(2))
    assert (found(engine), whole(engine)) == ({"a", "b", "l0", "l1"}, True)


@pytest.mark.parametrize("size", [0, 100, 5_000, 30_000, 100_000])
def test_a_rebuild_onto_a_full_disk_leaves_the_index_as_it_was(engine: WhooshEngine, folder: Path, size: int) -> None:
    before = files(folder)
    with largest_file(size), pytest.raises(IndexWriteError, match=r"cannot write to .*make room"):
        engine.replace_all(large())

    assert files(folder) == before
    assert (found(engine), whole(engine)) == ({"a", "b"}, True)


def test_a_disk_that_fails_at_any_step_leaves_the_index_as_it_was(
    engine: WhooshEngine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever of its fsync calls fails first, a commit is there or is not."""
    real = os.fsync
    tried = 0
    is_done = False
    while not is_done:
        left = tried

        def failing(descriptor: int) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise OSError(errno.ENOSPC, "No space left on device")
            real(descriptor)

        monkeypatch.setattr(os, "fsync", failing)
        try:
            engine.update(stored(article(id="c", body=f"coba {tried}")))
            is_done = True
        except IndexWriteError:
            monkeypatch.setattr(os, "fsync", real)
            assert found(engine) in ({"a", "b"}, {"a", "b", "c"})
            assert whole(engine)
        tried += 1
    monkeypatch.setattr(os, "fsync", real)
    assert tried > 4
    assert (found(engine), whole(engine)) == ({"a", "b", "c"}, True)


def test_an_error_of_the_source_is_not_taken_for_one_of_the_disk(engine: WhooshEngine) -> None:
    def articles() -> Iterator[StoredArticle]:
        yield from stored(article(id="c"))
        raise PermissionError("arsip.zip")

    for write in (engine.update, engine.replace_all):
        with pytest.raises(PermissionError, match=r"arsip\.zip"):
            write(articles())
    assert found(engine) == {"a", "b"}


# ---- a writer that is killed -----------------------------------------------------------------------------------

KILLED = """
import os, signal, sys
from pathlib import Path
from search.engines.whoosh import open_engine
from search.settings import Settings
from tests.builders import article, stored

folder, call = Path(sys.argv[1]), sys.argv[2]
real = os.fsync

def run(steps):
    left = steps
    def fsync(descriptor):
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        real(descriptor)
    os.fsync = fsync
    engine = open_engine(Settings(index=folder))
    getattr(engine, call)(stored(*(article(id=f"{i}", body=f"coba {steps} {i}") for i in range(3))))
    os._exit(0)

def committed():
    engine = open_engine(Settings(index=folder))
    kept = list(engine.scan_stored())
    assert all(k.raw.text == k.article.body for k in kept), kept
    return "".join(sorted(k.article.id for k in kept))

steps = 0
while True:
    child = os.fork()
    if not child:
        run(steps)
    _, status = os.waitpid(child, 0)
    print(os.WIFSIGNALED(status), committed())
    if not os.WIFSIGNALED(status):
        break
    steps += 1
"""


@pytest.mark.parametrize(
    ("call", "after"), [("update", "012ab"), ("replace_all", "012")], ids=["update", "replace_all"]
)
def test_a_writer_killed_at_any_step_leaves_the_last_commit(
    engine: WhooshEngine, folder: Path, call: str, after: str
) -> None:
    """A process is killed before its first, second, ... fsync; each time the next one begins where it left off."""
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(folder), call],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )

    lines = done.stdout.split("\n")[:-1]
    assert len(lines) > 4
    assert {line.split()[1] for line in lines} <= {"ab", after}
    assert lines[0] == "True ab"
    assert lines[-1] == f"False {after}"
    assert whole(engine)
    assert not [name for name in files(folder) if name.endswith(("json.new", ".run"))]


RESTLESS = """
import sys
from pathlib import Path
from search.engines.whoosh import open_engine
from search.settings import Settings
from tests.builders import article, stored

engine = open_engine(Settings(index=Path(sys.argv[1])))
n = 0
while True:
    engine.update(stored(*(article(id=f"{n}-{i}", body=f"gempa {n}") for i in range(5))))
    print(n, flush=True)
    n += 1
"""


@pytest.mark.parametrize("commits", [0, 3, 9])
def test_what_was_committed_survives_a_kill_at_any_time(engine: WhooshEngine, folder: Path, commits: int) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", RESTLESS, str(folder)], cwd=Path(__file__).parents[2], stdout=subprocess.PIPE
    )
    with writer:
        assert writer.stdout is not None
        for _ in range(commits + 1):
            writer.stdout.readline()
        writer.kill()

    total = len(found(engine)) - 2
    assert total >= 5 * (commits + 1)
    assert total % 5 == 0
    assert whole(engine)
    engine.update(stored(article(id="c")))


# ---- raw articles ----------------------------------------------------------------------------------------------


def test_a_writer_that_was_interrupted_takes_no_word_for_another(
    engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = Numbered.__missing__

    def interrupted(words: Numbered, word: bytes) -> int:
        if word == b"tiga":
            raise KeyboardInterrupt
        return number(words, word)

    with monkeypatch.context() as patch:
        patch.setattr(Numbered, "__missing__", interrupted)
        with pytest.raises(KeyboardInterrupt):
            engine.update(stored(article(id="c", body="satu-dua-tiga")))
    engine.update(stored(article(id="d", body="empat-lima")))
    assert set(engine.search(exact("satu"), SearchRequest()).ids) == {"a"}
    assert set(engine.search(exact("lima"), SearchRequest()).ids) == {"d"}


def test_a_segment_of_which_nothing_is_left_in_its_commit_leaves_no_file(
    engine: WhooshEngine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.engines.whoosh.writer.SEGMENT_ARTICLES", 2)
    versions = [article(id=f"c{i % 2}", body=f"versi {i}") for i in range(6)]
    assert engine.update(stored(*versions)).added == 2
    assert len({file for file in files(folder) if ".kliping" in file}) == 2  # the fixture's and the last one


def test_raw_articles_fill_one_file_after_the_other(
    engine: WhooshEngine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raw_store, "_MAX_FILE_BYTES", 400)
    engine.update(large(6))
    engine.update(stored(article(id="c", body="tiga")))

    assert len([name for name in files(folder) if name.endswith(".zst")]) > 2
    assert whole(engine)


def test_a_large_raw_article_is_kept_whole(engine: WhooshEngine) -> None:
    text = "".join(f"{n} " for n in range(500_000))
    engine.update([StoredArticle(article=article(id="c"), raw=raw(text))])

    assert [kept.raw for kept in engine.scan_stored() if kept.article.id == "c"] == [raw(text)]
