"""All sightings of all actors in an article, from the registry outwards to what the article itself teaches."""

from __future__ import annotations

import math
from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from indexer.understand.actors.cues import LANGUAGES, ORGANISATIONS, TAGGED_LANGUAGES
from indexer.understand.actors.known import Known, known_actors
from indexer.understand.actors.organisations import (
    OrganisationName,
    acronym_beside,
    headed_organisations,
    organisation_at,
    read_organisations,
)
from indexer.understand.actors.passage import Passage, passage
from indexer.understand.actors.persons import PersonName, cued_persons, read_persons
from indexer.understand.actors.segments import Segment, segments
from indexer.understand.actors.shorts import FullName, ShortNames, parts
from indexer.understand.actors.sightings import Learnt, Sighting, counted
from indexer.understand.actors.tagger import NameKind
from indexer.understand.actors.union import Union, united
from search.actors import ActorRegistry, default_registry, organisation_id, person_id, place_id
from search.folding import fold
from search.model import ActorMention, ReasonKind
from search.outlets import default_outlets

_MAX_LEARNT = 200


def find_actors(
    body: str,
    *,
    title: str | None,
    language: str,
    excluded: Sequence[tuple[int, int]] = (),
    declared: Sequence[str] = (),
    publisher: str | None = None,
    registry: ActorRegistry | None = None,
) -> tuple[ActorMention, ...]:
    """The actors named in title and body, by falling count; offsets are those of `body`.

    `excluded` are spans of the body that name nobody: dateline, boilerplate. `declared` are names that the source gave
    itself; they count once where the text does not name them. `publisher` is the outlet's id: who only speaks of
    itself is no actor. `registry` is who is known: the packaged lists where none is given.
    """
    registry = default_registry() if registry is None else registry
    whole = passage(title, body, excluded)
    known = known_actors(whole, language=language, registry=registry)
    article = _Article(whole, known, registry)
    if language in TAGGED_LANGUAGES:
        article.learn(united(whole, known))
    elif language in LANGUAGES:
        article.learn_by_cues()
    article.shorten()
    if publisher is not None:
        article.leave_out(publisher)
    article.declare(declared)
    return counted(article.sightings, article.learnt, registry, body_at=whole.body_at)


