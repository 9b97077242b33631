"""Where an article matches, and the passages that show it; one implementation for all engines.

`matched_spans` cuts the text as the index did and finds what made the words of a query match: terms, and of phrases
only the places where all of the phrase is. `highlight_all` marks them in the whole text, `best_snippets` chooses the
passages where they are densest. All are pure: plain text and offsets in, fragments out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from search.analysis import is_within_edits, matches_pattern, stem_language, touching
from search.places import Found, Pattern, Place, TermFinder
from search.query import Alternative, Fuzzy, Phrase, Prefix, Term, TextField, Wildcard, Word
from search.results import Fragment
from search.snippets import best_snippets, fragments

__all__ = [
    "MAX_CHARS",
    "Span",
    "best_snippets",
    "highlight_all",
    "matched_spans",
    "spans_in_statements",
    "together",
]

Span = tuple[int, int]

MAX_CHARS = 200_000
"""How much of a text is looked at: what comes later is shown, but not marked."""

_MAX_WINDOWS = 5_000  # where words that have to be near each other are looked for, in a text


def matched_spans(
    text: str, query_words: Sequence[Word], *, field: TextField, language: str, ignore: Sequence[Span] = ()
) -> tuple[Span, ...]:
    """The [start, end) offsets in `text`, ascending, apart from each other, of what made `query_words` match.

    `text` is the `field` of an article in `language`; `ignore` are its ascending spans that are not indexed. Optional
    words (function words) are marked only where the query has no others.
    """
    asked = [word for word in query_words if not word.is_optional] or query_words
    wanted = frozenset(alternative for word in asked if field in word.fields for alternative in word.alternatives)
    if not wanted:
        return ()
    stems = stem_language(language)
    found = _finder(wanted, stems).find(text[:MAX_CHARS], ignore=ignore)
    spans = (span for alternative in wanted for span in _spans(alternative, found, stems))
    if len(text) > MAX_CHARS:
        spans = (span for span in spans if span[1] < MAX_CHARS)  # what ends there may be a part of a word
    return _merged(spans)


def spans_in_statements(
    text: str,
    query_words: Sequence[Word],
    statements: Sequence[Span],
    *,
    language: str,
    ignore: Sequence[Span] = (),
) -> tuple[Span, ...]:
    """As `matched_spans`, of the words that must be said: in the `statements` of a body, ascending and apart."""
    if not any("said" in word.fields for word in query_words):
        return ()
    found: list[Span] = []
    for first, last in statements:
        if first >= MAX_CHARS:
            break
        cut = [(max(start, first) - first, min(end, last) - first) for start, end in touching(ignore, first, last)]
        said = matched_spans(text[first:last], query_words, field="said", language=language, ignore=cut)
        found += [(start + first, end + first) for start, end in said if end + first <= MAX_CHARS]
    return tuple(found)


def together(*spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans of all, ascending and apart."""
    return _merged(span for some in spans for span in some)


def highlight_all(text: str, spans: Sequence[Span], *, breaks: Sequence[int] = ()) -> tuple[Fragment, ...]:
    """All of `text` in fragments, with a space put in at each of `breaks` (between glued sentences).

    `spans` and `breaks` are ascending; ValueError if a span lies outside the text.
    """
    return fragments(text, spans, breaks=breaks)


@lru_cache(maxsize=64)
def _finder(wanted: frozenset[Alternative], language: str) -> TermFinder:
    """What finds the alternatives in texts of a language; asked for again with every hit of a page."""
    terms = set(_terms(wanted))
    return TermFinder(
        language,
        exact=frozenset(term.text for term in terms if term.language is None),
        stems=frozenset(term.text for term in terms if term.language == language),
        patterns=tuple(_pattern(one) for one in wanted if isinstance(one, Prefix | Wildcard | Fuzzy)),
        with_positions=any(isinstance(one, Phrase) for one in wanted),
    )


def _pattern(alternative: Prefix | Wildcard | Fuzzy) -> Pattern:
    """Which exact words the alternative stands for."""
    match alternative:
        case Prefix(prefix):
            return Pattern(prefix, lambda word: word.startswith(prefix))
        case Wildcard(pattern):
            beginning = re.split(r"[*?]", pattern, maxsplit=1)[0]
            return Pattern(beginning, lambda word: matches_pattern(word, pattern))
        case Fuzzy(meant, distance):
            return Pattern(meant[:1], lambda word: is_within_edits(meant, word, distance))


def _spans(alternative: Alternative, found: Found, language: str) -> Iterator[Span]:
    """The offsets of what makes the alternative match, in no order."""
    if isinstance(alternative, Phrase):
        return _phrase_spans(alternative, found, language)
    if isinstance(alternative, Term):
        return _offsets(_occurrences(alternative, found, language))
    is_meant = _pattern(alternative).is_meant
    return _offsets(place for word, places in found.exact.items() if is_meant(word) for place in places)


def _occurrences(term: Term, found: Found, language: str) -> Sequence[Place]:
    if term.language is None:
        return found.exact.get(term.text, ())
    return found.of_stem(term.text) if term.language == language else ()


def _phrase_spans(phrase: Phrase, found: Found, language: str) -> Iterator[Span]:
    elements = [
        {place.position: place for term in element for place in _occurrences(term, found, language)}
        for element in phrase.elements
    ]
    if all(elements):
        places = _in_order(elements, phrase.slop) if phrase.ordered else _near(elements, phrase.slop)
        for element, positions in zip(elements, places, strict=True):
            yield from _offsets(element[position] for position in positions)


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
    for first in sorted({position for element in elements for position in element})[:_MAX_WINDOWS]:
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


def _offsets(places: Iterable[Place]) -> Iterator[Span]:
    return ((place.start, place.end) for place in places)


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans ascending, with those that overlap or touch made one (pairs of characters, a domain's labels)."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
