"""Few-bit integers: whatever goes in comes out, by slices and by choice."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from search.engines.whoosh.codec.container import Array, Container, ContainerWriter
from search.engines.whoosh.codec.planes import WIDTHS, Plane, has_plane, write_plane

MOST = 2**32 - 1


def plane(path: Path, values: list[int], width: int | None = None) -> Plane:
    with ContainerWriter(path) as writer:
        write_plane(writer, "p", np.array(values, np.int64), width=width)
    return Plane(Container(path), "p")


def around(width: int) -> list[int]:
    """Values that just fit a width, just do not, and the ends of the range; more of them than a byte holds."""
    fit = (1 << width) - 1
    return [0, fit, fit // 2, min(fit + 1, MOST), MOST, 1, fit, 0, MOST, fit, 0, 3, 2]


@pytest.mark.parametrize("width", WIDTHS)
def test_every_slice_gives_the_values_written(tmp_path: Path, width: int) -> None:
    values = around(width)
    read = plane(tmp_path / "p", values, width)
    assert len(read) == len(values)
    for start in range(len(values) + 1):
        for stop in range(start, len(values) + 1):
            assert read.slice(start, stop).tolist() == values[start:stop]
            assert read.few(start, stop) == values[start:stop]


@pytest.mark.parametrize("width", WIDTHS)
def test_any_choice_in_any_order_gives_the_values_written(tmp_path: Path, width: int) -> None:
    values = around(width)
    read = plane(tmp_path / "p", values, width)
    for chosen in ([], [0], [4], [12, 0, 4, 4, 3, 11], list(range(13)), list(range(12, -1, -1))):
        assert read.pieces(np.array(chosen, np.int64), np.ones(len(chosen), np.int64)).tolist() == [
            values[place] for place in chosen
        ]


@pytest.mark.parametrize("width", WIDTHS)
def test_many_pieces_give_the_values_written(tmp_path: Path, width: int) -> None:
    rng = np.random.default_rng(width)
    values = np.where(rng.random(3_000) < 0.1, rng.choice(around(width), 3_000), 1).tolist()
    read = plane(tmp_path / "p", values, width)
    starts = rng.permutation(2_990)[:400]
    counts = rng.integers(1, 11, 400)
    expected = [
        value
        for start, count in zip(starts.tolist(), counts.tolist(), strict=True)
        for value in values[start : start + count]
    ]
    assert read.pieces(starts, counts).tolist() == expected


@pytest.mark.parametrize("width", [None, *WIDTHS])
def test_a_plane_of_nothing_is_empty_and_takes_no_arrays(tmp_path: Path, width: int | None) -> None:
    read = plane(tmp_path / "p", [], width)
    container = Container(tmp_path / "p")
    assert len(read) == 0
    assert read.slice(0, 0).tolist() == read.pieces(*np.zeros((2, 0), np.int64)).tolist() == read.few(0, 0) == []
    assert container.names() == ()
    assert has_plane(container, "p")
    assert not has_plane(container, "q")


def test_values_come_as_uint32(tmp_path: Path) -> None:
    for width in WIDTHS:
        read = plane(tmp_path / f"{width}", [1, 2, 3], width)
        assert read.slice(0, 3).dtype == read.pieces(np.array([0]), np.array([1])).dtype == np.uint32


@pytest.mark.parametrize(
    ("values", "width"),
    [
        ([], 2),
        ([0] * 9, 2),
        ([3] * 9, 2),
        ([4] * 9, 4),
        ([15] * 99 + [16], 4),  # one exception of 8 bytes is less than twice the width
        ([15] * 9 + [16], 8),
        ([255], 8),
        ([1023] * 9, 10),
        ([1024] * 9, 12),
        ([65536] * 9, 24),
        ([1 << 24] * 9, 32),
        ([MOST] * 9, 32),
    ],
)
def test_the_width_is_that_of_the_fewest_bytes(tmp_path: Path, values: list[int], width: int) -> None:
    assert plane(tmp_path / "p", values).width == width


def written_bytes(path: Path, values: Array, width: int | None = None) -> int:
    with ContainerWriter(path) as writer:
        write_plane(writer, "p", values, width=width)
    container = Container(path)
    return sum(container.bytes_of(name) for name in container.names())


def test_the_width_gives_the_smallest_file_of_all_widths(tmp_path: Path) -> None:
    rng = np.random.default_rng(7)
    for scale in (1.0, 6.0, 40.0, 900.0, 1e5):
        values = np.minimum(rng.exponential(scale, 400).astype(np.int64), MOST)
        sizes = [written_bytes(tmp_path / "p", values, width) for width in WIDTHS]
        assert written_bytes(tmp_path / "p", values) == min(sizes)
