"""Phrases are looked for in some documents at a time: whichever these are, the answers are the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from search.engines.base import Engine
from search.engines.whoosh import open_engine, words
from search.settings import Settings
from tests.contract.matching import MatchingContract
from tests.contract.statements import StatementsContract


class TestFewDocumentsAtATime(MatchingContract, StatementsContract):
    @pytest.fixture(autouse=True)
    def few_at_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(words, "_PLACES_AT_ONCE", 4)

    def open(self, folder: Path, **settings: Any) -> Engine:
        return open_engine(Settings(index=folder, **settings), create=True)
