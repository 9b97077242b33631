from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from search.query import Selection
from tests.webui.fakes import FakeService, word
from tests.webui.markup import Page, asked, exclude, pick, text_of


def page(client: FlaskClient, address: str = "/search") -> Page:
    return Page(client.get(address))


def test_the_start_page_shows_the_newest_articles_with_facets(client: FlaskClient, service: FakeService) -> None:
    found = page(client, "/")
    [request] = service.asked
    assert request.text == ""
    assert {"outlet", "actor", "language", "date"} <= set(request.facets)
    assert found.status == 200
    assert len(found.all("//ol[@class='hits']/li")) == 4
    assert text_of(found.one("//*[@class='total']")) == "4 artikel"


def test_the_search_box_keeps_the_query_and_the_form_carries_the_filters(client: FlaskClient) -> None:
    found = page(client, "/search?q=pasok+%22a%22&outlet=x&outlet=-y&from=2022-09&sort=newest&cursor=abc")
    assert found.one("//input[@id='q']").get("value") == 'pasok "a"'
    carried = [(i.get("name"), i.get("value")) for i in found.all("//form[@id='search']/input[@type='hidden']")]
    assert sorted(carried) == [("outlet", "-y"), ("outlet", "x"), ("sort", "newest")]
    assert found.one("//input[@name='from']").get("value") == "2022-09"
    assert found.one("//input[@name='from']").get("form") == "search"


def test_parameters_that_others_hang_on_links_are_passed_over(client: FlaskClient) -> None:
    found = page(client, "/search?q=a&utm_source=surat&from=&to=")
    assert found.status == 200
    assert not any("utm" in link for link in found.links())


def test_a_facet_value_is_a_link_that_chooses_it_and_another_that_leaves_it_out(client: FlaskClient) -> None:
    rows = page(client, "/search?q=a&cursor=abc").facet("outlet")
    assert asked(pick(rows["Kabar Samudra"])) == [("outlet", "kabar-samudra"), ("q", "a")]
    assert asked(exclude(rows["Kabar Samudra"])) == [("outlet", "-kabar-samudra"), ("q", "a")]
    assert asked(pick(rows["media tak diketahui"])) == [("outlet", "none"), ("q", "a")]


def test_a_chosen_value_is_let_go_and_an_excluded_one_taken_back_by_the_same_click(client: FlaskClient) -> None:
    found = page(client, "/search?outlet=kabar-samudra&actor=-country:IR")
    chosen, left_out = found.facet("outlet")["Kabar Samudra"], found.facet("actor")["Iran"]
    assert (chosen.get("class"), left_out.get("class")) == ("selected", "excluded")
    assert asked(pick(chosen)) == [("actor", "-country:IR")]
    assert asked(pick(left_out)) == [("outlet", "kabar-samudra")]


def test_several_values_can_be_chosen(client: FlaskClient) -> None:
    rows = page(client, "/search?outlet=kabar-samudra").facet("outlet")
    assert asked(pick(rows["Harian Cakrawala"])) == [("outlet", "harian-cakrawala"), ("outlet", "kabar-samudra")]


def test_more_values_are_offered_only_where_there_are_more(client: FlaskClient) -> None:
    found = page(client)
    assert found.texts("//a[@class='more']") == ["Lainnya, cari media …"]
    assert found.link("cari media") == "/facets/outlet"


def test_a_facet_of_one_value_is_not_offered_unless_it_is_chosen(client: FlaskClient) -> None:
    assert not page(client).facet("language")
    assert page(client, "/search?language=id").facet("language")


def test_filters_stand_as_chips_each_with_a_link_without_it(client: FlaskClient) -> None:
    found = page(client, "/search?q=a&outlet=kabar-samudra&actor=-country:IR&from=2022-09&to=2022-11&match=all")
    chips = found.texts("//li[contains(@class, 'chip')]")
    assert chips == [
        "tanggal Sep – Nov 2022 ×",
        "tanpa Iran ×",
        "media Kabar Samudra ×",
        "semua kata ×",
    ]
    assert ("outlet", "kabar-samudra") not in asked(found.link("Hapus: Kabar Samudra"))
    assert dict(asked(found.link("Hapus: Sep – Nov 2022"))).keys() == {"q", "outlet", "actor", "match"}
    assert asked(found.link("hapus semua saringan")) == [("q", "a")]


