"""One word of a query: which documents have it, and what it scores in them (BM25F, docs/ranking.md)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from search.engines.whoosh import phrases
from search.engines.whoosh.codec.container import Array
from search.engines.whoosh.codec.runs import distinct, is_first
from search.engines.whoosh.codec.segment_view import INFLECTED, WHOLE
from search.engines.whoosh.deadline import Deadline
from search.engines.whoosh.expansions import check_width, expand
from search.engines.whoosh.matches import Dense, Mask, Matches, Numbers, Scores, Sparse, is_many
from search.engines.whoosh.view import IndexView, Places, Postings, SegmentReader
from search.query import Alternative, AlternativeReason, Fuzzy, Phrase, Prefix, Term, TextField, Wildcard, Word

K1 = 1.2
WEIGHTS: Mapping[TextField, float] = {"title": 3.0, "body": 1.0, "said": 1.0}
STEM_SHARE = INFLECTED / WHOLE  # of a stem's occurrences; an exact match counts a little more
CASED_BONUS = 0.5
_NOWHERE = Postings(np.zeros(0, np.int64), np.zeros(0, np.uint32))
_PLACES_AT_ONCE = 1 << 17  # about, of all elements of a phrase: these fit into the processor's cache
_Reason: TypeAlias = AlternativeReason | Literal["inflected"]  # the last: exact, or by a stem
_SHARES: Mapping[_Reason, float] = {
    "exact": 1.0, "stem": STEM_SHARE, "inflected": 1.0 / WHOLE, "cased": CASED_BONUS,
}  # fmt: skip
_SPARSE = 4  # times fewer occurrences than documents: then each is weighed sooner than every document
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
        in_some, in_all = [_NONE], dict[int, Scores]()  # documents of the index; all of a segment, by its base
        for segment in self.view.segments:
            found = {field: [one for read in of_field for one in read(segment)] for field, of_field in readers.items()}
            if is_many(sum(map(_size, found.values())), segment.size):
                in_all[segment.base] = self._in_all(found, word, segment)
            else:
                in_some += self._in_some(found, word, segment)
        some = _added_up(in_some)
        count = len(some) + sum(int(np.count_nonzero(frequency > 0)) for frequency in in_all.values())
        return (self._many_hits if is_many(count, self.view.size) else self._few_hits)(some, in_all, count)

    def _in_all(self, found: Mapping[TextField, _Found], word: Word, segment: SegmentReader) -> Scores:
        """(documents,) how often the word is in each document of the segment, weighted; 0 where it is not."""
        total: Scores | None = None
        for field, occurrences in sorted(found.items(), key=lambda item: -_size(item[1])):
            if total is not None and _is_sum(occurrences) and _size(occurrences) * _SPARSE < segment.size:
                for part in self._parts(field, occurrences, word, segment):
                    np.add.at(total, part.documents, part.frequency)
            elif total is None or _size(occurrences):
                frequency = _frequencies(occurrences, None, segment.size)
                frequency *= self._weights(field, word, segment, None)
                total = frequency if total is None else np.add(total, frequency, out=total)
        assert total is not None, "a word has a field"
        return total

    def _in_some(self, found: Mapping[TextField, _Found], word: Word, segment: SegmentReader) -> Iterator[_Weighed]:
        """How often the word is in documents of the segment, weighted; in several parts, to be added up."""
        for field, occurrences in found.items():
            if _is_sum(occurrences):
                parts = self._parts(field, occurrences, word, segment)
            else:
                documents = distinct(np.concatenate([postings.documents for _, postings in occurrences]))
                frequency = _frequencies(occurrences, documents, len(documents))
                frequency *= self._weights(field, word, segment, documents)
                parts = iter((_Weighed(documents, frequency),))
            for part in parts:
                yield _Weighed(part.documents + segment.base, part.frequency)

    def _parts(self, field: TextField, occurrences: _Found, word: Word, segment: SegmentReader) -> Iterator[_Weighed]:
        """What each of the occurrences weighs, where that is to be added up."""
        for reason, postings in occurrences:
            if len(postings):
                frequency = postings.frequencies.astype(np.float32)
                frequency *= np.float32(_SHARES[reason])
                frequency *= self._weights(field, word, segment, postings.documents)
                yield _Weighed(postings.documents, frequency)

    def _weights(self, field: TextField, word: Word, segment: SegmentReader, documents: Numbers | None) -> Scores:
        """(n,) what an occurrence counts in the documents, or in all: less in those that are longer than others."""
        weights = self.view.normalisers(field).of_segment(segment.place, documents)
        if len(word.fields) > 1:
            weights *= np.float32(WEIGHTS[field])
        return weights

    def _few_hits(self, some: _Weighed, in_all: Mapping[int, Scores], count: int) -> Matches:
        if in_all:
            some = _added_up([some, *(_where_any(frequency, base) for base, frequency in in_all.items())])
        return Sparse(some.documents.astype(np.int32), self._score(some.frequency, count))

    def _many_hits(self, some: _Weighed, in_all: Mapping[int, Scores], count: int) -> Matches:
        scores = np.zeros(self.view.size, np.float32)
        for base, frequency in in_all.items():
            self._score(frequency, count, out=scores[base : base + len(frequency)])
        scores[some.documents] = self._score(some.frequency, count)
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
        others = [a for a in alternatives if a not in exact and a not in stems]
        if len(exact) != 1 or not stems or any(other.reason != "cased" for other in others):
            return [self._reader(alternative, field) for alternative in alternatives]
        rest = [self._reader(alternative, field) for alternative in others]
        return [lambda segment: self._inflected(exact[0], stems, field, segment), *rest]

    def _inflected(self, exact: Term, stems: Sequence[Term], field: TextField, segment: SegmentReader) -> _Found:
        """A word and its stems: together where they can be, as most occurrences of a stem are those of the word."""
        names = [(stem.field(field), stem.text) for stem in stems]
        together = segment.inflected(field, exact.text, names, self.deadline)
        if together is None:
            return [found for term in (exact, *stems) for found in self._reader(term, field)(segment)]
        return [("inflected", together)]

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
    """How often a word is in documents, weighted."""

    documents: Array  # (n,) int64
    frequency: Scores  # (n,) above 0

    def __len__(self) -> int:
        return len(self.documents)


_NONE = _Weighed(_NOWHERE.documents, np.zeros(0, np.float32))


def _added_up(parts: Sequence[_Weighed]) -> _Weighed:
    """All parts in one, every document once, rising."""
    documents = np.concatenate([part.documents for part in parts])
    frequency = np.concatenate([part.frequency for part in parts])
    if (documents[1:] > documents[:-1]).all():
        return _Weighed(documents, frequency)
    both = documents << 32  # sorted together: frequencies are above 0, so their bits are a number below 2**31
    both |= frequency.view(np.uint32)
    both.sort()
    documents = both >> 32
    frequency = both.astype(np.uint32).view(np.float32)
    firsts = is_first(documents).nonzero()[0]
    return _Weighed(documents[firsts], np.add.reduceat(frequency, firsts))


def _where_any(frequency: Scores, base: int) -> _Weighed:
    """The documents of a segment that have a frequency, numbered through the index."""
    documents = (frequency > 0).nonzero()[0]
    return _Weighed(documents + base, frequency[documents])


def _size(occurrences: _Found) -> int:
    return sum(len(postings) for _, postings in occurrences)


def _is_sum(occurrences: _Found) -> bool:
    """Whether the word is in a document as often as all occurrences together, each counted by its reason.

    It is not where an exact word and a stem may be the same occurrence.
    """
    return not {"exact", "stem"} <= {reason for reason, postings in occurrences if len(postings)}


def _frequencies(found: _Found, documents: Numbers | None, size: int) -> Scores:
    """(size,) how often the word occurs in the documents, rising, or in all, by the reasons it was found for."""
    counts: dict[_Reason, Scores] = {}
    is_sum = _is_sum(found)
    for reason, postings in found:
        if len(postings):
            places = postings.documents if documents is None else documents.searchsorted(postings.documents)
            sums = counts.setdefault("exact" if is_sum else reason, np.zeros(size, np.float32))
            frequencies = postings.frequencies.astype(np.float32)
            if is_sum:
                frequencies *= np.float32(_SHARES[reason])
            np.add.at(sums, places, frequencies)
    return _together(counts, size)


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
