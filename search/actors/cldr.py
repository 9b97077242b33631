"""Names of countries from CLDR, one language at a time, read when somebody first asks."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from types import MappingProxyType

from babel import Locale, UnknownLocaleError

LANGUAGES = (
    "id", "en", "ms", "ar", "fa", "ru", "zh", "ja", "ko", "fr", "de", "es", "pt", "it", "nl", "tr", "hi", "th", "vi",
    "uk", "jv",
)  # fmt: skip
"""The languages whose country names may be asked for in a query."""

_SECOND_SCRIPT = {"zh": "zh_Hant"}
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_NO_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})
_BRACKETS = re.compile(r"\s*[(（][^)）]*[)）]")
_APART = re.compile(r"\s[-–]\s|: ")  # "Kongo - Kinshasa": a name for lists, which nobody writes


@functools.cache
def country_names(language: str) -> Mapping[str, str]:
    """ISO 3166 code to CLDR's name of the country in `language`, as it stands; empty for an unknown language."""
    return _territories(language) if _LANGUAGE.fullmatch(language) else MappingProxyType({})


def _territories(locale: str) -> Mapping[str, str]:
    try:
        territories = Locale.parse(locale).territories
    except (UnknownLocaleError, ValueError):
        return MappingProxyType({})
    names = {code: name for code, name in territories.items() if _COUNTRY.fullmatch(code) and code not in _NO_COUNTRIES}
    return MappingProxyType(names)


@functools.cache
def written_names(language: str) -> Mapping[str, tuple[str, ...]]:
    """ISO 3166 code to what texts in `language` write, in each of its scripts."""
    names: dict[str, tuple[str, ...]] = {}
    scripts = [country_names(language)]
    if language in _SECOND_SCRIPT:
        scripts.append(_territories(_SECOND_SCRIPT[language]))
    for code in scripts[0]:
        written = (written_name(script[code]) for script in scripts if code in script)
        names[code] = tuple(dict.fromkeys(name for name in written if name))
    return MappingProxyType(names)


def written_name(name: str) -> str | None:
    """CLDR's name as a text would write it: without "(Burma)"; None for a name made for lists only."""
    plain = _BRACKETS.sub("", name)
    return None if _APART.search(plain) else plain
