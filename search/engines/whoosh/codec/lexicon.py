"""Texts to numbered terms and positions, a batch at a time.

What the tokens of a text are is decided between two spaces (`search.analysis.tokenize` joins nothing across white
space), so every distinct *stretch* without a space is tokenised once and remembered as a row of numbers; a batch then
looks up the row of every stretch (`stretches`), and the rest is numpy. The result is that of `tokenize` and
`stem_tokens` by construction, not by a second tokeniser. A stretch also knows what it adds to the stem fields beyond
the stem of each token: words with hyphens as a whole (stemmed by language later), and cased terms, which count in a
text of mixed case only.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress
from typing import TypeAlias

import numpy as np

from search import analysis
from search.analysis import Analyzer
from search.analysis.capitals import capitals, is_mixed_case
from search.engines.whoosh.codec.container import Array
from search.engines.whoosh.codec.occurrences import Occurrences, joined, places_of
from search.engines.whoosh.codec.said import SaidPositions, joined_said, said_positions
from search.engines.whoosh.codec.stretches import MAX_BYTES, KeyTable, Stretches, cut

Spans: TypeAlias = Sequence[tuple[int, int]]

_MAX_REMEMBERED_CHARS = 64  # longer stretches (runs of Chinese, garbage) do not come again
_MAX_ROWS = 1_500_000  # of some 300 bytes each, words included; then the table begins anew
_MAX_VALUES = 20_000_000  # in all rows: 160 MB, should stretches be long
_MAX_WORDS = 2_000_000  # of some 200 bytes each: runs of Chinese have more of them than rows
_CHARS_AT_ONCE = 600_000  # of texts: what is worked out of so many takes some 10 MB
_STRETCH = re.compile(r"\S+")
_MARKS = r"[!-/:-@\[-`{-~]*"
_PLAIN_WORD = re.compile(rf"{_MARKS}([A-Z]?[a-z]+){_MARKS}")


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchTokens:
    """The tokens of one text field of a batch of documents."""

    exact: Occurrences
    wholes: Occurrences  # words with hyphens, at the position of their first part
    cased: Occurrences
    lengths: Array  # (documents,) int64: distinct positions of the exact field
    said: SaidPositions


class Numbered(dict[bytes, int]):
    """Words numbered as they are first asked for; `words` has them by number."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[bytes] = []

    def __missing__(self, word: bytes) -> int:
        number = self[word] = len(self.words)
        self.words.append(word)
        return number


@dataclass(slots=True)
class _Table:
    """Rows of (term, places ahead) of different lengths, which only grows: row i ends where row i + 1 begins."""

    terms: array[int] = field(default_factory=lambda: array("i"))
    ahead: array[int] = field(default_factory=lambda: array("i"))
    starts: array[int] = field(default_factory=lambda: array("q", [0]))  # of all rows and of the next one

    def add(self, row: Iterable[tuple[int, int]]) -> int:
        """Append a row; its number."""
        for term, ahead in row:
            self.terms.append(term)
            self.ahead.append(ahead)
        self.starts.append(len(self.terms))
        return len(self.starts) - 2

    def occurrences(self, rows: Array, documents: Array, positions: Array) -> Occurrences:
        """The rows (n,) written out, each at its document and position."""
        starts = _view(self.starts)[rows]
        counts = _view(self.starts)[rows + 1] - starts
        within = np.repeat(starts - (np.cumsum(counts) - counts), counts) + np.arange(int(counts.sum()))
        return Occurrences(
            terms=_view(self.terms)[within],
            places=places_of(np.repeat(documents, counts), np.repeat(positions, counts) + _view(self.ahead)[within]),
        )


def _view(values: array[int]) -> Array:
    kind = np.dtype(values.typecode)
    return np.frombuffer(values, kind) if values else np.zeros(0, kind)


_COLUMNS = 6
_TERM, _EXTRAS, _WIDTH, _KEPT, _SMALL, _CAPITAL = range(_COLUMNS)
"""What a row says of its stretch: the term, where that is all there is in the exact field, else -1 less the number of
its row in the table of the others; its row in the tables of wholes and of cased terms, -1 where it has neither; how
many positions it takes; at how many of them there is a token that is not skipped; its small letters, its capitals."""


