"""An article that comes again: what becomes of it. Pure functions over stored articles.

Its archives and places are united, its earlier texts stay as revisions. The last of its origins is where its text is
from, so that an archive that holds two versions of an article changes nothing when it is added a second time.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Literal

from search.model import Article, Origin, RawArticle, Revision, StoredArticle

Change = Literal["added", "updated", "unchanged"]


def first_seen(article: Article, raw: RawArticle, *, now: datetime, keep_raw: bool) -> StoredArticle:
    """An article that was not there before."""
    seen = replace(
        article,
        archives=(raw.origin.archive,),
        origins=(raw.origin,),
        raw_hash=raw.raw_hash,
        indexed_at=now,
    )
    return StoredArticle(article=seen, raw=raw if keep_raw else None)


def seen_again(stored: StoredArticle, raw: RawArticle) -> tuple[StoredArticle, Change]:
    """`stored`, of which the same text was read, with the place and the archive of `raw`."""
    article = stored.article
    origins = _with_place(article, raw.origin)
    archives = _united(article.archives, (raw.origin.archive,))
    if origins == article.origins and archives == article.archives:
        return stored, "unchanged"
    changed = replace(stored, article=replace(article, origins=origins, archives=archives))
    return changed, "unchanged" if archives == article.archives else "updated"


def is_older_text(article: Article, raw: RawArticle) -> bool:
    """Whether `raw` is an earlier text of `article` from a place that it was read at before the one it has now."""
    return raw.origin in article.origins[:-1] and any(seen.raw_hash == raw.raw_hash for seen in article.revisions)


def changed_text(
    stored: StoredArticle, article: Article, raw: RawArticle, *, now: datetime, keep_raw: bool
) -> StoredArticle:
    """`article`, understood from another text than `stored` has, with what is known of its past."""
    before = stored.article
    others = tuple(origin for origin in before.origins if origin != raw.origin)
    after = replace(
        article,
        archives=_united(before.archives, (raw.origin.archive,)),
        origins=(*others, raw.origin),
        revisions=_past(before, now, current=raw.raw_hash),
        raw_hash=raw.raw_hash,
        indexed_at=before.indexed_at or now,
    )
    return StoredArticle(article=after, raw=raw if keep_raw else None)


def as_successor(stored: StoredArticle, before: Article, *, now: datetime) -> StoredArticle:
    """`stored` as the new text of `before`, which it replaced at its place under another id."""
    revisions = (*_past(before, now, current=stored.article.raw_hash), *stored.article.revisions)
    indexed_at = before.indexed_at or stored.article.indexed_at
    return replace(stored, article=replace(stored.article, revisions=revisions, indexed_at=indexed_at))


def without_places(stored: StoredArticle, places: Collection[str]) -> StoredArticle | None:
    """`stored` without the origins at `places`, where another article is now; None when it was nowhere else."""
    left = tuple(origin for origin in stored.article.origins if origin.place not in places)
    return None if not left else _at(stored, left)


def without_archive(stored: StoredArticle, archive: str) -> StoredArticle | None:
    """`stored` as the other archives hold it; None when none does."""
    archives = tuple(name for name in stored.article.archives if name != archive)
    if not archives:
        return None
    origins = tuple(origin for origin in stored.article.origins if origin.archive != archive)
    return replace(stored, article=replace(stored.article, archives=archives, origins=origins))


def _at(stored: StoredArticle, origins: tuple[Origin, ...]) -> StoredArticle:
    archives = tuple(sorted({origin.archive for origin in origins}))
    return replace(stored, article=replace(stored.article, origins=origins, archives=archives))


def _with_place(article: Article, origin: Origin) -> tuple[Origin, ...]:
    """The origins with this one, before the last, which stays where the text is from.

    The line of an article that is known by its address says nothing that is needed: a list that grows at its head
    would move every article of it.
    """
    known = any(_is_same(seen, origin, with_line=article.url is None) for seen in article.origins)
    return article.origins if known else (*article.origins[:-1], origin, *article.origins[-1:])


def _is_same(first: Origin, second: Origin, *, with_line: bool) -> bool:
    return first == second if with_line else replace(first, line=None) == replace(second, line=None)


def _past(before: Article, now: datetime, *, current: str) -> tuple[Revision, ...]:
    """The earlier texts with that of `before`; one that comes and goes is listed once, and not while it is current."""
    others = tuple(seen for seen in before.revisions if seen.raw_hash not in (before.raw_hash, current))
    return (*others, Revision(raw_hash=before.raw_hash, replaced_at=now))


def _united(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({*first, *second}))
