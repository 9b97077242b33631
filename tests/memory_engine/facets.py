"""What is counted of the hits: the values of a facet, and the days, months or years they are from."""

from __future__ import annotations

import calendar
from collections import Counter
from datetime import date, timedelta

from search.errors import InvalidParameterError
from search.model import Article
from search.query import (
    ALL_OF_FACETS,
    FACETS,
    NONE,
    SearchRequest,
)
from search.results import (
    Bucket,
    DateBucket,
    Facet,
    Histogram,
)
from tests.memory_engine.answer import Answer
from tests.memory_engine.choices import values_of


def check_facets(request: SearchRequest) -> None:
    if set(request.facets) - {*FACETS, "date"}:
        raise InvalidParameterError("no such facet", parameter="facets")


def count_facet(name: str, answer: Answer, request: SearchRequest) -> Facet:
    hits = answer.hits(leaving_aside=name)
    counts: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for article in hits:
        for value, label in dict(values_of(article, name)).items():
            counts[value] += 1
            labels[value] = label
    for article in answer.articles:
        labels = dict(values_of(article, name)) | labels
    selection = request.selection(name)
    split = (lambda c: c.split("|")) if name in ALL_OF_FACETS else (lambda c: [c])
    selected = {value for choice in selection.include for value in split(choice)} - {NONE}
    excluded = {value for choice in selection.exclude for value in split(choice)} - {NONE}
    ranked = sorted(counts, key=lambda value: (-counts[value], value))
    shown = ranked[: request.facet_size]
    shown += sorted((selected | excluded) - set(shown), key=lambda value: (-counts[value], value))
    return Facet(
        name=name,
        buckets=tuple(
            Bucket(
                value=value,
                count=counts[value],
                label=labels.get(value, value),
                state="selected" if value in selected else "excluded" if value in excluded else None,
            )
            for value in shown
        ),
        missing=sum(not values_of(a, name) for a in hits),
        other=sum(bool(values_of(a, name)) and not {v for v, _ in values_of(a, name)} & set(shown) for a in hits),
        has_more=bool(set(counts) - set(shown)),
    )


def count_dates(answer: Answer, request: SearchRequest) -> Histogram:
    hits = answer.hits(leaving_aside="date")
    spans = [a.published for a in hits if a.published is not None]
    undated = len(hits) - len(spans)
    first = request.date_from or min((s.start for s in spans), default=request.date_to)
    last = request.date_to or max((s.end for s in spans), default=request.date_from)
    if first is None or last is None:
        unit = "month" if request.interval == "auto" else request.interval
        return Histogram(interval=unit, buckets=(), undated=undated, imprecise=0)
    if first > last:
        first = last = request.date_from or request.date_to or first
    unit = interval_of(request.interval, first, last)
    buckets: dict[str, tuple[date, date]] = {}
    start = first_of_unit(first, unit)
    while True:
        buckets[name_of(start, unit)] = (start, last_of_unit(start, unit))
        if last <= buckets[name_of(start, unit)][1]:
            break
        start = buckets[name_of(start, unit)][1] + timedelta(days=1)
    counts = dict.fromkeys(buckets, 0)
    imprecise = 0
    for span in spans:
        name = name_of(span.start, unit)
        if name in buckets and span.end <= buckets[name][1]:
            counts[name] += 1
        elif span.start <= max(buckets.values())[1] and min(buckets.values())[0] <= span.end:
            imprecise += 1
    chosen = (request.date_from, request.date_to) if request.is_precise else None
    return Histogram(
        interval=unit,  # type: ignore[arg-type]
        buckets=tuple(
            DateBucket(value=name, count=count, state="selected" if chosen == buckets[name] else None)
            for name, count in counts.items()
        ),
        undated=undated,
        imprecise=imprecise,
    )


def interval_of(asked: str, first: date, last: date) -> str:
    days = (last - first).days + 1
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if asked == "auto":
        asked = "day" if days <= 62 else "month" if months <= 120 else "year"
    if asked == "day" and days > 3660:
        asked = "month"
    return "year" if asked == "month" and months > 3660 else asked


def first_of_unit(day: date, unit: str) -> date:
    return {"day": day, "month": day.replace(day=1), "year": day.replace(day=1, month=1)}[unit]


def last_of_unit(day: date, unit: str) -> date:
    if unit == "day":
        return day
    if unit == "year":
        return day.replace(month=12, day=31)
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def name_of(day: date, unit: str) -> str:
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[unit]]


def first_of_stories(hits: list[Article]) -> list[Article]:
    kept: list[Article] = []
    told: set[str] = set()
    for article in hits:
        if article.story_id is None or article.story_id not in told:
            kept.append(article)
        if article.story_id is not None:
            told.add(article.story_id)
    return kept
