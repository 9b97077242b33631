"""Real articles, where they are: each once, then all again under other ids for as many as are asked for.

Repeating them leaves the vocabulary of a small archive under the postings of a large one. Actors are the capitalised
pairs of words in a body, as no index of names is at hand: mostly rare ones, as in a real archive.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

from search import analysis
from search.model import ActorMention, Article, DateSpan, Origin, OutletRef

_REPOSITORY = Path(__file__).resolve().parents[2]
_PAIR = re.compile(r"(?<=[a-z,] )([A-Z][a-z]+) ([A-Z][a-z]+)")
_MAX_ACTORS = 12


def real_folder() -> Path | None:
    """The folder of the real articles; None where it is not."""
    shared = Path(os.environ.get("KLIPING_SHARED", _REPOSITORY.parent / "shared"))
    folder = shared / "data" / "articles"
    return folder if folder.is_dir() else None


class RealArchive:
    """The articles of all `*.jsonl` files in a folder."""

    def __init__(self, folder: Path) -> None:
        lines = (line for path in sorted(folder.glob("*.jsonl")) for line in path.open(encoding="utf-8"))
        self._rows = [json.loads(line) for line in lines]

    @property
    def distinct(self) -> int:
        """How many articles there are before they come again."""
        return len(self._rows)

    def articles(self, count: int) -> Iterator[Article]:
        """The first `count` articles."""
        made: list[Article] = []
        for number in range(count):
            place = number % len(self._rows)
            if number < len(self._rows):
                made.append(_article(self._rows[place]))
            yield _again(made[place], number)


def _again(article: Article, number: int) -> Article:
    """The article under the id of this number."""
    changed = {
        field: getattr(article, field) for field in ("title", "body", "language", "outlet", "published", "actors")
    }
    return Article(
        id=hashlib.blake2b(f"real:{number}".encode(), digest_size=8).hexdigest(),
        language_confidence=1.0,
        archives=("nyata",),
        origins=(Origin(archive="nyata", file="nyata.jsonl", line=number + 1),),
        **changed,
    )


def _article(row: dict[str, str]) -> Article:
    day = date.fromisoformat(row["date"]) if row.get("date") else None
    names = dict.fromkeys(f"{first} {last}" for first, last in _PAIR.findall(row["body"]))
    return Article(
        id="",
        title=_without_domains(row["title"]),
        body=_without_domains(row["body"]),
        language="id",
        outlet=OutletRef(id=row["outlet"], name=row["outlet"]),
        published=day and DateSpan(start=day, end=day, precision="day", origin="metadata", raw=row["date"]),
        actors=tuple(
            ActorMention(actor_id=f"person:{label.casefold().replace(' ', '-')}", label=label, kind="person", count=1)
            for label in list(names)[:_MAX_ACTORS]
        ),
    )


def _without_domains(text: str) -> str:
    """The text with the dots in domains made spaces: a domain and its first label share a position, which text that is
    cut at spaces, as the other engines get it, cannot say."""
    tokens = analysis.tokenize(text)
    shared = {token.position for before, token in pairwise(tokens) if token.position == before.position}
    pieces, end = [], 0
    for token in tokens:
        if token.position in shared and "." in token.text and token.start >= end:
            pieces += [text[end : token.start], text[token.start : token.end].replace(".", " ")]
            end = token.end
    return "".join((*pieces, text[end:]))
