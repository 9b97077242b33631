"""Counts a `Lexicon` from articles without any labels. Same articles, same lexicon."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np

from indexer.understand.actors.cues import ORGANISATIONS, ROLES, SAYS_AFTER, SAYS_BEFORE
from indexer.understand.actors.lexicon import Lexicon
from indexer.understand.actors.tokens import TOKEN
from indexer.understand.words import words

_MIN_SEEN = 5
_CONTEXT_WORDS = 1500
_DIMENSIONS = 64
_COARSE, _FINE = 48, 240
_ROUNDS = 25
_PLACES = words("di ke dari asal kota kabupaten kecamatan desa provinsi wilayah kawasan menuju pulau")
_SPEAKING = SAYS_BEFORE | words("menurut")
_EDGES = np.array([0.0005, 0.02, 0.1, 0.3, 0.6])  # shares, cut into six
_SHARES_OF_MID = (0.05, 0.3, 0.7, 0.9, 0.98)


def count_lexicon(texts: Iterable[str]) -> Lexicon:
    """What `texts` tell of their words; rare words are left out."""
    streams = [TOKEN.findall(text) for text in texts]
    seen = Counter(token for stream in streams for token in stream)
    kept = sorted(token for token, count in seen.items() if count >= _MIN_SEEN and token[0].isalpha())
    coarse, fine = _clusters(streams, kept, seen)
    signs = _signs(streams)
    rows = {}
    for place, word in enumerate(kept):
        shares = [_bucket(signs[name][word] / seen[word]) for name in ("title", "place", "org", "says")]
        rows[word] = (
            _mid_bucket(word, signs),
            *shares,
            _bucket(seen[word.upper()] / _any_capitals(word, seen)),
            min(15, int(np.log2(seen[word]))),
            int(coarse[place]),
            int(fine[place]),
        )
    return Lexicon(rows)


def _any_capitals(word: str, seen: Counter[str]) -> int:
    return sum(seen[form] for form in {word, word.lower(), word.upper(), word.capitalize()})


def _bucket(share: float) -> int:
    return int(np.searchsorted(_EDGES, share))


def _mid_bucket(word: str, signs: dict[str, Counter[str]]) -> int:
    """How often the word has a capital where no sentence begins; 0 where it was hardly seen there."""
    low, cap = signs["small"][word.lower()], signs["mid"][word.lower()]
    if low + cap < 3:
        return 0
    return 1 + int(np.searchsorted(_SHARES_OF_MID, cap / (low + cap)))


def _signs(streams: Iterable[Sequence[str]]) -> dict[str, Counter[str]]:
    signs: dict[str, Counter[str]] = {name: Counter() for name in ("title", "place", "org", "says", "small", "mid")}
    for stream in streams:
        for before, token in pairwise(("\n", *stream)):
            if not token[0].isalpha():
                continue
            lower = before.lower()
            signs["title"][token] += lower in ROLES
            signs["place"][token] += lower in _PLACES
            signs["org"][token] += lower in ORGANISATIONS
            signs["says"][token] += before in _SPEAKING
            if not token[0].isupper():
                signs["small"][token] += 1
            elif before[0].isalpha() and before[0].islower():
                signs["mid"][token.lower()] += 1
        for token, after in pairwise(stream):
            signs["says"][token] += after in SAYS_AFTER
    return signs


def _clusters(
    streams: Sequence[Sequence[str]], kept: Sequence[str], seen: Counter[str]
) -> tuple[np.ndarray, np.ndarray]:
    """Coarse and fine clusters of the kept words, numbered from 1, by the words beside them."""
    vectors = _context_vectors(streams, kept, seen)
    return _k_means(vectors, _COARSE) + 1, _k_means(vectors, _FINE) + 1


def _context_vectors(streams: Sequence[Sequence[str]], kept: Sequence[str], seen: Counter[str]) -> np.ndarray:
    rows = {word: place for place, word in enumerate(kept)}
    common = [token for token, _ in sorted(seen.items(), key=lambda item: (-item[1], item[0]))[:_CONTEXT_WORDS]]
    columns = {token: place for place, token in enumerate(common)}
    stream = [token for one in streams for token in (*one, "\n", "\n")]
    row = np.array([rows.get(token, -1) for token in stream])
    column = np.array([columns.get(token, len(common) + _shape(token)) for token in stream])
    width = len(common) + 4
    counts = np.zeros((len(kept), 2 * width), np.float32)
    for side, (of, beside) in enumerate(((slice(1, None), slice(None, -1)), (slice(None, -1), slice(1, None)))):
        known = row[of] >= 0
        np.add.at(counts, (row[of][known], side * width + column[beside][known]), 1)
    return _reduced(counts)


def _shape(token: str) -> int:
    """A rare neighbour counts as a number, a mark, a capitalised or a small word."""
    if token[0].isdigit():
        return 0
    if not token[0].isalpha():
        return 1
    return 2 if token[0].isupper() else 3


def _reduced(counts: np.ndarray) -> np.ndarray:
    """Positive pointwise mutual information, its strongest directions, rows of length one."""
    total = counts.sum()
    expected = counts.sum(1, keepdims=True) @ counts.sum(0, keepdims=True) / total
    with np.errstate(divide="ignore", invalid="ignore"):
        weights = np.maximum(np.nan_to_num(np.log(counts / expected), neginf=0.0), 0)
    strengths, directions = np.linalg.eigh(weights.T @ weights)
    best = directions[:, np.argsort(-strengths)[:_DIMENSIONS]]
    vectors = weights @ best
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    return np.asarray(vectors, np.float32)


def _k_means(vectors: np.ndarray, clusters: int) -> np.ndarray:
    """The cluster of each row, by the angle to the clusters' means."""
    draw = np.random.default_rng(7)
    means = vectors[draw.choice(len(vectors), min(clusters, len(vectors)), replace=False)]
    nearest = np.zeros(len(vectors), np.int64)
    for _ in range(_ROUNDS):
        nearest = np.argmax(vectors @ means.T, axis=1)
        sums = np.zeros_like(means)
        np.add.at(sums, nearest, vectors)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        means = np.where(lengths > 0, sums / (lengths + 1e-9), means)
    return nearest
