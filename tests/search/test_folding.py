"""Names that a reader takes for equal fold equal, and no others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.folding import fold, fold_name, slug


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("KOMPAS", "kompas"),
        ("Erdoğan", "erdogan"),
        ("Lech Wałęsa", "lech walesa"),
        ("İstanbul", "istanbul"),
        ("Jum’at", "jum'at"),
        ("Ｋｏｍｐａｓ", "kompas"),
        ("Россия", "россия"),
        ("й", "й"),  # a Cyrillic letter, not a Latin one with a mark
        ("हिन्दी", "हिन्दी"),
        ("北朝鮮", "北朝鮮"),
    ],
)
def test_folding_takes_away_case_width_and_latin_marks_only(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("left", "right"),
    [("A.S.", "AS"), ("Kim Jong-un", "Kim Jong Un"), (" Korea  Utara ", "korea utara"), ("Qur'an", "Qur’an")],
)
def test_spellings_of_one_name_fold_equal(left: str, right: str) -> None:
    assert fold_name(left) == fold_name(right)


@pytest.mark.parametrize(("left", "right"), [("Iran", "Irak"), ("Korea Utara", "Korea Selatan"), ("Kiev", "Киев")])
def test_different_names_stay_different(left: str, right: str) -> None:
    assert fold_name(left) != fold_name(right)


def test_a_slug_joins_words_by_hyphens() -> None:
    assert slug("D.I. Yogyakarta") == "di-yogyakarta"
    assert slug("…") == ""


@given(st.text(max_size=40))
def test_folding_a_name_twice_changes_nothing(text: str) -> None:
    assert fold_name(fold_name(text)) == fold_name(text)
