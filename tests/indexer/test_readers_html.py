"""HTML pages: what they say of themselves, and which are no articles."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from indexer.readers.html import extract, extracted
from search.errors import RejectedArticleError
from search.model import RawArticle
from tests.builders import raw
from tests.growth import grows_in_proportion
from tests.indexer.archives import articles, rejections, write

BODY = "".join(f"<p>Alinea ke-{n} tentang jembatan yang diresmikan di Kupang pada hari Selasa.</p>" for n in "12345")
TEMPLATE = """<!DOCTYPE html><html lang="id"><head><title>Jembatan Kupang diresmikan | Suara Timur</title>
<link rel="canonical" href="https://suaratimur.example/2022/11/08/jembatan?utm_source=x">
<meta property="og:title" content="Jembatan Kupang diresmikan | Suara Timur">
<meta property="og:site_name" content="Suara Timur"><meta property="og:type" content="article">
<meta property="article:published_time" content="2022-11-08T14:30:00+08:00">
<meta property="article:section" content="Nusantara"><meta name="author" content="Ani Wijaya">
<meta name="keywords" content="jembatan, Kupang"></head>
<body><nav><a href="/">Beranda</a></nav><article><h1>Jembatan Kupang diresmikan</h1>ISI</article></body></html>
"""
PAGE = TEMPLATE.replace("ISI", BODY)


def reason_for(page: str) -> str:
    with pytest.raises(RejectedArticleError) as caught:
        extract(page)
    return caught.value.reason


def test_open_graph_and_meta_elements_are_read() -> None:
    page = extract(PAGE)
    assert page.title == "Jembatan Kupang diresmikan"
    assert page.url == "https://suaratimur.example/2022/11/08/jembatan?utm_source=x"
    assert (page.outlet, page.published) == ("Suara Timur", "2022-11-08T14:30:00+08:00")
    assert (page.section, page.author, page.language) == ("Nusantara", "Ani Wijaya", "id")
    assert page.tags == ("jembatan", "Kupang")
    assert page.text.startswith("Alinea ke-1") or "\nAlinea ke-1" in page.text
    assert "Alinea ke-5" in page.text
    assert "Beranda" not in page.text


def test_the_heading_above_the_text_is_the_title_and_not_text_too() -> None:
    page = extract(PAGE)
    assert page.text.startswith("Alinea ke-1")
    assert "Jembatan Kupang diresmikan" not in page.text


def test_json_ld_comes_before_the_rest() -> None:
    json_ld = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
        {"@type": "Organization", "name": "Bukan"},
        {"@type": ["NewsArticle"], "headline": "Judul dari JSON-LD", "datePublished": "2022-11-07",
         "author": [{"@type": "Person", "name": "Budi"}], "publisher": {"name": "Harian Timur"},
         "articleSection": ["Politik", "Hukum"], "keywords": ["a", "b"], "inLanguage": "ms"}]}</script></head>"""
    page = extract(PAGE.replace("<h1>Jembatan Kupang diresmikan</h1>", "").replace("</head>", json_ld))
    assert (page.title, page.outlet, page.published) == ("Judul dari JSON-LD", "Harian Timur", "2022-11-07")
    assert (page.author, page.section, page.tags, page.language) == ("Budi", "Politik", ("a", "b"), "ms")


def test_damaged_json_ld_is_passed_over() -> None:
    page = extract(PAGE.replace("</head>", '<script type="application/ld+json">{"@type": </script></head>'))
    assert page.outlet == "Suara Timur"


def test_a_page_without_metadata_gives_its_heading_and_text() -> None:
    page = extract(f"<html><body><h1>Jembatan diresmikan</h1>{BODY}</body></html>")
    assert page.title == "Jembatan diresmikan"
    assert "Alinea ke-3" in page.text
    assert (page.url, page.outlet, page.author) == (None, None, None)


def test_a_date_that_only_the_page_text_says_is_found() -> None:
    page = extract(f"<html><body><h1>Jembatan</h1><p class='date'>8 November 2022</p>{BODY}</body></html>")
    assert page.published == "2022-11-08"


def test_the_english_of_templates_is_no_language() -> None:
    assert extract(PAGE.replace('lang="id"', 'lang="en-US"')).language is None


