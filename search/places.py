"""Where terms stand in a text, without cutting all of it.

What the tokens of a text are is decided between two spaces, so a *stretch* without white space has the same terms
wherever it stands: those of the short ones are remembered for each language, and a text is one look-up per stretch.
Only the stretches that have a wanted term are cut into tokens again. The result is that of `tokenize` and
`stem_tokens` over the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from search.analysis import Token, analyzer_for, outside, tokenize
from search.analysis.capitals import MARK, capitals, is_mixed_case

Span = tuple[int, int]

_MAX_REMEMBERED = 30_000  # stretches of a language, in some 8 MB: nearly all that come again
_MAX_REMEMBERED_CHARS = 32
_LANGUAGES = 8  # whose stretches are remembered
_STRETCH = re.compile(r"\S+")
_STEM = " "  # before a stem, where exact words and stems are in one set


class Place(NamedTuple):
    """Where a term is: its position in the text, and its [start, end) in code points."""

    position: int
    start: int
    end: int


class _Row(NamedTuple):
    """What is known of a stretch."""

    terms: tuple[str, ...]  # exact words, stems behind _STEM, cased terms; each once
    width: int  # positions it takes
    small: int  # letters of its tokens, for `is_mixed_case`
    capital: int


class TermFinder:
    """Finds the terms of one query in texts of one language."""

    def __init__(
        self, language: str, *, exact: frozenset[str], stems: frozenset[str], patterns: Sequence[Callable[[str], bool]]
    ) -> None:
        """`exact` and `stems` are terms of the fields, `stems` cased ones too; `patterns` tell which words count."""
        self._rows = _rows(language)
        self._analyzer = analyzer_for(language)
        self._exact = exact
        self._stems = stems
        self._patterns = patterns
        self._wanted = exact | {term if term.startswith(MARK) else _STEM + term for term in stems}
        self._judged: dict[str, bool] = {}  # words, by the patterns

    def find(self, text: str, *, ignore: Sequence[Span] = ()) -> Found:
        """The places of what is wanted in `text`, in its order, but for those that touch a span of `ignore`."""
        found = Found()
        position = 0
        nothing_of = self._wanted.isdisjoint
        rows, patterns = self._rows, self._patterns
        for match in _STRETCH.finditer(text):
            row = rows[match[0]]
            terms = row.terms
            if not nothing_of(terms) or (patterns and any(map(self._is_meant, terms))):
                cut = [(first, last) for first, last in ignore if first < match.end() and match.start() < last]
                self._add(found, match[0], match.start(), position, cut)
            position += row.width
        if found.cased and not self._is_mixed_case(text, ignore):
            found.cased.clear()
        return found

    def _add(self, found: Found, stretch: str, start: int, position: int, cut: Sequence[Span]) -> None:
        """Take up the places of what is wanted of a stretch that begins at `start` and `position`."""
        tokens = _kept(stretch, start, cut)
        for token in tokens:
            if token.text in self._exact or (self._patterns and self._is_meant(token.text)):
                found.add(found.exact, token, start, position)
        for token in self._analyzer.stem_tokens(stretch, tokens):
            if token.text in self._stems and not token.text.startswith(MARK):
                found.add(found.stems, token, start, position)
        for i, term in capitals(stretch, tokens).terms.items():
            if term in self._stems:
                found.add(found.cased, tokens[i], start, position, term=term)

    def _is_meant(self, term: str) -> bool:
        """Whether this is an exact word that a pattern stands for."""
        if term[0] in (_STEM, MARK):
            return False
        verdict = self._judged.get(term)
        if verdict is None:
            verdict = self._judged[term] = any(is_meant(term) for is_meant in self._patterns)
        return verdict

    def _is_mixed_case(self, text: str, ignore: Sequence[Span]) -> bool:
        """Whether capitals mean something in what is left of `text`; asked only where a cased term was found."""
        small = capital = i = 0
        for match in _STRETCH.finditer(text):
            start, end = match.span()
            while i < len(ignore) and ignore[i][1] <= start:
                i += 1
            if i < len(ignore) and ignore[i][0] < end:
                counted = capitals(match[0], _kept(match[0], start, ignore[i:]))
                small, capital = small + counted.small, capital + counted.capital
            else:
                row = self._rows[match[0]]
                small, capital = small + row.small, capital + row.capital
        return is_mixed_case(small, capital)


class Found:
    """The places of terms in one text, each list in the order of the text."""

    def __init__(self) -> None:
        self.exact: dict[str, list[Place]] = {}
        self.stems: dict[str, list[Place]] = {}
        self.cased: dict[str, list[Place]] = {}

    def add(
        self, places: dict[str, list[Place]], token: Token, start: int, position: int, *, term: str | None = None
    ) -> None:
        """Take up a token of a stretch that begins at `start` and `position`."""
        place = Place(position + token.position, start + token.start, start + token.end)
        places.setdefault(term or token.text, []).append(place)

    def of_stem(self, term: str) -> Sequence[Place]:
        """Where a term of the stem field stands."""
        return (self.cased if term.startswith(MARK) else self.stems).get(term, ())


def _kept(stretch: str, start: int, cut: Sequence[Span]) -> Sequence[Token]:
    """The tokens of a stretch that begins at `start` and touch none of the spans of the text."""
    tokens = tokenize(stretch)
    return outside(tokens, [(first - start, last - start) for first, last in cut]) if cut else tokens


class _Rows(dict[str, _Row]):
    """The rows of the stretches of one language; a stretch that is not there is cut, and remembered if it is short."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._analyzer = analyzer_for(language)

    def __missing__(self, stretch: str) -> _Row:
        row = self._row(stretch)
        if len(stretch) <= _MAX_REMEMBERED_CHARS:
            if len(self) >= _MAX_REMEMBERED:
                self.clear()
            self[stretch] = row
        return row

    def _row(self, stretch: str) -> _Row:
        tokens = tokenize(stretch)
        cases = capitals(stretch, tokens)
        terms = dict.fromkeys([*(token.text for token in tokens), *self._stems(stretch, tokens), *cases.terms.values()])
        width = tokens[-1].position + 1 if tokens else 0
        return _Row(tuple(terms), width, cases.small, cases.capital)

    def _stems(self, stretch: str, tokens: Sequence[Token]) -> Iterator[str]:
        stems = self._analyzer.stem_tokens(stretch, tokens)
        return (_STEM + token.text for token in stems if not token.text.startswith(MARK))


@lru_cache(maxsize=_LANGUAGES)
def _rows(language: str) -> _Rows:
    return _Rows(language)
