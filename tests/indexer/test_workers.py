"""Understanding in several processes."""

from __future__ import annotations

import os

import pytest

from indexer.readers import Rejected
from indexer.workers import Workers
from search.errors import EngineError, RejectedArticleError
from search.model import Article, RawArticle
from tests.builders import raw


def understand(article: RawArticle) -> Article:
    if article.text == "tolak":
        raise RejectedArticleError("bukan artikel", reason="no-article")
    if article.text == "mati":
        os._exit(3)
    return Article(id=f"{len(article.text):016x}", body=article.text)


@pytest.fixture(autouse=True)
def _not_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.workers.ALONE", 0)


def test_results_come_in_the_order_of_the_groups() -> None:
    groups = [[raw("a" * (n + m)) for m in range(n % 3)] for n in range(40)]
    with Workers(understand, count=2) as workers:
        found = list(workers.map(groups))
    bodies = [[outcome.body for outcome in group if isinstance(outcome, Article)] for group in found]
    assert bodies == [[article.text for article in group] for group in groups]


def test_a_rejection_comes_back_from_a_worker() -> None:
    with Workers(understand, count=2) as workers:
        [[rejected, article]] = list(workers.map([[raw("tolak"), raw("terima")]]))
    assert isinstance(rejected, Rejected)
    assert (rejected.reason, rejected.message) == ("no-article", "bukan artikel")
    assert isinstance(article, Article)


def test_groups_are_taken_only_as_far_ahead_as_there_are_workers() -> None:
    taken: list[int] = []

    def groups() -> object:
        for number in range(100):
            taken.append(number)
            yield [raw(f"Isi {number}")]

    with Workers(understand, count=2) as workers:
        results = workers.map(groups())  # type: ignore[arg-type]
        next(results)
        assert len(taken) < 10


def test_a_worker_that_dies_is_an_error_that_says_so() -> None:
    with pytest.raises(EngineError, match="worker"), Workers(understand, count=2) as workers:
        list(workers.map([[raw("mati")]]))


def test_what_comes_alone_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.workers.ALONE", 10)
    monkeypatch.setattr("indexer.workers.ProcessPoolExecutor", lambda *_, **__: pytest.fail("a process was started"))
    with Workers(understand, count=2) as workers:
        assert len(list(workers.map([[raw()] for _ in range(10)]))) == 10
