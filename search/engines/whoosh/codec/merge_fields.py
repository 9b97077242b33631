"""The fields of a merged segment: postings with all that depends on the numbers of their terms.

Merging the postings of a field gives each of its terms a new ordinal, in byte order and without those that no live
document has. The stems of words and the values of documents are then renumbered by it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import count

import numpy as np

from search.engines.whoosh.codec.container import Array, ContainerWriter
from search.engines.whoosh.codec.dictionary import DictionaryWriter
from search.engines.whoosh.codec.merge_postings import Input, merged_postings
from search.engines.whoosh.codec.merge_terms import merged_terms
from search.engines.whoosh.codec.planes import PlaneWriter
from search.engines.whoosh.codec.postings import FieldPostings, Postings
from search.engines.whoosh.codec.postings_writer import PostingsWriter
from search.engines.whoosh.codec.runs import distinct
from search.engines.whoosh.codec.segment_view import MORE
from search.engines.whoosh.codec.spool import Spool, Spools
from search.engines.whoosh.codec.stems import Stems
from search.engines.whoosh.codec.values import Values, write_rows

_WORD_BITS = 32
_DOCUMENTS_AT_ONCE = 1 << 16


class MergedFields:
    """Writes the fields of the segment that the inputs become: so many documents, `language_of` (documents,) each."""

    def __init__(self, writer: ContainerWriter, inputs: Sequence[Input], codes: Sequence[str], language_of: Array):
        self._writer = writer
        self._inputs = inputs
        self._codes = codes
        self._language_of = language_of

    def write_text(self, name: str) -> None:
        """Write an exact field, its stems, and what stands in stem fields besides."""
        held = _HeldTerms(self._language_of, len(self._codes))
        with Spools(self._writer.path) as spools:
            field = self._new_field(spools, has_positions=True)
            ordinals = self._merge([source.view.exact(name) for source in self._inputs], field, held)
            field.write(self._writer, name)
        for code, is_held in zip(self._codes, held.by_language(), strict=True):
            self._write_stems(f"{name}_{code}", ordinals, is_held)
        with Spools(self._writer.path) as spools:
            more = self._new_field(spools, has_positions=True)
            self._merge([source.view.exact(name + MORE) for source in self._inputs], more)
            more.write(self._writer, name + MORE)

    def write_values(self, name: str) -> None:
        """Write a value column. A value is called what its first live document calls it."""
        columns = [source.view.values(name) for source in self._inputs]
        with Spools(self._writer.path) as spools:
            field = self._new_field(spools, has_positions=False)
            ordinals = self._merge([column.postings for column in columns], field)
            field.write(self._writer, name)
            rows = _MergedRows(spools(), values=len(field))
            for column, source, numbers in zip(columns, self._inputs, ordinals, strict=True):
                rows.add(column, source.is_live, numbers)
            rows.write(self._writer, name)

    def _new_field(self, spools: Spools, *, has_positions: bool) -> PostingsWriter:
        return PostingsWriter(len(self._language_of), has_positions=has_positions, new_spool=spools)

    def _merge(self, every: Sequence[Postings], field: PostingsWriter, held: _HeldTerms | None = None) -> list[Array]:
        """Merge the inputs' postings into `field`; by input (terms,) int32: the new ordinal of each term, or -1."""
        ordinals: list[list[Array]] = [[np.zeros(0, np.int32)] for _ in every]
        for merged in merged_postings(list(zip(every, self._inputs, strict=True))):
            for own, places in zip(ordinals, merged.places, strict=True):
                own.append(np.where(places < 0, -1, places + len(field)).astype(np.int32))
            if held is not None:
                held.add(merged.postings)
            field.add(merged.postings)
            for positions in merged.positions:
                field.add_positions(positions)
        return [np.concatenate(own) for own in ordinals]

    def _write_stems(self, name: str, ordinals: Sequence[Array], is_held: Array) -> None:
        """Write the stems of the words that `is_held` (words,) marks, unless the language only folds."""
        opened = [source.view.stems(name) for source in self._inputs]
        inputs = [(stems, own) for stems, own in zip(opened, ordinals, strict=True) if stems is not None]
        if not inputs:
            return
        with Spools(self._writer.path) as spools:
            dictionary = DictionaryWriter(spools)
            counts, words = PlaneWriter(spools()), PlaneWriter(spools())
            for terms in merged_terms([stems.terms for stems, _ in inputs]):
                keys = distinct(np.concatenate([
                    _stem_words(stems, own, is_held, first=first, places=places)
                    for (stems, own), first, places in zip(inputs, terms.firsts, terms.places, strict=True)
                ]))  # fmt: skip
                counted = np.bincount(keys >> _WORD_BITS, minlength=len(terms.terms))
                dictionary.add(terms.terms.take(np.flatnonzero(counted)))
                counts.add(counted[counted > 0] - 1)
                words.add(keys & ((1 << _WORD_BITS) - 1))
            dictionary.write(self._writer, name)
            counts.write(self._writer, f"{name}.counts")
            words.write(self._writer, f"{name}.words")


