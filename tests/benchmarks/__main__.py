"""`python -m tests.benchmarks --size 20000 --out docs/benchmarks.md`: measure, print, write."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from tests.benchmarks import report, run
from tests.benchmarks.real import RealArchive, real_folder


def main(arguments: list[str] | None = None) -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--size", type=int, default=20_000, help="articles of each archive")
    parser.add_argument("--repeats", type=int, default=15, help="most repeats of a query")
    parser.add_argument("--only", choices=("synthetic", "real"), help="leave the other archive out")
    parser.add_argument("--without", choices=run.PEERS, action="append", default=[], help="leave a peer out")
    parser.add_argument("--out", type=Path, help="Markdown file whose section of this size is replaced")
    chosen = parser.parse_args(arguments)
    plan = run.Plan(size=chosen.size, repeats=chosen.repeats, without=tuple(chosen.without))
    measured = []
    if chosen.only != "real":
        measured.append(run.synthetic(plan, _tell))
    folder = real_folder()
    if folder is not None and chosen.only != "synthetic":
        measured.append(run.real(RealArchive(folder), plan, _tell))
    if not measured:
        parser.error("there are no real articles here")
    command = " ".join(("python -m tests.benchmarks", *(sys.argv[1:] if arguments is None else arguments)))
    sys.stdout.write(report.section(command, measured) + "\n")
    if chosen.out is not None:
        report.write(chosen.out, command, measured)


_BEGIN = time.monotonic()


def _tell(what: str) -> None:
    sys.stderr.write(f"{time.monotonic() - _BEGIN:6.1f} s  {what}\n")


if __name__ == "__main__":
    main()
