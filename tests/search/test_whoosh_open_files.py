"""Files that a commit has deleted are let go of as soon as nobody reads them, without waiting for a garbage collection.

A worker of the site lives for weeks and may have its collector frozen or seldom run; every file that it still maps
takes room on the disk, a descriptor and memory.
"""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from search.engines.whoosh import WhooshEngine, open_engine
from search.errors import ArticleNotFoundError
from search.query import And, Everything, SearchRequest, Selection
from search.settings import Settings
from tests.builders import article, stored
from tests.contract.queries import exact, near, quoted

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/maps").exists(), reason="only Linux says what a process has open and mapped"
)

ROOT = Path(__file__).parents[2]
COMMITS = 60  # and 59 that remove, enough for segments that were merged to be merged again

READER = """
import gc
import sys
from pathlib import Path
from tests.search.test_whoosh_open_files import deleted_files, opened, read

gc.disable()
engine = opened(Path(sys.argv[1]))
for line in sys.stdin:
    read(engine)
    print(len(deleted_files(Path(sys.argv[1]))), flush=True)
"""


@pytest.fixture
def uncollected() -> Iterator[None]:
    """No garbage is collected."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def opened(folder: Path) -> WhooshEngine:
    return open_engine(Settings(index=folder), create=True)


def commit(engine: WhooshEngine, step: int) -> None:
    """Three new articles in place of one that was there."""
    if step:
        engine.remove([f"{step - 1}-0"])
    engine.update(stored(*(article(id=f"{step}-{n}", body=f"gempa di jawa {step}") for n in range(3))))


def read(engine: WhooshEngine) -> None:
    """Whatever a reader may ask, so that everything is opened and remembered that can be; one request is wrong."""
    facets = ("outlet", "actor", "language", "date")
    by_outlet = (("outlet", Selection(exclude=frozenset({"tempo"}))),)
    words = And((exact("gempa"), quoted("di jawa"), near("jawa gempa", slop=3)))
    engine.search(words, SearchRequest(facets=facets, collapse="story"))
    engine.search(Everything(), SearchRequest(facets=facets, sort="newest", selections=by_outlet))
    engine.facet_values(exact("gempa"), SearchRequest(), "language", contains="i", limit=5)
    engine.complete("ge", limit=5)
    engine.correct("gempaa")
    engine.story("a")
    list(engine.scan_stored())
    engine.status()
    with suppress(ArticleNotFoundError):
        engine.get(["nowhere"])


def deleted_files(folder: Path) -> set[str]:
    """The files of the index that this process has open or maps though they are deleted."""
    lines = Path("/proc/self/maps").read_text().splitlines()
    mapped = {line.split(maxsplit=5)[5] for line in lines if str(folder) in line}
    return {name for name in {*mapped, *open_files(folder)} if name.endswith("(deleted)")}


def open_files(folder: Path) -> list[str]:
    """What each descriptor of this process is of, as far as it is in the folder."""
    found = []
    for descriptor in Path("/proc/self/fd").iterdir():
        with suppress(OSError):  # that of the listing itself
            found.append(str(descriptor.readlink()))
    return [name for name in found if name.startswith(str(folder))]


@pytest.mark.usefixtures("uncollected")
def test_files_that_were_merged_away_are_closed_with_the_next_snapshot(tmp_path: Path) -> None:
    reader, writer = opened(tmp_path / "index"), opened(tmp_path / "index")
    for step in range(COMMITS):
        commit(writer, step)
        assert len(deleted_files(tmp_path)) < 20  # of the snapshots before
        read(reader)
        read(writer)
        assert deleted_files(tmp_path) == set()

    assert len(open_files(tmp_path)) == reader.status().segments < 20


@pytest.mark.usefixtures("uncollected")
def test_a_column_that_was_counted_once_and_never_again_keeps_no_file(tmp_path: Path) -> None:
    engine = opened(tmp_path / "index")
    commit(engine, 0)
    engine.search(Everything(), SearchRequest(facets=("section",)))
    for step in range(1, 30):
        commit(engine, step)

    engine.status()
    assert deleted_files(tmp_path) == set()


def test_a_process_that_only_searches_lets_go_of_what_another_merged_away(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    writer = opened(folder)
    commit(writer, 0)
    command = [sys.executable, "-c", READER, str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdin is not None
        assert reader.stdout is not None
        for step in range(1, COMMITS):
            commit(writer, step)
            reader.stdin.write("\n")
            reader.stdin.flush()
            assert reader.stdout.readline() == "0\n"
