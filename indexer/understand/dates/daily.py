"""Dates whose digits begin with a day: "22 September 2022", "8-10/5", "13 s.d. 15 Mei", "November 8, 2022"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from indexer.understand.dates.calendars import Calendar
from indexer.understand.dates.names import first_words
from indexer.understand.dates.printed import ExplicitDate, Page
from indexer.understand.dates.yearly import hijri_sign, number, year_of
from search.folding import fold

_LOOK_BACK = 32
_UNTIL = r"\s?[-–—]\s?|\s(?:s\.?\s?d\.?|s/d|sampai(?:\sdengan)?|hingga|until|to|bis|до|al|au)\s"
_DAY = re.compile(
    rf"(?P<day>[0-9]{{1,2}})(?:(?P<sep>{_UNTIL}|\s?&\s?|\s(?:dan|and|et|und|y|e|и)\s)(?P<last>[0-9]{{1,2}}))?"
    r"(?:st|nd|rd|th|er|\.|º)?(?:[\s-]{1,3}(?:(?:de|of|ng|del|ខែ)\s)?)(?=[^\W\d_])"
)
_NAME = re.compile(r"[^\s\d.,،;:()/\[\]-]{2,16}")
_SECOND_NAME = re.compile(r"\s[^\s\d.,;:()/\[\]]{4,12}")
_OTHER_NAME = re.compile(r"\s?/\s?[^\s\d.,;:()/\[\]-]{2,12}(?:\s[^\s\d.,;:()/\[\]-]{4,8})?")
_YEAR = re.compile(r"\.?[,،]?[\s-]{1,3}(?:(?:de|del|году|tahun|ปี|ค\.ศ\.|พ\.ศ\.|ឆ្នាំ)\s)?(?P<year>\d{4})(?!\d)", re.ASCII)
_RANGE_TO = re.compile(rf"(?:{_UNTIL})(?:[^\W\d_]{{3,10}},?\s)?(?=\d)")
_ADJOINING = frozenset({"&", "dan", "and", "et", "und", "y", "e", "и"})

_NUMERIC = re.compile(
    r"(?P<day>\d{1,2})\s?(?P<sep>[/.-])\s?(?P<month>\d{1,2})(?:\s?(?P=sep)\s?(?P<year>\d{4}|\d{2}))?(?![\d/])", re.ASCII
)
_NUMERIC_RANGE = re.compile(
    r"(?P<day>\d{1,2})(?:/(?P<first_month>\d{1,2})(?:/(?P<first_year>\d{4}))?)?\s?[-–]\s?"
    r"(?P<last>\d{1,2})\s?/\s?(?P<month>\d{1,2})(?:\s?/\s?(?P<year>\d{4}|\d{2}))?(?![\d/])",
    re.ASCII,
)
_NO_DATE_BEFORE = re.compile(
    r"\b(?:ayat|pasal|nomor|no|skor|rasio|rt|rw|huruf|angka|halaman|hal|usia|sebesar)[\s.]*\(\Z", re.IGNORECASE
)
_CJK = re.compile(r"(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日号號일]", re.ASCII)
_VIETNAMESE = re.compile(
    r"(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})(?:(?:\s+năm\s+|\s?/\s?)(?P<year>\d{4}))?", re.ASCII
)
_VIETNAMESE_MONTH = re.compile(r"(?P<month>\d{1,2})(?:\s+năm\s+|\s?/\s?)(?P<year>\d{4})(?!\d)", re.ASCII)
_THANG = "tháng "
_AFTER_NAME = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(?P<year>\d{4})(?!\d))?(?![\d/:%.]\d)", re.ASCII)
_WORD_BEFORE = re.compile(r"(?<![^\s(\"“])([^\s\d.,،;:()/\[\]-]{2,16})\.?,?\s+(?:de\s+)?\Z")


def read_daily(page: Page, start: int, *, is_cued: Callable[[], bool]) -> ExplicitDate | None:
    """The date whose day is at `start`; `is_cued` says that a weekday or its like stands before it."""
    return (
        _named(page, start)
        or _numeric_range(page, start, is_cued=is_cued)
        or _numeric(page, start, is_cued=is_cued)
        or _by_sign(page, start)
        or _after_name(page, start)
    )


# ---- months by name ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Name:
    """The month after a day, its year, and where they end."""

    month: int
    calendar: Calendar
    year: int | None
    end: int


def _named(page: Page, start: int) -> ExplicitDate | None:
    """ "22 September 2022", "29-31 Mei", "29 Mei - 2 Juni 2026"."""
    first = _single(page, start)
    if first is None:
        return None
    to = _RANGE_TO.match(page.text, first.end) if first.last_day is None else None
    last = _single(page, to.end()) if to else None
    return (_joined(first, last) if last else None) or first


def _joined(first: ExplicitDate, last: ExplicitDate) -> ExplicitDate | None:
    """The range of two dates; None where they are none."""
    if last.is_range or first.calendar != last.calendar or (first.year is not None and last.year is None):
        return None
    is_next_year = _place(first) > _place(last)
    year = first.year or (last.year - is_next_year if last.year is not None else None)
    if year is not None and (year, *_place(first)) >= (last.year or year, *_place(last)):
        return None
    return replace(
        first, end=last.end, year=year, last_year=last.year, last_month=last.month, last_day=last.day
    )  # fmt: skip


def _place(date: ExplicitDate) -> tuple[int, int]:
    return date.month or 0, date.day or 0


def _single(page: Page, start: int) -> ExplicitDate | None:
    """A day, or days of one month, and the month."""
    match = _DAY.match(page.text, start)
    name = _month_name(page, match.end()) if match else None
    if match is None or name is None:
        return None
    day, last = int(match["day"]), number(match, "last")
    if last is not None and match["sep"].strip() in _ADJOINING and last != day + 1:
        return None  # "8 dan 24 Agustus" is no range: the second day is read by itself
    if last is not None and last <= day:
        return None  # "kalah 4-1 Februari lalu"
    return ExplicitDate(
        start=start, end=name.end, year=name.year, month=name.month, day=day, last_day=last, calendar=name.calendar
    )


def _month_name(page: Page, start: int) -> _Name | None:
    first = _NAME.match(page.text, start)
    if first is None:
        return None
    found, end = _month(page, first)
    if found is None:
        return _misspelt(page, first)
    month, calendar = found
    if other := _OTHER_NAME.match(page.text, end):
        tail = _YEAR.match(page.text, other.end())
        end = other.end() if tail else end
    else:
        tail = _YEAR.match(page.text, end)
    year = year_of(tail["year"]) if tail else None
    if calendar != "gregorian" and (year is None or year not in range(1200, 1600)):
        return None
    if year is None and first[0].islower() and (page.is_indonesian or page.language in ("en", "de")):
        return None  # "5 maret", but also "10 des rumah"
    if tail and year is not None:
        end = tail.end() + (hijri_sign(page, tail.end()) if calendar == "hijri" else 0)
    return _Name(month, calendar, year, end)


def _month(page: Page, first: re.Match[str]) -> tuple[tuple[int, Calendar] | None, int]:
    """The month of one word or two, and where it ends."""
    if fold(first[0]).replace("'", "") in first_words(page.language):
        second = _SECOND_NAME.match(page.text, first.end())
        if second and (found := page.month(first[0] + second[0])):
            return found, second.end()
    return page.month(first[0]), first.end()


def _misspelt(page: Page, name: re.Match[str]) -> _Name | None:
    """ "12 Setember 2019", only with its year."""
    tail = _YEAR.match(page.text, name.end())
    month = page.misspelt_month(name[0]) if tail else None
    return _Name(month, "gregorian", year_of(tail["year"]), tail.end()) if tail and month else None


def _after_name(page: Page, start: int) -> ExplicitDate | None:
    """ "November 8, 2022"."""
    before = page.text[max(0, start - _LOOK_BACK) : start]
    word = _WORD_BEFORE.search(before)
    month = page.months.get(fold(word[1])) if word and not word[1][0].islower() else None
    match = _AFTER_NAME.match(page.text, start) if month else None
    if word is None or match is None or (match["year"] is None and page.is_indonesian):
        return None  # "Juli 10 orang tewas": Indonesian puts the day first
    first = start - len(before) + word.start()
    return ExplicitDate(
        start=first, end=match.end(), day=int(match["day"]), month=month, year=year_of(match["year"])
    )  # fmt: skip


# ---- months by number --------------------------------------------------------------------------------------------


def _numeric_range(page: Page, start: int, *, is_cued: Callable[[], bool]) -> ExplicitDate | None:
    """ "8-10/5/2026", "30/9-2/10"."""
    match = _NUMERIC_RANGE.match(page.text, start)
    if match is None or not (len(match["year"] or "") == 4 or is_cued()):
        return None
    first_month, month, year = (number(match, name) for name in ("first_month", "month", "year"))
    first = ExplicitDate(
        start=start, end=match.end(), is_numeric=True, day=int(match["day"]), month=first_month or month,
        year=number(match, "first_year") or (_whole(year) if first_month is None else None),
    )  # fmt: skip
    if first_month is None:
        last = int(match["last"])
        return replace(first, last_day=last) if last > int(match["day"]) else None
    return _joined(first, replace(first, day=int(match["last"]), month=month, year=_whole(year)))


def _numeric(page: Page, start: int, *, is_cued: Callable[[], bool]) -> ExplicitDate | None:
    """ "8/11/2022" anywhere, "8/11" after a weekday or its like, "(8/11)" perhaps."""
    match = _NUMERIC.match(page.text, start)
    if match is None:
        return None
    is_whole = len(match["year"] or "") == 4
    is_told = is_whole or (match["sep"] == "/" and is_cued())
    if not is_told and not _stands_in_brackets(page, start, match):
        return None
    return ExplicitDate(
        start=start, end=match.end(), day=int(match["day"]), month=int(match["month"]),
        year=_whole(number(match, "year")), is_numeric=True, month_may_lead=page.language == "en",
        is_unsure=not is_told,
    )  # fmt: skip


def _stands_in_brackets(page: Page, start: int, match: re.Match[str]) -> bool:
    """Whether it is "(4/9)" and may be a date, in a language that prints dates so."""
    text = page.text
    return (
        page.is_indonesian
        and match["sep"] == "/"
        and match["year"] is None
        and text[start - 1 : start] == "("
        and text[match.end() : match.end() + 1] == ")"
        and _NO_DATE_BEFORE.search(text[max(0, start - 16) : start]) is None
    )


def _whole(year: int | None) -> int | None:
    """The year of "19" or "98"."""
    if year is None or year >= 100:
        return year
    return year + (2000 if year < 70 else 1900)


def _by_sign(page: Page, start: int) -> ExplicitDate | None:
    """ "11月8日", "8 tháng 11 năm 2022", "tháng 11/2022"."""
    match = _CJK.match(page.text, start) or _VIETNAMESE.match(page.text, start)
    if match is None and page.text.endswith(_THANG, 0, start):
        match = _VIETNAMESE_MONTH.match(page.text, start)
        start -= len(_THANG)
    if match is None:
        return None
    year, month, day = (number(match, name) for name in ("year", "month", "day"))
    return ExplicitDate(start=start, end=match.end(), year=year, month=month, day=day)
