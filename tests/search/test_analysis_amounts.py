"""Numbers and sums of money: written one way, found another."""

from __future__ import annotations

import pytest

from search.analysis import analyzer_for


@pytest.mark.parametrize(
    ("language", "words", "stem"),
    [
        ("id", "1.000.000 1000000 rp1.000.000 rp1.000.000,00 rp1000000 1,000,000", "1000000"),
        ("id", "rp1,5 1,5 usd1,5", "1,5"),
        ("id", "1.250,75", "1250,75"),
        ("en", "1,000,000 1000000 usd1,000,000.00 1.000.000", "1000000"),
        ("en", "1.5", "1.5"),
        ("ms", "rm1,500 1,500 1500", "1500"),
        ("de", "1.500 1500", "1500"),
    ],
)
def test_one_sum_has_one_stem(language: str, words: str, stem: str) -> None:
    assert {analyzer_for(language).stem(word) for word in words.split()} == {stem}


@pytest.mark.parametrize("word", ["8/11", "19.30", "2019", "1,234", "0,05", "g20", "mh370", "rp1,5t", "3.14.15"])
def test_dates_times_and_the_like_stay_as_they_are(word: str) -> None:
    assert analyzer_for("id").stem(word) == word


def test_a_folding_language_leaves_numbers_alone() -> None:
    assert analyzer_for("vi").stem("1.000.000") == "1.000.000"
    assert not analyzer_for("vi").can_stem("1.000.000")
