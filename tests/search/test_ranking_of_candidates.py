"""Which hits may be on a page, and their order: few are sorted one by one, many at once, both alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.whoosh.dates import Dates
from search.engines.whoosh.deadline import Deadline
from search.engines.whoosh.joined import Joined
from search.engines.whoosh.matches import Sparse
from search.engines.whoosh.paging import Order, _highest, best_of_stories
from search.errors import QueryTimeoutError
from search.query import Sort


@dataclass(frozen=True)
class _View:
    """Documents whose ids fall as their numbers rise, of one story."""

    dates: Dates

    @property
    def stories(self) -> Joined:
        return Joined([np.ones(len(part), np.uint64) for part in self.dates.start.parts])

    def id_of(self, document: int) -> str:
        return f"{10_000 - document}"

    def by_id(self, documents: np.ndarray, *, is_falling: bool) -> Iterator[int]:
        return iter(sorted(documents.tolist(), key=self.id_of, reverse=is_falling))


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
@given(seed=st.integers(0, 2**16), size=st.integers(1, 64), cuts=st.lists(st.integers(0, 100), max_size=3))
def test_few_hits_and_many_are_sorted_alike(sort: Sort, seed: int, size: int, cuts: list[int]) -> None:
    rng = np.random.default_rng(seed)
    start, instant = (np.split(rng.integers(0, 3, 100), sorted(cuts)) for _ in range(2))
    view = _View(Dates(Joined(start), Joined(start), Joined(instant)))
    documents = np.sort(rng.permutation(100)[:size]).astype(np.int32)
    matches = Sparse(documents, rng.integers(1, 3, size).astype(np.float32))
    order = Order(view, matches, sort)  # type: ignore[arg-type]
    assert list(order._few_ranked(documents)) == list(order._many_ranked(documents))


@given(
    documents=st.integers(0, 3_000),
    hits=st.floats(0, 1),
    scores=st.integers(1, 2_000),
    size=st.integers(1, 60),
    seed=st.integers(0, 2**16),
)
def test_places_of_the_highest_have_all_that_reach_the_last_of_them(
    documents: int, hits: float, scores: int, size: int, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    primary = np.where(rng.random(documents) < hits, rng.integers(1, scores + 1, documents), 0).astype(np.float32)
    found = _highest(primary, size, 1.0).tolist()
    assert len(set(found)) == len(found)
    least = np.sort(primary)[-size] - 1 if documents >= size else 0
    assert set(found) >= set(np.flatnonzero(primary >= least).tolist())


def test_choosing_the_best_of_stories_ends_with_the_time_of_the_query() -> None:
    days = Joined([np.arange(1, 5_001)])
    hits = Sparse(np.arange(5_000, dtype=np.int32), None)
    seconds = count()  # one passes from look to look

    with pytest.raises(QueryTimeoutError):
        best_of_stories(Order(_View(Dates(days, days, days)), hits, "newest"), Deadline(2, clock=lambda: next(seconds)))  # type: ignore[arg-type]