class _Article:
    """The sightings of one article while they are gathered."""

    def __init__(self, whole: Passage, known: Known, registry: ActorRegistry) -> None:
        self.passage = whole
        self.registry = registry
        self.known = known
        self.sightings = list(known.sightings)
        self.learnt: dict[str, Learnt] = {}
        self.taken = list(known.taken)  # ascending
        self.single: list[PersonName] = []  # persons of one word, of whom the article may say more

    def learn(self, union: Union) -> None:
        """What the tagger adds: organisations and their acronyms, then persons, then places."""
        self._deny(union.denied)
        organisations = [*self._foreign(), *read_organisations(_of_kind(union, "ORG"))]
        for organisation in sorted(organisations, key=lambda one: " " not in one.name):  # full names tell of acronyms
            self._learn_organisation(organisation)
        self._learn_acronyms()
        self._learn_persons([one for one in read_persons(_of_kind(union, "PER")) if not self._holds(one)])
        for organisation in headed_organisations(self.passage, self._is_taken):
            self._learn_organisation(organisation)
        for place in _of_kind(union, "LOC"):
            self._learn_place(place)
        self._name_outlets()
        self._make_one_of_a_name()
        self._repeat_names()

    def learn_by_cues(self) -> None:
        """Persons that the words around them make one, and acronyms that the article explains."""
        self._learn_acronyms()
        self._learn_persons(list(cued_persons(list(segments(self.passage, self.taken)))))
        self._repeat_names()

    def shorten(self) -> None:
        """Parts of the names of persons; who is called by one name only is a person of that name."""
        shorts = ShortNames(list(self._full_names()))
        self.sightings += shorts.sightings(self.passage, self._is_taken)
        for person in self.single:
            if person.name not in shorts and not self._holds(person):
                self._learn_person(person, {})

    def leave_out(self, publisher: str) -> None:
        """The publisher under its own name: "kepada Kompas.com", "pantauan ANTARA"."""
        outlets = default_outlets()
        own = {
            sighting.actor_id
            for sighting in self.sightings
            if self.registry.kind(sighting.actor_id) == "organisation"
            and (outlet := outlets.by_name(sighting.form)) is not None
            and outlet.id == publisher
        }
        self.sightings = [sighting for sighting in self.sightings if sighting.actor_id not in own]

    def declare(self, names: Iterable[str]) -> None:
        """Actors that the source names itself."""
        for name in names:
            plain = " ".join(name.split())
            actor_id = self._declared_id(plain)
            if actor_id is None or any(sighting.actor_id == actor_id for sighting in self.sightings):
                continue
            self._add(-1, -1, actor_id, plain, "name")
            self._know(actor_id, plain, None, is_cued=True)

    def _declared_id(self, name: str) -> str | None:
        if not name or len(name) > 200:
            return None
        if self.registry.kind(name) is not None:
            return name
        found = self.registry.find(name)
        if found:
            return found[0] if len(found) == 1 else None
        head = name.split()[0].lower()
        is_organisation = name.isupper() or " " not in name or head in ORGANISATIONS
        made = organisation_id(name) if is_organisation else person_id(name)
        return made if not made.endswith(":") else None

    def _learn_organisation(self, found: OrganisationName) -> None:
        if self._is_taken(found.start) and not found.is_plain:
            return
        actor_id = self._one("organisation", found.name) or organisation_id(found.name)
        acronym = acronym_beside(self.passage.text, found.start, found.end, found.name)
        if acronym and actor_id not in self.registry:
            actor_id = self._one("organisation", acronym["acronym"]) or actor_id
        self._drop_inside(found.start, found.end)
        self._add(found.start, found.end, actor_id, self.passage.text[found.start : found.end], "name")
        self._know(actor_id, found.name, None, is_cued=found.is_plain, margin=found.margin)
        if acronym:
            self._repeat(acronym["acronym"], actor_id, "acronym")

    def _learn_acronyms(self) -> None:
        """ "Kementerian Keuangan (Kemenkeu)", "BVS (Badan Vokasi Samudra)": an acronym of a known organisation."""
        for sighting in list(self.sightings):
            if self.registry.kind(sighting.actor_id) != "organisation" or sighting.start < 0:
                continue
            acronym = acronym_beside(self.passage.text, sighting.start, sighting.end, sighting.form)
            if acronym and not self._is_taken(acronym.start("acronym")):
                self._repeat(acronym["acronym"], sighting.actor_id, "acronym")

    def _learn_persons(self, persons: Sequence[PersonName]) -> None:
        full = [person for person in persons if person.is_full][:_MAX_LEARNT]
        self.single = [person for person in persons if not person.is_full][:_MAX_LEARNT]
        longer = _longer_names({person.name for person in full})
        for person in full:
            self._learn_person(person, longer)

    def _learn_person(self, found: PersonName, longer: Mapping[str, str]) -> None:
        start, end = self._span(found)
        name = longer.get(found.name, found.name)
        actor_id = self._one("person", name) or person_id(name)
        if actor_id.endswith(":"):
            return
        self._add(start, end, actor_id, found.name, "name" if name == found.name else "short")
        self._know(actor_id, name, found.role, is_cued=found.is_cued and found.is_full, margin=found.margin)

    def _learn_place(self, segment: Segment) -> None:
        start, end = segment.span
        actor_id = place_id(segment.text)
        if not self._is_taken(start) and not actor_id.endswith(":"):
            self._add(start, end, actor_id, segment.text, "name")
            self._know(actor_id, segment.text, None, is_cued=False)

    def _repeat_names(self) -> None:
        """Learnt names wherever they stand, also without a cue and in the title."""
        for actor_id, known in list(self.learnt.items()):
            if known.kind != "place":
                self._repeat(known.label, actor_id, "name")

    def _name_outlets(self) -> None:
        """An outlet is an organisation, whatever the tagger took its name for: "Al Jazeera"."""
        outlets = default_outlets()
        for known in [one for one in self.learnt.values() if one.kind != "organisation"]:
            if outlets.by_name(known.label) is not None:
                self._rename(known, organisation_id(known.label))

    def _make_one_of_a_name(self) -> None:
        """One name is one actor in an article: of the kind that it was seen as most, then of the surest."""
        kinds: dict[str, list[Learnt]] = {}
        for known in self.learnt.values():
            if known.actor_id not in self.registry:
                kinds.setdefault(fold(known.label), []).append(known)
        for same in kinds.values():
            if len(same) > 1:
                best = max(same, key=lambda one: (self._count(one.actor_id), one.is_cued, one.margin))
                for other in same:
                    if other is not best:
                        self._rename(other, best.actor_id)

    def _count(self, actor_id: str) -> int:
        return sum(sighting.actor_id == actor_id for sighting in self.sightings)

    def _rename(self, known: Learnt, actor_id: str) -> None:
        """What was learnt of `known` is of this actor."""
        self.sightings = [
            replace(sighting, actor_id=actor_id) if sighting.actor_id == known.actor_id else sighting
            for sighting in self.sightings
        ]
        del self.learnt[known.actor_id]
        if actor_id not in self.learnt:
            self._know(actor_id, known.label, None, is_cued=False, margin=known.margin)

    def _repeat(self, form: str, actor_id: str, reason: ReasonKind) -> None:
        text = self.passage.text
        start = text.find(form)
        while start >= 0:
            end = start + len(form)
            is_whole = not (_is_inner(text[start - 1 : start]) or _is_inner(text[end : end + 1]))
            if is_whole and not self._is_taken(start) and not self.passage.is_excluded(start, end):
                self._add(start, end, actor_id, form, reason)
            start = text.find(form, end)

    def _deny(self, starts: frozenset[int]) -> None:
        """Sightings that are a part of somebody else's name."""
        self.sightings = [sighting for sighting in self.sightings if sighting.start not in starts]
        self.taken = [span for span in self.taken if span[0] not in starts]

    def _holds(self, person: PersonName) -> bool:
        """Whether something else has been found there."""
        return self._is_taken(self.passage.starts[person.first])

    def _span(self, person: PersonName) -> tuple[int, int]:
        return self.passage.starts[person.first], self.passage.ends[person.last - 1]

    def _full_names(self) -> Iterator[FullName]:
        for sighting in self.sightings:
            if self.registry.kind(sighting.actor_id) == "person" and parts(sighting.form):
                yield FullName(actor_id=sighting.actor_id, name=sighting.form, first=sighting.start)

    def _foreign(self) -> Iterator[OrganisationName]:
        """Institutions that another country's name follows: "Kementerian Pertahanan Norwegia"."""
        ends = dict(self.known.taken)
        for start in sorted(self.known.foreign):
            if ends[start] + 1 in ends:
                yield organisation_at(self.passage, start, ends[ends[start] + 1])

    def _one(self, kind: str, name: str) -> str | None:
        """The registry's one actor of this kind and name."""
        found = [actor_id for actor_id in self.registry.find(name) if self.registry.kind(actor_id) == kind]
        return found[0] if len(found) == 1 else None

    def _know(self, actor_id: str, label: str, role: str | None, *, is_cued: bool, margin: float = math.inf) -> None:
        kind = self.registry.kind(actor_id)
        assert kind is not None
        known = self.learnt.get(actor_id)
        if known is not None:
            role, is_cued = known.role or role, known.is_cued or is_cued
            label, margin = known.label, max(known.margin, margin)
        self.learnt[actor_id] = Learnt(
            actor_id=actor_id, label=label, kind=kind, role=role, is_cued=is_cued, margin=margin
        )

    def _add(self, start: int, end: int, actor_id: str, form: str, reason: ReasonKind) -> None:
        self.sightings.append(Sighting(start=start, end=end, actor_id=actor_id, form=form, reason=reason))
        if start >= 0:
            insort(self.taken, (start, end))

    def _drop_inside(self, start: int, end: int) -> None:
        """The home country inside an organisation's name is a part of it: "Ikatan Dokter Indonesia"."""
        self.sightings = [
            s for s in self.sightings
            if not (start <= s.start and s.end <= end and self.registry.is_home_country(s.actor_id))
        ]  # fmt: skip

    def _is_taken(self, start: int) -> bool:
        place = bisect_right(self.taken, (start, len(self.passage.text))) - 1
        return place >= 0 and start < self.taken[place][1]


def _of_kind(union: Union, kind: NameKind) -> list[Segment]:
    return [piece.segment for piece in union.pieces if piece.kind == kind]


def _longer_names(names: set[str]) -> Mapping[str, str]:
    """The one longer name among `names` that holds a shorter one: "Kevin De Bruyne" for "De Bruyne"."""
    longer = {}
    for name in names:
        holding = [other for other in names if other != name and f" {fold(name)} " in f" {fold(other)} "]
        if len(holding) == 1:
            longer[name] = holding[0]
    return longer


def _is_inner(char: str) -> bool:
    """Whether this character would go on with a word."""
    return char.isalnum() or char in ("-", "_")
