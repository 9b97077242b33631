from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from search.model import LanguageShare, OutletRef, Statement
from search.query import SearchRequest
from search.results import Fragment, Story
from tests.builders import article
from tests.webui.fakes import ARABIC, BODY, HOSTILE, RICH, UNTITLED, FakeService, at, plain
from tests.webui.markup import Page, asked, text_of
from webui.article_view import paragraphs
from webui.statements_view import MAX_CHARS, OPEN, voices


def page(client: FlaskClient, article_id: str, query: str = "") -> Page:
    return Page(client.get(f"/article/{article_id}{query}"))


def test_the_article_stands_in_paragraphs_with_the_missing_space_put_in(client: FlaskClient) -> None:
    found = page(client, RICH.id)
    first, second, third = found.all("//div[@class='text']/p")
    assert first.text_content() == BODY.split("\n\n")[0].replace("senjata.Kirby", "senjata. Kirby")
    assert (second.text_content(), third.text_content()) == ("Baca juga: Rudal", "Washington menunggu.")
    assert [e.text_content() for e in second.xpath("./span[@class='boilerplate']")] == ["Baca juga: Rudal"]


def test_what_was_found_leads_to_its_place_in_the_text(client: FlaskClient) -> None:
    found = page(client, RICH.id)
    links = {text_of(a): a.get("href").removeprefix("#") for a in found.all("//p[@class='forms']/a")}
    assert set(links) == {"“Pyongyang”", "“Korea Utara”", "“Kirby”", "“Selasa (8/11)”"}
    for words, anchor in links.items():
        assert found.one(f"//*[@id='{anchor}']").text_content() == words.strip("“”")


def test_actors_say_the_words_and_the_reason_they_were_found_by(client: FlaskClient) -> None:
    rows = page(client, RICH.id).texts("//ol[@class='found-items']/li")
    assert rows == [
        "Korea Utara negara 3× “Pyongyang” sebutan kiasan 2×, “Korea Utara”",
        "John Kirby Juru bicara 1× “Kirby” nama pendek",
        "8 Nov 2022 “Selasa (8/11)”",
    ]


def test_the_page_says_where_the_date_came_from_and_what_was_noticed(client: FlaskClient) -> None:
    found = text_of(page(client, RICH.id).one("//aside"))
    for said in (
        "sekitar 8 Nov 2022",
        "dari teks",
        "KCNA sumber asal · “kantor berita KCNA”",
        "Rubrik dunia",
        "Arsip arsip",
        "senjata, rudal",
        "Pengodean hurufnya ditebak.",
        "a.jsonl:3",
        "diindeks 10 Nov 2022 10:04",
    ):
        assert said in found


def test_links_from_an_article_search_the_whole_archive(client: FlaskClient) -> None:
    found = page(client, RICH.id, "?q=pasok&outlet=lain&cursor=abc")
    [actor] = found.all("//aside//a[.='John Kirby']/@href")
    assert asked(actor) == [("actor", "person:john-kirby")]
    assert asked(found.link("dunia")) == [("section", "dunia")]
    assert asked(found.link("kembali ke hasil")) == [("cursor", "abc"), ("outlet", "lain"), ("q", "pasok")]


def test_a_text_in_two_languages_names_both(client: FlaskClient, service: FakeService) -> None:
    mixed = (LanguageShare(language="id", share=0.71), LanguageShare(language="ms", share=0.29))
    service.articles = (article(id="1", body="Isi.", languages=mixed), RICH)
    found = page(client, "1")
    assert asked(found.link("Melayu 29%")) == [("language", "ms")]
    assert asked(found.link("Indonesia 71%")) == [("language", "id")]
    assert not page(client, RICH.id).texts("//aside//a[contains(., '%')]")


def test_an_article_in_another_script_runs_its_own_way(client: FlaskClient) -> None:
    found = page(client, ARABIC.id)
    for element in (found.one("//h1"), found.one("//div[@class='text']")):
        assert (element.get("lang"), element.get("dir")) == ("ar", "rtl")
    assert found.one("//html").get("lang") == "id"


def test_an_article_of_unknown_language_lets_the_browser_decide(client: FlaskClient) -> None:
    heading = page(client, UNTITLED.id).one("//h1")
    assert (heading.get("lang"), heading.get("dir"), heading.text_content()) == (None, "auto", "Kalimat pertama.")


def test_a_hostile_article_is_text(client: FlaskClient) -> None:
    found = page(client, HOSTILE.id)
    assert not found.all("//img")
    assert "javascript:" not in found.source
    assert found.one("//title").text_content().startswith("<script>alert(1)</script>")


def test_a_headline_without_a_text_says_so(client: FlaskClient, service: FakeService) -> None:
    service.articles = (article(title="Judul saja", body="", id="1"),)
    assert "Hanya judulnya" in page(client, "1").source


