"""The corrections to Sastrawi: each is needed, each leads to a root, and names stay as they are."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from search.actors import default_registry
from search.analysis import analyzer_for, tokenize
from search.analysis.indonesian import derived

CORRECTIONS = tomllib.loads(files("search.analysis").joinpath("indonesian.toml").read_text("utf-8"))
FORMS = [
    (form, root) for group in CORRECTIONS["roots"].values() for root, forms in group.items() for form in forms.split()
]
NAMES = [name for names in CORRECTIONS["protected"].values() for name in names.split()]
LISTS = {name: words.split() for name, words in CORRECTIONS["dictionary"].items()}


def stem(word: str) -> str:
    return analyzer_for("id").stem(word)


def test_every_form_leads_to_its_root_and_no_further() -> None:
    assert [(form, stem(form)) for form, root in FORMS if stem(form) != root] == []
    assert [(root, stem(root)) for _, root in FORMS if stem(root) != root] == []


def test_no_correction_is_needless() -> None:
    plain = [(form, root) for form, root in FORMS if "-" not in form]
    needless = [f for f, root in plain if derived(f) == root and (f.endswith("nya") or derived(f + "nya") == root)]
    assert needless == []


def test_nothing_is_corrected_twice() -> None:
    words = [form for form, _ in FORMS] + NAMES
    assert [word for word in set(words) if words.count(word) > 1] == []


def test_names_stay_as_they_are() -> None:
    assert [name for name in NAMES if stem(name) != name] == []


def test_no_protection_is_needless() -> None:
    assert [name for name in NAMES if derived(name) == name and derived(name + "nya") == name] == []


def test_every_change_to_the_dictionary_is_one() -> None:
    known = frozenset(StemmerFactory().get_words())
    assert [word for word in LISTS["added"] if word in known] == []
    assert [word for word in LISTS["without"] if word not in known or len(word) <= 3] == []
    assert [word for word in LISTS["short"] if word not in known or len(word) > 3] == []
    assert [(word, stem(word)) for word in LISTS["in_i"] if stem(word) != word[:-1]] == []
    assert all(len(words) == len({*words}) for words in LISTS.values())


def names_of_the_registry() -> dict[str, str]:
    """Every word of the names, aliases and metonyms of all actors (countries as CLDR and capitals as the list names
    them), with an actor that bears it. Of organisations only single words: their names are common words otherwise."""
    words: dict[str, str] = {}
    for actor in default_registry():
        for form in default_registry().aliases(actor.id):
            tokens = tokenize(form)
            if actor.kind != "organisation" or len(tokens) == 1:
                words |= {token.text: actor.id for token in tokens if token.text.isascii()}
    return words


COMMON_WORDS_OF_NAMES = {
    "angkatan",
    "bersatu",
    "daratan",
    "dataran",
    "gabungan",
    "kepulauan",
    "kerajaan",
    "kesatuan",
    "lautan",
    "pegunungan",
    "pembebasan",
    "terluar",
    "terpencil",
    "persatuan",
    "jd",
}
"""What a name has in common with the language: in "Kepulauan Solomon" it says what it says elsewhere. (JD Vance has
capitals, in which a query does not take it for shorthand.)"""


def test_no_name_of_the_registry_falls_onto_another_word() -> None:
    names = names_of_the_registry()
    assert len(names) > 2_000
    changed = {
        name: (stem(name), actor)
        for name, actor in names.items()
        if stem(name) != name.replace("'", "") and name not in COMMON_WORDS_OF_NAMES
    }
    assert changed == {}, "add the names to [protected] in search/analysis/indonesian.toml"


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
        ("ke-17", "ke-17"),
        ("se-indonesia", "indonesia"),
        ("meng-upload", "upload"),
        ("ber-ktp", "ktp"),
        ("ke-islam-an", "islam-an"),
        ("mem-viral-kan", "viral"),
        ("perundang-undangan", "undang"),
        ("undang-undangnya", "undang"),
        ("di-", "di-"),
    ],
)
def test_hyphens_double_a_word_or_join_an_affix(word: str, expected: str) -> None:
    assert stem(word) == expected


@pytest.mark.parametrize("word", ["kpk", "g20", "8/11", "19.30", "kompas.com", "оружие", "北朝", "", "a", "é", "'"])
def test_what_is_no_indonesian_word_is_its_own_stem(word: str) -> None:
    assert stem(word) == word
