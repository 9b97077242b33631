"""Days told from the day of the article in English: "yesterday", "last week", "three days ago", "on Monday"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from indexer.understand.dates import reckoning
from indexer.understand.dates.names import month_numbers, weekday_numbers
from indexer.understand.dates.reckoning import Days
from search.model import Precision

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS: Mapping[str, int] = MappingProxyType({"a": 1} | {word: number for number, word in enumerate(_WORDS, 1)})
_DAYS: Mapping[str, int] = MappingProxyType({"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1})
_UNITS: Mapping[str, Precision] = MappingProxyType({"day": "day", "week": "week", "month": "month", "year": "year"})
_SIDES: Mapping[str, int] = MappingProxyType({"last": -1, "past": -1, "this": 0, "next": 1})
_WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NUMBER = r"\d{1,3}|a|one|two|three|four|five|six|seven|eight|nine|ten"
_TOLD = re.compile(
    rf"\b(?:(?P<ago>{_NUMBER}) (?P<ago_unit>day|week|month|year)s? ago"
    rf"|(?P<stretch>[Ll]ast|[Pp]ast|[Nn]ext) (?P<count>{_NUMBER}) (?P<stretch_unit>day|week|month|year)s"
    rf"|(?P<side>[Ll]ast|[Tt]his|[Nn]ext) (?:(?P<unit>week|month|year)|(?P<weekday>{_WEEKDAYS})|(?P<month>{_MONTHS}))"
    rf"|(?:on )?(?P<on>{_WEEKDAYS})|(?P<day>[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow))\b"
)


def english_dates(text: str, around: date) -> Iterator[tuple[int, int, Days]]:
    """Where days are told, and which; in order."""
    for match in _TOLD.finditer(text):
        try:
            days = _told(match, around)
        except (ValueError, OverflowError):
            continue  # before our calendar
        if days is not None:
            yield match.start(), match.end(), days


def _told(match: re.Match[str], around: date) -> Days | None:
    if day := match["day"]:
        return reckoning.day(around, _DAYS[day.lower()])
    if weekday := match["weekday"] or match["on"]:
        return _weekday(weekday, around, _SIDES[match["side"].lower()] if match["side"] else None)
    if month := match["month"]:
        return reckoning.month(around, month_numbers("en")[month.lower()], _SIDES[match["side"].lower()])
    if unit := match["unit"]:
        return reckoning.unit(_UNITS[unit], around, _SIDES[match["side"].lower()])
    if unit := match["stretch_unit"]:
        is_past = _SIDES[match["stretch"].lower()] < 0
        return reckoning.stretch(_UNITS[unit], around, _number(match["count"]), is_past=is_past)
    return reckoning.unit(_UNITS[match["ago_unit"]], around, -_number(match["ago"]))


def _weekday(name: str, around: date, side: int | None) -> Days:
    number = weekday_numbers("en")[name.lower()]
    if side == 1:
        told = reckoning.weekday_after(around, number)
    elif side == 0:
        told = reckoning.weekday_of_week(around, number, 0)
    else:
        told = reckoning.weekday_before(around, number, is_past=side is not None)
    return told, told, "day"


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word]
