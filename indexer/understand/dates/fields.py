"""A date as a field gives it: ISO 8601, "2022-11", "21 Maret 2019 15:19 WIB", 08/11/2022, RFC 822, Unix time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from indexer.understand.dates.explicit import explicit_dates
from indexer.understand.dates.resolving import EARLIEST_YEAR, resolve
from search.dates import iso_span
from search.model import DateOrigin, DateSpan

_MAX_CHARS = 100
_MISSING = frozenset({"", "-", "--", "null", "none", "nan", "n/a", "nat", "0000-00-00", "0000-00-00 00:00:00"})
_AHEAD = timedelta(days=2)  # zones, and pages that are dated with the next day's paper
_CLOCK = re.compile(
    r"(?<![\d:.])(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?:[:.](?P<second>[0-5]\d))?(?:\.\d+)?(?![\d:])"
    r"\s*(?P<half>am|pm)?\s*(?P<zone>WIB|WITA|WIT|GMT|UTC|Z\b|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"1?\d{9}(?:\d{3})?", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_RFC822 = re.compile(r"(?:[A-Za-z]{3}, )?\d{1,2} [A-Za-z]{3} \d{4} \d{2}:\d{2}", re.ASCII)
_DATE_LIKE = re.compile(r"\d{1,4}[-/. ]\w{1,12}[-/. ]\d{1,4}")
_ZONES: Mapping[str, int] = MappingProxyType({"wib": 7, "wita": 8, "wit": 9, "gmt": 0, "utc": 0, "z": 0})


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldDate:
    """What a date field says; `warning` is the slug of what is wrong with it, `span` then None."""

    span: DateSpan | None = None
    warning: str | None = None

    @property
    def is_missing(self) -> bool:
        """Whether the field says nothing, so that other evidence may speak."""
        return self.span is None and self.warning in (None, "unreadable-date")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    zone: tzinfo
    today: date
    language: str
    origin: DateOrigin


def read_field(
    text: str | None,
    clock: str | None = None,
    *,
    zone: str,
    today: date,
    language: str = "id",
    origin: DateOrigin = "metadata",
) -> FieldDate:
    """The date in a field, with the time in another field where there is one.

    Days are local days as printed. A time in UTC is a machine's and is told in `zone`, like a time that names no zone.
    """
    if text is None or text.strip().casefold() in _MISSING:
        return FieldDate()
    printed = text.strip()
    field = _Field(zone=ZoneInfo(zone), today=today, language=language, origin=origin)
    span = _span(printed, field) if len(printed) <= _MAX_CHARS else None
    if span is None:
        return FieldDate(warning="impossible-date" if _DATE_LIKE.search(printed) else "unreadable-date")
    if span.start.year < EARLIEST_YEAR:
        return FieldDate(warning="impossible-date")
    if span.start > today + _AHEAD:
        return FieldDate(warning="future-date")
    return FieldDate(span=_with_clock(span, clock, ZoneInfo(zone)))


def _span(printed: str, field: _Field) -> DateSpan | None:
    if (known := iso_span(printed)) is not None:
        start, end, precision = known
        return DateSpan(start=start, end=end, precision=precision, origin=field.origin, raw=printed)
    if (moment := _moment(printed)) is not None:
        return _at(moment, field.zone, field.origin, printed)
    if compact := _COMPACT.fullmatch(printed):
        day = _span("-".join(compact.groups()), field)
        return day and replace(day, raw=printed)
    return _written(printed, field)


def _moment(printed: str) -> datetime | None:
    """A moment that a machine wrote."""
    try:
        if _EPOCH.fullmatch(printed):
            return datetime.fromtimestamp(int(printed) / (1000 if len(printed) > 10 else 1), UTC)
        if _RFC822.match(printed):
            return parsedate_to_datetime(printed)
        if "T" in printed or ":" in printed:
            return datetime.fromisoformat(printed)
    except (ValueError, OverflowError, OSError, TypeError):
        return None
    return None


def _at(moment: datetime, zone: tzinfo, origin: DateOrigin, raw: str) -> DateSpan:
    """Midnight without a zone is a date that was stored as a moment: no time is known."""
    is_day = moment.tzinfo is None and moment.time() == time(0)
    if is_day:
        return DateSpan(start=moment.date(), end=moment.date(), precision="day", origin=origin, raw=raw)
    local = moment.replace(tzinfo=zone) if moment.tzinfo is None else moment
    if not local.utcoffset():
        local = local.astimezone(zone)
    instant = local.astimezone(UTC).replace(microsecond=0)
    day = local.date()
    return DateSpan(start=day, end=day, precision="time", origin=origin, instant=instant, raw=raw)


def _written(printed: str, field: _Field) -> DateSpan | None:
    """A date in words or with slashes, the only one in the field."""
    found = [found for found in explicit_dates(printed, language=field.language) if found.year is not None]
    if len(found) != 1:
        return None
    span = resolve(found[0], origin=field.origin, around=field.today)
    if span is None:
        return None
    rest = printed[: found[0].start] + " " + printed[found[0].end :]
    return replace(_with_clock(span, rest, field.zone), raw=printed)


def _with_clock(span: DateSpan, clock: str | None, zone: tzinfo) -> DateSpan:
    """The day with a time of day; as it is where the clock says nothing or the date is no single day."""
    match = _CLOCK.search(clock[:_MAX_CHARS]) if clock else None
    if match is None or span.precision != "day" or span.start != span.end:
        return span
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "pm" else 0)
    moment = time(hour, int(match["minute"]), int(match["second"] or 0), tzinfo=_zone(match["zone"]) or zone)
    instant = datetime.combine(span.start, moment).astimezone(UTC)
    return replace(span, precision="time", instant=instant)


def _zone(name: str | None) -> tzinfo | None:
    if not name:
        return None
    if name.lower() in _ZONES:
        return timezone(timedelta(hours=_ZONES[name.lower()]))
    digits = name[1:].replace(":", "")
    shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-shift if name[0] == "-" else shift) if shift < timedelta(hours=24) else None
