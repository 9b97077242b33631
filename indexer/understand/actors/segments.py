"""Capitalised words that no name of the registry covers, and what stands around them.

"Presiden Korea Utara Kim Jong Un" is one row of capitals; the registry's "Korea Utara" splits it, so that the country
and the person are two. A segment is what is left between, with the words of its role before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.understand.actors.cues import (
    COMPOUND_ROLES,
    FIELDS,
    FUNCTION_WORDS,
    HONORIFIC_BEFORE,
    OFFICE_SHAPE,
    OFFICE_WORDS,
    ORGANISATIONS,
    ROLES,
    SAYS_BEFORE,
)
from indexer.understand.actors.passage import Passage
from indexer.understand.cities import is_city
from indexer.understand.words import words
from search.actors import strip_titles

_AGE = re.compile(r"\s?\(\d{1,2}(?:\s?tahun)?\)|,? \d{1,2} tahun\b")
_ROLE_AFTER = re.compile(r",? (?:selaku|sebagai) |, (?P<role>[^\W\d_]+) ")
_LOOK_BACK_WORDS = 3
_MAX_PLACE_WORDS = 4
_MAX_ROLE_WORDS = 9
MAX_ROLE_CHARS = 60  # a longer one is no office but a sentence


@dataclass(frozen=True, slots=True)
class Segment:
    """Words [first, last) of a passage, all free, inside the run that begins at word `run`."""

    passage: Passage
    run: int
    first: int
    last: int
    precedes_known: bool = False  # a name of the registry stands right behind, in the same run
    margin: float | None = None  # how sure the tagger is, on the average of the words, that these are a name

    @property
    def words(self) -> Sequence[str]:
        return self.passage.surfaces[self.first : self.last]

    @property
    def text(self) -> str:
        return self.passage.span_text(self.first, self.last)

    @property
    def span(self) -> tuple[int, int]:
        return self.passage.starts[self.first], self.passage.ends[self.last - 1]


def segments(passage: Passage, taken: Sequence[tuple[int, int]]) -> Iterator[Segment]:
    """The free rows of capitalised words of the body, in reading order."""
    ends = [end for _, end in taken]
    run_start = 0
    for run in passage.runs:
        first = run.start
        run_start = run_start if _goes_on(passage, run.start, run_start, taken, ends) else run.start
        for word in run:
            if _is_taken(passage, word, taken, ends):
                if word > first:
                    yield Segment(passage, run_start, first, word, precedes_known=True)
                first = word + 1
        if run.stop > first:
            yield Segment(passage, run_start, first, run.stop)


def _goes_on(
    passage: Passage, word: int, run_start: int, taken: Sequence[tuple[int, int]], ends: Sequence[int]
) -> bool:
    """Whether a known name that began in the run before reaches into this one: "Kementerian Hukum dan HAM"."""
    place = bisect_left(ends, passage.starts[word] + 1)
    return place < len(taken) and passage.starts[run_start] <= taken[place][0] < passage.starts[word]


def _is_taken(passage: Passage, word: int, taken: Sequence[tuple[int, int]], ends: Sequence[int]) -> bool:
    start, end = passage.starts[word], passage.ends[word]
    place = bisect_left(ends, start + 1)
    return (place < len(taken) and taken[place][0] < end) or passage.is_excluded(start, end)


@dataclass(frozen=True, slots=True)
class Titled:
    """A segment without what is no name: its words [first, last), and the role that was taken off."""

    first: int
    last: int
    role: str | None = None
    is_titled: bool = False  # a role or an honorific was taken off


def untitled(segment: Segment) -> Titled:
    """The segment without a sentence's first function word, titles and the office that they name."""
    first = segment.first
    passage = segment.passage
    if passage.opens_sentence(first) and passage.surfaces[first].lower() in FUNCTION_WORDS:
        first += 1
    if first >= segment.last:
        return Titled(segment.last, segment.last)
    if segment.last - first == 1:
        return Titled(first, segment.last)
    printed = passage.span_text(first, segment.last)
    name, role = strip_titles(printed)
    begin = first
    if name and printed.endswith(name.split()[-1]) and len(name.split()) < segment.last - first:
        begin = segment.last - len(name.split())
    leading = begin
    while begin < segment.last - 1 and is_role(passage, begin) and not _may_be_given_name(segment, begin):
        begin += 1
    if begin > leading:
        role = passage.span_text(first, begin)
    is_titled = begin > first
    if role is not None:
        begin = _after_office(passage, begin, segment.last)
    return Titled(begin, segment.last, role, is_titled)


def _may_be_given_name(segment: Segment, word: int) -> bool:
    """ "Putri Candrawathi" is whole, "Putri Tiara Anindya" might be; "Ketua Panitia" is no name."""
    return segment.margin is not None and segment.passage.surfaces[word].lower() in _GIVEN_NAMES


_DEPUTIES = words("wakil mantan eks bekas calon plt pj deputi asisten staf istri suami anak pengacara vice former")
_GIVEN_NAMES = words("putri putra raja sultan ratu pangeran")


def _after_office(passage: Passage, first: int, last: int) -> int:
    """The word at which the person begins behind "Menteri": after "Luar Negeri", "Pemberdayaan", "Tapanuli Tengah"."""
    word = first
    while word < last:
        surface = passage.surfaces[word]
        if surface.lower() in OFFICE_WORDS or OFFICE_SHAPE.fullmatch(surface):
            word += 1
        elif (places := place_words(passage, word, last)) > 0:
            word += places
        else:
            break
    return word


