"""When articles are from: their spans, and their days as they are counted and as they are sorted by.

What is derived is derived for each segment by itself, so that a commit leaves it as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from search.engines.whoosh.codec.container import Array
from search.engines.whoosh.columns import Counts
from search.engines.whoosh.joined import Joined, by_segment
from search.engines.whoosh.matches import Dense, Mask, Matches, Numbers

_MAX_SLOTS = 2**16 - 3  # days between the first and the last that are counted one by one: 179 years
_LAST_DAY = date.max.toordinal()


@dataclass(frozen=True, slots=True, eq=False)
class Dates:
    """When articles are from, by document; days of the proleptic calendar, 0 when undated."""

    start: Joined  # int32
    end: Joined  # int32
    instant: Joined  # int64: microseconds since 1970, or NO_INSTANT

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
    """The days of a segment's documents.

    `slot` (documents,) is the day of a document less `first` where it is dated to a day, `wide` for spans of several
    days, and `wide` + 1 for undated ones.
    """

    def __init__(self, start: Numbers, end: Numbers) -> None:
        is_dated = start > 0
        is_day = is_dated & (start == end)
        days = start[is_day]
        self.first = int(days.min(initial=_LAST_DAY))
        self.wide = int(days.max(initial=self.first - 1)) - self.first + 1
        if self.wide > _MAX_SLOTS:  # a date from antiquity among them: counted by their spans, as the wide ones are
            is_day[:] = False
            self.wide = 0
        slot = np.where(is_day, start - self.first, np.where(is_dated, self.wide, self.wide + 1))
        self.slot = slot.astype(np.uint16)

    @property
    def nbytes(self) -> int:
        return self.slot.nbytes


class Days:
    """The days of all documents, so that hits are counted by day in one go.

    Days are counted one by one from `first` on, `wide` of them; 0 where they are too far apart for that.
    """

    def __init__(self, segments: Sequence[SegmentDays]) -> None:
        self._segments = segments
        self._ends = np.cumsum([len(segment.slot) for segment in segments]).tolist()
        dated = [segment for segment in segments if segment.wide]
        self.first = min((segment.first for segment in dated), default=_LAST_DAY)
        self.wide = max((segment.first + segment.wide for segment in dated), default=self.first) - self.first
        if self.wide > _MAX_SLOTS:
            self.wide = 0

    def of(self, among: Matches) -> tuple[Counts, int, Numbers]:
        """(wide,) how many of the documents are of each day, how many are undated, and which are counted by spans."""
        counts = np.zeros(self.wide, np.int64)
        undated = 0
        wide: list[Numbers] = [np.zeros(0, np.int32)]
        base = 0
        for segment, own in zip(self._segments, self._own(among), strict=True):
            slots = segment.slot[own] if own.dtype != np.bool_ else np.where(own, segment.slot, segment.wide + 2)
            of_slots = np.bincount(slots, minlength=segment.wide + 2)
            undated += int(of_slots[segment.wide + 1])
            if self.wide:
                shift = segment.first - self.first
                counts[shift : shift + segment.wide] += of_slots[: segment.wide]
            least = segment.wide if self.wide else 0
            if of_slots[least : segment.wide + 1].any():
                chosen = np.flatnonzero((slots >= least) & (slots <= segment.wide))
                wide.append((chosen if own.dtype == np.bool_ else own[chosen]).astype(np.int32) + np.int32(base))
            base += len(segment.slot)
        return counts, undated, np.concatenate(wide)

    def _own(self, among: Matches) -> Iterator[Array]:
        """Of each segment the documents, numbered within it, or a mark for every document."""
        if isinstance(among, Dense):
            yield from np.split(among.mask, self._ends[:-1])
        else:
            parts = by_segment(among.documents, self._ends) if self._ends else []
            for base, part in zip([0, *self._ends], parts, strict=False):
                yield part - np.int32(base)
