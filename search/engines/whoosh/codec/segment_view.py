"""A segment file as it is read: the postings of every field, exact and stem, and the columns. Thread-safe.

All arrays are of the mapped file and decoded when asked for; what is decoded again and again is the caller's to
remember. Deleted documents are included: deletions belong to the table of contents, not to the file.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import msgspec
import numpy as np

from search.engines.whoosh.codec.container import Array, Container
from search.engines.whoosh.codec.dictionary import TermDictionary
from search.engines.whoosh.codec.planes import has_plane
from search.engines.whoosh.codec.postings import Postings
from search.engines.whoosh.codec.segment_file import SegmentRecord, hash_of
from search.engines.whoosh.codec.stems import Stems
from search.engines.whoosh.codec.term_places import PartPlaces, TermPart, places_of
from search.engines.whoosh.codec.values import Records, Values
from search.query import TEXT_FIELDS

MORE = ".more"
WHOLE = 5  # what `SegmentView.inflected` counts an occurrence of the word itself as
INFLECTED = 4  # and one of another word of its stem
_NONE: Array = np.zeros(0, np.uint32)
_T = TypeVar("_T")


class SegmentView:
    """One segment."""

    def __init__(self, path: Path) -> None:
        self.container = Container(path)
        self.size = self.container.property_as("documents", int)
        self.languages = self.container.property_as("languages", list[str])
        self._opened: dict[tuple[type, str], object] = {}
        self._lock = threading.Lock()

    # ---- words -------------------------------------------------------------------------------------------------

    @cached_property
    def text_fields(self) -> tuple[str, ...]:
        """The names of all fields with terms of texts, in byte order."""
        stems = (f"{field}_{code}" for field in TEXT_FIELDS for code in self.languages)
        return tuple(sorted((*TEXT_FIELDS, *stems)))

    def parts(self, field: str, term: bytes) -> list[TermPart]:
        """What the term's postings in an exact or a stem field are made of; [] where it is not there."""
        if field not in self.text_fields:
            return []
        name, _, code = field.partition("_")
        if not code:
            return self._parts(name, [self.exact(name).terms.find(term)], None)
        language = self.languages.index(code) if len(self.languages) > 1 else None
        words, more = self._words(field, term), self.exact(name + MORE).terms.find(term)
        return [*self._parts(name, words, language), *self._parts(name + MORE, [more], language)]

    def documents_and_frequencies(self, part: TermPart) -> tuple[Array, Array]:
        """(n,) uint32 each: the documents of a part, rising, and how often it is in each."""
        documents = part.postings.documents(part.place)
        frequencies = part.postings.frequencies(part.place)
        if part.language is None:
            return documents, frequencies
        kept = self._language_of[documents] == part.language
        return documents[kept], frequencies[kept]

    def occurrences(self, field: str, terms: Sequence[bytes]) -> tuple[Array, Array]:
        """(n,) int64 and uint32: documents of the terms in an exact or a stem field, and how often one is in each.

        In no order, and a document as often as it has different terms.
        """
        if field not in self.text_fields:
            return _NONE, _NONE
        name, _, code = field.partition("_")
        find = self.exact(name).terms.find
        if not code:
            return self.exact(name).of_terms([ordinal for ordinal in map(find, terms) if ordinal >= 0])
        return self._of_stems(field, terms, [ordinal for term in terms for ordinal in self._words(field, term)])

    def inflected(self, name: str, word: bytes, stems: Sequence[tuple[str, bytes]]) -> tuple[Array, Array] | None:
        """As `occurrences`, of a word of an exact field and of all else with its stems (field and stem), decoded once.

        An occurrence of the word itself counts WHOLE, that of another INFLECTED. None where the word is in a document
        of a language in which what was given for it is not its stem.
        """
        ordinal = self.exact(name).terms.find(word)
        own = [ordinal] if ordinal >= 0 else []
        found: list[tuple[Array, Array]] = []
        for field, stem in stems:
            if field not in self.text_fields:
                continue
            words = self._words(field, stem)
            is_there = bool(words) or self.exact(name + MORE).terms.find(stem) >= 0
            if is_there and ordinal >= 0 and ordinal not in words and self._has_any_of_language(field, ordinal):
                return None
            others = [other for other in words if other != ordinal]
            if len(self.languages) == 1:  # then the word is decoded with the others
                others, own = [*own, *others], []
            times = [WHOLE if other == ordinal else INFLECTED for other in others]
            found.append(self._of_stems(field, [stem], others, times=times, more=INFLECTED))
        if own:
            found.append(self.exact(name).of_terms(own, times=[WHOLE]))
        return _joined(found)

    def _of_stems(
        self,
        field: str,
        stems: Sequence[bytes],
        words: Sequence[int],
        *,
        times: Sequence[int] | None = None,
        more: int = 1,
    ) -> tuple[Array, Array]:
        """The occurrences, in a stem field, of these words of its exact field, and of what stands for the stems beside.

        Only those in documents of its language; of words so many `times` as often, of what is beside `more` times.
        """
        name = field.partition("_")[0]
        beside = [o for o in map(self.exact(name + MORE).terms.find, stems) if o >= 0]
        every = [self.exact(name).of_terms(words, times=times)] if words else []
        if beside:
            every.append(self.exact(name + MORE).of_terms(beside, times=[more] * len(beside)))
        documents, frequencies = _joined(every)
        if len(self.languages) > 1:
            kept = self._is_of_language(field, documents).nonzero()[0]
            documents, frequencies = documents[kept], frequencies[kept]
        return documents, frequencies

    def _has_any_of_language(self, field: str, ordinal: int) -> bool:
        """Whether any document with this word is in the language of a stem field."""
        documents, _ = self.exact(field.partition("_")[0]).of_terms([ordinal])
        return bool(self._is_of_language(field, documents).any())

    def _is_of_language(self, field: str, documents: Array) -> Array:
        """(n,) whether each of the documents is in the language of a stem field."""
        found: Array = self._language_of[documents] == self.languages.index(field.partition("_")[2])
        return found

    def beginning(self, name: str, prefix: bytes) -> tuple[Array, Array]:
        """As `occurrences`, of all terms of an exact field that begin with `prefix`."""
        postings = self.exact(name)
        first, last = postings.terms.prefix_range(prefix)
        if first == last:
            return _NONE, _NONE
        span = postings.span(first, last)
        return postings.documents_of(span), postings.frequencies_of(span)

    def positions(self, part: TermPart, among: Array) -> tuple[Array, Array]:
        """(n,) documents and positions of the part's occurrences in the documents that `among` (documents,) marks."""
        documents = part.postings.documents(part.place)
        frequencies = part.postings.frequencies(part.place)
        wanted = among[documents]
        if part.language is not None:
            wanted &= self._language_of[documents] == part.language
        chosen = np.flatnonzero(wanted)
        positions = part.postings.positions_in(part.place, frequencies, chosen)
        return np.repeat(documents[chosen], frequencies[chosen]), positions

    def places(self, terms: Iterable[tuple[str, bytes]]) -> list[PartPlaces]:
        """Where the terms, each of an exact or a stem field, are; what several of them are made of is there once."""
        parts = dict.fromkeys(part for field, term in terms for part in self.parts(field, term))
        together: dict[tuple[Postings, int | None], list[TermPart]] = {}
        for part in parts:
            if part.language is None or replace(part, language=None) not in parts:
                together.setdefault((part.postings, part.language), []).append(part)
        return [
            places
            for (_, language), of_language in together.items()
            for places in places_of(of_language, None if language is None else self._language_of == language)
        ]

    def exact(self, name: str) -> Postings:
        """The postings of `title`, `body`, `title.more` or `body.more`."""
        return self._open(Postings, name, lambda: Postings(self.container, name, documents=self.size))

    def stems(self, field: str) -> Stems | None:
        """The stems of a stem field; None in a language that only folds."""
        if not has_plane(self.container, f"{field}.words"):
            return None
        return self._open(Stems, field, lambda: Stems(self.container, field))

    def lengths(self, name: str) -> Array:
        """(documents,) distinct positions of an exact field."""
        return self.container[f"{name}.length"]

    def total_length(self, name: str) -> int:
        """The sum of the lengths of all documents."""
        return self._open(int, f"{name}.length", lambda: int(self.lengths(name).sum(dtype=np.int64)))

    # ---- documents ---------------------------------------------------------------------------------------------

    def find(self, article_id: str) -> int | None:
        """The document with this id."""
        ordinal = self.ids.find(article_id.encode("utf-8", "surrogatepass"))
        return None if ordinal < 0 else int(self.container["id.documents"][ordinal])

    def id_of(self, document: int) -> str:
        return self.ids[int(self.id_ordinals[document])].decode()

    @property
    def id_ordinals(self) -> Array:
        """(documents,) the places of the documents' ids among those of the segment, in byte order."""
        return self.container["id.ordinals"]

    def at_place(self, place: str) -> Iterator[int]:
        """The documents of articles that were read at this place."""
        hashes, wanted = self.container["place.hashes"], np.uint64(hash_of(place))
        first, last = np.searchsorted(hashes, wanted), np.searchsorted(hashes, wanted, side="right")
        for document in self.container["place.documents"][first:last].tolist():
            if place in self.record(document).places:
                yield document

    def record(self, document: int) -> SegmentRecord:
        """Raises CorruptIndexError for what is no record."""
        try:
            return msgspec.msgpack.decode(self.records("record")[document], type=SegmentRecord)
        except msgspec.DecodeError as exc:
            raise self.container.corrupt("has damaged records") from exc

    def article(self, document: int) -> bytes:
        """The article as JSON."""
        return self.records("article")[document]

    def values(self, name: str) -> Values:
        """A value column."""
        return self._open(Values, name, lambda: Values(self.container, name))

    @cached_property
    def ids(self) -> TermDictionary:
        return TermDictionary(self.container, "id")

    @cached_property
    def _language_of(self) -> Array:
        return self.container["language_field"]

    def records(self, name: str) -> Records:
        return self._open(Records, name, lambda: Records(self.container, name))

    def _words(self, field: str, stem: bytes) -> list[int]:
        """The ordinals in the exact field of the words with this stem; of the word itself where nothing is stemmed."""
        stems = self.stems(field)
        if stems is None:
            own = self.exact(field.partition("_")[0]).terms.find(stem)
            return [own] if own >= 0 else []
        ordinal = stems.terms.find(stem)
        return [] if ordinal < 0 else stems.words(ordinal)

    def _parts(self, name: str, ordinals: Sequence[int], language: int | None) -> list[TermPart]:
        postings = self.exact(name)
        places = postings.places([ordinal for ordinal in ordinals if ordinal >= 0])
        return [TermPart(postings, place, language) for place in places]

    def _open(self, kind: type[_T], name: str, make: Callable[[], _T]) -> _T:
        key = (kind, name)
        opened = self._opened.get(key)
        if opened is None:
            with self._lock:
                opened = self._opened.setdefault(key, make())
        assert isinstance(opened, kind)
        return opened


def _joined(parts: Sequence[tuple[Array, Array]]) -> tuple[Array, Array]:
    """The documents of all, and the frequencies of all; not copied where one has it all."""
    some = [part for part in parts if len(part[0])]
    if len(some) <= 1:
        return some[0] if some else (_NONE, _NONE)
    documents, frequencies = zip(*some, strict=True)
    return np.concatenate(documents), np.concatenate(frequencies)