class Lexicon:
    """The stretches met so far, each with its row; `tokens` reads texts by them. For one thread."""

    def __init__(self) -> None:
        self._begin()

    def __len__(self) -> int:
        """How many stretches it remembers."""
        return len(self._short) + len(self._long)

    def tokens(self, texts: Sequence[str], skipped: Sequence[Spans], said: Sequence[Spans] = ()) -> BatchTokens:
        """The tokens of the texts, without those that touch a skipped span ([start, end) in code points).

        Their terms are numbers in `terms` until the next call. `said` are the statements of each text.
        """
        said = said or [()] * len(texts)
        if self._is_full():
            self._begin()
        parts = [self._read(texts[i:j], skipped[i:j], said[i:j], first=i) for i, j in _ranges(texts)]
        return BatchTokens(
            exact=joined([part.exact for part in parts]),
            wholes=joined([part.wholes for part in parts]),
            cased=joined([part.cased for part in parts]),
            lengths=np.concatenate([part.lengths for part in parts]),
            said=joined_said([part.said for part in parts]),
        )

    def stems(self, terms: Array, analyzer: Analyzer) -> Array:
        """(n,) int32: which terms are the stems of `terms` (n,)."""
        stems = self._stems.setdefault(analyzer.language, array("i"))
        stems.extend([-1] * (len(self.terms) - len(stems)))
        words = self.terms.words
        for term in np.unique(terms[_view(stems)[terms] < 0]).tolist():
            stems[term] = self.terms[analyzer.stem(words[term].decode()).encode()]
        return _view(stems)[terms]

    def _is_full(self) -> bool:
        values, words = len(self._others.terms), len(self.terms.words)
        return len(self._rows) > _MAX_ROWS * _COLUMNS or values > _MAX_VALUES or words > _MAX_WORDS

    def _begin(self) -> None:
        self._short = KeyTable()
        self._long: dict[str, int] = {}  # the rows of what is too long for a key, or found no room
        self.terms = Numbered()
        self._rows = array("i")  # _COLUMNS values each
        self._blanks: dict[int, int] = {}  # rows by width
        self._others, self._wholes, self._cased = _Table(), _Table(), _Table()
        self._stems: dict[str, array[int]] = {}  # by language: for each term that of its stem, or -1

    def _read(
        self, texts: Sequence[str], skipped: Sequence[Spans], said: Sequence[Spans], *, first: int
    ) -> BatchTokens:
        """The tokens of some texts of a batch, from document `first` on."""
        numbers, counts = self._numbers(texts, skipped)
        rows = _view(self._rows).reshape(-1, _COLUMNS).take(numbers, axis=0)
        documents = np.repeat(np.arange(first, first + len(texts)), counts)
        positions = _before(rows[:, _WIDTH], counts)
        lengths, small, capital = _sums(rows[:, _KEPT:], counts).T
        has_extras = np.flatnonzero(rows[:, _EXTRAS] >= 0)
        extras = rows[has_extras, _EXTRAS], documents[has_extras], positions[has_extras]
        is_mixed = np.array([is_mixed_case(*both) for both in zip(small.tolist(), capital.tolist(), strict=True)], bool)
        in_mixed = is_mixed[extras[1] - first]
        return BatchTokens(
            exact=self._exact(rows[:, _TERM], documents, positions),
            wholes=self._wholes.occurrences(*extras),
            cased=self._cased.occurrences(*(column[in_mixed] for column in extras)),
            lengths=lengths,
            said=_said(texts, said, counts, positions, rows[:, _WIDTH]),
        )

    def _numbers(self, texts: Sequence[str], skipped: Sequence[Spans]) -> tuple[Array, Array]:
        """The rows of all stretches, and (texts,) how many each text has."""
        stretches = cut(texts)
        numbers = self._short.find(stretches.keys(slice(None)))
        self._add_missing(stretches, numbers)
        ends = np.cumsum(stretches.counts)
        for place in [place for place, spans in enumerate(skipped) if spans]:
            own = numbers[ends[place] - stretches.counts[place] : ends[place]]
            self._skip(own, texts[place], skipped[place])
        return numbers, stretches.counts

    def _add_missing(self, stretches: Stretches, numbers: Array) -> None:
        """Fill in the rows of the stretches that are not in the table of short ones, where `numbers` says -1."""
        missing = np.flatnonzero(numbers < 0)
        fresh: dict[str, int] = {}
        firsts: list[int] = []
        rows: list[int] = []
        for stretch in stretches.texts(missing):
            row = self._long.get(stretch, -1)
            if row < 0 and (row := fresh.get(stretch, -1)) < 0:
                row = fresh[stretch] = self._add(stretch, ())
                firsts.append(len(rows))
            rows.append(row)
        numbers[missing] = rows
        added = missing[firsts]
        is_short = stretches.lengths[added] <= MAX_BYTES
        has_no_key = ~is_short
        has_no_key[is_short] = self._short.add(stretches.keys(added[is_short]), numbers[added[is_short]])
        self._long.update(
            (s, row) for s, row in compress(fresh.items(), has_no_key.tolist()) if len(s) <= _MAX_REMEMBERED_CHARS
        )

    def _skip(self, rows: Array, text: str, spans: Spans) -> None:
        """Put other rows in the places of the stretches of a text that touch one of the spans, ascending and apart."""
        for number, stretch in enumerate(_STRETCH.finditer(text)):
            start, end = stretch.span()
            cut = [(max(first, start), min(last, end)) for first, last in analysis.touching(spans, start, end)]
            if cut == [(start, end)]:
                rows[number] = self._blank(int(rows[number]))
            elif cut:
                rows[number] = self._add(stretch[0], [(first - start, last - start) for first, last in cut])

    def _blank(self, row: int) -> int:
        """The row of a stretch as wide as that of `row`, of which nothing is left."""
        width = self._rows[row * _COLUMNS + _WIDTH]
        if width not in self._blanks:
            self._blanks[width] = self._add_row(-1 - self._others.add(()), -1, width, 0, 0, 0)
        return self._blanks[width]

    def _exact(self, terms: Array, documents: Array, positions: Array) -> Occurrences:
        """The exact field's tokens of stretches (n,); `terms` is what their rows say."""
        is_single = terms >= 0
        others = np.flatnonzero(~is_single)
        every = Occurrences(terms=terms, places=places_of(documents, positions))
        return joined([
            every[np.flatnonzero(is_single)],
            self._others.occurrences(-1 - terms[others], documents[others], positions[others]),
        ])  # fmt: skip

    def _add(self, stretch: str, skipped: Spans) -> int:
        """The row of a stretch, made anew."""
        if not skipped and (plain := _PLAIN_WORD.fullmatch(stretch)):
            return self._add_plain(plain[1])
        every = analysis.tokenize(stretch)
        tokens = [t for t in every if not any(first < t.end and t.start < last for first, last in skipped)]
        width = every[-1].position + 1 if every else 0
        cases = capitals(stretch, tokens)
        return self._add_row(
            self._exact_row(tokens, width),
            self._extras_row(stretch, tokens, cases.terms),
            width,
            len({token.position for token in tokens}),
            cases.small,
            cases.capital,
        )

    def _add_plain(self, word: str) -> int:
        """The same for one word of ASCII letters, only the first of which may be a capital, with any marks around it:
        most are, and are sooner seen to be than taken apart."""
        capital = int(word[0] < "a")
        return self._add_row(self.terms[analysis.fold(word).encode()], -1, 1, 1, len(word) - capital, capital)

    def _add_row(self, *columns: int) -> int:
        self._rows.extend(columns)
        return len(self._rows) // _COLUMNS - 1

    def _exact_row(self, tokens: Sequence[analysis.Token], width: int) -> int:
        if len(tokens) == width == 1:
            return self.terms[tokens[0].text.encode()]
        return -1 - self._others.add((self.terms[token.text.encode()], token.position) for token in tokens)

    def _extras_row(self, stretch: str, tokens: Sequence[analysis.Token], cased: Mapping[int, str]) -> int:
        hyphenated = list(analysis.hyphenated(stretch, tokens))
        if not hyphenated and not cased:
            return -1
        self._wholes.add(
            (self.terms["-".join(part.text for part in tokens[first : last + 1]).encode()], tokens[first].position)
            for first, last in hyphenated
        )
        return self._cased.add((self.terms[term.encode()], tokens[i].position) for i, term in cased.items())


