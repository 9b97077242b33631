"""Counting articles by day, month or year (docs/facets.md).

Dates are day numbers (date.toordinal); a bucket is a span of them, first and last day included.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

import numpy as np

from search.dates import iso_text
from search.engines.whoosh.columns import Columns, Ints, Mask, SmallInts
from search.query import Interval, SearchRequest
from search.results import DateBucket, Histogram

Unit: TypeAlias = Literal["year", "month", "day"]

_MAX_DAYS = 62  # of a range that `auto` shows by day
_MAX_MONTHS = 120  # of one that it shows by month
_MAX_BUCKETS = 3660
_COARSER: dict[Unit, Unit] = {"day": "month", "month": "year"}


@dataclass(frozen=True, slots=True)
class _Range:
    """From the first to the last day, both included."""

    first: date
    last: date

    def days(self) -> int:
        return self.last.toordinal() - self.first.toordinal() + 1

    def months(self) -> int:
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    def count(self, unit: Unit) -> int:
        """How many buckets it touches."""
        return {"day": self.days(), "month": self.months(), "year": self.last.year - self.first.year + 1}[unit]


def count_dates(columns: Columns, among: Mask, request: SearchRequest) -> Histogram:
    """The histogram of the documents that `among`, (documents,), marks."""
    undated = int(np.count_nonzero(among & (columns.start == 0)))
    dated = among & (columns.start > 0)
    start, end = columns.start[dated], columns.end[dated]
    span = _range(request, start, end)
    if span is None:
        unit: Unit = "month" if request.interval == "auto" else request.interval
        return Histogram(interval=unit, buckets=(), undated=undated, imprecise=0)
    unit = _unit(span, request.interval)
    firsts, lasts = _edges(span, unit)
    overlapping = (start <= lasts[-1]) & (end >= firsts[0])
    number = np.searchsorted(firsts, start[overlapping], side="right") - 1
    inside = (number >= 0) & (end[overlapping] <= lasts[number])
    counts = np.bincount(number[inside], minlength=len(firsts))
    return Histogram(
        interval=unit,
        buckets=tuple(_buckets(firsts, lasts, counts, unit, request)),
        undated=undated,
        imprecise=int(np.count_nonzero(~inside)),
    )


def _range(
    request: SearchRequest,
    start: SmallInts,
    end: SmallInts,
) -> _Range | None:
    """What was asked for, open sides closed by the articles' first start and last end; None if nothing closes it.

    Where an open side would end up beyond the other, the range is the day that was asked for.
    """
    first = request.date_from or (date.fromordinal(int(start.min())) if len(start) else request.date_to)
    last = request.date_to or (date.fromordinal(int(end.max())) if len(end) else request.date_from)
    if first is None or last is None:
        return None
    if first > last:
        asked = request.date_from or request.date_to
        assert asked is not None
        return _Range(asked, asked)
    return _Range(first, last)


def _unit(span: _Range, interval: Interval) -> Unit:
    if interval == "auto":
        unit: Unit = "day" if span.days() <= _MAX_DAYS else "month" if span.months() <= _MAX_MONTHS else "year"
    else:
        unit = interval
    while unit != "year" and span.count(unit) > _MAX_BUCKETS:
        unit = _COARSER[unit]
    return unit


def _edges(span: _Range, unit: Unit) -> tuple[Ints, Ints]:
    """(buckets,) the first and the last day of every bucket that the range touches."""
    spans = list(_spans(span, unit))
    firsts = np.array([first.toordinal() for first, _ in spans], dtype=np.int64)
    lasts = np.array([last.toordinal() for _, last in spans], dtype=np.int64)
    return firsts, lasts


def _spans(span: _Range, unit: Unit) -> Iterator[tuple[date, date]]:
    if unit == "day":
        for day in map(date.fromordinal, range(span.first.toordinal(), span.last.toordinal() + 1)):
            yield day, day
    elif unit == "month":
        for number in range(span.count("month")):
            years, month = divmod(span.first.month - 1 + number, 12)
            year = span.first.year + years
            yield date(year, month + 1, 1), date(year, month + 1, calendar.monthrange(year, month + 1)[1])
    else:
        for year in range(span.first.year, span.last.year + 1):
            yield date(year, 1, 1), date(year, 12, 31)


def _buckets(
    firsts: Ints,
    lasts: Ints,
    counts: Ints,
    unit: Unit,
    request: SearchRequest,
) -> Iterator[DateBucket]:
    chosen = (request.date_from, request.date_to) if request.is_precise else None
    for first, last, count in zip(firsts.tolist(), lasts.tolist(), counts.tolist(), strict=True):
        day = date.fromordinal(first)
        is_chosen = chosen == (day, date.fromordinal(last))
        yield DateBucket(value=iso_text(day, unit), count=count, state="selected" if is_chosen else None)
