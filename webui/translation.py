"""Flask-Babel's functions with types: texts and dates in the language of the page."""

from __future__ import annotations

from datetime import date

import flask_babel


def gettext(message: str, **values: str) -> str:
    """`message` in the page's language, with `values` put in."""
    return str(flask_babel.gettext(message, **values))


def ngettext(singular: str, plural: str, count: int, **values: str) -> str:
    """The form that goes with `count`."""
    return str(flask_babel.ngettext(singular, plural, count, **values))


def format_date(day: date, pattern: str) -> str:
    """`day` by a CLDR pattern such as "d MMM y"."""
    return str(flask_babel.format_date(day, pattern))
