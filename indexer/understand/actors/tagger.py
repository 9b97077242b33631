"""Finds names in a row of tokens: a linear-chain model whose scores are sums of what each token brings.

What a token brings to its own label and to those of its neighbours depends on its spelling alone, so it is summed once
for each spelling and kept (`_Spellings`). The scores of an article are then rows taken from tables and added. A token
that cannot be a name whatever stands beside it parts the article into short stretches, which are decoded side by side.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from indexer.understand.actors.features import CLASSES, LABELS, OFFSETS, checksum, form_features, token_class
from indexer.understand.actors.model import CONJUNCTIONS, Model, default_model
from indexer.understand.actors.tokens import BREAK

NameKind = Literal["PER", "ORG", "LOC"]

_MAX_SPELLINGS = 1 << 16
_MAX_STRETCH = 48  # tokens decoded as one; no name is as long
_MARGIN = 3.0  # a token whose best name label is further behind is no part of a name
_NEVER = np.float32(-1e4)
_PAD = max(OFFSETS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name at tokens [first, last)."""

    first: int
    last: int
    kind: NameKind
    margin: float  # how much better than no name at all


class Tagger:
    """A model ready for use; safe to share between threads."""

    def __init__(self, model: Model) -> None:
        self._spellings = _Spellings(model)
        self._conjunctions = model.conjunctions
        self._steps = allowed_steps(model.steps)
        self._lock = threading.Lock()

    def names(self, tokens: Sequence[str]) -> list[Name]:
        """The names in `tokens`, in reading order."""
        if not tokens:
            return []
        with self._lock:
            scores = self._scores(tokens)
        labels = np.zeros(len(tokens), np.int8)
        maybe = scores[:, 1:].max(axis=1) > scores[:, 0] - _MARGIN
        for stretches in _stretches(maybe):
            _decode(scores, stretches, self._steps, labels)
        return list(self._read(labels, scores))

    def _scores(self, tokens: Sequence[str]) -> np.ndarray:
        """(tokens, labels) float32: how well each label fits each token, labels beside it aside."""
        rows = self._spellings.rows(tokens)
        count = len(tokens)
        scores = self._spellings.scores[0][rows[:count]]
        for place in range(1, len(OFFSETS)):
            scores += self._spellings.scores[place][rows[place : place + count]]
        classes = self._spellings.classes[rows]
        for table, places in zip(self._conjunctions, CONJUNCTIONS, strict=True):
            scores += table[conjoined(classes, places)]
        return scores

    def _read(self, labels: np.ndarray, scores: np.ndarray) -> Iterator[Name]:
        named = np.flatnonzero(labels)
        gains = scores[named, labels[named]] - scores[named, 0]
        first, margin, end, kind = -1, 0.0, -1, 0
        for place, label, gain in zip(named.tolist(), labels[named].tolist(), gains.tolist(), strict=True):
            if place == end and label == kind + 1:
                margin += gain
            else:
                if first >= 0:
                    yield Name(first=first, last=end, kind=_KINDS[kind], margin=margin)
                first, margin, kind = place, gain, label
            end = place + 1
        if first >= 0:
            yield Name(first=first, last=end, kind=_KINDS[kind], margin=margin)


_KINDS: dict[int, NameKind] = {1: "PER", 3: "ORG", 5: "LOC"}


def allowed_steps(steps: np.ndarray) -> np.ndarray:
    """`steps` where no label says that a name goes on which has not begun."""
    allowed = steps.copy()
    for label, name in enumerate(LABELS):
        if name[0] == "I":
            for before, other in enumerate(LABELS):
                if other[2:] != name[2:]:
                    allowed[before, label] = _NEVER
    return allowed


def conjoined(classes: np.ndarray, places: Sequence[int]) -> np.ndarray:
    """One number for the classes at `places` of each token; `classes` has _PAD more at both ends."""
    count = len(classes) - 2 * _PAD
    number = np.zeros(count, np.int32)
    for place in places:
        number = number * len(CLASSES) + classes[_PAD + place : _PAD + place + count]
    return number


