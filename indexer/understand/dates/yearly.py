"""Dates whose digits begin with a year: "2022-11-08", "tahun 2014", "2019-2024", "1990-an", "Maret-April 2026".

A year alone is a number like any other. It is read after a word that makes it one, in a range of two years, as a
decade, or with the month before it.
"""

from __future__ import annotations

import re

from indexer.understand.dates.calendars import ERAS
from indexer.understand.dates.printed import ExplicitDate, Page

_LOOK_BACK = 40
_YEARS = range(1000, 2600)  # Thai years are 543 ahead
_NEAR_YEARS = range(1800, 2101)  # which may be read from less
_LONGEST = 100  # years of a range

_YEAR_FIRST = re.compile(r"(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d)", re.ASCII)
_CJK = re.compile(
    r"(?P<year>\d{1,4})\s?[年년]"
    r"(?:(?P<decade>[代대])|\s?(?P<month>\d{1,2})\s?[月월](?:\s?(?P<day>\d{1,2})\s?[日号號일])?)?",
    re.ASCII,
)
_YEAR_AND_NAME = re.compile(r"(?P<year>\d{4})\.?\s(?P<name>[^\W\d_]{3,12})\s(?P<day>\d{1,2})(?!\d)", re.ASCII)
_RANGE = re.compile(
    r"(?P<first>\d{4})(?P<decade>-?an|s)?"
    r"(?P<sep>\s?[-–—]\s?|/|\s(?:hingga|sampai(?:\sdengan)?|s\.?d\.?|s/d|to|until|bis)\s)"
    r"(?P<last>\d{4}|\d\d)(?P<last_decade>-?an\b|s\b)?(?![\d/]|[-.,]\d)",
    re.ASCII,
)
_COPYRIGHT = re.compile(r"(?:copyright|©|\(c\)|hak cipta)[^\d\n]*\Z", re.IGNORECASE)
_DECADE = re.compile(r"[0-9]{3}0(?P<sign>-?an|s|er|-?х|-?ті|-tal(?:et)?|-tallet)\b")
_SHORT_DECADE = re.compile(r"(?P<year>\d0)-?an\b", re.ASCII)
_HIJRI_SIGN = re.compile(r"\s?(?:H\b|Hijri(?:y?ah)?\b|AH\b|هـ)")
_MONTHS_BEFORE = re.compile(
    r"(?<![^\s(\"“–-])(?:(?P<first>[^\W\d_]{3,10})(?P<sep>\s?[-–]\s?|\s(?:hingga|sampai(?:\sdengan)?|s\.?d\.?|s/d|dan|to|and)\s))?"
    r"(?P<name>[^\s\d.,;:()/\[\]-]{2,16})\.?,?\s+(?:(?:de|del|tahun|ปี|ឆ្នាំ)\s+)?\Z"
)
_IS_YEAR = re.compile(
    r"(?:\b(?:tahun(?: (?:buku|ajaran|anggaran|fiskal))?|thn\.?|th\.|sejak|semenjak|era|dekade|periode|musim|angkatan|"
    r"kelahiran|lahir|sepanjang|memasuki|pertengahan|penghujung|pengujung|awal|akhir|"
    r"(?:paruh|semester|kuartal|triwulan) (?:pertama|kedua|ketiga|keempat|I{1,3}|IV|[1-4])|"
    r"since|seit|im jahre?|depuis|année|desde|año|ano|anno|dal|sinds|jaar|rok[ua]?|roce|anul|vuonna|år|noong|taong|"
    r"mwaka|έτος|năm)\s+|(?:عام|سنة|سال|ปี|ค\.ศ\.|พ\.ศ\.|ឆ្នាំ|בשנת|שנת|משנת|מאז)\s*)\Z",
    re.IGNORECASE,
)
_MAY_BE_YEAR = re.compile(
    r"\b(?:pada|hingga|sampai|dari|per|di|selama|mulai|menjelang|untuk|dalam|in|until|en|em|nel|sa|в|у|ב-)\s+\Z",
    re.IGNORECASE,
)
_OF_DECADE = re.compile(r"\b(?:années|años|anos|anys|anni|jaren|anii)\s\Z")
_THEN = re.compile(
    r"\s(?:silam|lalu|mendatang|nanti)\b|\s(?:में|से|সাল|ஆம் ஆண்டு|میں|سے|yılı|год[ау]?\b|г\.|ро(?:ку|ці)\b|roku\b)"
    r"|['’](?:[dt][ea]n?|[nı]*[ıiuü]n)\b"
)
_COUNTED = re.compile(
    r"\s?(?:[%€$]|[-/][a-z\d]|(?:orang|warga|jiwa|peserta|siswa|mahasiswa|personel|petugas|pelanggan|unit|buah|ekor|kali|"
    r"kamar|rumah|titik|kasus|rupiah|dolar|persen|ribu|juta|miliar|meter|m2|km|kilometer|hektare?|ha|ton|kg|liter|watt|"
    r"mah|cc|people|times|euros?|personnes|personas)\b)",
    re.IGNORECASE,
)


