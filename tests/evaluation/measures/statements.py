"""Who said what: of the statements that a reader marked, how many were found with the right speaker."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from indexer.understand import understand
from search.model import Statement
from tests.builders import raw
from tests.evaluation.articles import ARTICLES, DEFAULTS, real_articles
from tests.evaluation.gold.statements import STATEMENTS, Said
from tests.evaluation.measure import Measure, Outcome, share

LABELS = Path(__file__).parents[1] / "gold" / "statements.tsv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a reader marked in a real article; `speakers` are the name of who it was, and other ways to call them."""

    article: str
    start: int
    end: int
    kind: str  # direct, indirect; none: nobody says anything in this article
    speakers: tuple[str, ...]


@cache
def labels() -> tuple[Label, ...]:
    with LABELS.open(encoding="utf-8", newline="") as file:
        return tuple(_label(row) for row in csv.DictReader(file, delimiter="\t"))


def _label(row: dict[str, str]) -> Label:
    return Label(
        article=row["article"],
        start=int(row["start"]),
        end=int(row["end"]),
        kind=row["kind"],
        speakers=tuple(row["speaker"].split("|")),
    )


@cache
def _found() -> dict[str, tuple[Statement, ...]]:
    wanted = {label.article for label in labels()}
    articles = {one["id"]: one for one in real_articles() if one["id"] in wanted}
    return {
        name: understand(raw(one["body"], title=one["title"]), defaults=DEFAULTS).statements
        for name, one in articles.items()
    }


def _overlap(statement: Statement, label: Label) -> int:
    return min(statement.end, label.end) - max(statement.start, label.start)


def _right(label: Label) -> str | None:
    """What is wrong with the statement found where the label is; None where nothing is."""
    there = [statement for statement in _found()[label.article] if _overlap(statement, label) > 0]
    if not there:
        return f"{label.article} {label.start}: nothing, wanted {label.speakers[0]}"
    best = max(there, key=lambda statement: _overlap(statement, label))
    if best.speaker in label.speakers or _is_part(best.speaker, label.speakers[0]):
        return None
    return f"{label.article} {label.start}: {best.speaker}, wanted {label.speakers[0]}"


def _is_part(found: str, name: str) -> bool:
    """Whether the text called the speaker by a part of the name: "Sapta Oktohari"."""
    return f" {found.casefold()} " in f" {name.casefold()} "


def of_kind(kind: str) -> Outcome:
    asked = [label for label in labels() if label.kind == kind]
    wrong = tuple(problem for label in asked if (problem := _right(label)) is not None)
    return share(len(asked) - len(wrong), len(asked), *wrong)


def said_at_all() -> Outcome:
    """Of what was found in these articles, what a reader marked as well."""
    found = [(name, statement) for name, statements in _found().items() for statement in statements]
    wrong = tuple(
        f"{name} {statement.start}: {statement.speaker}"
        for name, statement in found
        if not any(label.article == name and _overlap(statement, label) > 0 for label in labels())
    )
    return share(len(found) - len(wrong), len(found), *wrong)


def of_our_own() -> Outcome:
    """Our own sentences of every form: all of the statement must be right, and nothing besides it found."""
    told = [(text, wanted, tuple(_read(text, language))) for language, text, wanted in STATEMENTS]
    wrong = tuple(f"{text}: {found}" for text, wanted, found in told if found != wanted)
    return share(len(told) - len(wrong), len(told), *wrong)


def _read(text: str, language: str) -> Iterator[Said]:
    for one in understand(raw(text, language=language), defaults=DEFAULTS).statements:
        yield one.speaker, one.verb_class, "quote" if one.is_quote else "indirect", text[one.start : one.end]


MEASURES = (
    Measure(
        part="statements", gold="speakers of quotes, real articles", figure="accuracy",
        bar=0.95, floor=0.95, run=lambda: of_kind("direct"), needs=ARTICLES,
    ),
    Measure(
        part="statements", gold="speakers of indirect speech, real articles", figure="accuracy",
        bar=0.85, floor=0.90, run=lambda: of_kind("indirect"), needs=ARTICLES,
    ),
    Measure(
        part="statements", gold="what was found there", figure="precision",
        bar=0.95, floor=0.95, run=said_at_all, needs=ARTICLES,
    ),
    Measure(
        part="statements", gold="every form, our own sentences", figure="accuracy",
        bar=0.95, floor=0.95, run=of_our_own,
    ),
)  # fmt: skip
