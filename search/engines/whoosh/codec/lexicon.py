"""Texts to numbered terms and positions, a batch at a time.

What the tokens of a text are is decided between two spaces (`search.analysis.tokenize` joins nothing across white
space), so every distinct *stretch* without a space is tokenised once and remembered; a batch is then one look-up per
stretch, and the rest is numpy. The result is that of `tokenize` and `stem_tokens` by construction, not by a second
tokeniser. A stretch also knows what it adds to the stem fields beyond the stem of each token: words with hyphens as a
whole (stemmed by language later), and cased terms, which count in a text of mixed case only.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from search import analysis
from search.analysis.capitals import capitals, is_mixed_case
from search.engines.whoosh.codec.container import Array

Spans: TypeAlias = Sequence[tuple[int, int]]

_MAX_REMEMBERED_CHARS = 64  # longer stretches (runs of Chinese, garbage) do not come again
_MAX_ROWS = 1_500_000  # of some 300 bytes each, words included; then the table begins anew
_MAX_VALUES = 20_000_000  # in all rows: 160 MB, should stretches be long
_STRETCH = re.compile(r"\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrences:
    """Where terms are in the documents of a batch: (n,) arrays, by document, then position."""

    terms: Array  # int64, numbers in the lexicon
    documents: Array  # int64
    positions: Array  # int64


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchTokens:
    """The tokens of one text field of a batch of documents."""

    exact: Occurrences
    wholes: Occurrences  # words with hyphens, at the position of their first part
    cased: Occurrences
    lengths: Array  # (documents,) int64: distinct positions of the exact field


class Numbered(dict[str, int]):
    """Words numbered as they are first asked for; `words` has them by number."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self.words)
        self.words.append(word)
        return number


@dataclass(slots=True)
class _Table:
    """Rows of (term, places ahead) of different lengths, which only grows: row i ends before `ends[i]`."""

    terms: array[int] = field(default_factory=lambda: array("i"))
    ahead: array[int] = field(default_factory=lambda: array("i"))
    ends: array[int] = field(default_factory=lambda: array("q"))

    def add(self, row: Iterable[tuple[int, int]]) -> None:
        for term, ahead in row:
            self.terms.append(term)
            self.ahead.append(ahead)
        self.ends.append(len(self.terms))

    def occurrences(self, rows: Array, documents: Array, positions: Array) -> Occurrences:
        """The rows (n,) written out, each at its document and position."""
        ends = np.frombuffer(self.ends, np.int64)
        starts = np.concatenate((np.zeros(1, np.int64), ends[:-1]))[rows]
        counts = ends[rows] - starts
        within = np.repeat(starts - (np.cumsum(counts) - counts), counts) + np.arange(int(counts.sum()))
        return Occurrences(
            terms=_view(self.terms)[within].astype(np.int64),
            documents=np.repeat(documents, counts),
            positions=np.repeat(positions, counts) + _view(self.ahead)[within],
        )


def _view(values: array[int]) -> Array:
    return np.frombuffer(values, np.int32) if values else np.zeros(0, np.int32)


class Lexicon(dict[str, int]):
    """The stretches met so far, each with its row; `tokens` reads texts by them. For one thread."""

    def __init__(self) -> None:
        super().__init__()
        self._begin()

    def tokens(self, texts: Sequence[str], skipped: Sequence[Spans]) -> BatchTokens:
        """The tokens of the texts, without those that touch a skipped span ([start, end) in code points).

        Their terms are numbers in `terms` until the next call.
        """
        if len(self._widths) > _MAX_ROWS or len(self._exact.terms) > _MAX_VALUES:
            self._begin()
        rows, counts = self._rows(texts, skipped)
        documents = np.repeat(np.arange(len(texts)), counts)
        widths = np.frombuffer(self._widths, np.int32)[rows].astype(np.int64) if len(rows) else np.zeros(0, np.int64)
        before = np.cumsum(widths) - widths
        first = np.concatenate((before, [0]))[np.minimum(np.cumsum(counts) - counts, len(rows))]
        positions = before - np.repeat(first, counts)
        lengths = self._kept_positions(rows, documents, len(texts))
        return BatchTokens(
            exact=self._exact.occurrences(rows, documents, positions),
            wholes=self._wholes.occurrences(rows, documents, positions),
            cased=self._cased_where_mixed(rows, documents, positions, len(texts)),
            lengths=lengths,
        )

    def _begin(self) -> None:
        self.clear()
        self.terms = Numbered()
        self._exact, self._wholes, self._cased = _Table(), _Table(), _Table()
        self._widths = array("i")  # positions that a stretch takes
        self._kept = array("i")  # of those, the ones with a token that is not skipped
        self._small = array("i")
        self._capital = array("i")

    def __missing__(self, stretch: str) -> int:
        row = self._add(stretch, ())
        if len(stretch) <= _MAX_REMEMBERED_CHARS:
            self[stretch] = row
        return row

    def _rows(self, texts: Sequence[str], skipped: Sequence[Spans]) -> tuple[Array, Array]:
        """The rows of all stretches, and (texts,) how many each text has."""
        rows: list[int] = []
        counts = np.empty(len(texts), np.int64)
        get = self.__getitem__
        for number, (text, spans) in enumerate(zip(texts, skipped, strict=True)):
            before = len(rows)
            if spans:
                rows.extend(self._rows_around(text, spans))
            else:
                rows.extend(map(get, text.split()))
            counts[number] = len(rows) - before
        return np.array(rows, np.int64), counts

    def _rows_around(self, text: str, spans: Spans) -> Iterator[int]:
        for stretch in _STRETCH.finditer(text):
            start, end = stretch.span()
            cut = tuple((first - start, last - start) for first, last in spans if first < end and start < last)
            yield self._add(stretch[0], cut) if cut else self[stretch[0]]

    def _add(self, stretch: str, skipped: Spans) -> int:
        """The row of a stretch, made anew."""
        every = analysis.tokenize(stretch)
        tokens = [t for t in every if not any(first < t.end and t.start < last for first, last in skipped)]
        number = self.terms.__getitem__
        self._exact.add((number(token.text), token.position) for token in tokens)
        self._wholes.add(
            (number("-".join(part.text for part in tokens[first : last + 1])), tokens[first].position)
            for first, last in analysis.hyphenated(stretch, tokens)
        )
        cases = capitals(stretch, tokens)
        self._cased.add((number(term), tokens[i].position) for i, term in cases.terms.items())
        self._small.append(cases.small)
        self._capital.append(cases.capital)
        self._widths.append(every[-1].position + 1 if every else 0)
        self._kept.append(len({token.position for token in tokens}))
        return len(self._widths) - 1

    def _kept_positions(self, rows: Array, documents: Array, size: int) -> Array:
        return _sums(self._kept, rows, documents, size)

    def _cased_where_mixed(self, rows: Array, documents: Array, positions: Array, size: int) -> Occurrences:
        small = _sums(self._small, rows, documents, size)
        capital = _sums(self._capital, rows, documents, size)
        is_mixed = np.array([is_mixed_case(*both) for both in zip(small.tolist(), capital.tolist(), strict=True)], bool)
        kept = is_mixed[documents] if len(documents) else np.zeros(0, bool)
        return self._cased.occurrences(rows[kept], documents[kept], positions[kept])


def _sums(values: array[int], rows: Array, documents: Array, size: int) -> Array:
    """(size,) int64: by document the sum of the values of its rows."""
    if not len(rows):
        return np.zeros(size, np.int64)
    return np.bincount(documents, np.frombuffer(values, np.int32)[rows], minlength=size).astype(np.int64)
