"""The tagger's model, as it is shipped: weights in whole numbers, and the lexicon.

A feature is kept by its checksum and has a weight for each place near a token and each label; a conjunction of the
classes of neighbouring tokens has one for each label. How they come about: the package `training`. Whole numbers take
little room, and their sums are the same on every machine.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import numpy as np

from indexer.understand.actors.features import CLASSES, LABELS
from indexer.understand.actors.lexicon import Lexicon, packed, unpacked

CONJUNCTIONS = ((-1, 0), (0, 1), (-1, 0, 1), (-2, -1, 0), (0, 1, 2))
"""The places of the tokens whose classes count together."""

ONE = 24
"""What a weight of 1.0 is in whole numbers; 127 is then 5.3, which none reaches."""

_FILE = "tagger.npz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Weights by feature, by conjunction of classes, by pair of labels, in units of 1 / ONE."""

    features: Mapping[int, int]  # checksum of a feature to its row in `weights`
    weights: np.ndarray  # (features, offsets * labels) int8
    conjunctions: tuple[np.ndarray, ...]  # (classes ** places, labels) int8 each
    steps: np.ndarray  # (labels, labels) int16: from the label before
    bias: np.ndarray  # (labels,) int16
    lexicon: Lexicon


def write_model(model: Model, path: Path) -> None:
    """Writes `model` without the features and classes that weigh nothing."""
    by_row = {row: feature for feature, row in model.features.items()}
    used = np.flatnonzero(model.weights.any(axis=1))
    checksums = np.array([by_row[row] for row in used.tolist()], np.uint32)
    order = np.argsort(checksums)
    arrays = {"features": checksums[order], "weights": np.ascontiguousarray(model.weights[used][order].T)}
    for number, table in enumerate(model.conjunctions):
        rows = np.flatnonzero(table.any(axis=1))
        arrays |= {f"rows{number}": rows.astype(np.uint16), f"table{number}": table[rows]}
    arrays |= {"steps": model.steps, "bias": model.bias, **packed(model.lexicon)}
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)


def read_model(path: Path) -> Model:
    """The model that `write_model` wrote."""
    with np.load(path, allow_pickle=False) as arrays:
        tables = []
        for number, places in enumerate(CONJUNCTIONS):
            table = np.zeros((len(CLASSES) ** len(places), len(LABELS)), np.int8)
            table[arrays[f"rows{number}"]] = arrays[f"table{number}"]
            tables.append(table)
        return Model(
            features={feature: row for row, feature in enumerate(arrays["features"].tolist())},
            weights=np.ascontiguousarray(arrays["weights"].T),
            conjunctions=tuple(tables),
            steps=arrays["steps"],
            bias=arrays["bias"],
            lexicon=unpacked(arrays["words"], arrays["word_rows"]),
        )


@functools.cache
def default_model() -> Model:
    """The model shipped beside this file, read once."""
    with resources.as_file(resources.files("indexer.understand.actors").joinpath(_FILE)) as path:
        return read_model(path)
