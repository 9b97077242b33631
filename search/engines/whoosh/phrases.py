"""Where a phrase can begin.

A *place* is document << 32 | position, so that the places of an element are one rising array over all documents and
"one to three positions later in the same document" is a binary search: positions stay far below 2**31, and no distance
reaches into the next document.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search.engines.whoosh.deadline import Deadline
from search.engines.whoosh.view import Places

_MAX_DISTANCE = 2**30
_FEW = 16  # times as many others: then looking each up is sooner than merging
_CHECK_EVERY = 64  # places matched one by one between two looks at the clock


def ordered_beginnings(elements: Sequence[Places], slop: int) -> Places:
    """The places of the first element from which every next one follows, one to `slop` + 1 positions later."""
    reach = min(slop, _MAX_DISTANCE) + 1
    following = elements[-1]
    for places in reversed(elements[:-1]):
        if slop:
            following = places[_has_between(following, places + 1, places + reach)]
        else:
            following = _common(places, following - 1)
    return following


def _common(places: Places, others: Places) -> Places:
    """The places in both."""
    few, many = sorted((places, others), key=len)
    if len(few) * _FEW < len(many):
        return few[_has_between(many, few, few)]
    both = np.concatenate((places, others))
    both.sort(kind="stable")  # two rising runs: this merges them
    found: Places = both[:-1][both[1:] == both[:-1]]
    return found


def unordered_beginnings(elements: Sequence[Places], slop: int, deadline: Deadline) -> Places:
    """The places of the first element with all others, at different positions, in one window with it.

    The window has `slop` + len(elements) positions, and may begin before the first element.
    """
    width = min(slop, _MAX_DISTANCE) + len(elements)
    first = elements[0]
    for others in elements[1:]:
        first = first[_has_between(others, first - width + 1, first + width - 1)]
    if len(elements) == 1:
        return first
    kept = [place for number, place in enumerate(first.tolist()) if _fits(place, elements, width, number, deadline)]
    return np.array(kept, dtype=np.int64)


def _has_between(places: Places, low: Places, high: Places) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """(low,) whether any of `places` lies in [low, high]."""
    return np.searchsorted(places, low, side="left") < np.searchsorted(places, high, side="right")


def _fits(place: int, elements: Sequence[Places], width: int, number: int, deadline: Deadline) -> bool:
    """Whether one window holds `place` for the first element and different places for the others."""
    if number % _CHECK_EVERY == 0:
        deadline.check()
    document_start = place >> 32 << 32
    near = [
        others[np.searchsorted(others, max(place - width + 1, document_start)) : np.searchsorted(others, place + width)]
        for others in elements[1:]
    ]
    begins = sorted({int(p) for others in near for p in others if p < place} | {place})
    for begin in begins:
        window = [[p for p in others.tolist() if begin <= p < begin + width and p != place] for others in near]
        if all(window) and _different(window, deadline):
            return True
    return False


def _different(choices: Sequence[Sequence[int]], deadline: Deadline) -> bool:
    """Whether every element can have a place of its own (a matching, by augmenting paths)."""
    taken: dict[int, int] = {}

    def settle(element: int, tried: set[int]) -> bool:
        for place in choices[element]:
            if place in tried:
                continue
            tried.add(place)
            if place not in taken or settle(taken[place], tried):
                taken[place] = element
                return True
        return False

    deadline.check()
    return all(settle(element, set()) for element in range(len(choices)))