def test_an_unknown_article_is_a_404_that_helps(client: FlaskClient) -> None:
    found = page(client, "0123456789abcdef")
    assert found.status == 404
    assert "tidak ada di arsip" in text_of(found.one("//h1"))


def test_matches_and_found_words_may_overlap_in_any_way() -> None:
    start, end = at("Korea Utara")
    fragments = (
        *plain(BODY[: start + 6]),
        Fragment(text=BODY[start + 6 : end + 1], match=True),
        *plain(BODY[end + 1 :]),
    )
    cut = [s for p in paragraphs(RICH, fragments, {(start, end): "p1"}) for s in p if s.is_match or s.is_found]
    assert [(s.text, s.is_match, s.is_found, s.anchor) for s in cut] == [
        ("Korea ", False, True, "p1"),
        ("Utara", True, True, None),
        (".", True, False, None),
    ]


@pytest.mark.parametrize("body", ["", "\n\n", "a", "a\n\nb", "\n\na\n \n\nb\n\n"])
def test_paragraphs_keep_every_word(body: str) -> None:
    cut = paragraphs(article(body=body), plain(body), {})
    assert " ".join(s.text for p in cut for s in p).split() == body.split()
    assert all(p for p in cut)


def test_the_page_says_who_said_what_and_leads_to_where_else_they_speak(client: FlaskClient) -> None:
    found = page(client, RICH.id, "?q=pasok&outlet=lain")
    rows = found.texts("//section[@class='voices']//li[@class='voice']")
    assert rows == [
        "Seorang pejabat Pyongyang mewakili Korea Utara menyatakan negaranya tidak memasok senjata",
        "John Kirby Juru bicara menuduh “Korea Utara”",
    ]
    official, kirby = found.all("//p[@class='who']/a/@href")
    assert asked(official) == [("speaker", "country:KP")]
    assert asked(kirby) == [("speaker", "person:john-kirby")]


def test_what_was_said_leads_to_its_place_in_the_text(client: FlaskClient) -> None:
    found = page(client, RICH.id)
    for link in found.all("//section[@class='voices']//a[starts-with(@href, '#')]"):
        place = found.one(f"//div[@class='text']//*[@id='{link.get('href')[1:]}']")
        assert text_of(place)[:10] == text_of(link).strip("“”")[:10]


def test_an_article_in_which_nobody_speaks_has_no_such_list(client: FlaskClient) -> None:
    assert page(client, ARABIC.id).all("//section[@class='voices']") == []


def test_many_statements_unfold_and_long_ones_are_cut() -> None:
    body = "Kami siap menjual beras. " * 40
    said = [
        Statement(start=start, end=start + 23, verb_class="says", is_quote=True, speaker=name, speaker_start=0,
                  speaker_end=4)
        for start, name in zip(range(0, 1000, 25), "AABB" * 10, strict=False)
    ]  # fmt: skip
    told = voices(article(body=body, statements=tuple(said[: OPEN + 4])), SearchRequest())
    assert [(voice.name, len(voice.words)) for voice in told.shown] == [("A", 2), ("B", 2)] * 2 + [("A", 2)]
    assert ([voice.name for voice in told.folded], told.count) == (["B", "A"], OPEN + 4)
    whole = Statement(start=0, end=len(body), verb_class="denies", is_quote=False, speaker="A", speaker_start=0,
                      speaker_end=4)  # fmt: skip
    [voice] = voices(article(body=body, statements=(whole,)), SearchRequest()).shown
    assert voice.words[0].is_cut
    assert len(voice.words[0].text) <= MAX_CHARS
    assert not voice.words[0].text.endswith(" ")


STORY = Story(
    id="s",
    articles=4,
    outlets=(OutletRef(id="kabar", name="Kabar"), OutletRef(id="suara", name="Suara"), OutletRef(id="w", name="<W>")),
    origins=(OutletRef(id="kcna", name="KCNA"),),
)


def test_copies_of_the_text_are_counted_with_those_who_published_them_and_their_origins(
    client: FlaskClient, service: FakeService
) -> None:
    service.story = STORY
    found = page(client, RICH.id)
    section = found.one("//section[h2='Berita yang sama']")
    assert text_of(section) == "Berita yang sama 4 artikel, 3 media, 1 asal Kabar, Suara, <W> sumber asal: KCNA"
    assert asked(found.link("Suara")) == [("outlet", "suara")]
    assert "4 articles, 3 outlets, 1 origin" in text_of(page(client, RICH.id, "?lang=en").one("//body"))


def test_an_article_of_its_own_says_nothing_of_a_story(client: FlaskClient) -> None:
    assert page(client, RICH.id).all("//section[h2='Berita yang sama']") == []


def test_the_record_for_programs_is_in_the_language_of_the_page(client: FlaskClient) -> None:
    assert page(client, RICH.id).link("JSON") == f"/api/v1/articles/{RICH.id}"
    assert page(client, RICH.id, "?q=a&lang=en").link("JSON") == f"/api/v1/articles/{RICH.id}?lang=en"