def read_yearly(page: Page, start: int, digits: int) -> ExplicitDate | None:
    """The date that begins with the year at `start`, or with the words before it."""
    if digits < 4:
        return _of_era(page, start) or _short_decade(page, start)
    return (
        _year_first(page, start)
        or _year_range(page, start)
        or _month_year(page, start)
        or _year_alone(page, start)
    )  # fmt: skip


def _of_era(page: Page, start: int) -> ExplicitDate | None:
    """ "令和4年11月8日"."""
    begin = ERAS.get(page.text[max(0, start - 2) : start])
    match = _CJK.match(page.text, start) if begin else None
    if begin is None or match is None:
        return None
    year, month, day = (number(match, name) for name in ("year", "month", "day"))
    return ExplicitDate(start=start - 2, end=match.end(), year=begin + (year or 0), month=month, day=day)


def _short_decade(page: Page, start: int) -> ExplicitDate | None:
    """ "tahun 90-an"."""
    match = _SHORT_DECADE.match(page.text, start)
    before = page.text[max(0, start - _LOOK_BACK) : start]
    cue = _IS_YEAR.search(before) if match else None
    if match is None or cue is None:
        return None
    year = int(match["year"]) + (1900 if match["year"] > "2" else 2000)
    return ExplicitDate(start=start - len(before) + cue.start(), end=match.end(), year=year, last_year=year + 9)


def _year_first(page: Page, start: int) -> ExplicitDate | None:
    if match := _YEAR_FIRST.match(page.text, start) or _CJK.match(page.text, start):
        year, month, day = (number(match, name) for name in ("year", "month", "day"))
        last = int(match["year"]) + 9 if match.groupdict().get("decade") else None
        return ExplicitDate(start=start, end=match.end(), year=year, month=month, day=day, last_year=last)
    match = _YEAR_AND_NAME.match(page.text, start) if page.language == "hu" else None
    month_found = page.month(match["name"]) if match else None
    if match is None or month_found is None:
        return None
    year, day = number(match, "year"), number(match, "day")
    return ExplicitDate(start=start, end=match.end(), year=year, month=month_found[0], day=day)


def _year_range(page: Page, start: int) -> ExplicitDate | None:
    """ "2019-2024", "2018/19", "1950–1960-an"."""
    match = _RANGE.match(page.text, start)
    if match is None or _COPYRIGHT.search(page.text[max(0, start - _LOOK_BACK) : start]):
        return None
    first = int(match["first"])
    last = _last_year(first, match["last"], match["sep"])
    if last is None or first not in _NEAR_YEARS or not first < last <= first + _LONGEST or last not in _NEAR_YEARS:
        return None
    if match["last_decade"]:
        last += 9 if last % 10 == 0 else 0
    elif match["decade"]:
        return None
    return ExplicitDate(start=start, end=match.end(), year=first, last_year=last)


