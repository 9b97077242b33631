"""Dates that a text writes out: "Selasa (8/11)", "Kamis 22 September 2022", "November 2022", "2022年11月8日".

Every one of them holds digits, and digits are rare in a text: the search goes from digits to digits and looks around
each. What is found says exactly what was printed; which year "Selasa (8/11)" belongs to is for `resolve` to decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from indexer.understand.dates.names import month_numbers, weekday_numbers
from search.folding import fold

MAX_DATES = 500
"""The most dates read from one text; more is no article but a table."""

_ASCII_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९๐๑๒๓๔๕๖๗๘๙０１２３４５６７８９", "0123456789" * 5)
_DIGITS = re.compile(r"(?<![\dA-Za-z/.:])(?<!\d[,-])\d{1,4}(?![\d])", re.ASCII)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d)", re.ASCII)
_CJK_YEAR = re.compile(
    r"(?P<year>\d{4})\s?[年년]\s?(?:(?P<month>\d{1,2})\s?[月월](?:\s?(?P<day>\d{1,2})\s?[日号號일])?)?", re.ASCII
)
_CJK_MONTH = re.compile(r"(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日号號일]", re.ASCII)
_NUMERIC = re.compile(
    r"(?P<day>\d{1,2})\s?(?P<sep>[/.-])\s?(?P<month>\d{1,2})(?:\s?(?P=sep)\s?(?P<year>\d{4}|\d{2}))?(?![\d/])", re.ASCII
)
_NAMED = re.compile(
    r"(?P<day>\d{1,2})(?:\s?[-–]\s?(?P<last>\d{1,2}))?(?:st|nd|rd|th|er|\.|º)?[\s-]{1,3}(?:(?:de|of)\s)?"
    r"(?P<name>[^\s\d.,;:()/\[\]-]{3,14})(?P<second> [^\s\d.,;:()/\[\]-]{4,8}(?=[\s/]))?"
    r"(?:\s?/\s?[^\s\d.,;:()/\[\]-]{2,12}(?: [^\s\d.,;:()/\[\]-]{4,8})?)?"
    r"(?P<tail>\.?,?[\s-]{1,3}(?:(?:de|del|году|tahun)\s)?(?P<year>\d{4})(?!\d))?",
    re.ASCII,
)
_VIETNAMESE = re.compile(r"(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})(?:\s+năm\s+(?P<year>\d{4}))?", re.ASCII)
_AFTER_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)?(?:,?\s+(?P<year>\d{4})(?!\d))?(?![\d/:%.]\d)", re.ASCII)
_WORD_BEFORE = re.compile(r"([^\W\d_]{3,14})\.?,?\s+(?:de\s+)?\Z")
_YEAR_CUE = re.compile(r"(?:\b(?:tahun|sejak|pada|in|since|en|anno|im jahr|год[ау]?)|عام|سنة)\s+\Z", re.IGNORECASE)
_WEEKDAY_BEFORE = re.compile(
    r"(?<![^\W_])(?P<name>[^\W\d_]+(?:['’-][^\W\d_]+)?)"
    r"(?:\s+(?:pagi|siang|sore|petang|malam|dini hari|kemarin|lalu|ini|besok|waktu setempat|tanggal|morning|evening))?"
    r"[\s,]*(?P<bracket>\(?)\s*\Z"
)
_DAY_CUE = re.compile(r"\b(?:kemarin|hari ini|besok|lusa|tanggal|tgl\.?|semalam|lalu)[\s,]*\(?\s*\Z", re.IGNORECASE)
_YEARS = range(1000, 2600)
_BUDDHIST = 543  # what Thai years are ahead
_LOOK_BACK = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplicitDate:
    """A date as printed at [start, end): what it does not say is None. Nothing is checked yet."""

    start: int
    end: int
    raw: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None  # of "29-31 Mei"
    weekday: int | None = None  # Monday is 0
    is_numeric: bool = False  # 11/23/2022 can only be November
    month_may_lead: bool = False  # 8/11 may also be the 11th of August

    @property
    def is_day(self) -> bool:
        return self.day is not None

    @property
    def is_full(self) -> bool:
        return self.day is not None and self.year is not None


def explicit_dates(text: str, *, language: str = "id") -> Iterator[ExplicitDate]:
    """The dates that `text` prints, in order, not overlapping, at most MAX_DATES."""
    readable = text if text.isascii() else text.translate(_ASCII_DIGITS)
    reader = _Reader(text, readable, month_numbers(language), weekday_numbers(language), language)
    done = found = 0
    for digits in _DIGITS.finditer(readable):
        if digits.start() < done:
            continue
        date = reader.at(digits.start(), len(digits[0]))
        if date is not None:
            yield date
            done = date.end
            found += 1
            if found == MAX_DATES:
                return


@dataclass(frozen=True, slots=True)
class _Reader:
    printed: str
    text: str  # the same, in the digits of our patterns
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    language: str

    def at(self, start: int, digits: int) -> ExplicitDate | None:
        """The date whose first digits, so many, are at `start`."""
        if digits == 4:
            return self._year_first(start) or self._month_year(start)
        if digits > 2:
            return None
        return self._named(start) or self._numeric(start) or self._by_sign(start) or self._month_day(start)

    def _year_first(self, start: int) -> ExplicitDate | None:
        match = _YEAR_FIRST.match(self.text, start) or _CJK_YEAR.match(self.text, start)
        if match is None:
            return None
        return self._in_numbers(start, match)

    def _by_sign(self, start: int) -> ExplicitDate | None:
        match = _CJK_MONTH.match(self.text, start) or _VIETNAMESE.match(self.text, start)
        return match and self._in_numbers(start, match)

    def _in_numbers(self, start: int, match: re.Match[str]) -> ExplicitDate:
        year, month, day = (_number(match, name) for name in ("year", "month", "day"))
        return self._made(start, match.end(), year=year, month=month, day=day)

    def _month_year(self, start: int) -> ExplicitDate | None:
        """ "September 2022", "tahun 2022"."""
        year = _year(self.text[start : start + 4])
        if year is None:
            return None
        before = self.text[max(0, start - _LOOK_BACK) : start]
        word = _WORD_BEFORE.search(before)
        month = self._month(word[1]) if word else None
        if word and month:
            return self._made(start - len(before) + word.start(), start + 4, year=year, month=month)
        if cue := _YEAR_CUE.search(before):
            return self._made(start - len(before) + cue.start(), start + 4, year=year)
        return None

    def _month_day(self, start: int) -> ExplicitDate | None:
        """ "November 8, 2022"."""
        before = self.text[max(0, start - _LOOK_BACK) : start]
        word = _WORD_BEFORE.search(before)
        month = self._month(word[1]) if word and word[1][0].isupper() else None
        match = _AFTER_DAY.match(self.text, start)
        if not (word and month and match) or (match["year"] is None and self.language in ("id", "ms")):
            return None  # "Juli 10 orang tewas": Indonesian puts the day first
        day = int(re.match(r"\d+", match[0])[0])  # type: ignore[index]  # it begins with digits
        first = start - len(before) + word.start()
        return self._made(first, match.end(), day=day, month=month, year=_year(match["year"]))

    def _named(self, start: int) -> ExplicitDate | None:
        """ "22 September 2022", "29-31 Mei"."""
        match = _NAMED.match(self.text, start)
        if match is None:
            return None
        name, end = match["name"], match.end() if match["tail"] else match.end("name")
        month = self._month(name)
        if match["second"] and (both := self._month(name + match["second"])):
            month, end = both, match.end() if match["tail"] else match.end("second")
        elif match["second"] and "/" not in match[0]:
            month, end = self._month(name), match.end("name")
            return self._made(start, end, day=int(match["day"]), month=month) if month else None
        if month is None or (match["year"] is None and name.islower() and self.language in ("id", "ms", "en", "de")):
            return None
        last = int(match["last"]) if match["last"] else None
        return self._made(start, end, day=int(match["day"]), last_day=last, month=month, year=_year(match["year"]))

    def _numeric(self, start: int) -> ExplicitDate | None:
        """ "8/11/2022" anywhere, "(8/11)" after a weekday or its like."""
        match = _NUMERIC.match(self.text, start)
        if match is None:
            return None
        is_cued = self._weekday(start) is not None or self._is_cued(start)
        if len(match["year"] or "") != 4 and not (is_cued and match["sep"] == "/"):
            return None
        year, month, day = (_number(match, name) for name in ("year", "month", "day"))
        if year is not None and year < 100:
            year += 2000 if year < 70 else 1900
        return self._made(start, match.end(), year=year, month=month, day=day, is_numeric=True)

    def _month(self, name: str) -> int | None:
        return self.months.get(fold(name).rstrip("."))

    def _is_cued(self, start: int) -> bool:
        return _DAY_CUE.search(self.text[max(0, start - _LOOK_BACK) : start]) is not None

    def _weekday(self, start: int) -> re.Match[str] | None:
        before = _WEEKDAY_BEFORE.search(self.text[max(0, start - _LOOK_BACK) : start])
        return before if before and fold(before["name"]) in self.weekdays else None

    def _made(
        self,
        start: int,
        end: int,
        *,
        year: int | None = None,
        month: int | None = None,
        day: int | None = None,
        last_day: int | None = None,
        is_numeric: bool = False,
    ) -> ExplicitDate:
        """The date, widened to the weekday before it and to the bracket that closes after it."""
        weekday = None
        if day is not None and (before := self._weekday(start)):
            weekday = self.weekdays[fold(before["name"])]
            if before["bracket"] and self.text.startswith(")", end):
                end += 1
            start += before.start("name") - min(start, _LOOK_BACK)
        if self.language == "th" and year is not None and year > _BUDDHIST + 1800:
            year -= _BUDDHIST
        return ExplicitDate(
            start=start,
            end=end,
            raw=self.printed[start:end],
            year=year,
            month=month,
            day=day,
            last_day=last_day,
            weekday=weekday,
            is_numeric=is_numeric,
            month_may_lead=is_numeric and self.language == "en",
        )


def _number(match: re.Match[str], name: str) -> int | None:
    digits = match.groupdict().get(name)
    return int(digits) if digits else None


def _year(digits: str | None) -> int | None:
    return int(digits) if digits and int(digits) in _YEARS else None
