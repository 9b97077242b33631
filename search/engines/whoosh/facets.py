"""Counting: the buckets of a facet, exact (docs/facets.md)."""

from __future__ import annotations

import numpy as np

from search.engines.whoosh.columns import Ints, Mask, ValueColumn
from search.engines.whoosh.deadline import Deadline
from search.engines.whoosh.filters import values_of
from search.folding import fold_name
from search.query import NONE, Selection
from search.results import Bucket, BucketState, Facet

_CHECK_EVERY = 1000  # values between two looks at the clock


def count_facet(name: str, column: ValueColumn, among: Mask, selection: Selection, *, size: int) -> Facet:
    """The facet of the documents that `among`, (documents,), marks."""
    counts = column.counts(among)
    states = _states(name, selection)
    shown = _top(column, counts, size)
    shown += _by_count(column, counts, [column.number_of[v] for v in states if v in column.number_of], shown)
    marked = np.zeros(len(column.values), dtype=np.bool_)
    marked[shown] = True
    buckets = [_bucket(column, counts, ordinal, states) for ordinal in shown]
    absent = [Bucket(value=v, count=0, label=v, state=states[v]) for v in sorted(states) if v not in column.number_of]
    return Facet(
        name=name,
        buckets=_with_absent(buckets, absent),
        missing=int(np.count_nonzero(among & ~column.has_value)),
        other=int(np.count_nonzero(among & column.has_value & ~column.having_ordinals(marked))),
        distinct=int(np.count_nonzero(counts)),
    )


def find_values(
    name: str,
    column: ValueColumn,
    among: Mask,
    selection: Selection,
    *,
    contains: str,
    limit: int,
    deadline: Deadline,
) -> tuple[Bucket, ...]:
    """The buckets whose value or label has words that begin with the words of `contains`, by falling count."""
    counts = column.counts(among)
    wanted = fold_name(contains).split()
    states = _states(name, selection)
    found: list[int] = []
    for number, ordinal in enumerate(np.flatnonzero(counts).tolist()):
        if number % _CHECK_EVERY == 0:
            deadline.check()
        words = column.words(ordinal)
        if all(any(word.startswith(start) for word in words) for start in wanted):
            found.append(ordinal)
    return tuple(_bucket(column, counts, ordinal, states) for ordinal in _by_count(column, counts, found, ())[:limit])


def _states(name: str, selection: Selection) -> dict[str, BucketState]:
    """The states of the chosen values; a value that is chosen and excluded counts as chosen."""
    states: dict[str, BucketState] = {}
    for choice in selection.exclude:
        states |= dict.fromkeys(values_of(name, choice) - {NONE}, "excluded")
    for choice in selection.include:
        states |= dict.fromkeys(values_of(name, choice) - {NONE}, "selected")
    return states


def _top(column: ValueColumn, counts: Ints, size: int) -> list[int]:
    """The `size` values with the highest counts."""
    positive = np.flatnonzero(counts)
    if len(positive) > size:
        least = np.partition(counts[positive], -size)[-size]
        positive = positive[counts[positive] >= least]
    return _by_count(column, counts, positive.tolist(), ())[:size]


def _by_count(column: ValueColumn, counts: Ints, ordinals: list[int], without: list[int] | tuple[()]) -> list[int]:
    """`ordinals` that are not in `without`, by falling count, ties by value."""
    left = set(ordinals).difference(without)
    return sorted(left, key=lambda ordinal: (-int(counts[ordinal]), column.values[ordinal]))


def _bucket(column: ValueColumn, counts: Ints, ordinal: int, states: dict[str, BucketState]) -> Bucket:
    value = column.values[ordinal]
    return Bucket(value=value, count=int(counts[ordinal]), label=column.labels[ordinal], state=states.get(value))


def _with_absent(buckets: list[Bucket], absent: list[Bucket]) -> tuple[Bucket, ...]:
    """The buckets with chosen values that no article has: in order among the others without a count."""
    counted = [bucket for bucket in buckets if bucket.count]
    empty = sorted([*(bucket for bucket in buckets if not bucket.count), *absent], key=lambda bucket: bucket.value)
    return (*counted, *empty)
