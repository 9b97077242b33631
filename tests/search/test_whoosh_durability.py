"""An index through whatever happens to its writer: killed at any moment, and a disk that fails at any step."""

from __future__ import annotations

import errno
import fcntl
import functools
import io
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import pytest
import zstandard

from search.engines.whoosh import WhooshEngine, merging, open_engine, storage
from search.engines.whoosh.codec import merge_plan
from search.errors import IndexWriteError
from search.model import StoredArticle
from search.query import Everything, SearchRequest
from search.settings import Settings
from tests.builders import article, outlet, stored
from tests.contract.queries import exact

IS_SOAK = bool(os.environ.get("KLIPING_SOAK"))
ROUNDS = 200 if IS_SOAK else 10
PROJECT = Path(__file__).parents[2]

# Two segments of about the same size are enough for a merge: most commits are followed by one.
often = functools.partial(merge_plan.due, factor=2)


def opened(folder: Path) -> WhooshEngine:
    return open_engine(Settings(index=folder), create=True)


def found(engine: WhooshEngine) -> dict[str, str]:
    """The texts of all articles by their ids; every way to get at them has to agree."""
    result = engine.search(Everything(), SearchRequest(size=100))
    kept = list(engine.scan_stored())
    assert len(kept) == result.total
    assert {one.article.id for one in kept} >= set(result.ids)
    assert list(engine.get(result.ids)) == [one.article for i in result.ids for one in kept if one.article.id == i]
    assert all(one.raw is not None and one.raw.text == one.article.body for one in kept)
    assert engine.search(exact("gempa"), SearchRequest()).total == result.total
    return {one.article.id: one.article.body for one in kept}


def edition_of(folder: Path) -> Path:
    return folder / "editions" / (folder / "current").read_text().strip()


def orphans(folder: Path) -> set[str]:
    """The files of an index that belong to no commit."""
    edition = edition_of(folder)
    contents = storage.read_contents(edition)
    named = {path for path in folder.iterdir() if path.name in ("current", "writer.lock", "stems", "editions")}
    named |= set((folder / "stems").glob("*.tsv"))
    named |= {edition, edition / "raw", edition / "settings.json", edition / f"_MAIN_{contents.generation}.toc"}
    named |= {edition / "MAIN_WRITELOCK"}
    named |= {edition / f"{storage.segment_name(segment)}.kliping" for segment in contents.segments}
    named |= {edition / "raw" / "begun.json", *(edition / "raw").glob("??????.zst")}
    before = [path for path in (folder / "editions").iterdir() if path.name < edition.name]
    assert len(before) <= 1, before  # for the readers that have it open
    named |= {path for old in before for path in (old, *old.rglob("*"))}
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path not in named}


def raw_texts(folder: Path) -> Counter[str]:
    """What lies in the raw store, whether an article refers to it or not."""
    texts: Counter[str] = Counter()
    for path in sorted((edition_of(folder) / "raw").glob("*.zst")):
        rest = path.read_bytes()
        while rest:
            frame = zstandard.ZstdDecompressor().decompressobj()
            data = frame.decompress(rest)
            assert frame.eof, "a raw article was cut short"
            texts[msgspec.json.decode(data)["text"]] += 1
            rest = frame.unused_data
    return texts


# ---- killed ----------------------------------------------------------------------------------------------------


@dataclass
class Model:
    """What an index holds after the first `steps` of an endless row of commits."""

    steps: int = 0
    texts: dict[str, str] = field(default_factory=dict)
    raw: Counter[str] = field(default_factory=Counter)

    def step(self) -> Model:
        """The model with the next commit."""
        chance = random.Random(self.steps)
        after = Model(self.steps + 1, dict(self.texts), Counter(self.raw))
        if self.steps % 23 == 22:
            after.raw = Counter(after.texts.values())
        elif self.steps % 5 == 4:
            for article_id in removed(self.steps):
                after.texts.pop(article_id, None)
        else:
            added = {f"a{chance.randrange(70)}": f"gempa {self.steps} {n}" for n in range(chance.randint(1, 15))}
            after.texts |= added
            after.raw.update(added.values())
        return after

    def commit(self, engine: WhooshEngine) -> None:
        """Make the next commit."""
        after = self.step()
        if self.steps % 23 == 22:
            engine.replace_all(list(engine.scan_stored()))
        elif self.steps % 5 == 4:
            engine.remove(removed(self.steps))
        else:
            changed = {i: text for i, text in after.texts.items() if text.startswith(f"gempa {self.steps} ")}
            engine.update(stored(*(article(id=i, body=text) for i, text in changed.items())))


