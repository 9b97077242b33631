"""Where the statements of documents lie in their bodies: `said:` is the body's words at these positions.

No word is written twice. Of each document the segment has how many statements it has (`said.counts`), and of each
statement the position of its first word in the body and how many positions it takes (`said.firsts`, `said.sizes`).
Positions in statements are those of the body, with GAP more for each statement before in the document, so that no
phrase reaches from one statement into the next.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from search import analysis
from search.engines.whoosh.codec.container import Array, Container, ContainerWriter, narrowed

GAP = 1 << 12  # positions; more than a phrase spans
MAX_STATEMENTS = 1 << 16  # of a document, so that positions stay below 2**31
FIELD = "said"
_BODY = "body"
_STRETCH = re.compile(r"\S+")


def body_field(field: str) -> str | None:
    """The field whose words those of a field of statements are: "body_id" of "said_id"; None for other fields."""
    name, line, code = field.partition("_")
    return _BODY + line + code if name == FIELD else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidPositions:
    """Of each document how many statements it has, and of each statement its first position and how many it takes."""

    counts: Array
    firsts: Array
    sizes: Array

    def write(self, writer: ContainerWriter) -> None:
        """Write the arrays, and by document how many positions its statements take."""
        lengths = np.zeros(len(self.counts), np.int64)
        np.add.at(lengths, np.repeat(np.arange(len(self.counts)), self.counts), self.sizes)
        writer.add(f"{FIELD}.counts", narrowed(self.counts))
        writer.add(f"{FIELD}.firsts", narrowed(self.firsts))
        writer.add(f"{FIELD}.sizes", narrowed(self.sizes))
        writer.add(f"{FIELD}.length", narrowed(lengths))


def read_said(container: Container, is_kept: Array) -> SaidPositions:
    """What a segment has of the documents that `is_kept` (documents,) marks."""
    counts = container[f"{FIELD}.counts"].astype(np.int64)
    kept = np.repeat(is_kept, counts)
    firsts, sizes = container[f"{FIELD}.firsts"], container[f"{FIELD}.sizes"]
    return SaidPositions(counts=counts[is_kept], firsts=firsts[kept], sizes=sizes[kept])


def joined_said(parts: Sequence[SaidPositions]) -> SaidPositions:
    """The documents of all parts, one part after the other."""
    return SaidPositions(
        counts=np.concatenate([part.counts for part in parts]).astype(np.int64),
        firsts=np.concatenate([part.firsts for part in parts]).astype(np.int64),
        sizes=np.concatenate([part.sizes for part in parts]).astype(np.int64),
    )


def said_positions(text: str, spans: Sequence[tuple[int, int]], before: Array) -> list[tuple[int, int]]:
    """First positions and sizes of the spans of a text that hold a word, apart and in order.

    `before` (stretches + 1,) says what positions come before each stretch without a space, and how many there are.
    """
    found: list[tuple[int, int]] = []
    last = 0
    places = _Places(text, before)
    for start, end in spans[:MAX_STATEMENTS]:
        first, behind = max(places.at(start), last), places.at(end, is_end=True)
        if behind > first:
            found.append((first, behind - first))
            last = behind
    return found


class _Places:
    """Tells positions for rising offsets of a text, counting the stretches between one and the next."""

    def __init__(self, text: str, before: Array) -> None:
        self._text = text
        self._before = before
        self._done = 0
        self._count = 0  # stretches that begin before `_done`
        self._stretch: _Stretch | None = None
        self._stretches_from = 0  # no stretch looked at later begins before

    def at(self, offset: int, *, is_end: bool = False) -> int:
        """The position of the first word behind `offset`; for an end the position behind the last word before it.

        A word that the offset cuts belongs to what is asked for.
        """
        self._advance(offset)
        if not self._is_inside(offset):
            return int(self._before[self._count])
        cut = self._stretch_at(offset)
        base = int(self._before[self._count - 1])
        if is_end:
            return base + cut.behind(offset)
        position = cut.first(offset)
        return int(self._before[self._count]) if position is None else base + position

    def _stretch_at(self, offset: int) -> _Stretch:
        """The stretch that goes on at the offset; cut into words once, however many offsets lie in it."""
        if self._stretch is None or not self._stretch.start < offset < self._stretch.end:
            start = offset
            while start > self._stretches_from and not self._text[start - 1].isspace():
                start -= 1
            match = _STRETCH.match(self._text, start)
            assert match is not None
            self._stretch = _Stretch(start, match.end(), analysis.tokenize(match[0]))
            self._stretches_from = match.end()
        return self._stretch

    def _advance(self, offset: int) -> None:
        if offset > self._done:
            piece = self._text[self._done : offset]
            goes_on = self._is_inside(self._done) and not piece[0].isspace()
            self._count += len(piece.split()) - goes_on
            self._done = offset

    def _is_inside(self, offset: int) -> bool:
        """Whether a stretch goes on at the offset."""
        return 0 < offset < len(self._text) and not (self._text[offset - 1].isspace() or self._text[offset].isspace())


class _Stretch:
    """A stretch of a text, [start, end), and its words; of a domain its labels."""

    def __init__(self, start: int, end: int, tokens: Sequence[analysis.Token]) -> None:
        self.start = start
        self.end = end
        words = {token.position: token for token in tokens}  # at the position of a domain its first label comes later
        self._positions = list(words)
        self._starts = [start + word.start for word in words.values()]
        self._ends = [start + word.end for word in words.values()]

    def first(self, offset: int) -> int | None:
        """The position, in the stretch, of the first word that ends behind the offset."""
        word = bisect_right(self._ends, offset)
        return self._positions[word] if word < len(self._positions) else None

    def behind(self, offset: int) -> int:
        """The position behind the last word that begins before the offset."""
        word = bisect_left(self._starts, offset) - 1
        return self._positions[word] + 1 if word >= 0 else 0


class Said:
    """The statements of a segment, for finding which places of the body lie in them."""

    def __init__(self, container: Container, documents: int) -> None:
        counts = container[f"{FIELD}.counts"]
        self._sizes = container[f"{FIELD}.sizes"]
        self._begins = np.repeat(np.arange(documents), counts) << 32 | container[f"{FIELD}.firsts"]
        self._starts = (np.cumsum(counts, dtype=np.int64) - counts).astype(np.uint32)
        self.has_any: Array = counts > 0  # (documents,) whether anybody says anything
        self.nbytes = self._begins.nbytes + self._starts.nbytes + self.has_any.nbytes

    def within(self, places: Array) -> Array:
        """Those of the places (n,) of the body, rising, that lie in a statement, as places of `said`."""
        at = np.searchsorted(self._begins, places, side="right") - 1
        kept = at >= 0
        at, places = at[kept], places[kept]
        kept = places < self._begins[at] + self._sizes[at]
        at, places = at[kept], places[kept]
        shifted: Array = places + (at - self._starts[places >> 32].astype(np.int64)) * GAP
        return shifted
