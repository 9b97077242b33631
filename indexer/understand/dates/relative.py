"""Days told from the day of the article: "kemarin", "pekan lalu", "bulan Juli lalu", "tiga hari lalu", "Rabu malam".

They mean something only where the day of the article is known. "minggu" is a week and "Minggu" a Sunday; "malam
Minggu" is the evening before it, a Saturday.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from indexer.understand.dates.names import month_numbers, weekday_numbers
from indexer.understand.dates.resolving import EARLIEST_YEAR, month_span
from search.folding import fold
from search.model import DateSpan, MentionedDate, Precision

MAX_RELATIVE = 200

_NUMBERS: Mapping[str, int] = MappingProxyType(
    {
        "se": 1, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8,
        "sembilan": 9, "sepuluh": 10, "lapan": 8, "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
        "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    }
)  # fmt: skip
_DAYS: Mapping[str, int] = MappingProxyType(
    {
        "kemarin": -1, "kelmarin": -1, "kemarin lusa": -2, "tadi malam": -1, "hari ini": 0, "besok": 1, "esok": 1,
        "lusa": 2, "yesterday": -1, "today": 0, "tomorrow": 1,
    }
)  # fmt: skip
_UNITS: Mapping[str, Precision] = MappingProxyType(
    {
        "hari": "day", "pekan": "week", "minggu": "week", "bulan": "month", "tahun": "year",
        "day": "day", "week": "week", "month": "month", "year": "year",
    }
)  # fmt: skip
_SIDES: Mapping[str, int] = MappingProxyType(
    {
        "lalu": -1,
        "silam": -1,
        "kemarin": -1,
        "last": -1,
        "ini": 0,
        "this": 0,
        "depan": 1,
        "mendatang": 1,
        "next": 1,
        "yang akan datang": 1,
        "(besok)": 1,
    }
)
_WEEKDAYS = "Senin|Selasa|Rabu|Kamis|Jumat|Jum['’]at|Sabtu|Minggu|Ahad|Isnin|Khamis|Jumaat"
_MONTHS = (
    "Januari|Februari|Pebruari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Nopember|Desember|"
    "Mac|Jun|Julai|Ogos|Disember"
)
_NUMBER = r"\d{1,3}|se|satu|dua|tiga|empat|lima|enam|tujuh|delapan|lapan|sembilan|sepuluh"
_INDONESIAN = re.compile(
    rf"(?P<ago>{_NUMBER})[ -]?(?P<ago_unit>hari|pekan|minggu|bulan|tahun) (?:yang )?(?:lalu|silam)"
    r"|(?P<unit>[Pp]ekan|minggu|[Bb]ulan|[Tt]ahun)(?: yang)? (?P<side>lalu|silam|ini|depan|mendatang)"
    rf"|(?:[Bb]ulan )?(?P<month>{_MONTHS})(?: yang)? (?P<month_side>lalu|silam|mendatang|depan)"
    rf"|[Mm]alam (?P<eve>{_WEEKDAYS})"
    rf"|(?P<weekday>{_WEEKDAYS})(?: (?:dini hari|pagi|siang|sore|petang|malam))?"
    r"(?: (?P<weekday_side>lalu|kemarin|depan|mendatang|yang akan datang|\(besok\)))?"
    r"|(?P<day>[Kk]emarin lusa|[Kk]emarin|[Kk]elmarin|[Tt]adi malam|[Hh]ari ini|[Bb]esok|[Ee]sok|lusa)"
)
_ENGLISH_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_ENGLISH_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_ENGLISH = re.compile(
    r"(?P<ago>\d{1,3}|a|one|two|three|four|five|six|seven|eight|nine|ten) (?P<ago_unit>day|week|month|year)s? ago"
    r"|(?P<side>[Ll]ast|[Tt]his|[Nn]ext) (?:(?P<unit>week|month|year)|"
    rf"(?P<weekday>{_ENGLISH_DAYS})|(?P<month>{_ENGLISH_MONTHS}))"
    rf"|on (?P<on>{_ENGLISH_DAYS})|(?P<day>[Yy]esterday|[Tt]oday|[Tt]omorrow)"
)
_PATTERNS = MappingProxyType(
    {"id": _INDONESIAN, "ms": _INDONESIAN, "jv": _INDONESIAN, "su": _INDONESIAN, "en": _ENGLISH}
)

_Days = tuple[date, date, Precision]


def relative_dates(
    text: str, *, language: str, around: date, taken: Callable[[int], bool] = lambda offset: False
) -> Iterator[MentionedDate]:
    """The days that `text` tells from `around`, the day of the article, in order; at most MAX_RELATIVE.

    `taken` says of an offset that a written-out date covers it ("Selasa" of "Selasa (8/11)").
    """
    pattern = _PATTERNS.get(language)
    if pattern is None:
        return
    count = 0
    for match in pattern.finditer(text):
        if taken(match.start()) or taken(match.end() - 1) or not _is_whole(text, match):
            continue
        days = _days(match, around, language)
        if days is not None:
            start, end, precision = days
            span = DateSpan(start=start, end=end, precision=precision, origin="text", raw=match[0])
            yield MentionedDate(span=span, start=match.start(), end=match.end())
            count += 1
            if count == MAX_RELATIVE:
                return


def _is_whole(text: str, match: re.Match[str]) -> bool:
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return not (before.isalnum() or after.isalnum())


def _days(match: re.Match[str], around: date, language: str) -> _Days | None:
    found = {name: value for name, value in match.groupdict().items() if value}
    try:
        return _told(found, around, language)
    except (ValueError, OverflowError):
        return None  # "999 tahun lalu" is before our calendar


def _told(found: Mapping[str, str], around: date, language: str) -> _Days | None:
    if day := found.get("day"):
        told = around + timedelta(days=_DAYS[day.lower()])
        return told, told, "day"
    if eve := found.get("eve"):
        told = _weekday(eve, around, language, side=None) - timedelta(days=1)
        return told, told, "day"
    if weekday := found.get("weekday") or found.get("on"):
        told = _weekday(weekday, around, language, side=found.get("weekday_side") or found.get("side"))
        return told, told, "day"
    if month := found.get("month"):
        return _month(month, around, _SIDES[(found.get("month_side") or found["side"]).lower()])
    if unit := found.get("unit"):
        return _unit(_UNITS[unit.lower()], around, _SIDES[found["side"].lower()])
    number = found["ago"]
    return _unit(_UNITS[found["ago_unit"]], around, -(int(number) if number.isdigit() else _NUMBERS[number]))


def _weekday(name: str, around: date, language: str, *, side: str | None) -> date:
    """The day of this name on or before `around`; before it with "lalu", after it with "depan"."""
    number = weekday_numbers(language)[fold(name)]
    if side is not None and _SIDES[side.lower()] > 0:
        return around + timedelta(days=(number - around.weekday() - 1) % 7 + 1)
    back = (around.weekday() - number) % 7
    return around - timedelta(days=back or (7 if side == "lalu" else 0))


def _month(name: str, around: date, side: int) -> _Days:
    number = month_numbers("ms")[fold(name)]
    year = around.year
    if side < 0 and number >= around.month:
        year -= 1
    elif side > 0 and number <= around.month:
        year += 1
    return (*month_span(year, number), "month")


def _unit(unit: Precision, around: date, offset: int) -> _Days | None:
    if unit == "day":
        told = around + timedelta(days=offset)
        return told, told, "day"
    if unit == "week":
        monday = around - timedelta(days=around.weekday()) + timedelta(weeks=offset)
        return monday, monday + timedelta(days=6), "week"
    if unit == "month":
        months = around.year * 12 + around.month - 1 + offset
        return (*month_span(months // 12, months % 12 + 1), "month")
    year = around.year + offset
    return (date(year, 1, 1), date(year, 12, 31), "year") if year >= EARLIEST_YEAR else None
