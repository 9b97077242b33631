"""The real articles, as what is measured on them wants them."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from indexer.understand import Defaults
from tests.evaluation.measure import DATA

ARTICLES = DATA / "articles"
DEFAULTS = Defaults(today=date(2026, 11, 22))

RealArticle = dict[str, Any]  # id, title, outlet, date, time, category, url, body


@cache
def real_articles() -> tuple[RealArticle, ...]:
    lines = [line for path in sorted(ARTICLES.glob("*.jsonl")) for line in path.read_text("utf-8").split("\n") if line]
    return tuple(json.loads(line) for line in lines)


@cache
def articles_by_id() -> dict[str, RealArticle]:
    return {article["id"]: article for article in real_articles()}


def sample(*, keep: Callable[[RealArticle], bool], size: int) -> list[RealArticle]:
    """So many of the articles that `keep` wants, always the same ones."""
    kept = [article for article in real_articles() if keep(article)]
    return random.Random(7).sample(kept, min(size, len(kept)))


def is_dated(article: RealArticle) -> bool:
    """Whether its date is gold."""
    return bool(article["date"]) and article.get("date_quality") != "excel-ambiguous"
