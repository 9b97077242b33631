"""Where terms stand in a text, without cutting all of it.

What the tokens of a text are is decided between two spaces, so a *stretch* without white space has the same terms
wherever it stands. The stretches of a language are numbered and their terms remembered, both ways round: a text is
looked up stretch by stretch, a term gives the stretches that have it, and only those are cut into tokens again. Words
whose stems are not known yet are stemmed only where their letters may make a wanted one. The result is that of
`tokenize` and `stem_tokens` over the whole text.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, compress
from typing import NamedTuple

from search.analysis import Analyzer, Token, analyzer_for, hyphenated, outside, tokenize
from search.analysis.capitals import MARK, capitals, cased_term, is_mixed_case

Span = tuple[int, int]

_MAX_BYTES = 30 << 20  # that the stretches of a language take; beyond them the numbering begins anew
_STRETCH_BYTES = 150  # of a stretch, beside its characters and its terms
_TERM_BYTES = 250  # of each of its terms: runs of Chinese have one for every character
_LANGUAGES = 8  # whose stretches are remembered
_STRETCH = re.compile(r"\S+")
_STEM = " "  # before a stem, where exact words and stems are in one set
_NEVER = r"(?!)"
_MARKS = '"()[],.:;?!“”…'  # that may stand around a word and are no part of it
_PLAIN_WORD = re.compile(r"[A-Za-z]{1,32}")


class Place(NamedTuple):
    """Where a term is: its position in the text, and its [start, end) in code points."""

    position: int
    start: int
    end: int


class TermFinder:
    """Finds the terms of one query in texts of one language. Safe to share between threads."""

    def __init__(
        self, language: str, *, exact: frozenset[str], stems: frozenset[str], patterns: Sequence[Callable[[str], bool]]
    ) -> None:
        """`exact` and `stems` are terms of the fields, `stems` cased ones too; `patterns` tell which words count."""
        self._language = language
        self._analyzer = analyzer_for(language)
        self._exact = exact
        self._stems = stems
        self._patterns = patterns
        self._wanted = exact | {term if term.startswith(MARK) else _STEM + term for term in stems}
        traces = {self._analyzer.trace(term) for term in stems if not term.startswith(MARK)}
        self._may_be_wanted = re.compile("|".join(map(re.escape, traces)) or _NEVER).search

    def find(self, text: str, *, ignore: Sequence[Span] = ()) -> Found:
        """The places of what is wanted in `text`, in its order, but for those that touch a span of `ignore`."""
        found = Found()
        stretches = _numbered(self._language)
        numbers = list(map(stretches.__getitem__, text.split()))
        wanted = self._having_wanted(stretches, set(numbers))
        if not wanted:
            return found
        positions = accumulate(map(stretches.widths.__getitem__, numbers), initial=0)
        matches = zip(_STRETCH.finditer(text), positions, strict=False)
        for match, position in compress(matches, map(wanted.__contains__, numbers)):
            start, end = match.span()
            cut = [(first, last) for first, last in ignore if first < end and start < last]
            self._add(found, match[0], start, position, cut)
        if found.cased and not _is_mixed_case(text, numbers, stretches, ignore):
            found.cased.clear()
        return found

    def _having_wanted(self, stretches: _Stretches, numbers: set[int]) -> set[int]:
        """Those of the stretches that have anything that is wanted."""
        wanted = {number for term in self._wanted for number in stretches.having.get(term, ())} & numbers
        for number in numbers & stretches.unstemmed.keys():
            words = stretches.unstemmed[number]
            if self._may_be_wanted(words) and any(map(self._has_wanted_stem, words.split())):
                wanted.add(number)
        if self._patterns:
            wanted |= {number for number in numbers if any(map(self._is_meant, stretches.words[number].split()))}
        return wanted

    def _has_wanted_stem(self, word: str) -> bool:
        return bool(self._may_be_wanted(word)) and self._analyzer.stem(word) in self._stems

    def _is_meant(self, word: str) -> bool:
        """Whether this is an exact word that a pattern stands for."""
        return any(is_meant(word) for is_meant in self._patterns)

    def _add(self, found: Found, stretch: str, start: int, position: int, cut: Sequence[Span]) -> None:
        """Take up the places of what is wanted of a stretch that begins at `start` and `position`."""
        tokens = _kept(stretch, start, cut)
        for token in tokens:
            if token.text in self._exact or self._is_meant(token.text):
                found.add(found.exact, token, start, position)
        for token in self._analyzer.stem_tokens(stretch, tokens):
            if token.text in self._stems and not token.text.startswith(MARK):
                found.add(found.stems, token, start, position)
        for i, term in capitals(stretch, tokens).terms.items():
            if term in self._stems:
                found.add(found.cased, tokens[i], start, position, term=term)


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


def _is_mixed_case(text: str, numbers: Sequence[int], stretches: _Stretches, ignore: Sequence[Span]) -> bool:
    """Whether capitals mean something in what is left of `text`; asked only where a cased term was found."""
    small = sum(map(stretches.small.__getitem__, numbers))
    capital = sum(map(stretches.capital.__getitem__, numbers))
    for match, number in zip(_STRETCH.finditer(text), numbers, strict=True) if ignore else ():
        start, end = match.span()
        cut = [(first, last) for first, last in ignore if first < end and start < last]
        if cut:
            left = capitals(match[0], _kept(match[0], start, cut))
            small += left.small - stretches.small[number]
            capital += left.capital - stretches.capital[number]
    return is_mixed_case(small, capital)


class _Stretches(dict[str, int]):
    """The numbers of stretches, given as they are first asked for; the lists have what is known by number."""

    def __init__(self, analyzer: Analyzer) -> None:
        super().__init__()
        self._analyzer = analyzer
        self._lock = threading.Lock()
        self.nbytes = 0  # about
        self.words: list[str] = []  # the exact terms, spaces between them
        self.widths: list[int] = []  # positions taken
        self.small: list[int] = []  # letters of its tokens, for `is_mixed_case`
        self.capital: list[int] = []
        self.unstemmed: dict[int, str] = {}  # words, spaces between them, that a stemmer would have to work on
        self.having: dict[str, list[int]] = {}  # term, stems behind _STEM, to the stretches that have it

    def __missing__(self, stretch: str) -> int:
        word = stretch.strip(_MARKS)
        with self._lock:
            if stretch not in self:
                if not _PLAIN_WORD.fullmatch(word):
                    self[stretch] = self._add(stretch)
                else:
                    if word not in self:
                        self[word] = self._add_word(word)
                    self[stretch] = self[word]  # marks around a word change nothing
                self.nbytes += _STRETCH_BYTES + len(stretch)
        return self[stretch]

    def _add_word(self, surface: str) -> int:
        """Take up a stretch with one plain word in it, as nearly all are: what `_add` does, sooner."""
        word = surface.lower()
        capital = 0 if surface == word else sum(map(str.isupper, surface))
        cased = cased_term(surface) if capital > 1 else None
        stem = self._analyzer.settled(word)
        return self._append(
            [word], {word: stem}, [cased] if cased else (), width=1, small=len(surface) - capital, capital=capital
        )

    def _add(self, stretch: str) -> int:
        tokens = tokenize(stretch)
        cases = capitals(stretch, tokens)
        exact = [token.text for token in tokens]
        wholes = ("-".join(exact[first : last + 1]) for first, last in hyphenated(stretch, tokens))
        return self._append(
            exact,
            {word: self._analyzer.settled(word) for word in (*exact, *wholes)},
            cases.terms.values(),
            width=tokens[-1].position + 1 if tokens else 0,
            small=cases.small,
            capital=cases.capital,
        )

    def _append(
        self,
        exact: Sequence[str],
        stems: dict[str, str | None],
        cased: Iterable[str],
        *,
        width: int,
        small: int,
        capital: int,
    ) -> int:
        number = len(self.widths)
        terms = {*exact, *cased, *(_STEM + stem for stem in stems.values() if stem is not None)}
        for term in terms:
            self.having.setdefault(term, []).append(number)
        self.nbytes += _TERM_BYTES * len(terms)
        unstemmed = " ".join(word for word, stem in stems.items() if stem is None)
        if unstemmed:
            self.unstemmed[number] = unstemmed
        self.words.append(" ".join(exact))
        self.small.append(small)
        self.capital.append(capital)
        self.widths.append(width)
        return number


def _numbered(language: str) -> _Stretches:
    """The stretches of a language that were met; new ones where those take too much."""
    stretches = _of_language(language)
    if stretches[0].nbytes > _MAX_BYTES:
        stretches[0] = _Stretches(analyzer_for(language))
    return stretches[0]


@lru_cache(maxsize=_LANGUAGES)
def _of_language(language: str) -> list[_Stretches]:
    return [_Stretches(analyzer_for(language))]
