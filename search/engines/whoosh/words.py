"""One word of a query: which documents have it, and what it scores in them (BM25F, docs/ranking.md)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from search.engines.whoosh import phrases
from search.engines.whoosh.codec.container import Array
from search.engines.whoosh.codec.runs import distinct
from search.engines.whoosh.deadline import Deadline
from search.engines.whoosh.expansions import check_width, expand
from search.engines.whoosh.matches import Dense, Mask, Matches, Numbers, Scores, Sparse, is_many
from search.engines.whoosh.view import IndexView, Places, Postings, SegmentReader
from search.query import Alternative, AlternativeReason, Fuzzy, Phrase, Prefix, Term, TextField, Wildcard, Word

K1 = 1.2
WEIGHTS: Mapping[TextField, float] = {"title": 3.0, "body": 1.0, "said": 1.0}
STEM_SHARE = 0.8  # of a stem's occurrences; an exact match counts a little more
CASED_BONUS = 0.5
_NOWHERE = Postings(np.zeros(0, np.int64), np.zeros(0, np.uint32))
_PLACES_AT_ONCE = 1 << 17  # about, of all elements of a phrase: these fit into the processor's cache
_Reason: TypeAlias = AlternativeReason | Literal["inflected"]  # the last: by its stem, but for the exact word itself
_Found: TypeAlias = Sequence[tuple[_Reason, Postings]]
_Reader: TypeAlias = Callable[[SegmentReader], _Found]


@dataclass(frozen=True, slots=True)
class WordReader:
    """Finds words in a view within a time limit."""

    view: IndexView
    deadline: Deadline
    max_expansions: int

    def hits(self, word: Word) -> Matches:
        """The live documents where any alternative of the word is in any of its fields, with their scores."""
        return self.view.remembered(("word", word.alternatives, word.fields), lambda: self._hits(word))

    def _hits(self, word: Word) -> Matches:
        for alternative in word.alternatives:
            if isinstance(alternative, Prefix):
                check_width(alternative, self.view, most=self.max_expansions, deadline=self.deadline)
        readers = {field: self._readers(word.alternatives, field) for field in word.fields}
        found = [self._of_segment(segment, readers, word) for segment in self.view.segments]
        count = sum(len(every) for every in found)
        return self._many_hits(found, count) if is_many(count, self.view.size) else self._few_hits(found, count)

    def _of_segment(
        self, segment: SegmentReader, readers: Mapping[TextField, Sequence[_Reader]], word: Word
    ) -> _Weighed:
        """How much the word is in each document of the segment."""
        found = {field: [one for read in of_field for one in read(segment)] for field, of_field in readers.items()}
        postings = [every for of_field in found.values() for _, every in of_field]
        documents = None
        if not is_many(sum(map(len, postings)), segment.size):
            documents = distinct(
                np.concatenate([_NOWHERE.documents, *(every.documents for every in postings)], dtype=np.int32)
            )
        frequency = np.zeros(segment.size if documents is None else len(documents), np.float32)
        for field, occurrences in found.items():
            if any(len(every) for _, every in occurrences):
                counted = _frequencies(occurrences, documents, len(frequency))
                frequency += self._weighted(counted, field, word, segment, documents)
        return _Weighed(documents, frequency)

    def _weighted(
        self,
        frequency: Scores,
        field: TextField,
        word: Word,
        segment: SegmentReader,
        documents: Numbers | None,
    ) -> Scores:
        """`frequency` as it would be in a field of average length, times what the field counts."""
        frequency *= self.view.normalisers(field).of_segment(segment.place, documents)
        if len(word.fields) > 1:
            frequency *= np.float32(WEIGHTS[field])
        return frequency

    def _few_hits(self, found: Sequence[_Weighed], count: int) -> Matches:
        documents = [np.zeros(0, np.int32)]
        scores = [np.zeros(0, np.float32)]
        for segment, every in zip(self.view.segments, found, strict=True):
            if len(every):
                own, frequency = every.sparse()
                documents.append(own + np.int32(segment.base))
                scores.append(self._score(frequency, count))
        return Sparse(np.concatenate(documents), np.concatenate(scores))

    def _many_hits(self, found: Sequence[_Weighed], count: int) -> Matches:
        scores = np.zeros(self.view.size, np.float32)
        for segment, every in zip(self.view.segments, found, strict=True):
            own = scores[segment.base : segment.base + segment.size]
            if every.documents is None:
                self._score(every.frequency, count, out=own)
            else:
                own[every.documents] = self._score(every.frequency, count)
        return Dense(scores > 0, scores, count)

    def _score(self, frequency: Scores, matching: int, *, out: Scores | None = None) -> Scores:
        """The scores of documents, of which so many match, from their weighted frequencies."""
        idf = math.log(self.view.articles / (matching + 1)) + 1 if matching else 0.0
        scores: Scores = np.add(frequency, np.float32(K1), out=out)
        np.divide(frequency, scores, out=scores)
        scores *= np.float32(idf * (K1 + 1))
        return scores

    def _readers(self, alternatives: Sequence[Alternative], field: TextField) -> list[_Reader]:
        """What gives the occurrences of the alternatives in a segment, by reason."""
        terms = [a for a in alternatives if isinstance(a, Term)]
        exact = [term for term in terms if term.reason == "exact" and term.language is None]
        stems = [term for term in terms if term.reason == "stem" and term.language is not None]
        if len(exact) != 1 or not stems:
            return [self._reader(alternative, field) for alternative in alternatives]
        others = [self._reader(a, field) for a in alternatives if a not in exact and a not in stems]
        return [lambda segment: self._inflected(exact[0], stems, field, segment), *others]

    def _inflected(self, exact: Term, stems: Sequence[Term], field: TextField, segment: SegmentReader) -> _Found:
        """A word and its stems: apart where they can be, as most occurrences of a stem are those of the word."""
        names = [(stem.field(field), stem.text) for stem in stems]
        apart = segment.inflected(field, exact.text, names, self.deadline)
        if apart is None:
            return [found for term in (exact, *stems) for found in self._reader(term, field)(segment)]
        return [("exact", apart[0]), ("inflected", apart[1])]

    def _reader(self, alternative: Alternative, field: TextField) -> _Reader:
        reason = alternative.reason
        match alternative:
            case Term():
                name, terms = alternative.field(field), (alternative.text,)
                return lambda segment: [(reason, segment.postings(name, terms, self.deadline))]
            case Phrase():
                return lambda segment: [(reason, self._phrase(alternative, field, segment))]
            case Prefix():
                return lambda segment: [(reason, segment.beginning(field, alternative.text, self.deadline))]
            case Wildcard() | Fuzzy():
                words = expand(alternative, self.view, most=self.max_expansions, deadline=self.deadline)
                return lambda segment: [(reason, segment.postings(field, words, self.deadline))]

    def _phrase(self, phrase: Phrase, field: TextField, segment: SegmentReader) -> Postings:
        elements = [
            segment.places([(term.field(field), term.text) for term in terms], self.deadline)
            for terms in phrase.elements
        ]
        among: Mask = np.logical_and.reduce([element.having for element in elements])
        documents = among.nonzero()[0]
        if not len(documents):
            return _NOWHERE
        at_once = max(int(_PLACES_AT_ONCE / sum(element.mean for element in elements)), 1)
        found = []
        for start in range(0, len(documents), at_once):
            self.deadline.check()
            stretch = documents[start : start + at_once]
            first, last = int(stretch[0]), int(stretch[-1]) + 1
            places = [element.between(first, last, among) for element in elements]
            found.append(self._beginnings(phrase, places) >> 32)
        documents = np.concatenate(found)
        documents = documents[among[documents]]  # elements may have told of others too
        return Postings(documents, np.ones(len(documents), np.uint32))

    def _beginnings(self, phrase: Phrase, elements: Sequence[Places]) -> Places:
        if phrase.ordered:
            return phrases.ordered_beginnings(elements, phrase.slop)
        return phrases.unordered_beginnings(elements, phrase.slop, self.deadline)


@dataclass(frozen=True, slots=True, eq=False)
class _Weighed:
    """How often a word is in documents of a segment, weighted: in some of them, or by number in all."""

    documents: Numbers | None  # rising, or None: all
    frequency: Scores  # 0 where it is not

    def __len__(self) -> int:
        return int(np.count_nonzero(self.frequency > 0)) if self.documents is None else len(self.documents)

    def sparse(self) -> tuple[Numbers, Scores]:
        """Those documents that have it."""
        if self.documents is not None:
            return self.documents, self.frequency
        documents = np.flatnonzero(self.frequency > 0).astype(np.int32)
        return documents, self.frequency[documents]


def _frequencies(found: _Found, documents: Numbers | None, size: int) -> Scores:
    """(size,) how often the word occurs in the documents, rising, or in all, by the reasons it was found for."""
    counts: dict[_Reason, Array] = {}
    for reason, postings in found:
        if len(postings):
            places = postings.documents if documents is None else documents.searchsorted(postings.documents)
            sums = counts.setdefault(reason, np.zeros(size, np.uint32))
            np.add.at(sums, places, postings.frequencies)
    if "inflected" in counts:
        counts["stem"] = sum((counts[r] for r in ("exact", "stem") if r in counts), start=counts.pop("inflected"))
    return _together({reason: sums.astype(np.float32) for reason, sums in counts.items()}, size)


def _together(counts: Mapping[_Reason, Scores], size: int) -> Scores:
    """(size,) the counts as one, in the place of theirs: they may be of every document."""
    exact = counts.get("exact")
    stem = counts.get("stem")
    if stem is not None:
        stem *= np.float32(STEM_SHARE)
    if exact is None or stem is None:
        total = exact if stem is None else stem
    else:
        total = exact * np.float32(1 - STEM_SHARE)
        total += stem
        np.maximum(total, exact, out=total)
    if total is None:
        total = np.zeros(size, np.float32)
    if "cased" in counts:
        total += np.float32(CASED_BONUS) * counts["cased"]
    return total
