"""A tiny engine that keeps articles in a dict: enough to watch what the pipeline writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from search.errors import ArticleNotFoundError, IndexWriteError
from search.model import Article, StoredArticle
from search.results import IndexReport


class MemoryEngine:
    """The writing half of an engine; `fails_after` lets the disk be full at a later commit."""

    def __init__(self, *, fails_after: int | None = None) -> None:
        self.articles: dict[str, StoredArticle] = {}
        self.commits: list[int] = []
        self._fails_after = fails_after

    @property
    def generation(self) -> str:
        return str(len(self.commits))

    def stored(self, ids: Sequence[str]) -> tuple[StoredArticle, ...]:
        for article_id in ids:
            if article_id not in self.articles:
                raise ArticleNotFoundError(article_id)
        return tuple(self.articles[article_id] for article_id in ids)

    def get(self, ids: Sequence[str]) -> tuple[Article, ...]:
        return tuple(stored.article for stored in self.stored(ids))

    def story(self, story_id: str) -> tuple[str, ...]:
        return tuple(sorted(key for key, one in self.articles.items() if one.article.story_id == story_id))

    def known(self, ids: Sequence[str]) -> Mapping[str, str]:
        return {key: self.articles[key].article.raw_hash for key in ids if key in self.articles}

    def placed(self, places: Sequence[str]) -> Mapping[str, str]:
        held = {origin.place: key for key, value in self.articles.items() for origin in value.article.origins}
        return {place: held[place] for place in places if place in held}

    def update(self, articles: Iterable[StoredArticle]) -> IndexReport:
        given = {stored.article.id: stored for stored in articles}
        if given and self._fails_after is not None and len(self.commits) >= self._fails_after:
            raise IndexWriteError("no space left on device")
        if not given:
            return IndexReport()
        self.articles |= given
        self.commits.append(len(given))
        return IndexReport()

    def remove(self, ids: Iterable[str]) -> int:
        gone = [self.articles.pop(key) for key in ids if key in self.articles]
        self.commits.append(len(gone))
        return len(gone)

    def bodies(self) -> list[str]:
        return sorted(stored.article.body for stored in self.articles.values())
