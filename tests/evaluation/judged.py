"""The judged queries of corpus/judgments, and how well an answer does on them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from search import Article, SearchRequest, SearchService
from search.query import Match

CORPUS = Path(__file__).parents[2] / "corpus"
GOOD = 2  # the least grade of an article that has to be found


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedQuery:
    """A query as typed, and the grade of every article that has one, by reference."""

    id: str
    text: str
    grades: Mapping[str, int] = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How well one query was answered."""

    ndcg: float  # of the first ten
    recall: float  # of the articles of grade 2 and 3 among the first twenty
    grades: tuple[int, ...]  # of the hits, in their order


def judged_queries() -> tuple[JudgedQuery, ...]:
    """The queries in their order."""
    grades: dict[str, dict[str, int]] = {}
    for query, article, grade in _rows("qrels.tsv"):
        grades.setdefault(query, {})[article] = int(grade)
    return tuple(JudgedQuery(id=id_, text=text, grades=grades[id_]) for id_, text, *_ in _rows("queries.tsv"))


def _rows(name: str) -> list[list[str]]:
    """The cells of a table without its header; quotes are characters like any other."""
    lines = (CORPUS / "judgments" / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines[1:]]


def measure(service: SearchService, query: JudgedQuery, *, match: Match | None = None) -> Figures:
    """Ask the query as it stands and compare the first twenty hits with the judgments."""
    hits = service.search(SearchRequest(text=query.text, match=match, size=20, facets=())).hits
    grades = tuple(grade(hit.article, query) for hit in hits)
    good = sum(given >= GOOD for given in query.grades.values())
    recall = sum(given >= GOOD for given in grades) / min(good, 20) if good else 1.0
    return Figures(ndcg=ndcg(grades, list(query.grades.values())), recall=recall, grades=grades)


def grade(article: Article, query: JudgedQuery) -> int:
    """What the judgments say of the article: 0 where they do not name it."""
    references = [article.url or "", *map(str, article.origins)]
    return next((query.grades[each] for each in references if each in query.grades), 0)


def ndcg(grades: Sequence[int], ideal: Sequence[int], *, depth: int = 10) -> float:
    """Järvelin and Kekäläinen (2002), with gain 2^grade - 1; `ideal` are all grades there are."""

    def gain(values: Sequence[int]) -> float:
        return sum((2**value - 1) / math.log2(rank + 2) for rank, value in enumerate(values[:depth]))

    return gain(grades) / gain(sorted(ideal, reverse=True))
