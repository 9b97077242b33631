from datetime import date

import pytest

from search.dates import iso_span, iso_text


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31), "year"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2022-11-08", date(2022, 11, 8), date(2022, 11, 8), "day"),
        (" 2022-9-2 ", date(2022, 9, 2), date(2022, 9, 2), "day"),
    ],
)
def test_year_month_and_day_become_spans_of_days(text, start, end, precision):
    assert iso_span(text) == (start, end, precision)


@pytest.mark.parametrize(
    "text", ["", "22", "2022-13", "2022-00", "2022-02-30", "0000", "2022-11-08T10:00", "٢٠٢٢", "-"]
)
def test_what_is_no_date_gives_none(text):
    assert iso_span(text) is None


@pytest.mark.parametrize("text", ["2022", "2022-11", "2022-11-08"])
def test_a_span_has_its_name_back(text):
    start, _, precision = iso_span(text)
    assert iso_text(start, precision) == text
