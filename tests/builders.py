"""Valid values by default, so that a test states only what matters."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any, NoReturn

from search.dates import iso_span
from search.model import ActorMention, Article, DateSpan, Origin, OutletRef, RawArticle, StoredArticle


def article(*, title: str | None = "Judul", body: str = "Isi berita.", **changes: Any) -> Article:
    """An Indonesian article; its id follows from its title and body unless given."""
    given = {"id": hashlib.sha256(f"{title}\n{body}".encode()).hexdigest()[:16], "language": "id"} | changes
    return Article(title=title, body=body, **given)


def raw(text: str = "Isi berita.", **changes: Any) -> RawArticle:
    return RawArticle(text=text, **({"origin": Origin(archive="arsip", file="berita.txt")} | changes))


def stored(*articles: Article) -> list[StoredArticle]:
    """The articles, each with a raw article that says the same."""
    return [StoredArticle(article=a, raw=raw(a.body, title=a.title)) for a in articles]


def outlet(name: str, *, group: str | None = None) -> OutletRef:
    return OutletRef(id=name.casefold().replace(" ", "-"), name=name, group=group)


def span(text: str, *, origin: Any = "metadata", **changes: Any) -> DateSpan:
    """The span of an ISO year, month or day."""
    start, end, precision = iso_span(text)
    return DateSpan(start=start, end=end, precision=precision, origin=origin, raw=text, **changes)


def actor(actor_id: str, *, label: str = "", count: int = 1, kind: Any = None) -> ActorMention:
    kinds = {"country": "country", "org": "organisation", "person": "person", "place": "place"}
    prefix, _, rest = actor_id.partition(":")
    return ActorMention(actor_id=actor_id, label=label or rest, kind=kind or kinds[prefix], count=count)


class Unread(list[tuple[int, int]]):
    """Spans of which some may be looked up, but which may not be gone through: there may be one for every word."""

    def __iter__(self) -> NoReturn:
        raise AssertionError("all spans are gone through")


def day(text: str) -> date:
    return date.fromisoformat(text)
