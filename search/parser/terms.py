"""One word or quoted phrase of the query: what it is searched as.

Expansion into stems is `search.expansion`'s. Here is what the signs in and behind a word mean: quotes for exact, `*`
and `?` for wildcards, `~` for fuzzy. A word in which a sign stands may fall into several, which are all asked for:
korea-utar* is korea and utar*, because the parts are what the index holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

import regex

from search.analysis import fold, tokenize
from search.analysis.tokens import SPACELESS
from search.errors import QuerySyntaxError
from search.expansion import expand_near, expand_phrase, expand_word, is_function_word
from search.parser.lexer import Lexeme
from search.query import TEXT_FIELDS, Alternative, Fuzzy, Phrase, Prefix, TextField, Wildcard, Word

LITERALS_FIRST = 3  # characters before the first wildcard: with fewer, too much of the index would have to be read
MAX_WILDCARDS = 8  # in one word: matching a pattern takes longer with each
MAX_SLOP = 100

_SIGNED_WORD = regex.compile(
    r"[\p{L}\p{M}\p{N}*?](?:[\p{L}\p{M}\p{N}*?]|['’ʼ](?=[\p{L}\p{N}*?])|(?<=\p{N})[.,/](?=[\p{N}*?]))*+"
)
_SPACELESS = regex.compile(rf"(?V1){SPACELESS}")  # cut into pairs, which no sign fits
_WORD_CHARACTER = regex.compile(r"[\p{L}\p{N}]")
_WILDCARD = regex.compile(r"[*?]")
_QUESTION = regex.compile(r"([^*?~]+)(\?[^\p{L}\p{N}*]*)")  # ends a sentence, or is a wildcard at the end: senjat?
_FUZZY = regex.compile(r"([^~]+)~([0-9]*)[.,;:!]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class TermReader:
    """Reads the words and phrases of `text` for an index that holds `languages`."""

    text: str
    languages: Sequence[str]
    function_languages: Sequence[str]

    def read(self, lexeme: Lexeme, *, field: str | None) -> Iterator[Word]:
        """The words that the lexeme stands for, all of them asked for; none where it holds no letter or digit.

        Function words come as optional; what they stand among decides whether they may be.
        """
        fields: tuple[TextField, ...] = TEXT_FIELDS if field is None else (cast(TextField, field),)
        if field is not None and lexeme.kind == "word" and lexeme.value.startswith("-"):
            raise QuerySyntaxError(f"a hyphen negates before the field: -{field}:", position=lexeme.value_start)
        found = self._phrase(lexeme) if lexeme.kind == "phrase" else self._word(lexeme)
        is_required = lexeme.kind == "phrase" or field is not None
        for start, end, alternatives in found:
            if alternatives:
                surface = self.text[start:end]
                is_bare = not is_required and not any(isinstance(a, Prefix | Wildcard | Fuzzy) for a in alternatives)
                yield Word(
                    text=surface,
                    start=start,
                    end=end,
                    alternatives=alternatives,
                    fields=fields,
                    is_optional=is_bare and is_function_word(surface, self.function_languages),
                    is_required=is_required,
                )

    def _phrase(self, lexeme: Lexeme) -> Iterator[_Found]:
        if lexeme.slop is None:
            found = expand_phrase(lexeme.value, languages=self.languages)
        elif lexeme.slop <= MAX_SLOP:
            found = expand_near(lexeme.value, languages=self.languages, slop=lexeme.slop)
        else:
            raise QuerySyntaxError(f"~{lexeme.slop} is too far apart; at most ~{MAX_SLOP}", position=lexeme.start)
        yield lexeme.start, lexeme.end, (found,) if found else ()

    def _word(self, lexeme: Lexeme) -> Iterator[_Found]:
        value = lexeme.value
        if not _WORD_CHARACTER.search(value):
            return
        if "://" in value or not _has_sign(value) or _SPACELESS.search(value):
            yield lexeme.start, lexeme.end, self._expanded(value)
        elif question := _QUESTION.fullmatch(value):
            yield lexeme.start, lexeme.end, self._question(question[1], question[2])
        elif _WILDCARD.search(value):
            yield from self._signed_words(lexeme)
        elif fuzzy := _FUZZY.fullmatch(value):
            yield from self._fuzzy(lexeme, fuzzy[1], fuzzy[2])
        else:
            yield lexeme.start, lexeme.end, self._expanded(value)

    def _expanded(self, value: str) -> tuple[Alternative, ...]:
        return expand_word(value, languages=self.languages)

    def _question(self, word: str, marks: str) -> tuple[Alternative, ...]:
        """A word before a question mark: itself, and as far as the mark can be a wildcard also what that stands for."""
        alternatives = self._expanded(word)
        tokens = tokenize(word)
        is_pattern = marks == "?" and len(tokens) == 1 and len(tokens[0].text) >= LITERALS_FIRST
        if not is_pattern or is_function_word(word, self.function_languages):
            return alternatives
        return (*alternatives, Wildcard(f"{tokens[0].text}?"))

    def _signed_words(self, lexeme: Lexeme) -> Iterator[_Found]:
        pieces = [m for m in _SIGNED_WORD.finditer(lexeme.value) if _WORD_CHARACTER.search(m[0])]
        for piece in pieces:
            start, end = lexeme.value_start + piece.start(), lexeme.value_start + piece.end()
            pattern = _WILDCARD.search(piece[0])
            found = (_pattern(piece[0], start=start),) if pattern else self._expanded(piece[0])
            yield (start, end, found) if len(pieces) > 1 else (lexeme.start, lexeme.end, found)

    def _fuzzy(self, lexeme: Lexeme, base: str, digits: str) -> Iterator[_Found]:
        if digits not in ("", "1", "2"):
            position = lexeme.value_start + len(base)
            raise QuerySyntaxError(f"~{digits} is no number of typing errors; allowed: ~1, ~2", position=position)
        tokens = tokenize(base)
        last = next((token for token in tokens if token.end == tokens[-1].end), None)
        if last is None:
            yield lexeme.start, lexeme.end, self._expanded(lexeme.value)
            return
        start = lexeme.start
        if before := [token.end for token in tokens if token.end <= last.start]:
            yield start, lexeme.value_start + before[-1], self._expanded(base[: before[-1]])
            start = lexeme.value_start + last.start
        yield start, lexeme.end, (Fuzzy(last.text, int(digits or 1)),)


_Found = tuple[int, int, tuple[Alternative, ...]]  # [start, end) of the query text, and what is searched for it


def _has_sign(value: str) -> bool:
    return any(sign in value for sign in "*?~")


def _pattern(word: str, *, start: int) -> Prefix | Wildcard:
    """The prefix or pattern of a word with wildcards, whose first character stands at `start`."""
    first = _WILDCARD.search(word)
    assert first is not None
    literals = fold(word[: first.start()])
    if len(literals) < LITERALS_FIRST:
        raise QuerySyntaxError(
            f"{word} needs {LITERALS_FIRST} letters or digits before its first {first[0]}",
            position=start + first.start(),
        )
    tail = "".join(sign if _WILDCARD.fullmatch(sign) else fold(sign) for sign in _parts(word[first.start() :]))
    if tail == "*":
        return Prefix(literals)
    if len(_WILDCARD.findall(tail)) > MAX_WILDCARDS:
        raise QuerySyntaxError(f"a word may have {MAX_WILDCARDS} wildcards", position=start + first.start())
    return Wildcard(literals + tail)


def _parts(tail: str) -> Iterator[str]:
    """Signs and what stands between them; a run of `*` is one."""
    return (match[0] for match in regex.finditer(r"\*(?=[^*]|$)|\?|[^*?]+", tail))


def weight(word: Word) -> int:
    """How many words of the limit this one takes: a phrase as many as it has."""
    return max(len(a.elements) if isinstance(a, Phrase) else 1 for a in word.alternatives)
