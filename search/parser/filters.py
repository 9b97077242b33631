"""`outlet:`, `actor:`, `date:` and their like: from what stands behind the colon to what an engine compares.

An id is taken as it is; a name is looked up in the registries; a name in no list becomes the id that understanding
would have given it. A name that several are called by is an error that lists them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from search.actors import ActorRegistry, kind_of, organisation_id, person_id, place_id, strip_titles
from search.dates import iso_span
from search.errors import QuerySyntaxError
from search.outlets import OutletRegistry
from search.query import NONE, DateFilter, Filter, FilterField, Not, Query


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterReader:
    """Reads the values of filters with the registries and the languages of the index."""

    actors: ActorRegistry
    outlets: OutletRegistry
    languages: Sequence[str]

    def read(self, field: str, value: str, *, position: int) -> Query:
        """The filter for `field`; QuerySyntaxError at `position` for a value that cannot be."""
        value = " ".join(value.split())
        if not value:
            raise QuerySyntaxError(f"{field}: has no value; write it behind the colon", position=position)
        if field == "date":
            return _date_filter(value, position=position)
        if value == NONE:
            values: Iterable[str] = (NONE,)
        else:
            values = self._values(field, value, position=position)
        return Filter(field=cast(FilterField, field), values=frozenset(values))

    def _values(self, field: str, value: str, *, position: int) -> Iterable[str]:
        match field:
            case "actor" | "speaker":
                return self._actor_ids(field, value, position=position)
            case "outlet":
                return self._outlet_ids(value, position=position)
            case "group":
                return (self._group_id(value, position=position),)
            case "source":
                return (self._source_id(value, position=position),)
            case "language":
                return (next((known for known in self.languages if known.lower() == value.lower()), value.lower()),)
            case _:
                return (value,)

    def _actor_ids(self, field: str, value: str, *, position: int) -> Iterable[str]:
        if kind_of(value.lower()) is not None:
            return (self._actor_id(value),)
        found = self.actors.find(value) or self.actors.find(strip_titles(value)[0])
        if len(found) > 1:
            raise _ambiguous(field, value, found, position=position)
        return found or _unlisted_actor_ids(strip_titles(value)[0], value, position=position)

    def _actor_id(self, value: str) -> str:
        """`value` with the case that ids have: codes of countries are in capitals."""
        prefix, _, rest = value.partition(":")
        cased = (f"{prefix.lower()}:{rest}" for rest in (rest, rest.upper(), rest.lower()))
        return next((actor_id for actor_id in cased if actor_id in self.actors), f"{prefix.lower()}:{rest}")

    def _outlet_ids(self, value: str, *, position: int) -> Iterable[str]:
        """One outlet; for the name of a house its newsrooms and what is known to be of the house, but no more."""
        found = self.outlets.find(value)
        groups = {outlet.group for outlet in found}
        if len(found) > 1 and (len(groups) > 1 or None in groups):
            raise _ambiguous("outlet", value, [outlet.id for outlet in found], position=position)
        ids = {outlet.id for outlet in found}
        return ids | {group for group in groups if group and len(found) > 1} or {self._named(value, position=position)}

    def _group_id(self, value: str, *, position: int) -> str:
        groups = {outlet.group for outlet in self.outlets.find(value)}
        [group] = groups if len(groups) == 1 else (None,)
        return group or self._named(value, position=position)

    def _source_id(self, value: str, *, position: int) -> str:
        outlet = self.outlets.get(value) or self.outlets.by_name(value)
        return outlet.id if outlet else self._named(value, position=position)

    def _named(self, value: str, *, position: int) -> str:
        identifier = self.outlets.resolve(value).id
        if not identifier:
            raise QuerySyntaxError(f"{value!r} is the name of nobody; it needs a letter or digit", position=position)
        return identifier


def _unlisted_actor_ids(name: str, value: str, *, position: int) -> Iterable[str]:
    """What an actor of this name may be called by understanding, whatever it took it for."""
    ids = (person_id(name), organisation_id(name), place_id(name))
    if ids[0] == person_id(""):
        raise QuerySyntaxError(f"{value!r} is the name of nobody; it needs a letter or digit", position=position)
    return ids


def _ambiguous(field: str, value: str, ids: Sequence[str], *, position: int) -> QuerySyntaxError:
    choices = ", ".join(f"{field}:{each}" for each in ids)
    return QuerySyntaxError(f"{field}:{value!r} may be several; write one of {choices}", position=position)


def _date_filter(value: str, *, position: int) -> Query:
    if value == NONE:
        return Not(DateFilter(start=None, end=None))
    first, dots, last = value.partition("..")
    start = _bound(first, value, position=position)
    end = _bound(last, value, position=position) if dots else start
    if start is None and end is None:
        raise _no_date(value, position=position)
    if start and end and start[0] > end[1]:
        raise QuerySyntaxError(f"date:{value} ends before it begins; exchange the two", position=position)
    return DateFilter(start=start[0] if start else None, end=end[1] if end else None)


def _bound(text: str, value: str, *, position: int) -> tuple[date, date] | None:
    """First and last day of one side of a range; None where it is open."""
    if not text.strip():
        return None
    span = iso_span(text)
    if span is None:
        raise _no_date(value, position=position)
    return span[:2]


def _no_date(value: str, *, position: int) -> QuerySyntaxError:
    return QuerySyntaxError(
        f"date:{value} is no date; examples: date:2022, date:2022-09..2022-11, date:2022-11-08.., date:none",
        position=position,
    )
