"""Changing an index that is there: remove, correct, rebuild."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import TypeVar

from indexer import corrections
from indexer.corrections import Correction
from indexer.merging import without_archive
from indexer.pipeline import GROUP_ARTICLES, Understanding
from indexer.readers import Rejected
from indexer.report import RunReport
from indexer.workers import Outcome, Workers
from search.engines.base import Engine
from search.model import ActorMention, Article, RawArticle, Reason, ReasonKind, StoredArticle
from search.query import Filter, FilterField, SearchRequest

_AT_ONCE = 1_000
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """How many articles were removed, and how many stay because another archive holds them."""

    removed: int
    kept: int = 0


def ids_with(engine: Engine, field: FilterField, value: str) -> list[str]:
    """The ids of all articles that have `value` in `field`."""
    query = Filter(field=field, values=frozenset({value}))
    return [article.id for article in engine.scan(query, SearchRequest(sort="newest"))]


def remove_ids(engine: Engine, ids: Sequence[str], *, must_exist: bool = False) -> Removal:
    """Remove articles; with `must_exist` ArticleNotFoundError names one that is not there, and none is removed."""
    if must_exist:
        engine.get(ids)
    return Removal(removed=engine.remove(ids))


def remove_archive(engine: Engine, archive: str) -> Removal:
    """Remove what only `archive` holds, and take its name off the rest."""
    removed = kept = 0
    for ids in _chunks(ids_with(engine, "archive", archive)):
        left = {stored.article.id: without_archive(stored, archive) for stored in engine.stored(ids)}
        staying = [stored for stored in left.values() if stored is not None]
        if staying:
            engine.update(staying)
        kept += len(staying)
        removed += engine.remove([article_id for article_id, stored in left.items() if stored is None])
    return Removal(removed=removed, kept=kept)


def correct_all(engine: Engine, ids: Sequence[str], correction: Correction) -> int:
    """Apply a correction to the live index; how many articles it changed."""
    changed = 0
    for some in _chunks(ids):
        pairs = [(stored, corrections.corrected(stored.article, correction)) for stored in engine.stored(some)]
        new = [replace(stored, article=article) for stored, article in pairs if article != stored.article]
        if new:
            engine.update(new)
        changed += len(new)
    return changed


def merge_actor(engine: Engine, alias: str, actor: str, *, label: str) -> int:
    """Call the actor `alias` `actor` in every article of the live index; how many articles named it."""
    changed = 0
    for some in _chunks(ids_with(engine, "actor", alias)):
        merged = [
            replace(stored, article=_with_one_actor(stored.article, alias, actor, label))
            for stored in engine.stored(some)
        ]
        engine.update(merged)
        changed += len(merged)
    return changed


def _with_one_actor(article: Article, alias: str, actor: str, label: str) -> Article:
    """`article` with `alias` as `actor`, who is named in it and speaks in it."""
    statements = (
        replace(
            one,
            actor_id=actor if one.actor_id == alias else one.actor_id,
            speaks_for=actor if one.speaks_for == alias else one.speaks_for,
            speaker=label if one.actor_id == alias else one.speaker,
        )
        for one in article.statements
    )
    return replace(article, actors=_merged(article.actors, alias, actor, label), statements=tuple(statements))


def _merged(actors: Sequence[ActorMention], alias: str, actor: str, label: str) -> tuple[ActorMention, ...]:
    """The mentions of an article, those of `alias` and `actor` as one, by falling count, ties by id."""
    same = sorted((one for one in actors if one.actor_id in (alias, actor)), key=lambda one: one.actor_id != actor)
    reasons: Counter[tuple[str, ReasonKind]] = Counter()
    for reason in chain.from_iterable(one.reasons for one in same):
        reasons[reason.form, reason.kind] += reason.count
    whole = replace(
        same[0],
        actor_id=actor,
        label=label,
        count=sum(one.count for one in same),
        offsets=tuple(sorted(chain.from_iterable(one.offsets for one in same))),
        reasons=tuple(Reason(form=form, kind=kind, count=count) for (form, kind), count in reasons.most_common()),
        role=next((one.role for one in same if one.role), None),
    )
    others = (one for one in actors if one.actor_id not in (alias, actor))
    return tuple(sorted((*others, whole), key=lambda one: (-one.count, one.actor_id)))


def rebuild(
    engine: Engine,
    report: RunReport,
    *,
    understanding: Understanding,
    correct: Callable[[Article], Article],
    workers: int,
    tell: Callable[[Rejected], None],
    advance: Callable[[], None],
) -> None:
    """Understand every raw article again and write the next edition of the index.

    An article whose raw article was not kept, or is no longer understood, stays as it was, and is counted.
    """

    def articles() -> Iterator[StoredArticle]:
        with Workers(understanding, count=workers) as pool:
            for stored, outcome in _again(engine.scan_stored(), pool):
                report.read += 1
                advance()
                if isinstance(outcome, Article):
                    report.updated += 1
                    yield replace(stored, article=_with_past(correct(outcome), stored.article))
                    continue
                report.unchanged += 1
                if outcome is not None:
                    report.rejected[outcome.reason] += 1
                    tell(outcome)
                else:
                    report.skipped["no-raw"] += 1
                yield replace(stored, article=correct(stored.article))

    engine.replace_all(articles())


def _again(stored: Iterable[StoredArticle], pool: Workers) -> Iterator[tuple[StoredArticle, Outcome | None]]:
    """Each stored article with what its raw article is understood as now; None where there is no raw article."""
    waiting: list[list[StoredArticle]] = []

    def to_do() -> Iterator[list[RawArticle]]:
        for group in _chunks(stored, GROUP_ARTICLES):
            waiting.append(group)
            yield [one.raw for one in group if one.raw is not None]

    for outcomes in pool.map(to_do()):
        results = iter(outcomes)
        for one in waiting.pop(0):
            yield one, next(results) if one.raw is not None else None


def _with_past(article: Article, before: Article) -> Article:
    """`article`, understood anew, with what only the index knows."""
    return replace(
        article,
        archives=before.archives,
        origins=before.origins,
        revisions=before.revisions,
        raw_hash=before.raw_hash,
        indexed_at=before.indexed_at,
    )


def _chunks(values: Iterable[_T], size: int = _AT_ONCE) -> Iterator[list[_T]]:
    iterator = iter(values)
    while chunk := list(islice(iterator, size)):
        yield chunk
