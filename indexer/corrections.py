"""What people know better: `corrections.jsonl` in the folder of the index, applied after understanding.

Each line corrects a field of one article or of all articles of an outlet. The file is only ever appended to, by the
`correct` command, and read by `add` and `rebuild`, so that a correction survives both. Those of an outlet are applied
first, then those of the article itself, each in the order they were made; the last one wins.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from indexer.readers.decoding import printable
from indexer.readers.fields import is_missing
from indexer.understand.language import declared_language
from search.dates import iso_span
from search.errors import InvalidParameterError, RegistryError
from search.model import UNDETERMINED, Article, DateSpan, LanguageShare, OutletRef
from search.outlets import default_outlets

FILE_NAME = "corrections.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """`field` is to be `value` ('' takes the value away) in the article `id`, or in all of the outlet with the id
    `outlet`."""

    field: str
    value: str
    at: datetime
    id: str | None = None
    outlet: str | None = None


class Corrections:
    """All corrections of an index; called with an article it gives the corrected one."""

    def __init__(self, corrections: Iterable[Correction]) -> None:
        self._by_id: dict[str, list[Correction]] = defaultdict(list)
        self._by_outlet: dict[str, list[Correction]] = defaultdict(list)
        for correction in corrections:
            if correction.id is not None:
                self._by_id[correction.id].append(correction)
            elif correction.outlet is not None:
                self._by_outlet[correction.outlet].append(correction)

    def __call__(self, article: Article) -> Article:
        outlet = article.outlet.id if article.outlet is not None else ""
        for correction in (*self._by_outlet.get(outlet, ()), *self._by_id.get(article.id, ())):
            article = corrected(article, correction)
        return article


def corrected(article: Article, correction: Correction) -> Article:
    """`article` with one field as the correction says; InvalidParameterError for a value that cannot be."""
    read = _FIELDS.get(correction.field)
    if read is None:
        raise InvalidParameterError(
            f"{correction.field!r} cannot be corrected; what can: {', '.join(_FIELDS)}", parameter=correction.field
        )
    return replace(article, **read(correction.value))


def parse_assignment(text: str) -> tuple[str, str]:
    """Field and value of "field=value", checked; InvalidParameterError says what is wrong with it."""
    field, equals, value = text.partition("=")
    field, value = field.strip(), printable(value.strip())
    if not equals:
        raise InvalidParameterError(f"{text!r} is no field=value, such as outlet=Kompas.com", parameter=text)
    read = _FIELDS.get(field)
    if read is None:
        raise InvalidParameterError(
            f"{field!r} cannot be corrected; what can: {', '.join(_FIELDS)}", parameter=field or text
        )
    read(value)
    return field, value


def load(index: Path) -> Corrections:
    """The corrections of an index; none where there is no file. RegistryError names a line that is damaged."""
    path = index / FILE_NAME
    if not path.exists():
        return Corrections(())
    found = []
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        try:
            correction = msgspec.json.decode(line, type=Correction)
            _FIELDS[correction.field](correction.value)
        except (msgspec.DecodeError, KeyError, InvalidParameterError) as exc:
            raise RegistryError(f"{path}:{number} is no correction ({exc}); mend or delete that line") from exc
        found.append(correction)
    return Corrections(found)


def append(index: Path, correction: Correction) -> None:
    """Keep a correction, on the disk before this returns."""
    with (index / FILE_NAME).open("ab") as file:
        file.write(msgspec.json.encode(correction) + b"\n")
        file.flush()
        os.fsync(file.fileno())


# ---- what a field may be ---------------------------------------------------------------------------------------


def _text(field: str) -> Callable[[str], Mapping[str, Any]]:
    return lambda value: {field: None if is_missing(value) else value}


def _outlet(value: str) -> Mapping[str, Any]:
    if is_missing(value):
        return {"outlet": None}
    outlet = default_outlets().resolve(value)
    if not outlet.id:
        raise InvalidParameterError(f"{value!r} is no name of an outlet", parameter="outlet")
    return {"outlet": OutletRef(id=outlet.id, name=outlet.name, group=outlet.group)}


def _published(value: str) -> Mapping[str, Any]:
    if is_missing(value):
        return {"published": None}
    found = iso_span(value)
    if found is None:
        raise InvalidParameterError(f"{value!r} is no date; write 2022-11-08, 2022-11 or 2022", parameter="published")
    start, end, precision = found
    return {"published": DateSpan(start=start, end=end, precision=precision, origin="metadata", raw=value)}


def _language(value: str) -> Mapping[str, Any]:
    if is_missing(value):
        return {"language": UNDETERMINED, "language_confidence": 0.0, "languages": ()}
    code = declared_language(value)
    if code is None:
        raise InvalidParameterError(f"{value!r} is no language; write its code, such as id", parameter="language")
    return {"language": code, "language_confidence": 1.0, "languages": (LanguageShare(language=code, share=1.0),)}


def _tags(value: str) -> Mapping[str, Any]:
    return {"tags": tuple(tag.strip() for tag in value.split(",") if not is_missing(tag))}


_FIELDS: Mapping[str, Callable[[str], Mapping[str, Any]]] = {
    "title": _text("title"),
    "outlet": _outlet,
    "published": _published,
    "language": _language,
    "author": _text("author"),
    "section": _text("section"),
    "tags": _tags,
}
