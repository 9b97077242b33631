"""The stems of words: roots of a treebank, names kept, examples of every language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from search.analysis import analyzer_for, fold, tokenize
from tests.evaluation.gold.words import APART, ONE_WORD
from tests.evaluation.measure import DATA, Measure, Outcome, share
from tests.search.test_analysis_indonesian import COMMON_WORDS_OF_NAMES, names_of_the_registry
from tests.search.test_analysis_languages import SAME_STEM, TERMS, root

UD = DATA / "stem" / "ud-gsd.tsv"
SASTRAWI_TESTS = DATA / "stem" / "sastrawi_tests.tsv"
NAMES = DATA / "ner" / "idner2k.dev.conll"
_NAME_LABELS = ("PER", "LOC", "GPE")


def ud_types() -> Outcome:
    """Types (form, lemma, part of speech) whose stem is the lemma; the table has no proper names."""
    return _roots((form, lemma) for form, lemma, *_ in _rows(UD))


def ud_running_words() -> Outcome:
    rows = [(form, lemma, int(count)) for form, lemma, _, count in _rows(UD)]
    right = sum(count for form, lemma, count in rows if _stem(form) == fold(lemma))
    return share(right, sum(count for *_, count in rows))


def ud_types_and_names() -> Outcome:
    """The same with the name words of another set, each its own lemma."""
    return _roots([*((form, lemma) for form, lemma, *_ in _rows(UD)), *((name, name) for name in _names())])


def names_kept() -> Outcome:
    """Of the words in names of persons and places those that stay; "Kecamatan" in a name counts as wrong."""
    return _roots((name, name) for name in _names())


def sastrawi_tests() -> Outcome:
    """Sastrawi's own examples. It wants peserta: serta and pemerintah: perintah, which we keep apart."""
    return _roots((form, lemma) for form, lemma in _rows(SASTRAWI_TESTS) if " " not in form)


def registry_names() -> Outcome:
    names = {name for name in names_of_the_registry() if name not in COMMON_WORDS_OF_NAMES}
    wrong = tuple(f"{name}: {_stem(name)}" for name in sorted(names) if _stem(name) != name.replace("'", ""))
    return share(len(names) - len(wrong), len(names), *wrong)


def one_word() -> Outcome:
    wrong = tuple(line for line in ONE_WORD if len({_stem(form) for form in line.split()}) != 1)
    return share(len(ONE_WORD) - len(wrong), len(ONE_WORD), *wrong)


def apart() -> Outcome:
    wrong = tuple(f"{one} {other}" for one, other in APART if _stem(one) == _stem(other))
    return share(len(APART) - len(wrong), len(APART), *wrong)


def ten_examples() -> Outcome:
    """Of each language: forms that share a stem, or a text and its terms."""
    pairs = [(language, *pair.split()) for language, listed in SAME_STEM.items() for pair in listed.split(",")]
    wrong = [
        f"{language}: {one} {other}" for language, one, other in pairs if root(one, language) != root(other, language)
    ]
    texts = [(language, [token.text for token in tokenize(text)], terms) for language, (text, terms) in TERMS.items()]
    wrong += [language for language, found, terms in texts if found != terms.split()]
    return share(len(pairs) + len(texts) - len(wrong), len(pairs) + len(texts), *wrong)


def _roots(pairs: Iterator[tuple[str, str]] | list[tuple[str, str]]) -> Outcome:
    told = [(form, lemma, _stem(form)) for form, lemma in pairs]
    wrong = tuple(f"{form}: {stem}, not {lemma}" for form, lemma, stem in told if stem != fold(lemma))
    return share(len(told) - len(wrong), len(told), *wrong)


def _stem(form: str) -> str:
    return analyzer_for("id").stem(fold(form))


def _rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text("utf-8").splitlines() if line]


def _names() -> list[str]:
    rows = [row for row in _rows(NAMES) if len(row) == 2 and row[1].endswith(_NAME_LABELS)]
    return sorted({token.text for word, _ in rows for token in tokenize(word) if token.text.isalpha()})


MEASURES = (
    Measure(part="words", gold="UD types", figure="exact root", bar=0.93, floor=0.93, run=ud_types, needs=UD),
    Measure(
        part="words", gold="UD running words", figure="exact root",
        bar=0.93, floor=0.93, run=ud_running_words, needs=UD,
    ),
    Measure(
        part="words", gold="UD types and as they stand name words", figure="exact root",
        bar=0.93, floor=0.93, run=ud_types_and_names, needs=UD,
    ),
    Measure(
        part="words", gold="words of names (idner2k dev)", figure="kept",
        bar=0.97, floor=0.97, run=names_kept, needs=NAMES,
    ),
    Measure(
        part="words", gold="Sastrawi's own examples", figure="exact root",
        bar=0.9, floor=0.89, run=sastrawi_tests, needs=SASTRAWI_TESTS,
    ),
    Measure(part="words", gold="names of the registry", figure="kept", bar=1.0, floor=1.0, run=registry_names),
    Measure(part="words", gold="forms of one word, own", figure="one stem", bar=1.0, floor=1.0, run=one_word),
    Measure(part="words", gold="words and names apart, own", figure="two stems", bar=1.0, floor=1.0, run=apart),
    Measure(part="words", gold="ten examples a language", figure="accuracy", bar=1.0, floor=1.0, run=ten_examples),
)  # fmt: skip