def test_the_chip_of_a_range_leaves_what_is_chosen_of_undated_articles(client: FlaskClient) -> None:
    found = page(client, "/search?q=a&from=2022&to=2023&precise=1&date=-none&cursor=abc")
    assert asked(found.link("Hapus: 2022")) == [("date", "-none"), ("q", "a")]


def test_a_choice_of_either_actor_is_named_by_both(client: FlaskClient) -> None:
    found = page(client, "/search?actor=country:KP|country:IR")
    assert found.texts("//li[contains(@class, 'chip')]") == ["aktor Korea Utara atau Iran ×"]


def test_words_are_shown_as_they_were_read(client: FlaskClient, service: FakeService) -> None:
    service.answer["understood"] = (word("memasok", 0, "pasok"), word("senjata", 8))
    found = page(client, "/search?q=memasok+senjata")
    first, second = found.texts("//ul[@class='understood']/li")
    assert first.startswith("memasok → pasok")
    assert "→" not in second
    assert asked(found.link("Hapus: memasok")) == [("q", "senjata")]
    assert asked(found.link("Cari bentuk persis ini saja: memasok")) == [("q", '"memasok" senjata')]


def test_a_part_of_a_query_with_operators_is_not_cut_out_of_it(client: FlaskClient, service: FakeService) -> None:
    service.answer["understood"] = (word("rudal", 0), word("artileri", 11))
    found = page(client, "/search?q=rudal+ATAU+artileri")
    assert not [a for a in found.all("//li/a") if (a.get("aria-label") or "").startswith("Hapus")]


def test_the_exact_form_of_a_word_stays_in_its_field(client: FlaskClient, service: FakeService) -> None:
    service.answer["understood"] = (word("Title:senjata", 1), word("http:senjata", 15))
    found = page(client, "/search?q=-Title:senjata+http:senjata")
    assert asked(found.link("persis ini saja: Title:")) == [("q", '-Title:"senjata" http:senjata')]
    assert asked(found.link("persis ini saja: http:")) == [("q", '-Title:senjata "http:senjata"')]
    service.answer["understood"] = (word("title:", 0),)
    assert asked(page(client, "/search?q=title:").link("persis ini saja")) == [("q", '"title:"')]


@pytest.mark.parametrize("text", ["korea-utar*", "-korea-utar*", "title:korea-utar*"])
def test_a_piece_of_a_word_is_neither_cut_out_of_it_nor_put_in_quotes(
    client: FlaskClient, service: FakeService, text: str
) -> None:
    start = text.index("korea")
    service.answer["understood"] = (word("korea", start), word("utar*", start + 6))
    assert not page(client, f"/search?q={text}").all("//ul[@class='understood']//a")


def test_stems_of_languages_that_the_reader_did_not_ask_for_are_kept_to_themselves(
    client: FlaskClient, service: FakeService
) -> None:
    spanish = word("senjata", 0)
    alternatives = (*spanish.alternatives, word("senjata", 0, "senjat").alternatives[1].__class__(
        field="body_es", term="senjat", reason="stem"
    ))  # fmt: skip
    service.answer["understood"] = (spanish.__class__(
        text="senjata", start=0, end=7, kind="word", alternatives=alternatives
    ),)  # fmt: skip
    assert "senjat " not in page(client, "/search?q=senjata").texts("//ul[@class='understood']/li")[0] + " "
    assert "→ senjat" in page(client, "/search?q=senjata&language=es").texts("//ul[@class='understood']/li")[0]


def test_bars_of_the_histogram_are_links_to_exactly_their_articles(client: FlaskClient) -> None:
    found = page(client, "/search?q=a&date=-none")
    bars = {a.get("aria-label"): a.get("href") for a in found.all("//svg/a")}
    assert list(bars) == ["September 2022: 4 artikel", "November 2022: 12 artikel"]
    assert asked(bars["November 2022: 12 artikel"]) == [
        ("from", "2022-11"),
        ("precise", "1"),
        ("q", "a"),
        ("to", "2022-11"),
    ]


def test_undated_and_imprecise_articles_are_counted_beside_the_bars(client: FlaskClient) -> None:
    found = page(client)
    beside = text_of(found.one("//*[@class='aside']"))
    assert beside == "2 hanya diketahui tahunnya · 1 tanpa tanggal"
    assert asked(found.link("1 tanpa tanggal")) == [("date", "none")]


