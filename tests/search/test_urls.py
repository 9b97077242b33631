import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.urls import canonical_url, url_host


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://www.kompas.com/read/2022/11/08/judul", "https://kompas.com/read/2022/11/08/judul"),
        ("http://kompas.com:80/read/", "https://kompas.com/read"),
        ("HTTPS://Nasional.Kompas.COM/Read", "https://nasional.kompas.com/Read"),
        ("https://m.detik.com/news/d-1?utm_source=x&utm_medium=y&fbclid=z", "https://detik.com/news/d-1"),
        ("https://amp.kompas.com/read?page=all#komentar", "https://kompas.com/read"),
        ("https://www.m.detik.com/a", "https://detik.com/a"),
        ("https://news.detik.com/berita/amp/?amp", "https://news.detik.com/berita"),
        ("https://situs.example/baca?id=7&page=2", "https://situs.example/baca?id=7&page=2"),
        ("//infonesia.xyz/berita", "https://infonesia.xyz/berita"),
        ("infonesia.xyz/berita", "https://infonesia.xyz/berita"),
        ("https://situs.example:8080/", "https://situs.example:8080"),
        ("https://situs.example/أخبار", "https://situs.example/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1"),
        ("https://user:secret@situs.example/a", "https://situs.example/a"),
        ("https://m.co/a", "https://m.co/a"),
    ],
)
def test_addresses_of_one_page_become_one(url, canonical):
    assert canonical_url(url) == canonical
    assert canonical_url(canonical) == canonical


@pytest.mark.parametrize(
    "url",
    ["", "-", "judul berita", "javascript:alert(1)", "mailto:a@situs.example", "ftp://situs.example/a", "/read/1",
     "https://", "https://situs.example:999999/", "https://[::1", "localhost", "a" * 5000 + ".com", "https://a b.com/"],
)  # fmt: skip
def test_what_is_no_web_page_has_no_canonical_url(url):
    assert canonical_url(url) is None
    assert url_host(url) is None


def test_the_host_is_that_of_the_canonical_url():
    assert url_host("http://www.Kompas.com/a") == "kompas.com"


@given(st.text(max_size=80) | st.text(max_size=60).map(lambda path: f"https://situs.example/{path}"))
def test_canonical_urls_are_their_own(url):
    canonical = canonical_url(url)
    assert canonical is None or canonical_url(canonical) == canonical
