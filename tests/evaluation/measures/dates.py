"""The day of publication: from the text alone, and from what the source says."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from indexer.understand import understand
from search.model import DateSpan
from tests.builders import raw
from tests.evaluation.articles import ARTICLES, DEFAULTS, RealArticle, is_dated, sample
from tests.evaluation.measure import Measure, Outcome, share


def from_text() -> Outcome:
    """Within nought to two days after the event, of the articles whose text names any day."""
    articles = sample(keep=is_dated, size=600)
    return _within(2, ((one, understand(raw(one["body"]), defaults=DEFAULTS).published) for one in articles))


def in_fields() -> Outcome:
    articles = sample(keep=is_dated, size=300)
    given = ((one, raw("Isi.", published=one["date"], time=one["time"])) for one in articles)
    return _within(0, ((one, understand(each, defaults=DEFAULTS).published) for one, each in given))


def in_addresses() -> Outcome:
    """Of the addresses that hold the year of the date, those whose span holds the date."""
    articles = sample(keep=lambda one: is_dated(one) and f"/{one['date'][:4]}/" in one["url"], size=300)
    spans = [(one, understand(raw("Isi.", url=one["url"]), defaults=DEFAULTS).published) for one in articles]
    told = [(one, span) for one, span in spans if span]
    right = sum(span.start <= date.fromisoformat(one["date"]) <= span.end for one, span in told)
    return share(right, len(told))


def _within(days: int, estimates: Iterable[tuple[RealArticle, DateSpan | None]]) -> Outcome:
    told = [(one, span) for one, span in estimates if span]
    wrong = tuple(
        f"{one['id']}: {span.start} ({span.raw}), published {one['date']}"
        for one, span in told
        if not 0 <= (date.fromisoformat(one["date"]) - span.start).days <= days
    )
    return share(len(told) - len(wrong), len(told), *wrong)


MEASURES = (
    Measure(
        part="dates", gold="publication from text alone, 0 to 2 days", figure="accuracy",
        bar=0.85, floor=0.79, run=from_text, needs=ARTICLES,
    ),
    Measure(
        part="dates", gold="date and time columns", figure="accuracy",
        bar=0.99, floor=1.0, run=in_fields, needs=ARTICLES,
    ),
    Measure(
        part="dates", gold="date in the address", figure="accuracy",
        bar=0.99, floor=0.99, run=in_addresses, needs=ARTICLES,
    ),
)  # fmt: skip
