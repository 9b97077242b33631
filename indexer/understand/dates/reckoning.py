"""Days, weeks, months and years counted from a day."""

from __future__ import annotations

from datetime import date, timedelta

from indexer.understand.dates.resolving import EARLIEST_YEAR, month_span
from search.model import Precision

Days = tuple[date, date, Precision]
_DAY = timedelta(days=1)


def day(around: date, offset: int) -> Days:
    """The day so many after `around`."""
    told = around + timedelta(days=offset)
    return told, told, "day"


def unit(of: Precision, around: date, offset: int) -> Days | None:
    """The day, week (from Monday), month or year so many after that of `around`; None before EARLIEST_YEAR."""
    if of == "day":
        return day(around, offset)
    if of == "week":
        monday = around - timedelta(days=around.weekday()) + timedelta(weeks=offset)
        return monday, monday + timedelta(days=6), "week"
    if of == "month":
        months = around.year * 12 + around.month - 1 + offset
        return month_of(months // 12, months % 12 + 1)
    year = around.year + offset
    return (date(year, 1, 1), date(year, 12, 31), "year") if year >= EARLIEST_YEAR else None


def stretch(of: Precision, around: date, count: int, *, is_past: bool) -> Days | None:
    """The last or next so many days, weeks, months or years, up to `around` or from the day after it."""
    if of == "day":
        days = timedelta(days=count - 1)
        return (around - days, around, "day") if is_past else (around + timedelta(days=1), around + days + _DAY, "day")
    far = _shifted(of, around, -count if is_past else count)
    if far is None:
        return None
    return (far + _DAY, around, of) if is_past else (around + _DAY, far, of)


def part_of_unit(of: Precision, around: date, offset: int, *, part: int) -> Days | None:
    """The first (0), middle (1) or last (2) third of a unit; the end of a week is Saturday and Sunday."""
    whole = unit(of, around, offset)
    if whole is None or of == "day":
        return None
    first = whole[0]
    if of == "week":
        begin, end = ((0, 1), (1, 3), (5, 6))[part]
        return first + timedelta(days=begin), first + timedelta(days=end), "day"
    if of == "month":
        return part_of_month(whole, part)
    return date(first.year, 4 * part + 1, 1), month_span(first.year, 4 * part + 4)[1], "month"


def part_of_month(month: Days, part: int) -> Days:
    """Its days to the 10th, to the 20th, or to its end."""
    first, last, _ = month
    return first + timedelta(days=10 * part), last if part == 2 else first + timedelta(days=10 * part + 9), "day"


def month(around: date, number: int, side: int) -> Days:
    """The month of this number: the last one before that of `around`, that of its year, or the next one."""
    year = around.year
    if side < 0 and number >= around.month:
        year -= 1
    elif side > 0 and number <= around.month:
        year += 1
    return month_of(year, number)


def month_of(year: int, number: int) -> Days:
    return (*month_span(year, number), "month")


def weekday_before(around: date, number: int, *, is_past: bool = False) -> date:
    """The day of this weekday on or before `around`; with `is_past` before it."""
    back = (around.weekday() - number) % 7
    return around - timedelta(days=back or (7 if is_past else 0))


def weekday_after(around: date, number: int) -> date:
    return around + timedelta(days=(number - around.weekday() - 1) % 7 + 1)


def weekday_of_week(around: date, number: int, offset: int) -> date:
    """The weekday of the week so many after that of `around`."""
    return around + timedelta(days=number - around.weekday(), weeks=offset)


def _shifted(of: Precision, around: date, count: int) -> date | None:
    """The same day so many weeks, months or years away, or the last one of a shorter month."""
    if of == "week":
        return around + timedelta(weeks=count)
    months = around.year * 12 + around.month - 1 + (count if of == "month" else 12 * count)
    year, number = months // 12, months % 12 + 1
    if year < EARLIEST_YEAR:
        return None
    return date(year, number, min(around.day, month_span(year, number)[1].day))
