"""The newest hits of many, found from the latest day backwards."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.engines.whoosh.dates import Dates, Days, SegmentDays, by_start
from search.engines.whoosh.joined import Joined
from search.engines.whoosh.paging import _newest


@dataclass(frozen=True)
class _View:
    dates: Dates

    @property
    def days(self) -> Days:
        spans = zip(self.dates.start.parts, self.dates.end.parts, strict=True)
        return Days([SegmentDays(start, end) for start, end in spans], self.dates)


def _view(start: np.ndarray, cuts: list[int]) -> _View:
    parts = np.split(start.astype(np.int32), sorted(cuts))
    joined = Joined(parts)
    return _View(Dates(joined, joined, Joined([np.zeros(len(part), np.int64) for part in parts])))


@given(
    documents=st.integers(0, 3_000),
    days=st.integers(1, 400),
    first=st.sampled_from([1, 737_000]),
    hits=st.floats(0, 1),
    size=st.integers(1, 101),
    cuts=st.lists(st.integers(0, 3_000), max_size=3),
    seed=st.integers(0, 2**16),
)
def test_candidates_are_all_hits_from_the_day_of_the_last_that_is_wanted_on(
    documents: int, days: int, first: int, hits: float, size: int, cuts: list[int], seed: int
) -> None:
    rng = np.random.default_rng(seed)
    start = np.where(rng.random(documents) < 0.1, 0, first + rng.integers(0, days, documents))
    mask = rng.random(documents) < hits
    found = set(_newest(mask, _view(start, cuts), size).tolist())
    marked = np.flatnonzero(mask)
    least = np.sort(start[marked])[-size] if len(marked) >= size else 0
    assert found >= set(marked[start[marked] >= least].tolist())
    assert found <= set(marked.tolist())


def test_days_too_far_apart_for_small_numbers_are_ordered_too() -> None:
    assert by_start(np.array([738_000, 1, 0, 500_000])).tolist() == [2, 1, 3, 0]
