"""Names of months and weekdays, folded, by language: CLDR's, and what newsrooms write besides."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import get_day_names, get_month_names

from indexer.understand.dates.calendars import hijri_months
from search.folding import fold

_LONG_NAME = 7  # letters of a name that is known in spite of a slip
_Width = Literal["abbreviated", "wide"]
_EVERYWHERE = ("id", "ms", "en")  # whose full names are read in a text of any language
_VARIANTS: Mapping[str, tuple[str, ...]] = MappingProxyType({"ar": ("ar_LB", "ar_DZ", "ar_MA"), "pt": ("pt_PT",)})


def _numbered(names: str) -> dict[str, int]:
    return {name: number for number, name in enumerate(names.split(), 1)}


_MORE_MONTHS: Mapping[str, Mapping[str, int]] = MappingProxyType(
    {
        "id": {"nopember": 11, "pebruari": 2, "agt": 8, "ags": 8, "agust": 8, "agus": 8, "sept": 9, "nop": 11,
               "peb": 2, "desemeber": 12, "okober": 10},
        "en": {"sept": 9},
        "ms": {"febuari": 2, "okt": 10},
        "ca": {f"d'{name}": month for month, name in ((4, "abril"), (8, "agost"), (10, "octubre"))},
        "ar": {"إبريل": 4, "ابريل": 4, "اغسطس": 8, "اكتوبر": 10, "اذار": 3, "ايار": 5, "اب": 8, "ايلول": 9,
               "تشرين الاول": 10, "كانون الاول": 12},
        "fa": {"ژانویه": 1, "فوریه": 2, "مه": 5, "ژوئیه": 7},
        "hi": {"फरवरी": 2, "अक्तूबर": 10, "सितम्बर": 9, "नवम्बर": 11, "दिसम्बर": 12},
        "ru": _numbered("январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре"),
        "uk": _numbered("січні лютому березні квітні травні червні липні серпні вересні жовтні листопаді грудні"),
        "pl": _numbered("styczniu lutym marcu kwietniu maju czerwcu lipcu sierpniu wrześniu październiku listopadzie "
                        "grudniu"),
        "cs": _numbered("lednu únoru březnu dubnu květnu červnu červenci srpnu září říjnu listopadu prosinci"),
    }
)  # fmt: skip
_AFFIXES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = MappingProxyType(
    {"he": (("ב", "ל"), ()), "bn": ((), ("ের", "ে")), "km": (("ខែ",), ("ឆ្នាំ",))}
)
_MORE_WEEKDAYS: Mapping[str, Mapping[str, int]] = MappingProxyType(
    {
        "id": {"ahad": 6, "jum'at": 4, "jumaat": 4},
        "ms": {"jumat": 4, "minggu": 6},
        "su": {"minggu": 6, "ahad": 6},
        "jv": {"minggu": 6, "setu": 5, "rebo": 2, "kemis": 3},
        "ar": {"الاحد": 6, "الإثنين": 0, "الاربعاء": 2},
        "ru": {"среду": 2, "пятницу": 4, "субботу": 5},
        "uk": {"середу": 2, "суботу": 5, "неділю": 6, "п'ятницю": 4},
        "pl": {"środę": 2, "sobotę": 5, "niedzielę": 6},
        "cs": {"středu": 2, "sobotu": 5, "neděli": 6},
    }
)


@functools.cache
def month_numbers(language: str) -> Mapping[str, int]:
    """Folded name of a month, one or two words, to its number, for a text in `language`."""
    numbers: dict[str, int] = {}
    for everywhere in _EVERYWHERE:
        numbers |= dict(_months(everywhere, ("wide",)))
    numbers |= _MORE_MONTHS["id"]
    for own in (language, *_VARIANTS.get(language, ())):
        numbers |= dict(_months(own, ("abbreviated", "wide")))
    numbers |= {fold(name): month for name, month in _MORE_MONTHS.get(language, {}).items()}
    return MappingProxyType(numbers)


def without_affixes(folded: str, language: str) -> str:
    """The name of a month without what its language writes onto it: "haziran'da", "בספטמבר"."""
    if language == "tr":
        return folded.partition("'")[0]
    before, after = _AFFIXES.get(language, ((), ()))
    for prefix in before:
        folded = folded.removeprefix(prefix)
    for suffix in after:
        folded = folded.removesuffix(suffix)
    return folded


@functools.cache
def first_words(language: str) -> frozenset[str]:
    """The first words of the months whose names have two."""
    names = (*month_numbers(language), *hijri_months())
    return frozenset(name.partition(" ")[0] for name in names if " " in name)


def misspelt_month(folded: str) -> int | None:
    """The month whose long Indonesian or English name is one slip away: a letter too many, too few, wrong, or two
    changed over."""
    return _slips().get(folded) or next((_slips()[each] for each in _without_one(folded) if each in _slips()), None)


@functools.cache
def _slips() -> Mapping[str, int]:
    """Long names, and what is left of them without one letter."""
    names = {name: month for name, month in month_numbers("id").items() if len(name) >= _LONG_NAME}
    slips = {slip: month for name, month in names.items() for slip in _without_one(name)}
    return MappingProxyType(slips | names)


def _without_one(word: str) -> Iterator[str]:
    return (word[:place] + word[place + 1 :] for place in range(len(word)))


@functools.cache
def weekday_numbers(language: str) -> Mapping[str, int]:
    """Folded name of a weekday to its number, Monday being 0."""
    numbers: dict[str, int] = {}
    for known in (*_EVERYWHERE, language):
        if (locale := _locale(known)) is not None:
            for names in (get_day_names("wide", "format", locale), get_day_names("wide", "stand-alone", locale)):
                numbers |= {fold(name): day for day, name in names.items()}
        numbers |= {fold(name): day for name, day in _MORE_WEEKDAYS.get(known, {}).items()}
    return MappingProxyType(numbers)


def _months(language: str, widths: tuple[_Width, ...]) -> Iterator[tuple[str, int]]:
    locale = _locale(language)
    if locale is None:
        return
    for width in widths:
        for names in (get_month_names(width, "stand-alone", locale), get_month_names(width, "format", locale)):
            for month, name in names.items():
                folded = fold(name).rstrip(".").strip()
                if folded and not folded[0].isdigit():
                    yield folded, month


def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return None
