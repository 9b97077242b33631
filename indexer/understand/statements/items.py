"""A text as a row of items: the words outside of quotes, and each quote as one; cut into sentences.

Whoever looks for a speaker walks along the items from a verb, to the left or to the right, and stops at a gap with a
comma, at a quote or at the end of the sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from indexer.understand.statements.quotes import Span, quotes
from indexer.understand.words import words
from search.model import ActorMention

QUOTE = '"'
"""The word of an item that is a quote."""

MAX_ITEMS = 60_000
MAX_SENTENCE = 300
_WORD = re.compile(r"[^\W_]+(?:['’.&/-][^\W_]+)*")
_END = re.compile(r"[.!?…;\n]")
_ABBREVIATED = words(
    "dr drg drs dra prof h hj ir kh st sh mr mrs ms m moh muh muhd no jl rp tgl jend letjen mayjen brigjen kol pol a b "
    "c d e f g i j k l n o p q r s t u v w x y z"
)


@dataclass(frozen=True, slots=True)
class Named:
    """An actor named at [start, end) of the text."""

    start: int
    end: int
    mention: ActorMention


@dataclass(slots=True)
class Items:
    """The items of `text`; gap i is what stands before item i."""

    text: str
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    names: list[Named | None] = field(default_factory=list)  # of each item the name that it is a part of

    def lower(self, item: int) -> str:
        return self.words[item].lower()

    def is_capital(self, item: int) -> bool:
        return self.words[item][0].isupper()

    def span(self, first: int, last: int) -> Span:
        """The characters of the items [first, last)."""
        return self.starts[first], self.ends[last - 1]

    def shown(self, first: int, last: int) -> str:
        """The text of the items [first, last) in one line."""
        start, end = self.span(first, last)
        end += self.text[end : end + 1] == ")" and self.text.rfind("(", start, end) > self.text.rfind(")", start, end)
        return " ".join(self.text[start:end].split())

    def quoted(self, item: int) -> Span:
        """What a quote holds, without its marks and the comma at its end."""
        start, end = self.starts[item] + 1, self.ends[item]
        end -= self.text[end - 1] in '"“”„‟«»＂'
        inner = self.text[start:end]
        start += len(inner) - len(inner.lstrip())
        return start, start + len(inner.strip().rstrip(","))

    def sentences(self) -> Iterator[tuple[int, int]]:
        """The items [first, last) of each sentence; one without end is cut, so that reading it stays quick."""
        first = 0
        for item in range(1, len(self.words)):
            if self._opens(item) or item - first == MAX_SENTENCE:
                yield first, item
                first = item
        if self.words:
            yield first, len(self.words)

    def _opens(self, item: int) -> bool:
        gap = self.gaps[item]
        if gap == " " and self.words[item - 1] is not QUOTE:
            return False
        if "\n" in gap:
            return True
        if self.words[item - 1] is QUOTE:
            _, end = self.quoted(item - 1)
            return _END.search(gap) is not None or (self.text[end - 1 : end] in ".!?…" and self._starts(item))
        if _END.search(gap) is None:
            return False
        if gap[0] == "." and "." in gap and self.words[item - 1].lower() in _ABBREVIATED:
            return False
        return self._starts(item)

    def _starts(self, item: int) -> bool:
        return self.words[item] is QUOTE or not self.words[item][0].islower()


def items(text: str, *, excluded: Sequence[Span], actors: Sequence[ActorMention]) -> Items:
    """The items of `text` outside of the `excluded` spans, at most MAX_ITEMS, with the actors that they name."""
    row = Items(text)
    done = 0
    for start, end, is_quote in _islands(text, excluded):
        _add_words(row, done, start)
        if len(row.words) >= MAX_ITEMS:
            break
        if is_quote:
            _add(row, start, end, QUOTE)
        done = end
    else:
        _add_words(row, done, len(text))
    row.names = [None] * len(row.words)
    for actor in actors:
        for start, end in actor.offsets:
            named = Named(start, end, actor)
            for item in range(bisect_right(row.ends, start), bisect_left(row.starts, end)):
                if row.words[item] is not QUOTE:
                    row.names[item] = named
    return row


def _islands(text: str, excluded: Sequence[Span]) -> Iterator[tuple[int, int, bool]]:
    """Quotes and excluded spans in order, apart; whether it is a quote."""
    found = [(start, end, True) for start, end in quotes(text)] + [(start, end, False) for start, end in excluded]
    done = 0
    for start, end, is_quote in sorted(found):
        if start >= done:
            yield start, end, is_quote
            done = end


def _add_words(row: Items, start: int, end: int) -> None:
    for match in _WORD.finditer(row.text, start, end):
        if len(row.words) >= MAX_ITEMS:
            return
        _add(row, match.start(), match.end(), match[0])


def _add(row: Items, start: int, end: int, word: str) -> None:
    row.gaps.append(row.text[row.ends[-1] if row.ends else 0 : start])
    row.starts.append(start)
    row.ends.append(end)
    row.words.append(word)
