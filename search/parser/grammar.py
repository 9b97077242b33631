"""From lexemes to the query tree, by recursive descent.

    any_of   = all_of ("OR" all_of)*
    all_of   = negated ("AND"? negated)*
    negated  = ("-" | "NOT")* (term | "(" any_of ")")

What holds no word ("&", "()") is passed over. Trees come out flat: no And in an And, no Not of a Not, nothing with one
child.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from search.errors import QuerySyntaxError
from search.parser.filters import FilterReader
from search.parser.lexer import TEXTS, Lexeme, LexemeKind
from search.parser.terms import TermReader, weight
from search.parser.understood import Report
from search.query import And, DateFilter, Everything, Filter, Not, Or, Query, Word, words

MAX_DEPTH = 20  # brackets in brackets


class Grammar:
    """Reads one query."""

    def __init__(
        self, lexemes: Sequence[Lexeme], *, terms: TermReader, filters: FilterReader, report: Report, max_terms: int
    ) -> None:
        self._lexemes = lexemes
        self._terms = terms
        self._filters = filters
        self._report = report
        self._max_terms = max_terms
        self._next = 0
        self._count = 0
        self._depth = 0
        self._field: str | None = None  # of the bracket we are in: title:(...)
        self._is_negated = False

    def query(self) -> Query:
        """The tree of the whole text."""
        found = self._any_of()
        if self._kind() == "close":
            raise QuerySyntaxError("this bracket closes nothing; take it away", position=self._take().start)
        return Everything() if found is None else _with_optional_words(found)

    def _kind(self) -> LexemeKind | None:
        return self._lexemes[self._next].kind if self._next < len(self._lexemes) else None

    def _take(self) -> Lexeme:
        self._next += 1
        return self._lexemes[self._next - 1]

    def _any_of(self) -> Query | None:
        found = [self._all_of()]
        while self._kind() == "or":
            self._take()
            found.append(self._all_of())
        return _joined(Or, found)

    def _all_of(self) -> Query | None:
        found: list[Query | None] = []
        while (kind := self._kind()) not in (None, "or", "close"):
            if kind == "and":
                self._take()
            else:
                found.append(self._negated())
        return _joined(And, found)

    def _negated(self) -> Query | None:
        was_negated = self._is_negated
        while self._kind() in ("minus", "not"):
            self._take()
            self._is_negated = not self._is_negated
        found = self._bracket() if self._kind() == "open" else self._term(self._take())
        is_turned = self._is_negated != was_negated
        self._is_negated = was_negated
        return _negation(found) if is_turned and found is not None else found

    def _bracket(self) -> Query | None:
        opening, field = self._take(), self._field
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise QuerySyntaxError(f"brackets lie deeper than {MAX_DEPTH}", position=opening.start)
        self._field = opening.field or field
        found = self._any_of()
        if self._kind() != "close":
            raise QuerySyntaxError("this bracket is not closed; close it or take it away", position=opening.start)
        self._take()
        self._depth -= 1
        self._field = field
        return found

    def _term(self, lexeme: Lexeme) -> Query | None:
        field = lexeme.field or self._field
        if field is not None and field not in TEXTS:
            return self._filter(lexeme, field)
        found = list(self._terms.read(lexeme, field=field))
        for word in found:
            self._counted(weight(word), lexeme)
            self._report.word(word, is_negated=self._is_negated)
        return _joined(And, found)

    def _filter(self, lexeme: Lexeme, field: str) -> Query:
        self._counted(1, lexeme)
        if lexeme.kind == "word" and lexeme.value.startswith("-"):
            raise QuerySyntaxError(f"a hyphen negates before the field: -{field}:", position=lexeme.value_start)
        found = self._filters.read(field, lexeme.value, position=lexeme.value_start)
        self._report.filter(found, lexeme, field, is_negated=self._is_negated)
        return found

    def _counted(self, weight: int, lexeme: Lexeme) -> None:
        self._count += weight
        if self._count > self._max_terms:
            raise QuerySyntaxError(f"a query may have {self._max_terms} words; shorten it", position=lexeme.start)


def _joined(node: type[And] | type[Or], found: Iterable[Query | None]) -> Query | None:
    """One node over all that was found, flat; the only child itself; None over nothing."""
    children: list[Query] = []
    for child in found:
        if isinstance(child, node):
            children.extend(child.children)
        elif child is not None:
            children.append(child)
    if len(children) < 2:
        return children[0] if children else None
    return node(tuple(children))


def _negation(query: Query) -> Query:
    return query.child if isinstance(query, Not) else Not(query)


def _with_optional_words(query: Query) -> Query:
    """The tree in which function words are optional only beside words that are not."""
    match query:
        case Word():
            return replace(query, is_optional=False)
        case Not(child):
            return Not(_with_optional_words(child))
        case Or(children):
            return Or(tuple(map(_with_optional_words, children)))
        case And(children):
            has_subject = any(not word.is_optional for word in words(query))
            return And(tuple(c if has_subject and isinstance(c, Word) else _with_optional_words(c) for c in children))
        case Filter() | DateFilter() | Everything():
            return query
