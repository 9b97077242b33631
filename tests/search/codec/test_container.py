"""The file of named arrays: what it gives back, how it lies on the disk, and what it says about damage."""

from __future__ import annotations

import json
import struct
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from search.engines.whoosh.codec.container import MAGIC, Array, Container, ContainerWriter, narrowed
from search.errors import CorruptIndexError

TRAILER = struct.Struct("<QII8s")
ARRAYS: dict[str, Array] = {
    "bytes": np.arange(70, dtype=np.uint8),
    "empty": np.zeros(0, np.uint32),
    "numbers": np.array([0, 1, 2**63, 2**64 - 1], np.uint64),
    "days": np.array([-1, 0, 738_000], np.int32),
    "nothing at the end": np.zeros(0, np.int64),
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "segment.kliping"
    with ContainerWriter(path) as writer:
        writer.properties["documents"] = 3
        writer.properties["languages"] = ["id", "en"]
        for name, array in ARRAYS.items():
            writer.add(name, array)
    return path


def directory_of(path: Path) -> tuple[int, dict[str, Any]]:
    """Where the directory begins, and what it says."""
    data = path.read_bytes()
    offset, length, _, _ = TRAILER.unpack(data[-TRAILER.size :])
    return offset, json.loads(data[offset : offset + length])


def with_directory(path: Path, directory: object) -> Path:
    """The file with another directory, whose checksum is right."""
    offset, _ = directory_of(path)
    encoded = json.dumps(directory).encode()
    trailer = TRAILER.pack(offset, len(encoded), zlib.crc32(encoded), MAGIC)
    path.write_bytes(path.read_bytes()[:offset] + encoded + trailer)
    return path


def test_arrays_and_properties_are_read_as_written_in_order(file: Path) -> None:
    container = Container(file)
    assert container.names() == tuple(ARRAYS)
    for name, array in ARRAYS.items():
        assert name in container
        assert container[name].dtype == array.dtype
        assert container[name].tolist() == array.tolist()
        assert container.bytes_of(name) == array.nbytes
    assert container.property_as("documents", int) == 3
    assert container.property_as("languages", list[str]) == ["id", "en"]


def test_a_file_without_arrays_is_whole(tmp_path: Path) -> None:
    with ContainerWriter(tmp_path / "none"):
        pass
    assert Container(tmp_path / "none").names() == ()


def test_arrays_and_directory_begin_at_multiples_of_64(file: Path) -> None:
    offset, directory = directory_of(file)
    assert offset % 64 == 0
    assert [entry[1] % 64 for entry in directory["arrays"].values()] == [0] * len(ARRAYS)
    assert file.read_bytes().startswith(MAGIC)


def test_a_view_of_a_file_cannot_be_written(file: Path) -> None:
    with pytest.raises(ValueError, match="read-only"):
        Container(file)["bytes"][0] = 1


def test_an_array_is_the_same_object_each_time(file: Path) -> None:
    container = Container(file)
    assert container["bytes"] is container["bytes"]


def test_parts_are_one_array_of_the_type_asked_for(tmp_path: Path) -> None:
    with ContainerWriter(tmp_path / "parts") as writer:
        writer.add_parts("p", np.uint16, iter([np.arange(3), np.zeros(0), np.array([65_535])]))
        writer.add_parts("q", np.uint32, ())
        writer.add("big-endian", np.array([1, 2], ">u4"))
        writer.add("every second", np.arange(8, dtype=np.uint32)[::2])
    container = Container(tmp_path / "parts")
    assert container["p"].tolist() == [0, 1, 2, 65_535]
    assert container["q"].tolist() == []
    assert container["big-endian"].tolist() == [1, 2]
    assert container["every second"].tolist() == [0, 2, 4, 6]
    assert [entry[0] for entry in directory_of(tmp_path / "parts")[1]["arrays"].values()] == [
        "<u2",
        "<u4",
        "<u4",
        "<u4",
    ]


def test_a_name_is_taken_once_and_types_that_no_reader_knows_are_refused(tmp_path: Path) -> None:
    with ContainerWriter(tmp_path / "twice") as writer:
        writer.add("a", np.zeros(1, np.uint8))
        with pytest.raises(ValueError, match="'a' is already written"):
            writer.add("a", np.zeros(1, np.uint8))
        with pytest.raises(ValueError, match="'o' is of"):
            writer.add("o", np.array(["text"], object))
    assert Container(tmp_path / "twice").names() == ("a",)


def test_a_writer_that_is_left_by_an_error_leaves_no_file(tmp_path: Path) -> None:
    with suppress(RuntimeError), ContainerWriter(tmp_path / "failed") as writer:
        writer.add("a", np.zeros(1, np.uint8))
        raise RuntimeError
    assert not (tmp_path / "failed").exists()


@pytest.mark.parametrize(
    ("most", "dtype"),
    [(0, "u1"), (255, "u1"), (256, "u2"), (65_535, "u2"), (65_536, "u4"), (2**32 - 1, "u4"), (2**32, "u8")],
)
def test_narrowed_takes_the_smallest_type(most: int, dtype: str) -> None:
    values = narrowed(np.array([0, most], np.int64))
    assert values.dtype == np.dtype(dtype)
    assert values.tolist() == [0, most]
    assert narrowed(np.zeros(0, np.int64)).dtype == np.uint8


def test_an_array_that_is_not_there_is_damage_that_names_file_and_array(file: Path) -> None:
    with pytest.raises(CorruptIndexError, match=r"segment\.kliping lacks the array 'gone'"):
        Container(file)["gone"]


@pytest.mark.parametrize("name", ["gone", "languages"])
def test_a_property_that_is_missing_or_of_another_kind_is_damage_that_names_it(file: Path, name: str) -> None:
    with pytest.raises(CorruptIndexError, match=rf"segment\.kliping has no '{name}'"):
        Container(file).property_as(name, int)


def test_every_flipped_byte_is_noticed_or_is_padding(file: Path) -> None:
    data = file.read_bytes()
    offset, directory = directory_of(file)
    owner = {
        place: name
        for name, (dtype, start, items, _) in directory["arrays"].items()
        for place in range(start, start + items * np.dtype(dtype).itemsize)
    }
    for place in range(len(data)):
        file.write_bytes(data[:place] + bytes([data[place] ^ 1 << place % 8]) + data[place + 1 :])
        if place < len(MAGIC) or place >= offset:
            with pytest.raises(CorruptIndexError, match=r"segment\.kliping"):
                Container(file)
            continue
        container = Container(file)
        for name, array in ARRAYS.items():
            if owner.get(place) == name:
                with pytest.raises(CorruptIndexError, match=rf"segment\.kliping is damaged in the array '{name}'"):
                    container[name]
            else:
                assert container[name].tolist() == array.tolist()


def test_a_file_cut_anywhere_is_refused(file: Path) -> None:
    data = file.read_bytes()
    for length in range(len(data)):
        file.write_bytes(data[:length])
        with pytest.raises(CorruptIndexError, match=r"segment\.kliping is cut short"):
            Container(file)


def test_a_file_with_something_behind_it_is_refused(file: Path) -> None:
    file.write_bytes(file.read_bytes() + b"\0")
    with pytest.raises(CorruptIndexError):
        Container(file)


@pytest.mark.parametrize("items", [-1, 0, 69, 71, 10**6, 2**40, 2**70])
def test_a_count_that_is_not_the_arrays_is_refused(file: Path, items: int) -> None:
    directory = directory_of(file)[1]
    directory["arrays"]["bytes"][2] = items
    with pytest.raises(CorruptIndexError, match=r"segment\.kliping"):
        Container(with_directory(file, directory))["bytes"]


@pytest.mark.parametrize("entry", [["|O", 64, 1, 0], ["<u4", -64, 1, 0], ["what", 64, 1, 0], ["<u4", 64, -1, 0], [], 7])
def test_an_entry_that_makes_no_sense_is_a_damaged_directory(file: Path, entry: object) -> None:
    directory = directory_of(file)[1]
    directory["arrays"]["empty"] = entry
    with pytest.raises(CorruptIndexError, match="directory"):
        Container(with_directory(file, directory))


@pytest.mark.parametrize("directory", [{}, [], {"properties": {}}, {"properties": [], "arrays": {}}])
def test_what_is_no_directory_is_a_damaged_one(file: Path, directory: object) -> None:
    with pytest.raises(CorruptIndexError, match="directory"):
        Container(with_directory(file, directory))
