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
from indexer.understand.actors.model import CONJUNCTIONS, ONE, Model, default_model
from indexer.understand.actors.tokens import BREAK

NameKind = Literal["PER", "ORG", "LOC"]

_MAX_SPELLINGS = 1 << 16
_MAX_STRETCH = 96  # in longer rows of tokens that may be names a token is let go
_MARGIN = 3 * ONE  # a token whose best name label is further behind is no part of a name
_NEVER = -10_000
_PAD = max(OFFSETS)
_TRIPLES = 3
_ENOUGH = ONE // 2  # what the tokens of a name must bring together, above no name


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
        self._triples = _triples(model.conjunctions)
        self._steps = allowed_steps(model.steps.astype(np.int32))
        self._lock = threading.Lock()

    def names(self, tokens: Sequence[str]) -> list[Name]:
        """The names in `tokens`, in reading order."""
        if not tokens:
            return []
        with self._lock:
            scores = self._scores(tokens)
        labels = np.zeros(len(tokens), np.int8)
        firsts, lengths = _stretches(scores[:, 1:].max(axis=1) - scores[:, 0])
        if len(firsts):
            _decode(scores, firsts, lengths, self._steps, labels)
        return list(self._read(labels, scores))

    def _scores(self, tokens: Sequence[str]) -> np.ndarray:
        """(tokens, labels) int16: how well each label fits each token, labels beside it aside."""
        rows = self._spellings.rows(tokens)
        count = len(tokens)
        brought = self._spellings.scores.take(rows, axis=0)  # (tokens + 2 * _PAD, offsets, labels)
        scores = brought[:count, 0].copy()
        for place in range(1, len(OFFSETS)):
            scores += brought[place : place + count, place]
        classes = self._spellings.classes.take(rows)
        triples = (classes[:-2] * len(CLASSES) + classes[1:-1]) * len(CLASSES) + classes[2:]
        together = self._triples.take(triples, axis=0)  # those around the token before, the token, the one behind
        for place in range(_TRIPLES):
            scores += together[place : place + count, place]
        return scores

    def _read(self, labels: np.ndarray, scores: np.ndarray) -> Iterator[Name]:
        named = np.flatnonzero(labels)
        gains = scores[named, labels[named]] - scores[named, 0]
        first, margin, end, kind = -1, 0, -1, 0
        for place, label, gain in zip(named.tolist(), labels[named].tolist(), gains.tolist(), strict=True):
            if place == end and label == kind + 1:
                margin += gain
            else:
                if first >= 0:
                    yield Name(first=first, last=end, kind=_KINDS[kind], margin=margin / ONE)
                first, margin, kind = place, gain, label
            end = place + 1
        if first >= 0:
            yield Name(first=first, last=end, kind=_KINDS[kind], margin=margin / ONE)


_KINDS: dict[int, NameKind] = {1: "PER", 3: "ORG", 5: "LOC"}


def _triples(conjunctions: Sequence[np.ndarray]) -> np.ndarray:
    """(classes ** 3, 3, labels): what three classes in a row bring to the last, the middle and the first of them."""
    count = len(CLASSES)
    table = np.zeros((count, count, count, _TRIPLES, len(LABELS)), np.int16)
    for places, weights in zip(CONJUNCTIONS, conjunctions, strict=True):
        shaped = weights.reshape(*[count] * len(places), len(LABELS))
        if places == (-1, 0):
            table[:, :, :, 1] += shaped[:, :, None]
        elif places == (0, 1):
            table[:, :, :, 1] += shaped[None]
        else:
            table[:, :, :, -places[0]] += shaped
    table[:, :, :, [0, 2]] = table[:, :, :, [2, 0]]
    return table.reshape(count**_TRIPLES, _TRIPLES, len(LABELS))


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
        self.scores = np.zeros((1024, len(OFFSETS), len(LABELS)), np.int16)
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
            self.scores = np.concatenate([self.scores, np.zeros_like(self.scores)])
        model = self._model
        numbers = [model.features.get(checksum(feature), -1) for feature in form_features(token, model.lexicon)]
        total = model.weights[[number for number in numbers if number >= 0]].sum(axis=0, dtype=np.int16)
        self.scores[row] = total.reshape(len(OFFSETS), len(LABELS))
        self.scores[row, _PAD] += model.bias  # at the token itself
        self.classes[row] = token_class(token, model.lexicon)


def _stretches(gains: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """First tokens and lengths of the stretches that may hold a name, longest first.

    `gains` is how much better the best name label fits each token than none.
    """
    maybe = np.zeros(len(gains) + 2, bool)  # one more at both ends
    maybe[1:-1] = gains > -_MARGIN
    maybe[1 + _MAX_STRETCH :: _MAX_STRETCH] = False  # rows of capitals without end
    edges = np.flatnonzero(maybe[1:] != maybe[:-1])
    firsts, lengths = edges[::2], edges[1::2] - edges[::2]
    if len(firsts):
        brought = np.add.reduceat(np.where(maybe[1:-1], np.maximum(gains, 0), 0), firsts)
        is_enough = brought > _ENOUGH
        firsts, lengths = firsts[is_enough], lengths[is_enough]
    order = (-lengths).argsort(kind="stable")
    return firsts[order], lengths[order]


def _decode(scores: np.ndarray, firsts: np.ndarray, lengths: np.ndarray, steps: np.ndarray, labels: np.ndarray) -> None:
    """Writes the best labels of all stretches, which nothing named stands beside, into `labels`.

    The stretches go on side by side, the shorter ones falling off at the end of the row.
    """
    longest = int(lengths[0])
    going = np.searchsorted(-lengths, -np.arange(1, longest + 1), side="right").tolist()  # how many reach each place
    reached = [scores.take(firsts, axis=0) + steps[0]]
    for place in range(1, longest):
        before = reached[-1][: going[place]]
        best = (before[:, :, None] + steps).max(axis=1)
        reached.append(best + scores.take(firsts[: going[place]] + place, axis=0))
    onwards = np.ascontiguousarray(steps.T)
    label = np.zeros(len(firsts), np.int64)  # a stretch that has not begun goes on to no name
    for place in range(longest - 1, -1, -1):
        here = going[place]
        label[:here] = (reached[place] + onwards[label[:here]]).argmax(axis=1)
        labels[firsts[:here] + place] = label[:here]


@functools.cache
def default_tagger() -> Tagger:
    """The tagger of the shipped model, made once."""
    return Tagger(default_model())
