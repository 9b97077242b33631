"""The shapes against every engine: first the answers, which have to agree, then the times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
    answers = {name: (one.read(one.plain()), one.read(one.faceted())) for name, one in ready.items()}
    _check(shape, answers)
    times = []
    for is_faceted in (False, True):
        runs = {name: one.faceted if is_faceted else one.plain for name, one in ready.items()}
        runs[COLD] = runs[ours.name]
        times.append(medians_ms({**runs}, repeats=repeats, before={COLD: ours.forget, ours.name: runs[ours.name]}))
    return ShapeTimes(shape=shape, total=answers[ours.name][0].total, plain=times[0], faceted=times[1])


def _check(shape: Shape, answers: dict[str, tuple[Answer, Answer]]) -> None:
    [(first, expected), *others] = answers.items()
    for name, answer in others:
        if answer != expected:
            raise DisagreementError(
                f"{shape.name} ({shape.request.text}): {first} answers {expected}, but {name} answers {answer}"
            )
