"""The rules of the query tree that engines share."""

from __future__ import annotations

from search.query import relaxed_minimum


def test_a_relaxed_answer_asks_for_a_third_of_the_words_but_for_two_of_three_or_more() -> None:
    assert [relaxed_minimum(count) for count in (2, 3, 4, 6, 7, 9, 10, 64)] == [1, 2, 2, 2, 3, 3, 4, 22]
