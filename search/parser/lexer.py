"""The query text cut into lexemes: brackets, signs, operators, words and quoted phrases, each with its place.

What decides here is only what stands where: a hyphen is a sign at the start, behind a space or an opening bracket; a
field is a known name, a colon and a value without space; an operator is a word in capitals with something to join.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import regex

from search.errors import QuerySyntaxError

LexemeKind = Literal["word", "phrase", "open", "close", "minus", "and", "or", "not"]

TEXTS = ("title", "said")  # fields of words; behind the others stands a value
FIELDS = (*TEXTS, "outlet", "group", "actor", "speaker", "source", "language", "archive", "section", "author", "date")
OPERATORS: dict[str, LexemeKind] = {
    "AND": "and", "DAN": "and", "OR": "or", "ATAU": "or", "NOT": "not", "BUKAN": "not",
}  # fmt: skip
QUOTES = '“”„‟"＂«»'

# Marks of one row close each other, because typesetters and keyboards mix them: „x“, “x", »x«.
_CLOSING = {mark: row for row in ('“”„‟"＂', "«»") for mark in row}
_UNPRINTABLE = regex.compile(r"[\p{Cc}\p{Cs}]")
_SPACES = regex.compile(r"\s+")
_FIELD = regex.compile(r"([A-Za-z]+):(?=[^\s)])")  # ASCII: "(?i)source" would also find ſource
_CHUNK = regex.compile(rf"[^\s(){regex.escape(QUOTES)}]+")
_SLOP = regex.compile(r"~([0-9]{1,9})(?=[\s()]|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexeme:
    """A piece of the query text; [start, end) covers all of it, field and quotes and slop included."""

    kind: LexemeKind
    start: int
    end: int
    value: str = ""  # of a word or phrase: without field, quotes and slop
    value_start: int = 0
    field: str | None = None  # of a word, a phrase, or a bracket whose content it is for
    slop: int | None = None  # of a phrase: the number behind its ~


def lexemes(text: str) -> tuple[Lexeme, ...]:
    """The pieces of `text` in order; QuerySyntaxError for a quote that is not closed."""
    return _joining_operators(list(_pieces(_UNPRINTABLE.sub(" ", text))))


def _pieces(text: str) -> Iterator[Lexeme]:
    position = 0
    while position < len(text):
        if space := _SPACES.match(text, position):
            position = space.end()
        else:
            lexeme = _piece(text, position)
            position = lexeme.end
            yield lexeme


def _piece(text: str, start: int) -> Lexeme:
    field = _FIELD.match(text, start)
    if field is not None and field[1].lower() in FIELDS:
        return replace(_valued(text, field.end()), start=start, field=field[1].lower())
    if text[start] == ")":
        return Lexeme(kind="close", start=start, end=start + 1)
    if _is_minus(text, start):
        return Lexeme(kind="minus", start=start, end=start + 1)
    lexeme = _valued(text, start)
    follows_minus = start > 0 and _is_minus(text, start - 1)
    if lexeme.kind == "word" and lexeme.value in OPERATORS and not follows_minus:
        return replace(lexeme, kind=OPERATORS[lexeme.value])
    return lexeme


def _valued(text: str, start: int) -> Lexeme:
    """An opening bracket, a phrase or a word, whichever begins here."""
    if text[start] == "(":
        return Lexeme(kind="open", start=start, end=start + 1)
    if text[start] in QUOTES:
        return _phrase(text, start)
    chunk = _CHUNK.match(text, start)
    assert chunk is not None  # neither space nor bracket nor quote
    return Lexeme(kind="word", start=start, end=chunk.end(), value=chunk[0], value_start=start)


def _phrase(text: str, start: int) -> Lexeme:
    marks = _CLOSING[text[start]]
    close = next((i for i in range(start + 1, len(text)) if text[i] in marks), None)
    if close is None:
        raise QuerySyntaxError(f"the quote {text[start]} is not closed; close it or leave it out", position=start)
    slop = _SLOP.match(text, close + 1)
    return Lexeme(
        kind="phrase",
        start=start,
        end=slop.end() if slop else close + 1,
        value=text[start + 1 : close],
        value_start=start + 1,
        slop=int(slop[1]) if slop else None,
    )


def _is_minus(text: str, position: int) -> bool:
    """Whether a hyphen here negates what follows: nothing is joined to its left, something begins at its right."""
    if text[position] != "-" or position + 1 == len(text):
        return False
    before, after = text[position - 1 : position], text[position + 1]
    return (not before or before.isspace() or before == "(") and not (after.isspace() or after in ")-")


def _joining_operators(pieces: Sequence[Lexeme]) -> tuple[Lexeme, ...]:
    """The pieces with those operators that have nothing to join, or to negate, read as words."""
    kept: list[Lexeme] = []
    for i, piece in enumerate(pieces):
        has_left = bool(kept) and kept[-1].kind in ("word", "phrase", "close")
        has_right = i + 1 < len(pieces) and pieces[i + 1].kind not in ("close", "and", "or")
        joins = has_right and (has_left or piece.kind == "not")
        is_operator = piece.kind in ("and", "or", "not")
        kept.append(replace(piece, kind="word") if is_operator and not joins else piece)
    return tuple(kept)
