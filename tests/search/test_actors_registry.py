"""Names lead to ids, ids to labels, and forms are found in texts, and nothing else is."""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from search.actors import (
    ActorMatcher,
    default_registry,
    load_registry,
    organisation_id,
    person_id,
    strip_titles,
)
from search.actors.cldr import LANGUAGES, country_names
from search.actors.loading import packaged_files, parse
from search.analysis.function_words import FUNCTION_WORDS
from search.errors import RegistryError
from search.folding import fold_name

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
    assert REGISTRY.label("org:kcna", "en") == "KCNA"
    assert REGISTRY.label("org:un", "en") == "UN"
    assert REGISTRY.label("org:un", "id") == "PBB"
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
    "text",
    [
        "sebagai as roda",
        "As",
        "mali",
        "rusia",
        "antiDPRK",
        "Korea. Utara",
        "Washington Post",
        "RUSIAN",
        "KCNAX",
        "US$ 100",
        "Jang Ma Ri",
        "Irish Setter",
    ],
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
        ("anggota OPEC+ rapat", "OPEC+", "org:opec"),
        ("OPEC rapat", "OPEC", "org:opec"),
        ("negara-negara Asean", "Asean", "org:asean"),
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


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("de", "kolumbianischer Präsident", "CO"),
        ("de", "die Türkinnen", "TR"),
        ("de", "eine Finnin", "FI"),
        ("de", "im Vereinigten Königreich", "GB"),
        ("fr", "les forces tchadiennes", "TD"),
        ("fr", "les autorités turques", "TR"),
        ("es", "las tropas japonesas", "JP"),
        ("es", "los alemanes", "DE"),
        ("es", "fuentes iraquíes", "IQ"),
        ("it", "le truppe russe", "RU"),
        ("pt", "os franceses", "FR"),
        ("tr", "Kolombiyalının evi", "CO"),
        ("tr", "Filistinliler", "PS"),
        ("tr", "Rusların", "RU"),
        ("tr", "Norveç'in", "NO"),
        ("ar", "وزراء إيطاليون", "IT"),
        ("ar", "للصين", "CN"),
        ("ar", "والأوكرانية", "UA"),
        ("fa", "نیروهای ایتالیایی", "IT"),
        ("fa", "مقام‌های سوئدی", "SE"),
        ("ru", "норвежцами", "NO"),
        ("ru", "в Микронезии", "FM"),
        ("ko", "영국·아일랜드", "GB"),
        ("ja", "米軍", "US"),
        ("zh", "俄方", "RU"),
    ],
)
def test_a_country_is_found_in_the_shapes_that_grammar_gives_it(language: str, text: str, code: str) -> None:
    assert f"country:{code}" in [actor_id for _, actor_id in found(text, language)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Чехов"),
        ("ru", "Немцов"),
        ("ru", "Росс"),
        ("ru", "немецкого языка"),
        ("ar", "اليد اليمنى"),
        ("ar", "اللغة الفرنسية"),
        ("zh", "法语"),
        ("zh", "西班牙文"),
        ("ja", "ドイツ語"),
        ("ko", "프랑스어"),
        ("de", "spricht Russisch"),
        ("id", "satu juta dolar AS"),
        ("tr", "ABD doları"),
        ("es", "América Latina"),
        ("en", "Tokyo 2020"),
    ],
)
def test_a_language_a_currency_or_a_surname_is_no_country(language: str, text: str) -> None:
    assert found(text, language) == []


@pytest.mark.parametrize(("text", "reason"), [("Kremlin", "seat"), ("Gedung Putih", "seat"), ("Washington", "metonym")])
def test_a_house_is_a_seat_and_a_capital_a_metonym(text: str, reason: str) -> None:
    assert next(matcher().find(text)).form.reason == reason


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


# The packaged lists


def test_no_id_stands_in_two_packaged_files() -> None:
    ids = [i for file in packaged_files() for i in parse(file.read_text(encoding="utf-8"), name=file.name).actors]
    assert [i for i, count in Counter(ids).items() if count > 1] == []
    assert len(ids) == len(REGISTRY)


