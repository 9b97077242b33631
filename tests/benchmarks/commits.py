"""How long an article takes from the call that adds it to the search that finds it."""

from __future__ import annotations

from dataclasses import replace
from statistics import median

from search.model import Article
from search.query import SearchRequest
from tests.benchmarks.ours import Ours
from tests.benchmarks.shapes import parsed
from tests.benchmarks.synthetic import name
from tests.benchmarks.timing import frozen, seconds

_MARKS = 20_000_000  # names of this number on are in no archive


def commit_ms(ours: Ours, article: Article, *, times: int) -> float:
    """The median of adding one article to the index, durably, and finding it by a word that only it has."""
    with frozen():
        return median(_seconds(ours, article, times)) * 1000


def _seconds(ours: Ours, article: Article, times: int) -> list[float]:
    taken = []
    for number in range(times):
        mark = name(_MARKS + number)
        marked = replace(article, id=f"{_MARKS + number:016x}", body=f"{article.body} {mark}")
        query, request = parsed(mark), SearchRequest(text=mark, size=10, facets=())

        def add_and_find(marked: Article = marked, query=query, request=request) -> None:
            ours.add([marked])
            found = ours.engine.search(query, request).ids
            assert found == (marked.id,), found

        taken.append(seconds(add_and_find))
    return taken
