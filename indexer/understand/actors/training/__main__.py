"""Makes the tagger's model, and writes it beside the code.

    python -m indexer.understand.actors.training --sentences idner2k.train.conll --sentences nergrit.train.conll \
        --articles articles/

`--sentences` are CoNLL files with the labels PER, ORG and LOC; `--articles` a folder of JSON lines with a `body` each.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click
import numpy as np

from indexer.understand.actors.model import ONE, Model, write_model
from indexer.understand.actors.training.arrays import examples
from indexer.understand.actors.training.conll import read_conll
from indexer.understand.actors.training.counting import count_lexicon
from indexer.understand.actors.training.minimise import minimise
from indexer.understand.actors.training.objective import Objective, cut_weights, size_of_weights
from indexer.understand.reading import read

_SQUARE_PENALTY = 1.5
_ABSOLUTE_PENALTY = 0.05
_ROUNDS = 40  # more of them learn the training sentences by heart
_MODEL = Path(__file__).parents[1] / "tagger.npz"

_Files = Sequence[Path]


@click.command(help=__doc__)
@click.option("--sentences", "files", type=click.Path(exists=True, path_type=Path), multiple=True, required=True)
@click.option("--articles", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--model", type=click.Path(path_type=Path), default=_MODEL, show_default=False)
@click.option("--rounds", default=_ROUNDS, show_default=True)
def main(files: _Files, articles: Path, model: Path, rounds: int) -> None:
    """Counts, trains, writes."""
    trained = train(files, articles, rounds=rounds)
    write_model(trained, model)
    words, features = len(trained.lexicon.rows), len(trained.features)
    click.echo(f"{model}: {words} words, {features} features, {model.stat().st_size} bytes")


def train(files: _Files, articles: Path, *, rounds: int) -> Model:
    """The model that the sentences of `files` and the words of `articles` give."""
    lexicon = count_lexicon(_bodies(articles))
    sentences = [sentence for path in files for sentence in read_conll(path)]
    made, spellings = examples(sentences, lexicon)
    features = len(spellings.checksums)
    absolute = np.full(size_of_weights(features), _ABSOLUTE_PENALTY, np.float32)
    cut_weights(absolute, features).bias[:] = 0
    objective = Objective(made, spellings, penalty=_SQUARE_PENALTY)
    weights = cut_weights(minimise(objective, len(absolute), absolute=absolute, rounds=rounds), features)
    return Model(
        features={checksum: row for row, checksum in enumerate(spellings.checksums.tolist())},
        weights=_rounded(weights.features, np.int8),
        conjunctions=tuple(_rounded(table, np.int8) for table in weights.conjunctions),
        steps=_rounded(weights.steps, np.int16),
        bias=_rounded(weights.bias, np.int16),
        lexicon=lexicon,
    )


def _rounded(weights: np.ndarray, kind: type[np.signedinteger[Any]]) -> np.ndarray:
    limit = np.iinfo(kind).max
    return np.asarray(np.clip(np.rint(weights * ONE), -limit, limit), kind)


def _bodies(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line:
                yield read(json.loads(line)["body"]).text


if __name__ == "__main__":
    main()
