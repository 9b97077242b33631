"""Sentences as arrays: what the objective adds up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from indexer.understand.actors.features import LABELS, checksum, form_features, token_class
from indexer.understand.actors.lexicon import Lexicon
from indexer.understand.actors.model import CONJUNCTIONS
from indexer.understand.actors.tagger import conjoined
from indexer.understand.actors.tokens import BREAK, TOKEN
from indexer.understand.actors.training.conll import Sentence

_BETWEEN = 2  # breaks between sentences: as far as a token looks
_LABEL = {label: number for number, label in enumerate(LABELS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """All sentences in one row of tokens, with breaks between them."""

    spellings: np.ndarray  # (tokens,) int64: rows of `Spellings`
    conjunctions: tuple[np.ndarray, ...]  # (tokens,) each
    grid: np.ndarray  # (sentences, longest): places in the row of tokens, 0 behind the end of a sentence
    inside: np.ndarray  # the same shape, bool
    labels: np.ndarray  # the same shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Spellings:
    """The features of every spelling: pairs of both, ordered by spelling, and ordered by feature."""

    checksums: np.ndarray  # (features,) int64
    count: int  # spellings
    features: np.ndarray  # (pairs,) by spelling
    starts: np.ndarray  # (spellings,) where each begins in `features`
    spellings_of: np.ndarray  # (pairs,) by feature
    starts_of: np.ndarray  # (features,) where each begins in `spellings_of`


def labelled_tokens(sentence: Sentence) -> tuple[list[str], list[int]]:
    """The tagger's tokens of a sentence and their labels; what stands in brackets is a name of its own."""
    found = list(TOKEN.finditer(sentence.text))
    labels = [0] * len(found)
    for first, last, kind in sentence.names():
        start, end = sentence.tokens[first][0], sentence.tokens[last - 1][1]
        goes_on = False
        for place, token in enumerate(found):
            if token.start() < end and token.end() > start:
                is_bracket = token[0] in "()"
                labels[place] = 0 if is_bracket else _LABEL[("I-" if goes_on else "B-") + kind]
                goes_on = not is_bracket
    return [token[0] for token in found], labels


def examples(sentences: Iterable[Sentence], lexicon: Lexicon) -> tuple[Examples, Spellings]:
    """The sentences and the spellings in them."""
    labelled = [labelled_tokens(sentence) for sentence in sentences]
    known = {BREAK: 0}
    row = [0] * _BETWEEN
    firsts = []
    for tokens, _ in labelled:
        firsts.append(len(row))
        row += [known.setdefault(token, len(known)) for token in tokens]
        row += [0] * _BETWEEN
    longest = max(len(tokens) for tokens, _ in labelled)
    grid = np.zeros((len(labelled), longest), np.int64)
    labels = np.zeros_like(grid)
    inside = np.zeros(grid.shape, bool)
    for place, (first, (tokens, marked)) in enumerate(zip(firsts, labelled, strict=True)):
        grid[place, : len(tokens)] = range(first, first + len(tokens))
        inside[place, : len(tokens)] = True
        labels[place, : len(tokens)] = marked
    spellings = np.array(row)
    classes = np.array([token_class(token, lexicon) for token in known], np.int32)[spellings]
    classes = np.concatenate([classes[:_BETWEEN], classes, classes[-_BETWEEN:]])
    made = Examples(
        spellings=spellings,
        conjunctions=tuple(conjoined(classes, places) for places in CONJUNCTIONS),
        grid=grid,
        inside=inside,
        labels=labels,
    )
    return made, _spellings(list(known), lexicon)


def _spellings(tokens: Sequence[str], lexicon: Lexicon) -> Spellings:
    numbers: dict[int, int] = {}
    pairs = np.array(list(_pairs(tokens, lexicon, numbers)))
    by_feature = np.argsort(pairs[:, 1], kind="stable")
    return Spellings(
        checksums=np.array(list(numbers)),
        count=len(tokens),
        features=pairs[:, 1],
        starts=np.searchsorted(pairs[:, 0], np.arange(len(tokens))),
        spellings_of=pairs[by_feature, 0],
        starts_of=np.searchsorted(pairs[by_feature, 1], np.arange(len(numbers))),
    )


def _pairs(tokens: Sequence[str], lexicon: Lexicon, numbers: dict[int, int]) -> Iterator[tuple[int, int]]:
    for row, token in enumerate(tokens):
        for feature in dict.fromkeys(form_features(token, lexicon)):
            yield row, numbers.setdefault(checksum(feature), len(numbers))
