"""The registry's actors in a passage, and whether each is really meant there.

A capital is its government except where the text goes there. What is named after a person is not the person. A form
that also means something else ("Georgia", "Kementerian Keuangan") wants a second sign: the same actor or its capital
named plainly in the article, or, for an institution of the home country, that the article is about home and no other
country follows.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.understand.actors.cues import NAMED_AFTER, OTHER_INSTITUTIONS, PLACE_AFTER, PLACE_BEFORE
from indexer.understand.actors.passage import Passage
from indexer.understand.actors.segments import is_role
from indexer.understand.actors.sightings import Sighting, reason_of
from search.actors import ActorMatcher, ActorRegistry, FormMatch

_LOOK_BACK = 24
_HOME_LANGUAGES = ("id", "ms", "jv", "su")


@dataclass(frozen=True, slots=True)
class Known:
    """What the registry finds: the sightings that count, and every span that is not free for other names."""

    sightings: tuple[Sighting, ...]
    taken: tuple[tuple[int, int], ...]  # ascending; also of forms that were not meant
    foreign: frozenset[int]  # starts of institutions' names that another country follows


def known_actors(passage: Passage, *, language: str, registry: ActorRegistry) -> Known:
    """The registry's actors in `passage`, in reading order."""
    matches = [match for match in _matcher(language, registry).find(passage.text) if _is_open(passage, match)]
    foreign = frozenset(_foreign(matches, passage, registry))
    plain = [match for match in matches if not _is_doubtful(match) and match.start not in foreign]
    meant = [match for match in plain if _is_meant(passage, match, language, registry)]
    sure = {match.actor_ids[0] for match in meant}
    seats = {match.actor_ids[0] for match in plain if match.form.reason == "metonym"}  # "in Amman" tells of Jordan, too
    is_home = any(_is_home(actor_id, registry) for actor_id in sure)
    names = _words_of_organisations(meant, passage, registry)
    meant = [match for match in meant if match.form.reason != "metonym" or match.form.text not in names]
    elsewhere = sure | seats
    sightings = [_sighting(passage, match, match.actor_ids[0]) for match in meant]
    for match in matches:
        if _is_doubtful(match) and match.start not in foreign and match.form.text not in names:
            actor_id = _settled(match, elsewhere, registry, is_home=is_home and language in _HOME_LANGUAGES)
            if actor_id is not None and _is_meant(passage, match, language, registry):
                sightings.append(_sighting(passage, match, actor_id))
    taken = tuple((match.start, match.end) for match in matches)
    return Known(tuple(sorted(sightings, key=lambda sighting: sighting.start)), taken, foreign)


@functools.lru_cache(maxsize=32)
def _matcher(language: str, registry: ActorRegistry) -> ActorMatcher:
    return ActorMatcher(registry, tuple(dict.fromkeys((language, "id", "en"))))


def _is_open(passage: Passage, match: FormMatch) -> bool:
    return not passage.is_excluded(match.start, match.end)


def _is_doubtful(match: FormMatch) -> bool:
    return len(match.actor_ids) > 1 or match.form.ambiguous


def _is_meant(passage: Passage, match: FormMatch, language: str, registry: ActorRegistry) -> bool:
    before = passage.text[max(0, match.start - _LOOK_BACK) : match.start]
    actor_id = match.actor_ids[0]
    if match.form.reason == "metonym":
        is_home_capital = registry.is_home_country(actor_id) and language in _HOME_LANGUAGES
        is_place = PLACE_BEFORE.search(before) or PLACE_AFTER.match(passage.text, match.end)
        return not (is_home_capital or is_place or _is_part_of_name(passage, match) or _ends_name(passage, match))
    if registry.kind(actor_id) == "person":
        return NAMED_AFTER.search(before) is None
    if match.form.reason == "acronym":
        words_before = before.split()
        return not (words_before and words_before[-1].lower() in OTHER_INSTITUTIONS)
    return True


def _is_part_of_name(passage: Passage, match: FormMatch) -> bool:
    """Whether a capitalised word goes on with the city's name: "London School", "Berlin Marathon"."""
    words = passage.words_between(match.end, match.end + 2)
    if not words:
        return False
    return passage.joined(words.start) and passage.surfaces[words.start][0].isupper()


def _ends_name(passage: Passage, match: FormMatch) -> bool:
    """Whether a capitalised word leads up to it: "Istora Senayan", "Air Berlin"."""
    words = passage.words_between(match.start, match.end)
    word = words.start
    if not words or word == 0 or " " in match.form.text:  # none begins there in scripts without spaces
        return False
    if not passage.joined(word) or passage.opens_sentence(word - 1):
        return False
    return passage.surfaces[word - 1][0].isupper() and not is_role(passage, word - 1)


def _foreign(matches: Sequence[FormMatch], passage: Passage, registry: ActorRegistry) -> list[int]:
    """Starts of the home country's institutions that another country's name follows: they are that country's."""
    starts = []
    for match, following in pairwise(matches):
        actor = registry.get(match.actor_ids[0])
        is_next = passage.text[match.end : following.start] == " "
        if actor is None or actor.country is None or actor.kind != "organisation" or not is_next:
            continue
        is_country = registry.kind(following.actor_ids[0]) == "country" and following.form.reason not in (
            "metonym",
            "seat",
        )
        if is_country and following.actor_ids[0] != f"country:{actor.country}":
            starts.append(match.start)
    return starts


def _words_of_organisations(matches: Sequence[FormMatch], passage: Passage, registry: ActorRegistry) -> frozenset[str]:
    """The words of the organisations' longer names: after "Real Madrid", "Madrid" is the club."""
    names = (
        passage.text[match.start : match.end].split()
        for match in matches
        if registry.kind(match.actor_ids[0]) == "organisation"
    )
    return frozenset(word for name in names if len(name) > 1 for word in name)


def _is_home(actor_id: str, registry: ActorRegistry) -> bool:
    actor = registry.get(actor_id)
    return registry.is_home_country(actor_id) or (actor is not None and f"country:{actor.country}" == registry.home)


def _settled(match: FormMatch, elsewhere: set[str], registry: ActorRegistry, *, is_home: bool) -> str | None:
    """Whom a doubtful form means: who is named elsewhere in the article, too; None where nothing says so."""
    named = [actor_id for actor_id in match.actor_ids if actor_id in elsewhere]
    if len(named) == 1:
        return named[0]
    if len(match.actor_ids) == 1 and is_home and match.form.reason != "acronym":
        actor_id = match.actor_ids[0]
        return actor_id if registry.kind(actor_id) == "organisation" and _is_home(actor_id, registry) else None
    return None


def _sighting(passage: Passage, match: FormMatch, actor_id: str) -> Sighting:
    form = passage.text[match.start : match.end]
    return Sighting(start=match.start, end=match.end, actor_id=actor_id, form=form, reason=reason_of(match.form.reason))
