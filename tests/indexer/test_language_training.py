"""Training on a handful of texts; how well the model that is shipped does is measured in tests/evaluation."""

import json
import random
from pathlib import Path

import pytest
from click.testing import CliRunner

from indexer.understand.language import training_texts
from indexer.understand.language.train import main

INDONESIAN = ["Polisi menahan mobil itu karena suratnya palsu", "Harga beras naik karena Jakarta banjir"]
JAVANESE = ["Regane beras mundhak amarga ing Jakarta banjir", "Wong-wong iku ora bisa mulih amarga udan"]
SUNDANESE = ["Hargana beas naek lantaran Jakarta caah", "Jalma eta teu bisa balik lantaran hujan"]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder laid out as the README of the model describes it."""
    for name in ("ner", "langid", "articles", "corpus"):
        (tmp_path / name).mkdir()
    blocks = "\n\n".join("\n".join(f"{word}\tO" for word in text.split()) for text in INDONESIAN)
    for name in ("idner2k", "nergrit"):
        (tmp_path / f"ner/{name}.train.conll").write_text(f"{blocks}\n", "utf-8")
    rows = [("jv", "kalimat", text) for text in JAVANESE * 5] + [("su", "alinea-x", text) for text in SUNDANESE * 5]
    rows += [("jv", "nusax-javanese", "Aja dienggo")] * 5
    (tmp_path / "langid/nusantara_sentences.tsv").write_text("".join("\t".join(row) + "\n" for row in rows), "utf-8")
    articles = ({"id": str(number), "title": "Judul", "body": INDONESIAN[0]} for number in range(8))
    (tmp_path / "articles/a.jsonl").write_text("".join(json.dumps(each) + "\n" for each in articles), "utf-8")
    return tmp_path


def trained(data: Path) -> dict[str, list[int]]:
    out = data / "model.tsv"
    command = ["--data", str(data), "--corpus", str(data / "corpus"), "--out", str(out)]
    run = CliRunner().invoke(main, command, catch_exceptions=False)
    assert run.exit_code == 0
    rows = (line.split("\t") for line in out.read_text("utf-8").splitlines()[1:])
    return {word: list(map(int, numbers)) for word, *numbers in rows}


def test_words_get_weights_of_their_languages(data: Path) -> None:
    first = trained(data)
    best = {word: ("id", "ms", "jv", "su")[weights[:4].index(max(weights[:4]))] for word, weights in first.items()}
    assert (best["karena"], best["kerana"], best["amarga"], best["lantaran"]) == ("id", "ms", "jv", "su")
    assert trained(data) == first


def test_names_and_function_words_of_others_are_typical_of_nothing(data: Path) -> None:
    model = trained(data)
    assert (model["jakarta"][4], model["di"][4] if "di" in model else 0, model["kerana"][4]) == (0, 0, 1)


def test_what_is_kept_apart_is_not_learnt(data: Path) -> None:
    assert "dienggo" not in trained(data)
    assert not training_texts.is_held_out_row(1)
    assert training_texts.is_held_out_row(5)
    assert 0.3 < sum(training_texts.is_held_out(str(number)) for number in range(100)) / 100 < 0.7


def test_an_indonesian_sentence_becomes_malay_and_back() -> None:
    known = training_texts.lexicon()
    assert known.as_malay("Karena mobil polisi itu", random.Random(1)) == "kerana kereta polis itu"
    assert known.as_indonesian("Kerana wang itu di Selangor", {"karena": 1, "uang": 1, "itu": 1}) == "karena uang itu"
