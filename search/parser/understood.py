"""How each part of the query text was read, for people to see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from search.labels import Labels
from search.parser.lexer import QUOTES, Lexeme
from search.query import Alternative, Filter, Fuzzy, Phrase, Prefix, Query, Term, TextField, Wildcard, Word
from search.results import Understood, UnderstoodAlternative

Kind = Literal["word", "phrase", "prefix", "wildcard", "fuzzy", "filter"]


class Report:
    """Collects how the parts of `text` were read, in their order."""

    def __init__(self, text: str, labels: Labels) -> None:
        self.parts: list[Understood] = []
        self._text = text
        self._labels = labels

    def word(self, word: Word, *, is_negated: bool) -> None:
        """`word` was read as a word or phrase."""
        part = Understood(
            text=word.text,
            start=word.start,
            end=word.end,
            kind=_kind(word),
            is_negated=is_negated,
            alternatives=tuple(_shown(each, word.fields[-1]) for each in word.alternatives),
        )
        self.parts.append(part)

    def filter(self, query: Query, lexeme: Lexeme, field: str, *, is_negated: bool) -> None:
        """`lexeme` was read as a filter."""
        part = Understood(
            text=self._text[lexeme.start : lexeme.end],
            start=lexeme.start,
            end=lexeme.end,
            kind="filter",
            is_negated=is_negated,
            field=field,
            label=", ".join(dict.fromkeys(self._filter_labels(query, lexeme, field))),
        )
        self.parts.append(part)

    def _filter_labels(self, query: Query, lexeme: Lexeme, field: str) -> Iterator[str]:
        if isinstance(query, Filter):
            yield from (self._labels.of(field, value) for value in sorted(query.values))
        else:
            yield self._labels.of(field, lexeme.value.strip())


def _kind(word: Word) -> Kind:
    if any(mark in word.text for mark in QUOTES):
        return "phrase"
    match word.alternatives[0]:
        case Prefix():
            return "prefix"
        case Wildcard():
            return "wildcard"
        case Fuzzy():
            return "fuzzy"
        case _:
            return "word"


def _shown(alternative: Alternative, text_field: TextField) -> UnderstoodAlternative:
    field: str = text_field
    match alternative:
        case Term():
            field, term = alternative.field(text_field), alternative.text
        case Phrase(elements):
            shown = [_shown_term(terms) for terms in elements]
            field, term = shown[0].field(text_field), " ".join(each.text for each in shown)
        case Prefix(text):
            term = f"{text}*"
        case Wildcard(pattern):
            term = pattern
        case Fuzzy(text, distance):
            term = f"{text}~{distance}"
    return UnderstoodAlternative(field=field, term=term, reason=alternative.reason)


def _shown_term(terms: Sequence[Term]) -> Term:
    """Of the terms at one place of a phrase the stem in the commonest language of the index, which comes first."""
    return next((term for term in terms if term.reason == "stem"), terms[0])
