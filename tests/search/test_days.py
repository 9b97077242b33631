"""Hits counted by day, many by masks and few by their numbers, against plain counting."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.engines.whoosh.dates import Dates, Days, SegmentDays
from search.engines.whoosh.joined import Joined
from search.engines.whoosh.matches import Dense, Sparse

_SPAN = st.one_of(
    st.just((0, 0)),
    st.tuples(st.integers(738_000, 738_040), st.integers(0, 2)).map(lambda span: (span[0], span[0] + span[1])),
)
_OLD = st.just((1, 1))


@given(
    segments=st.lists(st.lists(_SPAN, min_size=1, max_size=12), min_size=1, max_size=3),
    old=st.lists(st.one_of(_SPAN, _OLD), max_size=3),
    seed=st.integers(0, 2**16),
)
def test_each_hit_counts_for_its_day_or_its_span_or_as_undated(
    segments: list[list[tuple[int, int]]], old: list[tuple[int, int]], seed: int
) -> None:
    segments = [*segments, old] if old else segments
    spans = [span for segment in segments for span in segment]
    start, end = (Joined([np.array([span[i] for span in s], np.int32) for s in segments]) for i in (0, 1))
    dates = Dates(start, end, Joined([np.zeros(len(s), np.int64) for s in segments]))
    days = Days([SegmentDays(s, e) for s, e in zip(start.parts, end.parts, strict=True)], dates)
    mask = np.random.default_rng(seed).random(len(spans)) < 0.6
    documents = np.flatnonzero(mask).astype(np.int32)
    hits = [spans[i] for i in documents.tolist()]
    is_counted = (1, 1) not in spans or not any(first > 1 for first, _ in spans)
    by_day = Counter(first for first, last in hits if first and first == last and is_counted)
    for among in (Dense(mask, None, len(hits)), Sparse(documents, None)):
        counts, undated, wide = days.of(among)
        found = {days.first + place: count for place, count in enumerate(counts.tolist()) if count}
        assert found == by_day
        assert undated == sum(not first for first, _ in hits)
        assert sorted(spans[i] for i in wide.tolist()) == sorted(
            (first, last) for first, last in hits if first and not (is_counted and first == last)
        )
