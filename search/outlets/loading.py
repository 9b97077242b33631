"""From TOML to outlets.

Every file has the same shape, so an owner's own file looks like ours:

    [group]
    kompas = "Kompas"                        # houses: id = name

    [outlet."kompas.com"]
    name = "Kompas.com"
    group = "kompas"
    domains = ["kompas.com"]                 # left out where it is the id; "bbc.com/indonesia" is a part of a site
    forms = ["KOMPAS.com", "Kompascom"]      # how it writes itself, in datelines above all
    language = "id"
    country = "ID"
    agency = true                            # a news agency; left out where it is none

Every host below a domain is a section of that outlet, unless the host is listed as a domain itself: then it is a
newsroom (jateng.tribunnews.com).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any

from search.errors import RegistryError
from search.model import OutletRef

_TEXTS = ("name", "group", "language", "country")
_LISTS = ("domains", "forms")
_KEYS = frozenset({*_TEXTS, *_LISTS, "agency"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A newsroom as the registry knows it, or as far as its name says (`is_listed` False)."""

    id: str  # its domain, or a slug where it has none of its own
    name: str
    group: str | None = None  # id of the house
    domains: tuple[str, ...] = ()  # hosts, with what lies below them; may hold one path segment
    forms: tuple[str, ...] = ()  # other ways it is written
    language: str | None = None
    country: str | None = None  # ISO 3166 code
    is_agency: bool = False
    is_listed: bool = True

    @property
    def ref(self) -> OutletRef:
        """What an article keeps of it."""
        return OutletRef(id=self.id, name=self.name, group=self.group)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletFile:
    """What one or several files say; of two entries with one id the later one counts."""

    outlets: Mapping[str, Outlet]
    groups: Mapping[str, str]  # id to name


def read_files(files: Iterable[Traversable | Path]) -> OutletFile:
    """The outlets of all `files`. Raises RegistryError for what cannot be read, naming file and entry."""
    outlets: dict[str, Outlet] = {}
    groups: dict[str, str] = {}
    for file in files:
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise RegistryError(f"cannot read the outlets in {file}: {error}") from error
        read = parse(text, name=str(file))
        outlets.update(read.outlets)
        groups.update(read.groups)
    for outlet in outlets.values():
        if outlet.group is not None and outlet.group not in groups:
            raise RegistryError(f"outlet {outlet.id} is of the group {outlet.group!r}, which no [group] table names")
    return OutletFile(outlets=MappingProxyType(outlets), groups=MappingProxyType(groups))


def parse(toml: str, *, name: str) -> OutletFile:
    """The outlets in the text of one file; `name` is what errors call it."""
    try:
        tables = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise RegistryError(f"{name} is no TOML: {error}") from error
    if unknown := sorted(tables.keys() - {"group", "outlet"}):
        raise RegistryError(f'{name} has [{unknown[0]}]; it may have [group] and [outlet."..."]')
    groups, entries = tables.get("group", {}), tables.get("outlet", {})
    if not isinstance(groups, dict) or not all(isinstance(house, str) for house in groups.values()):
        raise RegistryError(f'{name}: [group] takes lines of id = "name"')
    if not isinstance(entries, dict):
        raise RegistryError(f"{name}: outlet is {entries!r}, not a table of outlets")
    outlets = {key: _outlet(key, entry, where=f'{name}: [outlet."{key}"]') for key, entry in entries.items()}
    return OutletFile(outlets=MappingProxyType(outlets), groups=MappingProxyType(groups))


def _outlet(key: str, entry: Any, *, where: str) -> Outlet:
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
        raise RegistryError(f"{where} needs a name")
    if unknown := sorted(entry.keys() - _KEYS):
        raise RegistryError(f"{where} has {', '.join(unknown)}; it may have {', '.join(sorted(_KEYS))}")
    for field in _TEXTS:
        if not isinstance(entry.get(field, ""), str):
            raise RegistryError(f"{where}: {field} is {entry[field]!r}, not a string")
    for field in _LISTS:
        if not _is_list_of_strings(entry.get(field, [])):
            raise RegistryError(f"{where}: {field} is {entry[field]!r}, not a list of strings")
    return Outlet(
        id=key,
        name=entry["name"],
        group=entry.get("group"),
        domains=tuple(domain.lower() for domain in entry.get("domains", [key] if "." in key else [])),
        forms=tuple(entry.get("forms", [])),
        language=entry.get("language"),
        country=entry.get("country"),
        is_agency=entry.get("agency") is True,
    )


def _is_list_of_strings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)
