"""What the readers need to know of a run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from indexer.readers.fields import FieldMap
from indexer.readers.paths import PathPattern
from indexer.readers.streams import MB


def _ignore(_: int) -> None:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How to read the files of one archive."""

    archive: str
    fields: FieldMap = field(default_factory=FieldMap)
    pattern: PathPattern | None = None
    max_article_bytes: int = 10 * MB
    max_unpacked_bytes: int = 4096 * MB
    advance: Callable[[int], None] = _ignore  # told how many bytes of the files on disk were read
    exclude: Path | None = None  # the folder of the index, which may lie inside of what is read
