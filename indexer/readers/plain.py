"""Plain text: one article a file, a headline above an empty line as its title, the rest kept as it is.

Headers and datelines are for understanding to find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from indexer.readers.decoding import decode
from indexer.readers.fields import made
from indexer.readers.items import Item
from indexer.readers.options import ReadOptions
from indexer.readers.streams import read_whole
from search.model import Origin

_SHORTEST, _LONGEST = 10, 200  # characters of a headline
_LEAST_TEXT = 2  # times the headline: a list of short lines has none
_NO_HEADLINE = re.compile(
    r".*[.,;:。،]$"  # a sentence, or a line that goes on
    r"|.*\s[-–—]{1,2}(?:\s|$)"  # a dateline
    r"|(?:date|published|publication date|tanggal|tgl|oleh|by|reporter|penulis|editor|laporan|sumber|source)\b",
    re.IGNORECASE,
)


def read(stream: BinaryIO, origin: Origin, options: ReadOptions) -> Iterator[Item]:
    """The one article of a file; RejectedArticleError where it is none."""
    text, warnings = decode(read_whole(stream, options.max_article_bytes))
    title, body = headed(text)
    yield made(body, origin, warnings=warnings, title=title)


def headed(text: str) -> tuple[str | None, str]:
    """The headline that `text` opens with, and the text below it; None and `text` where it opens with the story."""
    first, _, rest = text.lstrip().partition("\n")
    empty, _, below = rest.partition("\n")
    title = first.strip()
    is_headline = (
        not empty.strip()
        and _SHORTEST <= len(title) <= _LONGEST
        and len(below) >= _LEAST_TEXT * len(title)
        and not _NO_HEADLINE.match(title)
    )
    return (title, below.lstrip()) if is_headline else (None, text)
