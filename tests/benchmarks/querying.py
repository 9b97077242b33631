"""The shapes against every engine: first the answers, which have to agree, then the times."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.benchmarks.answer import Answer, Peer
from tests.benchmarks.ours import Ours
from tests.benchmarks.shapes import Shape
from tests.benchmarks.timing import medians_ms, without_collecting

COLD = "ours, cold"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeTimes:
    """Medians in milliseconds by name of the engine."""

    shape: Shape
    total: int
    plain: dict[str, float]
    faceted: dict[str, float]


class DisagreementError(AssertionError):
    """Two engines answer a shape differently: nothing that was timed would mean anything."""


def time_shapes(ours: Ours, peers: Sequence[Peer], shapes: Sequence[Shape], *, repeats: int) -> list[ShapeTimes]:
    """The times of all shapes; DisagreementError where an engine answers differently from ours."""
    with without_collecting():
        return [_time_shape(ours, peers, shape, repeats) for shape in shapes]


def _time_shape(ours: Ours, peers: Sequence[Peer], shape: Shape, repeats: int) -> ShapeTimes:
    ready = {engine.name: engine.ready(shape) for engine in (ours, *peers)}
    expected: tuple[Answer, Answer] | None = None
    first_plain, first_faceted = {}, {}
    for name, one in ready.items():
        plain, first_plain[name] = _timed(one.plain)
        faceted, first_faceted[name] = _timed(one.faceted)
        answers = (one.read(plain), one.read(faceted))
        expected = expected or answers
        if answers[not one.has_plain_total :] != expected[not one.has_plain_total :]:
            raise DisagreementError(
                f"{shape.name} ({shape.request.text}): {ours.name} answers {expected}, but {name} answers {answers}"
            )
    assert expected is not None
    for firsts in (first_plain, first_faceted):
        del firsts[ours.name]  # its cache was empty then
    times = []
    for is_faceted, known in ((False, first_plain), (True, first_faceted)):
        runs = {name: one.faceted if is_faceted else one.plain for name, one in ready.items()}
        runs[COLD] = runs[ours.name]
        before = {COLD: ours.forget, ours.name: runs[ours.name]}
        times.append(medians_ms(runs, repeats=repeats, known=known, before=before))
    return ShapeTimes(shape=shape, total=expected[0].total, plain=times[0], faceted=times[1])


def _timed(run: Callable[[], Any]) -> tuple[Any, float]:
    begin = time.perf_counter()
    result = run()
    return result, time.perf_counter() - begin
