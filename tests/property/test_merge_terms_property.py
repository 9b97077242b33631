"""The terms of several dictionaries as those of one, against a sorted set."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from search.engines.whoosh.codec import merge_terms
from search.engines.whoosh.codec.container import Container, ContainerWriter
from search.engines.whoosh.codec.dictionary import TermDictionary, write_dictionary
from search.engines.whoosh.codec.merge_terms import merged_terms

WORDS = st.one_of(
    st.binary(max_size=4),
    st.text("ab\0", max_size=20).map(str.encode),
    st.sampled_from([b"a" * length for length in (7, 8, 9, 16, 17, 300)]),
    st.text("ab\0", max_size=20).map(lambda end: b"a" * 250 + end.encode()),
)
_numbers = count()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("terms")


@settings(max_examples=100)
@given(
    lists=st.lists(st.lists(WORDS, unique=True, max_size=40).map(sorted), min_size=1, max_size=4),
    terms=st.sampled_from([1, 7, 1_000]),
    size=st.sampled_from([1, 100, 1 << 20]),
)
@example(lists=[[b"a", b"a\0", b"a\0\0\0\0\0\0\0\0"], [b"", b"\0", b"a\0"]], terms=1_000, size=1 << 20)
@example(lists=[[b"a" * 257, b"a" * 257 + b"\0\0", b"b"], [b"a" * 256 + b"b", b"b"]], terms=1_000, size=1 << 20)
@example(lists=[[b"a" * 300, b"b"], [b"a" * 300, b"a" * 300 + b"\0"]], terms=1_000, size=100)
def test_merged_terms_are_those_of_all_dictionaries(
    folder: Path, lists: list[list[bytes]], terms: int, size: int
) -> None:
    dictionaries = []
    for own in lists:
        path = folder / f"{next(_numbers)}.kliping"
        with ContainerWriter(path) as writer:
            write_dictionary(writer, "d", own)
        dictionaries.append(TermDictionary(Container(path), "d"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merge_terms, "_TERMS_AT_ONCE", terms)
        patch.setattr(merge_terms, "_BYTES_AT_ONCE", size)
        slices = list(merged_terms(dictionaries))
    assert [term for merged in slices for term in merged.terms] == sorted(set().union(*lists))
    for merged in slices:
        in_slice = list(merged.terms)
        for own, first, places in zip(lists, merged.firsts, merged.places, strict=True):
            assert [in_slice[place] for place in places.tolist()] == own[first : first + len(places)]


def test_terms_that_are_alike_for_very_long_are_told_apart_in_few_steps(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = [[b"", b"a"], [b"", b"b"]]
    dictionaries = []
    for own in ends:
        path = folder / f"{next(_numbers)}.kliping"
        with ContainerWriter(path) as writer:
            write_dictionary(writer, "d", [b"p" * 100_000 + end for end in own])
        dictionaries.append(TermDictionary(Container(path), "d"))
    refine, steps = merge_terms._refine, count()
    monkeypatch.setattr(merge_terms, "_refine", lambda *given: (next(steps), refine(*given))[1])
    [merged] = merged_terms(dictionaries)
    assert [len(term) for term in merged.terms] == [100_000, 100_001, 100_001]
    assert [places.tolist() for places in merged.places] == [[0, 1], [0, 2]]
    assert next(steps) < 100
