"""The site: search, the values of a facet, an article. A view reads a request, asks the service, shows the answer."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from search import params
from search.query import FACETS, SearchRequest
from webui.api import contained
from webui.article_view import article_view
from webui.assets import static_href
from webui.headers import tagged
from webui.opening import service, settings
from webui.presenters import search_view
from webui.values import MOST_SHOWN, values_view

pages = Blueprint("pages", __name__)

PAGE_FACETS = ("outlet", "actor", "speaker", "source", "language", "section", "archive", "date")
PAGE_FACET_SIZE = 7  # a page shows several facets at once; "more" shows the rest


@pages.get("/")
def start() -> Response:
    """The archive itself: newest first, with what it holds."""
    return search()


@pages.get("/search")
def search() -> Response:
    """A page of the answer."""
    asked = requested()
    result = service().search(_with_page_facets(asked))
    view = search_view(result, asked, timezone=settings().timezone)
    page = render_template("search.html", view=view, request_=asked, most_exported=settings().max_export)
    return tagged(make_response(page), page.encode())


@pages.get("/facets/<facet>")
def values(facet: str) -> Response:
    """The values of a facet in the answer, with a search inside."""
    asked = replace(requested(), cursor=None)
    contains = contained()
    buckets = service().facet_values(asked, facet, contains=contains, limit=MOST_SHOWN)
    view = values_view(facet, buckets, asked, contains=contains)
    return make_response(render_template("values.html", view=view, request_=asked))


@pages.get("/article/<article_id>")
def article(article_id: str) -> Response:
    """An article with what matches highlighted and what was found in it."""
    asked = requested()
    found = service().article(article_id, text=asked.text, lang=asked.lang)
    view = article_view(
        found.article, headline=found.title_fragments, body=found.body_fragments, request=asked,
        timezone=settings().timezone, story=found.story,
    )  # fmt: skip
    return make_response(render_template("article.html", view=view, request_=asked))


@pages.get("/favicon.ico")
def favicon() -> BaseResponse:
    """Where browsers look that do not read the page's own link."""
    return redirect(static_href("icon.svg"), 301)


def requested() -> SearchRequest:
    """The request of the page; parameters that others hang on links are passed over."""
    return params.read(request.args.items(multi=True), strict=False)


def _with_page_facets(asked: SearchRequest) -> SearchRequest:
    """The facets of the page, and those that something is chosen in."""
    chosen = tuple(f for f in FACETS if f not in PAGE_FACETS and asked.selection(f))
    size = PAGE_FACET_SIZE if asked.facet_size == SearchRequest().facet_size else asked.facet_size
    return replace(asked, facets=(*PAGE_FACETS, *chosen), facet_size=size)
