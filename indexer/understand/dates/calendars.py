"""Days of other calendars: the Hijri months of the Islamic world, the solar ones of Iran, the eras of East Asia.

Hijri days are converted by the tables of Umm al-Qura (hijridate): a country that sights the moon itself may begin a
month a day earlier or later.
"""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal

from hijridate import Hijri

from search.folding import fold

Calendar = Literal["gregorian", "hijri", "jalali"]

ERAS: Mapping[str, int] = MappingProxyType({"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911})
"""What is added to the year of an era."""

_HIJRI_YEARS = range(1343, 1501)  # of the tables
_JALALI_YEARS = range(1200, 1500)
_HIJRI_MONTHS = (
    "muharram, muharam, muharrem, المحرم, محرم",
    "safar, shafar, sapar, safer, صفر",
    "rabiul awal, rabiul awwal, rabiulawal, rabiul ula, rabi al-awwal, rebiulevvel, ربيع الاول, ربيع الأول, ربیع الاول",
    "rabiul akhir, rabiulakhir, rabiul tsani, rabi al-thani, rabi al-akhir, rebiulahir, ربيع الآخر, ربيع الثاني, "
    "ربیع الثانی",
    "jumadil awal, jumadil awwal, jumadilawal, jumadil ula, jamadilawal, jumada al-awwal, jumada al-ula, "
    "cemaziyelevvel, جمادى الأولى, جمادی الاول",
    "jumadil akhir, jumadilakhir, jumadil tsani, jamadilakhir, jumada al-thani, jumada al-akhirah, cemaziyelahir, "
    "جمادى الآخرة, جمادى الثانية, جمادی الثانی",
    "rajab, rejab, recep, رجب",
    "syaban, syakban, syaaban, shaban, saban, شعبان",
    "ramadan, ramadhan, romadhon, ramazan, رمضان",
    "syawal, syawwal, shawwal, shawal, sevval, شوال",
    "zulkaidah, zulkaedah, zulqaidah, dzulqadah, dzulqaidah, dzulkaidah, dzulqodah, dhu al-qadah, zilkade, ذو القعدة, "
    "ذي القعدة",
    "zulhijah, zulhijjah, dzulhijah, dzulhijjah, dhu al-hijjah, zilhicce, ذو الحجة, ذي الحجة",
)
_JALALI_MONTHS = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"
_JALALI_LEAPS = (1, 5, 9, 13, 17, 22, 26, 30)  # years of a cycle of 33 that have a day more
_JALALI_1400 = date(2021, 3, 21)


@functools.cache
def hijri_months() -> Mapping[str, int]:
    """Folded name without apostrophes, one or two words, to the number of the month."""
    names = ((name.strip(), number) for number, row in enumerate(_HIJRI_MONTHS, 1) for name in row.split(","))
    return MappingProxyType({fold(name): number for name, number in names})


@functools.cache
def jalali_months() -> Mapping[str, int]:
    """Folded name to the number of the month in the Iranian calendar."""
    return MappingProxyType({fold(name): number for number, name in enumerate(_JALALI_MONTHS.split(), 1)})


def month_of(name: str, language: str) -> tuple[int, Calendar] | None:
    """The month of another calendar by its name as printed."""
    folded = fold(name).replace("'", "")
    if number := hijri_months().get(folded):
        return number, "hijri"
    if language == "fa" and (number := jalali_months().get(folded)):
        return number, "jalali"
    return None


def day_of(calendar: Calendar, year: int, month: int, day: int) -> date | None:
    """Our day for that of another calendar; None for one that it does not have, or beyond its tables."""
    if calendar == "jalali":
        return _jalali_day(year, month, day)
    if year not in _HIJRI_YEARS:
        return None
    try:
        found = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(found.year, found.month, found.day)  # theirs is a kind of date that JSON does not know


def month_of_days(calendar: Calendar, year: int, month: int) -> tuple[date, date] | None:
    """First and last day of a month of another calendar."""
    following = (year, month + 1) if month < 12 else (year + 1, 1)
    first, after = day_of(calendar, year, month, 1), day_of(calendar, *following, 1)
    return (first, after - timedelta(days=1)) if first and after else None


def _jalali_day(year: int, month: int, day: int) -> date | None:
    """By the cycle of 33 years, which is right from 1244 to 1531 (1865 to 2152)."""
    if year not in _JALALI_YEARS or not 1 <= month <= 12 or not 1 <= day <= _jalali_length(year, month):
        return None
    return _jalali_year(year) + timedelta(days=_days_before(month) + day - 1)


def _jalali_length(year: int, month: int) -> int:
    if month < 12:
        return 31 if month <= 6 else 30
    return (_jalali_year(year + 1) - _jalali_year(year)).days - _days_before(12)


def _days_before(month: int) -> int:
    return (month - 1) * 31 if month <= 7 else 186 + (month - 7) * 30


def _jalali_year(year: int) -> date:
    """The first day of a year."""
    return _JALALI_1400 + timedelta(days=365 * (year - 1400) + _leaps_before(year) - _leaps_before(1400))


def _leaps_before(year: int) -> int:
    return year // 33 * len(_JALALI_LEAPS) + bisect_left(_JALALI_LEAPS, year % 33)
