"""The dates that a text speaks of, and the day of publication: from the text alone, and from what the source says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from indexer.understand import understand
from indexer.understand.dates import explicit_dates, mentioned
from search.model import DateSpan, MentionedDate
from tests.builders import raw
from tests.evaluation.articles import ARTICLES, DEFAULTS, RealArticle, articles_by_id, is_dated, sample
from tests.evaluation.gold.dates import TOLD, TOLD_ELSEWHERE, WRITTEN, ExplicitLabel, explicit_labels
from tests.evaluation.measure import Measure, Outcome, share

PUBLISHED = date(2022, 11, 8)  # of the gold of our own


def written() -> Outcome:
    """Of the dates that real articles print, those read with the right days and the right precision."""
    wanted = [label for label in explicit_labels() if label.start]
    missed = tuple(
        f"{label.article} {label.offset}: {label.words!r} is {label.start} to {label.end}"
        for label in wanted
        if label.days not in _read_at(label)
    )
    return share(len(wanted) - len(missed), len(wanted), *missed)


def no_dates() -> Outcome:
    """Of the numbers in real articles that are no dates, those not read as dates."""
    numbers = [label for label in explicit_labels() if not label.start]
    read = tuple(f"{label.article} {label.offset}: {label.words!r} is no date" for label in numbers if _read_at(label))
    return share(len(numbers) - len(read), len(numbers), *read)


def _read_at(label: ExplicitLabel) -> list[tuple[str, str, str]]:
    """First day, last day and precision of what is read at the place of a label."""
    end = label.offset + len(label.words)
    spans = (one.span for one in _mentions(label.article) if one.start < end and one.end > label.offset)
    return [(span.start.isoformat(), span.end.isoformat(), span.precision) for span in spans]


@cache
def _mentions(article_id: str) -> tuple[MentionedDate, ...]:
    article = articles_by_id()[article_id]
    published = article["date"] if is_dated(article) else None
    return understand(raw(article["body"], published=published), defaults=DEFAULTS).mentioned_dates


def written_by_us() -> Outcome:
    return _as_meant(WRITTEN)


def told_by_us() -> Outcome:
    return _as_meant([("id", *told) for told in TOLD] + TOLD_ELSEWHERE)


def _as_meant(gold: Sequence[tuple[str, str, str, str, str | None]]) -> Outcome:
    wrong = tuple(text for language, text, words, *days in gold if (words, *days) not in _days(language, text))
    return share(len(gold) - len(wrong), len(gold), *wrong)


def _days(language: str, text: str) -> list[tuple[str, str, str | None]]:
    """What is read in a text: the words, the first day, the last where it is another."""
    published = DateSpan(start=PUBLISHED, end=PUBLISHED, precision="day", origin="metadata")
    found = tuple(explicit_dates(text, language=language))
    read = mentioned(text, found, published=published, language=language, today=DEFAULTS.today)
    spans = [(text[one.start : one.end], one.span) for one in read]
    return [(words, f"{s.start}", f"{s.end}" if s.end != s.start else None) for words, s in spans]


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
        part="dates", gold="explicit dates of 300 places in real articles", figure="accuracy",
        bar=0.97, floor=0.97, run=written, needs=ARTICLES,
    ),
    Measure(
        part="dates", gold="numbers in real articles that are no dates", figure="accuracy",
        bar=0.97, floor=0.97, run=no_dates, needs=ARTICLES,
    ),
    Measure(
        part="dates", gold="explicit dates of our own, 40 languages", figure="accuracy",
        bar=0.97, floor=0.97, run=written_by_us,
    ),
    Measure(
        part="dates", gold="dates told from the day of the article", figure="accuracy",
        bar=0.97, floor=0.97, run=told_by_us,
    ),
    Measure(
        part="dates", gold="publication from text alone, 0 to 2 days", figure="accuracy",
        bar=0.85, floor=0.89, run=from_text, needs=ARTICLES,
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
