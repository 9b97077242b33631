"""Which outlet a name, a dateline or a web address means.

Names are compared folded, so that "KOMPAS.com", "kompas.com" and "www.kompas.com" are one. A house is no outlet: bare
"Kompas" finds all of the group, and an article that says no more is left at the group. An outlet in no list gets an id
of its name (`unlisted`).
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

from search.outlets.loading import Outlet, OutletFile, read_files
from search.outlets.unlisted import MAX_ID_CHARS, domain_of, joined, plain_host, unlisted_id

_MAX_URL_CHARS = 4096


class OutletRegistry:
    """The known outlets and houses."""

    def __init__(self, listed: OutletFile) -> None:
        self._outlets = listed.outlets
        self._groups = listed.groups
        self._by_domain = {domain: outlet for outlet in self for domain in outlet.domains}
        self._by_name = _names(self)
        self._groups_by_name = {joined(name): group for group, house in self._groups.items() for name in (group, house)}

    def __contains__(self, identifier: object) -> bool:
        return identifier in self._outlets

    def __iter__(self) -> Iterator[Outlet]:
        return iter(self._outlets.values())

    def __len__(self) -> int:
        return len(self._outlets)

    def get(self, identifier: str) -> Outlet | None:
        """The outlet of this id, if it is listed."""
        return self._outlets.get(identifier)

    def by_name(self, name: str) -> Outlet | None:
        """The one outlet that is called so or has this domain; None for a house, or when nobody or several are."""
        found = self._by_name.get(joined(name), ())
        if len(found) == 1:
            return self._outlets[found[0]]
        return self.by_url(name) if not found and _looks_like_address(name) else None

    def by_url(self, url: str) -> Outlet | None:
        """The outlet whose site `url` is on: the newsroom where its host is one, else the outlet of the domain."""
        host, segment = _host_and_segment(url)
        while "." in host:
            found = self._by_domain.get(f"{host}/{segment}") or self._by_domain.get(host)
            if found:
                return found
            host = host.partition(".")[2]
        return None

    def find(self, name: str) -> tuple[Outlet, ...]:
        """Those that `name` may mean in a query, by id: outlets called so, or all of the house called so."""
        if outlet := self._outlets.get(name) or self.by_name(name):
            return (outlet,)
        folded = joined(name)
        if group := self._groups_by_name.get(folded):
            return tuple(sorted(self.of_group(group), key=lambda outlet: outlet.id))
        return tuple(self._outlets[identifier] for identifier in self._by_name.get(folded, ()))

    def of_group(self, group: str) -> tuple[Outlet, ...]:
        """The outlets of one house, in the order of the list."""
        return tuple(outlet for outlet in self if outlet.group == group)

    def label(self, identifier: str) -> str:
        """What a page calls the outlet or the house of this id; for one in no list, its id made readable."""
        if outlet := self._outlets.get(identifier):
            return outlet.name
        if identifier in self._groups:
            return self._groups[identifier]
        return identifier if "." in identifier else " ".join(word.capitalize() for word in identifier.split("-"))

    def group_label(self, group: str) -> str:
        """What a page calls the house of this id."""
        return self._groups.get(group) or self.label(group)

    def resolve(self, name: str) -> Outlet:
        """The outlet that a source calls `name`: listed, else the house, else a new one."""
        if outlet := self.by_name(name):
            return outlet
        if group := self._groups_by_name.get(joined(name)):
            return Outlet(id=group, name=self._groups[group], group=group, is_listed=False)
        return Outlet(id=self._unlisted_id(name), name=" ".join(name.split())[:MAX_ID_CHARS], is_listed=False)

    def _unlisted_id(self, name: str) -> str:
        """The id of one in no list: never that of a house or a name that somebody listed goes by."""
        identifier = unlisted_id(name)
        is_taken = identifier in self._by_name or identifier in self._groups_by_name or identifier in self._outlets
        return (domain_of(name) or identifier) if is_taken else identifier


def _names(outlets: OutletRegistry) -> Mapping[str, tuple[str, ...]]:
    """Folded and joined name to the ids, sorted, of those called so."""
    ids: dict[str, set[str]] = {}
    for outlet in outlets:
        hosts = (domain for domain in outlet.domains if "/" not in domain)
        for name in (outlet.id, outlet.name, *outlet.forms, *hosts):
            ids.setdefault(joined(name), set()).add(outlet.id)
    return {name: tuple(sorted(found)) for name, found in ids.items()}


def _looks_like_address(name: str) -> bool:
    return "." in name and not any(char.isspace() for char in name.strip())


def _host_and_segment(url: str) -> tuple[str, str]:
    """The host without www., m. or amp., and the first part of the path; both '' for what is no address."""
    address = url.strip()[:_MAX_URL_CHARS]
    if "://" not in address:
        address = f"//{address.removeprefix('//')}"
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return "", ""
    return plain_host(host), parts.path.lstrip("/").partition("/")[0].lower()


@functools.cache
def default_outlets() -> OutletRegistry:
    """The packaged list, read once."""
    return load_outlets()


def load_outlets(*paths: Path | str) -> OutletRegistry:
    """The packaged list with the owner's files laid over it: an entry of theirs replaces ours of the same id.

    Raises RegistryError naming the file and the entry.
    """
    packaged = resources.files("search.outlets").joinpath("outlets.toml")
    return OutletRegistry(read_files((packaged, *(Path(path) for path in paths))))
