"""A process that only searches, as a worker of the site does: how much memory it takes and how soon it answers.

Run as a child: `python -m tests.benchmarks.searching INDEX`, with the shapes' requests as JSON lines on stdin. Prints
one JSON object.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import msgspec

from search.engines.base import Engine
from search.engines.whoosh import open_engine
from search.highlight import best_snippets, matched_spans
from search.model import Article
from search.query import Query, SearchRequest, Word, words
from search.settings import Settings
from tests.benchmarks.shapes import parsed

_SAMPLE_S = 0.002
_WORDS = 40  # that are completed and corrected
_ANONYMOUS = re.compile(r"RssAnon:\s+(\d+) kB")


@dataclass(frozen=True, slots=True, kw_only=True)
class Searching:
    """What the process reports."""

    open_ms: float  # of an index whose files are in the page cache
    first_ms: float  # the first faceted query after that
    peak_anonymous_mb: float
    queries: int
    snippets_ms: float  # of a hit: finding the words of a query in title and body, and cutting the passages
    complete_ms: float  # median of the prefixes of some words
    correct_ms: float  # median of misspelt words


def measure(index: Path, requests: Sequence[SearchRequest]) -> Searching:
    """Ask all requests in a process of their own."""
    lines = b"\n".join(map(msgspec.json.encode, requests))
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.searching", str(index)],
        input=lines,
        stdout=subprocess.PIPE,
        check=True,
    )
    return Searching(**json.loads(done.stdout))


class _Peak:
    """Watches the anonymous memory of this process."""

    def __init__(self) -> None:
        self.kilobytes = 0
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._status = Path("/proc/self/status")

    def __enter__(self) -> _Peak:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._thread.join()

    def _watch(self) -> None:
        is_over = False
        while not is_over:
            is_over = self._is_over.wait(_SAMPLE_S)  # looked at once more then, so that what is quick is seen, too
            found = _ANONYMOUS.search(self._status.read_text("ascii"))
            self.kilobytes = max(self.kilobytes, int(found[1]) if found else 0)


def _ms(run: Callable[[], Any]) -> tuple[float, Any]:
    begin = time.perf_counter()
    result = run()
    return (time.perf_counter() - begin) * 1000, result


def _search_all(index: Path, lines: Sequence[str]) -> Searching:
    requests = [msgspec.json.decode(line, type=SearchRequest) for line in lines]
    queries = [parsed(request.text) for request in requests]
    settings = Settings(index=index, query_timeout_s=60.0)
    open_engine(settings).close()  # loads what the first opening in a process loads
    with _Peak() as peak:
        open_ms, engine = _ms(lambda: open_engine(settings))
        first_ms, _ = _ms(lambda: engine.search(queries[0], requests[0]))
        for query, request in zip(queries[1:], requests[1:], strict=True):
            engine.search(query, request)
    typed = [request.text for request in requests if request.text.isalpha()][:_WORDS]
    return Searching(
        open_ms=open_ms,
        first_ms=first_ms,
        peak_anonymous_mb=peak.kilobytes / 1024,
        queries=len(requests),
        snippets_ms=_snippets_ms(engine, queries[:_WORDS], requests),
        complete_ms=median(_ms(lambda word=word: engine.complete(word[:3], limit=10))[0] for word in typed),
        correct_ms=median(_ms(lambda word=word: engine.correct(_misspelt(word)))[0] for word in typed),
    )


def _snippets_ms(engine: Engine, queries: Sequence[Query], requests: Sequence[SearchRequest]) -> float:
    """The mean over all hits of the queries."""
    took = hits = 0.0
    for query, request in zip(queries, requests, strict=False):
        for article in engine.get(engine.search(query, request).ids):
            took += _ms(lambda query=query, article=article: _mark(words(query), article))[0]
            hits += 1
    return took / max(1, hits)


def _mark(query_words: Sequence[Word], article: Article) -> None:
    spans = matched_spans(
        article.body, query_words, field="body", language=article.language, ignore=article.boilerplate
    )
    matched_spans(article.title or "", query_words, field="title", language=article.language)
    best_snippets(article.body, spans, breaks=article.breaks, ignore=article.boilerplate)


def _misspelt(word: str) -> str:
    """The word with two neighbours in its middle swapped, and a letter more."""
    middle = len(word) // 2
    return word[:middle] + word[middle : middle + 2][::-1] + word[middle + 2 :] + "h"


if __name__ == "__main__":
    found = _search_all(Path(sys.argv[1]), sys.stdin.read().splitlines())
    sys.stdout.write(msgspec.json.encode(found).decode())
