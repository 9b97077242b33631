"""Values counted both ways, by the rows of few hits and by the documents of many, against plain counting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engines.whoosh import columns, numbering
from search.engines.whoosh.codec.container import Container, ContainerWriter
from search.engines.whoosh.codec.values import Values, write_values
from search.engines.whoosh.columns import ColumnPart, Heads, ValueColumn
from search.engines.whoosh.deadline import Deadline
from search.engines.whoosh.matches import Dense
from search.engines.whoosh.numbering import Numbering
from search.engines.whoosh.tallies import MaskTally, RowTally

_VALUES = st.sampled_from(["a", "aa", "b", "é", "c:1", "z"])
_ROW = st.lists(_VALUES, max_size=3, unique=True)
_SEGMENT = st.lists(_ROW, min_size=1, max_size=12)
_Row = Sequence[str]


def _values(folder: Path, rows: Sequence[_Row], number: int) -> Values:
    path = folder / f"{number}.seg"
    with ContainerWriter(path) as writer:
        write_values(writer, "actor", [[(value, f"{value}!") for value in row] for row in rows])
    return Values(Container(path), "actor")


def _column(segments: Sequence[Sequence[_Row]], folder: Path, *, trunk: int) -> ValueColumn:
    values = [_values(folder, rows, number) for number, rows in enumerate(segments)]
    bases = np.cumsum([0, *map(len, segments)]).tolist()
    live = [np.ones(len(rows), np.bool_) for rows in segments]
    parts = [ColumnPart(base, one, mask) for base, one, mask in zip(bases, values, live, strict=False)]
    made: list[Heads] = []

    def remembered_heads(make: Callable[[], Heads]) -> Heads:
        if not made:
            made.append(make())
        return made[0]

    return ValueColumn(
        parts,
        np.concatenate(live),
        name="actor",
        numbering=lambda: Numbering(values),
        trunk=trunk,
        heads=remembered_heads,
        remembered=lambda _, make: make(),
    )


@settings(max_examples=150)
@given(
    segments=st.lists(_SEGMENT, min_size=1, max_size=3),
    seed=st.integers(0, 2**16),
    size=st.integers(1, 7),
    all_heads=st.sampled_from([0, 4096]),
    few=st.sampled_from([0, 64]),
    trunk=st.integers(0, 3),
)
def test_both_ways_of_counting_give_what_plain_counting_gives(
    tmp_path_factory: pytest.TempPathFactory,
    segments: list[list[_Row]],
    seed: int,
    size: int,
    all_heads: int,
    few: int,
    trunk: int,
) -> None:
    rows = [row for segment in segments for row in segment]
    mask = np.random.default_rng(seed).random(len(rows)) < 0.6
    hits = [row for row, is_hit in zip(rows, mask.tolist(), strict=True) if is_hit]
    expected = Counter(value for row in hits for value in row)
    best = sorted(expected.items(), key=lambda pair: (-pair[1], pair[0]))[:size]
    column = _column(segments, tmp_path_factory.mktemp("column"), trunk=min(trunk, len(segments)))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(columns, "_ALL_HEADS", all_heads)
        assert len(column.heads.numbers) <= len(column.numbers)
    among = Dense(mask, None, len(hits))
    for tally in (RowTally(column, among), MaskTally(column, among, Deadline(60.0))):
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(numbering, "_FEW", few)
            found = tally.best(size)
        shown = [number for number, _ in found]
        assert [(column.numbers.value(number), count) for number, count in found] == best
        assert [column.numbers.label(number) for number in shown] == [f"{value}!" for value, _ in best]
        assert tally.with_value == sum(map(bool, hits))
        assert tally.with_any(shown) == sum(bool(set(row) & {value for value, _ in best}) for row in hits)
        assert tally.has_other(shown) == (len(expected) > len(best))
        for value in {value for row in rows for value in row}:
            number = column.numbers.get(value)
            assert number is not None
            assert tally.count(number) == expected[value]


@given(segments=st.lists(_SEGMENT, min_size=1, max_size=4), known=st.integers(0, 4))
def test_a_value_keeps_its_number_when_segments_are_added(
    tmp_path_factory: pytest.TempPathFactory, segments: list[list[_Row]], known: int
) -> None:
    folder = tmp_path_factory.mktemp("numbering")
    values = [_values(folder, rows, number) for number, rows in enumerate(segments)]
    before = Numbering(values[:known])
    after = Numbering(values, begun=before)
    everything = {value for rows in segments for row in rows for value in row}
    assert len(after) == len(everything)
    assert {after.value(number) for number in range(len(after))} == everything
    assert all(after.get(after.value(number)) == number for number in range(len(after)))
    assert all(after.value(number) == before.value(number) for number in range(len(before)))
    assert after.get("not there") is None


def test_values_that_look_alike_have_numbers_of_their_own(tmp_path: Path) -> None:
    values = ["a", "a\0", "a\0\0", "b" * 7, "b" * 8, "b" * 64, "b" * 65, "b" * 65 + "\0", "c" * 200, "c" * 201]
    parts = [_values(tmp_path, [[value]], number) for number, value in enumerate([*values, *values])]
    numbers = Numbering(parts)
    assert [numbers.value(number) for number in range(len(numbers))] == values
    assert [int(numbers.of_part(place)[0]) for place in range(len(parts))] == [*range(10), *range(10)]


def test_numbers_of_segments_that_are_still_there_are_kept(tmp_path: Path) -> None:
    first, second, third = (
        _values(tmp_path, rows, number) for number, rows in enumerate(([["b"]], [["a"]], [["c"], ["a"]]))
    )
    before = Numbering([first, second])
    after = Numbering([first, third], begun=before)
    assert [after.value(number) for number in range(len(after))] == ["b", "a", "c"]
    assert after.of_part(1).tolist() == [1, 2]


def test_segments_that_were_merged_away_are_numbered_anew(tmp_path: Path) -> None:
    first, second, merged = (
        _values(tmp_path, rows, number) for number, rows in enumerate(([["b"]], [["a"]], [["b"], ["a"]]))
    )
    before = Numbering([first, second])
    after = Numbering([merged], begun=before)
    assert [after.value(number) for number in range(len(after))] == ["a", "b"]
    assert [before.value(number) for number in range(len(before))] == ["b", "a"]
