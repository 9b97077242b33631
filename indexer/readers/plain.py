"""Plain text: one article a file, kept as it is. Headers and datelines are for understanding to find."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from indexer.readers.decoding import decode
from indexer.readers.fields import made
from indexer.readers.items import Item
from indexer.readers.options import ReadOptions
from indexer.readers.streams import read_whole
from search.model import Origin


def read(stream: BinaryIO, origin: Origin, options: ReadOptions) -> Iterator[Item]:
    """The one article of a file; RejectedArticleError where it is none."""
    text, warnings = decode(read_whole(stream, options.max_article_bytes))
    yield made(text, origin, warnings=warnings)
