"""Names lead to ids, ids to labels, and forms are found in texts, and nothing else is."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.actors import (
    ActorMatcher,
    default_registry,
    load_registry,
    organisation_id,
    person_id,
    strip_titles,
)
from search.errors import RegistryError

REGISTRY = default_registry()


@functools.cache
def matcher(*languages: str) -> ActorMatcher:
    return ActorMatcher(REGISTRY, languages or ("id", "en"))


def found(text: str, *languages: str) -> list[tuple[str, str]]:
    """The surface and first id of every match."""
    return [(text[match.start : match.end], match.actor_ids[0]) for match in matcher(*languages).find(text)]


# Names and labels


@pytest.mark.parametrize(
    "name", ["Korea Utara", "korea utara", "Korut", "DPRK", "Pyongyang", "North Korea", "Nordkorea"]
)
def test_a_name_in_any_language_finds_its_country(name: str) -> None:
    assert REGISTRY.find(name) == ("country:KP",)


@pytest.mark.parametrize("name", ["", "...", "Negeri Antah Berantah", "Korea"])
def test_what_is_no_ones_name_finds_nobody(name: str) -> None:
    assert REGISTRY.find(name) == ()


def test_labels_come_from_the_list_then_from_cldr_then_from_the_id() -> None:
    assert REGISTRY.label("country:KP", "id") == "Korea Utara"
    assert REGISTRY.label("country:KP", "fr") == "Corée du Nord"
    assert REGISTRY.label("country:FR", "id") == "Prancis"
    assert REGISTRY.label("org:kcna", "en") == "Korean Central News Agency"
    assert REGISTRY.label("person:someone-new") == "Someone New"
    assert REGISTRY.label("org:abcd") == "ABCD"


def test_kind_and_home_are_read_off_the_id() -> None:
    assert [REGISTRY.kind(i) for i in ("country:ID", "org:x", "person:x", "place:x", "x", "y:x")] == [
        "country", "organisation", "person", "place", None, None,
    ]  # fmt: skip
    assert REGISTRY.is_home_country("country:ID")
    assert not REGISTRY.is_home_country("country:MY")


def test_old_spelling_and_dots_give_one_id() -> None:
    assert person_id("Soeharto") == person_id("Suharto") == "person:suharto"
    assert person_id("Tjahjo Kumolo") == "person:cahjo-kumolo"
    assert person_id("Joe Biden") == "person:joe-biden"
    assert organisation_id("K.C.N.A.") == "org:kcna"


@pytest.mark.parametrize(
    ("written", "name", "role"),
    [
        ("Jenderal TNI (Purn) Prabowo Subianto", "Prabowo Subianto", "Jenderal TNI (Purn)"),
        ("Dr. H. Anies Baswedan, S.E., M.P.P.", "Anies Baswedan", None),
        ("Kombes Pol Argo Yuwono", "Argo Yuwono", "Kombes Pol"),
        ("Presiden Joko Widodo", "Joko Widodo", "Presiden"),
        ("Prof. Mahfud MD", "Mahfud MD", None),
        ("Juru Bicara John Kirby", "John Kirby", "Juru Bicara"),
        ("Menteri Luar Negeri Retno Marsudi", "Retno Marsudi", "Menteri Luar Negeri"),
        ("Abdullah bin Zayed", "Abdullah bin Zayed", None),
        ("Presiden", "Presiden", None),
        ("H.", "H.", None),
        ("", "", None),
    ],
)
def test_titles_are_roles_and_not_names(written: str, name: str, role: str | None) -> None:
    assert strip_titles(written) == (name, role)


# Finding forms in a text


def test_the_longest_form_wins_and_matches_do_not_overlap() -> None:
    assert found("Kantor Berita Pusat Korea (KCNA) di Korea Utara") == [
        ("Kantor Berita Pusat Korea", "org:kcna"),
        ("KCNA", "org:kcna"),
        ("Korea Utara", "country:KP"),
    ]


@pytest.mark.parametrize(
    "text", ["sebagai as roda", "As", "mali", "rusia", "antiDPRK", "Korea. Utara", "Washington Post", "RUSIAN", "KCNAX"]
)
def test_what_only_looks_like_a_form_is_not_found(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "surface", "actor_id"),
    [
        ("AS menuduh", "AS", "country:US"),
        ("A.S. menuduh", "A.S.", "country:US"),
        ("KOREA UTARA", "KOREA UTARA", "country:KP"),
        ("perang Rusia-Ukraina", "Rusia", "country:RU"),
        ("Russia's", "Russia", "country:RU"),
        ("Korea\n Utara", "Korea\n Utara", "country:KP"),
    ],
)
def test_a_form_is_found_with_its_capitals_whatever_stands_around(text: str, surface: str, actor_id: str) -> None:
    assert found(text)[0] == (surface, actor_id)


@pytest.mark.parametrize(
    ("language", "text", "surface", "actor_id"),
    [
        ("ru", "Переговоры с Россией", "Россией", "country:RU"),
        ("ar", "وقالت وروسيا", "روسيا", "country:RU"),
        ("ar", "الدعم للولايات المتحدة", "ولايات المتحدة", "country:US"),
        ("ko", "미국은", "미국", "country:US"),
        ("ja", "ペルーで", "ペルー", "country:PE"),
        ("zh", "在俄罗斯发表", "俄罗斯", "country:RU"),
        ("de", "Russlands Krieg", "Russlands", "country:RU"),
        ("th", "ในรัสเซียและ", "รัสเซีย", "country:RU"),
        ("hi", "रूस ने कहा", "रूस", "country:RU"),
    ],
)
def test_other_scripts_carry_endings_prefixes_and_particles(
    language: str, text: str, surface: str, actor_id: str
) -> None:
    assert found(text, language) == [(surface, actor_id)]


@pytest.mark.parametrize(("language", "text"), [("ja", "スタイル"), ("ko", "인도적 지원"), ("ko", "호주머니")])
def test_a_country_inside_another_word_is_not_found(language: str, text: str) -> None:
    assert found(text, language) == []


def test_a_match_says_why_it_counts() -> None:
    match = next(matcher().find("Pyongyang membantah"))
    assert (match.start, match.end, match.form.reason) == (0, 9, "metonym")


@given(st.text(alphabet=st.sampled_from("Korea Utara.AS-'美国북한ไทย\u0301روسيا\n"), max_size=60))
def test_any_text_gives_ordered_matches_inside_it(text: str) -> None:
    end = 0
    for match in matcher("id", "en", "zh", "ko", "th", "ar").find(text):
        assert end <= match.start < match.end <= len(text)
        end = match.end


# Files


def test_an_owners_file_lies_over_ours(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[organisation.kcna]\nname = "Kantor Berita KCNA"\n[person.new-one]\nname = "New One"\n')
    registry = load_registry(own)
    assert registry.label("org:kcna") == "Kantor Berita KCNA"
    assert registry.find("new one") == ("person:new-one",)
    assert "country:KP" in registry


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[person", "no TOML"),
        ("[people.x]\nname = 'X'", "people"),
        ("[person.x]\nnames = 'X'", "names"),
        ("[person.x]\nalias = 3", "list of strings"),
        ("[person.x]\nalias = ['']", "characters"),
        ("[person.x]\nyears = ['2019']", "years"),
        ("[person]\nx = 'X'", "not a table"),
        ("codes = 3", "codes"),
        ("[person.x]\nrole = 3", "string"),
    ],
)
def test_a_wrong_file_is_refused_by_file_and_entry(tmp_path: Path, text: str, named: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(text)
    with pytest.raises(RegistryError, match=named):
        load_registry(own)
