from __future__ import annotations

from pathlib import Path
from typing import Any

from search.engines.base import Engine
from search.settings import Settings
from tests.contract.suite import EngineContract
from tests.memory_engine import MemoryEngine


class TestMemoryEngine(EngineContract):
    def open(self, folder: Path, **settings: Any) -> Engine:
        return MemoryEngine(Settings(index=folder, **settings))
