"""What the index keeps of an article besides its terms: the article itself, and the `Record` that is searched by.

A record holds the columns of one article (values to filter and count, dates, lengths) in a few hundred bytes, so that
opening a segment reads them without touching the stored articles. `VALUE_COLUMNS` declares the columns of values; a
new one needs an entry there, a higher SCHEMA_VERSION, and nothing else.
"""

from __future__ import annotations

import hashlib
import struct
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeAlias

import msgspec

from search import analysis
from search.engines.whoosh import schema
from search.engines.whoosh.packing import pack, unpack
from search.engines.whoosh.raw_store import RawPlace
from search.model import Article, StoredArticle, article_from_json, to_json

Labelled: TypeAlias = tuple[str, str]
"""A value and what the article calls it ('' where the value is its own name)."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _plain(*values: str | None) -> tuple[Labelled, ...]:
    return tuple((value, "") for value in dict.fromkeys(values) if value is not None)


def _outlet(article: Article) -> tuple[Labelled, ...]:
    return () if article.outlet is None else ((article.outlet.id, article.outlet.name),)


VALUE_COLUMNS: dict[str, Callable[[Article], Iterable[Labelled]]] = {
    "outlet": _outlet,
    "group": lambda article: _plain(article.outlet.group if article.outlet else None),
    "actor": lambda article: {a.actor_id: (a.actor_id, a.label) for a in article.actors}.values(),
    "source": lambda article: {s.id: (s.id, s.name) for s in article.sources}.values(),
    "language": lambda article: _plain(article.language),
    "archive": lambda article: _plain(*article.archives),
    "section": lambda article: _plain(article.section),
    "author": lambda article: _plain(article.author),
    "story": lambda article: _plain(article.story_id),
}
"""Of every column what values an article has in it, each once."""


class Record(msgspec.Struct, array_like=True, frozen=True, kw_only=True):
    """The columns of one article."""

    id: str
    raw_hash: str
    title_length: int  # distinct positions of the exact field
    body_length: int
    start: int  # days of the proleptic calendar (date.toordinal), 0 when undated
    end: int
    instant: int | None  # microseconds since 1970 in UTC
    values: tuple[tuple[Labelled, ...], ...]  # in the order of VALUE_COLUMNS
    places: tuple[str, ...]  # Origin.place of each origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article as the index takes it: positions by field, and the two columns of bytes."""

    texts: dict[str, schema.Positions]
    keys: tuple[str, ...]
    places: tuple[str, ...]
    record: bytes
    article: bytes


_RAW_PLACE = struct.Struct("<IQI")  # stands before the article: a rebuild reads it whatever the schema was
_NO_RAW = RawPlace(0, 0, 0)
_record_decoder = msgspec.msgpack.Decoder(Record)


def document(stored: StoredArticle, *, raw: RawPlace | None) -> Document:
    """The document of an article whose raw article lies at `raw`."""
    article = stored.article
    texts = _texts(article)
    places = tuple(dict.fromkeys(origin.place for origin in article.origins))
    record = Record(
        id=article.id,
        raw_hash=article.raw_hash,
        title_length=_length(texts["title"]),
        body_length=_length(texts["body"]),
        start=article.published.start.toordinal() if article.published else 0,
        end=article.published.end.toordinal() if article.published else 0,
        instant=_instant(article),
        values=tuple(tuple(read(article)) for read in VALUE_COLUMNS.values()),
        places=places,
    )
    return Document(
        texts=texts,
        keys=(article.id,),
        places=tuple(place_key(place) for place in places),
        record=msgspec.msgpack.encode(record),
        article=_RAW_PLACE.pack(*(raw or _NO_RAW)) + pack(to_json(article)),
    )


def record_from_bytes(data: bytes) -> Record:
    """Raises msgspec.DecodeError for what is no record."""
    return _record_decoder.decode(data)


def article_from_bytes(data: bytes) -> tuple[Article, RawPlace | None]:
    """An article and where its raw one lies; raises UnpackError or msgspec.DecodeError for what is no article."""
    place = RawPlace(*_RAW_PLACE.unpack_from(data))
    return article_from_json(unpack(data[_RAW_PLACE.size :])), place if place.length else None


def place_key(place: str) -> str:
    """A short name for a place: paths may be longer than a term should be."""
    return hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _texts(article: Article) -> dict[str, schema.Positions]:
    texts: dict[str, schema.Positions] = {}
    language = analysis.stem_language(article.language)
    for name, text, skipped in (("title", article.title or "", ()), ("body", article.body, article.boilerplate)):
        tokens = outside(analysis.tokenize(text), skipped)
        texts[name] = _positions(tokens)
        stems = analysis.analyzer_for(article.language).stem_tokens(text, tokens)
        texts[f"{name}_{language}"] = _positions(stems)
    return texts


def outside(tokens: Sequence[analysis.Token], spans: Sequence[tuple[int, int]]) -> Sequence[analysis.Token]:
    """The tokens that touch none of `spans`; their positions stay, so that no phrase reaches across a gap."""
    if not spans:
        return tokens
    return [t for t in tokens if not any(start < t.end and t.start < end for start, end in spans)]


def _positions(tokens: Iterable[analysis.Token]) -> dict[str, array[int]]:
    found: dict[str, array[int]] = {}
    for token in tokens:
        at = found.setdefault(token.text, array("I"))
        if not at or at[-1] != token.position:
            at.append(token.position)
    return found


def _length(positions: schema.Positions) -> int:
    return len(set().union(*positions.values()))


def _instant(article: Article) -> int | None:
    if article.published is None or article.published.instant is None:
        return None
    since = article.published.instant - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
