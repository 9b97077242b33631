"""The results as CSV: every match in the order of the request, streamed, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice

from flask import Blueprint, Response

from search.model import Article
from webui.opening import service, settings
from webui.pages import requested

export = Blueprint("export", __name__)

BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for the local code page
COLUMNS = (
    "id", "url", "title", "outlet", "published_start", "published_end", "published_precision", "published_origin",
    "published_raw", "language", "author", "section", "tags", "actors", "sources", "archives", "story", "warnings",
)  # fmt: skip
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


@export.get("/search.csv")
def search_csv() -> Response:
    """At most `max_export` articles; an error before the first of them is answered as an error."""
    request = replace(requested(), cursor=None)
    articles = islice(service().scan(request), settings().max_export)
    first = list(islice(articles, 1))
    rows = (row(article) for article in chain(first, articles))
    response = Response(lines(rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="kliping.csv"'
    return response


def lines(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """The file line by line, its head first."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write(BYTE_ORDER_MARK)
    for cells in chain([COLUMNS], rows):
        writer.writerow([harmless(cell) for cell in cells])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def row(article: Article) -> tuple[str, ...]:
    """The cells of an article, one for each of COLUMNS."""
    span = article.published
    dates = (
        (span.start.isoformat(), span.end.isoformat(), span.precision, span.origin, span.raw)
        if span
        else ("", "", "", "", "")
    )
    return (
        article.id,
        article.url or "",
        article.title or "",
        article.outlet.name if article.outlet else "",
        *dates,
        article.language,
        article.author or "",
        article.section or "",
        "; ".join(article.tags),
        "; ".join(actor.label for actor in article.certain_actors),
        "; ".join(source.name for source in article.sources),
        "; ".join(article.archives),
        article.story_id or "",
        "; ".join(article.warnings),
    )


def harmless(cell: str) -> str:
    """`cell` so that a spreadsheet shows it and does not compute it."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