def _stem_words(stems: Stems, ordinals: Array, is_held: Array, *, first: int, places: Array) -> Array:
    """(n,) int64: of the stems from `first` on, at `places` in a slice, the words that are held: place << 32 | word."""
    counts, words = stems.rows(first, first + len(places))
    numbers = ordinals[words]
    kept = (numbers >= 0) & (is_held[numbers] if len(is_held) else False)
    return (np.repeat(places, counts) << _WORD_BITS | numbers)[kept]


class _HeldTerms:
    """Which terms of a field the documents of each language hold."""

    def __init__(self, language_of: Array, languages: int) -> None:
        self._language_of = language_of  # (documents,)
        self._languages = languages
        self._parts = [np.zeros((languages, 0), bool)]

    def add(self, postings: FieldPostings) -> None:
        """Take in the postings of the next terms."""
        terms = len(postings.terms)
        held = np.full((self._languages, terms), self._languages == 1)
        if self._languages > 1:
            term_of_posting = np.repeat(np.arange(terms), np.diff(postings.starts))
            held[self._language_of[postings.documents], term_of_posting] = True
        self._parts.append(held)

    def by_language(self) -> Array:
        """(languages, terms) bool."""
        return np.concatenate(self._parts, axis=1)


class _MergedRows:
    """The values of each document of a column, input after input, and what they are called."""

    def __init__(self, ordinals: Spool, *, values: int) -> None:
        self._ordinals = ordinals
        self._counts: list[Array] = []  # (documents,) int64: how many rows each document has
        self._labels: defaultdict[bytes, int] = defaultdict(count().__next__)  # numbered as they are met
        self._label_of = np.full(values, -1)
        self._renamed = [(np.zeros(0, np.int64), np.zeros(0, np.int64))]  # rows and numbers of their labels

    def add(self, column: Values, is_live: Array, numbers: Array) -> None:
        """Append the live documents of an input, whose value i is value numbers[i] of the merged column."""
        labels = self._numbered(column.labels)
        rows, other_labels = column.renamed()
        others = rows, self._numbered(other_labels)
        counts = column.counts()
        self._counts.append(counts[is_live])
        for first in range(0, len(counts), _DOCUMENTS_AT_ONCE):
            last = min(first + _DOCUMENTS_AT_ONCE, len(counts))
            start, stop = column.offsets[[first, last]].tolist()
            ordinals = column.ordinals[start:stop]
            called = labels[ordinals]
            own = slice(*np.searchsorted(rows, (start, stop)))
            called[others[0][own] - start] = others[1][own]
            kept = np.repeat(is_live[first:last], counts[first:last])
            self._append(numbers[ordinals[kept]], called[kept])

    def write(self, writer: ContainerWriter, name: str) -> None:
        """Write all but the postings."""
        labels = list(self._labels)
        rows, others = (np.concatenate(part) for part in zip(*self._renamed, strict=True))
        write_rows(
            writer,
            name,
            labels=(labels[number] for number in self._label_of.tolist()),
            renamed=(rows, (labels[number] for number in others.tolist())),
            counts=np.concatenate(self._counts),
            ordinals=self._ordinals,
        )

    def _append(self, ordinals: Array, labels: Array) -> None:
        """Append rows: their values and the numbers of what they call them."""
        new = np.flatnonzero(self._label_of[ordinals] < 0)[::-1]
        self._label_of[ordinals[new]] = labels[new]  # of what is set twice the last counts, here the first row
        others = np.flatnonzero(self._label_of[ordinals] != labels)
        self._renamed.append((others + len(self._ordinals), labels[others]))
        self._ordinals.add(ordinals)

    def _numbered(self, labels: Iterable[bytes]) -> Array:
        """(labels,) int64."""
        return np.fromiter(map(self._labels.__getitem__, labels), np.int64)
