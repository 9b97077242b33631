"""Days told from the day of the article: "kemarin", "pekan lalu", "bulan Juli lalu", "tiga hari lalu", "Rabu malam".

They mean something only where the day of the article is known. The search goes from one telling word (a unit, a
weekday, a month, "kemarin") to the next and reads what stands around it. "minggu" is a week and "Minggu" a Sunday,
except where a sentence begins with it; "malam Minggu" is the evening before it, a Saturday. What names no number
("beberapa tahun lalu") tells no day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from indexer.understand.dates import reckoning
from indexer.understand.dates.english import english_dates
from indexer.understand.dates.names import month_numbers, weekday_numbers
from indexer.understand.dates.printed import INDONESIAN
from indexer.understand.dates.reckoning import Days
from search.folding import fold
from search.model import DateSpan, MentionedDate, Precision

MAX_RELATIVE = 200

_LOOK_BACK = 28
_UNITS: Mapping[str, Precision] = MappingProxyType(
    {"hari": "day", "pekan": "week", "minggu": "week", "bulan": "month", "tahun": "year"}
)
_DAYS: Mapping[str, int] = MappingProxyType(
    {"kemarin": -1, "kelmarin": -1, "kemarin lusa": -2, "lusa": 2, "besok": 1, "esok": 1, "tadi malam": -1,
     "semalam": -1, "tadi pagi": 0, "tadi siang": 0, "tadi sore": 0, "nanti malam": 0, "nanti sore": 0}
)  # fmt: skip
_WORDS: Mapping[str, int] = MappingProxyType(
    {"satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "lapan": 8,
     "sembilan": 9, "sepuluh": 10, "sebelas": 11}
)  # fmt: skip
_WEEKDAYS = "Senin|Selasa|Rabu|Kamis|Jumat|Jum'at|Jum’at|Sabtu|Minggu|Ahad|Isnin|Khamis|Jumaat"
_MONTHS = (
    "Januari|Februari|Pebruari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Nopember|Desember|"
    "Mac|Julai|Jun|Ogos|Disember"
)
# Plain words without a group before them: so the pattern is looked for by its first letters, which is much faster.
_TELLING = re.compile(
    f"hari|pekan|minggu|bulan|tahun|Hari|Pekan|Bulan|Tahun|kemarin|Kemarin|kelmarin|Kelmarin|besok|Besok|esok|Esok|"
    f"lusa|Lusa|semalam|Semalam|malam|Malam|pagi|siang|sore|petang|"
    "tadi malam|Tadi malam|tadi pagi|Tadi pagi|tadi siang|Tadi siang|tadi sore|Tadi sore|nanti malam|Nanti malam|"
    "nanti sore|"
    f"{_WEEKDAYS}|{_MONTHS}"
)
_PAST, _THIS, _FUTURE = "lalu|silam|lepas|kemarin", "ini", "depan|hadapan|mendatang|yang akan datang|akan datang"
_SIDES = f"(?P<past>{_PAST})|(?P<this>{_THIS})|(?P<future>{_FUTURE})"
_AFTER_UNIT = re.compile(rf"(?: yang)? (?:{_SIDES}|(?P<latest>terakhir)|(?P<ahead>ke depan))\b")
_AFTER_MONTH = re.compile(rf"(?: pada)?(?P<year> tahun)?(?: yang)? (?:{_SIDES})\b")
_AFTER_WEEKDAY = re.compile(
    rf"(?: (?:dini hari|pagi|siang|sore|petang|malam))?(?:,? (?P<week>pekan|minggu))?"
    rf"(?: \(?(?:{_SIDES}|(?P<next>besok|esok|nanti))\b\)?)?"
)
_NO_WEEKDAY = re.compile(r" (?:Agung|Abu|Putih|Palma|Suci|Berkah)\b")
_WITH = r"(?:-|–| dan | hingga | sampai | s\.?d\.? | )"
_SECOND_WEEKDAY = re.compile(rf"{_WITH}(?:{_WEEKDAYS})\b")
_EVERY_OR_WEEKDAY = re.compile(rf"(?:(?:{_WEEKDAYS}){_WITH}|\b(?:[Ss]e)?[Tt]iap (?:hari )?)\Z")
_UNTIL = re.compile(r"\b(?:untuk|hingga|sampai(?: dengan)?)(?: hari)? \Z")
_EVE = re.compile(rf" (?P<weekday>{_WEEKDAYS})\b(?: (?:{_SIDES}|(?P<next>besok|esok|nanti))\b)?")
_OF_TODAY = re.compile(r" (?:ini|nanti|(?P<past>tadi))\b")
_LUSA = re.compile(r" lusa\b")
_PART = re.compile(
    r"(?<!\w)"
    r"(?:(?P<begin>[Aa]wal)|(?P<middle>[Pp]ertengahan|[Tt]engah)|(?P<end>[Aa]khir|[Pp]enghujung|[Pp]engujung)) \Z"
)
_NUMBER = re.compile(
    r"(?<![\w.,])(?:(?P<digits>\d{1,3})|(?P<word>(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|lapan|sembilan|sepuluh|"
    r"sebelas)(?: (?P<tens>belas|puluh)(?: (?P<ones>satu|dua|tiga|empat|lima|enam|tujuh|delapan|lapan|sembilan))?)?))"
    r"[ -]?\Z",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"(?:beberapa|sekian|berapa|tiap|setiap|ratusan|ribuan|puluhan|belasan|jutaan|seratus|seribu|ratus|ribu|juta|miliar|"
    r"puluh|belas|[0-9])[ -]?\Z",
    re.IGNORECASE,
)
_AFTER_DATE = frozenset({"kemarin", "besok", "esok", "lusa"})  # "30 Agustus kemarin"
_NEXT_DAY = re.compile(r"(?:besok|esok|lusa)[ ,(]{1,3}\Z", re.IGNORECASE)
_SENTENCE_END = ".!?…:\n-–—|)"
_QUOTES = "\"“”„‟'‘’«»"


def relative_dates(
    text: str, *, language: str, around: date, taken: Callable[[int], bool] = lambda offset: False
) -> Iterator[MentionedDate]:
    """The days that `text` tells from `around`, the day of the article, in order; at most MAX_RELATIVE.

    `taken` says of an offset that a written-out date covers it ("Selasa" of "Selasa (8/11)").
    """
    if language in INDONESIAN:
        told = _indonesian_dates(text, around, language)
    else:
        told = english_dates(text, around) if language == "en" else iter(())
    count = 0
    for start, end, (first, last, precision) in told:
        if taken(start) or taken(end - 1) or (taken(start - 2) and text[start:end] in _AFTER_DATE):
            continue
        span = DateSpan(start=first, end=last, precision=precision, origin="text", raw=text[start:end])
        yield MentionedDate(span=span, start=start, end=end)
        count += 1
        if count == MAX_RELATIVE:
            return


def _indonesian_dates(text: str, around: date, language: str) -> Iterator[tuple[int, int, Days]]:
    teller = _Teller(text, around, language)
    done = 0
    for match in _TELLING.finditer(text):
        if match.start() < done or text[match.end() : match.end() + 1].isalnum():
            continue
        try:
            told = teller.told(match[0], match.start(), match.end())
        except (ValueError, OverflowError):
            continue  # "999 tahun lalu" is before our calendar
        if told is not None and told[0] >= done:
            yield told
            done = told[1]


@dataclass(frozen=True, slots=True)
class _Teller:
    """Reads what stands around a telling word: where it begins and ends, and the days that it means."""

    text: str
    around: date
    language: str

    def told(self, word: str, start: int, end: int) -> tuple[int, int, Days] | None:
        lower = word.lower()
        if lower in _UNITS and (word != "Minggu" or self._is_week(start, end)):
            return self._unit(_UNITS[lower], start, end)
        if self.text[start - 1 : start].isalnum():
            return None
        if lower in ("malam", "pagi", "siang", "sore", "petang"):
            return self._part_of_day(start, end) or (self._eve(start, end) if lower == "malam" else None)
        if lower in _DAYS:
            return self._day(lower, start, end)
        if fold(word) in weekday_numbers("id") and not word.islower():
            return self._weekday(word, start, end)
        return self._month(word, start, end)

    # ---- units -----------------------------------------------------------------------------------------------------

    def _is_week(self, start: int, end: int) -> bool:
        """Whether "Minggu lalu" begins a sentence, where a week has a capital too."""
        return _begins_sentence(self.text, start) and _AFTER_UNIT.match(self.text, end) is not None

    def _unit(self, unit: Precision, start: int, end: int) -> tuple[int, int, Days] | None:
        after = _AFTER_UNIT.match(self.text, end)
        if after is None:
            return self._named_month(end, start) if unit == "month" else None
        before = self.text[max(0, start - _LOOK_BACK) : start]
        begin, count = self._count(before, start)
        if begin is None:
            return None
        if after["latest"] or after["ahead"]:
            days = count and reckoning.stretch(unit, self.around, count, is_past=bool(after["latest"]))
        elif count is not None:
            days = None if after["this"] else reckoning.unit(unit, self.around, -count if after["past"] else count)
        elif part := _PART.search(before):
            begin = start - len(before) + part.start()
            days = reckoning.part_of_unit(unit, self.around, _side(after), part=_part(part))
        elif unit == "day":
            days = self._this_or_last_day(after)
        else:
            days = reckoning.unit(unit, self.around, _side(after))
        return (begin, after.end(), days) if days else None

    def _this_or_last_day(self, after: re.Match[str]) -> Days | None:
        """ "hari ini", "hari kemarin"; "hari lalu" and "hari depan" tell nothing."""
        if after["this"]:
            return reckoning.day(self.around, 0)
        return reckoning.day(self.around, -1) if after["past"] == "kemarin" else None

    def _count(self, before: str, start: int) -> tuple[int | None, int | None]:
        """Where the words about a unit begin and how many it counts; no beginning where nobody can tell."""
        if before[-1:].isalnum():
            is_one = before[-2:].lower() == "se" and not before[-3:-2].isalnum()
            return (start - 2, 1) if is_one else (None, None)
        if match := _NUMBER.search(before):
            if _VAGUE.search(before[: match.start()]):
                return None, None
            return start - len(before) + match.start(), _number(match)
        return (None, None) if _VAGUE.search(before) else (start, None)

    # ---- months, weekdays, days ------------------------------------------------------------------------------------

    def _named_month(self, end: int, start: int) -> tuple[int, int, Days] | None:
        """ "bulan Juli lalu"."""
        name = _TELLING.match(self.text, end + 1) if self.text[end : end + 1] == " " else None
        told = self._month(name[0], name.start(), name.end()) if name and name[0][0].isupper() else None
        return told and (min(start, told[0]), told[1], told[2])

    def _month(self, name: str, start: int, end: int) -> tuple[int, int, Days] | None:
        number = month_numbers("ms").get(fold(name))
        after = _AFTER_MONTH.match(self.text, end)
        before = self.text[max(0, start - _LOOK_BACK) : start]
        if number is None or after is None or before[-2:-1].isdigit():
            return None
        if after["year"]:
            days = reckoning.month_of(self.around.year + _side(after), number)
        else:
            days = reckoning.month(self.around, number, _side(after))
        if part := _PART.search(before):
            days = reckoning.part_of_month(days, _part(part))
            start -= len(before) - part.start()
        return start, after.end(), days

    def _weekday(self, name: str, start: int, end: int) -> tuple[int, int, Days] | None:
        after = _AFTER_WEEKDAY.match(self.text, end)
        if after is None or _NO_WEEKDAY.match(self.text, end):
            return None
        number = weekday_numbers("id")[fold(name)]
        if after["week"]:
            return self._weekday_of_week(number, start, after)
        before = self.text[max(0, start - _LOOK_BACK) : start]
        is_bare = not (after["past"] or after["this"] or after["future"] or after["next"])
        if is_bare and (_SECOND_WEEKDAY.match(self.text, end) or _EVERY_OR_WEEKDAY.search(before)):
            return None  # "setiap Senin", "Senin-Jumat": no day of this week
        is_next = after["next"] or _NEXT_DAY.search(before) or (is_bare and _UNTIL.search(before))
        if after["future"] or is_next:
            told = reckoning.weekday_after(self.around, number)
        elif after["this"]:
            told = reckoning.weekday_of_week(self.around, number, 0)
        else:
            told = reckoning.weekday_before(self.around, number, is_past=after["past"] in ("lalu", "silam", "lepas"))
        return start, after.end(), (told, told, "day")

    def _weekday_of_week(self, number: int, start: int, after: re.Match[str]) -> tuple[int, int, Days] | None:
        """ "Senin pekan lalu"."""
        if not (after["past"] or after["this"] or after["future"]):
            return None
        told = reckoning.weekday_of_week(self.around, number, _side(after))
        return start, after.end(), (told, told, "day")

    def _eve(self, start: int, end: int) -> tuple[int, int, Days] | None:
        """ "malam Minggu", a Saturday."""
        match = _EVE.match(self.text, end)
        if match is None or _NO_WEEKDAY.match(self.text, match.end("weekday")):
            return None
        number = (weekday_numbers("id")[fold(match["weekday"])] - 1) % 7
        if match["future"] or match["next"]:
            told = reckoning.weekday_after(self.around, number)
        else:
            told = reckoning.weekday_before(self.around, number, is_past=match["past"] in ("lalu", "silam", "lepas"))
        return start, match.end(), (told, told, "day")

    def _part_of_day(self, start: int, end: int) -> tuple[int, int, Days] | None:
        """ "sore ini", "pagi tadi"; "malam tadi" was yesterday."""
        match = _OF_TODAY.match(self.text, end)
        if match is None:
            return None
        offset = -1 if match["past"] and self.text[start:end].lower() == "malam" else 0
        return start, match.end(), reckoning.day(self.around, offset)

    def _day(self, word: str, start: int, end: int) -> tuple[int, int, Days] | None:
        if (word == "semalam" and self.language != "ms") or self.text.startswith(" harinya", end):
            return None  # "menginap semalam": one night; "esok harinya": the day after something told
        if word in ("kemarin", "kelmarin") and (lusa := _LUSA.match(self.text, end)):
            return start, lusa.end(), reckoning.day(self.around, _DAYS["kemarin lusa"])
        return start, end, reckoning.day(self.around, _DAYS[word])


def _side(match: re.Match[str]) -> int:
    return -1 if match["past"] else 0 if match["this"] else 1


def _part(match: re.Match[str]) -> int:
    """0 for the beginning, 1 for the middle, 2 for the end."""
    return 0 if match["begin"] else 1 if match["middle"] else 2


def _number(match: re.Match[str]) -> int:
    if match["digits"]:
        return int(match["digits"])
    words = match["word"].lower().split()
    first = _WORDS[words[0]]
    if match["tens"] is None:
        return first
    tens = first + 10 if words[1] == "belas" else first * 10
    return tens + (_WORDS[words[2]] if len(words) > 2 else 0)


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 8) : start].rstrip(" ")
    return not before or before[-1] in _SENTENCE_END or before[-1] in _QUOTES
