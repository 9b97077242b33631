"""The filters of a request: what its facet choices and dates leave of the articles.

Facets count past their own choices, so the masks are kept apart by facet and put together as asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from search.engines.whoosh.columns import Columns, Mask
from search.engines.whoosh.evaluator import having, within
from search.errors import InvalidParameterError
from search.query import ALL_OF_FACETS, FACETS, NONE, SearchRequest, Selection

DATE = "date"


def values_of(facet: str, choice: str) -> frozenset[str]:
    """The values that a chosen value stands for: several where it is "a|b" of an all-of facet."""
    return frozenset(choice.split("|")) if facet in ALL_OF_FACETS else frozenset((choice,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """The masks of a request: (documents,) of every facet that something is chosen in."""

    included: dict[str, Mask]
    excluded: dict[str, Mask]  # marks what the exclusions leave
    size: int

    def all(self) -> Mask:
        """What passes all filters."""
        return self._product([*self.included.values(), *self.excluded.values()])

    def leaving_aside(self, facet: str) -> Mask:
        """What passes all filters but those that the counts of `facet` leave aside."""
        kept = [mask for name, mask in self.included.items() if name != facet or name in ALL_OF_FACETS]
        return self._product([*kept, *(mask for name, mask in self.excluded.items() if name != facet)])

    def _product(self, masks: Iterable[Mask]) -> Mask:
        result = np.ones(self.size, dtype=np.bool_)
        for mask in masks:
            result &= mask
        return result


def filters_of(request: SearchRequest, columns: Columns) -> Filters:
    """The masks of the request's choices; InvalidParameterError names one that cannot be."""
    included: dict[str, Mask] = {}
    excluded: dict[str, Mask] = {}
    for facet, selection in request.selections:
        if facet == DATE:
            _filter_undated(selection, columns, included, excluded)
            continue
        _check(facet)
        masks = [having(columns, facet, values_of(facet, choice)) for choice in selection.include]
        if masks:
            combine = np.logical_and if facet in ALL_OF_FACETS else np.logical_or
            included[facet] = combine.reduce(masks)
        if selection.exclude:
            excluded[facet] = ~np.logical_or.reduce(
                [having(columns, facet, values_of(facet, choice)) for choice in selection.exclude]
            )
    if request.date_from or request.date_to:
        dates = within(columns, request.date_from, request.date_to, is_precise=request.is_precise)
        included[DATE] = included[DATE] & dates if DATE in included else dates
    return Filters(included=included, excluded=excluded, size=len(columns))


def _filter_undated(
    selection: Selection, columns: Columns, included: dict[str, Mask], excluded: dict[str, Mask]
) -> None:
    unknown = (selection.include | selection.exclude) - {NONE}
    if unknown:
        raise InvalidParameterError(
            f"date={min(unknown)!r} is no choice; only {NONE!r} is, days go into from and to", parameter=DATE
        )
    undated = columns.start == 0
    if selection.include:
        included[DATE] = undated
    if selection.exclude:
        excluded[DATE] = ~undated


def _check(facet: str) -> None:
    if facet not in FACETS:
        raise InvalidParameterError(f"there is no facet {facet!r}; there are {', '.join(FACETS)}", parameter=facet)
