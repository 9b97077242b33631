from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from search.errors import CorruptIndexError, InvalidParameterError, QuerySyntaxError, QueryTimeoutError
from tests.webui.fakes import FakeService
from tests.webui.markup import Page, text_of
from webui.failures import SHOWN_CHARS, MarkedQuery, marked_query


def test_a_query_that_cannot_be_read_is_shown_with_the_place_marked(client: FlaskClient, service: FakeService) -> None:
    service.error = QuerySyntaxError("the quote is not closed", position=7)
    found = Page(client.get('/search?q=(pasok "senjata'))
    assert found.status == 400
    marked = found.one("//p[@class='marked']")
    assert text_of(marked) == '(pasok "senjata'
    assert text_of(marked.xpath(".//mark")[0]) == '"'
    assert found.one("//input[@id='q']").get("value") == '(pasok "senjata'
    assert "the quote is not closed" in found.source


def test_the_place_may_be_behind_the_end() -> None:
    assert marked_query("(a", 2) == MarkedQuery(before="(a", at="⎵", after="")
    assert marked_query("(a", 99) == MarkedQuery(before="(a", at="⎵", after="")


def test_a_long_query_is_cut_around_the_place() -> None:
    marked = marked_query("a" * 5000 + "(" + "b" * 5000, 5000)
    assert marked is not None
    assert (marked.at, len(marked.before), len(marked.after)) == ("(", SHOWN_CHARS + 1, SHOWN_CHARS + 1)


def test_an_error_without_a_place_marks_nothing() -> None:
    assert marked_query("a", None) is None
    assert marked_query("", 0) is None


def test_dates_that_cannot_be_are_explained_in_the_language_of_the_page(client: FlaskClient) -> None:
    found = Page(client.get("/search?from=2022-12&to=2022-11"))
    assert found.status == 400
    assert "Tulis tanggal sebagai" in found.source
    assert "Write dates as" in Page(client.get("/search?from=kemarin&lang=en")).source


@pytest.mark.parametrize("parameter", ["size", "cursor", "q", "from"])
def test_every_parameter_at_fault_comes_with_advice(client: FlaskClient, service: FakeService, parameter: str) -> None:
    service.error = InvalidParameterError("salah", parameter=parameter)
    found = Page(client.get("/search?q=a"))
    assert found.status == 400
    assert len(text_of(found.all("//main/p")[0])) > 20


def test_a_search_that_took_too_long_is_a_503_with_advice(client: FlaskClient, service: FakeService) -> None:
    service.error = QueryTimeoutError("lebih dari 5 s")
    found = Page(client.get("/search?q=a*"))
    assert (found.status, "Persempit" in found.source) == (503, True)


def test_an_index_that_cannot_be_read_is_not_explained_to_readers(client: FlaskClient, service: FakeService) -> None:
    service.error = CorruptIndexError("/secret/index is damaged")
    found = Page(client.get("/"))
    assert (found.status, "secret" in found.source) == (503, False)
    assert "sedang tidak dapat dicari" in found.source


def test_an_unknown_address_is_a_page(client: FlaskClient) -> None:
    found = Page(client.get("/tidak-ada"))
    assert (found.status, found.link("ke halaman awal")) == (404, "/")


def test_a_fault_of_ours_is_a_page_without_details(client: FlaskClient, service: FakeService) -> None:
    service.error = RuntimeError("rahasia")
    found = Page(client.get("/"))
    assert (found.status, "rahasia" in found.source) == (500, False)


def test_the_site_only_reads(client: FlaskClient) -> None:
    assert client.post("/search").status_code == 405
