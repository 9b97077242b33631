"""What every engine does; one contract suite in tests/contract holds them all to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from search.model import Article, RawArticle, StoredArticle
from search.query import Query, SearchRequest
from search.results import Bucket, Completion, EngineResult, IndexReport, IndexStatus


class Engine(Protocol):
    """An index of articles that can be searched and written.

    Reading is safe from several threads. One process writes at a time (IndexLockedError for a second); readers see a
    commit without reopening. Methods that search honour the time limit of the settings (QueryTimeoutError).
    """

    @property
    def generation(self) -> str:
        """Names the state that is searched now; differs after every commit."""
        ...

    def search(self, query: Query, request: SearchRequest) -> EngineResult:
        """A page of the answer with its facets, as docs/ranking.md and docs/facets.md define them.

        `query` is what `request.text` means; the filters of the request apply on top of it.
        Raises InvalidParameterError for a cursor that is not this request's.
        """
        ...

    def get(self, ids: Sequence[str]) -> tuple[Article, ...]:
        """The articles in the order of `ids`; ArticleNotFoundError names the first that is not there."""
        ...

    def stored(self, ids: Sequence[str]) -> tuple[StoredArticle, ...]:
        """As `get`, each with its raw article where that is kept: what a change of a few articles starts from."""
        ...

    def story(self, story_id: str) -> tuple[str, ...]:
        """The ids, rising, of the articles that are of this story; none for a story that is not there."""
        ...

    def known(self, ids: Sequence[str]) -> Mapping[str, str]:
        """The raw hashes of those of `ids` that are there, to skip what is unchanged before understanding it."""
        ...

    def placed(self, places: Sequence[str]) -> Mapping[str, str]:
        """The ids of the articles that were read at those of `places` (`Origin.place`) that are there."""
        ...

    def update(self, articles: Iterable[StoredArticle]) -> IndexReport:
        """Add or replace by id, atomically: after an error the index is as it was before.

        An id that is given twice is kept as it came last.
        """
        ...

    def remove(self, ids: Iterable[str]) -> int:
        """Delete those of `ids` that are there, atomically; how many they were."""
        ...

    def scan(self, query: Query, request: SearchRequest) -> Iterator[Article]:
        """Every match in the order of the request, streaming, on the index as it is at the first step."""
        ...

    def scan_raw(self) -> Iterator[RawArticle]:
        """Every raw article that is kept, in a stable order."""
        ...

    def scan_stored(self) -> Iterator[StoredArticle]:
        """Every article with its raw article where that is kept, in the order of `scan_raw`."""
        ...

    def replace_all(self, articles: Iterable[StoredArticle]) -> IndexReport:
        """Write the articles as the next edition beside the live one, then swap; readers never see a half of it."""
        ...

    def facet_values(
        self, query: Query, request: SearchRequest, facet: str, *, contains: str, limit: int
    ) -> tuple[Bucket, ...]:
        """The facet's buckets whose value or label has words that begin with the words of `contains`."""
        ...

    def complete(self, prefix: str, *, limit: int) -> tuple[Completion, ...]:
        """Words of the index that begin with `prefix` (folded), by falling article count."""
        ...

    def correct(self, word: str) -> str | None:
        """The nearest word of the index to one that it does not hold; None if it holds it, or none is near.

        Near is at most two edits away with the same first letter; of equally near words the one in most articles.
        """
        ...

    def status(self) -> IndexStatus:
        """What the index holds."""
        ...

    def close(self) -> None:
        """Let go of files; the engine cannot be used after."""
        ...
