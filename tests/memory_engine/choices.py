"""The values that an article has in each facet, and whether it passes the choices of a request."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from search.errors import InvalidParameterError
from search.model import Article, DateSpan
from search.query import (
    ALL_OF_FACETS,
    FACETS,
    NONE,
    SearchRequest,
)


def values_of(article: Article, name: str) -> list[tuple[str, str]]:
    """The values of an article in a facet, and what it calls them."""
    single: dict[str, Callable[[], str | None]] = {
        "group": lambda: article.outlet.group if article.outlet else None,
        "language": lambda: article.language,
        "section": lambda: article.section,
        "author": lambda: article.author,
    }
    if name in single:
        value = single[name]()
        return [] if value is None else [(value, value)]
    if name == "outlet":
        return [(article.outlet.id, article.outlet.name)] if article.outlet else []
    if name == "actor":
        return [(a.actor_id, a.label) for a in article.certain_actors]
    if name == "speaker":
        labels = {a.actor_id: a.label for a in article.actors}
        ids = dict.fromkeys(s.actor_id or s.speaks_for for s in article.statements)
        return [(i, labels.get(i, i)) for i in ids if i is not None]
    if name == "source":
        return [(s.id, s.name) for s in article.cited_sources]
    return [(archive, archive) for archive in article.archives]


def passes(article: Article, request: SearchRequest, leaving_aside: str | None) -> bool:
    for name, selection in request.selections:
        if name != "date" and name not in FACETS:
            raise InvalidParameterError("no such facet", parameter=name)
        if name == "date" and (selection.include | selection.exclude) - {NONE}:
            raise InvalidParameterError("no such date", parameter=name)
        own = name == leaving_aside
        has = {value for value, _ in values_of(article, name)} if name != "date" else {"dated"}
        if name == "date" and article.published is None:
            has = set()
        has = has or {NONE}
        if name in ALL_OF_FACETS:
            if not all(has & set(choice.split("|")) for choice in selection.include):
                return False
            if not own and any(has & set(choice.split("|")) for choice in selection.exclude):
                return False
        elif not own and ((selection.include and not has & selection.include) or has & selection.exclude):
            return False
    if leaving_aside == "date" or (request.date_from is None and request.date_to is None):
        return True
    return in_dates(article.published, request.date_from, request.date_to, request.is_precise)


def in_dates(span: DateSpan | None, start: date | None, end: date | None, is_precise: bool) -> bool:
    if span is None:
        return False
    first, last = start or date.min, end or date.max
    if is_precise:
        return first <= span.start and span.end <= last
    return span.start <= last and first <= span.end
