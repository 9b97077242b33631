"""Arrays in which equal values stand side by side."""

from __future__ import annotations

import numpy as np

from search.engines.whoosh.codec.container import Array


def is_first(values: Array) -> Array:
    """(n,) bool: whether a value differs from the one before it."""
    different = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=different[1:])
    return different


def distinct(values: Array) -> Array:
    """The different values of (n,), which are put in order in place; sooner than `np.unique`."""
    values.sort()
    return values[is_first(values)]
