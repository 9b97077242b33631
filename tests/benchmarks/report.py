"""The figures as Markdown: one section for each size, in a file that keeps the sections of other sizes."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median

from tests.benchmarks.indexing import FED
from tests.benchmarks.querying import COLD, ShapeTimes
from tests.benchmarks.run import NEW_WORDS, Measured

_OURS, _TANTIVY, _STOCK = "ours", "tantivy", "stock Whoosh"
_INTRODUCTION = """# Benchmarks

Written by `make bench` (20,000 articles) and `make bench-large SIZE=...`; every section says which command wrote it.
The code is in `tests/benchmarks/`.

- **Ours** goes through `Engine.search` with parsed requests and the product's schema: title and body, exact and stem
  fields, facets outlet, actor and date. Indexing goes through `Engine.update`: it cuts the text into words, looks up
  stems, stores the article, and is durable at the end of every batch of 16,384 articles.
- **tantivy** (Python binding), **SQLite FTS5** and **stock Whoosh** get our tokens and stems joined by spaces, prepared
  before the clock starts, in four text fields with the same weights (title 3, body 1), and the columns. They store no
  text. Each has one writer thread, but stock Whoosh, which is slow enough to need two processes.
- A word of a query means the same in each: title or body has it, or a stem field has its stem. Totals and the counts of
  all three facets are compared for every shape before any time counts.
- A time is the median of interleaved repeats in one process, from the query (for ours: its parsed tree) to ten ids, and
  for faceted queries the counts. tantivy's binding counts facets in a second pass over the hits, as it offers no other
  way. Ours remembers what a word, a phrase or a filter of an earlier query matches and scores, as every worker of the
  site does; it combines them, chooses the ten and counts anew each time. The others remember nothing of their own.
  *Cold* is ours with its cache emptied before every repeat: every word is met for the first time.
- *Fed from Python* is tantivy with the making of its words and stems timed: looked up in tables of what was met before,
  as ours does. *Prepared beforehand* leaves that out for tantivy, while ours still does it.
- *Known words* have their stems in memory; of *new words* the stems were computed before the clock started as well, for
  the others because they are fed stems, for ours so that the stemmer's own time (40 µs a word) is not what is compared.
- *Ours, N writers of segments* is apart from all ratios: a batch of four segments of known words, in place of the same,
  written by one process and by as many as there are cores (`KLIPING_WRITERS`), and committed by one.
- A **commit** waits for the disk twice, for its files and for their names, and that differs with what else the disk is
  at: the same two waits alone took 0.4 ms on a disk at rest and 4 to 12 ms on the same disk in use. So as much is
  written and timed in turn with the commits; sections measured before that was so lack the row.
- The **synthetic** archive is drawn from a fixed seed (`tests/benchmarks/synthetic.py`). The **real** one is 8,143
  Indonesian articles that are not part of the project; larger sizes repeat them under other ids, so that their
  vocabulary is that of a small archive. Its section is there where the command found them.
