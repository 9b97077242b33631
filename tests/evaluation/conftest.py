"""The sample archive, indexed once through the command line as a newcomer does it, on a day that stays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from indexer.cli import cli
from search import SearchService, Settings, open_service
from tests.evaluation.judged import CORPUS


@pytest.fixture(scope="session")
def corpus_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    """The service on corpus/articles, whose index lies in a temporary folder."""
    index = tmp_path_factory.mktemp("corpus") / "index"
    command = ["add", str(CORPUS / "articles"), "--index", str(index), "--workers", "1", "--json"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("indexer.cli._now", lambda: datetime(2026, 11, 22, 5, tzinfo=UTC))
        run = CliRunner().invoke(cli, command, catch_exceptions=False)
    assert run.exit_code == 0, run.output[-2000:]
    with open_service(Settings(index=index)) as service:
        yield service
