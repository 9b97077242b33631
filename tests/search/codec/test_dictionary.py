"""Front-coded terms, against bisect on the plain list."""

from __future__ import annotations

from bisect import bisect_left
from pathlib import Path

import pytest

from search.engines.whoosh.codec.container import Container, ContainerWriter
from search.engines.whoosh.codec.dictionary import BLOCK, TermDictionary, write_dictionary

LISTS = {
    "none": [],
    "empty term": [b""],
    "one": [b"pasok"],
    "one byte each": [bytes([byte]) for byte in range(256)],
    "highest bytes": [b"\xff" * length for length in range(1, 40)],
    "lowest bytes": [b"\0" * length for length in range(40)],
    "long": sorted(bytes([97 + i % 3]) * (i * 37 % 3_000) + b"z%d" % i for i in range(60)),
    "alike for long": sorted(b"k" * length + end for length in (255, 256, 257, 1_000) for end in (b"", b"a", b"\0")),
    "each the start of the next": [b"a" * length for length in range(70)],
    "nothing in common": sorted(bytes([byte, byte, byte]) for byte in range(0, 256, 5)),
    "a block": [b"%04d" % i for i in range(BLOCK)],
    "a block and one": [b"%04d" % i for i in range(BLOCK + 1)],
    "many": sorted({b"%x" % (i * 2_654_435_761 % 2**32) for i in range(1_000)}),
}


def written(path: Path, terms: list[bytes]) -> TermDictionary:
    with ContainerWriter(path) as writer:
        write_dictionary(writer, "d", terms)
    return TermDictionary(Container(path), "d")


def neighbours(terms: list[bytes]) -> set[bytes]:
    """The terms and what lies just below, just above and between them."""
    chosen = terms if len(terms) < 100 else terms[::23]
    changed = (form for term in chosen for form in (term, term + b"\0", term + b"\xff", term[:-1], term[:-1] + b"\xff"))
    return {*changed, b"", b"\0", b"\xff", b"\xff" * 41, b"m"}


@pytest.mark.parametrize("name", LISTS)
def test_terms_are_found_where_bisect_finds_them(tmp_path: Path, name: str) -> None:
    terms = LISTS[name]
    dictionary = written(tmp_path / "d", terms)
    assert len(dictionary) == len(terms)
    assert list(dictionary) == terms
    for wanted in neighbours(terms):
        bound = bisect_left(terms, wanted)
        assert dictionary.lower_bound(wanted) == bound
        assert dictionary.find(wanted) == (bound if wanted in terms else -1)


@pytest.mark.parametrize("name", LISTS)
def test_a_prefix_is_the_range_of_the_terms_that_begin_with_it(tmp_path: Path, name: str) -> None:
    terms = LISTS[name]
    dictionary = written(tmp_path / "d", terms)
    for prefix in neighbours(terms):
        first, last = dictionary.prefix_range(prefix)
        assert [i for i, term in enumerate(terms) if term.startswith(prefix)] == list(range(first, last))


@pytest.mark.parametrize("name", LISTS)
def test_slices_are_those_of_the_list(tmp_path: Path, name: str) -> None:
    terms = LISTS[name]
    dictionary = written(tmp_path / "d", terms)
    ends = sorted(
        {0, 1, 5, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK, len(terms) - 1, len(terms)} & set(range(len(terms) + 1))
    )
    for first in ends:
        for last in ends:
            assert list(dictionary.slice(first, last)) == terms[first:last]


@pytest.mark.parametrize("terms", LISTS.values(), ids=LISTS.keys())
@pytest.mark.parametrize("width", [8, 64])
def test_packed_terms_unpack_to_rows_of_bytes(tmp_path: Path, terms: list[bytes], width: int) -> None:
    dictionary = written(tmp_path / "d", terms)
    for first in {0, 1, BLOCK - 1, BLOCK, len(terms) // 2} & set(range(len(terms))):
        packed = dictionary.packed(first, len(terms))
        rows = packed.padded(width)
        meant = terms[first:]
        assert packed.lengths.tolist() == [len(term) for term in meant]
        for term, row in zip(meant, rows, strict=True):
            assert len(term) > width or row.tobytes() == term.ljust(width, b"\0")
