"""What the page calls the things of the model, in its language; one place for each word."""

from __future__ import annotations

from functools import lru_cache

from babel.numbers import format_decimal

from search.model import VerbClass
from search.query import NONE
from webui.languages import language_name, page_language
from webui.translation import gettext as _
from webui.translation import ngettext


def number(value: int) -> str:
    """8.143 in Indonesian, 8,143 in English."""
    return _number(value, page_language())


@lru_cache(maxsize=4096)  # a page has some eighty, most of them small
def _number(value: int, language: str) -> str:
    return str(format_decimal(value, locale=language))


def count_text(count: int) -> str:
    """12 articles"""
    return str(ngettext("%(shown)s article", "%(shown)s articles", count, shown=number(count)))


def facet_title(facet: str) -> str:
    """The heading of a facet."""
    return {
        "outlet": _("Outlet"),
        "group": _("House"),
        "actor": _("Actor"),
        "speaker": _("Who speaks"),
        "source": _("Quoted from"),
        "language": _("Language"),
        "archive": _("Archive"),
        "section": _("Section"),
        "date": _("Date"),
    }[facet]


def search_values(facet: str) -> str:
    """The invitation to look for a value that is not shown."""
    return {
        "outlet": _("find an outlet"),
        "group": _("find a house"),
        "actor": _("find an actor"),
        "speaker": _("find a speaker"),
        "source": _("find a source"),
        "language": _("find a language"),
        "archive": _("find an archive"),
        "section": _("find a section"),
    }[facet]


def no_value(facet: str) -> str:
    """What articles without a value of the facet are."""
    return {
        "outlet": _("unknown outlet"),
        "group": _("no house"),
        "actor": _("no actors"),
        "speaker": _("no known speaker"),
        "source": _("no source named"),
        "language": _("unknown language"),
        "archive": _("no archive"),
        "section": _("no section"),
        "date": _("undated"),
    }[facet]


def actor_kind(actor_id: str) -> str:
    """What an actor is, by the first part of its id."""
    kinds = {"country": _("country"), "org": _("organisation"), "person": _("person"), "place": _("place")}
    return kinds.get(actor_id.partition(":")[0], "")


def value_label(facet: str, value: str, label: str = "") -> str:
    """What people call a value of a facet: `label`, else what the value itself says."""
    if value == NONE:
        return no_value(facet)
    if label:
        return label
    return language_name(value, page_language()) if facet == "language" else value


def reason_name(kind: str) -> str:
    """Why a form counts as an actor."""
    return {
        "alias": _("alias"),
        "acronym": _("acronym"),
        "metonym": _("stands for it"),
        "short": _("short for the full name"),
    }.get(kind, kind)


def date_origin(origin: str) -> str:
    """Where a publication date was taken from."""
    return {
        "metadata": _("given by the archive"),
        "header": _("from the head of the text"),
        "url": _("from the address"),
        "byline": _("from the byline"),
        "text": _("from the text: the day it speaks of"),
        "file": _("from the name of the file"),
    }.get(origin, origin)


def source_role(role: str) -> str:
    """What a link of the chain of sources did."""
    return {"publisher": _("published"), "relay": _("passed on"), "origin": _("origin")}.get(role, role)


def story_counts(articles: int, outlets: int, origins: int) -> str:
    """How many tell a story and how many origins it has: "5 articles, 3 outlets, 1 origin"."""
    return ", ".join((
        count_text(articles),
        str(ngettext("%(shown)s outlet", "%(shown)s outlets", outlets, shown=number(outlets))),
        str(ngettext("%(shown)s origin", "%(shown)s origins", origins, shown=number(origins))),
    ))  # fmt: skip


def warning_text(slug: str) -> str:
    """What was noticed about an article; the slug itself where it says enough."""
    return {
        "guessed-charset": _("The charset was guessed."),
        "impossible-date": _("It gives a date that cannot be."),
        "future-date": _("It gives a date in the future."),
    }.get(slug, slug)


def verb_class(name: VerbClass) -> str:
    """What kind of saying a statement is."""
    return {
        "says": _("says"),
        "denies": _("denies"),
        "accuses": _("accuses"),
        "confirms": _("confirms"),
        "demands": _("demands"),
    }[name]
