"""How well the search answers the judged queries of corpus/judgments; the floors are what it reached, less a little.

A floor is lowered only with a reason in the commit.
"""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from pathlib import Path

import pytest

from search import Article, SearchRequest, SearchService

CORPUS = Path(__file__).parents[2] / "corpus"
NDCG_FLOOR = 0.80
RECALL_FLOOR = 0.85


def _rows(name: str) -> list[dict[str, str]]:
    with (CORPUS / "judgments" / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _reference(article: Article) -> set[str]:
    """What a judgment may call the article: its URL, or the file and member it came from."""
    return {article.url or ""} | {str(origin) for origin in article.origins}


def _ndcg(grades: list[int], ideal: list[int], *, depth: int = 10) -> float:
    """Järvelin and Kekäläinen (2002), with gain 2^grade - 1."""

    def gain(values: list[int]) -> float:
        return sum((2**g - 1) / math.log2(rank + 2) for rank, g in enumerate(values[:depth]))

    return gain(grades) / gain(sorted(ideal, reverse=True))


@pytest.fixture(scope="module")
def figures(corpus_service: SearchService) -> dict[str, tuple[float, float]]:
    """nDCG@10 and recall@20 (of grade 2 and 3) by query id."""
    qrels: dict[str, dict[str, int]] = defaultdict(dict)
    for row in _rows("qrels.tsv"):
        qrels[row["query"]][row["article"]] = int(row["grade"])
    measured = {}
    for row in _rows("queries.tsv"):
        judged = qrels[row["query"]]
        hits = corpus_service.search(SearchRequest(text=row["text"], size=20)).hits
        found = [next((judged[r] for r in _reference(hit.article) if r in judged), 0) for hit in hits]
        good = sum(grade >= 2 for grade in judged.values())
        recall = sum(grade >= 2 for grade in found) / min(good, 20) if good else 1.0
        measured[row["query"]] = (_ndcg(found, list(judged.values())), recall)
    return measured


def test_every_judged_query_is_measured(figures):
    assert len(figures) >= 40


def test_the_best_answers_come_first(figures):
    mean = sum(ndcg for ndcg, _ in figures.values()) / len(figures)
    assert mean >= NDCG_FLOOR, {query: round(ndcg, 2) for query, (ndcg, _) in sorted(figures.items()) if ndcg < 0.8}


def test_what_is_relevant_is_found(figures):
    mean = sum(recall for _, recall in figures.values()) / len(figures)
    assert mean >= RECALL_FLOOR, {query: round(r, 2) for query, (_, r) in sorted(figures.items()) if r < 0.8}
