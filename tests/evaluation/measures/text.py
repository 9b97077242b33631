"""Dirty texts: what is no part of the story, and what was damaged on its way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from indexer.understand.boilerplate import boilerplate, find_signature, merged
from indexer.understand.mojibake import repairs
from indexer.understand.reading import read
from tests.evaluation.articles import ARTICLES, real_articles
from tests.evaluation.gold.text import BOILERPLATE, DAMAGED
from tests.evaluation.measure import Measure, Outcome, share

_MARKERS = re.compile(
    r"(?:baca|simak|lihat|tonton) juga\s?:|baca juga\s?,|scroll to (?:continue|resume)|advertisement|\[gambas"
    r"|loading\.\.\.|baca selengkapnya\s?[>-]|halaman (?:selanjutnya|berikutnya)\s?[>-]"
    r"|(?:pewarta|editor|penulis)\s?: ?[A-Z]"
    r"|copyright (?:©|\d{4})|lihat juga video|simak juga video|share on |google news",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_Words = set[int]  # by where they begin


def boilerplate_precision() -> Outcome:
    """Of the words marked those that are no part of the story."""
    return share(sum(len(found & wanted) for found, wanted, _ in _marked()), sum(len(one) for one, _, _ in _marked()))


def boilerplate_recall() -> Outcome:
    wrong = tuple(text for found, wanted, text in _marked() if found != wanted)
    return share(
        sum(len(found & wanted) for found, wanted, _ in _marked()), sum(len(one) for _, one, _ in _marked()), *wrong
    )


def damage_repaired() -> Outcome:
    wrong = tuple(f"{read(text).text!r}" for text, repaired in DAMAGED if read(text).text != repaired)
    return share(len(DAMAGED) - len(wrong), len(DAMAGED), *wrong)


def markers_caught() -> Outcome:
    """Of the real articles that say "Baca juga:", "Editor: ..." and the like, those where no such stands outside."""
    told = [(one["id"], [*_outside(read(one["body"]).text)]) for one in real_articles() if _MARKERS.search(one["body"])]
    wrong = tuple(f"{name}: {left[0]}" for name, left in told if left)
    return share(len(told) - len(wrong), len(told), *wrong)


def real_damage_repaired() -> Outcome:
    """Of the real articles in which something is damaged, those whose reading has no damage left."""
    damaged = [one for one in real_articles() if any(repairs(one["body"]))]
    wrong = tuple(str(one["id"]) for one in damaged if any(repairs(read(one["body"]).text)))
    return share(len(damaged) - len(wrong), len(damaged), *wrong)


def share_of_stories_kept() -> Outcome:
    """Of the words of real articles without any marker those that count as story: little else should be marked."""
    bodies = [read(one["body"]).text for one in real_articles()[::10] if not _MARKERS.search(one["body"])]
    marked = sum(len(_words(text, boilerplate(text))) for text in bodies)
    words = sum(1 for text in bodies for _ in _WORD.finditer(text))
    return share(words - marked, words)


@cache
def _marked() -> tuple[tuple[_Words, _Words, str], ...]:
    return tuple((_found(text), _words(text, spans), text) for text, spans in map(_plain, BOILERPLATE))


def _plain(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its marks, and the spans that they stood around."""
    parts = re.split("[⟦⟧]", marked)
    spans: list[tuple[int, int]] = []
    length = 0
    for i, part in enumerate(parts):
        if i % 2:
            spans.append((length, length + len(part)))
        length += len(part)
    return "".join(parts), spans


def _found(text: str) -> _Words:
    signature = find_signature(text)
    signed = [(signature.start, signature.end)] if signature else []
    return _words(text, merged([*boilerplate(text), *signed]))


def _words(text: str, spans: list[tuple[int, int]] | tuple[tuple[int, int], ...]) -> _Words:
    starts = [match.start() for match in _WORD.finditer(text)]
    return {at for at in starts if any(start <= at < end for start, end in spans)}


def _outside(text: str) -> Iterator[str]:
    spans = boilerplate(text)
    for match in _MARKERS.finditer(text):
        if not any(start <= match.start() < end for start, end in spans):
            yield text[match.start() : match.start() + 60]


MEASURES = (
    Measure(
        part="text", gold="boilerplate, own texts", figure="word precision",
        bar=0.95, floor=0.95, run=boilerplate_precision,
    ),
    Measure(
        part="text", gold="boilerplate, own texts", figure="word recall",
        bar=0.95, floor=0.95, run=boilerplate_recall,
    ),
    Measure(part="text", gold="damaged texts, own", figure="repaired", bar=1.0, floor=1.0, run=damage_repaired),
    Measure(
        part="text", gold="articles with markers", figure="all marked",
        bar=0.99, floor=0.97, run=markers_caught, needs=ARTICLES,
    ),
    Measure(
        part="text", gold="words of articles without markers", figure="kept",
        bar=0.999, floor=0.999, run=share_of_stories_kept, needs=ARTICLES,
    ),
    Measure(
        part="text", gold="articles with wrongly decoded text", figure="repaired",
        bar=0.95, floor=0.9, run=real_damage_repaired, needs=ARTICLES,
    ),
)  # fmt: skip
