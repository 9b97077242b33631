"""The tagger's names beside those of the registry, which wins on what it knows.

"Korea Utara Kim Jong Un" is cut where the registry's name ends, so that the country and the person are two. What the
registry knows inside the name of an organisation is left to it: "Ikatan Dokter Indonesia" keeps its country. A short
name of the registry inside a longer name of a person is no longer that person: "Agus Prabowo" is not Prabowo.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from indexer.understand.actors.known import Known
from indexer.understand.actors.passage import Passage
from indexer.understand.actors.segments import Segment, place_words, role_before
from indexer.understand.actors.sightings import Sighting
from indexer.understand.actors.tagger import NameKind, default_tagger
from search.actors import kind_of, strip_titles

_MIN_WORDS = 2
_ABBREVIATED = 3

_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A name of nobody in the registry, as the tagger read it."""

    segment: Segment
    kind: NameKind


@dataclass(frozen=True, slots=True)
class Union:
    """What the tagger adds, and what it takes from the registry's sightings."""

    pieces: tuple[Piece, ...]
    denied: frozenset[int]  # starts of sightings that are a part of somebody else's name


def united(passage: Passage, known: Known) -> Union:
    """The tagger's names of the body, cut at the registry's."""
    sighted = {sighting.start: sighting for sighting in known.sightings}
    ends = [end for _, end in known.taken]
    pieces: list[Piece] = []
    denied: set[int] = set()
    exact = {(sighting.start, sighting.end) for sighting in known.sightings}
    for name in _tagged(passage, exact):
        start, end = name.segment.span
        place = bisect_left(ends, start + 1)
        inside = [span for span in known.taken[place : place + name.segment.last] if span[0] < end]
        if inside and name.kind == "PER" and (denying := _is_somebody_else(name, inside, sighted)):
            denied |= denying
            inside = []
        pieces += _cut(name, inside, sighted)
    return Union(tuple(pieces), frozenset(denied))


def _tagged(passage: Passage, exact: Set[_Span]) -> Iterator[Piece]:
    """The tagger's names that are not those of the registry, word for word."""
    starts = passage.token_starts
    for name in default_tagger().names(passage.tokens):
        start, end = starts[name.first], starts[name.last - 1] + len(passage.tokens[name.last - 1])
        if (start, end) in exact:
            continue
        words = passage.words_between(start, end)
        words = _in_one(passage, words) if name.kind == "PER" else _in_one_sentence(passage, words)
        if words and "\n" not in passage.text[start:end] and not passage.is_excluded(start, end):
            run, margin = passage.run_of(words.start), name.margin / len(words)
            yield Piece(Segment(passage, run, words.start, words.stop, margin=margin), name.kind)


def _in_one(passage: Passage, words: range) -> range:
    """The words up to the first mark between them: "Andi Gilang (Andi Farid Izdihar)" are two names."""
    for word in words[1:]:
        if not passage.joined(word):
            return range(words.start, word)
    return words


def _in_one_sentence(passage: Passage, words: range) -> range:
    """The words up to the first full stop between them: "Dewan Keamanan. Indonesia" are two names."""
    for word in words[1:]:
        if passage.text[passage.ends[word - 1] : passage.starts[word]].startswith(". ") and not passage.joined(word):
            is_short = len(passage.surfaces[word - 1]) <= _ABBREVIATED  # "PT. Samudra"
            if not is_short:
                return range(words.start, word)
    return words


def _is_somebody_else(name: Piece, inside: Sequence[_Span], sighted: Mapping[int, Sighting]) -> frozenset[int]:
    """Starts of the sightings that are but one word of this longer name of a person."""
    printed, _ = strip_titles(name.segment.text)
    parts = printed.split()
    if len(parts) < _MIN_WORDS:
        return frozenset()
    deniable = ("person", "place") if len(parts) == _MIN_WORDS else ("person",)  # "Bima Arya", but "Bogor Bima Arya"
    words = [
        start
        for start, _ in inside
        if start in sighted and sighted[start].form in parts and kind_of(sighted[start].actor_id) in deniable
    ]
    return frozenset(words) if len(words) == len(inside) else frozenset()


def _cut(name: Piece, inside: Sequence[_Span], sighted: Mapping[int, Sighting]) -> Iterator[Piece]:
    kinds = {kind_of(sighted[start].actor_id) for start, _ in inside if start in sighted}
    if name.kind == "LOC":
        if not kinds:
            yield from _head_of_place(name)
    elif name.kind == "ORG":
        if not kinds & {"organisation", "person"}:
            yield name
        elif "organisation" in kinds:
            yield from _chief(name, inside)
    elif "person" not in kinds:
        yield from _rest(name, inside) if inside else (name,)


def _head_of_place(name: Piece) -> Iterator[Piece]:
    """A place, and who is named behind it after an office: "Bupati Tanah Bumbu Wirya Adiguna"."""
    segment = name.segment
    passage = segment.passage
    person = segment.first + place_words(passage, segment.first, segment.last)
    if person == segment.first or segment.last - person < _MIN_WORDS or not role_before(segment):
        yield name
        return
    yield Piece(replace(segment, last=person), "LOC")
    yield Piece(replace(segment, first=person), "PER")


def _chief(name: Piece, inside: Sequence[_Span]) -> Iterator[Piece]:
    """Who is named behind an organisation that a role stands before: "juru bicara Gedung Putih John Kirby"."""
    for rest in _rest(name, inside):
        segment = rest.segment
        is_behind = segment.span[0] > inside[-1][0]
        if is_behind and segment.last - segment.first >= _MIN_WORDS and role_before(segment):
            yield Piece(segment, "PER")


def _rest(name: Piece, inside: Sequence[_Span]) -> Iterator[Piece]:
    """The longest stretch of words that the registry does not know; the last of equal ones."""
    segment = name.segment
    passage = segment.passage
    free = [
        word
        for word in range(segment.first, segment.last)
        if not any(start < passage.ends[word] and end > passage.starts[word] for start, end in inside)
    ]
    best: tuple[int, int] = (0, 0)
    first = 0
    for place in range(1, len(free) + 1):
        if place == len(free) or free[place] != free[place - 1] + 1:
            stretch = (free[first], free[place - 1] + 1)
            best = stretch if stretch[1] - stretch[0] >= best[1] - best[0] else best
            first = place
    if best[1] > best[0] and passage.surfaces[best[0]][0].isupper():
        yield Piece(replace(segment, run=passage.run_of(best[0]), first=best[0], last=best[1]), name.kind)
