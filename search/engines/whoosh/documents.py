"""Which document is which article, over all segments: by number, by id, and by the place that it was read at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from heapq import merge

import numpy as np

from search.engines.whoosh.codec.container import Array
from search.engines.whoosh.matches import Numbers
from search.engines.whoosh.open_segment import OpenSegment

_MAX_IDS = 8_192  # that are remembered: those of pages, and of hits that only their ids set in order


class Documents:
    """The documents of some segments, numbered through."""

    def __init__(self, segments: Sequence[OpenSegment]) -> None:
        self._segments = segments
        self._bases = [segment.base for segment in segments]
        self._ids = lru_cache(_MAX_IDS)(partial(_id_of, segments, self._bases))  # of a method: a circle

    def find(self, article_id: str) -> int | None:
        """The document of the article with this id."""
        for segment in self._segments:
            found = segment.view.find(article_id)
            if found is not None and segment.live[found]:
                return segment.base + found
        return None

    def find_all(self, article_ids: Sequence[str]) -> dict[str, int]:
        """The documents of the articles with these ids, by id; without those that are not there."""
        encoded = [article_id.encode("utf-8", "surrogatepass") for article_id in article_ids]
        found: dict[str, int] = {}
        for segment in self._segments:
            documents = segment.view.container["id.documents"]
            for article_id, ordinal in zip(article_ids, segment.view.ids.find_all(encoded), strict=True):
                if ordinal >= 0 and segment.live[document := int(documents[ordinal])]:
                    found[article_id] = segment.base + document
        return found

    def find_place(self, place: str) -> int | None:
        """The document of the article that was read at this place."""
        for segment in self._segments:
            for found in segment.view.at_place(place):
                if segment.live[found]:
                    return segment.base + found
        return None

    def id_of(self, document: int) -> str:
        """The id of the article of a document."""
        return self._ids(document)

    def by_id(self, documents: Numbers, *, is_falling: bool) -> Iterator[int]:
        """See `view.IndexView`."""
        runs = []
        for segment, chosen in self._by_segment(documents):
            own = documents[chosen]
            order = np.argsort(segment.view.id_ordinals[own - segment.base])
            runs.append(own[order[::-1] if is_falling else order].tolist())
        return iter(runs[0]) if len(runs) == 1 else merge(*runs, key=self.id_of, reverse=is_falling)

    def compared(self, documents: Numbers, article_id: str) -> Array:
        """See `view.IndexView`."""
        sides = np.zeros(len(documents), np.int64)
        encoded = article_id.encode("utf-8", "surrogatepass")
        for segment, chosen in self._by_segment(documents):
            ids = segment.view.ids
            place = ids.lower_bound(encoded)
            is_there = place < len(ids) and ids[place] == encoded
            ordinals = segment.view.id_ordinals[documents[chosen] - segment.base].astype(np.int64)
            sides[chosen] = 2 * (ordinals - place) + (not is_there)
        return sides

    def segment_of(self, document: int) -> tuple[OpenSegment, int]:
        """The segment of a document, and its number there."""
        return _segment_of(self._segments, self._bases, document)

    def by_segment(self, documents: Iterable[int]) -> dict[str, list[int]]:
        """The documents, numbered within their segments, by name of these."""
        found: dict[str, list[int]] = {}
        for document in documents:
            segment, local = self.segment_of(document)
            found.setdefault(segment.name, []).append(local)
        return found

    def _by_segment(self, documents: Numbers) -> Iterator[tuple[OpenSegment, Array]]:
        """Every segment that has some of the documents (n,), and which of them these are."""
        which = np.array(self._bases).searchsorted(documents, side="right") - 1
        for place, segment in enumerate(self._segments):
            chosen = (which == place).nonzero()[0]
            if len(chosen):
                yield segment, chosen


def _segment_of(segments: Sequence[OpenSegment], bases: Sequence[int], document: int) -> tuple[OpenSegment, int]:
    place = bisect_right(bases, document) - 1
    return segments[place], document - bases[place]


def _id_of(segments: Sequence[OpenSegment], bases: Sequence[int], document: int) -> str:
    segment, local = _segment_of(segments, bases, document)
    return segment.view.id_of(local)
