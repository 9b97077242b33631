"""Dates that a text writes out: "Selasa (8/11)", "Kamis 22 September 2022", "November 2022", "2022年11月8日".

Every one of them holds digits, and digits are rare in a text: the search goes from digits to digits, lets `daily` and
`yearly` read what stands there, and looks around it for the weekday and for "lalu" or "mendatang". What is found says
exactly what was printed; which year "Selasa (8/11)" belongs to is for `resolve` to decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from indexer.understand.dates.daily import read_daily
from indexer.understand.dates.printed import ExplicitDate, Page
from indexer.understand.dates.yearly import read_yearly

MAX_DATES = 500
"""The most dates read from one text; more is no article but a table."""

_BUDDHIST = 543  # what Thai years are ahead
_LOOK_BACK = 48
_DIGITS = re.compile(r"(?<![\dA-Za-z/.:])(?<!\d[,-])\d{1,4}(?!\d)", re.ASCII)
_WEEKDAY_BEFORE = re.compile(
    r"(?<![^\W_])(?P<name>[^\W\d_]+(?:['’-][^\W\d_]+)?)"
    r"(?:\s\(?(?:pagi|siang|sore|petang|malam|dini hari|kemarin|lalu|ini|besok|esok|nanti|mendatang|waktu setempat|"
    r"tanggal|tgl\.?|WIB|WITA|WIT|morning|afternoon|evening|night)\)?){0,3}"
    r"(?:,?\s(?:den|le|el|the|dem))?[\s,]*(?P<bracket>\(?)\s*\Z"
)
_CUE_BEFORE = re.compile(r"(?:\b(?:kemarin|hari ini|besok|lusa|tanggal|tgl\.?|semalam|lalu|ngày)[\s,]*\(?\s*)\Z", re.I)
_SIDE_AFTER = re.compile(
    r"[\s)]{1,2}(?:yang\s)?"
    r"(?:(?P<past>lalu|silam|kemarin|lepas)|mendatang|nanti|depan|hadapan|besok|esok|akan datang)\b"
)
_YEAR_AFTER = re.compile(r"\s(?:pada\s)?tahun\s(?:(?P<past>lalu|silam|kemarin|lepas)|(?P<this>ini)|depan|mendatang)\b")


def explicit_dates(text: str, *, language: str = "id") -> Iterator[ExplicitDate]:
    """The dates that `text` prints, in order, not overlapping, at most MAX_DATES."""
    page = Page.of(text, language)
    done = found = 0
    for digits in _DIGITS.finditer(page.text):
        if digits.start() < done:
            continue
        date = _date(page, digits.start(), len(digits[0]))
        if date is not None and date.start >= done:
            yield replace(date, raw=text[date.start : date.end])
            done = date.end
            found += 1
            if found == MAX_DATES:
                return


def _date(page: Page, start: int, digits: int) -> ExplicitDate | None:
    """The date whose first digits, so many, are at `start`."""
    date = read_daily(page, start, is_cued=partial(_is_cued, page, start)) if digits < 3 else None
    date = date or read_yearly(page, start, digits)
    return date and _with_side(page, _with_weekday(page, date))


def _is_cued(page: Page, start: int) -> bool:
    """Whether a weekday or its like stands before `start`."""
    before = page.text[max(0, start - _LOOK_BACK) : start]
    return _CUE_BEFORE.search(before) is not None or _weekday(page, start) is not None


def _weekday(page: Page, start: int) -> tuple[int, int, bool] | None:
    """The number of the weekday before `start`, where its name begins, and whether a bracket opens behind it."""
    before = page.text[max(0, start - _LOOK_BACK) : start]
    match = _WEEKDAY_BEFORE.search(before)
    number = page.weekday(match["name"]) if match else None
    if match is None or number is None:
        return None
    return number, start - len(before) + match.start("name"), bool(match["bracket"])


def _with_weekday(page: Page, date: ExplicitDate) -> ExplicitDate:
    """The date, widened to the weekday before it and to the bracket that closes after it; Thai years as ours."""
    if page.language == "th" and date.year is not None and date.year > _BUDDHIST + 1800:
        date = replace(date, year=date.year - _BUDDHIST)
    weekday = _weekday(page, date.start) if date.day is not None else None
    if weekday is None:
        return date
    number, start, has_bracket = weekday
    is_closed = has_bracket and page.text.startswith(")", date.end)
    return replace(date, weekday=number, start=start, end=date.end + is_closed)


def _with_side(page: Page, date: ExplicitDate) -> ExplicitDate:
    """The date with what the words after it say: "lalu", "mendatang", "tahun lalu"."""
    if not page.is_indonesian or date.day is None:
        return date
    if date.year is None and (year := _YEAR_AFTER.match(page.text, date.end)):
        return replace(date, end=year.end(), year_offset=-1 if year["past"] else 0 if year["this"] else 1)
    side = _SIDE_AFTER.match(page.text, date.end)
    return replace(date, side=-1 if side["past"] else 1) if side else date
