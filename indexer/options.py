"""Command-line values -> checked ones: settings, archive names, mappings, defaults. Each wrong one names itself."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import click

from indexer.readers.fields import NAMES, FieldMap
from indexer.understand.language import declared_language
from search.dates import iso_span
from search.engines.base import Engine
from search.engines.whoosh import open_engine as open_whoosh
from search.errors import InvalidParameterError
from search.query import NONE
from search.settings import Settings, env_name

_Command = TypeVar("_Command", bound=Callable[..., Any])


def settings_options(command: _Command) -> _Command:
    """Give `command` a flag for every setting; they arrive as keyword arguments, None where not given."""
    for described in reversed(fields(Settings)):
        text = f"{described.metadata['help']} [{env_name(described.name)}; {described.default}]"
        kind = str if isinstance(described.default, Path) else type(described.default)
        flag = f"--{described.name.replace('_', '-')}"
        command = click.option(flag, described.name, type=kind, default=None, metavar="X", help=text)(command)
    return command


def settings_from(given: dict[str, Any]) -> Settings:
    """The settings of the environment, changed by flags; takes the flags out of `given`."""
    flags = {described.name: given.pop(described.name, None) for described in fields(Settings)}
    texts = {env_name(name): str(value) for name, value in flags.items() if value is not None}
    settings = Settings.from_env({**os.environ, **texts})
    zone(settings.timezone)
    return settings


def open_engine(settings: Settings, *, create: bool = False, check: bool = True) -> Engine:
    """The index of the settings; `check=False` also opens one that only a rebuild can use."""
    if settings.engine != "whoosh":
        raise InvalidParameterError(f"engine {settings.engine!r} is not there; there is whoosh", parameter="engine")
    return open_whoosh(settings, create=create, check=check)


def zone(name: str) -> ZoneInfo:
    """InvalidParameterError for a time zone that nobody knows."""
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError) as exc:
        raise InvalidParameterError(
            f"no time zone is called {name!r}; example: Asia/Jakarta", parameter="timezone"
        ) from exc


def archive_name(path: Path, given: str | None) -> str:
    """The name of the archive in `path`: as given, else its base name.

    A filter in an address writes "-x" for an exclusion, "a|b" for a choice and "none" for no value, so a name may
    be none of these.
    """
    name = path.resolve().name if given is None else given
    is_bad = not name.strip() or name.startswith("-") or name == NONE or "|" in name or not name.isprintable()
    if is_bad:
        raise InvalidParameterError(
            f"{name!r} cannot be the name of an archive: it may not be empty, begin with '-', be 'none', or hold '|' "
            "or control characters; choose another with --archive",
            parameter="archive",
        )
    return name


def field_map(assignments: Iterable[str]) -> FieldMap:
    """FIELD=COLUMN pairs as a mapping."""
    chosen = []
    for assignment in assignments:
        field, equals, column = (part.strip() for part in assignment.partition("="))
        if field not in NAMES or not equals or not column:
            raise InvalidParameterError(
                f"--map {assignment!r}: write FIELD=COLUMN; the fields are {', '.join(NAMES)}", parameter="map"
            )
        chosen.append((field, column))
    return FieldMap(chosen=tuple(chosen))


def run_defaults(
    *, outlet: str | None, language: str | None, published: str | None, timezone: str
) -> tuple[tuple[str, str], ...]:
    """What a run says for articles that do not say it, as `RawArticle.defaults`; wrong values are refused."""
    if outlet is not None and (not outlet.strip() or not outlet.isprintable()):
        raise InvalidParameterError(f"--outlet {outlet!r} is no name", parameter="outlet")
    if language is not None and declared_language(language) is None:
        raise InvalidParameterError(f"--language {language!r} is no language; example: id", parameter="language")
    if published is not None and iso_span(published) is None:
        raise InvalidParameterError(
            f"--published {published!r} is no date; write 2022-11-08, 2022-11 or 2022", parameter="published"
        )
    said = {"outlet": outlet, "language": language, "published": published}
    if timezone != Settings().timezone:  # kept, so that a rebuild without the flag reads times alike
        said["timezone"] = timezone
    return tuple((name, value.strip()) for name, value in said.items() if value is not None)
