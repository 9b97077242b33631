"""What the index keeps of an article besides its terms: the columns it is searched by, and the article itself.

`VALUE_COLUMNS` declares the columns of values; a new one needs an entry there, a higher SCHEMA_VERSION, and nothing
else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

import msgspec

from search.engines.whoosh.layout import damaged
from search.model import Article, article_from_json

Labelled: TypeAlias = tuple[str, str]
"""A value and what the article calls it ('' where the value is its own name)."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _one(value: str | None) -> Collection[Labelled]:
    return () if value is None else ((value, ""),)


def _outlet(article: Article) -> Collection[Labelled]:
    return () if article.outlet is None else ((article.outlet.id, article.outlet.name),)


def _sources(article: Article) -> Collection[Labelled]:
    return {s.id: (s.id, s.name) for s in article.cited_sources}.values() if article.sources else ()


def _speakers(article: Article) -> dict[str, Labelled]:
    """The actors who speak, themselves or by somebody unnamed."""
    if not article.statements:
        return {}
    ids = dict.fromkeys(said.actor_id or said.speaks_for for said in article.statements)
    labels = {actor.actor_id: actor.label for actor in article.actors}
    return {actor_id: (actor_id, labels.get(actor_id, actor_id)) for actor_id in ids if actor_id is not None}


VALUE_COLUMNS: dict[str, Callable[[Article], Collection[Labelled]]] = {
    "outlet": _outlet,
    "group": lambda article: _one(article.outlet.group if article.outlet else None),
    "actor": lambda article: {a.actor_id: (a.actor_id, a.label) for a in article.actors if a.is_certain}.values(),
    "speaker": lambda article: _speakers(article).values(),
    "source": _sources,
    "language": lambda article: _one(article.language),
    "archive": lambda article: [(archive, "") for archive in dict.fromkeys(article.archives)],
    "section": lambda article: _one(article.section),
    "author": lambda article: _one(article.author),
}
"""Of every column what values an article has in it, each once."""


def instant_of(article: Article) -> int | None:
    """When it was published, in microseconds since 1970 in UTC, where the time is known."""
    if article.published is None or article.published.instant is None:
        return None
    since = article.published.instant - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def stored_article(data: bytes, path: Path) -> Article:
    """The article kept in a segment file as JSON; CorruptIndexError for what is none."""
    try:
        return article_from_json(data)
    except msgspec.MsgspecError as exc:
        raise damaged(path, exc) from exc
