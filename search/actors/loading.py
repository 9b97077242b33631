"""From TOML to actors.

Every file has the same shape, so an owner's own file looks like ours:

    [person.john-kirby]
    name = "John Kirby"                      # the label in every language, or { id = "...", en = "..." }
    label = "Kirby"                          # where newsrooms write another form than the full name, as KPK and PBB
    alias = ["Rear Admiral John Kirby"]      # in any language, or { any = [...], id = [...], ar = [...] }
    acronym = [...]                          # counts only with exactly these capitals
    adjective = { en = [...] }
    metonym = { id = [...], en = [...] }      # a city: its government, unless the text goes there
    seat = ["Kremlin"]                       # a house: always who sits in it
    ambiguous = ["..."]                      # forms of this actor that also mean something else
    role = "spokesperson"
    country = "US"
    years = [2022, 2025]                     # in that role; [2022]: no end is known

    [country.KP]
    [organisation.kcna]
    [place.jawa-barat]

At the top of a file may stand `codes`, the countries that need no entry of their own, and `blocked`, phrases that hold
a form and mean something else ("Washington Post"). Names of countries in other languages come from CLDR.

An owner's file may also say which actors that articles taught are one, and which only look so; the command
`actors accept` and `actors reject` write these at its end:

    [[same]]
    id = "person:jhon-kirby"
    name = "Jhon Kirby"
    actor = "person:john-kirby"
    label = "John Kirby"                     # needed where `actor` is in no list

    [[different]]
    actors = ["person:budi-santosa", "person:budi-santoso"]
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

from search.actors.actor import Actor, Form, FormReason, kind_of
from search.errors import RegistryError
from search.model import ActorKind

_PREFIX: Mapping[str, str] = MappingProxyType(
    {"country": "country", "organisation": "org", "person": "person", "place": "place"}
)
_REASONS: tuple[FormReason, ...] = get_args(FormReason)
_KEYS = frozenset({*_REASONS, "label", "ambiguous", "role", "country", "years"})
_ANY = "any"  # where a table names languages: in every one
_MAX_FORM_CHARS = 120
_MAX_ACRONYM_NAME = 3  # "PLN" is a name, but "pln" and "Pln" are not; "Nato" and "Asean" are written


@dataclass(frozen=True, slots=True, kw_only=True)
class Same:
    """What articles call `name` (its own id is `id`) is the actor `actor`, called `label` where no list has it."""

    id: str
    name: str
    actor: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorFile:
    """What one or several files say; of two entries with one id the later one counts."""

    actors: Mapping[str, Actor]
    blocked: tuple[str, ...] = ()
    same: tuple[Same, ...] = ()
    different: frozenset[frozenset[str]] = frozenset()  # pairs of ids


def packaged_files() -> tuple[Traversable, ...]:
    """The lists that come with Kliping, in a stable order."""
    folder = resources.files("search.actors")
    lists = (entry for entry in folder.iterdir() if entry.name.endswith(".toml") and entry.name != "titles.toml")
    return tuple(sorted(lists, key=lambda entry: entry.name))


def read_files(files: Iterable[Traversable | Path]) -> ActorFile:
    """The actors of all `files`. Raises RegistryError for what cannot be read, naming file and entry."""
    read = ActorFile(actors=MappingProxyType({}))
    for file in files:
        read = laid_over(read, parse(_text(file), name=str(file)))
    return read


def laid_over(below: ActorFile, above: ActorFile) -> ActorFile:
    """What both say; where they speak of one id, `above` counts."""
    return ActorFile(
        actors=MappingProxyType({**below.actors, **above.actors}),
        blocked=tuple(dict.fromkeys((*below.blocked, *above.blocked))),
        same=(*below.same, *above.same),
        different=below.different | above.different,
    )


def _text(file: Traversable | Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RegistryError(f"cannot read the actors in {file}: {error}") from error


def parse(toml: str, *, name: str) -> ActorFile:
    """The actors in the text of one file; `name` is what errors call it."""
    try:
        tables = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise RegistryError(f"{name} is no TOML: {error}") from error
    blocked = _texts(tables.pop("blocked", []), where=f"{name}: blocked")
    same = tuple(_same(tables.pop("same", []), where=f"{name}: [[same]]"))
    different = frozenset(_different(tables.pop("different", []), where=f"{name}: [[different]]"))
    codes = tables.pop("codes", "")
    if not isinstance(codes, str):
        raise RegistryError(f"{name}: codes is {codes!r}; it takes one string of country codes with spaces between")
    actors = {f"country:{code}": Actor(id=f"country:{code}", kind="country") for code in codes.split()}
    for actor in _actors(tables, name=name):
        actors[actor.id] = actor
    return ActorFile(actors=MappingProxyType(actors), blocked=blocked, same=same, different=different)


def _same(entries: Any, *, where: str) -> Iterator[Same]:
    for entry in _tables(entries, where=where):
        said = {"label": "", **entry}
        if said.keys() != {"id", "name", "actor", "label"} or not all(isinstance(text, str) for text in said.values()):
            raise RegistryError(f"{where} is {entry!r}; it has id, name, actor and perhaps label, each a string")
        if kind_of(said["id"]) is None or kind_of(said["id"]) != kind_of(said["actor"]) or not said["name"].strip():
            raise RegistryError(f"{where} is {entry!r}; id and actor are ids of one kind, such as person:john-kirby")
        yield Same(**said)


def _different(entries: Any, *, where: str) -> Iterator[frozenset[str]]:
    for entry in _tables(entries, where=where):
        ids = _texts(entry.get("actors"), where=where)
        if len(set(ids)) != 2 or len(entry) != 1:
            raise RegistryError(f"{where} is {entry!r}; it has actors, a list of two ids")
        yield frozenset(ids)


def _tables(entries: Any, *, where: str) -> list[dict[str, Any]]:
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise RegistryError(f"{where} is {entries!r}; write it in two brackets, once for each pair")
    return entries


def _actors(tables: Mapping[str, Any], *, name: str) -> Iterator[Actor]:
    for kind, entries in tables.items():
        if kind not in _PREFIX or not isinstance(entries, dict):
            raise RegistryError(f"{name}: [{kind}] is none of {', '.join(_PREFIX)}")
        for key, entry in entries.items():
            yield _actor(kind, key, entry, where=f"{name}: [{kind}.{key}]")  # type: ignore[arg-type]


def _actor(kind: ActorKind, key: str, entry: Any, *, where: str) -> Actor:
    if not isinstance(entry, dict):
        raise RegistryError(f"{where} is {entry!r}, not a table")
    if unknown := sorted(entry.keys() - _KEYS):
        raise RegistryError(f"{where} has {', '.join(unknown)}; it may have {', '.join(sorted(_KEYS))}")
    ambiguous = frozenset(_texts(entry.get("ambiguous", []), where=where))
    names = tuple(_forms("name", entry.get("name", {}), where=where))
    others = (form for reason in _REASONS[1:] for form in _forms(reason, entry.get(reason, {}), where=where))
    forms = (replace(form, ambiguous=form.text in ambiguous) for form in (*names, *others))
    return Actor(
        id=f"{_PREFIX[kind]}:{key}",
        kind=kind,
        labels=MappingProxyType(_labels(names, entry.get("label", {}), where=where)),
        forms=tuple(dict.fromkeys(forms)),
        ambiguous=ambiguous,
        role=_optional_text(entry.get("role"), where=where),
        country=_optional_text(entry.get("country"), where=where),
        years=_years(entry.get("years"), where=where),
    )


def _labels(names: Sequence[Form], label: Any, *, where: str) -> dict[str, str]:
    """By language what a page calls the actor: its first name there, or what `label` says instead."""
    labels = {form.language or "": form.text for form in reversed(names)}
    if isinstance(label, str):
        label = dict.fromkeys(labels, label)
    if not isinstance(label, dict):
        raise RegistryError(f"{where} label is {label!r}; it takes a string, or one by language")
    for language, text in label.items():
        [labels[language]] = _texts([text], where=f"{where} label")
    return labels


def _forms(reason: FormReason, value: Any, *, where: str) -> Iterator[Form]:
    """A string or list counts in any language, a table says for which language each is."""
    by_language = value if isinstance(value, dict) else {_ANY: value}
    for language, texts in by_language.items():
        listed = [texts] if isinstance(texts, str) else texts
        for text in _texts(listed, where=f"{where} {reason}"):
            cased = reason == "acronym" or (len(text) <= _MAX_ACRONYM_NAME and text.isupper())
            yield Form(text=text, language=None if language == _ANY else language, reason=reason, cased=cased)


def _texts(value: Any, *, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise RegistryError(f"{where} is {value!r}; it takes a list of strings")
    if wrong := [text for text in value if not text.strip() or len(text) > _MAX_FORM_CHARS]:
        raise RegistryError(f"{where} has {wrong[0][:80]!r}; a form has 1 to {_MAX_FORM_CHARS} characters")
    return tuple(value)


def _optional_text(value: Any, *, where: str) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise RegistryError(f"{where} has {value!r} where a string belongs")


def _years(value: Any, *, where: str) -> tuple[int, int | None] | None:
    if value is None:
        return None
    if not isinstance(value, list) or len(value) not in (1, 2) or not all(type(year) is int for year in value):
        raise RegistryError(f"{where} has years {value!r}; they are [first] or [first, last]")
    return (value[0], value[1] if len(value) == 2 else None)
