"""Persons in no list: capitalised words that a role, a verb of saying or an age makes a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from indexer.understand.actors.cues import (
    FIELDS,
    FUNCTION_WORDS,
    NOT_IN_NAMES,
    OFFICE_SHAPE,
    OFFICE_WORDS,
    ORGANISATIONS,
    PARTICLES,
    ROLES,
    SAYS_AFTER,
    WEAK_ROLES,
)
from indexer.understand.actors.segments import (
    Segment,
    Titled,
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
from search.folding import fold

_MIN_WORDS = 2  # one word alone names too many: "Kapolsek Suharto" is not Suharto
_MAX_WORDS = 5
_MAX_ROLE_CHARS = 60
_APPOSITION = re.compile(r", [A-Z][\w'’-]+ [A-Z]")  # "Sekretaris Brantas Abipraya, Dian Sovana": the company
_CAMEL = re.compile(r"[A-Z]?[a-z]+[A-Z]\w*|[A-Z]{3,}\w*")
_IRISH = re.compile(r"(?:Mc|Mac|De|Di|Du|La|Le|Van|O)[A-Z]")
_DEGREE = re.compile(r"[A-Z][A-Za-z]{0,3}\.[A-Za-z.]{1,6}|S[Ii][Kk]|SH|MH|MSi|SPd|SSos|SPsi")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A person's full name at words [first, last) of the passage."""

    first: int
    last: int
    name: str
    role: str | None


def named_persons(free: Sequence[Segment]) -> Iterator[PersonName]:
    """The full names of persons among the free segments, by their cues."""
    alone: set[str] = set()  # single names that the text has used before
    for segment in free:
        if segment.last - segment.first == 1:
            alone.add(segment.text)
        elif organisation_word(segment) is None:
            person = _named(segment, alone)
            if person is not None:
                yield person


def _named(segment: Segment, alone: Set[str]) -> PersonName | None:
    titled = untitled(segment)
    role = titled.role or (_role(segment) if titled.first == segment.first else None)
    is_office = segment.precedes_known  # "Direktur Penyakit Menular WHO", "kata Duta Besar Iran"
    if is_office or not (role or titled.is_titled or _is_cued(segment)):
        return None
    first, last = titled.first, _before_degrees(segment, titled.first, titled.last)
    if role and last - first > _MIN_WORDS and segment.passage.surfaces[first] in alone:
        first += 1  # "Direktur Suryatel Budi Santoso": who is known by one name before is the company
    if role:
        first = _after_last_title(segment, first, last)
    if not _is_name(segment, first, last) or (role and not _is_sure(segment, titled, role, first, last)):
        return None
    name = segment.passage.span_text(first, last).rstrip(".")
    return PersonName(first=first, last=last, name=name, role=role[:_MAX_ROLE_CHARS] if role else None)


def _is_sure(segment: Segment, titled: Titled, role: str, first: int, last: int) -> bool:
    """Whether the role is a person's for sure, or something else says that this is one."""
    words = [fold(word) for word in role.split()]
    is_guess = titled.role is None and words[-1] not in ROLES and words[-1] not in FIELDS  # "ketua panitia"
    is_weak = is_guess or any(word in WEAK_ROLES for word in words)
    if not is_weak or _is_cued(segment):
        return True
    passage = segment.passage
    if passage.surfaces[last : last + 1] == ["dan"] and OFFICE_SHAPE.fullmatch(
        "".join(passage.surfaces[last + 1 : last + 2])
    ):
        return False  # "Kepala Biro Komunikasi dan Pelayanan"
    if last < len(passage.surfaces) and fold(passage.surfaces[last]) in SAYS_AFTER:
        return True
    end = passage.ends[last - 1]
    if passage.text.startswith((",", " ("), end) and not _APPOSITION.match(passage.text, end):
        return True
    if passage.text.startswith(".", end) and passage.text.endswith(", ", 0, passage.starts[first]):
        return True  # "Pelatih Persija, Julio Banuelos."
    return passage.surfaces[first] in passage.alone or passage.surfaces[last - 1] in passage.alone


def _before_degrees(segment: Segment, first: int, last: int) -> int:
    """The end of the name before "Sp.KO", "M.Si"."""
    while last - first > _MIN_WORDS and _DEGREE.fullmatch(segment.passage.surfaces[last - 1]):
        last -= 1
    return last


def _after_last_title(segment: Segment, first: int, last: int) -> int:
    """The word behind the last one that names no person: after "Tapen AKP", "Marvel Studios"."""
    for word in range(last - 1, first - 1, -1):
        surface = segment.passage.surfaces[word]
        is_office = word < last - 1 and fold(surface) in OFFICE_WORDS
        if is_office or fold(surface) in NOT_IN_NAMES or (_CAMEL.fullmatch(surface) and not _IRISH.match(surface)):
            return word + 1
    return first


def fuller_name(found: PersonName, free: Sequence[Segment]) -> str:
    """The name with the words before it where the article gives more of it: "Kevin De Bruyne" for "De Bruyne"."""
    longer = {
        name.text
        for name in free
        if name.text.endswith(f" {found.name}")
        and name.last - name.first <= _MAX_WORDS
        and not name.passage.opens_sentence(name.first)
        and _is_name(name, name.first, name.last)
    }
    return longer.pop() if len(longer) == 1 else found.name


def _role(segment: Segment) -> str | None:
    return role_before(segment) or role_before_comma(segment)


def _is_cued(segment: Segment) -> bool:
    signs = (is_spoken_by, has_age, has_role_after, has_small_honorific)
    return any(sign(segment) for sign in signs)


def _is_name(segment: Segment, first: int, last: int) -> bool:
    passage = segment.passage
    surfaces = passage.surfaces[first:last]
    full = [surface for surface in surfaces if surface.lower() not in PARTICLES]
    if not _MIN_WORDS <= len(full) <= _MAX_WORDS or is_city(passage.span_text(first, last)):
        return False
    if fold(surfaces[0]) in OFFICE_WORDS:
        return False
    if sum(len(surface) > 2 for surface in full) < 1 or all(surface.isupper() for surface in full):
        return False
    small = sum(surface.lower() in passage.small for surface in full)
    return small * 2 < len(full) and all(_is_name_word(surface) for surface in full)


def _is_name_word(surface: str) -> bool:
    folded = fold(surface)
    if folded in NOT_IN_NAMES or folded in ROLES or folded in ORGANISATIONS or folded in FUNCTION_WORDS:
        return False
    if OFFICE_SHAPE.fullmatch(surface) and folded not in _NAMES_LIKE_NOUNS:
        return False
    is_short_or_word = len(surface) <= 2 or not surface.isupper() or "." in surface
    return is_short_or_word and not any(char.isdigit() for char in surface)


_NAMES_LIKE_NOUNS = frozenset({"keenan", "keegan", "pearlman", "perelman", "kenan"})
