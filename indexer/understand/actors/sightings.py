"""One place where one actor is named, before mentions are counted."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from search.actors import ActorRegistry, FormReason
from search.model import ActorKind, ActorMention, Reason, ReasonKind

_REASONS: Mapping[FormReason, ReasonKind] = {
    "name": "name", "alias": "alias", "acronym": "acronym", "seat": "metonym", "metonym": "metonym",
    "adjective": "alias",
}  # fmt: skip


_MAX_INITIALS = 3
_CUED_MARGIN = 1.5  # where the text says what it is
_SURE_MARGIN = 3.0  # where only the tagger does: of 45 such names in real articles, it kept 29 of 33 and let 8 of 12 go


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """An actor named at [start, end) of the passage by `form`."""

    start: int
    end: int
    actor_id: str
    form: str
    reason: ReasonKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """Who is in no list but in this article: how it is written there, and the role it was given."""

    actor_id: str
    label: str
    kind: ActorKind
    role: str | None = None
    is_cued: bool = False  # something beside its form says what it is
    margin: float = math.inf  # how sure the tagger is of it; no tagger, no doubt


def reason_of(form: FormReason) -> ReasonKind:
    """What an article says of a form of the registry; an adjective is an alias."""
    return _REASONS[form]


def counted(
    sightings: Iterable[Sighting], learnt: Mapping[str, Learnt], registry: ActorRegistry, *, body_at: int
) -> tuple[ActorMention, ...]:
    """The actors by falling count, ties by id; offsets are those in the body."""
    by_actor: dict[str, list[Sighting]] = {}
    for sighting in sightings:
        by_actor.setdefault(sighting.actor_id, []).append(sighting)
    mentions = (
        _mention(actor_id, seen, learnt.get(actor_id), registry, body_at) for actor_id, seen in by_actor.items()
    )
    return tuple(sorted(mentions, key=lambda mention: (-mention.count, mention.actor_id)))


def _mention(
    actor_id: str, seen: list[Sighting], learnt: Learnt | None, registry: ActorRegistry, body_at: int
) -> ActorMention:
    forms: dict[tuple[str, ReasonKind], int] = {}
    for sighting in seen:
        written = (sighting.form, sighting.reason)
        forms[written] = forms.get(written, 0) + 1
    kind = registry.kind(actor_id)
    assert kind is not None
    return ActorMention(
        actor_id=actor_id,
        label=learnt.label if learnt and actor_id not in registry else registry.label(actor_id),
        kind=kind,
        count=len(seen),
        offsets=tuple(sorted((s.start - body_at, s.end - body_at) for s in seen if s.start >= body_at)),
        reasons=tuple(
            Reason(form=form, kind=reason, count=count)
            for (form, reason), count in sorted(forms.items(), key=lambda item: (-item[1], item[0]))
        ),
        role=learnt.role if learnt else None,
        is_certain=learnt is None or actor_id in registry or _is_certain(learnt, seen),
    )


def _is_certain(learnt: Learnt, seen: Sequence[Sighting]) -> bool:
    """Whether more than the form of a name in one place says that somebody of this name acts.

    A person of one name may be anybody in another article, two or three capitals are initials as often as an
    organisation, and a learnt place does not act.
    """
    is_one_word = " " not in learnt.label
    if learnt.kind == "place" or (learnt.kind == "person" and is_one_word):
        return False
    if learnt.is_cued:
        return learnt.margin >= _CUED_MARGIN
    is_short = is_one_word and learnt.label.isupper() and len(learnt.label) <= _MAX_INITIALS
    return len(seen) > 1 and not is_short and learnt.margin >= _SURE_MARGIN
