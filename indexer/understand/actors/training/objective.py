"""How badly weights explain the examples: the negative log-likelihood of a linear-chain model, and its gradient."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from indexer.understand.actors.features import CLASSES, LABELS, OFFSETS
from indexer.understand.actors.model import CONJUNCTIONS
from indexer.understand.actors.tagger import allowed_steps
from indexer.understand.actors.training.arrays import Examples, Spellings

_LABELS = len(LABELS)


@dataclass(frozen=True, slots=True)
class Weights:
    """One long vector of float32 and the tables that it is cut into."""

    vector: np.ndarray
    features: np.ndarray  # (features, offsets * labels)
    conjunctions: tuple[np.ndarray, ...]  # (classes ** places, labels)
    steps: np.ndarray  # (labels, labels)
    bias: np.ndarray  # (labels,)


def cut_weights(vector: np.ndarray, features: int) -> Weights:
    """The tables of `vector`, as views of it."""
    shapes = [(features, len(OFFSETS) * _LABELS)]
    shapes += [(len(CLASSES) ** len(places), _LABELS) for places in CONJUNCTIONS]
    shapes += [(_LABELS, _LABELS), (1, _LABELS)]
    ends = np.cumsum([rows * columns for rows, columns in shapes])
    parts = [part.reshape(shape) for part, shape in zip(np.split(vector, ends[:-1]), shapes, strict=True)]
    return Weights(vector, parts[0], tuple(parts[1:-2]), parts[-2], parts[-1][0])


def size_of_weights(features: int) -> int:
    """The length of the vector for so many features."""
    conjunctions = sum(int(len(CLASSES) ** len(places)) for places in CONJUNCTIONS)
    return (features * len(OFFSETS) + conjunctions + _LABELS + 1) * _LABELS


class Objective:
    """The value and the gradient at a vector of weights, with a penalty on their squares."""

    def __init__(self, examples: Examples, spellings: Spellings, *, penalty: float) -> None:
        self._examples = examples
        self._spellings = spellings
        self._penalty = np.float32(penalty)
        self._gold = np.eye(_LABELS, dtype=np.float32)[examples.labels] * examples.inside[..., None]

    def __call__(self, vector: np.ndarray) -> tuple[float, np.ndarray]:
        weights = cut_weights(vector, len(self._spellings.checksums))
        scores = self._scores(weights)
        loss, surplus, steps = self._chains(scores, weights.steps)
        gradient = np.concatenate([part.ravel() for part in self._spread(surplus, steps)])
        return (
            loss + 0.5 * float(self._penalty) * float(vector @ vector),
            gradient.astype(np.float32) + self._penalty * vector,
        )

    def _scores(self, weights: Weights) -> np.ndarray:
        """(tokens, labels)"""
        known, examples = self._spellings, self._examples
        brought = np.add.reduceat(weights.features[known.features], known.starts, axis=0)
        brought = brought.reshape(known.count, len(OFFSETS), _LABELS)
        scores: np.ndarray = np.zeros((len(examples.spellings), _LABELS), np.float32) + weights.bias
        for place, offset in enumerate(OFFSETS):
            scores += brought[np.roll(examples.spellings, -offset), place]
        for table, numbers in zip(weights.conjunctions, examples.conjunctions, strict=True):
            scores += table[numbers]
        return scores

    def _chains(self, scores: np.ndarray, steps: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
        """The loss, how much more each label is expected than it is there, and the same of each step."""
        inside, gold = self._examples.inside, self._gold
        emitted = scores[self._examples.grid]
        emitted[:, 0] += np.minimum(allowed_steps(np.zeros_like(steps))[0], 0)
        top = emitted.max(axis=-1, keepdims=True)
        likely = np.exp(emitted - top)
        moves = np.exp(allowed_steps(steps))
        forward, scale = _forward(likely, moves)
        backward = _backward(likely, moves, inside)
        log_total = float(((np.log(scale) + top[..., 0]) * inside).sum())
        log_gold = float((emitted * gold).sum())
        log_gold += float((steps[self._examples.labels[:, :-1], self._examples.labels[:, 1:]] * inside[:, 1:]).sum())
        expected = forward * backward
        expected /= expected.sum(axis=-1, keepdims=True)
        surplus = (expected * inside[..., None] - gold)[inside]
        ahead = backward[:, 1:] * likely[:, 1:]
        weight = inside[:, 1:] / np.einsum("stj,stj->st", forward[:, :-1] @ moves, ahead)
        expected_steps = moves * np.einsum("sti,stj->ij", forward[:, :-1] * weight[..., None], ahead, optimize=True)
        gold_steps = np.einsum("sti,stj->ij", gold[:, :-1], gold[:, 1:], optimize=True)
        return log_total - log_gold, surplus, np.where(moves > 0, expected_steps - gold_steps, 0)

    def _spread(self, surplus: np.ndarray, steps: np.ndarray) -> list[np.ndarray]:
        """The gradient of each table, from that of the scores."""
        known, examples = self._spellings, self._examples
        by_token = np.zeros((len(examples.spellings), _LABELS), np.float32)
        by_token[examples.grid[examples.inside]] = surplus
        brought = np.zeros((known.count, len(OFFSETS), _LABELS), np.float32)
        for place, offset in enumerate(OFFSETS):
            brought[:, place] = _sums(np.roll(examples.spellings, -offset), by_token, known.count)
        features = np.add.reduceat(brought.reshape(known.count, -1)[known.spellings_of], known.starts_of, axis=0)
        tables = [
            _sums(numbers, by_token, len(CLASSES) ** len(places))
            for numbers, places in zip(examples.conjunctions, CONJUNCTIONS, strict=True)
        ]
        return [features, *tables, steps, by_token.sum(axis=0)]


def _sums(rows: np.ndarray, values: np.ndarray, count: int) -> np.ndarray:
    """The sum of the values of each row."""
    columns = [np.bincount(rows, values[:, label], minlength=count) for label in range(_LABELS)]
    return np.stack(columns, axis=1)


def _forward(likely: np.ndarray, moves: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of each place, how likely each label is by what stands before it, summing to 1; and what it summed to."""
    forward = np.empty_like(likely)
    scale = np.empty(likely.shape[:2], np.float32)
    reached = likely[:, 0]
    for place in range(likely.shape[1]):
        if place:
            reached = (forward[:, place - 1] @ moves) * likely[:, place]
        scale[:, place] = reached.sum(axis=1)
        forward[:, place] = reached / scale[:, place, None]
    return forward, scale


def _backward(likely: np.ndarray, moves: np.ndarray, inside: np.ndarray) -> np.ndarray:
    """Of each place and label, how likely what follows is, up to a factor."""
    backward = np.ones_like(likely)
    for place in range(likely.shape[1] - 2, -1, -1):
        reached = (backward[:, place + 1] * likely[:, place + 1]) @ moves.T
        reached /= reached.sum(axis=1, keepdims=True)
        backward[:, place] = np.where(inside[:, place + 1, None], reached, 1)
    return backward
