"""Answering a request on one snapshot: matching, relaxing, filters, facets and the page, put together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from search.engines.whoosh.deadline import Deadline
from search.engines.whoosh.evaluator import Evaluator
from search.engines.whoosh.facets import count_facet, find_values
from search.engines.whoosh.filters import DATE, Filters, filters_of
from search.engines.whoosh.histogram import count_dates
from search.engines.whoosh.matches import Matches, Sparse, documents_of, scores_at, where
from search.engines.whoosh.paging import best_of_stories, order_of, page
from search.engines.whoosh.view import IndexView
from search.engines.whoosh.words import WordReader
from search.errors import InvalidParameterError
from search.query import FACETS, Query, SearchRequest, relaxable
from search.results import Bucket, EngineResult, Facet, Histogram


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What a query and a request find: the matches of the query, and what the filters leave of them."""

    matches: Matches  # before the request's filters
    hits: Matches  # what is answered
    filters: Filters
    is_relaxed: bool

    def leaving_aside(self, facet: str) -> Matches:
        """What the counts of `facet` are of."""
        if not self.filters.concern(facet):
            return self.hits
        mask = self.filters.leaving_aside(facet)
        return self.matches if mask is None else where(self.matches, mask)


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
        order = order_of(self._collapsed(found.hits, request), self._view, request.sort)
        shown = page(order, request, generation=generation)
        return EngineResult(
            ids=tuple(map(self._view.id_of, shown.documents)),
            scores=shown.scores,
            total=len(found.hits),
            facets=tuple(self._facet(name, found, request) for name in request.facets if name != DATE),
            histogram=self._histogram(found, request) if DATE in request.facets else None,
            next=shown.following,
            relaxed=found.is_relaxed,
            index_changed=shown.is_changed,
            generation=generation,
        )

    def in_order(self, query: Query, request: SearchRequest) -> Iterator[int]:
        """The documents of all hits in the order of the request, from its first page on."""
        hits = self._collapsed(self._find(query, request).hits, request)
        return order_of(hits, self._view, request.sort).sorted(documents_of(hits))

    def facet_values(
        self, query: Query, request: SearchRequest, facet: str, *, contains: str, limit: int
    ) -> tuple[Bucket, ...]:
        """The buckets of a facet whose value or label has words that begin with those of `contains`."""
        _check_value_facet(facet, "facet")
        return find_values(
            facet,
            self._view.column(facet),
            self._find(query, request).leaving_aside(facet),
            request.selection(facet),
            contains=contains,
            limit=limit,
            deadline=self._deadline,
        )

    def _find(self, query: Query, request: SearchRequest) -> _Found:
        filters = filters_of(request, self._view)
        if request.match == "any":
            return _found(self._evaluator.relaxed(query, least=1), filters)
        found = _found(self._evaluator.matches(query), filters)
        if request.match == "all" or len(found.hits) or not relaxable(query):
            return found
        return _found(self._evaluator.relaxed(query), filters, is_relaxed=True)

    def _collapsed(self, hits: Matches, request: SearchRequest) -> Matches:
        """The best hit of each story, where that is asked for."""
        if request.collapse is None:
            return hits
        documents = best_of_stories(order_of(hits, self._view, request.sort), self._deadline)
        return Sparse(documents, None if hits.scores is None else scores_at(hits, documents))

    def _facet(self, name: str, found: _Found, request: SearchRequest) -> Facet:
        self._deadline.check()
        return count_facet(
            name,
            self._view.column(name),
            found.leaving_aside(name),
            request.selection(name),
            size=request.facet_size,
            deadline=self._deadline,
        )

    def _histogram(self, found: _Found, request: SearchRequest) -> Histogram:
        self._deadline.check()
        return count_dates(self._view, found.leaving_aside(DATE), request)


def _found(matches: Matches, filters: Filters, *, is_relaxed: bool = False) -> _Found:
    mask = filters.all()
    hits = matches if mask is None else where(matches, mask)
    return _Found(matches=matches, hits=hits, filters=filters, is_relaxed=is_relaxed)


def _check_facets(request: SearchRequest) -> None:
    for name in request.facets:
        if name != DATE:
            _check_value_facet(name, "facets")


def _check_value_facet(name: str, parameter: str) -> None:
    if name not in FACETS:
        raise InvalidParameterError(
            f"{parameter}={name!r} is no facet; there are {', '.join(FACETS)}", parameter=parameter
        )
