"""Which articles are copies of one text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from search.folding import fold

_MIN_WORDS = 40
_WORD = re.compile(r"[^\W_]+")


def story_id(text: str, *, left_out: Sequence[tuple[int, int]] = ()) -> str | None:
    """16 hex digits, equal for articles whose words are the same; None for texts under 40 words.

    `left_out` are ascending spans that copies differ in without being another text: header, dateline, boilerplate,
    signature. Case, punctuation and spaces do not matter. One word more or less makes another story: rewritten copies
    are not recognised.
    """
    parts: list[str] = []
    done = 0
    for start, end in left_out:
        parts.append(text[done:start])
        done = max(done, end)
    parts.append(text[done:])
    words = _WORD.findall(fold(" ".join(parts)))
    if len(words) < _MIN_WORDS:
        return None
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:16]
