"""The line of metadata that some archives put before the text: "date 2022-11 IslamTimes - ..."."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEADER = re.compile(
    r"\s*(?:date|published|publication date|tanggal|tgl)\s*[:=]?\s*"
    r"(?P<date>\d{4}-\d{1,2}(?:-\d{1,2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?)?"
    r"|\d{1,2}[/-]\d{1,2}[/-]\d{4}|\d{4})(?![\w/-])\s*[,;|]?\s*",
    re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A printed publication date before the text, and where the text itself begins."""

    published: str
    start: int
    end: int


def find_header(text: str) -> Header | None:
    """The header that `text` opens with; None for a text without."""
    match = _HEADER.match(text)
    return match and Header(published=match["date"], start=match.start("date"), end=match.end())
