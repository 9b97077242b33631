"""Who is who: from an actor id to its label and forms, and from a name to the ids it may mean.

The packaged lists are read once (`default_registry`); an owner may lay files of the same shape over them
(`load_registry`). Names of countries in all other languages are CLDR's, taken one language at a time when asked for.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from search.actors.actor import Actor, Form, kind_of
from search.actors.cldr import LANGUAGES, country_names, written_name, written_names
from search.actors.ids import readable
from search.actors.loading import ActorFile, Same, packaged_files, read_files
from search.folding import fold_name
from search.model import ActorKind

HOME_COUNTRY = "country:ID"
_USUAL_LANGUAGES = ("id", "en", "ms")  # whose country names every look-up tries first
_LABEL_FALLBACKS = ("", "en", "id")


class ActorRegistry:
    """The known actors. Ids that it does not know have a kind and a readable label all the same."""

    def __init__(self, listed: ActorFile, *, home: str = HOME_COUNTRY) -> None:
        self.home = home
        self._listed = listed
        self._actors = _with_accepted(listed)
        self._blocked = listed.blocked

    def __contains__(self, actor_id: object) -> bool:
        return actor_id in self._actors

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._actors.values())

    def __len__(self) -> int:
        return len(self._actors)

    @property
    def blocked(self) -> tuple[str, ...]:
        """Phrases that hold a form of an actor and mean something else ("Washington Post")."""
        return self._blocked

    @property
    def listed(self) -> ActorFile:
        """What the files say, as they stand."""
        return self._listed

    def get(self, actor_id: str) -> Actor | None:
        """The actor of this id, if it is listed."""
        return self._actors.get(actor_id)

    def is_home_country(self, actor_id: str) -> bool:
        """Whether this is the archive's own country, which stands last in its facet."""
        return actor_id == self.home

    def kind(self, actor_id: str) -> ActorKind | None:
        """The kind that the id says, listed or not; None for what is no actor id."""
        return kind_of(actor_id)

    def label(self, actor_id: str, language: str = "id") -> str:
        """What a page in `language` calls this actor: the list's word, else CLDR's, else one made of the id."""
        actor = self._actors.get(actor_id)
        if actor is None:
            return readable(actor_id)
        if language in actor.labels:
            return actor.labels[language]
        if actor.kind == "country" and (name := country_names(language).get(_code(actor_id))):
            return written_name(name) or name
        labels = (actor.labels.get(fallback) for fallback in _LABEL_FALLBACKS)
        return next((label for label in labels if label), readable(actor_id))

    def aliases(self, actor_id: str, language: str | None = None) -> tuple[str, ...]:
        """The forms of this actor, names first: those of `language` and of any language, or all listed ones."""
        actor = self._actors.get(actor_id)
        if actor is None:
            return ()
        languages = _USUAL_LANGUAGES if language is None else (language,)
        forms = [form for form in actor.forms if language is None or form.language in (None, language)]
        return tuple(dict.fromkeys(form.text for form in (*forms, *_cldr_forms(actor, languages))))

    def find(self, name: str) -> tuple[str, ...]:
        """The ids, sorted, that `name` may mean in any language; more than one when it is ambiguous."""
        folded = fold_name(name)
        if not folded:
            return ()
        return self._usual_index.get(folded) or self._full_index.get(folded, ())

    def forms(self, languages: Collection[str] | None = None) -> Iterator[tuple[Form, Actor]]:
        """Every form of every actor that a text in one of `languages` may hold (None: all listed, and CLDR's usual)."""
        for actor in self._actors.values():
            for form in actor.forms:
                if languages is None or form.language is None or form.language in languages:
                    yield form, actor
            for form in _cldr_forms(actor, _USUAL_LANGUAGES if languages is None else languages):
                yield form, actor

    @functools.cached_property
    def _usual_index(self) -> Mapping[str, tuple[str, ...]]:
        return _index(self.forms())

    @functools.cached_property
    def _full_index(self) -> Mapping[str, tuple[str, ...]]:
        return _index(self.forms(LANGUAGES))


def _with_accepted(listed: ActorFile) -> Mapping[str, Actor]:
    """The actors, with the names that were accepted as theirs; who is in no list gets an entry of his own."""
    if not listed.same:
        return listed.actors
    actors = dict(listed.actors)
    aliases = {same.id: same for same in listed.same}
    for same in listed.same:
        last = same
        for _ in aliases:  # an alias of an alias; as many steps as there are entries end a circle
            last = aliases.get(last.actor, last)
        actor = actors.get(last.actor) or _unlisted(last)
        form = Form(text=same.name)
        if all(form.text != known.text for known in actor.forms):
            actors[actor.id] = replace(actor, forms=(*actor.forms, form))
    return MappingProxyType(actors)


def _unlisted(same: Same) -> Actor:
    kind = kind_of(same.actor)
    assert kind is not None
    label = same.label or readable(same.actor)
    name = Form(text=label, reason="name")
    return Actor(id=same.actor, kind=kind, labels=MappingProxyType({"": label}), forms=(name,))


def _index(forms: Iterator[tuple[Form, Actor]]) -> Mapping[str, tuple[str, ...]]:
    ids: dict[str, set[str]] = {}
    for form, actor in forms:
        ids.setdefault(fold_name(form.text), set()).add(actor.id)
    return {name: tuple(sorted(found)) for name, found in ids.items()}


def _code(actor_id: str) -> str:
    return actor_id.partition(":")[2]


def _cldr_forms(actor: Actor, languages: Collection[str]) -> Iterator[Form]:
    """CLDR's names of a country, where they are words that a text would hold and the list has not said them."""
    if actor.kind != "country":
        return
    for language in languages:
        for name in written_names(language).get(_code(actor.id), ()):
            form = Form(text=name, language=language, reason="name", ambiguous=name in actor.ambiguous)
            if form not in actor.forms:
                yield form


@functools.cache
def default_registry() -> ActorRegistry:
    """The packaged lists, read once."""
    return ActorRegistry(read_files(packaged_files()))


def load_registry(*paths: Path | str, home: str = HOME_COUNTRY) -> ActorRegistry:
    """The packaged lists with the owner's files laid over them: an entry of theirs replaces ours of the same id.

    Raises RegistryError naming the file and the entry.
    """
    return ActorRegistry(read_files((*packaged_files(), *(Path(path) for path in paths))), home=home)
