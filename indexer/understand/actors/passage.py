"""The text that actors are looked for in: the title above the body, cut into words once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from indexer.understand.actors.cues import PARTICLES
from indexer.understand.actors.tokens import TOKEN

_INITIAL = re.compile(r"(?:[A-Z]{1,2}|Dr|dr|Drs|Prof|Hj|KH|St|Mr|Mrs|Ir|Moh|Muh|Abd)\Z")
_SENTENCE_GAP = re.compile(r"[.!?:;\n“”\"„(–—-]")
MAX_TOKENS = 100_000


@dataclass(frozen=True, slots=True)
class Passage:
    """Title and body as one text; the body begins at `body_at`."""

    text: str
    body_at: int
    starts: Sequence[int]
    ends: Sequence[int]
    surfaces: Sequence[str]
    small: frozenset[str]  # the words that are also written without a capital
    excluded: Sequence[tuple[int, int]]  # ascending spans in which nobody is named: datelines, boilerplate
    tokens: Sequence[str]  # of the body: the words, and the numbers, marks and line breaks between them
    token_starts: Sequence[int]
    runs: list[range] = field(default_factory=list)  # the rows of capitalised words of the body

    def is_excluded(self, start: int, end: int) -> bool:
        place = bisect_left(self.excluded, (end,)) - 1  # the last span that begins before `end`
        return place >= 0 and self.excluded[place][1] > start

    def opens_sentence(self, word: int) -> bool:
        """Whether the word's capital is no evidence, because a sentence begins there."""
        return word == 0 or _SENTENCE_GAP.search(self.text, self.ends[word - 1], self.starts[word]) is not None

    def words_between(self, start: int, end: int) -> range:
        """The words that begin in [start, end)."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def span_text(self, first: int, last: int) -> str:
        """The text from word `first` up to, not including, word `last`, as printed."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def joined(self, word: int) -> bool:
        """Whether the word and the one before it may be one name: only a space is between, or an initial's dot."""
        gap = self.text[self.ends[word - 1] : self.starts[word]]
        return gap == " " or (gap in (". ", ".") and _INITIAL.match(self.surfaces[word - 1]) is not None)

    def run_of(self, word: int) -> int:
        """The first word of the row of capitals that this word stands in; itself where it stands in none."""
        place = bisect_right(self.runs, word, key=attrgetter("start")) - 1
        return self.runs[place].start if place >= 0 and word < self.runs[place].stop else word

    def find_runs(self) -> Iterator[range]:
        """The longest rows of capitalised words in the body, particles inside them included."""
        word = bisect_left(self.starts, self.body_at)
        while word < len(self.surfaces):
            last = word + 1
            if self.surfaces[word][0].isupper():
                last = self._end_of_run(word)
                yield range(word, last)
            word = last

    def _end_of_run(self, word: int) -> int:
        last = word + 1
        while last < len(self.surfaces) and self.joined(last):
            if self.surfaces[last][0].isupper():
                last += 1
            elif self._is_particle(last):
                last += 2
            else:
                break
        return last

    def _is_particle(self, word: int) -> bool:
        following = word + 1
        return (
            self.surfaces[word] in PARTICLES
            and following < len(self.surfaces)
            and self.surfaces[following][0].isupper()
            and self.joined(following)
        )


def passage(title: str | None, body: str, excluded: Sequence[tuple[int, int]]) -> Passage:
    """Title and body, cut into words; at most MAX_TOKENS words, marks and line breaks."""
    head = f"{title}\n\n" if title else ""
    text = head + body
    shifted = [(start + len(head), end + len(head)) for start, end in excluded]
    tokens: list[str] = TOKEN.findall(text)[:MAX_TOKENS]
    token_starts: list[int] = []
    starts: list[int] = []
    surfaces: list[str] = []
    end = 0
    for token in tokens:
        start = text.index(token, end)  # only spaces are between, so this is where it was found
        token_starts.append(start)
        if token[0].isalpha():
            starts.append(start)
            surfaces.append(token)
        end = start + len(token)
    at_body = bisect_left(token_starts, len(head))
    whole = Passage(
        text=text[:end],
        body_at=len(head),
        starts=starts,
        ends=[start + len(surface) for start, surface in zip(starts, surfaces, strict=True)],
        surfaces=surfaces,
        small=frozenset([surface for surface in surfaces if surface[0].islower()]),
        excluded=shifted,
        tokens=tokens[at_body:],
        token_starts=token_starts[at_body:],
    )
    whole.runs.extend(whole.find_runs())
    return whole
