import pytest

from indexer.understand.datelines import find_dateline
from indexer.understand.headers import find_header
from tests.evaluation.gold.datelines import DATELINES, NO_DATELINES


@pytest.mark.parametrize(("text", "outlet", "place"), DATELINES)
def test_a_dateline_names_outlet_and_place(text, outlet, place):
    found = find_dateline(text + "Warga kota itu menolak.")
    assert (found.outlet, found.place) == (outlet, place)
    assert found.end == len(text)


@pytest.mark.parametrize("text", NO_DATELINES)
def test_a_sentence_with_a_dash_is_no_dateline(text):
    assert find_dateline(text) is None


def test_a_name_that_the_caller_knows_is_an_outlet():
    text = "Suara Warga - Harga beras naik."
    assert find_dateline(text) is None
    assert find_dateline(text, is_outlet=lambda name: name == "Suara Warga").outlet == "Suara Warga"


def test_a_dateline_is_found_behind_a_byline():
    text = "Laporan Wartawan Kabarkota.com, Ani Wijaya KABARKOTA. COM, SOLO - Harga beras naik."
    found = find_dateline(text)
    assert (found.outlet, found.place) == ("kabarkota.com", "SOLO")
    assert text[found.start : found.end] == "KABARKOTA. COM, SOLO - "


def test_a_dateline_is_found_behind_a_lead_without_stop():
    text = "kami siap membantu warga Bandung (ANTARA) - Harga beras naik."
    found = find_dateline(text)
    assert (found.outlet, found.place, text[found.start : found.end]) == ("ANTARA", "Bandung", "Bandung (ANTARA) - ")


@pytest.mark.parametrize(
    ("text", "published", "rest"),
    [
        (" date 2022-11 IslamTimes - Seorang", "2022-11", "IslamTimes - Seorang"),
        ("Tanggal: 08/11/2022\nWarga", "08/11/2022", "Warga"),
        ("published 2022-11-08T10:15:00+07:00 | Warga", "2022-11-08T10:15:00+07:00", "Warga"),
    ],
)
def test_a_header_gives_a_date_and_where_the_text_begins(text, published, rest):
    header = find_header(text)
    assert (header.published, text[header.end :]) == (published, rest)


@pytest.mark.parametrize("text", ["Date night 2022", "dated 2022-11", "Tanggal 17 Agustus", "2022-11 IslamTimes", ""])
def test_other_openings_are_no_header(text):
    assert find_header(text) is None