def test_the_lists_have_a_useful_size() -> None:
    kinds = Counter(actor.kind for actor in REGISTRY)
    assert kinds["organisation"] >= 540
    assert kinds["person"] >= 2200
    assert kinds["place"] >= 150
    assert sum(actor.role == "province" for actor in REGISTRY) == 38


def test_countries_are_those_that_cldr_knows() -> None:
    listed = {actor.id.removeprefix("country:") for actor in REGISTRY if actor.kind == "country"}
    assert listed == set(country_names("en"))
    assert {actor.country for actor in REGISTRY if actor.country} <= listed


def test_every_actor_has_a_label_in_indonesian_and_english() -> None:
    without = [
        (actor.id, language)
        for actor in REGISTRY
        for language in ("id", "en")
        if "" not in actor.labels
        and language not in actor.labels
        and not (actor.kind == "country" and actor.id[-2:] in country_names(language))
    ]
    assert without == []


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("PS", "Palestina"), ("GB", "Inggris"), ("HK", "Hong Kong"), ("MM", "Myanmar"), ("CD", "RD Kongo"),
        ("CI", "Pantai Gading"), ("KP", "Korea Utara"), ("US", "Amerika Serikat"), ("CN", "China"),
    ],
)  # fmt: skip
def test_countries_are_called_as_newsrooms_call_them(code: str, label: str) -> None:
    assert REGISTRY.label(f"country:{code}", "id") == label


def test_ids_are_slugs_and_those_of_persons_follow_from_their_names() -> None:
    slug = re.compile(r"(?:country:[A-Z]{2}|(?:org|person|place):[a-z0-9]+(?:-[a-z0-9]+)*)")
    assert [actor.id for actor in REGISTRY if not slug.fullmatch(actor.id)] == []
    persons = [actor for actor in REGISTRY if actor.kind == "person"]
    assert [actor.id for actor in persons if person_id(REGISTRY.label(actor.id, "en")) != actor.id] == []


def test_a_form_of_two_actors_is_marked_ambiguous_for_both() -> None:
    by_language = defaultdict(list)
    for language in LANGUAGES:
        for form, actor in REGISTRY.forms((language,)):
            by_language[language, form.text].append((actor.id, form.ambiguous))
    unmarked = {
        (text, actor_id)
        for (_, text), owners in by_language.items()
        if len({actor_id for actor_id, _ in owners}) > 1
        for actor_id, is_ambiguous in owners
        if not is_ambiguous
    }
    assert unmarked == set()


def test_only_these_names_are_left_to_the_reader_to_decide() -> None:
    names = defaultdict(set)
    for form, actor in REGISTRY.forms():
        names[fold_name(form.text)].add(actor.id)
    assert {name for name, ids in names.items() if len(ids) > 1} == {"demokrat", "partai demokrat", "partai buruh"}
    assert REGISTRY.find("Demokrat") == ("org:partai-demokrat", "org:us-democratic-party")


def test_what_is_marked_ambiguous_is_a_form_of_that_actor() -> None:
    texts = defaultdict(set)
    for form, actor in REGISTRY.forms(LANGUAGES):
        texts[actor.id].add(form.text)
    assert [(actor.id, text) for actor in REGISTRY for text in actor.ambiguous - texts[actor.id]] == []


def test_short_latin_forms_count_only_in_capitals() -> None:
    short = re.compile(r"[A-Za-z]{1,3}")
    loose = [form.text for form, _ in REGISTRY.forms(("id", "en")) if short.fullmatch(form.text) and not form.cased]
    assert loose == []


