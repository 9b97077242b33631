"""What the evaluator needs of an index: arrays, whatever they were decoded from.

Everything above this protocol (words, phrases, expansions, facets, paging) works on plain numpy arrays and knows
nothing of Whoosh's files; another codec has to bring an `IndexView` and nothing else.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from search.engines.whoosh.columns import Columns, Ints, Mask, SmallInts
from search.engines.whoosh.deadline import Deadline


@dataclass(frozen=True, slots=True)
class Postings:
    """In which documents a term is, and how often."""

    documents: SmallInts  # (n,) rising
    frequencies: SmallInts  # (n,) at least 1

    @property
    def nbytes(self) -> int:
        return self.documents.nbytes + self.frequencies.nbytes


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The exact words of a part of the index in order, with the number of its articles that have them.

    An article that has the word in both title and body counts twice, and a deleted one still counts: the numbers are
    upper bounds.
    """

    words: Sequence[str]
    counts: Ints  # (words,)

    def range_of(self, prefix: str) -> range:
        """The places of the words that begin with `prefix`."""
        first = bisect.bisect_left(self.words, prefix)
        return range(first, bisect.bisect_left(self.words, prefix + "\U0010ffff", lo=first))


class IndexView(Protocol):
    """An unchanging state of an index. Documents are numbered from 0; deleted ones keep their numbers."""

    @property
    def live(self) -> Mask:
        """(documents,) whether the document is not deleted."""
        ...

    @property
    def columns(self) -> Columns: ...

    @property
    def vocabularies(self) -> tuple[Vocabulary, ...]:
        """The exact words, part by part; a word may be in several parts."""
        ...

    def postings(self, field: str, term: str, deadline: Deadline) -> Postings:
        """In which live documents the term is, and how often."""
        ...

    def places(self, field: str, term: str, among: Mask, deadline: Deadline) -> Ints:
        """(places,) rising: where the term is in the documents that `among` marks, as document << 32 | position."""
        ...
