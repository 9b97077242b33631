"""The Whoosh schema, so that a stock Searcher, QueryParser or writer sees our fields and our tokens.

Our own writer and evaluator go by `search.analysis` and the segment files; the schema tells Whoosh the same. Its
classes are pickled by reference into every index, so their names and this module's are a part of the format.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from whoosh import fields
from whoosh.analysis.acore import Token

from search import analysis
from search.query import TEXT_FIELDS

INDEX_NAME = "MAIN"  # Whoosh's own default, so that whoosh.index.open_dir finds it

_SINGLE = ("outlet", "group", "language", "section", "author")
_SEVERAL = ("actor", "speaker", "source", "archive")


class ExactWords:
    """Our tokens, as a Whoosh analyzer gives them."""

    def __call__(self, value: str, **wanted: Any) -> Iterator[Token]:
        return _whoosh_tokens(analysis.tokenize(value), value, **wanted)


class Stems:
    """Our stems in one language, as a Whoosh analyzer gives them."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, value: str, **wanted: Any) -> Iterator[Token]:
        return _whoosh_tokens(analysis.analyzer_for(self.language).stem_tokens(value), value, **wanted)


def _whoosh_tokens(
    tokens: list[analysis.Token],
    value: str,
    *,
    positions: bool = False,
    chars: bool = False,
    start_pos: int = 0,
    start_char: int = 0,
    mode: str = "",
    **_: Any,
) -> Iterator[Token]:
    """Whoosh reuses one token object; so do we."""
    given = Token(positions=positions, chars=chars, mode=mode)
    for token in tokens:
        given.text = token.text
        given.boost = 1.0
        given.stopped = False
        given.pos = start_pos + token.position
        given.startchar = start_char + token.start
        given.endchar = start_char + token.end
        yield given


@cache
def build_schema() -> fields.Schema:
    """Exact fields and one stem field a language for title and body, the id, value columns and dates."""
    schema = fields.Schema(id=fields.ID(unique=True, stored=True, sortable=True))
    for name in TEXT_FIELDS:
        schema.add(name, fields.TEXT(analyzer=ExactWords(), stored=True))
        for language in analysis.INDEXED_LANGUAGES:
            schema.add(f"{name}_{language}", fields.TEXT(analyzer=Stems(language)))
    for column in _SINGLE:
        schema.add(column, fields.ID(sortable=True))
    for column in _SEVERAL:
        schema.add(column, fields.KEYWORD(sortable=True))
    for column in ("start", "end", "instant"):
        schema.add(column, fields.NUMERIC(int, bits=64, sortable=True))
    return schema
