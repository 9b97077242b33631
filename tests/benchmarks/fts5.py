"""SQLite's FTS5, with ordinary tables for what is filtered, counted and sorted by."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from search.query import And, Everything, Not, Or, Phrase, Prefix, Query, SearchRequest, Term, TextField, Word
from tests.benchmarks.answer import BUCKETS, WEIGHTS, Answer, Ready, highest
from tests.benchmarks.prepared import Prepared
from tests.benchmarks.shapes import Shape

_SCHEMA = """
    CREATE VIRTUAL TABLE text USING fts5(
        title, body, title_id, body_id, content='', tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S*'"
    );
    CREATE TABLE article (number INTEGER PRIMARY KEY, id TEXT, outlet TEXT, day INTEGER, month INTEGER);
    CREATE TABLE actor (number INTEGER, actor TEXT, PRIMARY KEY (number, actor)) WITHOUT ROWID;
    CREATE INDEX article_day ON article (day);
    CREATE TEMP TABLE hit (number INTEGER PRIMARY KEY);
"""
_BEST = ", ".join(str(WEIGHTS[name]) for name in ("title", "body", "title_id", "body_id"))


class Fts5:
    """A database in a folder."""

    name = "SQLite FTS5"

    def __init__(self, folder: Path) -> None:
        self._path = folder / "articles.db"
        self._db = sqlite3.connect(self._path, isolation_level=None)
        self._db.executescript(f"PRAGMA journal_mode = WAL; PRAGMA cache_size = -262144; {_SCHEMA}")
        self._added = 0

    def add(self, articles: Sequence[Prepared]) -> None:
        numbered = list(enumerate(articles, self._added + 1))
        self._added += len(numbered)
        run = self._db.executemany
        self._db.execute("BEGIN")
        texts = ((n, a.title, a.body, a.title_id, a.body_id) for n, a in numbered)
        run("INSERT INTO text (rowid, title, body, title_id, body_id) VALUES (?, ?, ?, ?, ?)", texts)
        run("INSERT INTO article VALUES (?, ?, ?, ?, ?)", ((n, a.id, a.outlet, a.day, a.month) for n, a in numbered))
        run("INSERT INTO actor VALUES (?, ?)", ((n, actor) for n, a in numbered for actor in a.actors))
        self._db.execute("COMMIT")

    def finish(self) -> None:
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._db.execute("ANALYZE")

    def settle(self) -> None:
        """Nothing goes on in the background."""

    def ready(self, shape: Shape) -> Ready:
        filters, values = _filters(shape.request)
        match = _match(shape.query)
        source = _source(match, filters)
        bound = [*([match] if match else []), *values]
        is_by_date = shape.request.sort == "newest" or not match
        order = "article.day DESC" if is_by_date else f"bm25(text, {_BEST})"
        best = f"SELECT article.id FROM {_source(match, filters, is_joined=True)} ORDER BY {order} LIMIT 10"
        count = f"SELECT count(*) FROM {source}"
        run = self._db.execute

        def plain() -> Any:
            ids = run(best, bound).fetchall()
            return run(count, bound).fetchone()[0], ids, None

        def faceted() -> Any:
            ids = run(best, bound).fetchall()
            counts = self._facets(source, bound)
            if shape.request.selections:
                counts["outlet"] = self._facets(_source(match, []), [match])["outlet"]
            return counts.pop("total"), ids, counts

        return Ready(plain, faceted, _read)

    def describe(self) -> str:
        return f"SQLite {sqlite3.sqlite_version}"

    def bytes(self) -> int:
        return self._path.stat().st_size

    def close(self) -> None:
        self._db.close()

    def _facets(self, source: str, bound: Sequence[Any]) -> dict[str, Any]:
        run = self._db.execute
        run("DELETE FROM hit")
        run(
            f"INSERT INTO hit SELECT {'text.rowid' if source.startswith('text') else 'article.number'} FROM {source}",
            bound,
        )
        top = f"GROUP BY 1 ORDER BY 2 DESC LIMIT {BUCKETS}"
        joined = "FROM hit JOIN article USING (number)"
        return {
            "total": run("SELECT count(*) FROM hit").fetchone()[0],
            "outlet": run(f"SELECT outlet, count(*) {joined} {top}").fetchall(),
            "actor": run(f"SELECT actor, count(*) FROM hit JOIN actor USING (number) {top}").fetchall(),
            "months": run(f"SELECT month, count(*) {joined} WHERE month IS NOT NULL GROUP BY 1").fetchall(),
        }


def _source(match: str, filters: Sequence[str], *, is_joined: bool = False) -> str:
    """What stands behind FROM."""
    if not match:
        return "article"
    if not filters and not is_joined:
        return "text WHERE text MATCH ?"
    conditions = " AND ".join(("text MATCH ?", *filters))
    return f"text JOIN article ON article.number = text.rowid WHERE {conditions}"


def _filters(request: SearchRequest) -> tuple[list[str], list[Any]]:
    if request.date_from and request.date_to:
        return ["day BETWEEN ? AND ?"], [request.date_from.toordinal(), request.date_to.toordinal()]
    for _, selection in request.selections:
        return ["outlet = ?"], list(selection.include)
    return [], []


def _match(query: Query) -> str:
    """The query in FTS5's language; '' for everything."""
    match query:
        case Everything():
            return ""
        case Word():
            return "(" + " OR ".join(_found(a, f) for f in query.fields for a in query.alternatives) + ")"
        case And(children):
            needed = [_match(child) for child in children if not isinstance(child, Not)]
            refused = [_match(child.child) for child in children if isinstance(child, Not)]
            return " NOT ".join(("(" + " AND ".join(needed) + ")", *refused))
        case Or(children):
            return "(" + " OR ".join(map(_match, children)) + ")"
    raise ValueError(f"no shape has {query!r}")


def _found(alternative: Any, field: TextField) -> str:
    match alternative:
        case Term(text):
            return f"{alternative.field(field)} : {_quoted(text)}"
        case Prefix(text):
            return f"{field} : {_quoted(text)} *"
        case Phrase(elements):
            last = [element[-1] for element in elements]
            return f"{last[0].field(field)} : " + _quoted(" ".join(term.text for term in last))
    raise ValueError(f"no shape has {alternative!r}")


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _read(found: Any) -> Answer:
    total, _, facets = found
    if facets is None:
        return Answer(total=total)
    return Answer(
        total=total,
        outlet=highest(count for _, count in facets["outlet"]),
        actor=highest(count for _, count in facets["actor"]),
        months=dict(facets["months"]),
    )
