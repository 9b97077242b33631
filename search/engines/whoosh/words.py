"""One word of a query: which documents have it, and what it scores in them (BM25F, docs/ranking.md).

All arrays run over the n documents that match, in rising order.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from search.engines.whoosh import phrases
from search.engines.whoosh.columns import Floats, Ints, SmallInts
from search.engines.whoosh.deadline import Deadline
from search.engines.whoosh.expansions import expand
from search.engines.whoosh.view import IndexView, Postings
from search.query import Alternative, Fuzzy, Phrase, Prefix, Term, TextField, Wildcard, Word

K1 = 1.2
B = 0.75
WEIGHTS: dict[TextField, float] = {"title": 3.0, "body": 1.0}
STEM_SHARE = 0.8  # of a stem's occurrences; an exact match counts a little more
CASED_BONUS = 0.5

_NO_POSTINGS = Postings(np.empty(0, dtype=np.int32), np.empty(0, dtype=np.int32))


@dataclass(frozen=True, slots=True)
class WordHits:
    """Where a word matches, and its score there."""

    documents: SmallInts  # (n,) rising
    scores: Floats  # (n,)


@dataclass(frozen=True, slots=True)
class WordReader:
    """Finds words in a view within a time limit."""

    view: IndexView
    deadline: Deadline
    max_expansions: int

    def hits(self, word: Word) -> WordHits:
        """The live documents where any alternative of the word is in any of its fields."""
        found = {field: [(a.reason, self._occurrences(a, field)) for a in word.alternatives] for field in word.fields}
        every = [postings.documents for field in found.values() for _, postings in field]
        documents = np.unique(np.concatenate([*every, _NO_POSTINGS.documents]))
        if not len(documents):
            return WordHits(documents, np.empty(0))
        frequency = np.zeros(len(documents))
        for field, occurrences in found.items():
            weight = WEIGHTS[field] if len(word.fields) > 1 else 1.0
            frequency += weight * self._normalised(_frequency(documents, occurrences), documents, field)
        articles = int(np.count_nonzero(self.view.live))
        idf = math.log(articles / (len(documents) + 1)) + 1
        return WordHits(documents, idf * frequency * (K1 + 1) / (frequency + K1))

    def _normalised(self, frequency: Floats, documents: SmallInts, field: TextField) -> Floats:
        """`frequency` as it would be in a field of average length."""
        lengths = self.view.columns.lengths[field]
        live = self.view.live
        average = float(lengths[live].sum()) / np.count_nonzero(live)
        if not average:
            return frequency
        return frequency / (1 - B + B * lengths[documents] / average)

    def _occurrences(self, alternative: Alternative, field: TextField) -> Postings:
        self.deadline.check()
        match alternative:
            case Term():
                return self.view.postings(alternative.field(field), alternative.text, self.deadline)
            case Phrase():
                return self._phrase(alternative, field)
            case Prefix() | Wildcard() | Fuzzy():
                words = expand(alternative, self.view, most=self.max_expansions, deadline=self.deadline)
                return _added([self.view.postings(field, word, self.deadline) for word in words])

    def _phrase(self, phrase: Phrase, field: TextField) -> Postings:
        documents = reduce(_common, (self._documents_of(terms, field) for terms in phrase.elements))
        if not len(documents):
            return _NO_POSTINGS
        among = np.zeros(len(self.view.live), dtype=np.bool_)
        among[documents] = True
        elements: list[Ints] = [
            np.unique(np.concatenate([self.view.places(t.field(field), t.text, among, self.deadline) for t in terms]))
            for terms in phrase.elements
        ]
        if phrase.ordered:
            places = phrases.ordered_beginnings(elements, phrase.slop)
        else:
            places = phrases.unordered_beginnings(elements, phrase.slop, self.deadline)
        found, counts = np.unique(places >> 32, return_counts=True)
        return Postings(found.astype(np.int32), counts.astype(np.int32))

    def _documents_of(self, terms: Sequence[Term], field: TextField) -> SmallInts:
        """The documents that have any of `terms`, rising."""
        return _added([self.view.postings(t.field(field), t.text, self.deadline) for t in terms]).documents


def _common(left: SmallInts, right: SmallInts) -> SmallInts:
    return np.intersect1d(left, right, assume_unique=True)


def _added(parts: Sequence[Postings]) -> Postings:
    """All postings as one, the frequencies of a document added up."""
    if len(parts) == 1:
        return parts[0]
    every = np.concatenate([_NO_POSTINGS.documents, *(part.documents for part in parts)])
    documents, which = np.unique(every, return_inverse=True)
    weights = np.concatenate([_NO_POSTINGS.frequencies, *(part.frequencies for part in parts)])
    return Postings(documents, np.bincount(which, weights=weights, minlength=len(documents)).astype(np.int32))


def _frequency(documents: SmallInts, occurrences: Sequence[tuple[str, Postings]]) -> Floats:
    """(documents,) how often the word occurs, by the reasons it was found for."""
    counts = {reason: np.zeros(len(documents)) for reason in ("exact", "stem", "cased")}
    for reason, postings in occurrences:
        counts[reason][np.searchsorted(documents, postings.documents)] += postings.frequencies
    exact, stem, cased = counts["exact"], counts["stem"], counts["cased"]
    return np.maximum(exact, STEM_SHARE * stem + (1 - STEM_SHARE) * exact) + CASED_BONUS * cased
