"""From what was printed to days: which year "Selasa (8/11)" belongs to, and whether a date can be at all."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from indexer.understand.dates.explicit import ExplicitDate
from search.model import DateOrigin, DateSpan, Precision

EARLIEST_YEAR = 1800
_YEARS_BACK = 11  # a weekday comes back to its day of the year after at most so many
_NEAR_FUTURE = timedelta(days=90)  # announced, rather than remembered from the year before
_FAR = timedelta(days=370)  # the right weekday so far off: the weekday is a slip


def resolve(found: ExplicitDate, *, origin: DateOrigin, around: date, past_only: bool = False) -> DateSpan | None:
    """The days that were printed, their year completed; None for days that no calendar has.

    A date without year takes the year in which its weekday is right, nearest to `around`; without a weekday the
    nearest to it. With `past_only` no such year makes it later than `around`.
    """
    if found.year is not None and found.year < EARLIEST_YEAR:
        return None
    if found.month is None:
        return _year(found, origin)
    if found.day is None:
        return _month(found, origin)
    day = _full_day(found) if found.year is not None else _nearest_day(found, around, past_only)
    if day is None:
        return None
    last = _valid(day.year, day.month, found.last_day or day.day) or day
    conflict = found.weekday is not None and found.weekday != day.weekday()
    return _span(found, day, max(day, last), "day", origin, conflict=conflict)


def month_span(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _year(found: ExplicitDate, origin: DateOrigin) -> DateSpan | None:
    if found.year is None:
        return None
    return _span(found, date(found.year, 1, 1), date(found.year, 12, 31), "year", origin)


def _month(found: ExplicitDate, origin: DateOrigin) -> DateSpan | None:
    if found.year is None or found.month is None or not 1 <= found.month <= 12:
        return None
    return _span(found, *month_span(found.year, found.month), "month", origin)


def _full_day(found: ExplicitDate) -> date | None:
    """The printed day; 11/8/2022 is the 8th of November where the weekday or the calendar says so."""
    assert found.year is not None
    plain = _valid(found.year, found.month, found.day)
    swapped = _valid(found.year, found.day, found.month) if found.is_numeric else None
    if plain is None or not found.month_may_lead:
        return plain or swapped
    is_right = found.weekday in (None, plain.weekday())
    return swapped if not is_right and swapped and swapped.weekday() == found.weekday else plain


def _nearest_day(found: ExplicitDate, around: date, past_only: bool) -> date | None:
    candidates = list(_days_of_years(found, around, past_only))
    if not candidates:
        return None
    right = [day for day in candidates if found.weekday in (None, day.weekday())]
    nearest = min(right or candidates, key=lambda day: abs(day - around))
    if not past_only and found.weekday is not None and abs(nearest - around) > _FAR:
        return min(candidates, key=lambda day: abs(day - around))
    return nearest


def _days_of_years(found: ExplicitDate, around: date, past_only: bool) -> Iterator[date]:
    latest = around if past_only else around + _NEAR_FUTURE
    for year in range(around.year - _YEARS_BACK, around.year + 2):
        day = _valid(year, found.month, found.day)
        if day is not None and day <= latest:
            yield day


def _valid(year: int, month: int | None, day: int | None) -> date | None:
    try:
        return date(year, month or 0, day or 0)
    except ValueError:
        return None


def _span(
    found: ExplicitDate, start: date, end: date, precision: Precision, origin: DateOrigin, *, conflict: bool = False
) -> DateSpan:
    return DateSpan(start=start, end=end, precision=precision, origin=origin, raw=found.raw, conflict=conflict)
