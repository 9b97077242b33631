"""Which segments are merged: few are left, and little is copied for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import ceil, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.whoosh.codec.merge_plan import (
    FACTOR,
    MAX_BYTES,
    MAX_DOCUMENTS,
    MAX_SMALL,
    SegmentSize,
    due,
    is_crowded,
)

BYTES = 1_500  # of an article


@dataclass
class Index:
    """An index that does what the plan says after every commit."""

    factor: int = FACTOR
    room: float = 1.0
    bytes_each: int = BYTES
    segments: list[SegmentSize] = field(default_factory=list)
    most: int = 0  # segments after any commit
    copied: int = 0
    names: int = 0

    def add(self, live: int, deleted: int = 0) -> None:
        self.segments.append(self._segment(live, deleted))
        while names := due(
            [segment for segment in self.segments if segment.fill <= self.room], factor=self.factor, room=self.room
        ):
            merged = [segment for segment in self.segments if segment.name in names]
            assert [segment.name for segment in merged] == list(names)
            self.segments = [segment for segment in self.segments if segment.name not in names]
            self.segments.append(self._segment(sum(segment.live for segment in merged), 0))
            self.copied += self.segments[-1].live
        self.most = max(self.most, len(self.segments))

    def add_all(self, sizes: Iterable[int]) -> Index:
        for size in sizes:
            self.add(size)
        return self

    @property
    def live(self) -> int:
        return sum(segment.live for segment in self.segments)

    def _segment(self, live: int, deleted: int) -> SegmentSize:
        self.names += 1
        return SegmentSize(f"s{self.names}", live, deleted, (live + deleted) * self.bytes_each)


def test_nothing_is_due_of_few_segments() -> None:
    assert due([]) is None
    assert due([SegmentSize(f"s{i}", 16_384, 0) for i in range(FACTOR - 1)]) is None


def test_eight_of_a_tier_become_one_together_with_smaller_ones() -> None:
    segments = [SegmentSize(f"s{i}", 1_000, 0) for i in range(7)]
    assert due([*segments, SegmentSize("tenth", 100, 0), SegmentSize("tens", 9_000, 0)]) is None
    segments += [SegmentSize("tens", 9_000, 0), SegmentSize("tenth", 100, 0), SegmentSize("last", 600, 0)]
    assert due(segments) == (*(f"s{i}" for i in range(7)), "tenth", "last")


def test_a_segment_with_more_than_three_tenths_deleted_is_due_alone() -> None:
    others = [SegmentSize(f"s{i}", 16_384, 0) for i in range(20)]
    assert due([*others, SegmentSize("stale", 699, 301), SegmentSize("worse", 6_000, 4_000)]) == ("worse",)
    assert due([SegmentSize("huge", MAX_DOCUMENTS * 2, MAX_DOCUMENTS)]) == ("huge",)
    assert due([SegmentSize("fresh", 700, 300)]) is None
    assert due([SegmentSize("gone", 0, 5)]) == ("gone",)


def test_segments_of_half_the_largest_size_are_left_alone() -> None:
    assert due([SegmentSize(f"s{i}", MAX_DOCUMENTS // 2, 0) for i in range(40)]) is None
    assert due([SegmentSize(f"s{i}", 300, 0, MAX_BYTES // 2) for i in range(40)]) is None


@pytest.mark.parametrize("each", [(MAX_DOCUMENTS * 2 // 5, 0), (300, MAX_BYTES * 2 // 5)])
def test_no_merge_makes_more_than_the_largest_segment(each: tuple[int, int]) -> None:
    live, size = each
    segments = [SegmentSize(f"s{i}", live, 0, size) for i in range(8)]
    assert due(segments) == ("s0", "s1")


def test_deleted_documents_take_no_part_of_the_largest_segment() -> None:
    segments = [SegmentSize(f"s{i}", 400, 100, MAX_BYTES // 2) for i in range(8)]  # four tenths of it, each
    assert due(segments) == ("s0", "s1")


def test_with_less_room_segments_are_merged_up_to_that_size_only() -> None:
    index = Index(room=1 / 128).add_all([100] * 1_000)
    sizes = sorted(segment.live for segment in index.segments)
    assert sizes[-1] <= MAX_DOCUMENTS // 128 < sum(sizes[-2:])
    assert len(sizes) <= MAX_SMALL + 100_000 // (MAX_DOCUMENTS // 256)
    assert index.copied <= index.live * 4


def test_a_writer_waits_when_twice_as_many_segments_are_there_as_are_left_unmerged() -> None:
    waiting = [SegmentSize(f"s{i}", 10_000, 0) for i in range(2 * MAX_SMALL)]
    full = [SegmentSize(f"full{i}", MAX_DOCUMENTS // 2, 0) for i in range(40)]
    assert not is_crowded([*waiting, *full])
    assert is_crowded([*waiting, *full, SegmentSize("last", 1, 0)])


def test_a_year_of_daily_adds_leaves_few_segments_and_copies_little() -> None:
    index = Index().add_all([1_000] * 365)
    assert index.live == 365_000
    assert index.most <= 16
    assert index.copied <= index.live * ceil(log(365, FACTOR))


def test_a_million_documents_in_batches_are_few_segments() -> None:
    index = Index().add_all([16_384] * 61)
    assert index.most <= 16
    assert index.copied <= index.live * 3
    index.add_all([1_000] * 365)
    assert index.most <= 20


def test_single_articles_are_copied_once_a_tier() -> None:
    index = Index().add_all([1] * 5_000)
    assert index.most <= MAX_SMALL + 1
    assert index.copied <= index.live * ceil(log(index.live, FACTOR))


def test_a_factor_of_two_leaves_the_fewest() -> None:
    index = Index(factor=2).add_all([16_384] * 61)
    assert len(index.segments) <= 6
    assert index.copied <= index.live * ceil(log(61, 2))


def test_daily_updates_of_old_articles_copy_a_few_times_what_they_replace() -> None:
    index = Index()
    index.add(200_000)
    for _ in range(365):
        largest = max(index.segments, key=lambda segment: segment.live)
        index.segments.remove(largest)
        index.segments.append(largest._replace(live=largest.live - 500, deleted=largest.deleted + 500))
        index.add(500)
    assert index.most <= 20
    assert index.live == 200_000
    assert index.copied <= 365 * 500 * 8


@given(st.lists(st.integers(1, 40_000), max_size=150), st.sampled_from([2, 8]))
def test_whatever_comes_few_are_left_and_copying_is_bounded(sizes: list[int], factor: int) -> None:
    index = Index(factor=factor).add_all(sizes)
    total = sum(sizes)
    assert index.live == total
    assert index.most <= MAX_SMALL + total // (MAX_DOCUMENTS // 2)
    assert index.copied <= total * 2 * ceil(log(total + factor, factor))
    assert all(segment.live <= MAX_DOCUMENTS for segment in index.segments)
