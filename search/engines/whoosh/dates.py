"""When articles are from: their spans, and their days as they are counted and as they are sorted by.

What is derived is derived for each segment by itself, so that a commit leaves it as it is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from search.engines.whoosh.codec.container import Array
from search.engines.whoosh.codec.runs import is_first
from search.engines.whoosh.columns import Counts
from search.engines.whoosh.joined import Joined
from search.engines.whoosh.matches import Dense, Mask, Matches, Numbers, documents_of

_MAX_COUNTED = 2**16  # days between the first and the last that are counted one by one: 179 years
_LAST_DAY = date.max.toordinal()


@dataclass(frozen=True, slots=True, eq=False)
class Dates:
    """When articles are from, by document; days of the proleptic calendar, 0 when undated."""

    start: Joined  # int32
    end: Joined  # int32
    instant: Joined  # int64: microseconds since 1970, or NO_INSTANT

    def starts_and_instants(self, documents: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Of each document, in any order; for some dozens sooner than by NumPy."""
        starts, instants, bases = self.start.parts, self.instant.parts, self.start.bases
        for document in documents:
            place = bisect_right(bases, document) - 1
            own = document - bases[place]
            yield starts[place].item(own), instants[place].item(own)

    @property
    def undated(self) -> Mask:
        """(documents,) whether it has no date."""
        return _whole(start == 0 for start in self.start.parts)

    def overlapping(self, first: int, last: int) -> Mask:
        """(documents,) whether a day of its span is one of `first` to `last`."""
        return _whole((start > 0) & (end >= first) & (start <= last) for start, end in self._spans())

    def inside(self, first: int, last: int) -> Mask:
        """(documents,) whether all days of its span are some of `first` to `last`, which is at least 1."""
        return _whole((start >= first) & (end <= last) for start, end in self._spans())

    def outer_days(self, among: Mask) -> tuple[int, int] | None:
        """The first and the last day of the dated ones of the marked documents; None where there are none."""
        first, last, base = _LAST_DAY + 1, 0, 0
        for start, end in self._spans():
            chosen = among[base : base + len(start)] & (start > 0)
            first = min(first, int(start.min(initial=first, where=chosen)))
            last = max(last, int(end.max(initial=last, where=chosen)))
            base += len(start)
        return (first, last) if last else None

    def _spans(self) -> Iterator[tuple[Array, Array]]:
        return zip(self.start.parts, self.end.parts, strict=True)


def _whole(masks: Iterable[Mask]) -> Mask:
    return np.concatenate([np.zeros(0, np.bool_), *masks])


def by_start(start: Numbers) -> Numbers:
    """(documents,) the documents of a segment by rising start, undated ones first."""
    days = np.maximum(start - (start[start > 0].min(initial=_LAST_DAY) - 1), 0)
    if len(days) and days.max() < 2**16:  # NumPy sorts these by their digits, ten times sooner
        days = days.astype(np.uint16)
    return np.argsort(days, kind="stable").astype(np.int32)


class SegmentDays:
    """The documents of a segment by the first day of their spans."""

    def __init__(self, start: Numbers, end: Numbers) -> None:
        self.by_start = by_start(start)  # (documents,)
        in_order = start[self.by_start]
        self.begins = np.flatnonzero(is_first(in_order))  # (days,) where the documents of each day begin in `by_start`
        self.days = in_order[self.begins]  # (days,) rising; 0 first where there are undated documents
        self.wide = np.flatnonzero(start != end).astype(np.int32)  # documents of spans of several days

    @property
    def nbytes(self) -> int:
        return self.by_start.nbytes + self.begins.nbytes + self.days.nbytes + self.wide.nbytes


class Days:
    """The days of all documents, so that hits are counted by day in one go.

    Days are counted one by one from `first` on, `count` of them; 0 where they are too far apart for that.
    """

    def __init__(self, segments: Sequence[SegmentDays], dates: Dates) -> None:
        self.segments = segments
        self._dates = dates
        dated = [days for segment in segments if len(days := segment.days[segment.days > 0])]
        self.first = min((int(days[0]) for days in dated), default=_LAST_DAY)
        self.count = max((int(days[-1]) for days in dated), default=self.first - 1) - self.first + 1
        if self.count > _MAX_COUNTED:  # a date from antiquity among them: counted by their spans, as wide ones are
            self.count = 0

    def of(self, among: Matches) -> tuple[Counts, int, Numbers]:
        """(count,) how many of the documents are of each day, how many are undated, and which are counted by spans."""
        if isinstance(among, Dense) and self.count:
            return self._of_many(among.mask)
        return self._of_few(documents_of(among))

    def _of_few(self, documents: Numbers) -> tuple[Counts, int, Numbers]:
        start, end = self._dates.start[documents], self._dates.end[documents]
        is_dated = start > 0
        is_day = is_dated & (start == end) if self.count else np.zeros(len(documents), np.bool_)
        counts = np.bincount(start[is_day] - self.first, minlength=self.count)
        return counts, len(documents) - int(np.count_nonzero(is_dated)), documents[is_dated & ~is_day]

    def _of_many(self, mask: Mask) -> tuple[Counts, int, Numbers]:
        counts = np.zeros(self.count + 1, np.int64)  # the last for undated ones: it is at -1
        wide = [np.zeros(0, np.int32)]
        base = 0
        for segment, start in zip(self.segments, self._dates.start.parts, strict=True):
            own = mask[base : base + len(start)]
            places = np.where(segment.days, segment.days - self.first, -1)
            counts[places] += np.add.reduceat(own[segment.by_start], segment.begins, dtype=np.int64)
            found = segment.wide[own[segment.wide]]
            if len(found):
                np.subtract.at(counts, start[found] - self.first, 1)
                wide.append(found + np.int32(base))
            base += len(start)
        return counts[:-1], int(counts[-1]), np.concatenate(wide)
