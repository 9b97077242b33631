"""All sightings of all actors in an article, from the registry outwards to what the article itself teaches."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence

from indexer.understand.actors.cues import LANGUAGES, ORGANISATIONS
from indexer.understand.actors.known import Known, known_actors
from indexer.understand.actors.organisations import (
    OrganisationName,
    acronym_after,
    is_generic,
    named_organisations,
)
from indexer.understand.actors.passage import Passage, passage
from indexer.understand.actors.persons import PersonName, fuller_name, named_persons
from indexer.understand.actors.segments import Segment, segments
from indexer.understand.actors.shorts import FullName, parts, short_sightings
from indexer.understand.actors.sightings import Learnt, Sighting, counted
from search.actors import ActorRegistry, default_registry, organisation_id, person_id
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
    if language in LANGUAGES:
        article.learn()
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
        self.free: list[Segment] = []
        self.taken = list(known.taken)  # ascending

    def learn(self) -> None:
        """Organisations and persons in no list, and acronyms that the article explains."""
        self.free = list(segments(self.passage, self.known.taken))
        for organisation in list(named_organisations(self.free, self._places(), self._foreign()))[:_MAX_LEARNT]:
            self._learn_organisation(organisation)
        self._learn_acronyms()
        self.free = list(segments(self.passage, self.taken))
        persons = list(named_persons(self.free))[:_MAX_LEARNT]
        longest = {person.name for person in persons}
        for person in persons:
            self._learn_person(person, longest)
        self._repeat_names()

    def shorten(self) -> None:
        """Parts of the names of persons."""
        free = list(segments(self.passage, self.taken))
        shorts = short_sightings(free, list(self._full_names()))
        self.sightings += [short for short in shorts if not self._is_taken(short.start)]

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
            self._know(actor_id, plain, None)

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
        if is_generic(found.name):
            return
        actor_id = self._one("organisation", found.name) or (
            self._one("organisation", found.acronym) if found.acronym else None
        )
        actor_id = actor_id or organisation_id(found.name)
        self._drop_inside(found.start, found.end)
        self._add(found.start, found.end, actor_id, found.name, "name")
        self._know(actor_id, found.name, None)
        if found.acronym:
            self._repeat(found.acronym, actor_id, "acronym")

    def _learn_acronyms(self) -> None:
        """ "Kementerian Keuangan (Kemenkeu)": an acronym of a known organisation that its list lacks."""
        for sighting in list(self.sightings):
            if self.registry.kind(sighting.actor_id) != "organisation" or sighting.reason == "acronym":
                continue
            match = acronym_after(self.passage.text, sighting.end, sighting.form)
            if match and not self._is_taken(match.start("acronym")):
                self._repeat(match["acronym"], sighting.actor_id, "acronym")

    def _learn_person(self, found: PersonName, names: set[str]) -> None:
        longer = [name for name in names if name != found.name and f" {found.name} " in f" {name} "]
        name = longer[0] if len(longer) == 1 else fuller_name(found, self.free)
        actor_id = self._one("person", name) or person_id(name)
        start, end = self.passage.starts[found.first], self.passage.ends[found.last - 1]
        self._add(start, end, actor_id, found.name, "name" if name == found.name else "short")
        self._know(actor_id, name, found.role)

    def _repeat_names(self) -> None:
        """Learnt names wherever they stand, also without a cue and in the title."""
        for actor_id, known in list(self.learnt.items()):
            self._repeat(known.label, actor_id, "name")

    def _repeat(self, form: str, actor_id: str, reason: ReasonKind) -> None:
        for match in re.finditer(rf"(?<![\w-]){re.escape(form)}(?![\w-])", self.passage.text):
            if not self._is_taken(match.start()) and not self.passage.is_excluded(*match.span()):
                self._add(match.start(), match.end(), actor_id, form, reason)

    def _full_names(self) -> Iterator[FullName]:
        for sighting in self.sightings:
            if self.registry.kind(sighting.actor_id) == "person" and parts(sighting.form):
                yield FullName(actor_id=sighting.actor_id, name=sighting.form, first=sighting.start)

    def _places(self) -> Mapping[int, int]:
        return {
            sighting.start: sighting.end
            for sighting in self.known.sightings
            if self.registry.kind(sighting.actor_id) in ("country", "place")
        }

    def _foreign(self) -> Mapping[int, int]:
        """Institutions that another country's name follows, to the end of that name."""
        ends = dict(self.known.taken)
        return {start: ends[ends[start] + 1] for start in self.known.foreign if ends[start] + 1 in ends}

    def _one(self, kind: str, name: str) -> str | None:
        """The registry's one actor of this kind and name."""
        found = [actor_id for actor_id in self.registry.find(name) if self.registry.kind(actor_id) == kind]
        return found[0] if len(found) == 1 else None

    def _know(self, actor_id: str, label: str, role: str | None) -> None:
        kind = self.registry.kind(actor_id)
        assert kind is not None
        known = self.learnt.get(actor_id)
        if known is None or (role and not known.role):
            self.learnt[actor_id] = Learnt(actor_id=actor_id, label=label, kind=kind, role=role)

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
