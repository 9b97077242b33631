"""Texts and dates in the language of the page.

The catalogues are held here: Flask-Babel's own functions look for theirs anew with each of the hundreds on a page.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path

import flask_babel
from babel.support import Translations

from webui.languages import page_language


def gettext(message: str, **values: str) -> str:
    """`message` in the page's language, with `values` put in."""
    text = _catalogue(page_language()).gettext(message)
    return text % values if values else text


def ngettext(singular: str, plural: str, count: int, **values: str) -> str:
    """The form that goes with `count`, with `values` put in."""
    text = _catalogue(page_language()).ngettext(singular, plural, count)
    return text % values if values else text


def format_date(day: date, pattern: str) -> str:
    """`day` by a CLDR pattern such as "d MMM y"."""
    return str(flask_babel.format_date(day, pattern))


@lru_cache
def _catalogue(language: str) -> NullTranslations:
    catalogue: NullTranslations = Translations.load(Path(__file__).parent / "translations", [language])
    return catalogue
