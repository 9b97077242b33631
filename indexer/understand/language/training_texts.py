"""The texts that `train.py` learns from, and which of them are kept apart to measure on.

Real Malay that may be used is scarce, so the contrast that matters most is written down instead (`lexicon.txt`): an
Indonesian sentence whose words are exchanged for the Malay ones is a Malay sample with the same subject, and a Malay
sentence of ours (`malay.txt`) gives an Indonesian one. What both languages share then weighs nothing.
"""

from __future__ import annotations

import json
import random
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.understand.language.family import family_words

FOLDER = Path(__file__).parent
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_SEED = 7
_OPENING_CHARS = 400
_IN_A_ROW = 5  # sentences of a longer sample
_OURS = 3.0  # how much more a sentence of ours weighs: there are few
_COMMON = 3  # Indonesian texts that hold a word, so that it is not Malay alone
_REPEATS = 3
_TRANSLATED = 0.2  # and how much less an exchanged article weighs than the article


@dataclass(frozen=True, slots=True)
class Sample:
    """A text in a language; `weight` is how much it counts beside others."""

    language: str
    text: str
    weight: float = 1.0


def is_held_out(key: str) -> bool:
    """Whether an article (by id) is for measuring: every second one."""
    return zlib.crc32(key.encode()) % 2 == 1


def is_held_out_row(number: int) -> bool:
    """The same for the rows of nusantara_sentences.tsv, from 0: every fifth one."""
    return number % 5 == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """What `lexicon.txt` says."""

    malay: Mapping[str, tuple[str, ...]]  # Indonesian word -> Malay words
    only_malay: frozenset[str]
    only_indonesian: frozenset[str]

    @property
    def indonesian(self) -> Mapping[str, str]:
        """Malay word -> Indonesian word, for the Malay words that Indonesian lacks."""
        usual = {words[0]: word for word, words in reversed(tuple(self.malay.items()))}
        return {malay: word for malay, word in usual.items() if malay not in self.malay}

    def as_malay(self, text: str, choice: random.Random) -> str:
        words = (choice.choice(self.malay.get(word, (word,))) for word in family_words(text))
        return " ".join(words)

    def as_indonesian(self, text: str, known: Mapping[str, int]) -> str:
        """Without the words that are neither in the lexicon nor `known` from Indonesian texts."""
        back = self.indonesian
        words = (back.get(word, word) for word in family_words(text))
        return " ".join(word for word in words if word in known and word not in self.only_malay)


def lexicon() -> Lexicon:
    lines = (FOLDER / "lexicon.txt").read_text(encoding="utf-8").splitlines()
    entries = [entry.partition("=") for line in lines if not line.startswith("#") for entry in line.split()]
    malay: dict[str, tuple[str, ...]] = {}
    for word, _, others in entries:
        if "-" not in (word, others):
            malay[word] = tuple(dict.fromkeys((*malay.get(word, ()), *others.split("/"))))
    return Lexicon(
        malay=malay,
        only_malay=frozenset(others for word, _, others in entries if word == "-"),
        only_indonesian=frozenset(word for word, _, others in entries if others == "-"),
    )


def samples(data: Path, corpus: Path) -> list[Sample]:
    """All of them, always the same; `data` and `corpus` are the folders that `README.md` names."""
    choice = random.Random(_SEED)
    known = lexicon()
    indonesian = [*named_entity_sentences(data), *_sentences(_corpus(corpus, "id"))]
    counts = Counter(word for text in indonesian for word in set(family_words(text)))
    malay = [*_lines(FOLDER / "malay.txt"), *_sentences(_corpus(corpus, "ms"))]
    found = list(_both(indonesian, "id", "ms", 1.0, lambda text: known.as_malay(text, choice)))
    found += _both(malay, "ms", "id", _OURS, lambda text: known.as_indonesian(text, counts))
    found += _lists(known, counts, choice)
    found += _articles(data / "articles", known, choice)
    found += _javanese_and_sundanese(data / "langid/nusantara_sentences.tsv")
    return found


def named_entity_sentences(data: Path) -> Iterator[str]:
    """The sentences of idner2k and nergrit, as written."""
    for name in ("idner2k.train.conll", "nergrit.train.conll"):
        blocks = (data / "ner" / name).read_text(encoding="utf-8").split("\n\n")
        for block in filter(str.strip, blocks):
            yield " ".join(line.split("\t")[0] for line in block.splitlines() if line)


def cased_texts(data: Path) -> Iterator[str]:
    """Texts with the capitals they were written with, in which names can be told from words."""
    yield from named_entity_sentences(data)
    yield from _lines(FOLDER / "malay.txt")
    yield from (sample.text for sample in _javanese_and_sundanese(data / "langid/nusantara_sentences.tsv"))
    yield from (article["body"][:_OPENING_CHARS] for article in _training_articles(data / "articles"))


def _both(
    texts: Sequence[str], language: str, other: str, weight: float, exchanged: Callable[[str], str]
) -> Iterator[Sample]:
    """The texts one by one and several in a row, each also in the other language."""
    for text in (*texts, *(" ".join(texts[i : i + _IN_A_ROW]) for i in range(0, len(texts), _IN_A_ROW))):
        yield Sample(language, text, weight)
        yield Sample(other, exchanged(text), weight)


def _lists(known: Lexicon, indonesian: Mapping[str, int], choice: random.Random) -> Iterator[Sample]:
    """The words of the lexicon that one language has alone, by threes, so that also the rare ones are learnt."""
    all_malay = {*known.only_malay, *(word for words in known.malay.values() for word in words)}
    all_indonesian = {*known.only_indonesian, *known.malay}
    alone = {
        "ms": sorted(word for word in all_malay - all_indonesian if indonesian.get(word, 0) < _COMMON),
        "id": sorted(all_indonesian - all_malay),
    }
    for language, words in alone.items():
        for _ in range(_REPEATS):
            choice.shuffle(words)
            for start in range(0, len(words), 3):
                yield Sample(language, " ".join(words[start : start + 3]), 0.7)


def _training_articles(folder: Path) -> Iterator[dict[str, str]]:
    for path in sorted(folder.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            yield from (article for article in map(json.loads, lines) if not is_held_out(article["id"]))


def _articles(folder: Path, known: Lexicon, choice: random.Random) -> Iterator[Sample]:
    for article in _training_articles(folder):
        for text in (article["title"], article["body"][:_OPENING_CHARS]):
            yield Sample("id", text)
            yield Sample("ms", known.as_malay(text, choice), _TRANSLATED)


def _javanese_and_sundanese(path: Path) -> Iterator[Sample]:
    """Only of the sets under Apache-2.0."""
    for number, (language, source, text) in enumerate(_rows(path)):
        if source.startswith(("kalimat", "alinea")) and not is_held_out_row(number):
            yield from (Sample(language, each) for each in _sentences([text]))


def _corpus(folder: Path, language: str) -> Iterator[str]:
    """Titles and bodies of the sample archive that say their language."""
    for path in sorted(folder.rglob("*.jsonl")):
        for line in _lines(path):
            article = json.loads(line)
            if article.get("language", "id") == language:
                yield from filter(None, (article["title"], article.get("body")))


def _sentences(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from filter(str.strip, _SENTENCE_END.split(text))


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def _rows(path: Path) -> list[list[str]]:
    return [line.rstrip("\n").split("\t") for line in _lines(path)]
