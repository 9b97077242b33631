"""An outlet is found however it is written, and nobody else is found for it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.actors.cldr import country_names
from search.errors import RegistryError
from search.outlets import Outlet, default_outlets, load_outlets
from search.outlets.unlisted import joined

OUTLETS = default_outlets()


def _id(outlet: Outlet | None) -> str | None:
    return outlet and outlet.id


@pytest.mark.parametrize("written", ["KOMPAS.com", "kompas.com", "www.kompas.com", "Kompas.Com", "https://kompas.com/"])
def test_spellings_of_one_outlet_are_one(written: str) -> None:
    assert _id(OUTLETS.by_name(written)) == "kompas.com"


def test_newspaper_site_and_station_of_one_house_are_three_outlets() -> None:
    found = [OUTLETS.by_name(name) for name in ("Kompas.com", "Harian Kompas", "Kompas TV")]
    assert [_id(outlet) for outlet in found] == ["kompas.com", "kompas.id", "kompas.tv"]
    assert {outlet.group for outlet in found if outlet} == {"kompas"}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://news.detik.com/berita/d-1/judul", "detik.com"),
        ("https://finance.detik.com/", "detik.com"),
        ("https://jateng.tribunnews.com/2022/11/08/x", "jateng.tribunnews.com"),
        ("https://m.tribunnews.com/x", "tribunnews.com"),
        ("https://seleb.tribunnews.com/x", "tribunnews.com"),
        ("http://WWW.KOMPAS.COM:80/read", "kompas.com"),
        ("regional.kompas.com/read/1", "kompas.com"),
        ("https://example.org/kompas.com", None),
        ("https://notkompas.com/", None),
        ("https://kompas.com.example.org/", None),
        ("https://[broken", None),
        ("", None),
    ],
)
def test_an_address_is_its_newsroom_or_the_outlet_of_its_domain(url: str, expected: str | None) -> None:
    assert _id(OUTLETS.by_url(url)) == expected


def test_a_bare_house_name_is_no_outlet_but_finds_all_of_the_house() -> None:
    assert OUTLETS.by_name("Kompas") is None
    assert {"kompas.com", "kompas.id", "kompas.tv"} <= {outlet.id for outlet in OUTLETS.find("kompas")}
    left = OUTLETS.resolve("Kompas")
    assert (left.id, left.group, left.is_listed) == ("kompas", "kompas", False)


@pytest.mark.parametrize(
    ("written", "identifier"),
    [
        (("infonesia.xyz", "www.Infonesia.xyz", "Infonesia", "INFONESIA", "https://infonesia.xyz/"), "infonesia"),
        (("Kabar  Samudra", "KabarSamudra", "kabar-samudra", "news.kabar-samudra.co.id"), "kabarsamudra"),
        (("desa.blogspot.com",), "desa.blogspot.com"),  # a page of a platform
        (("berita.example", "www.berita.example"), "berita.example"),  # what many are called
        (("kompas.xyz",), "kompas.xyz"),  # another's name
        (("...",), ""),
    ],
)
def test_an_unlisted_outlet_has_one_id_by_name_and_by_domain(written: tuple[str, ...], identifier: str) -> None:
    assert {OUTLETS.resolve(name).id for name in written} == {identifier}


def test_an_unlisted_outlet_keeps_the_name_that_it_was_given() -> None:
    resolved = OUTLETS.resolve("Kabar  Samudra")
    assert (resolved.name, resolved.group, resolved.is_listed) == ("Kabar Samudra", None, False)
    assert OUTLETS.find("Kabar Samudra") == ()


def test_labels_are_names_and_unlisted_ids_stay_readable() -> None:
    assert OUTLETS.label("kompas.id") == "Harian Kompas"
    assert OUTLETS.label("infonesia.xyz") == "infonesia.xyz"
    assert OUTLETS.label("kabar-samudra") == "Kabar Samudra"
    assert OUTLETS.group_label("tribun") == "Tribun Network"
    assert OUTLETS.label("kompas") == "Kompas"


def test_an_article_keeps_id_name_and_house() -> None:
    outlet = OUTLETS.resolve("KOMPAS.com")
    assert (outlet.ref.id, outlet.ref.name, outlet.ref.group) == ("kompas.com", "Kompas.com", "kompas")


def test_an_owners_file_lies_over_ours(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[outlet."kabar-samudra"]\nname = "Kabar Samudra"\nforms = ["KABAR"]\ndomains = ["samudra.example"]\n'
    )
    outlets = load_outlets(own)
    assert _id(outlets.by_url("https://berita.samudra.example/1")) == "kabar-samudra"
    assert _id(outlets.by_name("kabar")) == "kabar-samudra"
    assert "kompas.com" in outlets


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[outlet", "no TOML"),
        ('[outlet."a.b"]\nname = 3', "needs a name"),
        ('[outlet."a.b"]\nname = "A"\ndomain = "x"', "domain"),
        ('[outlet."a.b"]\nname = "A"\ndomains = "x"', "not a list"),
        ('[outlet."a.b"]\nname = "A"\ngroup = "nobody"', "nobody"),
        ('[actor."a"]\nname = "A"', "actor"),
    ],
)
def test_a_wrong_file_is_refused_by_file_and_entry(tmp_path: Path, text: str, named: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(text)
    with pytest.raises(RegistryError, match=named):
        load_outlets(own)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="nowhere"):
        load_outlets(tmp_path / "nowhere.toml")


# The packaged list


def test_the_list_has_a_useful_size() -> None:
    indonesian = sum(outlet.country == "ID" for outlet in OUTLETS)
    assert indonesian >= 150
    assert len(OUTLETS) - indonesian >= 80
    assert sum(outlet.is_agency for outlet in OUTLETS) >= 40


def test_a_domain_and_a_name_belong_to_one_outlet() -> None:
    domains = Counter(domain for outlet in OUTLETS for domain in outlet.domains)
    assert [domain for domain, count in domains.items() if count > 1] == []
    names = defaultdict(set)
    for outlet in OUTLETS:
        for name in (outlet.id, outlet.name, *outlet.forms):
            names[joined(name)].add(outlet.id)
    assert [(name, ids) for name, ids in names.items() if len(ids) > 1] == []


def test_every_outlet_is_found_by_all_that_it_is_called() -> None:
    for outlet in OUTLETS:
        assert {_id(OUTLETS.by_name(name)) for name in (outlet.id, outlet.name, *outlet.forms)} == {outlet.id}
        assert {_id(OUTLETS.by_url(f"https://www.{domain}/x")) for domain in outlet.domains} <= {outlet.id}


def test_domains_countries_and_houses_are_well_formed() -> None:
    domain = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[a-z]+)?")
    assert [d for outlet in OUTLETS for d in outlet.domains if not domain.fullmatch(d)] == []
    assert {outlet.country for outlet in OUTLETS if outlet.country} <= set(country_names("en"))
    houses = Counter(outlet.group for outlet in OUTLETS if outlet.group)
    assert [house for house, count in houses.items() if count < 2] == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ANTARA", "antaranews.com"),
        ("LKBN Antara", "antaranews.com"),
        ("Kantor Berita Pusat Korea", "kcna"),
        ("KCNA", "kcna"),
        ("TRIBUNNEWS.COM", "tribunnews.com"),
        ("TRIBUN-MEDAN.com", "medan.tribunnews.com"),
        ("Pikiran-Rakyat.com", "pikiran-rakyat.com"),
        ("IslamTimes", "islamtimes"),
        ("Al Jazeera", "aljazeera.com"),
        ("Aljazeera", "aljazeera.com"),
        ("The Washington Post", "washingtonpost.com"),
        ("detikcom", "detik.com"),
        ("detikFinance", "detik.com"),
        ("CNN Indonesia", "cnnindonesia.com"),
        ("CNN", "cnn.com"),
        ("BBC News Indonesia", "bbc.com/indonesia"),
        ("新华社", "xinhuanet.com"),
        ("infonesia.xyz", None),
        ("Antara lain", None),
        ("", None),
    ],
)
def test_outlets_and_agencies_are_known_by_the_names_in_texts(name: str, expected: str | None) -> None:
    assert _id(OUTLETS.by_name(name)) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.bbc.com/indonesia/dunia-1", "bbc.com/indonesia"),
        ("https://www.bbc.com/news/world-1", "bbc.com"),
        ("https://www.bbc.co.uk/news", "bbc.com"),
        ("https://en.tempo.co/read/1", "en.tempo.co"),
        ("https://nasional.tempo.co/read/1", "tempo.co"),
        ("https://amp.kompas.com/regional/read/1", "kompas.com"),
        ("https://bola.okezone.com/read", "okezone.com"),
        ("https://tribunjateng.com/a", "jateng.tribunnews.com"),
    ],
)
def test_parts_of_a_site_are_told_from_its_sections(url: str, expected: str) -> None:
    assert _id(OUTLETS.by_url(url)) == expected


@given(st.text(max_size=60))
def test_any_name_resolves_and_any_text_is_a_safe_address(text: str) -> None:
    resolved = OUTLETS.resolve(text)
    assert resolved.is_listed == (resolved.id in OUTLETS)
    found = OUTLETS.by_url(text)
    assert found is None or found.id in OUTLETS
