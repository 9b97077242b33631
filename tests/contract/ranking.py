"""Scores and order (docs/ranking.md, "Score" and "Order")."""

from __future__ import annotations

import math
from datetime import UTC, datetime

import pytest

from search.engines.base import Engine
from search.query import Alternative, And, Not, Or, Phrase, SearchRequest, Term
from tests.builders import article, span
from tests.contract.base import EngineTests, add, found, search
from tests.contract.queries import choosing, exact, found_as, quoted, word

K1, B = 1.2, 0.75


def saturated(tf: float) -> float:
    return tf * (K1 + 1) / (tf + K1)


def idf(articles: int, matching: int) -> float:
    return math.log(articles / (matching + 1)) + 1


def scores(engine: Engine, *args: object) -> dict[str, float]:
    result = search(engine, *args)  # type: ignore[arg-type]
    return dict(zip(result.ids, result.scores, strict=True))


class RankingContract(EngineTests):
    def test_a_word_scores_by_its_share_of_the_text(self, engine: Engine) -> None:
        add(
            engine,
            article(id="a", title=None, body="gempa gempa di jawa"),
            article(id="b", title=None, body="gempa besar mengguncang jawa timur pagi tadi ini"),
            article(id="c", title=None, body="beras aman"),
        )
        average = (4 + 8 + 2) / 3

        assert scores(engine, exact("gempa")) == {
            "a": round(idf(3, 2) * saturated(2 / (1 - B + B * 4 / average)), 4),
            "b": round(idf(3, 2) * saturated(1 / (1 - B + B * 8 / average)), 4),
        }

    def test_a_word_in_the_title_counts_three_times_and_is_saturated_once(self, engine: Engine) -> None:
        add(engine, article(id="a", title="gempa jawa", body="gempa"), article(id="b", title="beras", body="aman aman"))
        tf = 3 * 1 / (1 - B + B * 2 / 1.5) + 1 / (1 - B + B * 1 / 1.5)

        assert scores(engine, exact("gempa")) == {"a": round(idf(2, 1) * saturated(tf), 4)}

    def test_a_word_of_one_field_has_weight_one(self, engine: Engine) -> None:
        add(engine, article(id="a", title="gempa jawa", body="gempa"), article(id="b", title="beras", body="aman"))
        tf = 1 / (1 - B + B * 2 / 1.5)

        assert scores(engine, exact("gempa", fields=("title",))) == {"a": round(idf(2, 1) * saturated(tf), 4)}

    @pytest.mark.parametrize("other", [Phrase(((Term("gempa"),),), reason="stem"), Term("abc-xyz", "id", "stem")])
    def test_a_word_and_what_is_not_its_stem_count_as_exact_and_stem(self, engine: Engine, other: Alternative) -> None:
        add(
            engine,
            article(id="a", title=None, body="gempa abc-xyz"),
            article(id="b", title=None, body="beras aman ini"),
        )
        either = found_as(Term("gempa"), Term("banjir", "id", "stem"), other)

        assert scores(engine, either)["a"] == round(idf(2, 1) * saturated(1 / (1 - B + B * 3 / 3)), 4)

    def test_a_stem_counts_a_little_less_than_the_exact_word(self, engine: Engine) -> None:
        add(
            engine,
            article(id="exact", title=None, body="pasok beras"),
            article(id="stem", title=None, body="memasok beras"),
            article(id="both", title=None, body="pasok memasok"),
        )

        assert scores(engine, word("pasok")) == {
            "exact": round(idf(3, 3) * saturated(1), 4),
            "stem": round(idf(3, 3) * saturated(0.8), 4),
            "both": round(idf(3, 3) * saturated(0.8 * 2 + 0.2), 4),
        }

    def test_what_is_typed_in_capitals_ranks_up_what_is_printed_so(self, engine: Engine) -> None:
        add(
            engine,
            article(id="agency", title=None, body="Kepala BIN berbicara"),
            article(id="name", title=None, body="Ahmad bin Ali"),
        )
        query = found_as(Term("bin"), Term("bin", "id", "stem"), Term("^BIN", "id", "cased"))

        assert scores(engine, query) == {
            "agency": round(idf(2, 2) * saturated(1.5), 4),
            "name": round(idf(2, 2) * saturated(1), 4),
        }

    def test_alternatives_of_one_reason_add_up(self, engine: Engine) -> None:
        add(engine, article(id="a", title=None, body="korea korut"), article(id="b", title=None, body="x y"))

        assert scores(engine, found_as(Term("korea"), Term("korut"))) == {"a": round(idf(2, 1) * saturated(2), 4)}

    def test_a_phrase_occurs_as_often_as_it_can_begin(self, engine: Engine) -> None:
        add(engine, article(id="x", title=None, body="a b a b a c"), article(id="y", title=None, body="c d e f g h"))

        assert scores(engine, quoted("a b"))["x"] == round(idf(2, 1) * saturated(2), 4)
        assert scores(engine, quoted("a c", slop=9))["x"] == round(idf(2, 1) * saturated(3), 4)
        assert scores(engine, quoted("a a", slop=2, ordered=False))["x"] == round(idf(2, 1) * saturated(3), 4)
        assert scores(engine, quoted("a a", slop=0, ordered=False)) == {}

    def test_an_ordered_phrase_counts_no_window_that_begins_with_another_element(self, engine: Engine) -> None:
        add(engine, article(id="x", title=None, body="b a z z a b"), article(id="y", title=None, body="c d e f g h"))

        assert scores(engine, quoted("a b"))["x"] == round(idf(2, 1) * saturated(1), 4)
        assert scores(engine, quoted("a b", ordered=False))["x"] == round(idf(2, 1) * saturated(2), 4)

    def test_words_that_share_a_position_make_a_text_no_longer(self, engine: Engine) -> None:
        add(
            engine,
            article(id="domain", title=None, body="situs kompas.com padam"),  # kompas.com, kompas and com share two
            article(id="words", title=None, body="situs berita lama padam"),
        )

        assert scores(engine, exact("situs")) == {
            "domain": round(idf(2, 2) * saturated(1), 4),
            "words": round(idf(2, 2) * saturated(1), 4),
        }

    def test_scores_of_words_add_up_and_of_negations_and_filters_do_not(self, engine: Engine) -> None:
        add(
            engine,
            article(id="a", title=None, body="rusia senjata"),
            article(id="b", title=None, body="rusia beras"),
            article(id="c", title=None, body="iran minyak"),
        )
        one, two = round(idf(3, 2) * saturated(1), 4), round(idf(3, 1) * saturated(1), 4)

        assert scores(engine, And((exact("rusia"), exact("senjata")))) == {"a": pytest.approx(one + two, abs=1e-4)}
        assert scores(engine, Or((exact("rusia"), exact("minyak")))) == {"a": one, "b": one, "c": two}
        assert scores(engine, And((exact("rusia"), Not(exact("senjata"))))) == {"b": one}
        assert scores(engine, Not(exact("rusia"))) == {"c": 0.0}
        assert scores(engine, Or((And((exact("rusia"), exact("minyak"))), exact("senjata")))) == {"a": two}

    def test_an_optional_word_scores_where_it_matches(self, engine: Engine) -> None:
        add(
            engine,
            article(id="a", title=None, body="rusia dan"),
            article(id="b", title=None, body="rusia itu"),
            article(id="c", title=None, body="iran dan"),
        )

        found_scores = scores(engine, And((exact("rusia"), exact("dan", is_optional=True))))
        assert found_scores["a"] == pytest.approx(2 * idf(3, 2), abs=2e-4)
        assert found_scores["b"] == pytest.approx(idf(3, 2), abs=1e-4)

    def test_rarity_is_counted_over_the_index_whatever_the_filters_are(self, engine: Engine) -> None:
        add(
            engine,
            article(id="a", title=None, body="gempa", archives=("x",)),
            article(id="b", title=None, body="gempa", archives=("y",)),
            article(id="c", title=None, body="beras", archives=("y",)),
        )

        assert scores(engine, exact("gempa"), choosing(archive="x")) == {"a": scores(engine, exact("gempa"))["a"]}

    def test_deleted_and_replaced_articles_count_nowhere(self, engine: Engine) -> None:
        add(engine, article(id="a", title=None, body="gempa jawa"), article(id="b", title=None, body="gempa " * 50))
        add(engine, article(id="c", title=None, body="gempa besar besar"), article(id="d", title=None, body="beras"))
        engine.remove(["b"])
        add(engine, article(id="d", title=None, body="beras aman sekali"))
        average = (2 + 3 + 3) / 3

        assert scores(engine, exact("gempa")) == {
            "a": round(idf(3, 2) * saturated(1 / (1 - B + B * 2 / average)), 4),
            "c": round(idf(3, 2) * saturated(1 / (1 - B + B * 3 / average)), 4),
        }

    # ---- order

    def test_the_best_score_comes_first(self, engine: Engine) -> None:
        add(
            engine,
            article(id="a", title=None, body="rusia iran jepang"),
            article(id="b", title="rusia", body="rusia rusia rusia"),
        )

        assert found(engine, exact("rusia")) == ["b", "a"]

    def test_equal_scores_go_newest_first_then_by_id_with_undated_last(self, engine: Engine) -> None:
        add(
            engine,
            article(id="undated", title=None, body="gempa"),
            article(id="old", title=None, body="gempa", published=span("2021-01-01")),
            article(id="month", title=None, body="gempa", published=span("2022-11")),
            article(id="z", title=None, body="gempa", published=span("2022-11-08")),
            article(id="y", title=None, body="gempa", published=span("2022-11-08")),
            article(id="timed", title=None, body="gempa", published=at("2022-11-08", 7)),
        )

        assert found(engine, exact("gempa")) == ["timed", "y", "z", "month", "old", "undated"]

    def test_newest_and_oldest_go_by_day_then_instant_then_id_with_undated_last_both_ways(self, engine: Engine) -> None:
        add(
            engine,
            article(id="u2"),
            article(id="u1", body="u1"),
            article(id="early", body="1", published=at("2022-11-08", 5)),
            article(id="late", body="2", published=at("2022-11-08", 9)),
            article(id="p", body="3", published=span("2022-11-08")),
            article(id="q", body="4", published=span("2022-11-08")),
            article(id="old", body="5", published=span("2021")),
        )

        newest = ["late", "early", "q", "p", "old", "u1", "u2"]
        assert found(engine, None, SearchRequest(sort="newest")) == newest
        assert found(engine) == newest
        oldest = ["old", "p", "q", "early", "late", "u1", "u2"]
        assert found(engine, None, SearchRequest(sort="oldest")) == oldest

    def test_what_is_sorted_by_date_is_scored_all_the_same(self, engine: Engine) -> None:
        add(
            engine,
            article(id="a", title=None, body="rusia iran", published=span("2022")),
            article(id="b", title="rusia", body="rusia", published=span("2021")),
        )

        newest = scores(engine, exact("rusia"), SearchRequest(sort="newest"))
        assert list(newest) == ["a", "b"]
        assert newest == scores(engine, exact("rusia"))

    def test_relevance_without_a_word_is_newest_first(self, engine: Engine) -> None:
        add(engine, article(id="a", published=span("2021")), article(id="b", body="b", published=span("2022")))

        assert scores(engine, None, SearchRequest(sort="relevance")) == {"b": 0.0, "a": 0.0}

    # ---- stories

    def test_collapsing_keeps_the_best_article_of_each_story(self, engine: Engine) -> None:
        add(
            engine,
            article(id="a", title=None, body="gempa jawa", story_id="s"),
            article(id="b", title="gempa", body="gempa", story_id="s"),
            article(id="c", title=None, body="gempa", story_id="t", published=span("2022")),
            article(id="d", title=None, body="gempa sekali lagi"),
            article(id="e", title=None, body="gempa sekali lagi"),
        )
        request = SearchRequest(collapse="story")

        result = search(engine, exact("gempa"), request)
        assert result.ids == ("b", "c", "d", "e")
        assert result.total == 5
        assert found(engine, None, SearchRequest(collapse="story", sort="oldest")) == ["c", "a", "d", "e"]

    def test_the_articles_of_a_story_are_told(self, engine: Engine) -> None:
        stories = {"d": "s", "b": "s", "c": "t", "a": None}
        add(engine, *(article(id=key, story_id=story) for key, story in stories.items()))
        add(engine, article(id="e", story_id="s"), article(id="b", story_id="t"))

        assert engine.story("s") == ("d", "e")
        assert engine.story("t") == ("b", "c")
        assert engine.story("u") == ()
        engine.remove(["d"])
        assert engine.story("s") == ("e",)

    def test_the_best_of_a_story_is_picked_among_those_that_match(self, engine: Engine) -> None:
        add(
            engine,
            article(id="a", title=None, body="gempa", story_id="s", archives=("x",)),
            article(id="b", title=None, body="gempa", story_id="s", archives=("y",)),
        )

        assert found(engine, exact("gempa"), choosing(SearchRequest(collapse="story"), archive="y")) == ["b"]


def at(day: str, hour: int) -> object:
    """That day at an hour in UTC."""
    year, month, number = map(int, day.split("-"))
    return span(day, instant=datetime(year, month, number, hour, tzinfo=UTC))
