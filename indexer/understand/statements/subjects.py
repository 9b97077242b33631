"""Where the speaker stands: the items before a verb that are its subject, or those behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.understand.statements.items import QUOTE, Items
from indexer.understand.statements.speakers import Speaker, Speakers
from indexer.understand.statements.words import NOT_VERBS, PAPERS, Words

_MOST_BESIDE = 2
_MOST = 60  # items looked at from a verb
_NEAR = 10
_MOST_IN_BRACKETS = 12
_VERB = re.compile(r"(?:me(?:m|n|ng|ny|l|r|w)|di|ber|ter)[a-z]{4,}\Z")
_CLAUSES = frozenset({"setelah", "ketika", "saat", "usai", "sebelum", "after", "when", "before"})
_RELATIVE = frozenset({"yang", "who", "which"})
_INDEPENDENT = frozenset({"sementara", "sedangkan", "setelah", "ketika", "namun", "tetapi", "tapi", "while", "but"})


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a verb: whom it means, and the first of its items."""

    speaker: Speaker | None
    first: int
    is_joined: bool = False  # it is that of the verb before: "..., serta menuntut"
    is_independent: bool = True  # it may follow another verb in the sentence


@dataclass(frozen=True, slots=True)
class Subjects:
    """Looks for speakers from a verb on."""

    items: Items
    words: Words
    speakers: Speakers

    def before(self, verb: int, first: int, *, has_spoken: bool) -> Subject | None:
        """The subject of the verb in the sentence that begins at item `first`; None where nobody says anything.

        It may be that of a verb before, if somebody `has_spoken` in the sentence.
        """
        items, words = self.items, self.words
        last = verb
        while last > first and items.gaps[last] == " " and items.lower(last - 1) in words.adverbs:
            last -= 1
        if last > first and items.gaps[last] == " " and items.lower(last - 1) in words.negations:
            return None
        if last > first and items.lower(last - 1) in _RELATIVE and not _is_cut(items.gaps[last - 1]):
            return None  # "warga yang menuntut ganti rugi" are no one's words
        is_joined = last > first and (items.lower(last - 1) in words.joining or _is_cut(items.gaps[last]))
        if is_joined and has_spoken:
            return Subject(None, last, is_joined=True)
        return self._walk(last, first, has_spoken=has_spoken)

    def _walk(self, last: int, first: int, *, has_spoken: bool) -> Subject | None:
        """The nearest row of items to the left that can be the subject."""
        items, words = self.items, self.words
        item = last - 1
        is_definite = last > first and items.words[item] in words.definites
        steps = 0
        while item >= first and steps < _MOST:
            steps += 1
            if items.words[item] is QUOTE:
                return None if item + 1 == last else self._subject(item + 1, last, False)
            if item + 1 < last and _is_cut(items.gaps[item + 1]):
                if items.lower(item + 1) in PAPERS and items.names[item + 1] is None:
                    return None  # "Sekarang, informasi terbaru mengungkapkan ..."
                found = self._subject(item + 1, last, False, is_definite=is_definite)
                if found is not None:
                    return self._first_of(first, item, found) or found
                last = item + 1
            if ")" in items.gaps[item + 1]:
                inside = item
                while inside > first and "(" not in items.gaps[inside] and item - inside < _MOST_IN_BRACKETS:
                    inside -= 1
                if inside > first:
                    item = inside - 1
                    continue
            word = items.lower(item)
            if items.names[item] is not None and items.names[item] is items.names[item - 1]:
                item -= 1
                continue
            if self._parts(item, word):
                found = self._at_boundary(item, last, word)
                if found is not None:
                    return found
                last = item
            elif word in words.definites and item + 1 < last:
                found = self._subject(item + 1, last, False)
                if found is not None:
                    return found
            item -= 1
        if item >= first:
            return None
        return self._subject(first, last, not has_spoken, is_definite=is_definite)

    def _parts(self, item: int, word: str) -> bool:
        """Whether a word ends a row of items that may be a subject."""
        if self.items.names[item] is not None:
            return False
        if word in self.words.prepositions or word in self.words.conjunctions:
            return not (word in ("dan", "and") and self._is_inside_name(item))
        return self._is_verb(item, word)

    def _at_boundary(self, item: int, last: int, word: str) -> Subject | None:
        if item + 1 >= last:
            return None
        if word in self.words.conjunctions:
            return self._subject(item + 1, last, word in _INDEPENDENT)
        named = self.items.names[item + 1]
        if word in _CLAUSES and named is not None and named.mention.kind != "place":
            before = self.items.names[item - 1] if item else None
            if before is None or before.mention.kind != "person":
                return self._subject(item + 1, last, True)
        return None

    def _is_inside_name(self, item: int) -> bool:
        return 0 < item < len(self.items.words) - 1 and all(
            self.items.words[other] is not QUOTE and self.items.is_capital(other) for other in (item - 1, item + 1)
        )

    def _is_verb(self, item: int, word: str) -> bool:
        is_small = not self.items.is_capital(item)
        if word in NOT_VERBS or not (is_small or len(word) > 7):
            return False
        if not is_small and (self.items.gaps[item] == " " or self.items.names[item] is not None):
            return False
        return _VERB.match(word) is not None

    def _first_of(self, first: int, item: int, found: Subject) -> Subject | None:
        """The person in "Budi Santoso, Kepala Seksi Pengendalian, Dinas Kehutanan menjelaskan"."""
        if found.speaker is not None and (found.speaker.actor_id or "").startswith("person:"):
            return None
        chunk = next((other for other in range(first + 1, item + 2) if _is_cut(self.items.gaps[other])), first)
        named = self.items.names[chunk - 1]
        if chunk - first > _NEAR or named is None or named.mention.kind != "person":
            speaker = self.speakers.plain_name(first, chunk) if first < chunk <= first + _NEAR else None
        else:
            speaker = self.speakers.resolve(first, chunk)
        return Subject(speaker, first, is_independent=found.is_independent) if speaker else None

    def _subject(self, first: int, last: int, is_independent: bool, *, is_definite: bool = False) -> Subject | None:
        if first < last and self.items.lower(last - 1) in self.words.negations:
            return Subject(None, first)  # "Anggota dewan tak akan memaksa calon menyatakan ...": nobody says anything
        speaker = self.speakers.resolve(first, last, is_definite=is_definite) if first < last else None
        return Subject(speaker, first, is_independent=is_independent) if speaker else None

    def behind(self, verb: int, end: int) -> tuple[Speaker | None, int]:
        """Who is named right behind the verb, in the sentence that ends before item `end`, and the item after them."""
        first = verb + 1
        last = self._row(first, end)
        if last == first:
            return None, first
        beside: list[tuple[int, int]] = []
        more = last
        while more < end and len(beside) < _MOST_BESIDE and "," in self.items.gaps[more]:
            begin, more = more, self._row(more, end)
            if more == begin or not self.items.is_capital(begin):
                break
            beside.append((begin, more))
        speaker = self.speakers.resolve(first, last, beside, is_definite=self._is_pointed_at(last, end))
        return speaker, last

    def _is_pointed_at(self, last: int, end: int) -> bool:
        """Whether "itu" comes where the words that tell more of a role end: "pria yang lahir di Solo itu"."""
        items = self.items
        for item in range(last, min(end, last + _NEAR)):
            if items.words[item] is QUOTE or _is_cut(items.gaps[item]):
                return False
            if items.words[item] in self.words.definites:
                return item + 1 == end or items.gaps[item + 1] != " " or items.lower(item + 1) in self.words.stops
        return False

    def _row(self, first: int, end: int) -> int:
        """The item after the row of items that begins at `first`."""
        items = self.items
        item = first
        while item < min(end, first + _MOST) and items.words[item] is not QUOTE:
            if item > first and _is_cut(items.gaps[item]):
                break
            if "(" in items.gaps[item]:
                item = self._after_bracket(item)
                continue
            if self._stops(item, first):
                break
            item += 1
        return min(item, end)

    def _after_bracket(self, item: int) -> int:
        most = min(item + _MOST_IN_BRACKETS, len(self.items.words))
        return next((other for other in range(item + 1, most) if ")" in self.items.gaps[other]), most)

    def _stops(self, item: int, first: int) -> bool:
        items, word = self.items, self.items.lower(item)
        if items.names[item] is not None:
            return False
        if word in self.words.stops or word in self.words.times:
            return not (word in ("dan", "and") and self._is_inside_name(item)) and not (
                word == "pihak" and item == first
            )
        return item > first and not items.is_capital(item) and self._is_verb(item, word)


def _is_cut(gap: str) -> bool:
    return any(mark in gap for mark in ",;:–—")
