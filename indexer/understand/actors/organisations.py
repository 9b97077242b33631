"""Organisations in no list: names that open with "Kementerian", "Partai", "PT", ... and their acronyms.

"Departemen Luar Negeri AS" is one organisation: a country or place right behind belongs to the name. Behind a role
("Ketua Yayasan Harapan Budi Santoso") a person may follow without any sign; where the article does not name the
organisation alone, nobody can tell and nothing is learnt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.understand.actors.cues import FUNCTION_WORDS, NOT_IN_NAMES, OFFICE_SHAPE, OFFICE_WORDS, ORGANISATIONS
from indexer.understand.actors.passage import Passage
from indexer.understand.actors.segments import Segment, is_role, organisation_word
from indexer.understand.words import words
from search.folding import fold

_MAX_WORDS = 9
_SURE_WORDS = 3  # a head and two words behind a role are the organisation; more may hold its chief
_JOINS_NOUNS = ("dan", "untuk", "&", "atas")
_OFFICES = re.compile(
    r"(?:, [A-Z][a-z]+(?: [A-Z][a-z]+)?){1,5},? (?:dan|serta) [A-Z][a-z]+(?: [A-Z][a-z]+)?(?=[ ,.;)])"
)
_ACRONYM = re.compile(r"\s?\((?P<acronym>[A-Z][A-Za-z-]{1,11})\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationName:
    """An organisation's full name at [start, end) of the passage, and the acronym given behind it."""

    start: int
    end: int
    name: str
    acronym: str | None
    acronym_start: int


def named_organisations(
    free: Sequence[Segment], places: Mapping[int, int], foreign: Mapping[int, int]
) -> Iterator[OrganisationName]:
    """Organisations among the free segments.

    `places` are the countries and places of the registry, start to end; `foreign` the institutions of the home country
    that another country's name follows, start to the end of that.
    """
    if not free:
        return
    passage = free[0].passage
    alone = _heads_alone(free)
    for segment in free:
        word = organisation_word(segment)
        if word is None:
            continue
        end = _end(segment, word, places, alone)
        if end is not None:
            yield _named(passage, passage.starts[word], end)
    for start, end in foreign.items():
        yield _named(passage, start, end)


def acronym_after(text: str, end: int, name: str) -> re.Match[str] | None:
    """The "(ABC)" behind a name, if its letters are those of the name in order."""
    match = _ACRONYM.match(text, end)
    return match if match and _abbreviates(match["acronym"], name) else None


def _named(passage: Passage, start: int, end: int) -> OrganisationName:
    name = passage.text[start:end]
    match = acronym_after(passage.text, end, name)
    return OrganisationName(
        start=start,
        end=end,
        name=name,
        acronym=match["acronym"] if match else None,
        acronym_start=match.start("acronym") if match else end,
    )


def _heads_alone(free: Iterable[Segment]) -> frozenset[str]:
    """Organisations' names that stand as a whole segment without a role before them."""
    return frozenset(
        segment.text
        for segment in free
        if organisation_word(segment) == segment.first and segment.last - segment.first > 1
    )


def _end(segment: Segment, head: int, places: Mapping[int, int], alone: frozenset[str]) -> int | None:
    """The offset at which the name that begins at word `head` ends; None where it names nothing for sure."""
    passage = segment.passage
    last = _last_word(segment, head)
    if head > segment.first and passage.surfaces[head].lower() == "bank":
        return None  # "Kepala Ekonom Permata Bank Josua Pardede": the bank's name stands before
    is_behind_role = head > segment.first or _follows_role(passage, head)
    if is_behind_role and last - head > _SURE_WORDS and last == segment.last:
        known = [length for length in range(2, last - head) if passage.span_text(head, head + length) in alone]
        if not known:
            return None
        last = head + known[-1]
    end = passage.ends[last - 1]
    if passage.surfaces[head].lower() in _LISTED and (listed := _OFFICES.match(passage.text, end)):
        return listed.end()
    if last >= segment.last and passage.text[end : end + 1] == " " and end + 1 in places:
        return _behind_place(passage, places[end + 1], is_behind_role=is_behind_role)
    return end if last - head > 1 and last - head <= _MAX_WORDS else None


def _behind_place(passage: Passage, end: int, *, is_behind_role: bool) -> int:
    """Where a name ends that holds a place: "Polres Lombok Timur", "PT Perkebunan Nusantara III"."""
    words = passage.words_between(end, end + 2)
    if is_behind_role or not words or not passage.joined(words.start):
        return end
    return passage.ends[words.start] if _last_of_run(passage, words.start) else end


def _last_word(segment: Segment, head: int) -> int:
    """The word after the name's last: at the segment's end, or further where "dan" joins two nouns of an office."""
    passage = segment.passage
    last = segment.last
    if (
        last + 1 < len(passage.surfaces)
        and passage.surfaces[last] in _JOINS_NOUNS
        and _is_noun(passage.surfaces[last - 1])
    ):
        following = last + 1
        while following < len(passage.surfaces) and _is_noun(passage.surfaces[following]) and passage.joined(following):
            following += 1
        if following > last + 1 and passage.joined(last) and passage.joined(last + 1):
            return following + _last_of_run(passage, following)
    while last - head > 1 and passage.surfaces[last - 1].lower() in FUNCTION_WORDS:
        last -= 1
    for word in range(head + 1, last):
        if is_role(passage, word) and passage.surfaces[word].lower() not in OFFICE_WORDS:
            return word
    return last


def _last_of_run(passage: Passage, word: int) -> int:
    """1 if this capitalised word ends its run ("Penataan Ruang"); more could be a person."""
    if word >= len(passage.surfaces) or not passage.joined(word) or not passage.surfaces[word][0].isupper():
        return 0
    following = word + 1
    goes_on = (
        following < len(passage.surfaces) and passage.joined(following) and passage.surfaces[following][0].isupper()
    )
    return 0 if goes_on else 1


def _is_noun(surface: str) -> bool:
    """Whether a capitalised word is a noun that offices are named by, not a name."""
    if not surface[0].isupper():
        return False
    folded = surface.lower()
    return bool(folded in OFFICE_WORDS or OFFICE_SHAPE.fullmatch(surface)) and folded not in ORGANISATIONS


def _follows_role(passage: Passage, word: int) -> bool:
    before = word - 1
    return before >= 0 and passage.joined(word) and is_role(passage, before)


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
    is_office = head in _NEEDS_PLACE and all(
        word in OFFICE_WORDS or word in _JOINS_NOUNS or OFFICE_SHAPE.fullmatch(word) for word in others
    )
    return not others or generic or is_office


_ROMAN = re.compile(r"[ivx]{1,5}")
_GENERIC = words(
    """
    politik daerah pusat umum besar hukum direksi komisaris pengawas juri keamanan kehormatan swadaya rektor negeri
    tinggi jenderal komisioner pembina musyawarah usaha milik negara fraksi etik penasihat rp legislatif adat
    pemasyarakatan kajian
    """
)
_LISTED = words("kementerian departemen dinas badan")
_NEEDS_PLACE = words("dinas direktorat")
