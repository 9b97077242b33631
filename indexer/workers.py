"""Extraction and understanding, in this process or in several; results come in the order of the articles.

Nothing is started before there is enough to do: a handful of articles is done before a second process has begun.
"""

from __future__ import annotations

import logging
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from types import TracebackType

from indexer.readers import Rejected
from search.errors import EngineError, RejectedArticleError
from search.model import Article, RawArticle

Understand = Callable[[RawArticle], Article]
Group = Sequence[RawArticle]
Outcome = Article | Rejected

ALONE = 256  # articles that the first process does by itself before it calls for others
_AHEAD = 3  # groups that wait for each worker, so that none is ever idle


class Workers:
    """Understands groups of articles; use as a context manager. `understand` has to be picklable for `count` > 1."""

    def __init__(self, understand: Understand, *, count: int) -> None:
        self._understand = understand
        self._count = count
        self._pool: ProcessPoolExecutor | None = None
        self._done = 0

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: BaseException | TracebackType | None) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=kind is not None)

    def map(self, groups: Iterable[Group]) -> Iterator[tuple[Outcome, ...]]:
        """For each group the article or the rejection of each of its articles."""
        waiting: deque[Future[tuple[Outcome, ...]]] = deque()
        for group in groups:
            if self._count == 1 or self._done < ALONE:
                self._done += len(group)
                yield understand_all(group, self._understand)
                continue
            waiting.append(self._started().submit(_in_worker, group))
            if len(waiting) > self._count * _AHEAD:
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # not forked: the process that reads has files and perhaps threads that a copy must not share
            context = get_context("spawn")
            self._pool = ProcessPoolExecutor(
                self._count, mp_context=context, initializer=_begin, initargs=(self._understand,)
            )
        return self._pool


def understand_all(group: Group, understand: Understand) -> tuple[Outcome, ...]:
    """An article or a rejection for each of `group`. What an article breaks costs that article alone."""
    return tuple(_attempt(raw, understand) for raw in group)


def _attempt(raw: RawArticle, understand: Understand) -> Outcome:
    try:
        return understand(raw)
    except RejectedArticleError as error:
        return Rejected(origin=raw.origin, reason=error.reason, message=error.message)
    except Exception as exc:
        message = f"{type(exc).__name__}: {exc} (at {_where(exc)})"
        return Rejected(origin=raw.origin, reason="not-understood", message=message)


def _where(exc: BaseException) -> str:
    step = exc.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    return "?" if step is None else f"{step.tb_frame.f_code.co_filename.rpartition('/')[2]}:{step.tb_lineno}"


def _result(future: Future[tuple[Outcome, ...]]) -> tuple[Outcome, ...]:
    try:
        return future.result()
    except BrokenProcessPool as exc:
        raise EngineError(
            "a worker process died, perhaps for want of memory; what was committed stays: "
            "add again, with --workers 1 to see the article"
        ) from exc


# ---- inside a worker -------------------------------------------------------------------------------------------

_understand_here: list[Understand] = []


def _begin(understand: Understand) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the first process, which finishes what it has read
    quiet_libraries()
    _understand_here[:] = [understand]


def _in_worker(group: Group) -> tuple[Outcome, ...]:
    return understand_all(group, _understand_here[0])


def quiet_libraries() -> None:
    """Keep what libraries say about every odd page off the terminal; what matters is in the report."""
    for name in ("trafilatura", "htmldate", "charset_normalizer"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
