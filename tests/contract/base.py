"""How the contract's tests get at an engine, and the short ways of asking it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from search.engines.base import Engine
from search.model import Article
from search.query import Everything, Query, SearchRequest
from search.results import EngineResult
from tests.builders import stored

Opener = Callable[..., Engine]


class EngineTests:
    """A subclass says how its engine is opened; the tests take the engine and the openers as fixtures."""

    def open(self, folder: Path, **settings: Any) -> Engine:
        """The index in `folder`, made if there is none; `settings` change the defaults of Settings."""
        raise NotImplementedError

    @pytest.fixture
    def opened(self, tmp_path: Path) -> Iterator[Opener]:
        """Opens the test's index, once more each time it is called."""
        engines: list[Engine] = []

        def opener(**settings: Any) -> Engine:
            engines.append(self.open(tmp_path / "index", **settings))
            return engines[-1]

        yield opener
        for engine in engines:
            engine.close()

    @pytest.fixture
    def engine(self, opened: Opener) -> Engine:
        return opened()


def add(engine: Engine, *articles: Article) -> Engine:
    engine.update(stored(*articles))
    return engine


def search(engine: Engine, query: Query | None = None, request: SearchRequest | None = None) -> EngineResult:
    return engine.search(query or Everything(), request or SearchRequest())


def found(engine: Engine, query: Query | None = None, request: SearchRequest | None = None) -> list[str]:
    """The ids of the first page, best first."""
    return list(search(engine, query, request).ids)


def matching(engine: Engine, query: Query | None = None, request: SearchRequest | None = None) -> str:
    """The ids of the first page, sorted, in a line."""
    return " ".join(sorted(found(engine, query, request)))