def removed(step: int) -> list[str]:
    chance = random.Random(step)
    return [f"a{chance.randrange(70)}" for _ in range(9)]


def write_on(folder: Path, model: Model, report: Callable[[], object], *, is_beside: bool) -> None:
    """Commit until killed; with `is_beside` every merge is done by another process."""
    merging.due = often
    if is_beside:
        merging._AT_ONCE = 1e-9
    engine = opened(folder)
    while True:
        model.commit(engine)
        model = model.step()
        report()


def killed(folder: Path, model: Model, *, after_s: float, is_beside: bool) -> int:
    """How many commits a process reports that is killed so long after the first."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            write_on(folder, model, lambda: os.write(writing, b"."), is_beside=is_beside)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb", buffering=0) as reports:
        reported = len(reports.read(1))
        time.sleep(after_s)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), "the writer ended by itself"
        return reported + sum(map(len, iter(lambda: reports.read(100), b"")))


def wait_for_merges(folder: Path) -> None:
    """Until nobody works on a file any more: a process that merges ends when the one has that wanted it."""
    for path in folder.glob("editions/*/*.new"):
        with suppress(FileNotFoundError), path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)


def checked(folder: Path, model: Model, reported: int) -> Model:
    """What the index holds: the commits that were reported, or one more. Then the next writer writes."""
    wait_for_merges(folder)
    for _ in range(reported):
        model = model.step()
    engine = opened(folder)
    held = found(engine)
    candidates = [one for one in (model, model.step()) if one.texts == held]
    assert candidates, (model.steps, held, model.texts, model.step().texts)
    engine.update(stored(article(id="next", body="gempa baru")))
    assert engine.remove(["next"]) == 1
    assert orphans(folder) == set()
    assert found(engine) == held
    for one in candidates:
        one.raw["gempa baru"] += 1
    [*_, kept] = [one for one in candidates if one.raw == raw_texts(folder)]
    return kept


def kill_again_and_again(folder: Path, rounds: int) -> None:
    model = Model()
    for number in range(rounds):
        chance, is_beside = random.Random(number), number % 2 == 1
        after_s = chance.uniform(0, 1.0 if is_beside else 0.3)  # a process takes half a second to start
        model = checked(folder, model, killed(folder, model, after_s=after_s, is_beside=is_beside))
    (folder.parent / "commits").write_text(str(model.steps))


@pytest.mark.soak
def test_an_index_holds_what_was_committed_whenever_its_writer_was_killed(tmp_path: Path) -> None:
    """Commits, removals, merges here and beside, rebuilds, in processes that are forked where nothing else runs."""
    script = (
        "import sys; from pathlib import Path; from tests.search.test_whoosh_durability import *; "
        "kill_again_and_again(Path(sys.argv[1]), int(sys.argv[2]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "index"), str(ROUNDS)],
        cwd=PROJECT,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert int((tmp_path / "commits").read_text()) >= ROUNDS


# ---- a disk that fails -----------------------------------------------------------------------------------------

STEPS = ("open", "write", "sync", "rename")


class Disk:
    """The calls that change a disk: counted, and from a certain one on answered with an error."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, kind: str, left: int) -> None:
        self.kind = kind
        self.left = left
        self.failures = 0
        self._lock = threading.Lock()
        for module, name, step in (
            (os, "pwrite", "write"), (os, "ftruncate", "write"), (os, "rename", "rename"), (os, "replace", "rename"),
        ):  # fmt: skip
            monkeypatch.setattr(module, name, self._counting(step, getattr(module, name)))
        monkeypatch.setattr(os, "fsync", self._counting("sync", lambda descriptor: None))
        real = io.open
        monkeypatch.setattr(io, "open", self._opening(real))
        monkeypatch.setattr("whoosh.filedb.filestore.open", self._opening(real), raising=False)

    def take(self, step: str) -> None:
        """Raises OSError if it is this step's turn."""
        if step != self.kind:
            return
        with self._lock:
            self.left -= 1
            if self.left < 0:
                self.failures += 1
                raise OSError(errno.ENOSPC, "No space left on device")

    def _counting(self, step: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            self.take(step)
            return real(*args, **kwargs)

        return call

    def _opening(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
            if not set(mode) & set("wa+"):
                return real(file, mode, *args, **kwargs)
            self.take("open")
            return Written(real(file, mode, *args, **kwargs), self)

        return call


class Written:
    """An open file whose writes may fail."""

    def __init__(self, file: Any, disk: Disk) -> None:
        self._file = file
        self._disk = disk

    def write(self, data: Any) -> int:
        self._disk.take("write")
        return int(self._file.write(data))

    def __enter__(self) -> Written:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


BEFORE = {f"a{n}": f"gempa {n}" for n in range(3)}
ADDED = {"a0": "gempa lagi", "b1": "gempa satu", "b2": "gempa dua"}


def articles(texts: dict[str, str]) -> Iterable[StoredArticle]:
    return stored(*(article(id=i, body=text, outlet=outlet("Kabar")) for i, text in texts.items()))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An index of one segment; the next one of three articles is merged with it."""
    engine = opened(tmp_path / "made")
    engine.update(articles(BEFORE))
    engine.close()
    return tmp_path / "made"


def failing_in_turn(folder: Path, kind: str) -> Iterator[tuple[Path, WhooshEngine, Disk, pytest.MonkeyPatch]]:
    """A copy of the index on a disk that fails at its first step, at its second, ... until it need not fail."""
    left = 0
    while True:
        copy = folder.with_name(f"copy{left}")
        shutil.copytree(folder, copy)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(merging, "due", often)
            engine = opened(copy)
            disk = Disk(patch, kind=kind, left=left)
            yield copy, engine, disk, patch
        if not disk.failures:
            return
        shutil.rmtree(copy)
        left += 1 if IS_SOAK or kind != "write" or left < 16 else 29  # writes to segments are very many


@pytest.mark.parametrize("kind", STEPS)
def test_a_disk_that_fails_at_any_step_of_a_commit_or_merge_leaves_a_whole_commit(
    folder: Path, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    seen = Counter[str]()
    for copy, engine, disk, patch in failing_in_turn(folder, kind):
        caplog.clear()
        try:
            engine.update(articles(ADDED))
        except IndexWriteError:
            is_committed = found(engine) == BEFORE | ADDED
            assert is_committed or found(engine) == BEFORE
            seen["late" if is_committed else "commit"] += 1
        else:
            assert found(engine) == BEFORE | ADDED
            seen["merge" if disk.failures else "none"] += 1
            assert ("are left unmerged: " in caplog.text) == bool(disk.failures)
        patch.undo()
        assert found(opened(copy)) == found(engine)
        engine.update(articles({"c": "gempa c"}))  # nothing holds the lock
        assert orphans(copy) == set()
        assert "c" in found(engine)
    assert seen["commit"] > 1
    assert seen["merge"] > 0
    assert seen["late"] <= (kind == "sync")  # the table of contents has its name, which may not survive a crash


@pytest.mark.parametrize("kind", STEPS)
def test_a_disk_that_fails_at_any_step_of_a_rebuild_leaves_the_old_index_or_the_new(folder: Path, kind: str) -> None:
    failed = 0
    for copy, engine, _, patch in failing_in_turn(folder, kind):
        try:
            engine.replace_all(articles(ADDED))
        except IndexWriteError:
            failed += 1
            assert found(engine) == BEFORE or kind == "sync"
        else:
            assert found(engine) == ADDED
        patch.undo()
        assert found(opened(copy)) == found(engine)
        engine.update(articles({"c": "gempa c"}))
        assert orphans(copy) == set()
    assert failed > 1


def test_a_merge_that_fails_over_anything_fails_no_update(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    def broken(*_: object) -> int:
        raise ValueError("2^32 positions")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merging, "due", often)
        patch.setattr(merging, "merge_segments", broken)
        engine = opened(folder)
        assert engine.update(articles(ADDED)).updated == 1
    assert found(engine) == BEFORE | ADDED
    assert "are left unmerged: 2^32 positions" in caplog.text


def test_a_rebuild_that_was_killed_goes_with_the_next_writer(folder: Path) -> None:
    number = int(edition_of(folder).name.split("-")[0]) + 1
    shutil.copytree(edition_of(folder), folder / "editions" / f"{number:04}-0123abcd")
    engine = opened(folder)
    engine.update(articles({"c": "gempa c"}))

    assert orphans(folder) == set()
    assert "c" in found(engine)
