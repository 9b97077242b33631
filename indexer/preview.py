"""What articles were understood as, as a table for `--dry-run`."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.report import visible
from search.dates import iso_text
from search.model import Article, DateSpan

_HEAD = ("outlet", "date", "language", "actors", "title")
_WIDTHS = (24, 22, 8, 48, 48)
_MAX_ACTORS = 5


def table(articles: Sequence[Article]) -> str:
    """A line for each article under a head; columns are as wide as they have to be."""
    rows = [_HEAD, *(_row(article) for article in articles)]
    cut = [[_cut(cell, width) for cell, width in zip(row, _WIDTHS, strict=True)] for row in rows]
    widths = [max(len(row[column]) for row in cut) for column in range(len(_HEAD))]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in cut)


def _row(article: Article) -> tuple[str, ...]:
    return (
        article.outlet.name if article.outlet is not None else "-",
        _date(article.published),
        article.language,
        ", ".join(actor.label for actor in article.certain_actors[:_MAX_ACTORS]) or "-",
        article.title or " ".join(article.body[:200].split()),
    )


def _date(span: DateSpan | None) -> str:
    """ "2022-11-08 (text)": as precise as it is known, and where it is from."""
    if span is None:
        return "-"
    match span.precision:
        case "week":
            text = f"{span.start.isoformat()}/{span.end.isoformat()}"
        case "time":
            text = span.start.isoformat()
        case _:
            text = iso_text(span.start, span.precision)
    return f"{text} ({span.origin})"


def _cut(text: str, width: int) -> str:
    text = visible(" ".join(text.split()))
    return text if len(text) <= width else f"{text[: width - 1]}…"
