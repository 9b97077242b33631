"""What many articles tell of a word without any label: how often it is a name, and beside what it stands.

Per word, in buckets: how often its capital is no sentence's, how often it follows a title, a preposition of place, an
organisation's head or a verb of saying, how common it is, and which words are used like it (clusters of the contexts).
Counted by `lexicon_training`, shipped in the model.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

COLUMNS = ("mid", "title", "place", "org", "says", "caps", "seen", "like", "kin")
"""What is known of a word, in this order; "like" is its coarse cluster, "kin" its fine one."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Rows of small numbers, one for each known spelling, and one for the word in any capitals."""

    rows: Mapping[str, tuple[int, ...]]

    def row(self, surface: str) -> tuple[int, ...] | None:
        """What is known of this spelling; None for a word that was too rare."""
        return self.rows.get(surface)


def packed(lexicon: Lexicon) -> dict[str, np.ndarray]:
    """The lexicon as arrays: the words as one text, and the rows as bytes."""
    words = sorted(lexicon.rows)
    text = "\n".join(words).encode()
    table = np.array([lexicon.rows[word] for word in words], np.uint8).reshape(len(words), len(COLUMNS))
    return {"words": np.frombuffer(text, np.uint8), "word_rows": np.ascontiguousarray(table.T)}


def unpacked(words: np.ndarray, columns: np.ndarray) -> Lexicon:
    """What `packed` was given."""
    rows: Sequence[tuple[int, ...]] = list(zip(*columns.tolist(), strict=True))
    return Lexicon(dict(zip(words.tobytes().decode().split("\n"), rows, strict=True)))
