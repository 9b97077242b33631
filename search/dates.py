"""ISO 8601 dates of three precisions: 2022, 2022-11 and 2022-11-08, as spans of local days."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Literal

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)

IsoPrecision = Literal["day", "month", "year"]


def iso_span(text: str) -> tuple[date, date, IsoPrecision] | None:
    """First day, last day and precision of an ISO year, month or day; None for anything else, as for 2022-02-30."""
    match = _ISO.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31), "year"
        if day is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month"
        return date(year, month, day), date(year, month, day), "day"
    except ValueError:
        return None


def iso_text(start: date, precision: IsoPrecision) -> str:
    """The span's name again: "2022", "2022-11" or "2022-11-08"."""
    return start.isoformat()[: {"year": 4, "month": 7, "day": 10}[precision]]
