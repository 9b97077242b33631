"""L-BFGS with a penalty on the absolute weights (OWL-QN, Andrew and Gao 2007), which leaves most of them at nought."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import numpy as np

_REMEMBERED = 6
_MAX_HALVINGS = 20
_ENOUGH = 1e-4

Function = Callable[[np.ndarray], tuple[float, np.ndarray]]
_Pairs = deque[tuple[np.ndarray, np.ndarray, float]]


def minimise(function: Function, size: int, *, absolute: np.ndarray, rounds: int) -> np.ndarray:
    """The vector that `rounds` steps from nought lead to; `absolute` is the penalty on each weight."""
    here: np.ndarray = np.zeros(size, np.float32)
    value, gradient = function(here)
    pairs: _Pairs = deque(maxlen=_REMEMBERED)
    for _ in range(rounds):
        slope = _slope(here, gradient, absolute)
        direction = _direction(slope, pairs)
        orthant = np.where(here != 0, np.sign(here), -np.sign(slope))
        total = value + float(absolute @ np.abs(here))
        step = 1.0 if pairs else 1.0 / float(np.linalg.norm(slope))
        for _ in range(_MAX_HALVINGS):
            there = here + np.float32(step) * direction
            there = np.where(there * orthant > 0, there, 0).astype(np.float32)
            value, new_gradient = function(there)
            if value + float(absolute @ np.abs(there)) <= total + _ENOUGH * float(slope @ (there - here)):
                break
            step *= 0.5
        moved, turned = there - here, new_gradient - gradient
        bend = float(moved @ turned)
        if bend > 0:
            pairs.append((moved, turned, 1 / bend))
        here, gradient = there, new_gradient
    return here


def _slope(here: np.ndarray, gradient: np.ndarray, absolute: np.ndarray) -> np.ndarray:
    """The gradient with the absolute penalty; at nought the side that leads down, if any."""
    at_nought = np.sign(gradient) * np.maximum(np.abs(gradient) - absolute, 0)
    slope: np.ndarray = np.where(here != 0, gradient + np.sign(here) * absolute, at_nought)
    return slope


def _direction(slope: np.ndarray, pairs: _Pairs) -> np.ndarray:
    """Down, with the bends that the last steps have shown made good; never against the slope."""
    direction = -slope
    shares = []
    for moved, turned, inverse in reversed(pairs):
        share = inverse * float(moved @ direction)
        shares.append(share)
        direction = direction - share * turned
    if pairs:
        moved, turned, _ = pairs[-1]
        direction = direction * (float(moved @ turned) / float(turned @ turned))
    for (moved, turned, inverse), share in zip(pairs, reversed(shares), strict=True):
        direction = direction + moved * (share - inverse * float(turned @ direction))
    return np.where(direction * slope < 0, direction, 0).astype(np.float32)
