"""Where an article matches, and the passages that show it; one implementation for all engines.

`matched_spans` cuts the text as the index did and finds what made the words of a query match: terms, and of phrases
only the places where all of the phrase is. `highlight_all` marks them in the whole text, `best_snippets` chooses the
passages where they are densest. All are pure: plain text and offsets in, fragments out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property

from search.analysis import (
    Token,
    analyzer_for,
    is_within_edits,
    matches_pattern,
    outside,
    stem_language,
    tokenize,
)
from search.query import Alternative, Fuzzy, Phrase, Prefix, Term, TextField, Wildcard, Word
from search.results import Fragment
from search.snippets import best_snippets, fragments

__all__ = ["MAX_CHARS", "Span", "best_snippets", "highlight_all", "matched_spans"]

Span = tuple[int, int]

MAX_CHARS = 200_000
"""How much of a text is looked at: what comes later is shown, but not marked."""


def matched_spans(
    text: str, query_words: Sequence[Word], *, field: TextField, language: str, ignore: Sequence[Span] = ()
) -> tuple[Span, ...]:
    """The [start, end) offsets in `text`, ascending, apart from each other, of what made `query_words` match.

    `text` is the `field` of an article in `language`; `ignore` are its ascending spans that are not indexed. Optional
    words (function words) are marked only where the query has no others.
    """
    asked = [word for word in query_words if not word.is_optional] or query_words
    alternatives = {alternative for word in asked if field in word.fields for alternative in word.alternatives}
    if not alternatives:
        return ()
    indexed = _Indexed(text, language=language, ignore=ignore, terms=frozenset(_terms(alternatives)))
    return _merged(span for alternative in alternatives for span in indexed.spans(alternative))


def highlight_all(text: str, spans: Sequence[Span], *, breaks: Sequence[int] = ()) -> tuple[Fragment, ...]:
    """All of `text` in fragments, with a space put in at each of `breaks` (between glued sentences).

    `spans` and `breaks` are ascending; ValueError if a span lies outside the text.
    """
    return fragments(text, spans, breaks=breaks)


class _Indexed:
    """A text as the index sees it: which of `terms` it has, and at which positions and offsets."""

    def __init__(self, text: str, *, language: str, ignore: Sequence[Span], terms: frozenset[Term]) -> None:
        self._text = text
        self._language = stem_language(language)
        self._terms = terms
        tokens = tokenize(text[:MAX_CHARS])
        if len(text) > MAX_CHARS and tokens and tokens[-1].end == MAX_CHARS:
            tokens.pop()  # a part of a word
        self._tokens = outside(tokens, ignore)

    def spans(self, alternative: Alternative) -> Iterator[Span]:
        """The offsets of what makes the alternative match, in no order."""
        match alternative:
            case Phrase():
                return self._phrase_spans(alternative)
            case Term():
                return _offsets(self._occurrences(alternative))
            case Prefix(prefix):
                return _offsets(t for t in self._tokens if t.text.startswith(prefix))
            case Wildcard(pattern):
                return _offsets(t for t in self._tokens if matches_pattern(t.text, pattern))
            case Fuzzy(word, distance):
                return _offsets(t for t in self._tokens if is_within_edits(word, t.text, distance))

    def _occurrences(self, term: Term) -> Iterable[Token]:
        if term.language is None:
            return self._exact.get(term.text, ())
        return self._stems.get(term.text, ()) if term.language == self._language else ()

    def _phrase_spans(self, phrase: Phrase) -> Iterator[Span]:
        elements = [
            {token.position: token for term in element for token in self._occurrences(term)}
            for element in phrase.elements
        ]
        if all(elements):
            places = _in_order(elements, phrase.slop) if phrase.ordered else _near(elements, phrase.slop)
            for element, positions in zip(elements, places, strict=True):
                yield from _offsets(element[position] for position in positions)

    @cached_property
    def _exact(self) -> dict[str, list[Token]]:
        return _by_term(self._tokens, {term.text for term in self._terms if term.language is None})

    @cached_property
    def _stems(self) -> dict[str, list[Token]]:
        wanted = {term.text for term in self._terms if term.language == self._language}
        return _by_term(analyzer_for(self._language).stem_tokens(self._text, self._tokens), wanted)


def _terms(alternatives: Iterable[Alternative]) -> Iterator[Term]:
    for alternative in alternatives:
        if isinstance(alternative, Term):
            yield alternative
        elif isinstance(alternative, Phrase):
            yield from (term for element in alternative.elements for term in element)


def _in_order(elements: Sequence[Collection[int]], slop: int) -> list[set[int]]:
    """Of each element the positions that are part of a match in order, at most `slop` words between neighbours."""
    reached = [set(elements[0])]
    for element in elements[1:]:
        reached.append({p for p in element if any(p - gap in reached[-1] for gap in range(1, slop + 2))})
    for i in range(len(reached) - 2, -1, -1):
        reached[i] = {p for p in reached[i] if any(p + gap in reached[i + 1] for gap in range(1, slop + 2))}
    return reached


def _near(elements: Sequence[Collection[int]], slop: int) -> list[set[int]]:
    """Of each element the positions in a window of `slop` words more than elements that holds all of them."""
    width = slop + len(elements)
    kept: list[set[int]] = [set() for _ in elements]
    ordered = [sorted(element) for element in elements]
    for first in sorted({position for element in elements for position in element}):
        inside = [o[bisect_left(o, first) : bisect_left(o, first + width)] for o in ordered]
        if _have_places_of_their_own(inside):
            for positions, more in zip(kept, inside, strict=True):
                positions.update(more)
    return kept


def _have_places_of_their_own(elements: Sequence[Collection[int]]) -> bool:
    """Whether every element can take a position that no other takes (a maximum matching)."""
    taken: dict[int, int] = {}

    def take(element: int, tried: set[int]) -> bool:
        for position in elements[element]:
            if position not in tried:
                tried.add(position)
                if position not in taken or take(taken[position], tried):
                    taken[position] = element
                    return True
        return False

    return all(take(element, set()) for element in range(len(elements)))


def _by_term(tokens: Iterable[Token], wanted: Collection[str]) -> dict[str, list[Token]]:
    found: dict[str, list[Token]] = {}
    for token in tokens:
        if token.text in wanted:
            found.setdefault(token.text, []).append(token)
    return found


def _offsets(tokens: Iterable[Token]) -> Iterator[Span]:
    return ((token.start, token.end) for token in tokens)


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans ascending, with those that overlap or touch made one (pairs of characters, a domain's labels)."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
