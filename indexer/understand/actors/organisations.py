"""Organisations in no list: what the tagger takes for one, if it names more than its kind; and acronyms in brackets."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType

from indexer.understand.actors.cues import (
    FUNCTION_WORDS,
    NOT_IN_NAMES,
    OFFICE_SHAPE,
    OFFICE_WORDS,
    ORGANISATIONS,
    ROLES,
)
from indexer.understand.actors.passage import Passage
from indexer.understand.actors.segments import Segment, is_role
from indexer.understand.cities import is_city
from indexer.understand.words import words
from search.folding import fold

_MAX_WORDS = 10
_MAX_PLAIN_WORDS = 5  # longer rows of capitals are headlines
_ACRONYM = re.compile(r"\s?\((?P<acronym>[A-Z][A-Za-z-]{1,11})\)")
_FIELDS = re.compile(
    r"(?P<more>(?:, [A-Z][a-z]+(?: [A-Z][a-z]+)?){0,5}),? (?:dan|serta) "
    r"(?P<first>[A-Z][a-z]+)(?: [A-Z][a-z]+)?(?=[ ,.;)])"
)
_BEFORE_BRACKET = re.compile(r"\b(?P<acronym>[A-Z][A-Za-z-]{1,11})\s?\(\Z")
_MAX_ACRONYM = 15
_SHORT = MappingProxyType({"Daerah": "Polda", "Resor Kota": "Polresta", "Resor": "Polres", "Sektor": "Polsek"})
_POLICE = re.compile(r"Kepolisian (Daerah|Resor(?: Kota)?|Sektor)(?= [A-Z])")
"""The police of a place by the name that all use: "Kepolisian Daerah Maluku" is Polda Maluku."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationName:
    """An organisation's name at [start, end) of the passage."""

    start: int
    end: int
    name: str
    is_plain: bool  # its first word says that it is an organisation, and more words say which
    margin: float = math.inf  # how sure the tagger is of it


def read_organisations(names: Iterable[Segment]) -> Iterator[OrganisationName]:
    """The organisations among what the tagger took for one."""
    for segment in names:
        passage = segment.passage
        first = segment.first
        while first < segment.last - 1 and is_role(passage, first):
            first += 1
        if _is_name(passage, first, segment.last) and not _lacks_its_name(segment, first):
            found = organisation_at(passage, passage.starts[first], _end_of_list(passage, first, segment.last))
            yield found if segment.margin is None else replace(found, margin=segment.margin)


def headed_organisations(passage: Passage, is_taken: Callable[[int], bool]) -> Iterator[OrganisationName]:
    """Rows of capitals that open with what an organisation's name opens with, and that nobody has found."""
    for run in passage.runs:
        if passage.surfaces[run.start].lower() not in ORGANISATIONS or not 1 < len(run) <= _MAX_PLAIN_WORDS:
            continue
        if is_role(passage, run.start - 1) or not _is_name(passage, run.start, run.stop):
            continue
        if not any(is_taken(passage.starts[word]) for word in run):
            yield organisation_at(passage, passage.starts[run.start], passage.ends[run.stop - 1])


def organisation_at(passage: Passage, start: int, end: int) -> OrganisationName:
    """The organisation that is named there."""
    name = _POLICE.sub(lambda match: _SHORT[match[1]], " ".join(passage.text[start:end].split()))
    head, *others = name.split()
    return OrganisationName(start=start, end=end, name=name, is_plain=bool(others) and head.lower() in ORGANISATIONS)


def _end_of_list(passage: Passage, first: int, last: int) -> int:
    """Where a name ends that goes on behind "dan" or a comma: "Badan Pengelola Keuangan dan Aset Daerah"."""
    end = passage.ends[last - 1]
    if passage.surfaces[first].lower() not in _LISTED:
        return end
    listed = _FIELDS.match(passage.text, end)
    if listed is None:
        return end
    is_field = fold(listed["first"]) in OFFICE_WORDS or OFFICE_SHAPE.fullmatch(listed["first"]) or listed["more"]
    return listed.end() if is_field and fold(listed["first"]) not in ORGANISATIONS else end


def _lacks_its_name(segment: Segment, first: int) -> bool:
    """Whether a bank's name stands before: "Kepala Ekonom Samudra Bank Budi Santoso"."""
    passage = segment.passage
    is_behind = first > segment.run and not is_role(passage, first - 1)
    return is_behind and passage.surfaces[first].lower() == "bank"


def acronym_beside(text: str, start: int, end: int, name: str) -> re.Match[str] | None:
    """The acronym in "Name (ABC)" or "ABC (Name)", if its letters are those of the name in order."""
    match = _ACRONYM.match(text, end)
    if match is None and text.startswith(")", end):
        match = _BEFORE_BRACKET.search(text, max(0, start - _MAX_ACRONYM), start)
    return match if match and _abbreviates(match["acronym"], name) else None


def _is_name(passage: Passage, first: int, last: int) -> bool:
    surfaces = passage.surfaces[first:last]
    name = passage.span_text(first, last)
    if surfaces[0].lower() in OFFICE_WORDS and is_role(passage, first - 1):
        return False  # "Menteri Luar Negeri Jerman"
    if len(surfaces) > _MAX_WORDS or is_city(name) or not surfaces[0][0].isupper():
        return False
    if len(surfaces) == 1:
        folded = fold(surfaces[0])
        return len(folded) > 1 and folded not in _NAMES_NONE and surfaces[0].lower() not in passage.small
    return not is_generic(name) and not all(surface.isupper() and len(surface) > 4 for surface in surfaces)


def _abbreviates(acronym: str, name: str) -> bool:
    """Whether the letters of `acronym` come in `name` in order, the first at its start, and most open a word."""
    letters = fold(acronym).replace("-", "")
    initials = "".join(word[0] for word in fold(name).replace("-", " ").split())
    if not initials.startswith(letters[:1]) or len(letters) < 2:
        return False
    if acronym.isupper():
        return _in_order(letters, initials) or (len(letters) > 3 and _in_order(letters, fold(name)))
    return _in_order(letters, fold(name))


def _in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)


def is_generic(name: str) -> bool:
    """Whether a name says no more than what kind of organisation it is: "Partai Politik", "Dewan Daerah"."""
    head, *others = (fold(word) for word in name.split())
    generic = all(word in _GENERIC or word in NOT_IN_NAMES or _ROMAN.fullmatch(word) for word in others)
    is_kind = generic and (head in ORGANISATIONS or head in _GENERIC or head in NOT_IN_NAMES)
    is_office = head in _NEEDS_PLACE and all(
        word in OFFICE_WORDS or word in _JOINS_NOUNS or OFFICE_SHAPE.fullmatch(word) for word in others
    )
    return not others or is_kind or is_office


_ROMAN = re.compile(r"[ivx]{1,5}")
_JOINS_NOUNS = ("dan", "untuk", "&", "atas")
_GENERIC = words(
    """
    politik daerah pusat umum besar hukum direksi komisaris pengawas pengawasan juri keamanan kehormatan swadaya rektor
    negeri tinggi jenderal komisioner pembina musyawarah usaha milik negara fraksi etik penasihat rp legislatif adat
    pemasyarakatan kajian
    """
)
_NEEDS_PLACE = words("dinas direktorat")
_LISTED = words("kementerian departemen dinas badan")
_NAMES_NONE = NOT_IN_NAMES | ROLES | ORGANISATIONS | FUNCTION_WORDS | OFFICE_WORDS | _GENERIC
