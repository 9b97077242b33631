"""The exact words of one segment, as completions and corrections read them."""

from __future__ import annotations

from collections.abc import Iterator

from search.engines.whoosh.codec.postings import Postings
from search.engines.whoosh.columns import Counts


class WordList:
    """The words of an exact field of a segment; see `view.Vocabulary`."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        self.terms = postings.terms

    def counts(self, first: int, last: int) -> Counts:
        return self._postings.df(first, last)

    def range_of(self, prefix: str) -> tuple[int, int]:
        return self.terms.prefix_range(prefix.encode("utf-8", "surrogatepass"))

    def word(self, place: int) -> str:
        return self.terms[place].decode()

    def words(self, first: int, last: int) -> Iterator[str]:
        return (term.decode() for term in self.terms.slice(first, last))
