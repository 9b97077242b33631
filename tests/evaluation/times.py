"""What each part of understanding takes of an article's time."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

from indexer.understand import Defaults, article, understand
from search.model import RawArticle
from tests.builders import raw
from tests.evaluation.measure import DATA

# the functions that `indexer/understand/article.py` calls, by the part they belong to
PARTS = {
    "reading": ("read", "boilerplate", "find_header", "find_signature", "find_byline_author"),
    "outlet": ("find_dateline", "find_outlet"),
    "language": ("detect_language", "language_shares"),
    "dates": ("explicit_dates", "publication", "mentioned"),
    "actors": ("find_actors",),
    "sources": ("find_sources",),
    "statements": ("find_statements",),
    "story": ("story_id",),
}
OURS = Path(__file__).parents[2] / "corpus" / "articles"
ARTICLES = 300
ROUNDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Milliseconds of the processor for an article: by part, the rest, and all; the median of the rounds."""

    which: str
    articles: int
    milliseconds: tuple[tuple[str, float], ...]


def times_per_part() -> Times:
    """The words of the articles have been seen once before: stems and the like are warm, as in a long run."""
    which, texts = _articles()
    defaults = Defaults(today=date(2026, 11, 22))
    rounds = [_one_round(texts, defaults) for _ in range(ROUNDS + 1)][1:]
    parts = [*PARTS, "the rest", "all"]
    each = tuple((part, median(one[part] for one in rounds) / len(texts) * 1000) for part in parts)
    return Times(which=which, articles=len(texts), milliseconds=each)


def _one_round(texts: list[RawArticle], defaults: Defaults) -> dict[str, float]:
    seconds: dict[str, float] = defaultdict(float)
    with _timed_parts(seconds):
        began = time.process_time()
        for text in texts:
            understand(text, defaults=defaults)
        seconds["all"] = time.process_time() - began
    seconds["the rest"] = seconds["all"] - sum(seconds[part] for part in PARTS)
    return seconds


@contextmanager
def _timed_parts(seconds: dict[str, float]) -> Iterator[None]:
    timed = {name: _timed(getattr(article, name), part, seconds) for part, names in PARTS.items() for name in names}
    with patch.multiple(article, **timed):
        yield


def _timed(function: Callable[..., Any], part: str, seconds: dict[str, float]) -> Callable[..., Any]:
    @wraps(function)
    def timed(*arguments: Any, **named: Any) -> Any:
        began = time.process_time()
        result = function(*arguments, **named)
        result = tuple(result) if isinstance(result, Iterator) else result  # else its time would be the caller's
        seconds[part] += time.process_time() - began
        return result

    return timed


def _articles() -> tuple[str, list[RawArticle]]:
    files = sorted((DATA / "articles").glob("*.jsonl")) if (DATA / "articles").is_dir() else []
    if not files:
        return "articles of the sample archive", [raw(text) for text in _ours()[:ARTICLES]]
    lines = [line for file in files for line in file.read_text("utf-8").split("\n") if line]
    return "real articles", [raw(json.loads(line)["body"]) for line in lines[:: max(1, len(lines) // ARTICLES)]]


def _ours() -> list[str]:
    lines = [line for file in sorted(OURS.rglob("*.jsonl")) for line in file.read_text("utf-8").split("\n") if line]
    return [body for line in lines if (body := json.loads(line).get("body"))]
