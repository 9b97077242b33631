"""Persons in no list: what the tagger takes for one, without titles, with the role that the text gives.

Where there is no tagger, a row of capitals is a person if a role, a verb of saying or an age says so.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from indexer.understand.actors.cues import (
    FUNCTION_WORDS,
    NAMED_AFTER,
    NOT_IN_NAMES,
    OFFICE_SHAPE,
    OFFICE_WORDS,
    ORGANISATIONS,
    PARTICLES,
    ROLES,
)
from indexer.understand.actors.segments import (
    MAX_ROLE_CHARS,
    Segment,
    has_age,
    has_role_after,
    has_small_honorific,
    is_spoken_by,
    organisation_word,
    role_before,
    role_before_comma,
    untitled,
)
from indexer.understand.cities import is_city
from indexer.understand.words import words
from search.actors import strip_titles
from search.folding import fold

_MIN_WORDS = 2  # one word alone names too many: "Kapolsek Suharto" is not Suharto
_MAX_WORDS = 6
_LOOK_BACK = 24
_MAX_INITIALS = 3  # "AA Maramis", "SBY"; a longer word in capitals is a brand or a headline
_CAMEL = re.compile(r"[A-Z]?[a-z]+[A-Z]\w*")  # "UltraBright"
_CAMEL_NAME = re.compile(r"(?:Mc|Mac|De|Di|Du|La|Le|Van|O)[A-Z]")
_DEGREE = re.compile(r"[A-Z][A-Za-z]{0,3}\.[A-Za-z.]{1,6}|S[Ii][Kk]|SH|MH|MSi|SPd|SSos|SPsi")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A person's name at words [first, last) of the passage."""

    first: int
    last: int
    name: str
    role: str | None
    is_cued: bool  # something beside its form says that it is a person
    margin: float  # how sure the tagger is of it

    @property
    def is_full(self) -> bool:
        return self.last - self.first >= _MIN_WORDS


def read_persons(names: Iterable[Segment]) -> Iterator[PersonName]:
    """The persons among what the tagger took for one."""
    for segment in names:
        person = _person(segment)
        is_named_after = NAMED_AFTER.search(f"{(person.role or '-').split()[0]} ") is not None
        if not is_named_after and _is_name(segment, person.first, person.last):
            yield person


def cued_persons(free: Iterable[Segment]) -> Iterator[PersonName]:
    """The full names among rows of capitals that a cue makes a person."""
    for segment in free:
        if segment.precedes_known or organisation_word(segment) is not None:
            continue
        person = _person(segment)
        words = segment.passage.surfaces[person.first : person.last]
        is_sure = person.is_cued and person.is_full and all(map(_is_name_word, words))
        if is_sure and _is_name(segment, person.first, person.last):
            yield person


def _person(segment: Segment) -> PersonName:
    """The segment without titles and degrees, with the role that the text gives."""
    segment = _with_article(segment)
    titled = untitled(segment)
    last = _before_degrees(segment, titled.first, titled.last)
    role = titled.role or (_role(segment) if titled.first == segment.first else None)
    first = _behind_rank(segment, titled.first, last)
    return PersonName(
        first=first,
        last=last,
        name=segment.passage.span_text(first, last).rstrip(".") if last > first else "",
        role=role[:MAX_ROLE_CHARS] if role else None,
        is_cued=role is not None or titled.is_titled or _is_cued(segment),
        margin=math.inf if segment.margin is None else segment.margin,
    )


def _with_article(segment: Segment) -> Segment:
    """The Balinese name with its "I" or "Ni": "I Made Raka"."""
    passage, first = segment.passage, segment.first
    if fold(passage.surfaces[first]) not in _BALINESE or first == segment.run or not passage.joined(first):
        return segment
    return replace(segment, first=first - 1) if passage.surfaces[first - 1] in ("I", "Ni") else segment


def _behind_rank(segment: Segment, first: int, last: int) -> int:
    """The word behind the last rank inside a name: "Salapian AKP Junaidi" is Junaidi, of Salapian."""
    for word in range(last - 2, first, -1):
        if strip_titles(f"{segment.passage.surfaces[word]} X")[0] == "X":
            return word + 1
    return first


def _before_degrees(segment: Segment, first: int, last: int) -> int:
    """The end of the name before "Sp.KO", "M.Si"."""
    while last - first > _MIN_WORDS and _DEGREE.fullmatch(segment.passage.surfaces[last - 1]):
        last -= 1
    return last


def _role(segment: Segment) -> str | None:
    return role_before(segment) or role_before_comma(segment)


def _is_cued(segment: Segment) -> bool:
    signs = (is_spoken_by, has_age, has_role_after, has_small_honorific)
    return any(sign(segment) for sign in signs)


def _is_name(segment: Segment, first: int, last: int) -> bool:
    """Whether these words can be a person's name at all."""
    passage = segment.passage
    surfaces = passage.surfaces[first:last]
    full = [surface for surface in surfaces if surface.lower() not in PARTICLES]
    if not 0 < len(full) <= _MAX_WORDS or not full[0][0].isupper() or is_city(passage.span_text(first, last)):
        return False
    start = passage.starts[segment.first]
    if NAMED_AFTER.search(passage.text[max(0, start - _LOOK_BACK) : start]):
        return False
    if max(map(len, full)) < 3 or any(surface.isupper() and len(surface) > _MAX_INITIALS for surface in full):
        return False
    if any(fold(surface) in _COMPANIES or _is_brand(surface) for surface in full):
        return False
    if fold(full[0]) in _NO_GIVEN_NAMES or (len(full) == 1 and fold(full[0]) in _NO_NAMES):
        return False
    return sum(surface.lower() in passage.small for surface in full) * 2 < len(full)


def _is_brand(surface: str) -> bool:
    return _CAMEL.fullmatch(surface) is not None and _CAMEL_NAME.match(surface) is None


def _is_name_word(surface: str) -> bool:
    folded = fold(surface)
    if folded in _NO_NAMES or OFFICE_SHAPE.fullmatch(surface) or any(char.isdigit() for char in surface):
        return False
    return len(surface) <= 2 or not surface.isupper() or "." in surface


_COMPANIES = words(
    "ltd pte inc tbk persero corp corporation service services energy group holding holdings capital sekuritas bank fc "
    "gapoktan grup syndrome university institute"
)
_BALINESE = words("wayan made nyoman ketut putu kadek komang gede gusti dewa ngurah nengah luh")
_NO_GIVEN_NAMES = ORGANISATIONS | FUNCTION_WORDS | OFFICE_WORDS
_NO_NAMES = NOT_IN_NAMES | ROLES | ORGANISATIONS | FUNCTION_WORDS | OFFICE_WORDS
