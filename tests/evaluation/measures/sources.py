"""Who is cited as the source of a story."""

from __future__ import annotations

from indexer.understand.reading import read
from indexer.understand.sources import find_sources
from search.model import OutletRef, SourceMention
from search.outlets import default_outlets
from tests.evaluation.articles import ARTICLES, articles_by_id
from tests.evaluation.gold.sources import CITED, NOT_CITED, source_labels
from tests.evaluation.measure import Measure, Outcome, share

OURS = OutletRef(id="kabardesa", name="Kabar Desa")

Cited = set[tuple[str, str]]  # role, id


def written_by_us() -> Outcome:
    gold = [*CITED, *((text, "") for text in NOT_CITED)]
    read_as = [(text, wanted, find_sources(text, publisher=OURS, language="id")) for text, wanted in gold]
    wrong = tuple(
        f"{text}: {_told(found)}" for text, wanted, found in read_as if sorted(_told(found)) != sorted(_split(wanted))
    )
    return share(len(gold) - len(wrong), len(gold), *wrong)


def precision() -> Outcome:
    """Of the sources that are found, those that are cited, in the role that they have."""
    found, wanted = _found(), _wanted()
    wrong = tuple(f"{key}: {one}" for key, cited in found.items() for one in sorted(cited - wanted[key]))
    number = sum(map(len, found.values()))
    return share(number - len(wrong), number, *wrong)


def recall() -> Outcome:
    """Of the sources that are cited, those that are found."""
    found, wanted = _found(), _wanted()
    missed = tuple(f"{key}: {one}" for key, cited in wanted.items() for one in sorted(cited - found[key]))
    number = sum(map(len, wanted.values()))
    return share(number - len(missed), number, *missed)


def _wanted() -> dict[str, Cited]:
    outlets = default_outlets()
    return {key: {(role, outlets.resolve(name).id) for role, name in cited} for key, cited in source_labels().items()}


def _found() -> dict[str, Cited]:
    found = {}
    for key in source_labels():
        article = articles_by_id()[key]
        publisher = default_outlets().resolve(article["outlet"]).ref
        chain = find_sources(read(article["body"]).text, publisher=publisher, language="id")
        found[key] = {(one.role, one.id) for one in chain if one.role != "publisher"}
    return found


def _told(sources: tuple[SourceMention, ...]) -> list[str]:
    return [f"{one.role} {one.id}" for one in sources if one.role != "publisher"]


def _split(wanted: str) -> list[str]:
    return wanted.split(", ") if wanted else []


MEASURES = (
    Measure(
        part="sources", gold="sentences of our own, with and without", figure="accuracy",
        bar=0.95, floor=1.0, run=written_by_us,
    ),
    Measure(
        part="sources", gold="103 real articles that have a word of citing", figure="precision",
        bar=0.95, floor=0.95, run=precision, needs=ARTICLES,
    ),
    Measure(
        part="sources", gold="the same", figure="recall",
        bar=0.9, floor=0.9, run=recall, needs=ARTICLES,
    ),
)  # fmt: skip
