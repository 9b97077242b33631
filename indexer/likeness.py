"""Which actors that the articles taught may be one with another actor: suggestions for the owner, never a decision.

`seen_actors` walks through an archive once and notes of every person and organisation how it is called, in how many
articles, in whose company and under which acronyms. `suggestions` pairs each one that is in no list with the actors
that it looks like: another spelling, also in another script; a name without its initials; a part of a longer name; an
acronym and its full name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Literal

from search.actors import ActorRegistry
from search.actors.skeletons import latin, skeleton
from search.folding import fold_name
from search.model import Article

Likeness = Literal["acronym", "spelling", "script", "initials", "part"]

_KINDS = ("person", "organisation")
_MAX_COMPANIONS = 64  # of one actor; enough to know its company by
_MIN_RATIO = 0.84  # of two spellings in one script: "Dwi Sari" is not "Dewi Sri"
_MIN_LETTERS = 5  # of the consonants of a name, all words together
_SMALL_WORDS = frozenset({"dan", "di", "ke", "untuk", "of", "the", "and", "for", "dengan", "bagi"})
_MAX_ACRONYM = 8


@dataclass(slots=True, kw_only=True)
class Seen:
    """An actor as the archive has it."""

    id: str
    label: str
    kind: str
    articles: int = 0
    companions: Counter[str] = field(default_factory=Counter)
    acronyms: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """`alias`, which is in no list, may be `actor`; each with its label and the number of its articles."""

    alias: str
    alias_label: str
    alias_articles: int
    actor: str
    actor_label: str
    actor_articles: int
    likeness: Likeness
    companions: int  # actors that articles name beside the one and beside the other


def seen_actors(articles: Iterable[Article]) -> dict[str, Seen]:
    """The persons and organisations of `articles` by id."""
    seen: dict[str, Seen] = {}
    for article in articles:
        beside = [mention.actor_id for mention in article.actors if mention.kind != "country"]
        for mention in article.actors:
            if mention.kind not in _KINDS:
                continue
            one = seen.setdefault(mention.actor_id, Seen(id=mention.actor_id, label=mention.label, kind=mention.kind))
            one.articles += 1
            one.acronyms |= {reason.form for reason in mention.reasons if reason.kind == "acronym"}
            for other in beside:
                if other != one.id and (other in one.companions or len(one.companions) < _MAX_COMPANIONS):
                    one.companions[other] += 1
    return seen


def suggestions(seen: Mapping[str, Seen], registry: ActorRegistry) -> tuple[Suggestion, ...]:
    """The pairs that may be one, those of the most articles first; what the owner has decided is left out."""
    names = _Names(seen, registry)
    found: dict[frozenset[str], Suggestion] = {}
    for one in seen.values():
        if one.id in registry:
            continue
        for actor_id, likeness in names.like(one):
            pair = frozenset((one.id, actor_id))
            if pair not in found and pair not in registry.listed.different:
                found[pair] = names.suggestion(one, actor_id, likeness)
    return tuple(sorted(found.values(), key=lambda each: (-each.alias_articles, each.alias, each.actor)))


class _Names:
    """The names of all actors, seen or listed, by what a likeness compares."""

    def __init__(self, seen: Mapping[str, Seen], registry: ActorRegistry) -> None:
        self._seen = seen
        self._registry = registry
        self._by_skeleton: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)  # to ids and names
        self._by_part: dict[str, set[str]] = defaultdict(set)
        self._by_acronym: dict[str, set[str]] = defaultdict(set)
        for actor_id, name in self._all():
            self._by_skeleton[skeleton(name)].append((actor_id, name))
            if registry.kind(actor_id) == "person":
                for part in _parts(name):
                    self._by_part[part].add(actor_id)
            elif acronym := _initials(name):
                self._by_acronym[acronym].add(actor_id)
        for one in seen.values():
            for acronym in one.acronyms:
                self._by_acronym[acronym.upper()].add(one.id)

    def like(self, one: Seen) -> Iterator[tuple[str, Likeness]]:
        """The ids that `one` may be, and why."""
        yield from self._spelt_alike(one)
        if one.kind == "organisation" and one.label.isupper() and len(one.label) <= _MAX_ACRONYM:
            yield from (
                (actor_id, "acronym") for actor_id in _only(self._by_acronym.get(one.label, frozenset()), one.id)
            )
        if one.kind == "person":
            folded = fold_name(one.label)
            shared = 1 if " " in folded else 2  # a name of one word is anybody's
            for actor_id in _only(self._by_part.get(folded, frozenset()), one.id):
                if len(self._shared(one, actor_id)) >= shared:
                    yield actor_id, "part"

    def suggestion(self, one: Seen, actor_id: str, likeness: Likeness) -> Suggestion:
        """The less known of two that were learnt is the alias; a part is an alias of the whole."""
        other = self._seen.get(actor_id) or Seen(
            id=actor_id, label=self._registry.label(actor_id), kind=str(self._registry.kind(actor_id))
        )
        is_swapped = actor_id not in self._registry and likeness != "part" and other.articles < one.articles
        alias, actor = (other, one) if is_swapped else (one, other)
        return Suggestion(
            alias=alias.id,
            alias_label=alias.label,
            alias_articles=alias.articles,
            actor=actor.id,
            actor_label=actor.label,
            actor_articles=actor.articles,
            likeness=likeness,
            companions=len(self._shared(one, actor_id)),
        )

    def _spelt_alike(self, one: Seen) -> Iterator[tuple[str, Likeness]]:
        bones = skeleton(one.label)
        if sum(map(len, bones)) < _MIN_LETTERS:
            return
        for actor_id, name in self._by_skeleton.get(bones, ()):
            if actor_id == one.id or self._registry.kind(actor_id) != one.kind:
                continue
            if _is_latin(one.label) != _is_latin(name):
                yield actor_id, "script"
            elif len(fold_name(one.label).split()) != len(fold_name(name).split()):
                yield actor_id, "initials"
            elif SequenceMatcher(None, latin(one.label), latin(name)).ratio() >= _MIN_RATIO:
                yield actor_id, "spelling"

    def _shared(self, one: Seen, actor_id: str) -> Set[str]:
        other = self._seen.get(actor_id)
        return one.companions.keys() & other.companions.keys() if other else frozenset()

    def _all(self) -> Iterator[tuple[str, str]]:
        for one in self._seen.values():
            if one.id not in self._registry:
                yield one.id, one.label
        for actor in self._registry:
            if actor.kind in _KINDS:
                yield from ((actor.id, form.text) for form in actor.forms if form.reason in ("name", "alias"))


def _only(ids: Set[str], but: str) -> Iterator[str]:
    """The one id beside `but`; none where there are several."""
    others = ids - {but}
    if len(others) == 1:
        yield from others


def _parts(name: str) -> Iterator[str]:
    """What a text may shorten the name of a person to: its first or last words."""
    words = fold_name(name).split()
    for length in range(1, len(words)):
        yield " ".join(words[:length])
        yield " ".join(words[-length:])


def _initials(name: str) -> str:
    words = [word for word in fold_name(name).split() if word not in _SMALL_WORDS]
    return "".join(word[0] for word in words).upper() if len(words) > 2 else ""


def _is_latin(name: str) -> bool:
    """Whether nothing of `name` had to be put into Latin letters."""
    return latin(name) == fold_name(name)
