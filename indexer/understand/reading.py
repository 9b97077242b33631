"""The text as it is analysed, and the way back to the original.

Analysis wants single-width line ends, no invisible characters, composed letters and a space between two glued
sentences; the page wants the characters that the outlet printed. `read` makes the first and remembers every edit, so
that what is found in it can be marked in the original.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from indexer.understand.glue import glued

_INVISIBLE = re.compile("\r\n?|[\u00ad\u200b\u2060\ufeff\u200e\u200f]+|[\u00a0\u2002-\u200a\u202f\u3000\t]")
_COMPOSABLE = regex.compile(r"\P{M}\p{M}+")

Edit = tuple[int, int, str]
"""[start, end) of the original and what stands for it in the analysis."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The analysed `text` of an `original`; spans of the one can be told in the other."""

    original: str
    text: str
    breaks: tuple[int, ...]  # of the original: where a space is missing between two glued sentences
    _at: tuple[int, ...]  # ascending analysis offsets from which on ...
    _shift: tuple[int, ...]  # ... the original is this much further on

    def span(self, start: int, end: int) -> tuple[int, int]:
        """[start, end) of the analysis as [start, end) of the original."""
        if not self._at:
            return start, end
        return self._original(start), self._original(end)

    def _original(self, offset: int) -> int:
        index = bisect_right(self._at, offset) - 1
        return offset if index < 0 else min(offset + self._shift[index], len(self.original))


def read(original: str) -> Reading:
    """`original` made ready for analysis."""
    breaks = tuple(glued(original))
    edits = sorted({*_visible_edits(original), *((offset, offset, " ") for offset in breaks)})
    return _edited(original, edits, breaks)


def _visible_edits(text: str) -> Iterator[Edit]:
    if text.isascii():
        if "\r" in text or "\t" in text:
            yield from _invisible(text)
        return
    yield from _invisible(text)
    if not unicodedata.is_normalized("NFC", text):
        for match in _COMPOSABLE.finditer(text):
            composed = unicodedata.normalize("NFC", match[0])
            if composed != match[0]:
                yield match.start(), match.end(), composed


def _invisible(text: str) -> Iterator[Edit]:
    for match in _INVISIBLE.finditer(text):
        first = match[0][0]
        yield match.start(), match.end(), "\n" if first == "\r" else " " if first.isspace() else ""


def _edited(original: str, edits: Sequence[Edit], breaks: tuple[int, ...]) -> Reading:
    parts: list[str] = []
    at: list[int] = []
    shift: list[int] = []
    done = length = 0
    for start, end, replacement in edits:
        if start < done:
            continue  # a mark inside an edit that was made already
        parts += (original[done:start], replacement)
        length += start - done + len(replacement)
        done = end
        at.append(length)
        shift.append(end - length)
    parts.append(original[done:])
    return Reading(original, "".join(parts), breaks, tuple(at), tuple(shift))
