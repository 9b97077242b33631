"""The reader's text as a query tree: the only place that knows the query syntax (docs/query-syntax.md).

`lexer` cuts the text into pieces, `grammar` joins them into the tree, `terms` and `filters` read one word or value,
`understood` writes down how.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search.actors import ActorRegistry
from search.errors import QuerySyntaxError
from search.labels import Labels
from search.outlets import OutletRegistry
from search.parser.filters import FilterReader
from search.parser.grammar import Grammar
from search.parser.lexer import lexemes
from search.parser.terms import TermReader
from search.parser.understood import Report
from search.query import PageLanguage, Query
from search.results import Understood

__all__ = ["ParsedQuery", "parse", "parse_query"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedQuery:
    """The tree of a query text, and how each part of it was read."""

    query: Query
    understood: tuple[Understood, ...]


def parse(
    text: str,
    *,
    languages: Sequence[str],
    actors: ActorRegistry,
    outlets: OutletRegistry,
    function_languages: Sequence[str] | None = None,
    max_chars: int = 1000,
    max_terms: int = 64,
) -> Query:
    """The tree of `text`; arguments and errors as for `parse_query`."""
    return parse_query(
        text,
        languages=languages,
        actors=actors,
        outlets=outlets,
        function_languages=function_languages,
        max_chars=max_chars,
        max_terms=max_terms,
    ).query


def parse_query(
    text: str,
    *,
    languages: Sequence[str],
    actors: ActorRegistry,
    outlets: OutletRegistry,
    function_languages: Sequence[str] | None = None,
    lang: PageLanguage = "id",
    max_chars: int = 1000,
    max_terms: int = 64,
) -> ParsedQuery:
    """The tree of `text`, and how each part of it was read.

    Words are searched by their stems in `languages`; the function words of `function_languages` (all of `languages`
    when None) are optional. Raises QuerySyntaxError with the position where the text breaks the grammar or a limit.
    """
    if len(text) > max_chars:
        raise QuerySyntaxError(f"a query may have {max_chars} characters; shorten it", position=max_chars)
    report = Report(text, Labels(actors=actors, outlets=outlets, lang=lang))
    grammar = Grammar(
        lexemes(text),
        terms=TermReader(
            text=text,
            languages=languages,
            function_languages=languages if function_languages is None else function_languages,
        ),
        filters=FilterReader(actors=actors, outlets=outlets, languages=languages),
        report=report,
        max_terms=max_terms,
    )
    return ParsedQuery(query=grammar.query(), understood=tuple(report.parts))
