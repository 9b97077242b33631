from __future__ import annotations

from itertools import pairwise

import pytest

from search.query import SearchRequest, Selection
from search.results import DateBucket, Histogram
from tests.webui.markup import asked
from webui.histogram import HEIGHT, LEAST_HEIGHT, TICKS, histogram_view

pytestmark = pytest.mark.usefixtures("english")


def months(*counts: int, **changes: int) -> Histogram:
    buckets = tuple(DateBucket(value=f"{2020 + i // 12}-{i % 12 + 1:02d}", count=n) for i, n in enumerate(counts))
    return Histogram(interval="month", buckets=buckets, **({"undated": 0, "imprecise": 0} | changes))


def test_bars_are_as_high_as_their_counts_and_none_is_invisible() -> None:
    bars = histogram_view(months(1000, 500, 1, 0), SearchRequest()).bars
    assert [bar.height for bar in bars] == [HEIGHT, HEIGHT / 2, LEAST_HEIGHT, 0]
    assert all(bar.y + bar.height == pytest.approx(HEIGHT) for bar in bars)


@pytest.mark.parametrize("count", [1, 2, 12, 62, 400, 3660])
def test_bars_lie_side_by_side_within_the_width(count: int) -> None:
    bars = histogram_view(months(*[1] * count), SearchRequest()).bars
    assert all(left.x + left.width <= right.x for left, right in pairwise(bars))
    assert bars[-1].x + bars[-1].width <= 100


@pytest.mark.parametrize("count", [1, 2, 7, 12, 62, 120])
def test_there_are_few_labels_and_the_year_is_said_where_it_is_new(count: int) -> None:
    ticks = histogram_view(months(*[1] * count), SearchRequest()).ticks
    assert 1 <= len(ticks) <= TICKS
    assert ticks[0].label == "Jan 2020"
    assert [tick.is_last for tick in ticks[:-1]] == [False] * (len(ticks) - 1)


def test_a_bucket_without_articles_leads_nowhere() -> None:
    assert [bar.href is None for bar in histogram_view(months(1, 0, 2), SearchRequest()).bars] == [False, True, False]


def test_a_selected_bucket_leads_back_to_all_dates() -> None:
    histogram = Histogram(
        interval="year", buckets=(DateBucket(value="2022", count=3, state="selected"),), undated=0, imprecise=0
    )
    [bar] = histogram_view(histogram, SearchRequest(text="a")).bars
    assert bar.is_selected
    assert asked(bar.href or "") == [("q", "a")]


def test_intervals_are_offered_that_give_a_readable_number_of_bars() -> None:
    def offered(count: int) -> list[tuple[str, bool]]:
        return [(o.label, o.is_current) for o in histogram_view(months(*[1] * count), SearchRequest()).intervals]

    assert offered(1) == [("by month", True), ("by day", False)]
    assert offered(36) == [("by year", False), ("by month", True)]


def test_no_dated_article_gives_no_bars() -> None:
    view = histogram_view(months(undated=3), SearchRequest())
    assert (view.bars, view.ticks, view.intervals, view.undated_text) == ((), (), (), "3 undated")


def test_choosing_undated_articles_is_undone_by_the_same_link() -> None:
    undated = SearchRequest().with_selection("date", Selection(include=frozenset({"none"})))
    view = histogram_view(months(undated=3), undated)
    assert view.is_undated_chosen
    assert asked(view.undated_href) == []
    assert asked(histogram_view(months(undated=3), SearchRequest()).undated_href) == [("date", "none")]
