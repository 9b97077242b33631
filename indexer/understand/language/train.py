"""Trains `model.tsv`, which tells Indonesian, Malay, Javanese and Sundanese apart.

    python -m indexer.understand.language.train --data DIR [--corpus corpus/articles] [--out FILE]

DIR holds ner/, langid/ and articles/ as `README.md` describes them. The same texts give the same file, byte for byte.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
import numpy.typing as npt

from indexer.understand.language.family import FAMILY, MODEL, SCALE, family_words
from indexer.understand.language.function_words import LANGUAGES
from indexer.understand.language.training_texts import Sample, cased_texts, samples
from search.analysis import analyzer_for

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

_WORDS = 8000  # kept, by how much they matter
_LEAST_TEXTS = 3  # that hold a word: no word of a single text gets into the model
_DECAY = 3e-5  # of the weights, at every step
_STEPS = 150
_RATE = 0.05


@click.command(help=__doc__)
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option(
    "--corpus", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("corpus/articles")
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=MODEL)
def main(data: Path, corpus: Path, out: Path) -> None:
    examples = _Examples.of(samples(data, corpus))
    weights = _trained(examples)
    kept = _most_telling(examples, weights)
    names = _names(cased_texts(data))
    out.write_text(_table(examples.words, weights, kept, names), encoding="utf-8")
    click.echo(f"{len(examples.languages)} samples, {len(examples.words)} words, {len(kept)} kept: {out}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Examples:
    """Samples as numbers: sample `rows[i]` has word `columns[i]`."""

    words: list[str]  # sorted
    counts: Integers  # (words,) samples that hold each
    rows: Integers  # (hits,)
    columns: Integers  # (hits,)
    languages: Integers  # (samples,) places in FAMILY
    weights: Floats  # (samples,) which sum to 1, a quarter for each language

    @classmethod
    def of(cls, texts: Sequence[Sample]) -> _Examples:
        held = [set(family_words(sample.text)) for sample in texts]
        counts = Counter(word for words in held for word in words)
        words = sorted(word for word, count in counts.items() if count >= _LEAST_TEXTS)
        places = {word: place for place, word in enumerate(words)}
        hits = [(row, places[word]) for row, of_one in enumerate(held) for word in sorted(of_one) if word in places]
        languages = np.array([FAMILY.index(sample.language) for sample in texts])
        weights = np.array([sample.weight for sample in texts])
        weights /= len(FAMILY) * np.bincount(languages, weights=weights)[languages]
        rows, columns = np.array(hits).T
        return cls(
            words=words,
            counts=np.array([counts[word] for word in words]),
            rows=rows,
            columns=columns,
            languages=languages,
            weights=weights,
        )


def _trained(examples: _Examples) -> Floats:
    """(words, languages): multinomial logistic regression with decay, by Adam over all samples at once."""
    weights = np.zeros((len(examples.words), len(FAMILY)))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        gradient = _gradient(examples, weights) + _DECAY * weights
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        weights -= _RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-10)
    centred: Floats = weights - weights.mean(axis=1, keepdims=True)
    return centred


def _gradient(examples: _Examples, weights: Floats) -> Floats:
    size = len(examples.languages)
    sums = np.stack(
        [np.bincount(examples.rows, weights=column[examples.columns], minlength=size) for column in weights.T], axis=1
    )
    sums -= sums.max(axis=1, keepdims=True)
    probabilities = np.exp(sums)
    probabilities /= probabilities.sum(axis=1, keepdims=True)
    probabilities[np.arange(size), examples.languages] -= 1
    wrong = probabilities * examples.weights[:, None]
    by_word = [
        np.bincount(examples.columns, weights=column[examples.rows], minlength=len(weights)) for column in wrong.T
    ]
    return np.stack(by_word, axis=1)


def _most_telling(examples: _Examples, weights: Floats) -> list[int]:
    """The places of the words to keep, in the order of the alphabet."""
    importance = np.abs(weights).max(axis=1) * np.sqrt(examples.counts)
    return sorted(np.argsort(-importance, kind="stable")[:_WORDS].tolist())


def _names(texts: Iterable[str]) -> frozenset[str]:
    """Words that within a sentence are mostly written with a capital."""
    capital, small = Counter[str](), Counter[str]()
    for text in texts:
        for word in text.split()[1:]:
            bare = word.strip(".,:;!?()\"'“”‘’")
            (capital if bare[:1].isupper() else small).update(family_words(bare))
    return frozenset(word for word, count in capital.items() if count > small[word])


def _table(words: Sequence[str], weights: Floats, kept: Iterable[int], names: frozenset[str]) -> str:
    # words that are function words elsewhere say nothing about the family
    elsewhere = names.union(*(analyzer_for(language).function_words for language in LANGUAGES))
    head = "# word, weights of " + ", ".join(FAMILY) + f" in 1/{SCALE}, 1 for a word typical of them; see README.md"
    lines = [head]
    for place in kept:
        word, numbers = words[place], np.rint(weights[place] * SCALE).astype(int).tolist()
        lines.append("\t".join(map(str, (word, *numbers, int(word not in elsewhere and len(word) > 1)))))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
