"""Filtering by date and the histogram (docs/facets.md, "Dates")."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from search.engines.base import Engine
from search.errors import InvalidParameterError
from search.query import Interval, SearchRequest
from search.results import Histogram
from tests.builders import article, day, outlet, span
from tests.contract.base import EngineTests, add, matching, search
from tests.contract.queries import choosing, exact


def between(start: str | None, end: str | None, **changes: Any) -> SearchRequest:
    return SearchRequest(date_from=day(start) if start else None, date_to=day(end) if end else None, **changes)


def histogram(engine: Engine, request: SearchRequest | None = None, *, interval: Interval = "auto") -> Histogram:
    counted = search(engine, None, replace(request or SearchRequest(), interval=interval, facets=("date",))).histogram
    assert counted is not None
    return counted


def bars(counted: Histogram) -> str:
    """The buckets that have a count, in a line."""
    return " ".join(f"{bucket.value}:{bucket.count}" for bucket in counted.buckets if bucket.count)


class DatesContract(EngineTests):
    @pytest.fixture
    def years(self, engine: Engine) -> Engine:
        return add(
            engine,
            article(id="d8", body="satu", published=span("2022-11-08")),
            article(id="d9", body="dua", published=span("2022-11-09")),
            article(id="s22", body="tiga", published=span("2022-09-22")),
            article(id="m11", body="empat", published=span("2022-11")),
            article(id="y22", body="lima", published=span("2022")),
            article(id="y21", body="enam", published=span("2021-03-01")),
            article(id="u", body="tujuh"),
        )

    def test_a_filter_matches_where_spans_overlap(self, years: Engine) -> None:
        assert matching(years, None, between("2022-11-09", "2022-11-30")) == "d9 m11 y22"
        assert matching(years, None, between("2022-11-09", None)) == "d9 m11 y22"
        assert matching(years, None, between(None, "2021-12-31")) == "y21"
        assert matching(years, None, between(None, "2022-01-01")) == "y21 y22"

    def test_a_precise_filter_matches_spans_that_lie_inside(self, years: Engine) -> None:
        assert matching(years, None, between("2022-11-01", "2022-11-30", is_precise=True)) == "d8 d9 m11"
        assert matching(years, None, between("2022-11-09", None, is_precise=True)) == "d9"
        assert matching(years, None, between("2022-01-01", "2022-12-31", is_precise=True)) == "d8 d9 m11 s22 y22"

    def test_precise_alone_filters_nothing(self, years: Engine) -> None:
        assert search(years, None, SearchRequest(is_precise=True)).total == 7

    def test_none_keeps_or_drops_the_undated(self, years: Engine) -> None:
        assert matching(years, None, choosing(date="none")) == "u"
        assert matching(years, None, choosing(date="-none")) == "d8 d9 m11 s22 y21 y22"
        assert matching(years, None, choosing(between("2022-01-01", None), date="none")) == ""

    def test_another_date_is_no_choice(self, years: Engine) -> None:
        with pytest.raises(InvalidParameterError) as caught:
            search(years, None, choosing(date="2022"))
        assert caught.value.parameter == "date"

    # ---- histogram

    def test_the_histogram_has_every_bucket_of_its_range_also_empty_ones(self, years: Engine) -> None:
        counted = histogram(years, interval="year")
        assert [(bucket.value, bucket.count) for bucket in counted.buckets] == [("2021", 1), ("2022", 5)]

        counted = histogram(years, between("2022-08-05", "2022-12-24"), interval="month")
        assert [bucket.value for bucket in counted.buckets] == ["2022-08", "2022-09", "2022-10", "2022-11", "2022-12"]

    def test_wide_spans_are_imprecise_and_never_on_the_first(self, years: Engine) -> None:
        counted = histogram(years, interval="month")
        assert (bars(counted), counted.imprecise, counted.undated) == ("2021-03:1 2022-09:1 2022-11:3", 1, 1)

        counted = histogram(years, interval="day")
        assert (bars(counted), counted.imprecise) == ("2021-03-01:1 2022-09-22:1 2022-11-08:1 2022-11-09:1", 2)
        assert histogram(years, interval="year").imprecise == 0

    def test_the_range_is_what_is_asked_for_else_what_the_articles_span(self, years: Engine) -> None:
        assert edges(histogram(years, interval="day")) == ("2021-03-01", "2022-12-31")
        assert edges(histogram(years, between("2022-11-01", None), interval="day")) == ("2022-11-01", "2022-12-31")
        assert edges(histogram(years, between(None, "2021-04-02"), interval="day")) == ("2021-03-01", "2021-04-02")
        assert edges(histogram(years, between("2020-01-01", "2020-01-03"), interval="day")) == (
            "2020-01-01",
            "2020-01-03",
        )

    def test_a_range_beyond_the_articles_is_the_day_asked_for(self, years: Engine) -> None:
        assert edges(histogram(years, between("2030-05-05", None), interval="day")) == ("2030-05-05", "2030-05-05")
        assert edges(histogram(years, between(None, "1999-05-05"), interval="day")) == ("1999-05-05", "1999-05-05")

    def test_articles_outside_of_the_range_are_not_counted(self, years: Engine) -> None:
        counted = histogram(years, between("2022-11-09", "2022-11-10"), interval="day")

        assert (bars(counted), counted.imprecise, counted.undated) == ("2022-11-09:1", 2, 1)

    def test_what_overlaps_the_edge_of_the_range_is_imprecise(self, years: Engine) -> None:
        counted = histogram(years, between("2022-12-31", "2023-01-02"), interval="day")

        assert (bars(counted), counted.imprecise) == ("", 1)

    def test_the_range_is_widened_to_whole_buckets(self, years: Engine) -> None:
        counted = histogram(years, between("2022-11-09", "2022-11-10"), interval="month")

        assert (bars(counted), counted.imprecise) == ("2022-11:3", 1)

    def test_the_histogram_leaves_aside_the_choice_of_dates(self, years: Engine) -> None:
        for request in (choosing(date="none"), choosing(date="-none")):
            counted = histogram(years, request, interval="year")
            assert (bars(counted), counted.undated) == ("2021:1 2022:5", 1)

    def test_the_histogram_counts_what_query_and_other_filters_leave(self, engine: Engine) -> None:
        add(
            engine,
            article(id="a", title=None, body="gempa", published=span("2022-11-08"), outlet=outlet("Kompas")),
            article(id="b", title=None, body="gempa", published=span("2022-11-09"), outlet=outlet("Detik")),
            article(id="c", title=None, body="beras", published=span("2022-11-10"), outlet=outlet("Detik")),
        )

        request = choosing(SearchRequest(facets=("date",)), outlet="detik")
        counted = search(engine, exact("gempa"), request).histogram
        assert counted is not None
        assert bars(counted) == "2022-11-09:1"

    def test_auto_is_days_to_62_days_months_to_ten_years_then_years(self, years: Engine) -> None:
        assert histogram(years, between("2022-01-01", "2022-03-03")).interval == "day"
        assert histogram(years, between("2022-01-01", "2022-03-04")).interval == "month"
        assert histogram(years, between("2011-01-01", "2020-12-31")).interval == "month"
        assert histogram(years, between("2011-01-01", "2021-01-01")).interval == "year"

    def test_too_many_buckets_fall_back_to_the_next_coarser_interval(self, years: Engine) -> None:
        first = date(2010, 1, 1)
        last = date.fromordinal(first.toordinal() + 3659)
        beyond = date.fromordinal(first.toordinal() + 3660)

        assert len(histogram(years, between(str(first), str(last)), interval="day").buckets) == 3660
        assert histogram(years, between(str(first), str(beyond)), interval="day").interval == "month"
        assert histogram(years, between("1600-01-01", "1905-01-01"), interval="month").interval == "year"

    def test_the_whole_calendar_is_no_error(self, years: Engine) -> None:
        counted = histogram(years, between("0001-01-01", "9999-12-31"))

        assert (counted.interval, len(counted.buckets), bars(counted)) == ("year", 9999, "2021:1 2022:5")

    def test_without_dated_articles_and_a_range_there_are_no_buckets(self, engine: Engine) -> None:
        add(engine, article(id="u"))

        assert histogram(engine) == Histogram(interval="month", buckets=(), undated=1, imprecise=0)
        assert histogram(engine, interval="day").interval == "day"

    def test_without_dated_articles_the_range_is_what_is_asked_for(self, engine: Engine) -> None:
        add(engine, article(id="u"))

        assert edges(histogram(engine, between("2022-11-01", "2022-11-03"))) == ("2022-11-01", "2022-11-03")
        assert edges(histogram(engine, between("2022-11-01", None))) == ("2022-11-01", "2022-11-01")
        assert edges(histogram(engine, between(None, "2022-11-03"))) == ("2022-11-03", "2022-11-03")

    @pytest.mark.parametrize("interval", ["day", "month", "year"])
    def test_a_buckets_count_is_the_total_after_choosing_it_alone(self, years: Engine, interval: Interval) -> None:
        for bucket in histogram(years, interval=interval).buckets:
            chosen = choice(bucket.value)
            assert search(years, None, chosen).total == bucket.count
            again = histogram(years, chosen, interval=interval).buckets
            assert [(b.value, b.count, b.state) for b in again] == [(bucket.value, bucket.count, "selected")]

    def test_a_bucket_is_selected_only_by_its_very_days_and_precisely(self, years: Engine) -> None:
        for request in (
            between("2022-11-01", "2022-11-30"),
            between("2022-11-01", "2022-11-29", is_precise=True),
            between("2022-11-01", None, is_precise=True),
        ):
            assert {bucket.state for bucket in histogram(years, request, interval="month").buckets} == {None}


def edges(counted: Histogram) -> tuple[str, str]:
    return counted.buckets[0].value, counted.buckets[-1].value


def choice(bucket: str) -> SearchRequest:
    """What the link of a bucket asks for."""
    whole = span(bucket)
    return SearchRequest(date_from=whole.start, date_to=whole.end, is_precise=True)
