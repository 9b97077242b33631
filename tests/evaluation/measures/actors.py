"""Who is named: our own sentences, and sentences whose names others have marked.

In the marked sentences PER is a person, ORG an organisation, LOC a country or a place. A name is right when the same
tokens have the same kind. "(PKB)" is one token with its brackets there, and part of the name before it; here the name
and what stands in brackets are two, as an article's offsets are. The tagger is measured alone, since the marks leave
out what the registry finds and we want (the country of "Presiden Rusia"); and with the registry, as articles have it.

What is shown was judged by eye: 200 actors that were values of the facet, drawn from 400 articles. Which of them were
right is in tests/evaluation/gold/shown_actors.tsv; the precision is that of those still shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from indexer.understand import understand
from indexer.understand.actors import find_actors
from indexer.understand.actors.tagger import default_tagger
from indexer.understand.actors.tokens import TOKEN
from indexer.understand.actors.training.conll import Sentence, read_conll
from tests.builders import raw
from tests.evaluation.articles import ARTICLES, DEFAULTS, real_articles
from tests.evaluation.gold.actors import ACTORS
from tests.evaluation.measure import DATA, Measure, Outcome, f1, share

SHOWN = Path(__file__).parents[1] / "gold" / "shown_actors.tsv"
NEWS = DATA / "ner" / "idner2k.dev.conll"
WIKIPEDIA = DATA / "ner" / "nergrit.valid.conll"

Names = set[tuple[int, int, str]]
_KINDS = {"person": "PER", "organisation": "ORG", "country": "LOC", "place": "LOC"}
_BRACKETED = re.compile(r"[^()\s](?:[^()]*[^()\s])?")


def tagged(text: str) -> Names:
    tokens = list(TOKEN.finditer(text))
    names = default_tagger().names([token[0] for token in tokens])
    return {(tokens[one.first].start(), tokens[one.last - 1].end(), one.kind) for one in names}


def found(text: str) -> Names:
    actors = find_actors(text, title=None, language="id")
    return {(start, end, _KINDS[actor.kind]) for actor in actors for start, end in actor.offsets}


def marked(sentence: Sentence) -> Names:
    spans = ((sentence.tokens[first][0], sentence.tokens[last - 1][1], kind) for first, last, kind in sentence.names())
    return {
        (start + part.start(), start + part.end(), kind)
        for start, end, kind in spans
        for part in _BRACKETED.finditer(sentence.text[start:end])
    }


@cache
def _compared(path: Path, find: Callable[[str], Names]) -> tuple[tuple[str, Names, Names], ...]:
    return tuple((sentence.text, find(sentence.text), marked(sentence)) for sentence in read_conll(path))


def spans(path: Path, find: Callable[[str], Names]) -> Callable[[], Outcome]:
    def measure() -> Outcome:
        pairs = [(ours, theirs) for _, ours, theirs in _compared(path, find)]
        return f1(*_counts(pairs))

    return measure


def names(path: Path, find: Callable[[str], Names]) -> Callable[[], Outcome]:
    """The names of each sentence, whatever their kind, each once."""

    def measure() -> Outcome:
        return f1(*_counts([(_texts(text, a), _texts(text, b)) for text, a, b in _compared(path, find)]))

    return measure


def _texts(text: str, spans: Names) -> set[str]:
    return {text[start:end].casefold() for start, end, _ in spans}


def _counts(pairs: list[tuple[set[str], set[str]]] | list[tuple[Names, Names]]) -> tuple[int, int, int]:
    hits = sum(len(ours & theirs) for ours, theirs in pairs)  # type: ignore[operator]
    return hits, sum(len(ours) for ours, _ in pairs), sum(len(theirs) for _, theirs in pairs)


def ours() -> Outcome:
    """Sentences that name all that they should, and nobody whom they must not."""
    wrong = tuple(_wrong_sentences())
    return share(len(ACTORS) - len(wrong), len(ACTORS), *wrong)


def _wrong_sentences() -> Iterator[str]:
    for title, text, wanted, unwanted in ACTORS:
        ids = {actor.actor_id for actor in find_actors(text, title=title, language="id")}
        if not wanted <= ids or unwanted & ids:
            yield f"{text}: {sorted(ids)}"


def shown() -> Outcome:
    articles = {article["id"]: article for article in real_articles()}
    right, wrong = 0, []
    for name, judged in groupby(_judged(), key=itemgetter(0)):
        article = articles[name]
        understood = understand(raw(article["body"], title=article["title"]), defaults=DEFAULTS)
        ids = {actor.actor_id for actor in understood.certain_actors}
        for _, actor_id, verdict in judged:
            if actor_id in ids:
                right += verdict == "right"
                wrong += [f"{name}: {actor_id}"] * (verdict == "wrong")
    return share(right, right + len(wrong), *wrong)


def _judged() -> Iterator[tuple[str, str, str]]:
    for line in SHOWN.read_text(encoding="utf-8").splitlines():
        name, actor_id, verdict = line.split("\t")
        yield name, actor_id, verdict


def _marked(path: Path, gold: str, bars: tuple[float, float], floors: tuple[float, ...]) -> Iterator[Measure]:
    finders = ((tagged, "tagger alone"), (found, "with the registry"))
    figures = ((spans, "F1 of spans", bars[0]), (names, "F1 of names", bars[1]))
    rest = iter(floors)
    for find, by in finders:
        for figure, called, bar in figures:
            yield Measure(
                part="actors", gold=f"{gold}, {by}", figure=called,
                bar=bar, floor=next(rest), run=figure(path, find), needs=path,
            )  # fmt: skip


MEASURES = (
    Measure(part="actors", gold="our sentences", figure="accuracy", bar=0.95, floor=0.95, run=ours),
    Measure(
        part="actors",
        gold="values of the facet, judged by eye",
        figure="precision",
        bar=0.95,
        floor=0.95,
        run=shown,
        needs=ARTICLES,
    ),
    *_marked(NEWS, "idner2k dev", (0.90, 0.92), (0.815, 0.845, 0.735, 0.77)),
    *_marked(WIKIPEDIA, "nergrit valid", (0.74, 0.83), (0.715, 0.785, 0.69, 0.76)),
)
