"""The tagger of names, its model file, and how both are made."""

import json
import random
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.understand.actors import find_actors, tagger
from indexer.understand.actors.features import CLASSES, LABELS, OFFSETS, checksum, form_features, token_class
from indexer.understand.actors.model import CONJUNCTIONS, default_model, read_model
from indexer.understand.actors.tagger import Tagger, allowed_steps, default_tagger
from indexer.understand.actors.tokens import BREAK, TOKEN
from indexer.understand.actors.training.__main__ import main
from indexer.understand.actors.training.arrays import examples, labelled_tokens
from indexer.understand.actors.training.conll import read_conll
from indexer.understand.actors.training.counting import count_lexicon
from indexer.understand.actors.training.minimise import minimise
from indexer.understand.actors.training.objective import Objective, size_of_weights

GIVEN = ["Bagas", "Rani", "Tegar", "Wulan", "Darma", "Sinta", "Galih", "Raka", "Dimas", "Faris", "Wirya", "Laksmi"]
FAMILY = ["Wiratmaja", "Kusumadewi", "Prasetyadi", "Larasati", "Setyawibawa", "Maheswari", "Purwacaraka", "Adinegara"]
PLACES = ["Samudra", "Pesisir", "Lembahsari", "Gununglaya", "Tirtamaya"]
BODIES = ["Pelita", "Mutiara", "Cakrawala", "Nusajaya"]


def names(text, by=None):
    tokens = TOKEN.findall(text)
    return [(" ".join(tokens[n.first : n.last]), n.kind) for n in (by or default_tagger()).names(tokens)]


def written_out(tokens):
    """The model's sums and the best row of labels, without any table or shortcut: slow and obvious."""
    model = default_model()
    padded = [BREAK, BREAK, *tokens, BREAK, BREAK]
    classes = [token_class(token, model.lexicon) for token in padded]
    scores = []
    for place in range(len(tokens)):
        total = model.bias.astype(int)
        for number, offset in enumerate(OFFSETS):
            for feature in form_features(padded[place + 2 + offset], model.lexicon):
                row = model.features.get(checksum(feature))
                if row is not None:
                    total = total + model.weights[row].reshape(len(OFFSETS), -1)[number]
        for table, places in zip(model.conjunctions, CONJUNCTIONS, strict=True):
            key = 0
            for offset in places:
                key = key * len(CLASSES) + classes[place + 2 + offset]
            total = total + table[key]
        scores.append(total)
    return np.array(scores)


SENTENCES = [
    "Presiden Rusia Vladimir Putin tiba di Beijing, kata juru bicara Kremlin Dmitry Peskov.",
    'Ketua panitia Bagas Wiratmaja (45) berkata: "Kami siap!" Ia lahir di Lembahsari pada 1975.',
    "KEBAKARAN DI PASAR LAMA\nWarga menanam padi.",
]


@pytest.mark.parametrize("text", SENTENCES)
def test_scores_are_what_the_weights_of_each_token_sum_to(text):
    tokens = TOKEN.findall(text)
    assert np.array_equal(default_tagger()._scores(tokens), written_out(tokens))


@pytest.mark.parametrize("text", SENTENCES)
def test_labels_are_the_best_that_can_be_chosen(text, monkeypatch):
    monkeypatch.setattr(tagger, "_MARGIN", 10**6)
    monkeypatch.setattr(tagger, "_ENOUGH", -(10**6))
    tokens = TOKEN.findall(text)
    scores = default_tagger()._scores(tokens).astype(int)
    steps = allowed_steps(default_model().steps.astype(int))
    best = steps[0] + scores[0]
    paths = [[label] for label in range(len(LABELS))]
    for place in range(1, len(tokens)):
        came = [int(np.argmax(best + steps[:, label])) for label in range(len(LABELS))]
        best = np.array([best[before] + steps[before, label] for label, before in enumerate(came)]) + scores[place]
        paths = [[*paths[before], label] for label, before in enumerate(came)]
    labels = paths[int(np.argmax(best + steps[:, 0]))]
    begun = [place for place, label in enumerate(labels) if LABELS[label].startswith("B")]
    assert [name.first for name in default_tagger().names(tokens)] == begun


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["Bagas", "kata", ".", "\n", "KPK", "di", "Jakarta", "(", "x", "9/11", "’", "Ω"])))
def test_names_are_in_order_inside_the_tokens_and_apart(tokens):
    found = default_tagger().names(tokens)
    ends = [0, *(name.last for name in found)]
    assert all(end <= name.first < name.last <= len(tokens) for end, name in zip(ends, found, strict=False))


def test_the_same_names_are_found_after_many_spellings(monkeypatch):
    monkeypatch.setattr(tagger, "_MAX_SPELLINGS", 40)
    small = Tagger(default_model())
    for number in range(100):
        small.names([f"kata{number}", "Bagas", "."])
    assert names(SENTENCES[0], by=small) == names(SENTENCES[0])
    assert len(small._spellings._known) <= 60


def test_a_row_of_capitals_without_end_is_read_in_linear_time():
    assert len(default_tagger().names(["Bagas"] * 50_000)) < 50_000


def test_the_shipped_model_is_small():
    model = Path(tagger.__file__).with_name("tagger.npz")
    assert model.stat().st_size < 1_500_000


# ---- with the registry -----------------------------------------------------------------------------------------------


def actors(text):
    return {mention.actor_id: mention for mention in find_actors(text, title=None, language="id")}


def test_a_lone_name_is_kept_but_not_certain():
    found = actors("Rumah itu pernah ditempati Bagas Wiratmaja, dan kini kosong.")
    assert not found["person:bagas-wiratmaja"].is_certain


