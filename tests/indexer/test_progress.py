"""Progress and reports for people."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from indexer.progress import Progress, describe
from indexer.readers import Rejected, Skipped
from indexer.report import RejectionLog, RunReport
from indexer.report import describe as describe_item
from search.model import Origin

ORIGIN = Origin(archive="arsip", file="a\x1b[31m.jsonl", line=3)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_line_tells_share_rate_and_time_left() -> None:
    assert describe(500, 25, 100, 10) == "[######------------------]  25%  500 articles, 50 articles/s, 0:30 left"
    assert describe(7200, 1, 10, 3600).endswith("2 articles/s, 9:00:00 left")
    assert describe(0, 0, 100, 0).endswith("0 articles, 0 articles/s")
    assert describe(5, 10, None, 10) == "5 articles, 0 articles/s"
    assert "100%" in describe(5, 120, 100, 10)


def test_a_terminal_is_drawn_over_and_left_clean() -> None:
    stream, clock = Terminal(), Clock()
    progress = Progress(stream, RunReport(read=5), total_bytes=100, clock=clock)
    progress.advance(10)
    assert stream.getvalue() == ""
    clock.now = 1
    progress.advance(10)
    progress.say("skipped x")
    progress.close()
    drawn = stream.getvalue()
    assert drawn.startswith("\r[####---")
    assert drawn.endswith("\r\x1b[Kskipped x\n")


def test_elsewhere_there_is_a_plain_line_now_and_then() -> None:
    stream, clock = io.StringIO(), Clock()
    progress = Progress(stream, RunReport(read=5), total_bytes=100, clock=clock)
    for second in range(25):
        clock.now = second
        progress.advance(1)
    progress.close()
    assert stream.getvalue().count("\n") == 2
    assert "\r" not in stream.getvalue()


def test_what_is_told_of_an_item_is_one_printable_line() -> None:
    rejected = Rejected(origin=ORIGIN, reason="not-json", message="no JSON\nmore")
    assert describe_item(rejected) == "rejected a\\x1b[31m.jsonl:3: not-json (no JSON)"
    skipped = Skipped(origin=ORIGIN, reason="hidden", message="")
    assert describe_item(skipped) == "skipped a\\x1b[31m.jsonl:3: hidden ()"


def test_the_log_is_made_when_there_is_something_in_it(tmp_path: Path) -> None:
    log = RejectionLog(tmp_path / "reports/x.jsonl")
    assert not log.is_written
    log.write(Rejected(origin=ORIGIN, reason="empty", message="nothing"))
    log.close()
    assert json.loads((tmp_path / "reports/x.jsonl").read_text())["file"] == ORIGIN.file


def test_a_log_that_cannot_be_written_says_so_once(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("")
    log = RejectionLog(tmp_path / "reports/x.jsonl")
    for _ in range(2):
        log.write(Rejected(origin=ORIGIN, reason="empty", message="nothing"))
    log.close()
    assert isinstance(log.failure, OSError)
    assert not log.is_written


@pytest.mark.parametrize(("seconds", "rate"), [(0.0, 0.0), (4.0, 2.5)])
def test_the_rate_is_of_all_that_was_read(seconds: float, rate: float) -> None:
    assert RunReport(read=10, seconds=seconds).articles_per_s == rate
