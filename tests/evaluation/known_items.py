"""Known-item search: questions in natural words, each with the one passage that answers it.

    python -m tests.evaluation.known_items [--match any]

prints the mean reciprocal rank of that passage among the first ten hits (MRR@10) and how often it is there (recall@10),
for all questions, asked as they were typed. The questions are FacQA's and not part of the project; where they lie is
said by KLIPING_SHARED.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from indexer.cli import cli
from search import QuerySyntaxError, SearchRequest, SearchService, Settings, open_service
from search.query import Match

SHARED = Path(os.environ.get("KLIPING_SHARED") or Path(__file__).parents[3] / "shared")
PASSAGES = SHARED / "data/ir/facqa_corpus.jsonl"
QUESTIONS = SHARED / "data/ir/facqa_queries.tsv"
DEPTH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question and the line of PASSAGES, from 1, that answers it."""

    text: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a set of questions was answered."""

    questions: int
    mrr: float
    recall: float
    relaxed: int  # answers that had to let words go
    refused: int  # questions that are no query, such as one with a lone quote; they count as not answered


def questions() -> tuple[Question, ...]:
    """All of them, in their order."""
    with PASSAGES.open(encoding="utf-8") as passages:
        lines = {json.loads(passage)["id"]: number for number, passage in enumerate(passages, start=1)}
    rows = (row.split("\t") for row in QUESTIONS.read_text(encoding="utf-8").splitlines())
    return tuple(Question(text=text, line=lines[passage]) for _, text, passage, *_ in rows)


def index_passages(folder: Path) -> SearchService:
    """The service on an index of the passages, which is written into `folder`."""
    index = folder / "index"
    command = ["add", str(PASSAGES), "--index", str(index), "--workers", "1", "--no-raw"]
    run = CliRunner().invoke(cli, command, catch_exceptions=False)
    assert run.exit_code == 0, run.output[-2000:]
    return open_service(Settings(index=index))


def ask(service: SearchService, asked: Sequence[Question], *, match: Match | None = None) -> Outcome:
    """Ask every question as it was typed."""
    found, relaxed, refused = 0, 0, 0
    reciprocal = 0.0
    for question in asked:
        request = SearchRequest(text=question.text, match=match, size=DEPTH, facets=(), highlight=False)
        try:
            result = service.search(request)
        except QuerySyntaxError:
            refused += 1
            continue
        relaxed += result.relaxed
        lines = [hit.article.origins[0].line for hit in result.hits]
        if question.line in lines:
            found += 1
            reciprocal += 1 / (lines.index(question.line) + 1)
    return Outcome(
        questions=len(asked),
        mrr=reciprocal / len(asked),
        recall=found / len(asked),
        relaxed=relaxed,
        refused=refused,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--match", choices=("all", "any"), help="how words are matched [all, relaxed where needed]")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, index_passages(Path(folder)) as service:
        started = time.perf_counter()
        outcome = ask(service, questions(), match=options.match)
        took_ms = (time.perf_counter() - started) / outcome.questions * 1000
    sys.stdout.write(
        f"{outcome.questions} questions: MRR@{DEPTH} {outcome.mrr:.3f}, recall@{DEPTH} {outcome.recall:.3f}; "
        f"{outcome.relaxed} relaxed, {outcome.refused} refused; {took_ms:.1f} ms a question\n"
    )


if __name__ == "__main__":
    main()