class _Spellings:
    """What each spelling brings to the scores of the tokens around it, summed when it is first seen."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._known: dict[str, int] = {}
        self.classes = np.zeros(1024, np.int32)
        self.scores = np.zeros((len(OFFSETS), 1024, len(LABELS)), np.float32)
        self._row(BREAK)

    def rows(self, tokens: Sequence[str]) -> np.ndarray:
        """The rows of `tokens`, with those of _PAD breaks before and behind."""
        if len(self._known) > _MAX_SPELLINGS:
            self._known.clear()
            self._row(BREAK)
        known = self._known.get
        rows = [known(token, -1) for token in tokens]
        if -1 in rows:
            rows = [self._row(token) for token in tokens]
        return np.array([0] * _PAD + rows + [0] * _PAD, np.int32)

    def _row(self, token: str) -> int:
        row = self._known.get(token)
        if row is None:
            row = self._known[token] = len(self._known)
            self._fill(row, token)
        return row

    def _fill(self, row: int, token: str) -> None:
        if row == len(self.classes):
            self.classes = np.concatenate([self.classes, np.zeros_like(self.classes)])
            self.scores = np.concatenate([self.scores, np.zeros_like(self.scores)], axis=1)
        model = self._model
        numbers = [model.features.get(checksum(feature), -1) for feature in form_features(token, model.lexicon)]
        total = model.weights[[number for number in numbers if number >= 0]].sum(axis=0)
        self.scores[:, row] = total.reshape(len(OFFSETS), len(LABELS))
        self.scores[_PAD, row] += model.bias  # at the token itself
        self.classes[row] = token_class(token, model.lexicon)


def _stretches(maybe: np.ndarray) -> Iterator[np.ndarray]:
    """First token and length of the rows of tokens that may be names, as (stretches, 2), longest first."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], maybe, [False]])))
    firsts, lengths = edges[::2], np.diff(edges)[::2]
    too_long = lengths > _MAX_STRETCH
    if too_long.any():
        yield from _stretches(_cut(maybe))
    elif len(firsts):
        order = np.argsort(-lengths, kind="stable")
        yield np.stack([firsts[order], lengths[order]], axis=1)


def _cut(maybe: np.ndarray) -> np.ndarray:
    """`maybe` with a token in so many let go: rows of capitals without end are no names."""
    cut = maybe.copy()
    cut[_MAX_STRETCH::_MAX_STRETCH] = False
    return cut


def _decode(scores: np.ndarray, stretches: np.ndarray, steps: np.ndarray, labels: np.ndarray) -> None:
    """Writes the best labels of all stretches, which nothing named stands beside, into `labels`."""
    firsts, lengths = stretches.T
    longest = int(lengths[0])
    best = scores[firsts] + steps[0]
    came_from = np.zeros((longest, len(firsts), len(LABELS)), np.int8)
    ends = np.zeros(len(firsts), np.int64)
    total = np.empty_like(best)
    for place in range(1, longest + 1):
        going = int(np.searchsorted(-lengths, -place, side="right"))  # those of at least `place` tokens come first
        alive = int(np.searchsorted(-lengths, -place - 1, side="right"))
        total[alive:going] = best[alive:going] + steps[:, 0]
        ends[alive:going] = total[alive:going].argmax(axis=1)
        if alive:
            paths = best[:alive, :, None] + steps
            came_from[place, :alive] = paths.argmax(axis=1) if place < longest else 0
            best[:alive] = paths.max(axis=1) + scores[firsts[:alive] + place]
    label = ends
    for place in range(longest - 1, -1, -1):
        going = int(np.searchsorted(-lengths, -place - 1, side="right"))
        labels[firsts[:going] + place] = label[:going]
        if place:
            label[:going] = came_from[place, np.arange(going), label[:going]]


@functools.cache
def default_tagger() -> Tagger:
    """The tagger of the shipped model, made once."""
    return Tagger(default_model())
