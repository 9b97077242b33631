"""The tagger's weights, as they are shipped: small whole numbers, and the lexicon.

A feature is kept by its checksum and has a weight for each place near a token and each label; a conjunction of the
classes of neighbouring tokens has one for each label. `docs` of how they come about: the package `training`.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import numpy as np

from indexer.understand.actors.features import CLASSES, LABELS, OFFSETS
from indexer.understand.actors.lexicon import Lexicon, packed, unpacked

CONJUNCTIONS = ((-1, 0), (0, 1), (-1, 0, 1), (-2, -1, 0), (0, 1, 2))
"""The places of the tokens whose classes count together."""

_FILE = "tagger.npz"
_ONE = 24.0  # a weight of 1.0, as it is kept: 127 is 5.3
_WIDTH = len(OFFSETS) * len(LABELS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Weights by feature, by conjunction of classes, by pair of labels; all float32."""

    features: Mapping[int, int]  # checksum of a feature to its row in `weights`
    weights: np.ndarray  # (features, offsets * labels)
    conjunctions: tuple[np.ndarray, ...]  # (classes ** places, labels) each
    steps: np.ndarray  # (labels, labels): from the label before
    bias: np.ndarray  # (labels,)
    lexicon: Lexicon


def write_model(model: Model, path: Path) -> None:
    """Writes `model` with its weights rounded; those that round to nought are left out. The same bytes every time."""
    rounded = _rounded(model.weights)
    used = np.flatnonzero(rounded.any(axis=1))
    by_row = {row: feature for feature, row in model.features.items()}
    checksums = np.array([by_row[row] for row in used.tolist()], np.uint32)
    order = np.argsort(checksums)
    arrays = {"features": checksums[order], "weights": np.ascontiguousarray(rounded[used][order].T)}
    for number, table in enumerate(model.conjunctions):
        whole = _rounded(table)
        rows = np.flatnonzero(whole.any(axis=1))
        arrays |= {f"rows{number}": rows.astype(np.uint16), f"table{number}": whole[rows]}
    arrays |= {"steps": model.steps.astype(np.float32), "bias": model.bias.astype(np.float32)}
    held = io.BytesIO()
    np.savez_compressed(held, **arrays, **packed(model.lexicon))
    path.write_bytes(held.getvalue())


def _rounded(weights: np.ndarray) -> np.ndarray:
    return np.clip(np.rint(weights * _ONE), -127, 127).astype(np.int8)


def read_model(path: Path) -> Model:
    """The model that `write_model` wrote."""
    with np.load(path, allow_pickle=False) as arrays:
        features = {feature: row for row, feature in enumerate(arrays["features"].tolist())}
        tables = []
        for number, places in enumerate(CONJUNCTIONS):
            table = np.zeros((len(CLASSES) ** len(places), len(LABELS)), np.float32)
            table[arrays[f"rows{number}"]] = arrays[f"table{number}"] / _ONE
            tables.append(table)
        return Model(
            features=features,
            weights=arrays["weights"].T.astype(np.float32) / np.float32(_ONE),
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
