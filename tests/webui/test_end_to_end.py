"""The site on a real index that the application opens by itself: what pages say and where their links lead."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engines.whoosh import open_engine
from search.settings import Settings
from tests.builders import article, stored
from tests.webui.archive import ARTICLES, DENIAL, HOSTILE
from tests.webui.markup import Page, asked, count, exclude, pick, text_of
from tests.webui.test_api import checked
from webui import create_app

SEARCH = "/api/v1/search"


def page(client: FlaskClient, address: str) -> Page:
    return Page(client.get(address))


def total(found: Page) -> int:
    return int(text_of(found.one("//*[@class='total']")).split()[0])


def test_words_are_found_by_their_stems_and_marked(real_client: FlaskClient) -> None:
    found = page(real_client, "/search?q=pasok+senjata")
    marked = {text.casefold() for text in found.texts("//ol[@class='hits']//mark")}
    assert {"memasok", "pasokan", "senjata"} <= marked
    assert total(found) == 3


def test_a_quoted_phrase_is_found_exactly(real_client: FlaskClient) -> None:
    assert total(page(real_client, "/search?q=%22memasok+senjata%22")) == 2
    assert "Tidak ada yang cocok" in page(real_client, "/search?q=%22pasok+senjata%22").source


@pytest.mark.parametrize("facet", ["outlet", "language", "section"])
def test_choosing_a_value_gives_as_many_articles_as_it_counts(real_client: FlaskClient, facet: str) -> None:
    rows = page(real_client, "/search?from=2022&to=2022").facet(facet)
    assert rows
    for row in rows.values():
        assert total(page(real_client, pick(row))) == count(row)


def test_choosing_actors_one_after_the_other_narrows(real_client: FlaskClient) -> None:
    first = page(real_client, "/search?q=senjata").facet("actor")["Korea Utara"]
    narrowed = page(real_client, pick(first))
    assert total(narrowed) == count(first)
    second = narrowed.facet("actor")["Amerika Serikat"]
    assert total(page(real_client, pick(second))) == count(second) < count(first)


def test_leaving_a_value_out_takes_its_articles_away(real_client: FlaskClient) -> None:
    everything = page(real_client, "/search?q=senjata")
    row = everything.facet("outlet")["Kabar Samudra"]
    without = page(real_client, exclude(row))
    assert total(without) == total(everything) - count(row)
    back = without.facet("outlet")["Kabar Samudra"]
    assert back.get("class") == "excluded"
    assert total(page(real_client, pick(back))) == total(everything)


def test_every_bar_leads_to_as_many_articles_as_it_counts(real_client: FlaskClient) -> None:
    bars = page(real_client, "/search?q=senjata").all("//svg/a")
    assert bars
    for bar in bars:
        assert total(page(real_client, bar.get("href"))) == int(bar.get("aria-label").split()[-2])


def test_undated_articles_are_behind_their_link(real_client: FlaskClient) -> None:
    found = page(real_client, "/search")
    [link] = found.all("//*[@class='aside']/a")
    assert total(page(real_client, link.get("href"))) == int(text_of(link).split()[0])


def test_pages_are_turned_without_repeating_or_missing_an_article(real_client: FlaskClient) -> None:
    seen: list[str] = []
    address: str | None = "/search?size=7"
    while address:
        found = page(real_client, address)
        seen += [a.get("href") for a in found.all("//li[@class='hit']//h2/a")]
        following = found.all("//a[@rel='next']")
        address = following[0].get("href") if following else None
    assert len(seen) == len(set(seen)) == len(ARTICLES)


def test_no_link_of_the_site_is_dead(real_client: FlaskClient) -> None:
    known = {"/", "/search?q=senjata&from=2022", f"/article/{DENIAL.id}?q=senjata", "/facets/actor?q=senjata"}
    linked = set().union(*(page(real_client, address).links() for address in known))
    assert len(linked) > 100
    for address in sorted(linked - known):
        with real_client.get(address) as answer:
            assert answer.status_code == 200, address


def test_the_api_gives_what_the_page_shows(real_client: FlaskClient) -> None:
    address = "?q=pasok+senjata&language=id&from=2022-11&to=2022-11"
    answer = checked(real_client.get(SEARCH + address), SEARCH)
    found = page(real_client, "/search" + address)
    assert answer["total"] == total(found)
    assert [hit["headline"] for hit in answer["hits"]] == found.texts("//li[@class='hit']//h2")
    assert answer["facets"]["language"]["buckets"][0]["state"] == "selected"


@pytest.mark.parametrize(
    ("query", "code", "place"),
    [
        ("q=(pasok", "query-syntax", {"position": 0}),
        ("q=%22pasok", "query-syntax", {"position": 0}),
        ("q=*a*", "query-syntax", {"position": 0}),
        ("cursor=rusak", "invalid-parameter", {"parameter": "cursor"}),
    ],
)
def test_what_cannot_be_read_is_a_400_that_names_the_place(
    real_client: FlaskClient, query: str, code: str, place: dict[str, object]
) -> None:
    response = real_client.get(f"{SEARCH}?{query}")
    answer = checked(response, SEARCH)
    assert (response.status_code, answer["code"]) == (400, code)
    assert place.items() <= answer.items()
    assert real_client.get(f"/search?{query}").status_code == 400


def test_a_query_of_a_hundred_kilobytes_is_a_400(real_client: FlaskClient) -> None:
    response = real_client.get(SEARCH, query_string={"q": "a" * 100_000})
    answer = checked(response, SEARCH)
    assert response.status_code == 400
    assert answer["parameter"] == "q"


def test_an_unknown_facet_is_a_400(real_client: FlaskClient) -> None:
    answer = checked(real_client.get("/api/v1/facets/bogus"), "/api/v1/facets/{facet}")
    assert (answer["status"], answer["parameter"]) == (400, "facet")
    assert real_client.get("/facets/bogus").status_code == 400
    assert real_client.get("/facets/date").status_code == 400


def test_the_other_answers_are_as_described(real_client: FlaskClient) -> None:
    found = checked(real_client.get(f"/api/v1/articles/{DENIAL.id}?lang=en"), "/api/v1/articles/{article_id}")
    assert found["actors"][0]["label"] == "North Korea"
    values = checked(real_client.get("/api/v1/facets/actor?contains=kor"), "/api/v1/facets/{facet}")
    assert [bucket["value"] for bucket in values["buckets"]] == ["country:KP"]
    words = checked(real_client.get("/api/v1/complete?q=senj"), "/api/v1/complete")
    assert "senjata" in [completion["text"] for completion in words["completions"]]
    assert checked(real_client.get("/api/v1/status"), "/api/v1/status")["articles"] == len(ARTICLES)
    assert checked(real_client.get("/healthz"), "/healthz") == {"status": "ok"}


def test_a_hostile_article_is_text_on_every_page(real_client: FlaskClient) -> None:
    for address in ("/search?q=senjata", f"/article/{HOSTILE.id}?q=senjata"):
        found = page(real_client, address)
        assert not found.all("//img | //script[not(@src)]")
        assert "javascript:" not in found.source


def test_the_article_page_shows_matches_and_where_things_were_found(real_client: FlaskClient) -> None:
    found = page(real_client, f"/article/{DENIAL.id}?q=pasok")
    assert found.texts("//div[@class='text']//mark") == ["memasok"]
    assert "“Pyongyang” sebutan kiasan" in text_of(found.one("//aside"))
    assert asked(found.link("kembali ke hasil")) == [("q", "pasok")]


def test_the_download_has_every_match_in_the_order_of_the_request(real_client: FlaskClient) -> None:
    text = real_client.get("/search.csv?sort=oldest&date=-none").text.removeprefix("\ufeff")
    starts = [row["published_start"] for row in csv.DictReader(io.StringIO(text))]
    assert len(starts) == len(ARTICLES) - 1
    assert starts == sorted(starts)


def test_an_english_page_names_actors_in_english(real_client: FlaskClient) -> None:
    rows = page(real_client, "/search?q=senjata&lang=en").facet("actor")
    assert "North Korea" in rows


def test_no_index_is_a_503_until_there_is_one_and_new_articles_need_no_restart(tmp_path: Path) -> None:
    chosen = Settings(index=tmp_path / "index")
    client = create_app(chosen).test_client()
    assert client.get("/").status_code == client.get("/healthz").status_code == 503
    engine = open_engine(chosen, create=True)
    engine.update(stored(article(title="Satu")))
    assert total(page(client, "/")) == 1
    engine.update(stored(article(title="Dua")))
    assert total(page(client, "/")) == 2
    engine.close()


WORDS = st.sampled_from(["pasok", "senjata", "أسلحة", "Korea", "AS", "<b>", "&amp;", "%", "\u202e", "😀", "\x00"])
PIECES = st.sampled_from(
    ['"', "(", ")", "-", "*", "?", "~", ":", " ", " OR ", " BUKAN ", "actor:", "date:2022", "title:"]
)


@settings(max_examples=80, deadline=None)
@given(query=st.lists(WORDS | PIECES | st.text(max_size=4), max_size=8).map("".join))
def test_whatever_is_typed_is_answered_or_refused_with_its_place(real_app: Flask, query: str) -> None:
    client = real_app.test_client()
    response = client.get(SEARCH, query_string={"q": query})
    answer = checked(response, SEARCH)
    found = Page(client.get("/search", query_string={"q": query}))
    assert found.status == response.status_code
    if response.status_code == 400:
        assert answer.get("parameter") == "q"
    else:
        assert response.status_code == 200
        assert not found.all("//main//b[not(@aria-current)]")
