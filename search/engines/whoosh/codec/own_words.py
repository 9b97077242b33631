"""The words of a small batch, numbered by themselves.

A lexicon remembers up to millions of words, and to look through all their numbers for the few of one article takes
several times as long as all else that is written of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from search.engines.whoosh.codec.container import Array

_LOOKED_THROUGH = 16  # words in the time in which one term is brought in order


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """The words of some terms."""

    terms: Array  # (n,) int64: places in `words`
    words: Sequence[bytes]
    numbers: Array  # (words,) rising: what was the number of each


def of_few(terms: Array, words: Sequence[bytes]) -> OwnWords | None:
    """Terms (n,), numbers in `words`, numbered anew by themselves; None where they are not few beside all words."""
    if len(terms) * _LOOKED_THROUGH >= len(words):
        return None
    numbers, own = np.unique(terms, return_inverse=True)
    return OwnWords(terms=own, words=[words[number] for number in numbers.tolist()], numbers=numbers)
