"""The language of the page, and what the languages of articles are called in it."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from flask import request
from flask_babel import get_locale

from search.model import UNDETERMINED
from search.query import PageLanguage

Direction = Literal["ltr", "rtl", "auto"]

PAGE_LANGUAGES: tuple[PageLanguage, ...] = ("id", "en")
DEFAULT_LANGUAGE: PageLanguage = "id"


def requested_language() -> PageLanguage:
    """What `lang` of the request asks for; Indonesian unless it is a language that the page speaks."""
    return "en" if request.args.get("lang") == "en" else DEFAULT_LANGUAGE


def page_language() -> PageLanguage:
    """The language that the page is written in now."""
    locale = get_locale()
    return "en" if locale is not None and locale.language == "en" else DEFAULT_LANGUAGE


@lru_cache(maxsize=1024)
def direction(language: str) -> Direction:
    """How text in `language` (BCP 47) runs; `auto` where nothing is known of it."""
    if language == UNDETERMINED:
        return "auto"
    try:
        return "rtl" if Locale.parse(language, sep="-").text_direction == "rtl" else "ltr"
    except (ValueError, UnknownLocaleError):
        return "auto"


@lru_cache(maxsize=2048)
def language_name(language: str, page: PageLanguage) -> str:
    """`language` as the page calls it; the tag itself where it has no name."""
    names = Locale.parse(page).languages
    return str(names.get(language.replace("-", "_")) or names.get(language.partition("-")[0]) or language)
