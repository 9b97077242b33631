"""Countries in parallel news documents of 13 languages, against what their English side names."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from itertools import chain

from indexer.understand.actors import find_actors
from tests.evaluation.gold.countries import COUNTRIES
from tests.evaluation.measure import DATA, Measure, Outcome, share

DOCUMENTS = DATA / "langid" / "ntrex_docs.jsonl"
BAR = 0.90
# recall and precision reached, less one document
FLOORS = {
    "en": (0.98, 0.91), "id": (0.98, 0.91), "ms": (0.96, 0.91), "zh": (0.96, 0.90), "ko": (0.98, 0.90),
    "ja": (0.98, 0.88), "ar": (0.91, 0.88), "fa": (0.94, 0.87), "ru": (0.98, 0.89), "tr": (0.96, 0.91),
    "es": (0.96, 0.90), "fr": (0.94, 0.88), "de": (0.94, 0.92),
}  # fmt: skip


def recall(language: str) -> Outcome:
    """Of the countries that a document names, those found in it."""
    compared = _compared(language)
    missed = tuple(f"{name}: {code}" for name, found in compared for code in sorted(COUNTRIES[name] - found))
    wanted = sum(len(COUNTRIES[name]) for name, _ in compared)
    return share(wanted - len(missed), wanted, *missed)


def precision(language: str) -> Outcome:
    """Of the countries found in a document, those that its English side names; a translation may name more."""
    compared = _compared(language)
    extra = tuple(f"{name}: {code}" for name, found in compared for code in sorted(found - COUNTRIES[name]))
    total = sum(len(found) for _, found in compared)
    return share(total - len(extra), total, *extra)


@functools.cache
def _compared(language: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The documents in `language`, in all its variants, each with the countries found."""
    return tuple((name, _countries(title, body, language)) for name, title, body in _documents(language))


def _documents(language: str) -> Iterator[tuple[str, str, str]]:
    with DOCUMENTS.open(encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            if document["lang"] == language:
                yield document["doc"], document["title"], document["body"]


def _countries(title: str, body: str, language: str) -> frozenset[str]:
    found = find_actors(body, title=title, language=language)
    return frozenset(mention.actor_id for mention in found if mention.kind == "country")


def _rows(language: str) -> tuple[Measure, Measure]:
    floors = FLOORS[language]
    return (
        Measure(
            part="countries", gold=f"NTREX, {language}", figure="recall",
            bar=BAR, floor=floors[0], run=functools.partial(recall, language), needs=DOCUMENTS,
        ),
        Measure(
            part="countries", gold=f"NTREX, {language}", figure="precision",
            bar=BAR, floor=floors[1], run=functools.partial(precision, language), needs=DOCUMENTS,
        ),
    )  # fmt: skip


MEASURES = tuple(chain.from_iterable(map(_rows, FLOORS)))
