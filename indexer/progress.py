"""How far a run is, on stderr: a line that is drawn over on a terminal, now and then a plain line elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

from indexer.report import RunReport

TERMINAL_EVERY_S = 0.2
PLAIN_EVERY_S = 10.0
_BAR = 24


class Progress:
    """Told of bytes read, shows articles, rate and time left; `clock` gives seconds."""

    def __init__(
        self, stream: TextIO, report: RunReport, *, total_bytes: int | None, clock: Callable[[], float]
    ) -> None:
        self._stream = stream
        self._report = report
        self._total = total_bytes
        self._clock = clock
        self._is_terminal = stream.isatty()
        self._started = self._shown = clock()
        self._bytes = 0
        self._is_drawn = False

    def advance(self, count: int = 0) -> None:
        """`count` more bytes were read."""
        self._bytes += count
        now = self._clock()
        if now - self._shown < (TERMINAL_EVERY_S if self._is_terminal else PLAIN_EVERY_S):
            return
        self._shown = now
        line = describe(self._report.read, self._bytes, self._total, now - self._started)
        if self._is_terminal:
            self._stream.write(f"\r{line}\x1b[K")
            self._is_drawn = True
        else:
            self._stream.write(f"{line}\n")
        self._stream.flush()

    def say(self, line: str) -> None:
        """A line of its own, above the one that is drawn over."""
        self._clear()
        self._stream.write(f"{line}\n")

    def close(self) -> None:
        """Take the drawn line away."""
        self._clear()
        self._stream.flush()

    def _clear(self) -> None:
        if self._is_drawn:
            self._stream.write("\r\x1b[K")
            self._is_drawn = False


def describe(articles: int, done: int, total: int | None, seconds: float) -> str:
    """The line for so many articles and bytes after so many seconds; without a total there is no end to tell."""
    rate = articles / seconds if seconds > 0 else 0.0
    counted = f"{articles} articles, {rate:.0f} articles/s"
    if not total:
        return counted
    share = min(done / total, 1.0)
    bar = "#" * int(share * _BAR)
    left = f", {_clock_time(seconds / share - seconds)} left" if share > 0 else ""
    return f"[{bar:-<{_BAR}}] {share:4.0%}  {counted}{left}"


def _clock_time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
