"""Stretches and byte order against what Python's strings say of them."""

from __future__ import annotations

import string

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from search.engines.whoosh.codec import stretches as stretches_module
from search.engines.whoosh.codec.byte_order import byte_order
from search.engines.whoosh.codec.stretches import MAX_BYTES, KeyTable, cut

SPACES = [chr(code) for code in range(0x110000) if chr(code).isspace()]
ANYTHING = st.characters(exclude_categories=())  # surrogates too
TEXTS = st.one_of(
    st.text(ANYTHING, max_size=40),
    st.lists(st.sampled_from((*SPACES, "\0", "\x1b", "a", "é", "北", "x" * MAX_BYTES)), max_size=20).map("".join),
)


@settings(max_examples=200)
@given(st.lists(TEXTS, max_size=6))
@example([])
@example(["", " ", "a\0", "a", "\ud800 \xa0"])
def test_texts_are_cut_as_python_splits_them(texts: list[str]) -> None:
    found = cut(texts)
    assert found.counts.tolist() == [len(text.split()) for text in texts]
    stretches = [stretch for text in texts for stretch in text.split()]
    assert found.texts(np.arange(len(found.starts))) == stretches
    assert found.texts(np.arange(0, len(found.starts), 3)) == stretches[::3]


@pytest.mark.parametrize("is_flooded", [False, True])
@settings(max_examples=60)
@given(st.lists(st.lists(TEXTS, max_size=6), max_size=5))
def test_a_table_finds_what_it_took_in_and_nothing_else(is_flooded: bool, batches: list[list[str]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stretches_module, "_FIRST_ENTRIES", 2)
        if is_flooded:
            patch.setattr(stretches_module, "_FACTORS", [np.uint64(0)] * 3)
        table = KeyTable()
        expected: dict[str, int] = {}
        for texts in batches:
            found = cut(texts)
            short = np.flatnonzero(found.lengths <= MAX_BYTES)
            stretches = found.texts(short)
            assert table.find(found.keys(short)).tolist() == [expected.get(stretch, -1) for stretch in stretches]
            new = {s: place for s, place in zip(stretches, short.tolist(), strict=True) if s not in expected}
            made = [1000 * len(expected) + number for number in range(len(new))]
            keys = found.keys(np.array([*new.values()], np.int64))
            has_no_room = table.add(keys, np.array(made, np.int32)).tolist()
            assert is_flooded or not any(has_no_room)
            taken_in = zip(new, made, has_no_room, strict=True)
            expected |= {stretch: number for stretch, number, is_left in taken_in if not is_left}


def test_a_table_that_is_flooded_takes_in_what_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stretches_module, "_FACTORS", [np.uint64(0)] * 3)
    table = KeyTable()
    found = cut(list(string.ascii_letters))
    keys = found.keys(np.arange(len(string.ascii_letters)))
    has_no_room = table.add(keys, np.arange(len(string.ascii_letters), dtype=np.int32))
    assert 0 < np.count_nonzero(has_no_room) < len(string.ascii_letters)
    assert ((table.find(keys) < 0) == has_no_room).all()


@given(st.lists(st.one_of(st.binary(max_size=4), st.text("ab\0", max_size=50).map(str.encode)), max_size=40))
def test_byte_order_is_that_of_sorted(terms: list[bytes]) -> None:
    assert byte_order(terms).tolist() == sorted(range(len(terms)), key=terms.__getitem__)


def test_stretches_that_are_too_long_for_a_key_are_not_found_by_that_of_a_short_one() -> None:
    short = "x" * MAX_BYTES
    table = KeyTable()
    table.add(cut([short]).keys(slice(None)), np.array([7], np.int32))
    found = cut([f"{short} {short}x {short}xx"])
    assert table.find(found.keys(slice(None))).tolist() == [7, -1, -1]