def _last_year(first: int, printed: str, sep: str) -> int | None:
    """The second year; "2009-10" may be October, and a year after a slash follows the first."""
    last = int(printed)
    if len(printed) == 2:
        if sep not in ("/", "-", "–") or (sep != "/" and last <= 12):
            return None
        last += first // 100 * 100
        return last if last == first + 1 else None
    return last if sep != "/" or last == first + 1 else None


def _month_year(page: Page, start: int) -> ExplicitDate | None:
    """ "September 2022", "Maret-April 2026", "Ramadan 1444 H"."""
    year = year_of(page.text[start : start + 4])
    before = page.text[max(0, start - _LOOK_BACK) : start]
    words = _MONTHS_BEFORE.search(before)
    if year is None or words is None:
        return None
    found = page.month(words["name"])
    if found is None:
        return None
    month, calendar = found
    if calendar != "gregorian" and year not in range(1200, 1600):
        return None
    begin, first_month = start - len(before) + words.start("name"), None
    if words["first"] and (first := page.month(words["first"])) and _runs(first[0], month, words["sep"]):
        begin, first_month = start - len(before) + words.start("first"), first[0]
    end = start + 4 + hijri_sign(page, start + 4) if calendar == "hijri" else start + 4
    if first_month is None:
        return ExplicitDate(start=begin, end=end, year=year, month=month, calendar=calendar)
    return ExplicitDate(start=begin, end=end, year=year, month=first_month, last_month=month, calendar=calendar)


def _runs(first: int, last: int, sep: str) -> bool:
    """Whether two months are the ends of a range; "Maret dan April" are, "Januari dan Mei" are two months."""
    return last == first + 1 if sep.strip() in ("dan", "and") else first < last


def _year_alone(page: Page, start: int) -> ExplicitDate | None:
    """ "tahun 2014", "pada 1998", "2006 silam", "1990-an", "1445 Hijriah"."""
    year, end = year_of(page.text[start : start + 4]), start + 4
    if year is None:
        return None
    if 1300 <= year <= 1500 and (sign := hijri_sign(page, end)):
        return ExplicitDate(start=start, end=end + sign, year=year, calendar="hijri")
    before = page.text[max(0, start - _LOOK_BACK) : start]
    cue = _IS_YEAR.search(before)
    begin = start - len(before) + cue.start() if cue else start
    if year % 10 == 0 and (of_decade := _OF_DECADE.search(before)):
        begin = start - len(before) + of_decade.start()
        return ExplicitDate(start=begin, end=end, year=year, last_year=year + 9)
    if decade := _DECADE.match(page.text, start):
        may_be_count = year >= 2000 and decade["sign"].endswith("an")  # "2000-an orang"
        is_read = cue is not None or (year in _NEAR_YEARS and not may_be_count)
        return ExplicitDate(start=begin, end=decade.end(), year=year, last_year=year + 9) if is_read else None
    if cue is None:
        cue = _MAY_BE_YEAR.search(before)
        is_then = _THEN.match(page.text, end)
        if not (cue or is_then) or year not in _NEAR_YEARS or _is_count(page.text, year, end):
            return None
        begin = start - len(before) + cue.start() if cue else start
    return ExplicitDate(start=begin, end=end, year=year)


def _is_count(text: str, year: int, end: int) -> bool:
    """Whether "pada 2000" counts something: round numbers do."""
    return year % 100 == 0 or _COUNTED.match(text, end) is not None


def hijri_sign(page: Page, end: int) -> int:
    """The length of " H" or " Hijriah" at `end`."""
    match = _HIJRI_SIGN.match(page.text, end)
    return match.end() - end if match else 0


def number(match: re.Match[str], name: str) -> int | None:
    """A group as a number; None where the pattern has no such group, or it is empty."""
    digits = match.groupdict().get(name)
    return int(digits) if digits else None


def year_of(digits: str | None) -> int | None:
    """Four digits as a year; None for what no newsroom writes."""
    return int(digits) if digits and int(digits) in _YEARS else None
