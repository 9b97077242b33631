"""The statements of a text while it is read, and who has spoken so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from indexer.understand.statements.items import Items
from indexer.understand.statements.quotes import Span
from indexer.understand.statements.speakers import Speaker, Speakers
from indexer.understand.statements.subjects import Subjects
from indexer.understand.statements.verbs import Verb
from search.model import Statement, VerbClass


@dataclass(slots=True)
class Story:
    """The statements of a text while it is read."""

    items: Items
    verbs: Mapping[str, tuple[Verb, ...]]
    subjects: Subjects
    speakers: Speakers
    found: list[Statement] = field(default_factory=list)
    _waiting: list[int] = field(default_factory=list)  # quotes whose speaker has not been named yet
    before: tuple[int, int] = (0, 0)  # the sentence before, where nobody said anything
    _end: int = 0  # of the words that were said last

    def add(self, start: int, end: int, *, speaker: Speaker, verb_class: VerbClass, is_quote: bool) -> None:
        """`speaker` said [start, end)."""
        if start >= end or start < self._end:
            return
        self.found.append(
            Statement(
                start=start,
                end=end,
                verb_class=verb_class,
                is_quote=is_quote,
                speaker=speaker.label,
                speaker_start=speaker.start,
                speaker_end=speaker.end,
                actor_id=speaker.actor_id,
                speaks_for=speaker.speaks_for,
            )
        )
        self._end = end

    def wait(self, quote: int) -> None:
        self._waiting.append(quote)

    def settle(self, speaker: Speaker, item: int) -> None:
        """The quotes before in this paragraph were of `speaker`, who is named only now, at `item`."""
        for quote in self._waiting:
            if "\n" in self.items.text[self.items.ends[quote] : self.items.starts[item]]:
                continue
            self.add(*self.items.quoted(quote), speaker=speaker, verb_class="says", is_quote=True)
        self._waiting.clear()

    def take_before(self) -> Span | None:
        """The sentence before, for "Hal itu disampaikan X"."""
        first, last = self.before
        return self.items.span(first, last) if first < last else None

    def cut(self, item: int) -> None:
        """What was said last ends before `item`, where another verb begins."""
        end = self.items.ends[item - 1]
        if self.found and self.found[-1].start < end < self.found[-1].end:
            last = self.found.pop()
            self._end = last.start
            self.add(
                last.start,
                end,
                speaker=Speaker(last.speaker, last.speaker_start, last.speaker_end, last.actor_id, last.speaks_for),
                verb_class=last.verb_class,
                is_quote=last.is_quote,
            )