def place_words(passage: Passage, first: int, last: int) -> int:
    """How many words from `first` on are a city's or a regency's name."""
    for length in range(min(_MAX_PLACE_WORDS, last - first), 0, -1):
        if is_city(passage.span_text(first, first + length)):
            return length
    return 0


def role_before(segment: Segment) -> str | None:
    """The role in lower-case words, or in the capitals of the run, right before a segment: "juru bicara", "Ketua"."""
    passage = segment.passage
    first = _ranks_before(segment)
    if first > segment.run:
        return _role_in_run(segment) or _role_in_words(passage, segment.run)
    return _role_in_words(passage, first, until=segment.first) or (
        passage.span_text(first, segment.first) if first < segment.first else None
    )


def _ranks_before(segment: Segment) -> int:
    """The first of the ranks and honorifics right before a name: "AKP", "Komjen Pol"."""
    passage, first = segment.passage, segment.first
    while first > segment.run and strip_titles(f"{passage.surfaces[first - 1]} X")[0] == "X":
        first -= 1
    return first


def _role_in_run(segment: Segment) -> str | None:
    """ "Ketua" of "Ketua DPR Puan Maharani": a role between the start of the run and the known name."""
    passage = segment.passage
    for word in range(segment.first - 1, segment.run - 1, -1):
        if is_role(passage, word):
            office = passage.span_text(segment.run, segment.first)
            return office if len(office) <= MAX_ROLE_CHARS else passage.span_text(segment.run, word + 1)
    return None


def _with_deputy(passage: Passage, word: int) -> int:
    """The first word of a role at `word`: of "Wakil" before "Gubernur", who is another."""
    while word > 0 and passage.surfaces[word - 1].lower() in _DEPUTIES and passage.joined(word):
        word -= 1
    return word


def is_role(passage: Passage, word: int) -> bool:
    """Whether a role ends at this word: "Ketua", "juru bicara"."""
    surface = passage.surfaces[word].lower()
    if surface in COMPOUND_ROLES:
        return word > 0 and passage.surfaces[word - 1].lower() in COMPOUND_ROLES[surface]
    return surface in ROLES


def _role_in_words(passage: Passage, first: int, *, until: int | None = None) -> str | None:
    """ "juru bicara" of "juru bicara Ned Price", "ketua panitia" of "ketua panitia Budi Santoso"."""
    until = first if until is None else until
    for word in range(first - 1, max(-1, first - 1 - _LOOK_BACK_WORDS), -1):
        surface = passage.surfaces[word].lower()
        if passage.text[passage.ends[word] : passage.starts[word + 1]] != " " or surface in FUNCTION_WORDS:
            return None
        if is_role(passage, word) and (surface not in FIELDS or surface in COMPOUND_ROLES):
            return passage.span_text(_with_deputy(passage, word - (surface in COMPOUND_ROLES)), until)
        if surface not in FIELDS and word < first - 1:
            return None
    return None


def role_before_comma(segment: Segment) -> str | None:
    """ "Kepala Dinas Pendidikan" of "Kepala Dinas Pendidikan, Budi Santoso": what a role opens and the comma ends."""
    passage, before = segment.passage, segment.first - 1
    if before < 0 or segment.first != segment.run:
        return None
    if passage.text[passage.ends[before] : passage.starts[before + 1]] != ", ":
        return None
    begin = before
    farthest = before - (_MAX_ROLE_WORDS if passage.surfaces[before][0].isupper() else _LOOK_BACK_WORDS)
    while begin > max(0, farthest):
        if is_role(passage, begin):
            begin -= passage.surfaces[begin].lower() in COMPOUND_ROLES
            return passage.span_text(_with_deputy(passage, begin), before + 1)
        if not passage.joined(begin) or passage.surfaces[begin].lower() in FUNCTION_WORDS:
            return None
        if passage.surfaces[begin][0].isupper() != passage.surfaces[before][0].isupper():
            return None
        begin -= 1
    return passage.span_text(begin, before + 1) if begin >= 0 and is_role(passage, begin) else None


def has_small_honorific(segment: Segment) -> bool:
    """Whether "dr." or its like stands right before."""
    start = segment.span[0]
    return HONORIFIC_BEFORE.search(segment.passage.text[max(0, start - 8) : start]) is not None


def is_spoken_by(segment: Segment) -> bool:
    """Whether "kata" or "menurut" stands right before."""
    passage, word = segment.passage, segment.first - 1
    if word < 0 or passage.text[passage.ends[word] : passage.starts[word + 1]] != " ":
        return False
    return passage.surfaces[word].lower() in SAYS_BEFORE


def has_age(segment: Segment) -> bool:
    """Whether an age follows: "Budi Santoso (45)"."""
    return _AGE.match(segment.passage.text, segment.span[1]) is not None


def has_role_after(segment: Segment) -> bool:
    """Whether a role follows as an apposition: "Budi Santoso, ketua panitia", "Budi Santoso selaku ketua"."""
    if segment.passage.opens_sentence(segment.first):
        return False  # "Lewat Instagram, artis itu ..."
    match = _ROLE_AFTER.match(segment.passage.text, segment.span[1])
    return match is not None and (match["role"] is None or match["role"].lower() in ROLES)


def organisation_word(segment: Segment) -> int | None:
    """The word at which an organisation's name begins; None where the segment holds none."""
    for word in range(segment.first, segment.last):
        if segment.passage.surfaces[word].rstrip(".").lower() in ORGANISATIONS:
            return word
    return None
