"""How work grows with its input, told apart from a machine that is slow, shared or busy with something else.

Only hostile input is timed by tests: what grows with the square of it takes minutes where the limits let it in. How
fast anything is, `tests/benchmarks/` measures.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

_PARTS = 8  # the short input is one part of so many
_MOST = 24  # times as long may the whole take: between 8, linear, and 64, quadratic
_LEAST_S = 0.002  # taken for less: of so little the fixed costs are most
_ROUNDS = 5


def grows_in_proportion(work: Callable[[int], object], size: int) -> bool:
    """Whether `work(size)` takes no longer than about so many times `work(size // 8)` as its input is larger.

    Both are this thread's processor time, the least of some rounds: whatever else happens makes it more, never less.
    """
    work(size // _PARTS)  # what is loaded or remembered once
    short = long = float("inf")
    for _ in range(_ROUNDS):
        short = min(short, seconds(lambda: work(size // _PARTS)))
        long = min(long, seconds(lambda: work(size)))
        if long < _MOST * max(short, _LEAST_S):
            return True
    return False


def seconds(work: Callable[[], object]) -> float:
    """The processor time of this thread, with no garbage collection in between: it visits what other tests keep."""
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        began = time.thread_time()
        work()
        return time.thread_time() - began
    finally:
        if was_collecting:
            gc.enable()
