from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.understand import Defaults, article_id, understand
from search.errors import RejectedArticleError
from search.model import LanguageShare, Origin
from tests.builders import raw
from tests.growth import grows_in_proportion

DEFAULTS = Defaults(today=date(2026, 11, 22))


def read(text, **changes):
    return understand(raw(text, **changes), defaults=DEFAULTS)


def test_the_article_keeps_the_original_characters_and_where_it_came_from():
    came = raw("Ibu\u00adkota\r\nramai.Warga datang.", title="  Ibu  kota ", section="Kota", tags=("a",), author="Ani")
    article = understand(came, defaults=DEFAULTS)
    assert (article.body, article.title) == (came.text, "Ibu kota")
    assert (article.section, article.tags, article.author) == ("Kota", ("a",), "Ani")
    assert (article.archives, article.origins, article.raw_hash) == (("arsip",), (came.origin,), came.raw_hash)
    assert [came.text[offset:] for offset in article.breaks] == ["Warga datang."]


def test_the_same_page_has_the_same_id_whatever_it_says():
    one = raw("Satu.", url="https://m.situs.example/berita?utm_source=x")
    two = raw("Dua.", url="http://www.situs.example/berita/")
    assert article_id(one, DEFAULTS) == article_id(two, DEFAULTS)
    assert len(article_id(one, DEFAULTS)) == 16


def test_without_an_address_the_outlet_and_its_own_id_decide():
    one, same, other = (raw(t, id="7", outlet=o) for t, o in (("a", "Kabar Kota"), ("b", "KABAR KOTA"), ("a", "Lain")))
    assert article_id(one, DEFAULTS) == article_id(same, DEFAULTS) != article_id(other, DEFAULTS)


def test_own_ids_without_an_outlet_are_unique_in_their_archive_only():
    one = raw("a", id="7")
    other = raw("a", id="7", origin=Origin(archive="lain", file="berita.txt"))
    assert article_id(one, DEFAULTS) != article_id(other, DEFAULTS)


def test_without_both_the_text_decides_whatever_its_spaces():
    assert article_id(raw("Satu  dua.\r\n"), DEFAULTS) == article_id(raw("Satu dua."), DEFAULTS)
    assert article_id(raw("Satu dua."), DEFAULTS) != article_id(raw("Satu tiga."), DEFAULTS)
    assert article_id(raw("Satu", title="A"), DEFAULTS) != article_id(raw("Satu", title="B"), DEFAULTS)


def test_only_addresses_of_web_pages_become_links():
    assert read("Isi berita.", url=" https://www.situs.example/a ").url == "https://www.situs.example/a"
    article = read("Isi berita.", url="javascript:alert(1)")
    assert (article.url, article.warnings) == (None, ("invalid-url",))


@pytest.mark.parametrize("text", ["", " \n"])
def test_what_has_neither_title_nor_text_is_rejected(text):
    with pytest.raises(RejectedArticleError) as error:
        read(text, title=" ")
    assert error.value.reason == "empty"


def test_a_headline_is_an_article():
    assert read("", title="Warga kota menolak pembangunan jalan").language == "id"


def test_a_page_that_was_not_extracted_is_rejected():
    with pytest.raises(RejectedArticleError) as error:
        read("<p>Isi</p>", markup="html")
    assert error.value.reason == "markup"


def test_the_language_of_the_source_wins_over_that_of_the_run_and_over_detection():
    text = "Kerajaan negeri mengumumkan bantuan khas kepada penduduk yang terjejas akibat banjir di kawasan ini."
    run = Defaults(today=DEFAULTS.today, language="su")
    assert (read(text).language, read(text, language="id-ID").language) == ("ms", "id")
    assert understand(raw(text), defaults=run).language == "su"
    assert understand(raw(text, language="en"), defaults=run).language_confidence == 1.0


def test_a_language_that_does_not_exist_is_a_warning():
    article = read("Pemerintah kota akan memperbaiki jalan yang rusak di kawasan itu.", language="klingonese")
    assert (article.language, article.warnings) == ("id", ("unknown-language",))


def test_a_text_in_two_languages_keeps_both_with_their_shares():
    indonesian = "Pemerintah kota akan memperbaiki jalan yang rusak di kawasan itu sebelum akhir tahun ini juga."
    english = "The city government said that it would repair the damaged road in the area before the end of the year."
    article = read(f"{indonesian}\n{english}")
    assert (article.language, {one.language for one in article.languages}) == ("id", {"id", "en"})
    assert sum(one.share for one in article.languages) == pytest.approx(1, abs=0.02)
    assert read(indonesian).languages == (LanguageShare(language="id", share=1.0),)
    assert read("2022 - 8/11").languages == ()


def test_what_the_reader_noticed_stays():
    assert read("Isi.", warnings=("guessed-charset",)).warnings == ("guessed-charset",)


@pytest.mark.parametrize(
    "unit",
    ["A a ", "(", "1", "1/1 ", "Selasa (8/11/2022) ", "A.", '."A', '"', "- ", "Aa-", "e\u0301", "\u200b", "中",
     "2022年", "Baca juga: ", "dilansir dari ", "kata Budi Santoso ", "Kementerian Aa dan ", "10 hari lalu ",
     "Simak Video ", "[", "a.b"],
)  # fmt: skip
def test_hostile_text_takes_no_longer_than_its_length(unit):
    def understood(size):
        text = unit * (size // len(unit))
        read(text, title=text[:1000], url=text[:1000], published=text[:1000], outlet=text[:1000], author=text[:1000])

    assert grows_in_proportion(understood, 48_000)


@settings(deadline=None)
@given(st.text(max_size=400), st.none() | st.text(max_size=40))
def test_any_text_is_understood_or_rejected(text, field):
    came = raw(text, title=field, url=field, outlet=field, published=field, language=field, author=field)
    try:
        article = understand(came, defaults=DEFAULTS)
    except RejectedArticleError:
        return
    spans = [*article.boilerplate, *((d.start, d.end) for d in article.mentioned_dates)]
    spans += [offsets for actor in article.actors for offsets in actor.offsets]
    spans += [(article.dateline.start, article.dateline.end)] if article.dateline else []
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert all(start < end for start, end in article.boilerplate)
    assert all(0 < offset < len(text) for offset in article.breaks)
    assert understand(came, defaults=DEFAULTS) == article


def test_a_title_is_shown_and_found_as_the_outlet_printed_it():
    assert read("Isi.", title="Kopi &amp; CafÃ© NestlÃ©").title == "Kopi & Café Nestlé"