def test_years_go_forward() -> None:
    assert [actor.id for actor in REGISTRY if actor.years and actor.years[1] and actor.years[0] > actor.years[1]] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Juru bicara Gedung Putih John Kirby", [("Gedung Putih", "country:US"), ("John Kirby", "person:john-kirby")]),
        ("Dewan Keamanan PBB dan PBB", [("Dewan Keamanan PBB", "org:un-security-council"), ("PBB", "org:un")]),
        ("ahli bahasa Inggris di Inggris", [("Inggris", "country:GB")]),
        ("AS Roma lawan AS Monaco", [("AS Roma", "org:as-roma"), ("AS Monaco", "org:as-monaco")]),
        ("Jokowi di Istana Bogor", [("Jokowi", "person:joko-widodo")]),
        ("Bandara Soekarno-Hatta", []),
        ("KTT di Laut China Selatan", [("Laut China Selatan", "place:laut-china-selatan")]),
        ("Gubernur Jabar Ridwan Kamil", [("Jabar", "place:jawa-barat"), ("Ridwan Kamil", "person:ridwan-kamil")]),
        ("oleh Zelenskyy", [("Zelenskyy", "person:volodymyr-zelensky")]),
        ("Erdoğan tiba", [("Erdoğan", "person:recep-tayyip-erdogan")]),
        (
            "Departemen Luar Negeri AS Ned Price",
            [("Departemen Luar Negeri AS", "org:us-state-department"), ("Ned Price", "person:ned-price")],
        ),
    ],
)  # fmt: skip
def test_the_packaged_forms_are_found_in_indonesian(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_jakarta_is_a_place_and_never_the_government() -> None:
    assert found("Jakarta menolak usul Pyongyang") == [("Jakarta", "place:jakarta"), ("Pyongyang", "country:KP")]


@pytest.mark.parametrize(
    ("language", "text", "ids"),
    [
        ("ru", "Президент РФ Владимир Путин, Северная Корея", ["country:RU", "person:vladimir-putin", "country:KP"]),
        ("ar", "قال الرئيس الأمريكي جو بايدن في البيت الأبيض", ["country:US", "person:joe-biden", "country:US"]),
        ("zh", "美国总统拜登与联合国安理会", ["country:US", "person:joe-biden", "org:un-security-council"]),
        ("ja", "北朝鮮の朝鮮中央通信は", ["country:KP", "org:kcna"]),
        ("ko", "푸틴 대통령은 북한과", ["person:vladimir-putin", "country:KP"]),
        ("fr", "la Corée du Nord et les troupes russes", ["country:KP", "country:RU"]),
        ("de", "die russische Regierung in Moskau", ["country:RU", "country:RU"]),
        ("es", "EE.UU. y Corea del Norte", ["country:US", "country:KP"]),
        ("ms", "Amerika Syarikat dan PBB", ["country:US", "org:un"]),
    ],
)  # fmt: skip
def test_the_packaged_forms_are_found_in_other_languages(language: str, text: str, ids: list[str]) -> None:
    assert [match.actor_ids[0] for match in matcher(language).find(text)] == ids


# Forms that are also words


@pytest.mark.parametrize("language", sorted(FUNCTION_WORDS))
def test_no_form_is_a_function_word_of_its_language(language: str) -> None:
    common = [
        (form.text, actor.id)
        for form, actor in REGISTRY.forms((language,))
        if form.language in (None, language) and not form.cased and not form.ambiguous
        if fold_name(form.text) in FUNCTION_WORDS[language]
    ]
    assert common == []


NAMES_THAT_ARE_ROOTS = """
    ansa antartika arsenal astana bandung belanda bogor cina dakar fatah ganjar garut gojek guam
    indonesia inggris isis istana jabar japan jember jepun kabul kemboja kenya korsel kudus kupang
    lampung laos lombok malang mandalika manila medan padang palau palu paris peking pentagon poles
    rabat sabah sorong sulut sumbar tangsel tegal vatikan wafa yunani
"""
"""Written with a capital these are the names, in all but a headline; "Serang", "Solo", "Meta", "Grab" are not."""


def test_a_form_that_is_an_indonesian_word_wants_a_second_sign_unless_it_was_looked_at() -> None:
    roots = frozenset(StemmerFactory().get_words())
    found_roots = {
        form.text.lower()
        for form, _ in REGISTRY.forms(("id", "ms", "en"))
        if form.text.lower() in roots and not form.cased and not form.ambiguous
    }
    assert found_roots - set(NAMES_THAT_ARE_ROOTS.split()) == set()
