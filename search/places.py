"""Where terms stand in a text, without cutting all of it.

What the tokens of a text are is decided between two spaces, so a *stretch* without white space has the same terms
wherever it stands. One regular expression finds the stretches that may have a wanted term: those in which its letters
are, or letters that every word with its stem has (`Analyzer.trace`), and those that are *odd*, where a term need not
stand as it is written. Only these are cut into tokens, and what short ones were cut into is remembered. The result is
that of `tokenize` and `stem_tokens` over the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from search.analysis import Token, analyzer_for, outside, tokenize, touching
from search.analysis.capitals import MARK, capitals, is_mixed_case

Span = tuple[int, int]

_MAX_REMEMBERED = 1 << 14  # stretches
_MAX_WITHOUT = 1 << 12  # of those, by one finder
_MAX_TRIED = 100_000  # words of a text times patterns: a second, should text and query be made to be slow
_SHORT = 32  # characters of a stretch that is remembered
_SPACE = re.compile(r"\s")
_ANY = r"\S"
_AS_WRITTEN = "一-鿿가-힣ぁ-ゖァ-ヺー、。「」『』（），！？：；"  # beside ASCII: letters that fold to themselves, marks
_ODD = (rf"[^\x00-\x7F\s{_AS_WRITTEN}]", r"['`.][a-z]", r"2(?![0-9])")  # é, Jum'at, A.S., kompas.com, anak2nya
_DIGIT = r"[0-9]"
_AROUND = '("“)”.,:;?!…'  # marks that may stand around a word and are no part of it
_ONE_WORD = re.compile(rf"(?<!\S)[{_AROUND}]*+[A-Za-z]++[{_AROUND}]*+(?!\S)")
_MARKS = {'"': "“”„…–—", "'": "‘’"}  # what is not odd although it is not ASCII, and what it is as good as
_SMALL = bytes(range(ord("a"), ord("z") + 1))


class Place(NamedTuple):
    """Where a term is: its position in the text, and its [start, end) in code points."""

    position: int
    start: int
    end: int


class Pattern(NamedTuple):
    """What tells which exact words are wanted."""

    letters: str  # that each of them has in it, one behind the other
    is_meant: Callable[[str], bool]


class TermFinder:
    """Finds the terms of one query in texts of one language. Safe to share between threads."""

    def __init__(
        self,
        language: str,
        *,
        exact: frozenset[str],
        stems: frozenset[str],
        patterns: Sequence[Pattern] = (),
        with_positions: bool = True,
    ) -> None:
        """`exact` and `stems` are terms of the fields, `stems` cased ones too; without positions all are 0."""
        self._language = language
        self._exact = exact
        self._cased = frozenset(term for term in stems if term.startswith(MARK))
        self._stems = stems - self._cased
        self._patterns = patterns
        self._with_positions = with_positions
        self._without: set[str] = set()  # stretches that were looked at in vain
        written = {*exact, *(pattern.letters for pattern in patterns), *(term[1:].lower() for term in self._cased)}
        traces = {*map(re.escape, written), *map(analyzer_for(language).trace, self._stems)}
        digits = [_DIGIT] if any(map(re.compile(_DIGIT).search, written | self._stems)) else []
        self._may_have = re.compile("|".join(trace or _ANY for trace in (*sorted(traces), *digits, *_ODD))).search

    def find(self, text: str, *, ignore: Sequence[Span] = ()) -> Found:
        """The places of what is wanted in `text`, in its order, but for those that touch a span of `ignore`."""
        found = Found()
        position = counted = 0
        for start, end in self._candidates(text):
            stretch = text[start:end]
            if stretch in self._without:
                continue
            if self._with_positions:
                position += _width(text[counted:start])
                counted = start
            cut = [(first - start, last - start) for first, last in touching(ignore, start, end)]
            has_any = self._add(found, stretch, start, position, cut)
            is_whole = not cut and found.tried <= _MAX_TRIED
            if not has_any and is_whole and len(stretch) <= _SHORT:
                self._without.add(stretch)
                if len(self._without) > _MAX_WITHOUT:
                    self._without.clear()
        if found.cased and not _is_mixed_case(text, ignore):
            found.cased.clear()
        return found

    def _candidates(self, text: str) -> Iterator[Span]:
        """The stretches that may have something that is wanted."""
        plain = _plain(text)
        end = 0
        while match := self._may_have(plain, end):
            start = match.start()
            while start > end and not plain[start - 1].isspace():
                start -= 1
            space = _SPACE.search(plain, match.end())
            end = space.start() if space else len(plain)
            yield start, end

    def _add(self, found: Found, stretch: str, start: int, position: int, cut: Sequence[Span]) -> bool:
        """Take up the places of what is wanted of a stretch that begins at `start` and `position`, if there are any."""
        before = found.count
        tokens = outside(_tokens(stretch), cut)
        for token in tokens:
            if token.text in self._exact or self._is_meant(token.text, found):
                found.add(found.exact, token, start, position)
        if self._stems:
            for token in _stems(stretch, self._language, tokens if cut else None):
                if token.text in self._stems:
                    found.add(found.stems, token, start, position)
        if self._cased:
            for i, term in capitals(stretch, tokens).terms.items():
                if term in self._cased:
                    found.add(found.cased, tokens[i], start, position, term=term)
        return found.count > before

    def _is_meant(self, word: str, found: Found) -> bool:
        """Whether this is an exact word that a pattern stands for, while not too many have been tried."""
        found.tried += len(self._patterns)
        return found.tried <= _MAX_TRIED and any(pattern.is_meant(word) for pattern in self._patterns)


class Found:
    """The places of terms in one text, each list in the order of the text."""

    def __init__(self) -> None:
        self.exact: dict[str, list[Place]] = {}
        self.stems: dict[str, list[Place]] = {}
        self.cased: dict[str, list[Place]] = {}
        self.count = 0
        self.tried = 0  # words times patterns

    def add(
        self, places: dict[str, list[Place]], token: Token, start: int, position: int, *, term: str | None = None
    ) -> None:
        """Take up a token of a stretch that begins at `start` and `position`."""
        place = Place(position + token.position, start + token.start, start + token.end)
        places.setdefault(term or token.text, []).append(place)
        self.count += 1

    def of_stem(self, term: str) -> Sequence[Place]:
        """Where a term of the stem field stands."""
        return (self.cased if term.startswith(MARK) else self.stems).get(term, ())


def _plain(text: str) -> str:
    """The text as it is searched, of the same length: in small letters, with plain quotes and dashes."""
    if not text.isascii():
        text = text.replace("İ", "ı")  # the only letter whose small one is longer
        for plain, marks in _MARKS.items():
            for mark in marks:
                text = text.replace(mark, plain)
    return text.lower()


def _is_mixed_case(text: str, ignore: Sequence[Span]) -> bool:
    """Whether capitals mean something in what is left of `text` without the tokens that touch a span of `ignore`.

    Guessed first: each small letter is in a token at least, every other character in two at most (a domain, a label).
    """
    others = len(text.encode("ascii", "replace").translate(None, _SMALL))
    small = len(text) - others
    for first, last in ignore:
        end = text.find(" ", last)
        small -= (len(text) if end < 0 else end) - (text.rfind(" ", 0, first) + 1)
    if is_mixed_case(small, 2 * others):
        return True
    left = capitals(text, outside(tokenize(text), ignore))
    return is_mixed_case(left.small, left.capital)


def _tokens(stretch: str) -> Sequence[Token]:
    return _short_tokens(stretch) if len(stretch) <= _SHORT else tokenize(stretch)


def _stems(stretch: str, language: str, tokens: Sequence[Token] | None) -> Sequence[Token]:
    """The stem-field tokens of a stretch, or of those `tokens` of it; cased ones depend on the whole text."""
    if tokens is None and len(stretch) <= _SHORT:
        return _short_stems(stretch, language)
    return analyzer_for(language).stem_tokens(stretch, tokens)


def _width(text: str) -> int:
    """How many positions the stretches of a text take."""
    others, width = _ONE_WORD.subn("", text)
    for stretch in others.split():
        tokens = _tokens(stretch)
        width += tokens[-1].position + 1 if tokens else 0
    return width


@lru_cache(maxsize=_MAX_REMEMBERED)
def _short_tokens(stretch: str) -> Sequence[Token]:
    if _ONE_WORD.fullmatch(stretch):  # as nearly all are: what `tokenize` gives, sooner
        word = stretch.strip(_AROUND)
        start = stretch.index(word)
        return [Token(word.lower(), 0, start, start + len(word))]
    return tokenize(stretch)


@lru_cache(maxsize=_MAX_REMEMBERED)
def _short_stems(stretch: str, language: str) -> Sequence[Token]:
    tokens, analyzer = _short_tokens(stretch), analyzer_for(language)
    if len(tokens) == 1:
        return [Token(analyzer.stem(tokens[0].text), 0, tokens[0].start, tokens[0].end)]
    return analyzer.stem_tokens(stretch, tokens)
