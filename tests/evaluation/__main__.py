"""Measures how well articles are understood, and how long each part takes.

    python -m tests.evaluation [PART...] [--wrong 10] [--no-times]

prints a table: part, gold, n, figure, bar, floor; exits with 1 when a figure is below its floor. The real data is
looked for beside the project, or where KLIPING_SHARED says; without it only gold of our own is measured.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

import click

from tests.evaluation.measure import DATA, Measure, Outcome, all_measures
from tests.evaluation.times import times_per_part

ROW = "{:<11} {:<44} {:>6} {:<16} {:>6} {:>6} {:>6}  {}"


def main() -> int:
    """Exit status: 0 when every figure that could be measured is at its floor or above."""
    arguments = _arguments()
    chosen = [one for one in all_measures() if not arguments.parts or one.part in arguments.parts]
    click.echo(ROW.format("part", "gold", "n", "figure", "is", "bar", "floor", ""))
    fallen = [one for one in chosen if one.missing is None and not _is_kept(one, one.run(), arguments.wrong)]
    left_out = [one for one in chosen if one.missing is not None]
    if left_out:
        click.echo(f"{len(left_out)} not measured: the real data is not in {DATA} (set KLIPING_SHARED)")
    if not arguments.no_times:
        _print_times()
    return 1 if fallen else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", help="only these parts")
    parser.add_argument("--wrong", type=int, default=0, help="name so many that came out wrong, for every figure")
    parser.add_argument("--no-times", action="store_true", help="leave out the times")
    return parser.parse_args()


def _is_kept(measure: Measure, outcome: Outcome, wrong: int) -> bool:
    kept = measure.floor is None or outcome.figure >= measure.floor
    remark = "" if outcome.figure >= measure.bar else "below the bar" if kept else "BELOW THE FLOOR"
    figures = ("" if one is None else f"{one:.3f}" for one in (outcome.figure, measure.bar, measure.floor))
    click.echo(ROW.format(measure.part, measure.gold, outcome.n, measure.figure, *figures, remark).rstrip())
    _print_wrong(outcome.wrong[:wrong])
    return kept


def _print_wrong(wrong: Sequence[str]) -> None:
    for each in wrong:
        click.echo(f"            {each}")


def _print_times() -> None:
    times = times_per_part()
    click.echo(f"\nTime of the processor for an article, {times.articles} {times.which}:")
    for part, milliseconds in times.milliseconds:
        click.echo(f"  {part:<12} {milliseconds:5.2f} ms")


if __name__ == "__main__":
    sys.exit(main())
