"""The date histogram as bars that are links, laid out in per cent of the width so that its text keeps its size."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from search import params
from search.dates import iso_span
from search.query import NONE, Interval, SearchRequest, Selection
from search.results import DateBucket, Histogram
from webui import links
from webui.date_labels import bucket_text
from webui.links import Option
from webui.translation import format_date
from webui.translation import gettext as _
from webui.wording import count_text, number

HEIGHT = 72.0  # px, of the highest bar
LEAST_HEIGHT = 2.0  # px, of a bar that stands for any article at all
GAP = 0.16  # of a bucket's width
WIDEST = 6.5  # per cent: few bars stay bars
TICKS = 6  # labels under the bars, as many as a phone has room for
MOST_OFFERED = 400  # bars of an interval that is offered: more cannot be hit with a finger
_LAST_ROOM = 84.0  # per cent: a label that begins beyond would run out of a phone's page
_TICK_PATTERNS = {"year": ("y", "y"), "month": ("MMM", "MMM y"), "day": ("d MMM", "d MMM y")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bucket: `x` and `width` in per cent, `y` and `height` in px from the top."""

    x: float
    width: float
    y: float
    height: float
    label: str  # "November 2022: 12 articles"
    href: str | None  # None where there is nothing to see
    is_selected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A label that begins at `x` per cent, or ends there if it is the last and has no room behind it."""

    x: float
    label: str
    is_last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HistogramView:
    """The bars, and beside them what no bar can show."""

    height: float
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    intervals: tuple[Option, ...]
    imprecise: int
    imprecise_text: str
    undated: int
    undated_text: str
    undated_href: str
    is_undated_chosen: bool


def histogram_view(histogram: Histogram, request: SearchRequest) -> HistogramView:
    """The histogram with a link for each bucket that holds an article."""
    undated = params.without_dates(request).with_selection("date", Selection(include=frozenset({NONE})))
    is_undated_chosen = request.selection("date").include == {NONE}
    return HistogramView(
        height=HEIGHT,
        bars=_bars(histogram.buckets, request),
        ticks=_ticks(histogram),
        intervals=_intervals(histogram, request),
        imprecise=histogram.imprecise,
        imprecise_text=_imprecise_text(histogram),
        undated=histogram.undated,
        undated_text=_("%(shown)s undated", shown=number(histogram.undated)),
        undated_href=links.search_href(params.without_dates(request) if is_undated_chosen else undated),
        is_undated_chosen=is_undated_chosen,
    )


def _imprecise_text(histogram: Histogram) -> str:
    """How many have a date that is wider than a bar."""
    shown = number(histogram.imprecise)
    if histogram.interval == "day":
        return _("%(shown)s known by week, month or year only", shown=shown)
    if histogram.interval == "month":
        return _("%(shown)s known by year only", shown=shown)
    return _("%(shown)s across years", shown=shown)


def _bars(buckets: tuple[DateBucket, ...], request: SearchRequest) -> tuple[Bar, ...]:
    highest = max((bucket.count for bucket in buckets), default=0)
    step = 100 / max(1, len(buckets))
    return tuple(_bar(b, request, x=i * step, step=step, highest=highest) for i, b in enumerate(buckets))


def _bar(bucket: DateBucket, request: SearchRequest, *, x: float, step: float, highest: int) -> Bar:
    height = max(LEAST_HEIGHT, HEIGHT * bucket.count / highest) if bucket.count else 0.0
    is_selected = bucket.state == "selected"
    chosen = params.without_dates(request) if is_selected else params.in_bucket(request, bucket.value)
    return Bar(
        x=round(x, 3),
        width=round(min(step * (1 - GAP), WIDEST), 3),
        y=round(HEIGHT - height, 1),
        height=round(height, 1),
        label=f"{bucket_text(bucket.value)}: {count_text(bucket.count)}",
        href=links.search_href(chosen) if bucket.count or is_selected else None,
        is_selected=is_selected,
    )


def _ticks(histogram: Histogram) -> tuple[Tick, ...]:
    """Labels at even distances, each at the left edge of its bucket."""
    buckets = histogram.buckets
    every = -(-len(buckets) // TICKS)
    ticks = []
    last_year = None
    for i in range(0, len(buckets), every or 1):
        x = 100 * i / len(buckets)
        day = _first_day(buckets[i])
        is_last = x > _LAST_ROOM and i > 0
        label = _tick_text(day, histogram.interval, with_year=day.year != last_year)
        ticks.append(Tick(x=100.0 if is_last else round(x, 3), label=label, is_last=is_last))
        last_year = day.year
    return tuple(ticks)


def _tick_text(day: date, interval: Literal["year", "month", "day"], *, with_year: bool) -> str:
    """The label of a bucket that begins on `day`; the year is said where it is new."""
    plain, dated = _TICK_PATTERNS[interval]
    return format_date(day, dated if with_year else plain)


def _first_day(bucket: DateBucket) -> date:
    span = iso_span(bucket.value)
    assert span is not None, bucket.value
    return span[0]


def _intervals(histogram: Histogram, request: SearchRequest) -> tuple[Option, ...]:
    """The intervals that give a readable number of bars, the shown one among them."""
    if not histogram.buckets:
        return ()
    days = (_last_day(histogram.buckets[-1]) - _first_day(histogram.buckets[0])).days + 1
    names: tuple[tuple[Literal["year", "month", "day"], str, int], ...] = (
        ("year", _("by year"), days // 365),
        ("month", _("by month"), days // 30),
        ("day", _("by day"), days),
    )
    return tuple(
        _option(name, label, request, is_current=name == histogram.interval)
        for name, label, bars in names
        if name == histogram.interval or 2 <= bars <= MOST_OFFERED
    )


def _last_day(bucket: DateBucket) -> date:
    span = iso_span(bucket.value)
    assert span is not None, bucket.value
    return span[1]


def _option(name: Interval, label: str, request: SearchRequest, *, is_current: bool) -> Option:
    href = links.search_href(replace(request, interval=name, cursor=None))
    return Option(label=label, href=href, is_current=is_current)
