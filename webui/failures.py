"""An error in words that help the reader of the page, in the page's language."""

from __future__ import annotations

from dataclasses import dataclass

from webui.translation import gettext as _

SHOWN_CHARS = 300  # of a query that cannot be read, around the place


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedQuery:
    """A query cut where it cannot be read on."""

    before: str
    at: str
    after: str


def heading(code: str) -> str:
    """The headline of the page of an error."""
    return {
        "query-syntax": _("This search cannot be read."),
        "invalid-parameter": _("This address asks for something that cannot be."),
        "unsupported-query": _("The search engine cannot do that."),
        "article-not-found": _("This article is not in the archive."),
        "not-found": _("There is nothing at this address."),
        "method-not-allowed": _("This address can only be read from."),
        "query-timeout": _("This search took too long and was stopped."),
        "unavailable": _("The archive cannot be searched at the moment."),
        "internal-error": _("Something went wrong here."),
    }.get(code, _("This request cannot be understood."))


def advice(code: str, parameter: str | None) -> str:
    """What the reader can do about it."""
    if code == "invalid-parameter" and parameter in ("from", "to"):
        return _("Write dates as 2022-11-08, 2022-11 or 2022; the first day may not be after the last.")
    if code == "invalid-parameter" and parameter == "q":
        return _("Shorten the search: fewer words, fewer wildcards.")
    if code == "invalid-parameter" and parameter == "cursor":
        return _("The page you came from is no longer valid. Search again from the first page.")
    return {
        "query-syntax": _(
            "Look at the marked place: quotes and brackets come in pairs, and three letters stand before * and ?."
        ),
        "invalid-parameter": _("The parameter “%(name)s” has a value that it cannot have.", name=parameter or ""),
        "unsupported-query": _("Write the search in another way."),
        "article-not-found": _("It may have been removed. Search for its words."),
        "not-found": _("The address may be misspelt."),
        "query-timeout": _("Narrow it by a date or an outlet, or write out words that end in *."),
        "unavailable": _("Please try again in a few minutes. Its operator finds the reason in the log."),
        "internal-error": _("The error was noted. Please try again, or search in other words."),
    }.get(code, "")


def marked_query(text: str, position: int | None) -> MarkedQuery | None:
    """`text` with the character at `position` apart; what lies far from it is left out."""
    if position is None or not text:
        return None
    place = min(position, len(text))
    first, last = max(0, place - SHOWN_CHARS), place + 1 + SHOWN_CHARS
    return MarkedQuery(
        before=("…" if first else "") + text[first:place],
        at=text[place : place + 1] or "⎵",
        after=text[place + 1 : last] + ("…" if last < len(text) else ""),
    )
