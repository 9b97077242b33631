"""Stock Whoosh: its own codec, writer, searcher and facets, over a plain schema with the same fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import whoosh
from whoosh import fields, index, query, sorting
from whoosh.analysis.acore import Token

from search.query import And, Everything, Not, Or, Phrase, Prefix, Query, SearchRequest, Term, TextField, Word
from tests.benchmarks.answer import WEIGHTS, Answer, Ready, highest
from tests.benchmarks.prepared import Prepared
from tests.benchmarks.shapes import Shape

_NO_MONTH = 0
_WORTH_TWO = 1_000  # articles; for fewer a second writing process is not worth starting


class Spaces:
    """Cuts at spaces, as a Whoosh analyzer."""

    def __call__(self, value: str, *, positions: bool = False, start_pos: int = 0, **_: Any) -> Iterator[Token]:
        token = Token(positions=positions)
        token.boost = 1.0
        token.stopped = False
        for place, word in enumerate(value.split(" "), start_pos):
            token.text = word
            token.pos = place
            yield token


class Stock:
    """An index written in one commit, by two processes: with one, most of a whole run would be waiting for it."""

    name = "stock Whoosh"

    def __init__(self, folder: Path) -> None:
        schema = fields.Schema(id=fields.ID(unique=True, stored=True))
        for name in WEIGHTS:
            schema.add(name, fields.TEXT(analyzer=Spaces()))
        schema.add("outlet", fields.ID(sortable=True))
        schema.add("actor", fields.KEYWORD(commas=True))
        for name in ("day", "month"):
            schema.add(name, fields.NUMERIC(int, sortable=True, default=_NO_MONTH))
        self._folder = folder
        self._index = index.create_in(str(folder), schema)
        self._writer: Any = None

    def add(self, articles: Sequence[Prepared]) -> None:
        if self._writer is None:
            processes = 2 if len(articles) > _WORTH_TWO else 1
            self._writer = self._index.writer(limitmb=256, procs=processes, multisegment=True)
        for article in articles:
            self._writer.add_document(
                id=article.id,
                title=article.title,
                body=article.body,
                title_id=article.title_id,
                body_id=article.body_id,
                outlet=article.outlet,
                actor=",".join(article.actors),
                day=article.day or _NO_MONTH,
                month=article.month or _NO_MONTH,
            )

    def finish(self) -> None:
        self._writer.commit()
        self._searcher = self._index.searcher()

    def settle(self) -> None:
        """Nothing goes on in the background."""

    def ready(self, shape: Shape) -> Ready:
        bare = _query(shape.query)
        wanted = _filtered(bare, shape.request)
        order = {}
        if shape.request.sort == "newest" or isinstance(shape.query, Everything):
            order = {"sortedby": "day", "reverse": True}
        facets = {
            "outlet": sorting.FieldFacet("outlet", maptype=sorting.Count),
            "actor": sorting.FieldFacet("actor", allow_overlap=True, maptype=sorting.Count),
            "month": sorting.FieldFacet("month", maptype=sorting.Count),
        }
        search = self._searcher.search

        def plain() -> Any:
            found = search(wanted, limit=10, **order)
            return len(found), [hit["id"] for hit in found], None

        def faceted() -> Any:
            found = search(wanted, limit=10, groupedby=facets, **order)
            counts = {name: found.groups(name) for name in facets}
            if shape.request.selections:
                own = search(bare, limit=10, groupedby={"outlet": facets["outlet"]})
                counts["outlet"] = own.groups("outlet")
            return len(found), [hit["id"] for hit in found], counts

        # With a limit and without facets stock Whoosh takes short cuts, after which the total of a nested query may be
        # too small: the 200 hits of a block instead of 1,345.
        return Ready(plain, faceted, _read, has_plain_total=False)

    def bytes(self) -> int:
        return sum(path.stat().st_size for path in self._folder.iterdir())

    def describe(self) -> str:
        return f"Whoosh {'.'.join(map(str, whoosh.__version__))}"

    def close(self) -> None:
        self._searcher.close()
        self._index.close()


def _query(tree: Query) -> Any:
    match tree:
        case Word():
            return query.Or([_found(a, f) for f in tree.fields for a in tree.alternatives])
        case And(children):
            needed = [_query(child) for child in children if not isinstance(child, Not)]
            found = query.And(needed) if len(needed) > 1 else needed[0]
            for child in children:
                if isinstance(child, Not):
                    found = query.AndNot(found, _query(child.child))
            return found
        case Or(children):
            return query.Or([_query(child) for child in children])
        case Everything():
            return query.Every()
    raise ValueError(f"no shape has {tree!r}")


def _found(alternative: Any, field: TextField) -> Any:
    match alternative:
        case Term(text):
            name = alternative.field(field)
            return query.Term(name, text, boost=WEIGHTS[name])
        case Prefix(text):
            return query.Prefix(field, text, boost=WEIGHTS[field])
        case Phrase(elements):
            last = [element[-1] for element in elements]
            name = last[0].field(field)
            return query.Phrase(name, [term.text for term in last], boost=WEIGHTS[name])
    raise ValueError(f"no shape has {alternative!r}")


def _filtered(wanted: Any, request: SearchRequest) -> Any:
    if request.date_from and request.date_to:
        days = query.NumericRange("day", request.date_from.toordinal(), request.date_to.toordinal())
        return query.And([wanted, query.ConstantScoreQuery(days, 0.0)])
    for facet, selection in request.selections:
        [value] = selection.include
        return query.And([wanted, query.ConstantScoreQuery(query.Term(facet, value), 0.0)])
    return wanted


def _read(found: Any) -> Answer:
    total, _, facets = found
    if facets is None:
        return Answer(total=total)
    return Answer(
        total=total,
        outlet=highest(facets["outlet"].values()),
        actor=highest(count for value, count in facets["actor"].items() if value),
        months={month: count for month, count in facets["month"].items() if month},
    )