def test_the_name_of_the_site_is_taken_off_the_title() -> None:
    page = extract(PAGE.replace("<h1>Jembatan Kupang diresmikan</h1>", "<h1>Nusantara</h1>"))
    assert page.title == "Jembatan Kupang diresmikan"
    assert extract(PAGE.replace("<h1>Jembatan Kupang diresmikan</h1>", "").replace("| Suara Timur", "- suara.id")).title


def test_markup_in_a_title_is_text() -> None:
    page = extract(PAGE.replace("Jembatan Kupang diresmikan", "&lt;script&gt;alert(1)&lt;/script&gt; di Kupang"))
    assert page.title == "<script>alert(1)</script> di Kupang"


def test_an_address_that_is_none_is_left_out() -> None:
    page = PAGE.replace("https://suaratimur.example/2022/11/08/jembatan?utm_source=x", "http://[setengah")
    assert extract(page).url is None


LINKS = "".join(f'<li><a href="/{n}">Judul berita nomor {n} yang cukup panjang</a></li>' for n in range(40))


@pytest.mark.parametrize(
    "page",
    [
        "<html></html>", " <!-- -->", "<rss><channel></channel></rss>",
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"></feed>',
        f"<html><head><title>Indeks</title></head><body><ul>{LINKS}</ul></body></html>",
        PAGE.replace("/2022/11/08/jembatan?utm_source=x", "/"),
        PAGE.replace("/2022/11/08/jembatan?utm_source=x", "/indeks"),
        PAGE.replace('content="article"', 'content="website"').replace("<h1>Jembatan Kupang diresmikan</h1>", ""),
    ],
)  # fmt: skip
def test_a_page_without_an_article_is_rejected(page: str) -> None:
    assert reason_for(page) == "no-article"


def test_the_reader_keeps_the_page_and_extraction_its_hash(tmp_path: Path) -> None:
    [page] = articles(write(tmp_path / "a.html", PAGE))
    assert (page.markup, page.text, page.title) == ("html", PAGE, None)
    article = extracted(page)
    assert (article.markup, article.title) == ("text", "Jembatan Kupang diresmikan")
    assert article.raw_hash == page.raw_hash


def test_what_the_archive_says_wins_over_the_page() -> None:
    article = extracted(raw(PAGE, markup="html", outlet="Koran Lain"))
    assert (article.outlet, article.author) == ("Koran Lain", "Ani Wijaya")


def test_text_is_left_as_it_is() -> None:
    article = raw("<p>bukan halaman</p>")
    assert extracted(article) is article


def test_the_charset_of_the_page_itself_is_honoured(tmp_path: Path) -> None:
    page = PAGE.replace("<head>", '<head><meta charset="windows-1251">').replace("Kupang", "Москва")
    [read] = articles(write(tmp_path / "a.htm", page.encode("windows-1251")))
    assert "Москва" in read.text
    assert read.warnings == ()


def test_an_empty_page_is_rejected_as_it_is_read(tmp_path: Path) -> None:
    assert rejections(write(tmp_path / "a.html", " ")) == [("a.html", "empty")]


@pytest.mark.parametrize("piece", ["<div>", "<a href='x'>y", "<p>", "<![CDATA[", "<table><tr><td>", "&lt;", "<b><i>"])
def test_a_hostile_page_costs_no_more_than_its_length(piece: str) -> None:
    def read(pieces: int) -> None:
        with suppress(RejectedArticleError):
            extract("<html><body>" + piece * pieces)

    assert grows_in_proportion(read, 10_000)


def test_a_list_of_very_many_links_costs_no_more_than_its_length() -> None:
    def read(links: int) -> None:
        each = (f"<p><a href='{n}'>Judul berita nomor {n} yang panjang</a> dan teks lain</p>" for n in range(links))
        with suppress(RejectedArticleError):
            extract(f"<html><body>{''.join(each)}</body></html>")

    assert grows_in_proportion(read, 10_000)


def test_a_page_of_control_characters_gives_printable_text() -> None:
    article: RawArticle = extracted(raw(PAGE.replace("Kupang", "Ku&#1;pang"), markup="html"))
    assert article.title is not None
    assert "\x01" not in article.title + article.text
