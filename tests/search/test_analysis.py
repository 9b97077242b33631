"""The stems of each language."""

from __future__ import annotations

import pytest

from search.analysis import INDEXED_LANGUAGES, analyzer_for, fingerprint, languages, stem_language, tokenize
from tests.growth import seconds

INDONESIAN = {
    "memasok": "pasok", "dipasok": "pasok", "pasokan": "pasok", "pasok": "pasok", "persenjataan": "senjata",
    "senjatanya": "senjata", "membantahnya": "bantah", "penyelidikan": "selidik", "penyidikan": "sidik",
    "persetujuan": "setuju", "pemerintahan": "pemerintah", "kementerian": "menteri", "mengatakan": "kata",
    "anak-anak": "anak", "anak-anaknya": "anak", "meniru-nirukan": "tiru", "timur-tengah": "timur-tengah",
    "jum'at": "jumat", "yg": "yang",
}  # fmt: skip
NAMES = "berlin bernama dili penang kediri bekasi pemalang maluku bali merapi milan golan tarakan kejagung terawan"


@pytest.mark.parametrize("language", ["id", "ms"])
@pytest.mark.parametrize(("word", "stem"), INDONESIAN.items())
def test_indonesian_and_malay_words_go_to_their_roots(language: str, word: str, stem: str) -> None:
    assert analyzer_for(language).stem(word) == stem


@pytest.mark.parametrize("name", NAMES.split())
def test_names_are_not_mangled(name: str) -> None:
    assert analyzer_for("id").stem(name) == name


@pytest.mark.parametrize("language", ["xx", "und", "zh", "vi", "tlh"])
def test_languages_without_a_stemmer_only_fold(language: str) -> None:
    assert analyzer_for(language).stem("memasok") == "memasok"


def stems(text: str, language: str = "id") -> list[tuple[str, int]]:
    return [(token.text, token.position) for token in analyzer_for(language).stem_tokens(text)]


def test_stems_stand_at_the_positions_of_their_words() -> None:
    assert stems("Rusia memasok senjata") == [("rusia", 0), ("pasok", 1), ("senjata", 2)]


def test_hyphenated_word_also_has_the_stem_of_the_whole_at_its_first_part() -> None:
    assert stems("e-ktp") == [("e", 0), ("e-ktp", 0), ("ktp", 1)]
    assert stems("meniru-nirukan")[:2] == [("tiru", 0), ("nirukan", 1)]
    assert stems("anak2") == [("anak", 0), ("anak", 1)]


def test_short_words_in_capitals_are_cased_terms_too() -> None:
    assert stems("Kepala BIN dan A.S.") == [("kepala", 0), ("bin", 1), ("^BIN", 1), ("dan", 2), ("as", 3), ("^AS", 3)]
    assert ("^КНДР", 0) in stems("КНДР отвергла", "ru")
    assert ("^NHK", 0) in stems("NHKによると", "ja")


@pytest.mark.parametrize("text", ["KPK TANGKAP BUPATI", "KPK", "PRESIDEN JOKOWI BERTEMU PM Anwar"])
def test_text_all_in_capitals_has_no_cased_terms(text: str) -> None:
    assert not [term for term, _ in stems(text) if term.startswith("^")]


@pytest.mark.parametrize("language", INDEXED_LANGUAGES)
def test_every_token_has_a_stem_in_every_language(language: str) -> None:
    text = "Anak-anak KPK di KOMPAS.com, 8/11: 北朝鮮 북한 оружия أسلحة l'arme Waffen हिन्दी"
    analyzer = analyzer_for(language)
    assert {(t.position, t.start, t.end) for t in tokenize(text)} <= {
        (t.position, t.start, t.end) for t in analyzer.stem_tokens(text)
    }
    assert all(t.text for t in analyzer.stem_tokens(text))


def test_stem_depends_on_the_word_alone_not_on_its_case_or_place() -> None:
    assert stems("MAKAN makan")[:2] == [("makan", 0), ("^MAKAN", 0)]
    assert [stem for stem, _ in stems("DIMAKAN dan dimakan") if not stem.startswith("^")] == ["makan", "dan", "makan"]
    assert [stem for stem, _ in stems("DICARI dan dicari") if not stem.startswith("^")] == ["cari", "dan", "cari"]


def test_languages_without_fields_of_their_own_share_one() -> None:
    assert [stem_language(c) for c in ("id", "en-US", "zh_TW", "nb", "fil", "tlh", "", "und")] == [
        "id", "en", "zh", "no", "tl", "und", "und", "und",
    ]  # fmt: skip
    assert set(languages()) <= set(INDEXED_LANGUAGES)


def test_fingerprints_name_the_analyzers() -> None:
    prints = {analyzer_for(language).fingerprint for language in INDEXED_LANGUAGES}
    assert len(prints) == len(INDEXED_LANGUAGES)
    assert len(fingerprint()) == 16


def test_what_was_found_lately_is_told_in_its_order_without_going_through_all() -> None:
    analyzer = type(analyzer_for("en"))("en")
    known = analyzer.learn({str(number): "" for number in range(300_000)})
    stems = [(word, analyzer.stem(word)) for word in ("supplies", "weapons", "supplied")]

    assert analyzer.remembered(after=known) == stems
    assert analyzer.remembered(after=known + 2) == stems[2:]
    assert analyzer.remembered(after=known + 3) == []
    assert len(analyzer.remembered(after=known + 4)) == known + 3  # it has forgotten since then
    all_of_them = seconds(lambda: analyzer.remembered(after=0))
    assert seconds(lambda: [analyzer.remembered(after=known) for _ in range(50)]) < all_of_them
