"""What the registry says of one actor: who it is, and every form that it is written in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from search.model import ActorKind

FormReason = Literal["name", "alias", "acronym", "seat", "metonym", "adjective"]
"""A metonym is a city that is also its government; a seat ("Kremlin", "Gedung Putih") is always the institution."""

PREFIXES: Mapping[str, ActorKind] = MappingProxyType(
    {"country": "country", "org": "organisation", "person": "person", "place": "place"}
)
"""What stands before the colon of an actor id, and the kind it means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One way to write an actor.

    `cased` forms count only with exactly these capitals ("AS", never "as"). `ambiguous` ones also mean something
    else ("Georgia", "Demokrat"): seeing them is a hint that wants a second sign in the article.
    """

    text: str
    language: str | None = None  # None: in any language
    reason: FormReason = "alias"
    cased: bool = False
    ambiguous: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A country, organisation, person or place that the registry knows."""

    id: str  # country:KP, org:kcna, person:john-kirby, place:jawa-barat
    kind: ActorKind
    labels: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  # language to label
    forms: tuple[Form, ...] = ()  # the names first, then aliases, acronyms, adjectives, metonyms
    ambiguous: frozenset[str] = frozenset()  # forms, also those that CLDR adds, which mean something else too
    role: str | None = None  # of a person: "president", "spokesperson"; of an organisation: "ministry", "party"
    country: str | None = None  # the ISO 3166 code of whose it is
    years: tuple[int, int | None] | None = None  # in that role, first and last; no last where the list knows of none


def kind_of(actor_id: str) -> ActorKind | None:
    """The kind that the prefix of `actor_id` means; None when it has no such prefix."""
    prefix, colon, _ = actor_id.partition(":")
    return PREFIXES.get(prefix) if colon else None
