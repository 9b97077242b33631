"""When articles are from: their spans, and their days as they are counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from search.engines.whoosh.codec.container import Array
from search.engines.whoosh.columns import Counts
from search.engines.whoosh.matches import Matches, Numbers, documents_of

_MAX_SLOTS = 2**16 - 2  # days between the first and the last that are counted one by one: 179 years
_LAST_DAY = date.max.toordinal()


@dataclass(frozen=True, slots=True, eq=False)
class Dates:
    """When articles are from, by document; days of the proleptic calendar, 0 when undated."""

    start: Numbers
    end: Numbers
    instant: Array  # int64: microseconds since 1970, or NO_INSTANT

    def by_start(self) -> Numbers:
        """(documents,) all documents by rising start, undated ones first."""
        days = np.maximum(self.start - (self.start[self.start > 0].min(initial=_LAST_DAY) - 1), 0)
        if len(days) and days.max() < 2**16:  # NumPy sorts these by their digits, ten times sooner
            days = days.astype(np.uint16)
        return np.argsort(days, kind="stable").astype(np.int32)


class Days:
    """The days of all documents, so that hits are counted by day in one go.

    `slot` (documents,) is the day of a document less `first` where it is dated to a day, `wide` for spans of several
    days, and `wide` + 1 for undated ones.
    """

    def __init__(self, dates: Dates) -> None:
        is_dated = dates.start > 0
        is_day = is_dated & (dates.start == dates.end)
        days = dates.start[is_day]
        self.first = int(days.min(initial=_LAST_DAY))
        self.wide = int(days.max(initial=self.first - 1)) - self.first + 1
        if self.wide > _MAX_SLOTS:  # a date from antiquity among them: counted by their spans, as the wide ones are
            is_day[:] = False
            self.wide = 0
        slot = np.where(is_day, dates.start - self.first, np.where(is_dated, self.wide, self.wide + 1))
        self.slot = slot.astype(np.uint16)

    def of(self, among: Matches) -> tuple[Counts, Numbers]:
        """(wide + 2,) how many of the documents have each slot, and which of them are wide."""
        documents = documents_of(among)
        slots = self.slot[documents]
        counts = np.bincount(slots, minlength=self.wide + 2)
        return counts, documents[slots == self.wide] if counts[self.wide] else documents[:0]
