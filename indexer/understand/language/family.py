"""Indonesian, Malay, Javanese and Sundanese told apart by their words.

`model.tsv` has a weight for each of four languages and some thousand words; the weights of the distinct words of a text
add up, and a softmax makes them probabilities. How it was made: `README.md` beside it.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

FAMILY = ("id", "ms", "jv", "su")
MODEL = Path(__file__).parent / "model.tsv"
SCALE = 100  # weights are whole numbers of hundredths

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_ACCENTS = str.maketrans("éèêëĕāäâàíìîïóòôöúùûü’ʼ", "eeeeeaaaaiiiioooouuuu''")  # Javanese and Sundanese write é, è
_MALAY_HANDICAP = 0.3  # an Indonesian text with two Malay-looking words is more likely than a Malay one with none
_MARGIN = 0.3  # of probability, by which another language has to lead Indonesian
_STRONG = 1.0  # a difference of weights that makes a word speak for another language
_FOREIGN_SHARE = 0.15  # of such words, from which on it is worth to add up all weights


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyGuess:
    """What the words of a text say."""

    language: str  # one of FAMILY
    probability: float
    indonesian: float  # the probability of Indonesian


def family_words(text: str) -> list[str]:
    """The words of `text` as the model knows them: lower case, without accents."""
    return _WORD.findall(text.lower().translate(_ACCENTS))


def typical_share(words: Sequence[str]) -> float:
    """The share of `words` that are at home in the family and are no names."""
    return sum(map(_typical().__contains__, words)) / len(words) if words else 0.0


def looks_foreign(words: Sequence[str], language: str) -> bool:
    """Whether more than a few of `words` speak for one of the family other than `language`; a tenth of a guess."""
    return sum(map(_foreign(language).__contains__, words)) > _FOREIGN_SHARE * len(words)


def guess_family(words: Sequence[str]) -> FamilyGuess:
    """Which of the four a text of `words` is in, if it is in one of them."""
    weights = _weights()
    found = [weights[word] for word in set(words) if word in weights]
    sums = [sum(column) / SCALE for column in zip(*found, strict=True)] if found else [0.0] * len(FAMILY)
    sums[FAMILY.index("ms")] -= _MALAY_HANDICAP
    return _decided(sums)


def _decided(sums: list[float]) -> FamilyGuess:
    highest = max(sums)
    exponentials = [math.exp(each - highest) for each in sums]
    total = sum(exponentials)
    best = sums.index(highest)
    if (exponentials[best] - exponentials[0]) / total < _MARGIN:
        best = 0
    return FamilyGuess(
        language=FAMILY[best], probability=exponentials[best] / total, indonesian=exponentials[0] / total
    )


@functools.cache
def _weights() -> MappingProxyType[str, tuple[int, ...]]:
    return MappingProxyType({word: tuple(map(int, numbers)) for word, *numbers, _ in _rows()})


@functools.cache
def _typical() -> frozenset[str]:
    return frozenset(word for word, *_, typical in _rows() if typical == "1")


@functools.cache
def _foreign(language: str) -> frozenset[str]:
    """The words that speak against `language` and for another."""
    place = FAMILY.index(language)
    return frozenset(word for word, weights in _weights().items() if max(weights) - weights[place] > _STRONG * SCALE)


@functools.cache
def _rows() -> tuple[list[str], ...]:
    """word, four weights, whether it is typical."""
    lines = MODEL.read_text(encoding="utf-8").splitlines()
    return tuple(line.split("\t") for line in lines if not line.startswith("#"))