def test_a_hit_says_outlet_date_language_chain_and_original(client: FlaskClient) -> None:
    first = page(client).all("//ol[@class='hits']/li")[0]
    meta = text_of(first.xpath(".//p[@class='meta']")[0])
    assert meta == (
        "Kabar Samudra sekitar 8 Nov 2022 dari “Selasa (8/11)” Bahasa: Indonesia Kabar Samudra ←dari KCNA diubah sekali"
        " artikel asli ↗"
    )
    [time] = first.xpath(".//time")
    assert time.get("datetime") == "2022-11-08"
    [original] = first.xpath(".//a[@class='original']")
    assert original.get("href") == "https://kabar.example/a?x=1&y=2"
    assert {"noopener", "nofollow"} <= set(original.get("rel").split())


def test_actors_of_a_hit_narrow_the_answer(client: FlaskClient) -> None:
    found = page(client, "/search?q=a&actor=country:IR")
    [korea] = {a.get("href") for a in found.all("//p[@class='actors']/a") if text_of(a) == "Korea Utara"}
    assert asked(korea) == [("actor", "country:IR"), ("actor", "country:KP"), ("q", "a")]


def test_text_of_articles_is_never_markup(client: FlaskClient) -> None:
    found = page(client)
    assert not found.all("//img")
    assert all((script.get("src") or "").startswith("/static/") for script in found.all("//script"))
    assert "&lt;script&gt;alert(1)" in found.source
    assert "javascript:" not in found.source


def test_text_of_the_query_is_never_markup(client: FlaskClient) -> None:
    found = page(client, "/search?q=%22%3E%3Cscript%3Ealert(2)%3C/script%3E")
    assert "<script>alert" not in found.source


def test_a_right_to_left_article_says_so(client: FlaskClient) -> None:
    hit = page(client).all("//ol[@class='hits']/li")[2]
    [heading], [snippet] = hit.xpath(".//h2"), hit.xpath(".//p[@class='snippet']")
    assert [(e.get("lang"), e.get("dir")) for e in (heading, snippet)] == [("ar", "rtl"), ("ar", "rtl")]
    assert hit.xpath(".//p[@class='meta']")[0].get("dir") is None


def test_matches_are_marked(client: FlaskClient) -> None:
    assert page(client).texts("//p[@class='snippet']/mark")[0] == "KABAR"


def test_a_query_without_words_has_no_relevance_to_order_by(client: FlaskClient, service: FakeService) -> None:
    assert "relevansi" not in page(client).source
    excluded, chosen = replace(word("a", 1), is_negated=True), replace(word("date:2022", 3), kind="filter")
    service.answer["understood"] = (excluded, chosen)
    found = page(client, "/search?q=-a+date:2022")
    assert found.texts("//b[@aria-current]") == ["terbaru"]
    assert "relevansi" not in found.source
    service.answer["understood"] = (word("a", 0),)
    found = page(client, "/search?q=a")
    assert found.texts("//b[@aria-current]") == ["relevansi"]
    assert asked(found.link("terlama")) == [("q", "a"), ("sort", "oldest")]


def test_stories_can_be_put_together_where_there_are_any(client: FlaskClient, service: FakeService) -> None:
    assert asked(page(client).link("satukan per cerita")) == [("collapse", "story")]
    service.articles = service.articles[1:]
    assert "satukan per cerita" not in page(client).source


def test_the_next_page_and_the_way_back_are_links(client: FlaskClient, service: FakeService) -> None:
    service.answer["next"] = "lanjut"
    found = page(client, "/search?q=a&cursor=ini")
    assert service.asked[0].cursor == "ini"
    assert asked(found.link("Halaman berikutnya")) == [("cursor", "lanjut"), ("q", "a")]
    assert asked(found.link("Halaman pertama")) == [("q", "a")]


def test_a_relaxed_answer_says_so_and_offers_to_insist(client: FlaskClient, service: FakeService) -> None:
    service.answer |= {"relaxed": True, "suggestion": "pasok senjata"}
    found = page(client, "/search?q=pasok+senjatta")
    assert "Tidak ada artikel yang memuat semua kata" in text_of(found.one("//p[@role='status']"))
    assert ("match", "all") in asked(found.link("Harus memuat semua kata"))
    assert asked(found.one("//p[@role='status']/a[2]").get("href")) == [("q", "pasok senjata")]


