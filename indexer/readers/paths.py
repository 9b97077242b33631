"""`--path '{outlet}/{published}/*'`: what the folders of a file say about the articles in it.

A pattern is matched from the first folder on. `*` is any one name, a `*` at the end any rest. {published} takes
2022-11-08, 20221108, 2022_11, 2022 and also folders: 2022/11/08; {year}, {month} and {day} take a part each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from indexer.readers.decoding import printable
from search.dates import iso_span
from search.errors import InvalidParameterError
from search.model import RawArticle

UNMATCHED = "path-unmatched"
BAD_DATE = "path-date-impossible"

FIELDS = ("outlet", "published", "year", "month", "day", "section", "language", "author")
_DATE = r"(?:(?:19|20)\d\d(?:[-_./]?\d\d?(?:[-_./]?\d\d?)?)?)"
_PARTS = {"published": _DATE, "year": r"(?:19|20)\d\d", "month": r"\d\d?", "day": r"\d\d?"}
_DIGITS = re.compile(r"(\d{4})[-_./]?(\d\d?)?[-_./]?(\d\d?)?", re.ASCII)
_PIECE = re.compile(r"\{(\w*)\}|\*+|[^{*]+|\{")


@dataclass(frozen=True, slots=True)
class PathPattern:
    """A compiled pattern; make it with `parse`."""

    text: str
    _regex: re.Pattern[str]

    @classmethod
    def parse(cls, text: str) -> PathPattern:
        """Raises InvalidParameterError for an unknown or repeated field."""
        is_open = text.endswith("*")
        pieces = list(_PIECE.finditer(text.strip("/").rstrip("*")))
        names = [piece[1] for piece in pieces if piece[1] is not None]
        unknown = [name for name in names if name not in FIELDS]
        if unknown or len(set(names)) < len(names) or not names:
            wrong = f"unknown field {{{unknown[0]}}}" if unknown else "needs each of its fields once"
            raise InvalidParameterError(
                f"--path {text!r}: {wrong}; the fields are {', '.join(f'{{{name}}}' for name in FIELDS)}",
                parameter="path",
            )
        body = "".join(_piece_regex(piece) for piece in pieces)
        return cls(text, re.compile(body + (".*" if is_open else ""), re.ASCII | re.DOTALL))

    def find(self, path: str) -> dict[str, str] | None:
        """The fields in `path`; None where the pattern does not fit."""
        match = self._regex.fullmatch(path)
        return None if match is None else match.groupdict()


def _piece_regex(piece: re.Match[str]) -> str:
    if piece[1] is not None:
        return f"(?P<{piece[1]}>{_PARTS.get(piece[1], '[^/]+')})"
    return "[^/]*" if piece[0].startswith("*") else re.escape(piece[0])


def with_path(raw: RawArticle, pattern: PathPattern) -> RawArticle:
    """`raw` with what its path says where it says nothing itself; a date becomes its `path_date`."""
    found = next((found for path in _paths(raw) if (found := pattern.find(path))), None)
    if found is None:
        return replace(raw, warnings=(*raw.warnings, UNMATCHED))
    date, is_bad = _date(found)
    given = {name: printable(found[name]) for name in ("outlet", "section", "language", "author") if found.get(name)}
    missing: dict[str, Any] = {name: value for name, value in given.items() if getattr(raw, name) is None}
    warnings = (*raw.warnings, BAD_DATE) if is_bad else raw.warnings
    return replace(raw, **missing, path_date=date, warnings=warnings, raw_hash="")


def _paths(raw: RawArticle) -> Iterable[str]:
    """A member is known by its file and its own path, or by its own path alone."""
    member = raw.origin.member
    if member is None:
        return (raw.origin.file,)
    return (f"{raw.origin.file}/{member}", member)


def _date(found: dict[str, str]) -> tuple[str | None, bool]:
    """The ISO date of the fields and whether it is one that cannot be."""
    if published := found.get("published"):
        match = _DIGITS.fullmatch(published)
        parts = [part for part in match.groups() if part] if match else []
    else:
        parts = [found[name] for name in ("year", "month", "day") if name in found]
    if not parts:
        return None, bool(published)
    text = "-".join(part.zfill(2) for part in parts)
    return (text, False) if iso_span(text) else (None, True)
