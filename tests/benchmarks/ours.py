"""Our engine, through the door that the product goes through."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from search.engines.whoosh import open_engine
from search.engines.whoosh.cache import Cache
from search.engines.whoosh.codec.container import Container
from search.model import Article, StoredArticle
from search.query import SearchRequest
from search.results import EngineResult, Facet
from search.settings import Settings
from tests.benchmarks.answer import Answer, Ready, highest
from tests.benchmarks.shapes import Shape

_STORED = ("article.", "record.")  # arrays of a segment file that hold what is stored


class Ours:
    """An index in a folder."""

    name = "ours"

    def __init__(self, folder: Path, *, cache_mb: int = 256, writers: int = 1) -> None:
        self._folder = folder
        self._cache_bytes = cache_mb << 20
        self._settings = Settings(index=folder, cache_mb=cache_mb, query_timeout_s=60.0, writers=writers)
        self.engine = open_engine(self._settings, create=True)

    def add(self, articles: Iterable[Article]) -> None:
        """Index and commit the articles."""
        self.engine.update(StoredArticle(article=article) for article in articles)

    def close(self) -> None:
        """Wait for what is merged beside, and let go of what is open."""
        self.engine.close()

    def finish(self) -> None:
        """Wait for what is merged beside."""
        self.close()
        self.engine = open_engine(self._settings)

    def ready(self, shape: Shape) -> Ready:
        search, query = self.engine.search, shape.query
        plain, faceted = shape.request, shape.faceted
        return Ready(lambda: search(query, plain), lambda: search(query, faceted), _read)

    def forget(self) -> None:
        """Empty the cache."""
        memory = self.engine._memory
        memory.cache = Cache(self._cache_bytes, beside=memory.derived)

    def search(self, shape: Shape, request: SearchRequest) -> EngineResult:
        return self.engine.search(shape.query, request)

    def describe(self) -> str:
        return f"{self.engine.status().segments} segments"

    def bytes(self) -> int:
        """Of all arrays but the stored articles and records."""
        containers = map(Container, self._folder.glob("editions/*/*.kliping"))
        return sum(c.bytes_of(name) for c in containers for name in c.names() if not name.startswith(_STORED))


def _read(result: EngineResult) -> Answer:
    facets: dict[str, Facet] = {facet.name: facet for facet in result.facets}
    counts: dict[str, Any] = {name: highest(bucket.count for bucket in facet.buckets) for name, facet in facets.items()}
    if result.histogram is not None:
        counts["months"] = {_month(bucket.value): bucket.count for bucket in result.histogram.buckets if bucket.count}
    return Answer(total=result.total, **counts)


def _month(text: str) -> int:
    year, month = text.split("-")
    return 12 * int(year) + int(month) - 1
