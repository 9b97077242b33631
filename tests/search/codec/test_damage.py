"""Damaged segment files: an error that names file and array, or exactly the right answer; nothing else, ever."""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from search.engines.whoosh.codec.container import MAGIC
from search.engines.whoosh.codec.lexicon import Lexicon
from search.engines.whoosh.codec.segment_file import write_segment
from search.engines.whoosh.codec.segment_view import SegmentView
from search.errors import CorruptIndexError
from tests.search.codec.plain import Said, said_by, said_of
from tests.search.codec.test_container import TRAILER, directory_of, with_directory
from tests.search.codec.test_segment import sample

DOCUMENTS = sample()[:4]  # every column, several languages
SAID = said_of(DOCUMENTS)
NAME = "kliping_1.kliping"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("whole") / NAME
    write_segment(path, DOCUMENTS, Lexicon())
    return path.read_bytes()


@pytest.fixture
def file(tmp_path: Path, whole: bytes) -> Path:
    path = tmp_path / NAME
    path.write_bytes(whole)
    return path


def read(path: Path) -> Said:
    return said_by(SegmentView(path), DOCUMENTS)


def extents(path: Path) -> dict[str, tuple[int, int]]:
    """Where each array that is not empty begins and ends."""
    arrays = directory_of(path)[1]["arrays"]
    ends = {name: (start, start + items * np.dtype(kind).itemsize) for name, (kind, start, items, _) in arrays.items()}
    return {name: (start, end) for name, (start, end) in ends.items() if start < end}


def flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1 << place % 8]) + data[place + 1 :]


def assert_damage_is_named(path: Path, array: str) -> None:
    """Whoever reads everything is told of the file and the array."""
    with pytest.raises(
        CorruptIndexError, match=rf"{re.escape(str(path))} is damaged in the array '{re.escape(array)}'"
    ):
        read(path)


def test_the_undamaged_file_says_what_was_written(file: Path) -> None:
    assert read(file) == SAID


def test_a_flipped_byte_is_noticed_in_every_array(file: Path, whole: bytes) -> None:
    for number, (array, (start, end)) in enumerate(extents(file).items()):
        file.write_bytes(flipped(whole, (start, (start + end) // 2, end - 1)[number % 3]))
        assert_damage_is_named(file, array)


def test_an_array_whose_end_never_reached_the_disk_is_noticed(file: Path, whole: bytes) -> None:
    for array, (start, end) in extents(file).items():
        middle = (start + end) // 2
        if any(whole[middle:end]):  # or nothing is lost
            file.write_bytes(whole[:middle] + bytes(end - middle) + whole[end:])
            assert_damage_is_named(file, array)


def test_a_file_without_the_end_of_an_array_is_refused(file: Path, whole: bytes) -> None:
    for start, end in [*extents(file).values()][::7]:
        file.write_bytes(whole[: (start + end) // 2] + whole[end:])
        with pytest.raises(CorruptIndexError, match=NAME):
            SegmentView(file)


def test_what_is_between_the_arrays_does_not_matter(file: Path, whole: bytes) -> None:
    data = bytearray(b"\xff" * directory_of(file)[0]) + whole[directory_of(file)[0] :]
    data[: len(MAGIC)] = MAGIC
    for start, end in extents(file).values():
        data[start:end] = whole[start:end]
    assert data != whole
    file.write_bytes(data)
    assert read(file) == SAID


def test_a_flipped_byte_of_magic_directory_or_trailer_is_noticed(file: Path, whole: bytes) -> None:
    offset = directory_of(file)[0]
    trailer = len(whole) - TRAILER.size
    for place in (*range(len(MAGIC)), *range(offset, trailer, 53), *range(trailer, len(whole))):
        file.write_bytes(flipped(whole, place))
        with pytest.raises(CorruptIndexError, match=NAME):
            SegmentView(file)


def test_a_file_cut_anywhere_is_noticed(file: Path, whole: bytes) -> None:
    for length in (*range(0, len(whole), 211), *range(len(whole) - 2 * TRAILER.size, len(whole))):
        file.write_bytes(whole[:length])
        with pytest.raises(CorruptIndexError, match=rf"{NAME} is cut short"):
            SegmentView(file)


def test_a_wrong_number_of_items_is_noticed_in_every_array(file: Path, whole: bytes) -> None:
    directory = directory_of(file)[1]
    for number, (array, entry) in enumerate(directory["arrays"].items()):
        right = entry[2]
        entry[2] = (right - 1, right + 1, right * 2 + 1, 2**62, -right - 1)[number % 5]
        file.write_bytes(whole)
        with pytest.raises(CorruptIndexError, match=NAME):
            SegmentView(with_directory(file, directory)).container[array]
        entry[2] = right


def test_a_missing_array_is_noticed_and_named(file: Path, whole: bytes) -> None:
    directory = directory_of(file)[1]
    needed = [array for array in directory["arrays"] if not array.endswith(".at")]  # which not every plane has
    for array in needed[::3]:
        others = {name: entry for name, entry in directory["arrays"].items() if name != array}
        file.write_bytes(whole)
        with pytest.raises(CorruptIndexError, match=re.escape(f"{file} lacks the array '{array}'")):
            read(with_directory(file, {**directory, "arrays": others}))


def test_a_missing_property_and_one_of_another_kind_are_noticed_and_named(file: Path, whole: bytes) -> None:
    directory = directory_of(file)[1]
    properties = directory["properties"]
    for number, name in enumerate([*properties][::5]):
        without = {key: value for key, value in properties.items() if key != name}
        wrong = without | {name: "many"} if number % 2 else without
        file.write_bytes(whole)
        with pytest.raises(CorruptIndexError, match=re.escape(f"{file} has no '{name}'")):
            read(with_directory(file, {**directory, "properties": wrong}))


def test_compressed_blocks_that_make_no_sense_are_damage(file: Path, whole: bytes) -> None:
    """Even where the checksum is right: whoever wrote them did not write what was meant."""
    directory = directory_of(file)[1]
    for records in ("record", "article"):
        start, _ = extents(file)[f"{records}.blocks"]
        file.write_bytes(flipped(whole, start))  # the magic of the compressed frame
        changed = with_checksum(file, directory, f"{records}.blocks")
        with pytest.raises(CorruptIndexError, match=re.escape(f"{file} is damaged in the array '{records}.blocks'")):
            read(changed)
        file.write_bytes(whole)


def with_checksum(path: Path, directory: dict[str, Any], array: str) -> Path:
    """The file with the checksum that the array has now."""
    kind, start, items, _ = directory["arrays"][array]
    crc = zlib.crc32(path.read_bytes()[start : start + items * np.dtype(kind).itemsize])
    arrays = directory["arrays"] | {array: [kind, start, items, crc]}
    return with_directory(path, {**directory, "arrays": arrays})
