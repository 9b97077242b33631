"""A record of a JSON or table file -> the fields of a `RawArticle`.

Columns are recognised by their usual names in English and Indonesian, in any case; `--map FIELD=COLUMN` names others.
What is missing may be written '', '-', nan, None or null; it comes out as None.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from indexer.readers.decoding import printable
from search.errors import RejectedArticleError
from search.model import Origin, RawArticle

NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline", "judul"),
    "body": ("body", "text", "content", "isi"),
    "published": ("published", "publication_date", "date", "tanggal"),
    "time": ("time", "waktu"),
    "outlet": ("outlet", "publisher", "media", "source"),
    "url": ("url", "link"),
    "author": ("author", "penulis"),
    "section": ("section", "category", "kategori"),
    "tags": ("tags",),
    "language": ("language", "lang", "bahasa"),
    "actors": ("actors",),
    "id": ("id",),
}
"""Field -> the column names that are taken for it, the first one that has a value wins."""

CHANGED_CHARACTERS = "control-characters"

_MISSING = frozenset({"", "-", "nan", "none", "null"})
_LISTS = frozenset({"tags", "actors"})
_LABELS = ("name", "label", "title", "id")  # of an object where a name is expected, such as NewsAPI's "source"
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}", re.ASCII)
_KEY = re.compile(r"[\s\-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldMap:
    """Which column gives which field: the user's own choices first, then the usual names."""

    chosen: tuple[tuple[str, str], ...] = ()  # (field, column)

    def columns(self, field: str) -> tuple[str, ...]:
        """Normalised column names for `field`, best first."""
        own = tuple(column_key(column) for name, column in self.chosen if name == field)
        return own + NAMES[field]

    def recognised(self, columns: Iterable[str]) -> frozenset[str]:
        """The fields that a file with these columns can give."""
        keys = {column_key(column) for column in columns}
        return frozenset(field for field in NAMES if keys.intersection(self.columns(field)))


def column_key(column: str) -> str:
    """A column name as it is compared: "Publication Date" is "publication_date"."""
    return _KEY.sub("_", column.strip().lstrip("\ufeff").casefold())


def raw_article(
    record: Mapping[str, Any], origin: Origin, *, fields: FieldMap, warnings: tuple[str, ...] = ()
) -> RawArticle:
    """The article that `record` describes; RejectedArticleError where it has neither body nor title."""
    keyed = {column_key(key): value for key, value in record.items()}
    values = {field: _first(keyed, fields.columns(field), is_list=field in _LISTS) for field in NAMES}
    title, body = values.pop("title"), values.pop("body")
    if title is None and body is None:
        raise RejectedArticleError(
            f"neither a body nor a title among its columns: {_some(record)}; "
            "--map body=COLUMN or --map title=COLUMN names another",
            reason="no-text",
        )
    if values["published"] is not None:
        values["published"] = _without_epoch(values["published"])
    return made(body or "", origin, warnings=warnings, title=title, **values)


def made(text: str, origin: Origin, *, warnings: tuple[str, ...] = (), **values: Any) -> RawArticle:
    """A raw article of such characters only as can be shown and stored; a warning tells where others were replaced."""
    said, was_changed = printable_values(values | {"text": text})
    return RawArticle(origin=origin, warnings=(*warnings, CHANGED_CHARACTERS) if was_changed else warnings, **said)


def printable_values(values: Mapping[str, Any]) -> tuple[dict[str, Any], bool]:
    """`values`, texts and tuples of texts, through `printable`, and whether that changed any."""
    cleaned = {
        name: printable(value) if isinstance(value, str) else tuple(printable(part) for part in value)
        for name, value in values.items()
        if value is not None
    }
    return cleaned, any(cleaned[name] != values[name] for name in cleaned)


def is_missing(text: str) -> bool:
    """Whether a value says that there is none."""
    return text.strip().casefold() in _MISSING


def _first(keyed: Mapping[str, Any], columns: Iterable[str], *, is_list: bool) -> Any:
    for column in columns:
        value = _list(keyed.get(column)) if is_list else _text(keyed.get(column))
        if value:
            return value
    return None


def _text(value: Any) -> str | None:
    """`value` as text; None where it is missing. Paragraphs and authors may come as a list."""
    match value:
        case str():
            return None if is_missing(value) else value if "\n" in value else value.strip()
        case bool() | None:
            return None
        case float() if not math.isfinite(value):
            return None
        case int() | float():
            return str(value)
        case list():
            parts = [text for part in value if (text := _text(part))]
            return ("\n\n" if any(len(part) > 80 for part in parts) else ", ").join(parts) or None
        case dict():
            return next((text for label in _LABELS if (text := _text(value.get(label)))), None)
    return None


def _list(value: Any) -> tuple[str, ...] | None:
    """The parts of a list, or of a text that is divided by ";", "|" or else ","."""
    if isinstance(value, str):
        separator = next((mark for mark in ";|" if mark in value), ",")
        value = value.split(separator)
    if not isinstance(value, list):
        return None
    return tuple(dict.fromkeys(text for part in value if (text := _text(part)))) or None


def _without_epoch(published: str) -> str:
    """Seconds or milliseconds since 1970 as ISO 8601; anything else as it is."""
    if not _EPOCH.fullmatch(published):
        return published
    seconds = float(published) / (1000 if len(published.partition(".")[0]) > 10 else 1)
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def _some(record: Mapping[str, Any], limit: int = 8) -> str:
    names = [str(name)[:40] for name in list(record)[:limit]]
    return ", ".join(names) + (", ..." if len(record) > limit else "") if names else "none"
