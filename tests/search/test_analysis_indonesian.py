"""The corrections to Sastrawi: each is needed, each leads to a root, and names stay as they are."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from search.analysis import analyzer_for

CORRECTIONS = tomllib.loads(files("search.analysis").joinpath("indonesian.toml").read_text("utf-8"))
FORMS = [
    (form, root) for group in CORRECTIONS["roots"].values() for root, forms in group.items() for form in forms.split()
]
NAMES = [name for names in CORRECTIONS["protected"].values() for name in names.split()]
SASTRAWI = StemmerFactory().create_stemmer()


def stem(word: str) -> str:
    return analyzer_for("id").stem(word)


def test_every_form_leads_to_its_root_and_no_further() -> None:
    assert [(form, stem(form)) for form, root in FORMS if stem(form) != root] == []
    assert [(root, stem(root)) for _, root in FORMS if stem(root) != root] == []


def test_no_correction_is_needless() -> None:
    needless = [f for f, root in FORMS if SASTRAWI.stem(f) == root and SASTRAWI.stem(f + "nya") == root]
    assert needless == []


def test_nothing_is_corrected_twice() -> None:
    words = [form for form, _ in FORMS] + NAMES
    assert [word for word in set(words) if words.count(word) > 1] == []


def test_names_stay_as_they_are() -> None:
    assert [name for name in NAMES if stem(name) != name] == []


def test_no_protection_is_needless() -> None:
    assert [name for name in NAMES if SASTRAWI.stem(name) == name and SASTRAWI.stem(name + "nya") == name] == []


@pytest.mark.parametrize(
    ("words", "root"),
    [
        ("memasok dipasok pasokan pemasok pasok", "pasok"),
        ("senjata persenjataan bersenjata senjatanya", "senjata"),
        ("membantah dibantah bantahan membantahnya", "bantah"),
        ("pemilihan pilihan dipilih memilih", "pilih"),
        ("pembangunan membangun dibangun", "bangun"),
        ("mengatakan dikatakan perkataan", "kata"),
        ("serangan menyerang diserang penyerangan", "serang"),
        ("gerakan pergerakan menggerakkan", "gerak"),
        ("ketidakadilan keadilan peradilan", "adil"),
        ("risiko resiko", "risiko"),
        ("kementerian kementrian menteri", "menteri"),
        ("budayawan kebudayaan", "budaya"),
    ],
)
def test_forms_of_a_root_fall_together(words: str, root: str) -> None:
    assert {stem(word) for word in words.split()} == {root}


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("pemerintah", "perintah"),
        ("pasukan", "pasu"),
        ("kerusakan", "rusa"),
        ("berikan", "ikan"),
        ("menangis", "menang"),
        ("perusahaan", "usaha"),
        ("pengacara", "acara"),
        ("keretakan", "kereta"),
        ("pengangguran", "anggur"),
        ("maluku", "malu"),
    ],
)
def test_words_that_say_something_else_stay_apart(word: str, other: str) -> None:
    assert stem(word) != stem(other)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("anak-anaknya", "anak"),
        ("warga-warga", "warga"),
        ("meniru-nirukan", "tiru"),
        ("sayur-mayur", "sayur-mayur"),
        ("timur-tengah", "timur-tengah"),
        ("mem-phk", "phk"),
        ("di-retweet", "retweet"),
        ("kpu-nya", "kpu"),
        ("covid-19", "covid-19"),
        ("di-", "di-"),
    ],
)
def test_hyphens_double_a_word_or_join_an_affix(word: str, expected: str) -> None:
    assert stem(word) == expected


@pytest.mark.parametrize("word", ["kpk", "g20", "1.000", "kompas.com", "оружие", "北朝", "", "a", "é", "'"])
def test_what_is_no_indonesian_word_is_its_own_stem(word: str) -> None:
    assert stem(word) == word
