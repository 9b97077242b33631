"""What `make evaluate` measures: one `Measure` a row, found in the modules of `tests/evaluation/measures/`."""

from __future__ import annotations

import importlib
import os
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.evaluation import measures

SHARED = Path(os.environ.get("KLIPING_SHARED") or Path(__file__).parents[3] / "shared")
DATA = SHARED / "data"
"""Real data that is not part of the project; where it is missing, what needs it is not measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came out: how many things were looked at, and the figure; `wrong` names some that came out wrong."""

    n: int
    figure: float
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A figure between 0 and 1 on a gold set; `floor` is what it reached, less a little, `bar` what we want."""

    part: str  # language, words, dates, outlets, actors, countries, sources, statements, text
    gold: str  # the set, in a few words
    figure: str  # accuracy, precision, recall, F1
    bar: float
    floor: float | None  # lowered only with a reason in the commit; None for a time, which no test may depend on
    run: Callable[[], Outcome]
    needs: Path | None = None  # in `DATA`; None for gold of our own

    @property
    def missing(self) -> Path | None:
        """What this needs and is not here."""
        return self.needs if self.needs and not self.needs.exists() else None


def share(right: int, of: int, *wrong: str) -> Outcome:
    """`right` of so many; of none it is nought."""
    return Outcome(n=of, figure=right / of if of else 0.0, wrong=wrong)


def f1(hits: int, found: int, wanted: int) -> Outcome:
    """The harmonic mean of precision hits/found and recall hits/wanted; `n` is what was wanted."""
    return Outcome(n=wanted, figure=2 * hits / (found + wanted) if found + wanted else 0.0)


def all_measures() -> tuple[Measure, ...]:
    """The rows of all parts, in the order of the modules' names."""
    modules = sorted(info.name for info in pkgutil.iter_modules(measures.__path__))
    return tuple(one for name in modules for one in importlib.import_module(f"{measures.__name__}.{name}").MEASURES)