def _ranges(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """[first, last) of what is read together: texts of no more than _CHARS_AT_ONCE, or a single one that has more."""
    first = chars = 0
    for number, text in enumerate(texts):
        chars += len(text)
        if chars > _CHARS_AT_ONCE and number > first:
            yield first, number
            first, chars = number, len(text)
    yield first, len(texts)


def _before(widths: Array, counts: Array) -> Array:
    """(n,) int32: what the widths (n,) before each amount to in its text, when texts have so many of them."""
    ends = np.cumsum(widths, dtype=np.int64)
    starts = ends - widths
    firsts = np.append(starts, 0)[np.minimum(np.cumsum(counts) - counts, len(widths))]
    before: Array = starts - np.repeat(firsts, counts)
    return before.astype(np.int32)


def _said(texts: Sequence[str], said: Sequence[Spans], counts: Array, positions: Array, widths: Array) -> SaidPositions:
    """The positions of the statements of texts that have so many stretches, at such positions and so wide."""
    found: list[list[tuple[int, int]]] = [[] for _ in texts]
    ends = np.cumsum(counts)
    for number in [number for number, spans in enumerate(said) if spans]:
        own = slice(int(ends[number] - counts[number]), int(ends[number]))
        total = int(widths[own].sum())
        found[number] = said_positions(texts[number], said[number], np.append(positions[own], total))
    pairs = np.array([pair for own in found for pair in own], np.int64).reshape(-1, 2)
    return SaidPositions(counts=np.array([len(own) for own in found], np.int64), firsts=pairs[:, 0], sizes=pairs[:, 1])


def _sums(values: Array, counts: Array) -> Array:
    """(texts, columns) int64: the sums of the values (n, columns) of each text, when texts have so many of them."""
    sums = np.zeros((len(counts), values.shape[1]), np.int64)
    is_full = counts > 0
    if is_full.any():
        sums[is_full] = np.add.reduceat(values, (np.cumsum(counts) - counts)[is_full], axis=0, dtype=np.int64)
    return sums
