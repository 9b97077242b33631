"""A date as it is printed, and the text that it is printed in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from indexer.understand.dates.calendars import Calendar, month_of
from indexer.understand.dates.names import misspelt_month, month_numbers, weekday_numbers, without_affixes
from search.folding import fold

INDONESIAN = frozenset({"id", "ms", "jv", "su"})
"""Languages whose newsrooms print dates alike."""

Side = Literal[-1, 0, 1]
_DIGITS = "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯๐๑๒๓๔๕๖๗๘๙໐໑໒໓໔໕໖໗໘໙០១២៣៤៥៦៧៨៩၀၁၂၃၄၅၆၇၈၉０１２３４５６７８９"
_SPACES = "\u00a0\u2007\u2009\u202f"
_PLAIN = str.maketrans(_DIGITS + _SPACES, "0123456789" * (len(_DIGITS) // 10) + " " * len(_SPACES))
_NOT_PLAIN = re.compile(f"[{_DIGITS}{_SPACES}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplicitDate:
    """A date as printed at [start, end): what it does not say is None. Nothing is checked yet.

    The `last_` parts are of a range: "29-31 Mei" has a last day, "2019-2024" a last year.
    """

    start: int
    end: int
    raw: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_year: int | None = None
    last_month: int | None = None
    last_day: int | None = None
    weekday: int | None = None  # Monday is 0; of a range that of its first day or its last
    calendar: Calendar = "gregorian"
    is_numeric: bool = False  # 11/23/2022 can only be November
    month_may_lead: bool = False  # 8/11 may also be the 11th of August
    is_unsure: bool = False  # "(4/9)" is a date only if it is near that of the article
    side: Side = 0  # of the article's day: "3 September lalu" lies before it, "mendatang" after it
    year_offset: int | None = None  # "17 Agustus tahun lalu" is of the year before the article's

    @property
    def is_day(self) -> bool:
        return self.day is not None

    @property
    def is_full(self) -> bool:
        return self.day is not None and self.year is not None

    @property
    def is_range(self) -> bool:
        return not self.last_day is self.last_month is self.last_year is None


@dataclass(frozen=True, slots=True)
class Page:
    """A text, its digits and spaces written as ours, and the names that its language has."""

    text: str
    language: str
    months: Mapping[str, int]
    weekdays: Mapping[str, int]

    @classmethod
    def of(cls, text: str, language: str) -> Page:
        readable = text.translate(_PLAIN) if not text.isascii() and _NOT_PLAIN.search(text) else text
        return cls(readable, language, month_numbers(language), weekday_numbers(language))

    @property
    def is_indonesian(self) -> bool:
        return self.language in INDONESIAN

    def month(self, name: str) -> tuple[int, Calendar] | None:
        """The month of this name, one or two words, and its calendar."""
        folded = fold(name).rstrip(".")
        number = self.months.get(folded) or self.months.get(without_affixes(folded, self.language))
        return (number, "gregorian") if number else month_of(name, self.language)

    def misspelt_month(self, name: str) -> int | None:
        return misspelt_month(fold(name)) if self.is_indonesian and name[0].isupper() else None

    def weekday(self, name: str) -> int | None:
        """The number of a weekday's name; of "Jumat-Minggu" that of the first."""
        folded = fold(name)
        if (number := self.weekdays.get(folded)) is not None:
            return number
        first, dash, last = folded.partition("-")
        return self.weekdays.get(first) if dash and last in self.weekdays else None
