from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.webui.fakes import FakeService
from tests.webui.markup import Page, asked, exclude, pick


def test_all_values_are_listed_with_links_back_into_the_search(client: FlaskClient, service: FakeService) -> None:
    found = Page(client.get("/facets/outlet?q=a&cursor=ini"))
    rows = found.facet("outlet")
    assert list(rows) == ["Kabar Samudra", "Harian Cakrawala"]
    assert pick(rows["Kabar Samudra"]).startswith("/search?")
    assert asked(pick(rows["Kabar Samudra"])) == [("outlet", "kabar-samudra"), ("q", "a")]
    assert asked(exclude(rows["Kabar Samudra"])) == [("outlet", "-kabar-samudra"), ("q", "a")]
    assert found.link("kembali ke hasil") == "/search?q=a"


def test_searching_inside_keeps_the_request(client: FlaskClient) -> None:
    found = Page(client.get("/facets/outlet?q=a&actor=country:KP&contains=cakra"))
    assert list(found.facet("outlet")) == ["Harian Cakrawala"]
    form = found.one("//form[@class='within']")
    carried = [(i.get("name"), i.get("value")) for i in form.xpath("./input[@type='hidden']")]
    assert sorted(carried) == [("actor", "country:KP"), ("q", "a")]
    assert form.get("action") == "/facets/outlet"
    assert asked(found.link("tampilkan semua")) == [("actor", "country:KP"), ("q", "a")]


def test_nothing_found_inside_is_said(client: FlaskClient) -> None:
    assert "Tidak ada yang cocok." in Page(client.get("/facets/outlet?contains=zzz")).source


def test_a_text_too_long_to_search_for_is_refused(client: FlaskClient) -> None:
    assert client.get("/facets/outlet", query_string={"contains": "a" * 201}).status_code == 400


def test_the_language_switch_keeps_what_is_searched_inside(client: FlaskClient) -> None:
    switch = Page(client.get("/facets/outlet?q=a&contains=cakra+%26")).link("English")
    assert switch.startswith("/facets/outlet?")
    assert asked(switch) == [("contains", "cakra &"), ("lang", "en"), ("q", "a")]
    back = Page(client.get("/facets/outlet?contains=cakra&lang=en")).link("Indonesia")
    assert back == "/facets/outlet?contains=cakra"


@pytest.mark.parametrize("address", ["/facets/outlet", "/api/v1/facets/outlet"])
def test_two_texts_to_search_for_are_refused_as_any_value_given_twice(client: FlaskClient, address: str) -> None:
    assert client.get(f"{address}?contains=a&contains=").status_code == 200
    assert client.get(f"{address}?contains=a&contains=b").status_code == 400
