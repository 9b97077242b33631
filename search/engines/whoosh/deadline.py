"""The time a query may take."""

from __future__ import annotations

import time
from collections.abc import Callable

from search.errors import QueryTimeoutError


class Deadline:
    """A moment after which `check` raises; long loops call it now and then."""

    def __init__(self, limit_s: float, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit_s = limit_s
        self._clock = clock
        self._end = clock() + limit_s

    def check(self) -> None:
        """Raises QueryTimeoutError once the time is over."""
        if self._clock() > self._end:
            raise QueryTimeoutError(
                f"the query took longer than {self._limit_s:g} s; ask for fewer or rarer words, or raise "
                "KLIPING_QUERY_TIMEOUT_S"
            )
