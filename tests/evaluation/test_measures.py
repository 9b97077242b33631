"""No figure of `make evaluate` falls below its floor."""

from __future__ import annotations

import pytest

from tests.evaluation.measure import Measure, all_measures


def cases() -> list[object]:
    marks = {True: [pytest.mark.real], False: []}
    return [
        pytest.param(one, id=f"{one.part}-{one.gold}-{one.figure}".replace(" ", "-"), marks=marks[bool(one.needs)])
        for one in all_measures()
        if one.floor is not None
    ]


@pytest.mark.parametrize("measure", cases())
def test_no_figure_falls_below_its_floor(measure: Measure) -> None:
    if measure.missing is not None:
        pytest.skip(f"the real data is not there: {measure.missing}; set KLIPING_SHARED")
    outcome = measure.run()
    assert outcome.n > 0
    assert measure.floor is not None
    assert outcome.figure >= measure.floor, outcome


def test_a_bar_is_no_lower_than_its_floor() -> None:
    assert all(0 < one.bar <= 1 and (one.floor is None or 0 < one.floor <= 1) for one in all_measures())
