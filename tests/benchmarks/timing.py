"""Medians of interleaved repeats: what disturbs the machine for a while disturbs all that is compared."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from statistics import median
from typing import Any

_BUDGET_S = 0.15  # for the repeats of one thing


@contextmanager
def without_collecting() -> Iterator[None]:
    """Keep the garbage collector from running while something is timed."""
    with frozen():
        gc.disable()
        try:
            yield
        finally:
            gc.enable()


@contextmanager
def frozen() -> Iterator[None]:
    """Keep the garbage collector from visiting the million articles that the benchmark itself holds."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def seconds(run: Callable[[], Any]) -> float:
    """How long it takes, once."""
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin


def medians_ms(
    runs: Mapping[str, Callable[[], Any]],
    *,
    repeats: int,
    known: Mapping[str, float] | None = None,
    before: Mapping[str, Callable[[], object]] | None = None,
) -> dict[str, float]:
    """The median of at most `repeats` of each, taken in turns; slow ones are repeated less often.

    `known` are the seconds that a first time took: that is enough for what takes longer than all repeats may. What
    `before` names is called ahead of every repeat, untimed.
    """
    times: dict[str, list[float]] = {name: [] for name in runs}
    for name, of_first in (known or {}).items():
        if of_first > _BUDGET_S:
            times[name].append(of_first)
    for _ in range(repeats):
        for name, run in runs.items():
            if sum(times[name]) < _BUDGET_S:
                (before or {}).get(name, _nothing)()
                times[name].append(seconds(run))
    return {name: median(of_run) * 1000 for name, of_run in times.items()}


def _nothing() -> None:
    return None
