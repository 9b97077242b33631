"""`python -m indexer actors`: which actors that the articles taught are one, decided by the owner of the archive."""

from __future__ import annotations

import json
from contextlib import closing
from typing import Any

import click
import msgspec

from indexer import maintenance
from indexer.likeness import Suggestion, seen_actors, suggestions
from indexer.options import open_engine, settings_from, settings_options
from indexer.report import visible
from search.actors import ActorRegistry, own, registry_beside
from search.actors.loading import Same
from search.engines.base import Engine
from search.errors import InvalidParameterError
from search.query import Everything, Filter, SearchRequest


@click.group()
def actors() -> None:
    """Find names that may be one actor, and say which are."""


@actors.command()
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="most pairs shown")
@click.option("--json", "as_json", is_flag=True, help="print one JSON list")
@settings_options
def suggest(*, limit: int, as_json: bool, **given: Any) -> None:
    """List pairs of actors of the index that may be one; nothing is changed.

    Accept a pair by `actors accept ALIAS ACTOR`, or have it left out from now on by `actors reject ALIAS ACTOR`.
    """
    settings = settings_from(given)
    with closing(open_engine(settings)) as engine:
        seen = seen_actors(engine.scan(Everything(), SearchRequest(sort="newest")))
    found = suggestions(seen, registry_beside(settings.index))
    if as_json:
        click.echo(json.dumps(msgspec.to_builtins(found[:limit]), ensure_ascii=False))
        return
    for suggestion in found[:limit]:
        click.echo(visible(_line(suggestion)))
    click.echo(f"{len(found)} pairs may be one" + (f"; the first {limit} are shown" if len(found) > limit else ""))


@actors.command()
@click.argument("alias", metavar="ALIAS")
@click.argument("actor", metavar="ACTOR")
@settings_options
def accept(alias: str, actor: str, **given: Any) -> None:
    """Make ALIAS a name of ACTOR, both ids, in the index and in what is added or rebuilt from now on."""
    settings = settings_from(given)
    registry = registry_beside(settings.index)
    _check(alias, actor, registry)
    if alias in registry:
        raise InvalidParameterError(
            f"{alias} is in the registry; only a name that articles taught can become an alias", parameter="alias"
        )
    with closing(open_engine(settings)) as engine:
        name = _label(engine, alias)
        label = registry.label(actor) if actor in registry else _label(engine, actor)
        same = Same(id=alias, name=name, actor=actor, label="" if actor in registry else label)
        own.accept(settings.index, same)
        changed = maintenance.merge_actor(engine, alias, actor, label=label)
    click.echo(visible(f"{name} is {label} in {changed} articles; kept in {settings.index / own.FILE_NAME}"))


@actors.command()
@click.argument("alias", metavar="ALIAS")
@click.argument("actor", metavar="ACTOR")
@settings_options
def reject(alias: str, actor: str, **given: Any) -> None:
    """Suggest no longer that ALIAS and ACTOR, both ids, are one."""
    settings = settings_from(given)
    _check(alias, actor, registry_beside(settings.index))
    with closing(open_engine(settings)):  # the file belongs to an index that is there
        own.reject(settings.index, (alias, actor))
    click.echo(visible(f"{alias} and {actor} are two; kept in {settings.index / own.FILE_NAME}"))


def _check(alias: str, actor: str, registry: ActorRegistry) -> None:
    for actor_id in (alias, actor):
        if registry.kind(actor_id) is None:
            raise InvalidParameterError(f"{actor_id!r} is no id of an actor, such as person:john-kirby", parameter="id")
    if alias == actor or registry.kind(alias) != registry.kind(actor):
        raise InvalidParameterError(f"{alias} and {actor} are no two ids of one kind", parameter="id")


def _label(engine: Engine, actor_id: str) -> str:
    """What articles call the actor; InvalidParameterError where none names it."""
    query = Filter(field="actor", values=frozenset({actor_id}))
    for article in engine.scan(query, SearchRequest(sort="newest", size=1)):
        return next(one.label for one in article.actors if one.actor_id == actor_id)
    raise InvalidParameterError(f"no article names {actor_id}; see: python -m indexer actors suggest", parameter="id")


def _line(one: Suggestion) -> str:
    company = f", {one.companions} companions" if one.companions else ""
    return (
        f"{one.alias} -> {one.actor}  ({one.alias_label}, {one.alias_articles} articles; "
        f"{one.actor_label}, {one.actor_articles}; {one.likeness}{company})"
    )
