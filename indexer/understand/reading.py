"""The text as it is analysed, and the way back to the original.

Analysis wants single-width line ends, no invisible characters, composed letters and a space between two glued
sentences, and what was decoded wrong repaired; the page wants the characters that the outlet printed. `read` makes the
first and remembers every edit, so that what is found in it can be marked in the original.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from indexer.understand.glue import glued
from indexer.understand.mojibake import repairs

_INVISIBLE = re.compile(
    "(?P<line>\r\n?|[\u0085\u2028\u2029\f\v])|(?P<space>[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t])"
    "|[\u00ad\u200b\u200d-\u200f\u202a-\u202e\u2060-\u2069\ufeff\0-\b\x0e-\x1f\x7f]+"
)
_VISIBLE = {"line": "\n", "space": " ", None: ""}
_NO_LINE_END = {ord("\n"): None}
_COMPOSABLE = regex.compile(r"\P{M}\p{M}+")

Edit = tuple[int, int, str]
"""[start, end) of the original and what stands for it in the analysis."""


@dataclass(frozen=True, slots=True)
class _Edited:
    """Where an edit stands."""

    start: int  # [start, end) in the analysis
    end: int
    original_start: int
    original_end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """The analysed `text` of an `original`; spans of the one can be told in the other."""

    original: str
    text: str
    breaks: tuple[int, ...]  # of the original: where a space is missing between two glued sentences
    _starts: tuple[int, ...]  # of the edits, ascending
    _edits: tuple[_Edited, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """[start, end) of the analysis as [start, end) of the original, around all of what was repaired as a whole."""
        if not self._edits:
            return start, end
        return self._original(start, is_end=False), self._original(end, is_end=True)

    def _original(self, offset: int, *, is_end: bool) -> int:
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return offset
        edit = self._edits[index]
        if offset >= edit.end:
            return edit.original_end + offset - edit.end
        return edit.original_end if is_end and offset > edit.start else edit.original_start


def read(original: str) -> Reading:
    """`original` made ready for analysis."""
    visible = sorted({*repairs(original), *_visible_edits(original)})
    clean = _edited(original, visible, ())
    breaks = tuple(clean.span(offset, offset)[0] for offset in glued(clean.text))
    return _edited(original, sorted([*visible, *((at, at, " ") for at in breaks)]), breaks) if breaks else clean


def _visible_edits(text: str) -> Iterator[Edit]:
    if text.isascii() and text.translate(_NO_LINE_END).isprintable():
        return
    yield from _invisible(text)
    if not unicodedata.is_normalized("NFC", text):
        for match in _COMPOSABLE.finditer(text):
            composed = unicodedata.normalize("NFC", match[0])
            if composed != match[0]:
                yield match.start(), match.end(), composed


def _invisible(text: str) -> Iterator[Edit]:
    for match in _INVISIBLE.finditer(text):
        yield match.start(), match.end(), _VISIBLE[match.lastgroup]


def _edited(original: str, edits: Sequence[Edit], breaks: tuple[int, ...]) -> Reading:
    if not edits:
        return Reading(original, original, breaks, (), ())
    parts: list[str] = []
    made: list[_Edited] = []
    done = length = 0
    for start, end, replacement in edits:
        if start < done:
            continue  # a mark inside an edit that was made already
        parts += (original[done:start], replacement)
        begin = length + start - done
        length = begin + len(replacement)
        done = end
        made.append(_Edited(begin, length, start, end))
    parts.append(original[done:])
    return Reading(original, "".join(parts), breaks, tuple(edit.start for edit in made), tuple(made))
