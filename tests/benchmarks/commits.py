"""How long an article takes from the call that adds it to the search that finds it, and the disk for its share of it.

A commit brings files to the disk, then their names. What that takes is not the engine's affair and differs tenfold
with what else the disk is at, so as much is written beside every commit and timed alone.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from search.model import Article
from search.query import SearchRequest
from tests.benchmarks.ours import Ours
from tests.benchmarks.shapes import parsed
from tests.benchmarks.synthetic import name
from tests.benchmarks.timing import frozen, seconds

_MARKS = 20_000_000  # names of this number on are in no archive
_SEGMENT = bytes(32_000)  # as many as one article's segment has


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitTimes:
    """Medians of commits of one article."""

    ms: float  # until it is durable, and found by a word that only it has
    disk_ms: float  # of writing a file as large, its fsync, renaming it, and the folder's fsync


def commit_times(ours: Ours, article: Article, *, folder: Path, times: int) -> CommitTimes:
    """Add the article so often to the index under other ids, and write to the disk of `folder` in turn with that."""
    with frozen():
        taken = [(_seconds(ours, article, number), seconds(lambda: _write(folder))) for number in range(times)]
    commits, writes = zip(*taken, strict=True)
    return CommitTimes(ms=median(commits) * 1000, disk_ms=median(writes) * 1000)


def _write(folder: Path) -> None:
    path = folder / "written"
    path.write_bytes(_SEGMENT)
    _sync(path)
    path.rename(folder / "renamed")
    _sync(folder)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


def _seconds(ours: Ours, article: Article, number: int) -> float:
    mark = name(_MARKS + number)
    marked = replace(article, id=f"{_MARKS + number:016x}", body=f"{article.body} {mark}")
    query, request = parsed(mark), SearchRequest(text=mark, size=10, facets=())

    def add_and_find() -> None:
        ours.add([marked])
        found = ours.engine.search(query, request).ids
        assert found == (marked.id,), found

    return seconds(add_and_find)
