from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from search.dates import iso_span
from search.model import DateSpan, Precision
from tests.builders import span
from webui.date_labels import DateLabel, bucket_text, date_label, field_texts, range_text


def label(value: DateSpan, timezone: str = "Asia/Jakarta") -> DateLabel:
    return date_label(value, timezone=timezone)


@pytest.mark.usefixtures("indonesian")
@pytest.mark.parametrize(
    ("text", "shown", "machine"),
    [("2022", "2022", "2022"), ("2022-05", "Mei 2022", "2022-05"), ("2022-05-08", "8 Mei 2022", "2022-05-08")],
)
def test_a_date_is_shown_as_precisely_as_it_is_known(text: str, shown: str, machine: str) -> None:
    assert (label(span(text)).text, label(span(text)).datetime) == (shown, machine)


@pytest.mark.usefixtures("indonesian")
def test_a_week_is_shown_by_its_days() -> None:
    week = DateSpan(start=date(2022, 11, 7), end=date(2022, 11, 13), precision="week", origin="metadata")
    assert (label(week).text, label(week).datetime) == ("minggu 7–13 Nov 2022", None)


@pytest.mark.usefixtures("indonesian")
@pytest.mark.parametrize(
    ("start", "end", "precision", "shown"),
    [
        (date(2019, 1, 1), date(2024, 12, 31), "year", "2019–2024"),
        (date(2026, 3, 1), date(2026, 4, 30), "month", "Mar – Apr 2026"),
        (date(2022, 4, 2), date(2022, 5, 1), "month", "2 Apr – 1 Mei 2022"),
        (date(2022, 10, 26), date(2022, 11, 8), "week", "26 Okt – 8 Nov 2022"),
    ],
)
def test_a_longer_span_is_shown_whole(start: date, end: date, precision: Precision, shown: str) -> None:
    span_ = DateSpan(start=start, end=end, precision=precision, origin="byline")
    assert (label(span_).text, label(span_).datetime) == (shown, None)


@pytest.mark.usefixtures("indonesian")
def test_a_time_is_shown_in_the_zone_of_the_archive_with_the_day_it_has_there() -> None:
    day, instant = date(2022, 11, 8), datetime(2022, 11, 7, 16, 30, tzinfo=UTC)
    late = DateSpan(start=day, end=day, precision="time", origin="metadata", instant=instant)
    assert label(late).text == "7 Nov 2022, 23.30 WIB"
    assert label(late, "Asia/Jayapura").text == "8 Nov 2022, 01.30 WIT"
    assert label(late).datetime == "2022-11-07T16:30Z"


def test_an_estimate_says_so_with_the_words_it_was_read_from(request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("english")
    found = label(span("2022-11-08", origin="text"))
    assert (found.text, found.raw, found.is_estimate) == ("about 8 Nov 2022", "2022-11-08", True)


@pytest.mark.usefixtures("indonesian")
def test_a_date_that_was_given_does_not_repeat_the_notation_it_was_given_in() -> None:
    assert label(span("2022-11-08")).raw == ""


def test_a_conflict_shows_the_words(english: None) -> None:
    found = label(span("2022-11-08", conflict=True))
    assert (found.is_conflict, found.raw) == (True, "2022-11-08")


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("2022", "2022", "2022"),
        ("2021", "2022", "2021–2022"),
        ("2022-11", "2022-11", "November 2022"),
        ("2022-09", "2022-11", "Sep – Nov 2022"),
        ("2022-11-08", "2022-11-08", "8 Nov 2022"),
        ("2022-11-08", "2022-11", "8–30 Nov 2022"),
        ("2022-10-31", "2022-11-06", "31 Oct – 6 Nov 2022"),
        ("2022-12-31", "2023-01-01", "31 Dec 2022 – 1 Jan 2023"),
        ("2021-12", "2022-02", "Dec 2021 – Feb 2022"),
        ("2022-09", None, "from September 2022"),
        (None, "2022", "until 2022"),
        (None, "2022-11-08", "until 8 Nov 2022"),
        (None, None, "any date"),
    ],
)
def test_a_range_is_said_as_shortly_as_can_be(english: None, first: str | None, last: str | None, shown: str) -> None:
    begin, end = iso_span(first or ""), iso_span(last or "")
    assert range_text(begin[0] if begin else None, end[1] if end else None) == shown


@pytest.mark.parametrize("first", ["2022", "2022-01", "2022-02", "2022-11-08", "9999", "0001", ""])
@pytest.mark.parametrize("last", ["2022", "2022-12", "2024-02", "2022-11-30", "9999", ""])
def test_the_date_fields_say_what_was_asked_for_in_the_same_notation(first: str, last: str) -> None:
    begin, end = iso_span(first), iso_span(last)
    shown = field_texts(begin[0] if begin else None, end[1] if end else None)
    spans = [iso_span(text) for text in shown]
    assert (spans[0] and spans[0][0], spans[1] and spans[1][1]) == (begin and begin[0], end and end[1])
    assert len({len(text) for text in shown if text}) <= 1


def test_whole_months_are_shown_as_months_and_whole_years_as_years() -> None:
    assert field_texts(date(2022, 12, 1), date(2022, 12, 31)) == ("2022-12", "2022-12")
    assert field_texts(date(2022, 1, 1), date(2022, 12, 31)) == ("2022", "2022")


def test_a_bucket_is_named_by_its_width(english: None) -> None:
    assert [bucket_text(v) for v in ("2022", "2022-11", "2022-11-08")] == ["2022", "November 2022", "8 Nov 2022"]
