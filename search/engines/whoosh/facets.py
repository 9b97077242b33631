"""Counting: the buckets of a facet, exact (docs/facets.md)."""

from __future__ import annotations

from search.engines.whoosh.columns import ValueColumn
from search.engines.whoosh.deadline import Deadline
from search.engines.whoosh.filters import values_of
from search.engines.whoosh.matches import Matches
from search.engines.whoosh.tallies import Tally, counted_values, tally
from search.folding import fold_name
from search.query import NONE, Selection
from search.results import Bucket, BucketState, Facet

_CHECK_EVERY = 1000  # values between two looks at the clock


def count_facet(
    name: str, column: ValueColumn, among: Matches, selection: Selection, *, size: int, deadline: Deadline
) -> Facet:
    """The facet of the documents `among`."""
    states = _states(name, selection)
    counts = tally(column, among, deadline)
    best = counts.best(size)
    shown = [_bucket(column, number, count, states) for number, count in best]
    numbers = {number for number, _ in best}
    chosen = []
    for value in sorted(states.keys() - {bucket.value for bucket in shown}):
        number = column.numbers.get(value)
        if number is None:
            chosen.append(Bucket(value=value, count=0, label=value, state=states[value]))
        else:
            numbers.add(number)
            chosen.append(_bucket(column, number, counts.count(number), states))
    chosen.sort(key=lambda bucket: (-bucket.count, bucket.value))
    return Facet(
        name=name,
        buckets=(*shown, *chosen),
        missing=len(among) - counts.with_value,
        other=counts.with_value - counts.with_any(numbers),
        has_more=_has_more(counts, numbers, is_full=len(best) == size),
    )


def find_values(
    name: str,
    column: ValueColumn,
    among: Matches,
    selection: Selection,
    *,
    contains: str,
    limit: int,
    deadline: Deadline,
) -> tuple[Bucket, ...]:
    """The buckets whose value or label has words that begin with the words of `contains`, by falling count."""
    wanted = fold_name(contains).split()
    found: list[tuple[int, int]] = []
    for place, (number, count) in enumerate(counted_values(column, among)):
        if place % _CHECK_EVERY == 0:
            deadline.check()
        words = column.words(number)
        if all(any(word.startswith(start) for word in words) for start in wanted):
            found.append((number, count))
    found.sort(key=lambda pair: (-pair[1], column.numbers.value(pair[0])))
    states = _states(name, selection)
    return tuple(_bucket(column, number, count, states) for number, count in found[:limit])


def _states(name: str, selection: Selection) -> dict[str, BucketState]:
    """The states of the chosen values; a value that is chosen and excluded counts as chosen."""
    states: dict[str, BucketState] = {}
    for choice in selection.exclude:
        states |= dict.fromkeys(values_of(name, choice) - {NONE}, "excluded")
    for choice in selection.include:
        states |= dict.fromkeys(values_of(name, choice) - {NONE}, "selected")
    return states


def _has_more(counts: Tally, numbers: set[int], *, is_full: bool) -> bool:
    """Whether values besides these have a count; a list that is not full has all of them."""
    return is_full and counts.has_other(numbers)


def _bucket(column: ValueColumn, number: int, count: int, states: dict[str, BucketState]) -> Bucket:
    value = column.numbers.value(number)
    return Bucket(value=value, count=count, label=column.numbers.label(number), state=states.get(value))