def test_a_title_makes_a_name_certain():
    assert actors("Rumah itu ditempati Kapolsek AKP Bagas Wiratmaja.")["person:bagas-wiratmaja"].is_certain


def test_a_name_that_comes_again_is_certain():
    text = "Rumah itu pernah ditempati Bagas Wiratmaja. Kemarin polisi memeriksa Bagas Wiratmaja di sana."
    assert actors(text)["person:bagas-wiratmaja"].is_certain


def test_who_has_one_name_is_never_certain():
    found = actors("Pedagang itu, Suparmin (45), menjual cabai. Suparmin mengeluh, kata Suparmin.")
    assert not found["person:suparmin"].is_certain


def test_the_registry_is_always_certain():
    assert actors("Warga membicarakan Vladimir Putin.")["person:vladimir-putin"].is_certain


def test_a_short_name_of_the_registry_in_a_longer_name_is_somebody_else():
    found = actors("Menurut dokter Agus Prabowo, tidur itu perlu.")
    assert "person:agus-prabowo" in found
    assert "person:prabowo-subianto" not in found


def test_an_acronym_before_its_name_in_brackets_is_the_same_organisation():
    found = actors("Rapat digelar BVS (Badan Vokasi Samudra) kemarin. BVS akan bekerja.")
    assert "org:bvs" not in found
    assert found["org:badan-vokasi-samudra"].count == 3


# ---- training --------------------------------------------------------------------------------------------------------


def sentences(count):
    """Invented sentences with their names marked, in CoNLL lines."""
    draw = random.Random(3)
    for _ in range(count):
        person = [draw.choice(GIVEN), draw.choice(FAMILY)]
        place, body = draw.choice(PLACES), draw.choice(BODIES)
        tokens = [*person, "dari", "Yayasan", body, "(YPS)", "tiba", "di", place, "."]
        labels = ["B-PER", "I-PER", "O", "B-ORG", "I-ORG", "I-ORG", "O", "O", "B-LOC", "O"]
        yield "\n".join(f"{token}\t{label}" for token, label in zip(tokens, labels, strict=True))


@pytest.fixture
def data(tmp_path):
    marked = tmp_path / "marked.conll"
    marked.write_text("\n\n".join(sentences(60)), encoding="utf-8")
    folder = tmp_path / "articles"
    folder.mkdir()
    bodies = [" ".join(line.split("\t")[0] for line in one.split("\n")) for one in sentences(120)]
    (folder / "a.jsonl").write_text("\n".join(json.dumps({"body": body}) for body in bodies), encoding="utf-8")
    return marked, folder


def trained(data, model):
    marked, folder = data
    arguments = ["--sentences", str(marked), "--articles", str(folder), "--model", str(model), "--rounds", "12"]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    return model.read_bytes()


def test_the_command_makes_a_model_that_finds_names_and_makes_it_alike_again(data, tmp_path):
    first = trained(data, tmp_path / "first.npz")
    assert first == trained(data, tmp_path / "second.npz")
    made = Tagger(read_model(tmp_path / "first.npz"))
    assert names("Rani Adinegara dari Yayasan Pelita tiba di Samudra.", by=made) == [
        ("Rani Adinegara", "PER"), ("Yayasan Pelita", "ORG"), ("Samudra", "LOC"),
    ]  # fmt: skip


def test_a_name_in_brackets_is_a_name_of_its_own_in_training(data):
    [sentence, *_] = read_conll(data[0])
    tokens, labels = labelled_tokens(sentence)
    marked = [LABELS[label] for label in labels]
    assert marked[tokens.index("YPS")] == "B-ORG"
    assert marked[tokens.index("(")] == "O"


def test_the_gradient_is_the_slope_of_the_objective(data):
    marked = list(read_conll(data[0]))[:6]
    made, spellings = examples(marked, count_lexicon(sentence.text for sentence in marked))
    objective = Objective(made, spellings, penalty=0.5)
    size = size_of_weights(len(spellings.checksums))
    here = np.random.default_rng(5).normal(0, 0.3, size).astype(np.float32)
    _, gradient = objective(here)
    strongest = np.argsort(-np.abs(gradient))[:4].tolist()
    for place in (*strongest, size - 1, size - 10):
        step = np.zeros(size, np.float32)
        step[place] = 0.05
        slope = (objective(here + step)[0] - objective(here - step)[0]) / 0.1
        assert slope == pytest.approx(gradient[place], rel=0.02, abs=0.02)


def test_minimise_finds_the_lowest_point_and_leaves_at_nought_what_is_not_worth_its_penalty():
    target = np.array([3.0, -2.0, 0.1], np.float32)

    def bowl(at):
        return float(((at - target) ** 2).sum()), 2 * (at - target)

    found = minimise(bowl, 3, absolute=np.full(3, 0.5, np.float32), rounds=30)
    assert found == pytest.approx([2.75, -1.75, 0.0], abs=1e-3)


def test_sentences_are_put_together_as_they_were_printed(tmp_path):
    file = tmp_path / "one.conll"
    tokens = [
        "Kata",
        '"',
        "Rani",
        '"',
        ",",
        "laki",
        "-",
        "laki",
        "itu",
        "(",
        "45",
        ")",
        "dari",
        "Al",
        "-",
        "Azhar",
        ".",
    ]
    file.write_text("\n".join(f"{token}\tO" for token in tokens), encoding="utf-8")
    [sentence] = read_conll(file)
    assert sentence.text == 'Kata "Rani", laki-laki itu (45) dari Al-Azhar.'
    assert [sentence.text[a:b] for a, b in sentence.tokens] == tokens
