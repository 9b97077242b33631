"""Dates in words, as precise as they are known and no more: "November 2022", "8 Nov 2022", "sekitar 8 Nov 2022"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from babel.dates import get_timezone

from search.dates import IsoPrecision, iso_span, iso_text
from search.model import DateSpan
from webui.languages import page_language
from webui.translation import format_date as babel_date
from webui.translation import gettext as _

_DAY, _MONTH, _MONTH_SHORT, _YEAR = "d MMM y", "MMMM y", "MMM y", "y"
_DAY_ALONE, _MONTH_ALONE = "d MMM", "MMM"
# Babel knows zones' short names only where a locale's own newspapers print them; these are printed in both.
_ZONE_NAMES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLabel:
    """A date to show: its words, the value for `<time datetime>`, and what to know about its certainty."""

    text: str
    datetime: str | None  # None: HTML has no notation for it
    is_estimate: bool
    is_conflict: bool
    raw: str  # the words it was read from, '' where they say nothing more


def date_label(span: DateSpan, *, timezone: str) -> DateLabel:
    """`span` in the words of the page's language."""
    text = _known(span, timezone)
    return DateLabel(
        text=_("about %(date)s", date=text) if span.is_estimate else text,
        datetime=_machine_readable(span),
        is_estimate=span.is_estimate,
        is_conflict=span.conflict,
        raw=span.raw if span.origin in ("text", "byline") or span.conflict else "",
    )


def _known(span: DateSpan, timezone: str) -> str:
    if span.precision == "time" and span.instant is not None:
        return _moment(span.instant.astimezone(get_timezone(timezone)), timezone)
    if span.precision in ("time", "day"):
        return day_text(span.start) if span.start == span.end else range_text(span.start, span.end)
    days = range_text(span.start, span.end)
    is_week = span.precision == "week" and span.end - span.start == timedelta(days=6)
    return _("week of %(days)s", days=days) if is_week else days


def _moment(local: datetime, timezone: str) -> str:
    """Day and time of one zone together: 22.30 WIB of the 7th is 00.30 WIT of the 8th."""
    clock = f"{local:%H.%M}" if page_language() == "id" else f"{local:%H:%M}"
    return f"{day_text(local.date())}, {clock} {_ZONE_NAMES.get(timezone) or local.strftime('%Z')}"


def _machine_readable(span: DateSpan) -> str | None:
    if span.instant is not None:
        return span.instant.strftime("%Y-%m-%dT%H:%MZ")
    if span.precision in ("month", "year"):
        text = iso_text(span.start, span.precision)
        return text if iso_span(text) == (span.start, span.end, span.precision) else None
    return span.start.isoformat() if span.start == span.end else None


def day_text(day: date) -> str:
    """8 Nov 2022"""
    return babel_date(day, _DAY)


def bucket_text(value: str) -> str:
    """A histogram bucket ("2022", "2022-11", "2022-11-08") in words."""
    parts = [int(part) for part in value.split("-")]
    pattern = (_YEAR, _MONTH, _DAY)[len(parts) - 1]
    year, month, day = (*parts, 1, 1)[:3]
    return babel_date(date(year, month, day), pattern)


def range_text(first: date | None, last: date | None) -> str:
    """The days from `first` to `last` as shortly as can be said: a year, a month, "Sep 2022 – Nov 2022", days."""
    if first is None:
        return _("until %(day)s", day=_edge(None, last)) if last else _("any date")
    if last is None:
        return _("from %(day)s", day=_edge(first, None))
    if first == last:
        return day_text(first)
    if is_year_start(first) and is_year_end(last):
        years = (babel_date(first, _YEAR), babel_date(last, _YEAR))
        return years[0] if years[0] == years[1] else "–".join(years)
    if first.day == 1 and is_month_end(last):
        if (first.year, first.month) == (last.year, last.month):
            return babel_date(first, _MONTH)
        begin = babel_date(first, _MONTH_ALONE if first.year == last.year else _MONTH_SHORT)
        return f"{begin} – {babel_date(last, _MONTH_SHORT)}"
    return _days_text(first, last)


def _days_text(first: date, last: date) -> str:
    """7–13 Nov 2022, 31 Oct – 6 Nov 2022, 31 Dec 2022 – 6 Jan 2023"""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_text(last)}"
    return f"{babel_date(first, _DAY_ALONE if first.year == last.year else _DAY)} – {day_text(last)}"


def _edge(first: date | None, last: date | None) -> str:
    """One end of an open range; a first of a month that begins it, or a last that ends it, is said as the month."""
    day = first or last
    assert day is not None
    if (first and is_year_start(first)) or (last and is_year_end(last)):
        return babel_date(day, _YEAR)
    if (first and first.day == 1) or (last and is_month_end(last)):
        return babel_date(day, _MONTH)
    return day_text(day)


def is_year_start(day: date) -> bool:
    return (day.month, day.day) == (1, 1)


def is_year_end(day: date) -> bool:
    return (day.month, day.day) == (12, 31)


def is_month_start(day: date) -> bool:
    return day.day == 1


def is_month_end(day: date) -> bool:
    return day == date.max or (day + timedelta(days=1)).day == 1


def field_texts(first: date | None, last: date | None) -> tuple[str, str]:
    """What the from and to fields hold: years, months or days, the widest that say the same, alike in both."""
    ends = ((first, is_year_start, is_month_start), (last, is_year_end, is_month_end))
    precision: IsoPrecision = "day"
    if all(day is None or is_year_edge(day) for day, is_year_edge, _month in ends):
        precision = "year"
    elif all(day is None or is_month_edge(day) for day, _year, is_month_edge in ends):
        precision = "month"
    return iso_text(first, precision) if first else "", iso_text(last, precision) if last else ""
