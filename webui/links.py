"""Every address of the page: a link is a request, written down as the URL that asks for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import urlencode

from flask import url_for

from search import params
from search.query import PageLanguage, SearchRequest, Sort


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of several ways to see the same answer."""

    label: str
    href: str
    is_current: bool


def search_href(request: SearchRequest) -> str:
    """The page that answers `request`."""
    return _href(url_for("pages.search"), request)


def export_href(request: SearchRequest) -> str:
    """The download of everything that answers `request`, from its first hit on."""
    return _href(url_for("export.search_csv"), replace(request, cursor=None))


def values_href(facet: str, request: SearchRequest, *, contains: str = "") -> str:
    """All values of `facet` in the answer to `request`, or those that have the words of `contains`."""
    href = _href(values_path(facet), replace(request, cursor=None))
    return f"{href}{'&' if '?' in href else '?'}{urlencode({'contains': contains})}" if contains else href


def values_path(facet: str) -> str:
    """The same page without a request."""
    return url_for("pages.values", facet=facet)


def article_href(article_id: str, request: SearchRequest) -> str:
    """The article with the words of `request` highlighted."""
    words = SearchRequest(text=request.text, lang=request.lang)
    return _href(url_for("pages.article", article_id=article_id), words)


def start_href(lang: PageLanguage) -> str:
    """The start page in `lang`."""
    return _href(url_for("pages.start"), SearchRequest(lang=lang))


def api_href(request: SearchRequest) -> str:
    """The same answer for programs."""
    return _href(url_for("api.search"), request)


def _href(path: str, request: SearchRequest) -> str:
    query = _query(request)
    return f"{path}?{query}" if query else path


@lru_cache(maxsize=4096)  # a page has some 250 links, and most of the actors of its hits stand in several of them
def _query(request: SearchRequest) -> str:
    return urlencode(params.write(request))


# ---- requests that links lead to ---------------------------------------------------------------------------------


def sorted_by(request: SearchRequest, sort: Sort | None) -> SearchRequest:
    return replace(request, sort=sort, cursor=None)


def without_filters(request: SearchRequest) -> SearchRequest:
    """The words alone, in the language and order they were asked in."""
    return SearchRequest(text=request.text, sort=request.sort, lang=request.lang, interval=request.interval)


def with_text(request: SearchRequest, text: str) -> SearchRequest:
    return replace(request, text=text, cursor=None)


def article_api_href(article_id: str, lang: PageLanguage) -> str:
    """Everything that is known of the article, for programs, with labels in `lang`."""
    return _href(url_for("api.article", article_id=article_id), SearchRequest(lang=lang))
