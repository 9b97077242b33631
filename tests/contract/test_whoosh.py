from __future__ import annotations

from pathlib import Path
from typing import Any

from search.engines.base import Engine
from search.engines.whoosh import open_engine
from search.settings import Settings
from tests.contract.suite import EngineContract


class TestWhooshEngine(EngineContract):
    def open(self, folder: Path, **settings: Any) -> Engine:
        return open_engine(Settings(index=folder, **settings), create=True)
