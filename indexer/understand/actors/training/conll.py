"""Sentences with their names marked, read from CoNLL files: one token and its label a line, an empty line between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_NO_SPACE_BEFORE = frozenset(",.;:?!)]%")
_NO_SPACE_AFTER = frozenset("([")
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """The text as it was before it was cut into tokens, and the offsets of these."""

    text: str
    tokens: tuple[tuple[int, int], ...]
    labels: tuple[str, ...]

    def names(self) -> Iterator[tuple[int, int, str]]:
        """First token, token after the last, and kind of each name."""
        first = 0
        for place in range(1, len(self.labels) + 1):
            label = self.labels[place] if place < len(self.labels) else "O"
            kind = self.labels[first][2:]
            if label[:1] == "I" and kind == label[2:]:
                continue
            if kind:
                yield first, place, kind
            first = place


def read_conll(path: Path) -> Iterator[Sentence]:
    """The sentences of a file."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        pairs = [line.split("\t") for line in block.split("\n") if line]
        if pairs:
            yield _sentence([token for token, _ in pairs], tuple(label for _, label in pairs))


def _sentence(tokens: list[str], labels: tuple[str, ...]) -> Sentence:
    text = ""
    spans = []
    quotes = 0
    for place, token in enumerate(tokens):
        quotes += token == '"'
        if text and not _joins(tokens, place, quotes):
            text += " "
        spans.append((len(text), len(text) + len(token)))
        text += token
    return Sentence(text=text, tokens=tuple(spans), labels=labels)


def _joins(tokens: list[str], place: int, quotes: int) -> bool:
    """Whether a token stood right behind the one before it: marks do, and what a hyphen or a quote joins."""
    token, before = tokens[place], tokens[place - 1]
    if token in _NO_SPACE_BEFORE or before in _NO_SPACE_AFTER:
        return True
    if token == '"' or before == '"':
        return (quotes % 2 == 0) == (token == '"')
    if token in ("-", "/", "'"):
        return _is_compound(before, tokens[place + 1 : place + 2])
    return before in ("-", "/", "'") and place > 1 and _is_compound(tokens[place - 2], [token])


def _is_compound(left: str, right: list[str]) -> bool:
    if not right or not _WORD.match(left) or not _WORD.match(right[0]):
        return False
    return left[0].isupper() == right[0][0].isupper() or left[:3].lower() == right[0][:3].lower()
