"""tantivy, by its Python binding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import tantivy

from search.query import And, Everything, Not, Or, Phrase, Prefix, Query, SearchRequest, Term, TextField, Word
from tests.benchmarks.answer import BUCKETS, WEIGHTS, Answer, Ready, highest
from tests.benchmarks.prepared import Prepared
from tests.benchmarks.shapes import Shape

_HEAP_BYTES = 512_000_000
_TERMS = {name: {"terms": {"field": name, "size": BUCKETS, "segment_size": 1_000}} for name in ("outlet", "actor")}
_AGGREGATIONS = _TERMS | {"month": {"histogram": {"field": "month", "interval": 1, "min_doc_count": 1}}}
_MUST, _SHOULD, _MUST_NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot


class Tantivy:
    """An index with the four text fields cut at spaces, and fast fields for outlet, actor, day and month."""

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        for field in WEIGHTS:
            builder.add_text_field(field, tokenizer_name="whitespace")
        for field in ("outlet", "actor"):
            builder.add_text_field(field, fast=True, tokenizer_name="raw")
        for field in ("day", "month"):
            builder.add_integer_field(field, indexed=True, fast=True)
        self._schema = builder.build()
        self._folder = folder
        self._index = tantivy.Index(self._schema, path=str(folder))
        self._writer = self._index.writer(heap_size=_HEAP_BYTES, num_threads=1)

    def add(self, articles: Sequence[Prepared]) -> None:
        for article in articles:
            self._writer.add_document(_document(article))

    def finish(self) -> None:
        self._writer.commit()

    def settle(self) -> None:
        """Wait for merges; nothing can be added after."""
        self._writer.wait_merging_threads()
        self._index.reload()

    def ready(self, shape: Shape) -> Ready:
        searcher = self._index.searcher()
        bare = self._query(shape.query)
        query = self._filtered(bare, shape.request, leaving_aside="")
        order = {"order_by_field": "day"} if _is_by_date(shape) else {}
        aside = _aside(shape.request)

        def plain() -> Any:
            found = searcher.search(query, 10, **order)
            return found.count, [searcher.doc(address)["id"][0] for _, address in found.hits], None

        def faceted() -> Any:
            total, ids, _ = plain()
            if aside is None:
                return total, ids, searcher.aggregate(query, _AGGREGATIONS)
            own = {name: wanted for name, wanted in _AGGREGATIONS.items() if name == aside}
            others = {name: wanted for name, wanted in _AGGREGATIONS.items() if name != aside}
            return total, ids, searcher.aggregate(query, others) | searcher.aggregate(bare, own)

        return Ready(plain, faceted, _read)

    def describe(self) -> str:
        return f"{tantivy.__version__}, {self._index.searcher().num_segments} segments"

    def bytes(self) -> int:
        return sum(path.stat().st_size for path in self._folder.iterdir())

    def close(self) -> None:
        """Nothing can be closed: files are let go of with the last reference."""

    def _query(self, query: Query) -> Any:
        match query:
            case Word():
                return _any_of([self._found(a, f) for f in query.fields for a in query.alternatives])
            case And(children):
                return self._all(children)
            case Or(children):
                return _any_of([self._query(child) for child in children])
            case Not(child):
                return tantivy.Query.boolean_query(
                    [(_MUST, tantivy.Query.all_query()), (_MUST_NOT, self._query(child))]
                )
            case Everything():
                return tantivy.Query.all_query()
        raise ValueError(f"no shape has {query!r}")

    def _all(self, children: Sequence[Query]) -> Any:
        parts = []
        for child in children:
            if isinstance(child, Not):
                parts.append((_MUST_NOT, self._query(child.child)))
            else:
                is_optional = isinstance(child, Word) and child.is_optional
                parts.append((_SHOULD if is_optional else _MUST, self._query(child)))
        return tantivy.Query.boolean_query(parts)

    def _found(self, alternative: Any, field: TextField) -> Any:
        match alternative:
            case Term(text):
                name = alternative.field(field)
                found = tantivy.Query.term_query(self._schema, name, text)
            case Prefix(text):
                name = field
                found = tantivy.Query.regex_query(self._schema, name, re.escape(text) + ".*")
            case Phrase(elements):
                last = [element[-1] for element in elements]  # the stem, which also stands where the exact word does
                name = last[0].field(field)
                found = tantivy.Query.phrase_query(self._schema, name, [term.text for term in last])
        return tantivy.Query.boost_query(found, WEIGHTS[name])

    def _filtered(self, query: Any, request: SearchRequest, *, leaving_aside: str) -> Any:
        filters = []
        if request.date_from and request.date_to:
            days = (request.date_from.toordinal(), request.date_to.toordinal())
            filters.append(tantivy.Query.range_query(self._schema, "day", tantivy.FieldType.Integer, *days))
        for facet, selection in request.selections:
            [value] = selection.include
            filters.append(tantivy.Query.term_query(self._schema, facet, value))
        silent = [(_MUST, tantivy.Query.const_score_query(one, 0.0)) for one in filters]
        return tantivy.Query.boolean_query([(_MUST, query), *silent]) if silent else query


def _is_by_date(shape: Shape) -> bool:
    return shape.request.sort == "newest" or isinstance(shape.query, Everything)


def _aside(request: SearchRequest) -> str | None:
    """The facet whose counts leave its own choice aside; of dates that changes nothing, as the range stays."""
    return request.selections[0][0] if request.selections else None


def _any_of(queries: Sequence[Any]) -> Any:
    return tantivy.Query.boolean_query([(_SHOULD, query) for query in queries])


def _document(article: Prepared) -> Any:
    values: dict[str, Any] = {
        "id": article.id,
        "title": article.title,
        "body": article.body,
        "title_id": article.title_id,
        "body_id": article.body_id,
        "outlet": article.outlet,
        "actor": list(article.actors),
    }
    if article.day is not None:
        values |= {"day": article.day, "month": article.month}
    return tantivy.Document(**values)


def _read(found: Any) -> Answer:
    total, _, facets = found
    if facets is None:
        return Answer(total=total)
    return Answer(
        total=total,
        outlet=highest(bucket["doc_count"] for bucket in facets["outlet"]["buckets"]),
        actor=highest(bucket["doc_count"] for bucket in facets["actor"]["buckets"]),
        months={
            int(bucket["key"]): bucket["doc_count"] for bucket in facets["month"]["buckets"] if bucket["doc_count"]
        },
    )
