"""Answering a request on one snapshot: matching, relaxing, filters, facets and the page, put together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from search.engines.whoosh.columns import Ints, Mask
from search.engines.whoosh.deadline import Deadline
from search.engines.whoosh.evaluator import Evaluator, Matches
from search.engines.whoosh.facets import count_facet, find_values
from search.engines.whoosh.filters import DATE, Filters, filters_of
from search.engines.whoosh.histogram import count_dates
from search.engines.whoosh.paging import Order, best_of_stories, order_of, page, rounded_scores
from search.engines.whoosh.view import IndexView
from search.engines.whoosh.words import WordReader
from search.errors import InvalidParameterError
from search.query import FACETS, Query, SearchRequest, relaxable
from search.results import Bucket, EngineResult, Facet, Histogram


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What a query and a request find: the matches of the query, and what the filters leave of them."""

    matches: Matches  # before the request's filters
    filters: Filters
    is_relaxed: bool

    def hits(self) -> Mask:
        """(documents,) what is answered."""
        return self.matches.mask & self.filters.all()

    def leaving_aside(self, facet: str) -> Mask:
        """(documents,) what the counts of `facet` are of."""
        return self.matches.mask & self.filters.leaving_aside(facet)


class Searcher:
    """Searches one state of an index within a time limit."""

    def __init__(self, view: IndexView, *, deadline: Deadline, max_expansions: int) -> None:
        self._view = view
        self._deadline = deadline
        self._evaluator = Evaluator(WordReader(view, deadline, max_expansions))

    def search(self, query: Query, request: SearchRequest, *, generation: str) -> EngineResult:
        """The page that the request asks for."""
        _check_facets(request)
        found = self._find(query, request)
        hits = np.flatnonzero(found.hits())
        order = order_of(found.matches, self._view.columns, request.sort)
        shown, following, is_changed = page(
            self._collapsed(hits, order, request), order, request, generation=generation
        )
        scores = rounded_scores(found.matches, len(self._view.live))
        return EngineResult(
            ids=tuple(order.ids[document] for document in shown),
            scores=tuple(float(scores[document]) for document in shown),
            total=len(hits),
            facets=tuple(self._facet(name, found, request) for name in request.facets if name != DATE),
            histogram=self._histogram(found, request) if DATE in request.facets else None,
            next=following,
            relaxed=found.is_relaxed,
            index_changed=is_changed,
            generation=generation,
        )

    def in_order(self, query: Query, request: SearchRequest) -> Iterator[int]:
        """The documents of all hits in the order of the request, from its first page on."""
        found = self._find(query, request)
        order = order_of(found.matches, self._view.columns, request.sort)
        return order.sorted(self._collapsed(np.flatnonzero(found.hits()), order, request))

    def facet_values(
        self, query: Query, request: SearchRequest, facet: str, *, contains: str, limit: int
    ) -> tuple[Bucket, ...]:
        """The buckets of a facet whose value or label has words that begin with those of `contains`."""
        _check_value_facet(facet, "facet")
        return find_values(
            facet,
            self._view.columns.values[facet],
            self._find(query, request).leaving_aside(facet),
            request.selection(facet),
            contains=contains,
            limit=limit,
            deadline=self._deadline,
        )

    def _find(self, query: Query, request: SearchRequest) -> _Found:
        filters = filters_of(request, self._view.columns)
        if request.match == "any":
            return _Found(matches=self._evaluator.relaxed(query, at_least=1), filters=filters, is_relaxed=False)
        found = _Found(matches=self._evaluator.matches(query), filters=filters, is_relaxed=False)
        if request.match == "all" or not relaxable(query) or found.hits().any():
            return found
        return _Found(matches=self._evaluator.relaxed(query), filters=filters, is_relaxed=True)

    def _collapsed(self, hits: Ints, order: Order, request: SearchRequest) -> Ints:
        return hits if request.collapse is None else best_of_stories(hits, order, self._view.columns)

    def _facet(self, name: str, found: _Found, request: SearchRequest) -> Facet:
        self._deadline.check()
        column = self._view.columns.values[name]
        return count_facet(name, column, found.leaving_aside(name), request.selection(name), size=request.facet_size)

    def _histogram(self, found: _Found, request: SearchRequest) -> Histogram:
        self._deadline.check()
        return count_dates(self._view.columns, found.leaving_aside(DATE), request)


def _check_facets(request: SearchRequest) -> None:
    for name in request.facets:
        if name != DATE:
            _check_value_facet(name, "facets")


def _check_value_facet(name: str, parameter: str) -> None:
    if name not in FACETS:
        raise InvalidParameterError(
            f"{parameter}={name!r} is no facet; there are {', '.join(FACETS)}", parameter=parameter
        )