def test_a_changed_index_is_told_with_a_way_to_begin_again(client: FlaskClient, service: FakeService) -> None:
    service.answer["index_changed"] = True
    found = page(client, "/search?q=a&cursor=ini")
    assert asked(found.link("Mulai lagi dari awal")) == [("q", "a")]


def test_an_empty_answer_suggests_what_to_do(client: FlaskClient, service: FakeService) -> None:
    service.answer |= {"total": 0, "hits": (), "suggestion": "senjata", "understood": (word("a", 0), word("b", 2))}
    found = page(client, "/search?q=a+b&from=2022&outlet=x")
    assert found.status == 200
    assert "Tidak ada yang cocok" in found.source
    assert ("q", "senjata") in asked(found.one("//p[@class='suggestion']/a").get("href"))
    assert ("match", "any") in asked(found.link("Cari salah satu kata"))
    assert "from" not in dict(asked(found.link("Cari di semua tanggal")))
    assert asked(found.link("Cari tanpa saringan")) == [("q", "a b")]


def test_an_empty_archive_says_how_to_fill_it(client: FlaskClient, service: FakeService) -> None:
    service.answer |= {"total": 0, "hits": (), "facets": (), "histogram": None}
    assert "python -m indexer add" in page(client, "/").source


def test_the_download_is_offered_with_its_limit(client: FlaskClient, service: FakeService) -> None:
    assert page(client, "/search?q=a").link("CSV") == "/search.csv?q=a"
    service.answer["total"] = 20000
    assert page(client).texts("//a[@download]") == ["CSV (10.000 pertama)"]


def test_the_english_page_is_english_and_stays_so(client: FlaskClient, service: FakeService) -> None:
    service.answer["next"] = "lanjut"
    found = page(client, "/search?q=a&outlet=kabar-samudra&lang=en")
    assert found.one("//html").get("lang") == "en"
    assert text_of(found.one("//*[@class='total']")) == "4 articles"
    assert "about 8 Nov 2022" in found.source
    elsewhere = [
        a for a in found.links() if "lang=en" not in a and not a.startswith(("/search?q=a&outlet=kabar-samudra",))
    ]
    assert elsewhere == []
    assert asked(found.link("Indonesia")) == [("outlet", "kabar-samudra"), ("q", "a")]


def test_the_language_switch_keeps_the_page(client: FlaskClient) -> None:
    found = page(client, "/search?q=a&cursor=ini")
    assert asked(found.link("English")) == [("cursor", "ini"), ("lang", "en"), ("q", "a")]


def test_every_example_of_the_syntax_help_is_a_search(client: FlaskClient) -> None:
    examples = page(client).all("//details[@class='help']//dt/a")
    assert len(examples) >= 10
    assert all(asked(a.get("href")) == [("q", text_of(a))] for a in examples)


@pytest.mark.parametrize("address", ["/", "/search?q=a", "/facets/outlet", "/article/00000000000000a1?q=a", "/salah"])
def test_a_page_has_its_landmarks_one_heading_and_no_id_twice(client: FlaskClient, address: str) -> None:
    found = page(client, address)
    assert len(found.all("//main[@id='content']")) == len(found.all("//h1")) == len(found.all("//header")) == 1
    assert found.all("//a[@class='skip' and @href='#content']")
    ids = [element.get("id") for element in found.all("//*[@id]")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("address", ["/", "/search?q=a", "/facets/outlet", "/article/00000000000000a1?q=a", "/salah"])
def test_nothing_stands_inline_that_the_content_security_policy_forbids(client: FlaskClient, address: str) -> None:
    found = page(client, address)
    assert not found.all("//style | //*[@style] | //*[@*[starts-with(name(), 'on')]]")
    assert not [script for script in found.all("//script") if not script.get("src")]


def test_a_facet_outside_the_page_is_shown_where_something_is_chosen_in_it(
    client: FlaskClient, service: FakeService
) -> None:
    page(client, "/search?group=samudra")
    [request] = service.asked
    assert request.facets[-1] == "group"
    assert request.selection("group") == Selection(include=frozenset({"samudra"}))
