"""From what was printed to days: which year "Selasa (8/11)" belongs to, and whether a date can be at all."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from indexer.understand.dates.calendars import day_of, month_of_days
from indexer.understand.dates.printed import ExplicitDate
from search.model import DateOrigin, DateSpan, Precision

EARLIEST_YEAR = 1800
_YEARS_BACK = 11  # a weekday comes back to its day of the year after at most so many
_NEAR_FUTURE = timedelta(days=90)  # announced, rather than remembered from the year before
_FAR = timedelta(days=370)  # the right weekday so far off: the weekday is a slip
_SWAPPED_WITHIN = timedelta(days=14)  # of the article: 9/10 of a Tuesday in September is the 10th of that month
_UNSURE_BEFORE, _UNSURE_AFTER = timedelta(days=31), timedelta(days=7)


def resolve(found: ExplicitDate, *, origin: DateOrigin, around: date, past_only: bool = False) -> DateSpan | None:
    """The days that were printed, their year completed; None for days that no calendar has.

    A date without year takes the year in which its weekday is right, nearest to `around`; without a weekday the
    nearest to it. With `past_only` no such year makes it later than `around`.
    """
    if found.calendar != "gregorian":
        return _of_other_calendar(found, origin)
    if found.year is not None and found.year < EARLIEST_YEAR:
        return None
    if found.month is None:
        return _years(found, origin)
    if found.day is None:
        return _months(found, origin)
    start = _full_day(found, around) if found.year is not None else _nearest_day(found, around, past_only)
    if start is None or not _is_sure(found, start, around):
        return None
    end = _last_day(found, start)
    conflict = found.weekday is not None and found.weekday not in (start.weekday(), end.weekday())
    return _span(found, start, end, "day", origin, conflict=conflict)


def is_impossible(found: ExplicitDate) -> bool:
    """Whether a date is meant that no calendar has: "31 Februari 2022", "Senin (45/13/2022)"."""
    if found.year is None or found.day is None or found.calendar != "gregorian":
        return False
    is_meant = not found.is_numeric or found.weekday is not None
    return is_meant and found.year >= EARLIEST_YEAR and _full_day(found, date(found.year, 1, 1)) is None


def month_span(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def valid_day(year: int, month: int | None, day: int | None) -> date | None:
    """The day, if there is one."""
    try:
        return date(year, month or 0, day or 0)
    except ValueError:
        return None


# ---- wider than a day --------------------------------------------------------------------------------------------


def _years(found: ExplicitDate, origin: DateOrigin) -> DateSpan | None:
    if found.year is None:
        return None
    return _span(found, date(found.year, 1, 1), date(found.last_year or found.year, 12, 31), "year", origin)


def _months(found: ExplicitDate, origin: DateOrigin) -> DateSpan | None:
    month, last = found.month or 0, found.last_month or found.month or 0
    if found.year is None or not 1 <= month <= last <= 12:
        return None
    return _span(found, month_span(found.year, month)[0], month_span(found.year, last)[1], "month", origin)


def _of_other_calendar(found: ExplicitDate, origin: DateOrigin) -> DateSpan | None:
    """A day, month or year of another calendar as days of ours; `raw` tells that it was converted."""
    if found.year is None:
        return None
    if found.month is None:
        first, last = (month_of_days(found.calendar, found.year, month) for month in (1, 12))
        return _span(found, first[0], last[1], "year", origin) if first and last else None
    if found.day is None:
        days = month_of_days(found.calendar, found.year, found.month)
        return _span(found, *days, "month", origin) if days else None
    start = day_of(found.calendar, found.year, found.month, found.day)
    last_parts = (found.last_year or found.year, found.last_month or found.month, found.last_day or found.day)
    end = day_of(found.calendar, *last_parts)
    return _span(found, start, max(start, end or start), "day", origin) if start else None


# ---- days --------------------------------------------------------------------------------------------------------


def _full_day(found: ExplicitDate, around: date) -> date | None:
    """The printed day; 11/8/2022 is the 8th of November where the calendar or the weekday says so."""
    assert found.year is not None
    plain = valid_day(found.year, found.month, found.day)
    swapped = valid_day(found.year, found.day, found.month) if found.is_numeric and not found.is_range else None
    if plain is None or swapped is None or found.weekday in (None, plain.weekday()):
        return plain or swapped
    if swapped.weekday() != found.weekday:
        return plain
    return swapped if found.month_may_lead or abs(swapped - around) <= _SWAPPED_WITHIN else plain


def _nearest_day(found: ExplicitDate, around: date, past_only: bool) -> date | None:
    if found.year_offset is not None:
        return valid_day(around.year + found.year_offset, found.month, found.day)
    candidates = [day for day in _days_of_years(found, around, past_only) if _is_on_side(found, day, around)]
    if not candidates:
        return None
    right = [day for day in candidates if found.weekday in (None, day.weekday(), _end_weekday(found, day))]
    nearest = min(right or candidates, key=lambda day: abs(day - around))
    if not past_only and found.weekday is not None and abs(nearest - around) > _FAR:
        return min(candidates, key=lambda day: abs(day - around))
    return nearest


def _days_of_years(found: ExplicitDate, around: date, past_only: bool) -> Iterator[date]:
    latest = around if past_only else around + _NEAR_FUTURE
    if found.side > 0:
        latest = date.max
    for year in range(max(around.year - _YEARS_BACK, 1), min(around.year + 2, date.max.year)):
        day = valid_day(year, found.month, found.day)
        if day is not None and day <= latest:
            yield day


def _is_on_side(found: ExplicitDate, day: date, around: date) -> bool:
    """Whether the day lies where "lalu" or "mendatang" says; the day of the article itself is on both sides."""
    return found.side == 0 or (day <= around if found.side < 0 else day >= around)


def _end_weekday(found: ExplicitDate, start: date) -> int:
    return _last_day(found, start).weekday()


def _last_day(found: ExplicitDate, start: date) -> date:
    """The end of a range that begins at `start`; `start` where it is none."""
    if found.last_day is None:
        return start
    month = found.last_month or start.month
    year = found.last_year or start.year + (month < start.month)
    return max(start, valid_day(year, month, found.last_day) or start)


def _is_sure(found: ExplicitDate, day: date, around: date) -> bool:
    return not found.is_unsure or around - _UNSURE_BEFORE <= day <= around + _UNSURE_AFTER


def _span(
    found: ExplicitDate, start: date, end: date, precision: Precision, origin: DateOrigin, *, conflict: bool = False
) -> DateSpan:
    return DateSpan(start=start, end=end, precision=precision, origin=origin, raw=found.raw, conflict=conflict)
