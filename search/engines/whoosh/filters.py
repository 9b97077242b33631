"""The filters of a request: what its facet choices and dates leave of the articles.

Facets count past their own choices, so the masks are kept apart by facet and put together as asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from search.engines.whoosh.matches import Mask
from search.engines.whoosh.view import IndexView
from search.errors import InvalidParameterError
from search.query import ALL_OF_FACETS, FACETS, NONE, SearchRequest, Selection

DATE = "date"


def having(view: IndexView, field: str, values: frozenset[str]) -> Mask:
    """(documents,) whether the live document has one of `values`; NONE among them is for having no value."""

    def make() -> Mask:
        column = view.column(field)
        mask = column.having_any(values - {NONE})
        return mask | column.lacking if NONE in values else mask

    return view.remembered(("having", field, values), make)


def within(view: IndexView, start: date | None, end: date | None, *, is_precise: bool) -> Mask:
    """(documents,) whether the span overlaps [start, end], or lies inside when `is_precise`; never when undated."""

    def make() -> Mask:
        first = start.toordinal() if start else 1
        last = end.toordinal() if end else date.max.toordinal()
        dates = view.dates
        return (dates.inside(first, last) if is_precise else dates.overlapping(first, last)) & view.live

    return view.remembered(("within", start, end, is_precise), make)


def values_of(facet: str, choice: str) -> frozenset[str]:
    """The values that a chosen value stands for: several where it is "a|b" of an all-of facet."""
    return frozenset(choice.split("|")) if facet in ALL_OF_FACETS else frozenset((choice,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """The masks of a request: (documents,) of every facet that something is chosen in."""

    included: dict[str, Mask]
    excluded: dict[str, Mask]  # marks what the exclusions leave

    def all(self) -> Mask | None:
        """What passes all filters; None where there are none."""
        return _product([*self.included.values(), *self.excluded.values()])

    def leaving_aside(self, facet: str) -> Mask | None:
        """What passes all filters but those that the counts of `facet` leave aside; None where none are left."""
        kept = [mask for name, mask in self.included.items() if name != facet or name in ALL_OF_FACETS]
        return _product([*kept, *(mask for name, mask in self.excluded.items() if name != facet)])

    def concern(self, facet: str) -> bool:
        """Whether the counts of `facet` leave aside any of the filters."""
        return facet in self.excluded or (facet in self.included and facet not in ALL_OF_FACETS)


def _product(masks: Iterable[Mask]) -> Mask | None:
    every = list(masks)
    return np.logical_and.reduce(every) if len(every) > 1 else every[0] if every else None


def filters_of(request: SearchRequest, view: IndexView) -> Filters:
    """The masks of the request's choices; InvalidParameterError names one that cannot be."""
    included: dict[str, Mask] = {}
    excluded: dict[str, Mask] = {}
    for facet, selection in request.selections:
        if facet == DATE:
            _filter_undated(selection, view, included, excluded)
            continue
        _check(facet)
        masks = [having(view, facet, values_of(facet, choice)) for choice in selection.include]
        if masks:
            combine = np.logical_and if facet in ALL_OF_FACETS else np.logical_or
            included[facet] = combine.reduce(masks)
        if selection.exclude:
            excluded[facet] = ~np.logical_or.reduce(
                [having(view, facet, values_of(facet, choice)) for choice in selection.exclude]
            )
    if request.date_from or request.date_to:
        dates = within(view, request.date_from, request.date_to, is_precise=request.is_precise)
        included[DATE] = included[DATE] & dates if DATE in included else dates
    return Filters(included=included, excluded=excluded)


def _filter_undated(
    selection: Selection, view: IndexView, included: dict[str, Mask], excluded: dict[str, Mask]
) -> None:
    unknown = (selection.include | selection.exclude) - {NONE}
    if unknown:
        raise InvalidParameterError(
            f"date={min(unknown)!r} is no choice; only {NONE!r} is, days go into from and to", parameter=DATE
        )
    undated = view.dates.undated
    if selection.include:
        included[DATE] = undated
    if selection.exclude:
        excluded[DATE] = ~undated


def _check(facet: str) -> None:
    if facet not in FACETS:
        raise InvalidParameterError(f"there is no facet {facet!r}; there are {', '.join(FACETS)}", parameter=facet)
