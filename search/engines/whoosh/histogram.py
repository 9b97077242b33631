"""Counting articles by day, month or year (docs/facets.md).

Dates are day numbers (date.toordinal); a bucket is a span of them, first and last day included.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal, TypeAlias

import numpy as np

from search.dates import iso_text
from search.engines.whoosh.columns import Counts
from search.engines.whoosh.matches import Matches, Numbers
from search.engines.whoosh.view import IndexView
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


@dataclass(frozen=True, slots=True, eq=False)
class _Edges:
    """The buckets of a histogram: (buckets,) their first and last days, and what they are called."""

    firsts: Counts
    lasts: Counts
    names: tuple[str, ...]


def count_dates(view: IndexView, among: Matches, request: SearchRequest) -> Histogram:
    """The histogram of the documents `among`."""
    days = view.days
    by_day, undated, wide = days.of(among)
    start, end = view.dates.start[wide], view.dates.end[wide]
    span = _range(request, *_outer_days(by_day, days.first, start, end))
    if span is None:
        unit: Unit = "month" if request.interval == "auto" else request.interval
        return Histogram(interval=unit, buckets=(), undated=undated, imprecise=0)
    unit = _unit(span, request.interval)
    edges = _edges(span, unit)
    in_bucket = _sums(by_day, edges.firsts - days.first, edges.lasts - days.first + 1)
    imprecise = 0
    if len(wide):
        of_wide, imprecise = _wide_counts(start, end, edges)
        in_bucket += of_wide
    return Histogram(
        interval=unit,
        buckets=tuple(_buckets(edges, in_bucket, request)),
        undated=undated,
        imprecise=imprecise,
    )


def _outer_days(by_day: Counts, first: int, start: Numbers, end: Numbers) -> tuple[int | None, int | None]:
    """The first and the last day that any of the documents has; None where there is none."""
    held = np.flatnonzero(by_day)
    firsts = [*(held[:1] + first).tolist(), *([int(start.min())] if len(start) else [])]
    lasts = [*(held[-1:] + first).tolist(), *([int(end.max())] if len(end) else [])]
    return min(firsts, default=None), max(lasts, default=None)


def _sums(by_day: Counts, firsts: Counts, ends: Counts) -> Counts:
    """(buckets,) the sums of by_day[first:end]."""
    before = np.concatenate((np.zeros(1, np.int64), np.cumsum(by_day)))
    sums: Counts = before[np.clip(ends, 0, len(by_day))] - before[np.clip(firsts, 0, len(by_day))]
    return sums


def _wide_counts(start: Numbers, end: Numbers, edges: _Edges) -> tuple[Counts, int]:
    """(buckets,) how many of the spans lie in each, and how many overlap the range but lie in none."""
    first, last = int(edges.firsts[0]), int(edges.lasts[-1])
    overlapping = (start <= last) & (end >= first)
    is_inside = (start >= first) & (end <= last)
    bucket = np.searchsorted(edges.firsts, start[is_inside], side="right") - 1
    fits = end[is_inside] <= edges.lasts[bucket]
    counts = np.bincount(bucket[fits], minlength=len(edges.firsts))
    return counts, int(np.count_nonzero(overlapping)) - int(np.count_nonzero(fits))


def _range(request: SearchRequest, first_day: int | None, last_day: int | None) -> _Range | None:
    """What was asked for, open sides closed by the articles' first start and last end; None if nothing closes it.

    Where an open side would end up beyond the other, the range is the day that was asked for.
    """
    first = request.date_from or (date.fromordinal(first_day) if first_day else request.date_to)
    last = request.date_to or (date.fromordinal(last_day) if last_day else request.date_from)
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


@lru_cache(maxsize=64)
def _edges(span: _Range, unit: Unit) -> _Edges:
    """The buckets that the range touches."""
    spans = list(_spans(span, unit))
    firsts = np.array([first.toordinal() for first, _ in spans], dtype=np.int64)
    lasts = np.array([last.toordinal() for _, last in spans], dtype=np.int64)
    return _Edges(firsts, lasts, tuple(iso_text(first, unit) for first, _ in spans))


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


def _buckets(edges: _Edges, counts: Counts, request: SearchRequest) -> Iterator[DateBucket]:
    chosen = None
    if request.is_precise and request.date_from and request.date_to:
        chosen = (request.date_from.toordinal(), request.date_to.toordinal())
    for place, (value, count) in enumerate(zip(edges.names, counts.tolist(), strict=True)):
        is_chosen = chosen is not None and chosen == (edges.firsts[place], edges.lasts[place])
        yield DateBucket(value=value, count=count, state="selected" if is_chosen else None)