"""


def write(path: Path, command: str, measured: Sequence[Measured]) -> None:
    """Put the section of this size into the file, in place of an earlier one."""
    size = measured[0].articles
    sections = _sections(path.read_text("utf-8")) if path.exists() else {}
    sections[size] = section(command, measured)
    path.write_text("\n".join((_INTRODUCTION, *(sections[key] for key in sorted(sections)))), "utf-8")


def _sections(text: str) -> dict[int, str]:
    _, *parts = re.split(r"^(?=## [\d,]+ articles$)", text, flags=re.MULTILINE)
    return {int(part[3:].partition(" ")[0].replace(",", "")): part.rstrip() + "\n" for part in parts}


def section(command: str, measured: Sequence[Measured]) -> str:
    """All tables of one size."""
    lines = [f"## {measured[0].articles:,} articles", "", f"`{command}`, {_machine()}.", ""]
    for one in measured:
        lines += [f"### {one.archive.capitalize()} archive", "", _engines(one), ""]
        lines += [*_summary(one), "", *_indexing(one), "", *_queries(one), ""]
    return "\n".join(lines)


def _machine() -> str:
    packages = ("numpy", "whoosh3", "tantivy")
    versions = ", ".join(f"{name} {_version(name)}" for name in packages)
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, {versions}"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _engines(one: Measured) -> str:
    return "; ".join(f"{name}: {what}" for name, what in one.engines.items()) + "."


def _summary(one: Measured) -> list[str]:
    rows: list[tuple[str, str, str]] = []
    if _TANTIVY in one.engines:
        plain, faceted = _ratios(one.shapes, _TANTIVY, is_faceted=False), _ratios(one.shapes, _TANTIVY, is_faceted=True)
        cold = [_ratios(one.shapes, _TANTIVY, is_faceted=kind, ours=COLD) for kind in (True, False)]
        rows += [
            ("faceted query, tantivy / ours, median of the shapes", f"{median(faceted):.2f}", "3 at 200,000 and more"),
            ("the slowest faceted shape", f"{min(faceted):.2f}", "1.0 at 200,000 and more"),
            ("plain top ten, tantivy / ours, median", f"{median(plain):.2f}", "2 at 1,000,000; 1.0 at 20,000"),
            ("the slowest plain shape", f"{min(plain):.2f}", ""),
            ("our cache emptied: faceted, plain", ", ".join(f"{median(ratios):.2f}" for ratios in cold), ""),
            ("bytes an article, ours / tantivy", f"{_bytes_ratio(one):.2f}", "at most 1.0"),
        ]
    if _STOCK in one.engines:
        stock = median(_ratios(one.shapes, _STOCK, is_faceted=True))
        rows.append(("faceted query, stock Whoosh / ours, median", f"{stock:.0f}", "300 at 20,000"))
    if _TANTIVY in one.known_words:
        of_words = (
            ("known words", one.known_words, "2.5"),
            (f"{NEW_WORDS:.0%} new words", one.new_words, "1.0"),
        )
        for words, speeds, bar in of_words:
            fed, beforehand = (speeds[_OURS] / speeds[name] for name in (FED.format(_TANTIVY), _TANTIVY))
            rows.append((f"indexing {words}, ours / tantivy fed from Python", f"{fed:.2f}", bar))
            rows.append(("the same, tantivy's words and stems prepared beforehand", f"{beforehand:.2f}", ""))
    if one.searching is not None:
        asked = one.searching
        rows += [
            (
                f"peak anonymous memory, {asked.queries} queries",
                f"{asked.peak_anonymous_mb:.0f} MB",
                "350 MB at 1,000,000",
            ),
            ("open, files in the page cache", f"{asked.open_ms:.1f} ms", "10 ms at 1,000,000"),
            ("first faceted query of a process", f"{asked.first_ms:.1f} ms", ""),
            ("completing a word, median", f"{asked.complete_ms:.1f} ms", "10 ms at 200,000"),
            ("correcting a word, median", f"{asked.correct_ms:.1f} ms", "10 ms at 200,000"),
            ("marking a hit and cutting its snippets, mean", f"{asked.snippets_ms:.2f} ms", "0.3 ms"),
        ]
    if one.commits is not None:
        rows += [
            ("commit and find one article, median", f"{one.commits.ms:.1f} ms", "15 ms at 200,000"),
            ("writing and renaming a file durably, in turn with that, median", f"{one.commits.disk_ms:.1f} ms", ""),
        ]
    return _table(("", "measured", "bar"), rows)


def _indexing(one: Measured) -> list[str]:
    rows = []
    for name in dict.fromkeys((*one.engines, *one.known_words)):
        rows.append(
            (
                name,
                f"{one.articles / one.build_seconds[name]:,.0f}" if name in one.build_seconds else "",
                _speed(one.known_words, name),
                _speed(one.new_words, name),
                f"{one.bytes_an_article[name]:,.0f}" if name in one.bytes_an_article else "",
            )
        )
    for writers, speed in one.writers.items():
        rows.append((f"{_OURS}, {writers} writer{'s' * (writers > 1)} of segments", "", f"{speed:,.0f}", "", ""))
    head = ("", "articles/s, all", "known words", f"{NEW_WORDS:.0%} new words", "bytes an article")
    return _table(head, rows)


def _speed(speeds: dict[str, float], name: str) -> str:
    return f"{speeds[name]:,.0f}" if name in speeds else ""


def _queries(one: Measured) -> list[str]:
    others = [name for name in one.engines if name != _OURS]
    head = ["ms", "hits"]
    for kind in ("plain", "faceted"):
        head += [f"{kind}: {_OURS}", "cold", *others]
        head += [f"{name} / ours" for name in others if name == _TANTIVY]
    rows = []
    for times in one.shapes:
        row = [times.shape.name, f"{times.total:,}"]
        for of_engine in (times.plain, times.faceted):
            row += [_ms(of_engine[name]) for name in (_OURS, COLD, *others)]
            row += [f"{of_engine[name] / of_engine[_OURS]:.2f}" for name in others if name == _TANTIVY]
        rows.append(row)
    return _table(head, rows)


def _ratios(times: Iterable[ShapeTimes], name: str, *, is_faceted: bool, ours: str = _OURS) -> list[float]:
    of_kind = [one.faceted if is_faceted else one.plain for one in times]
    return [of_engine[name] / of_engine[ours] for of_engine in of_kind]


def _bytes_ratio(one: Measured) -> float:
    return one.bytes_an_article[_OURS] / one.bytes_an_article[_TANTIVY]


def _ms(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    aligned = ("---", *("---:" for _ in head[1:]))
    return [f"| {' | '.join(row)} |" for row in (head, aligned, *rows)]
