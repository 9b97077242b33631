"""What matches (docs/ranking.md, "Matching")."""

from __future__ import annotations

import pytest

from search.engines.base import Engine
from search.errors import InvalidParameterError, QueryTimeoutError
from search.query import (
    Alternative,
    And,
    DateFilter,
    Everything,
    Filter,
    Fuzzy,
    Not,
    Or,
    Phrase,
    Prefix,
    SearchRequest,
    Term,
    Wildcard,
)
from tests.builders import actor, article, day, outlet, span
from tests.contract.base import EngineTests, Opener, add, found, matching, search
from tests.contract.queries import choosing, exact, found_as, near, quoted, word


class MatchingContract(EngineTests):
    @pytest.fixture
    def news(self, engine: Engine) -> Engine:
        return add(
            engine,
            article(id="a", title="Rusia memasok senjata", body="Moskow mengirim rudal dan drone."),
            article(id="b", title="Pasokan beras aman", body="Bulog menjamin beras sampai akhir tahun."),
            article(id="c", title=None, body="Senjata itu berasal dari Rusia, bukan dari Iran."),
        )

    def test_an_empty_index_answers_with_nothing(self, engine: Engine) -> None:
        result = search(engine)

        assert (result.ids, result.total, result.next) == ((), 0, None)
        assert matching(engine, exact("rusia")) == ""

    def test_everything_is_every_article(self, news: Engine) -> None:
        assert matching(news, Everything()) == "a b c"

    def test_a_word_matches_in_title_or_body(self, news: Engine) -> None:
        assert matching(news, exact("senjata")) == "a c"

    def test_a_word_matches_by_its_stem(self, news: Engine) -> None:
        assert matching(news, exact("pasok")) == ""
        assert matching(news, word("pasok")) == "a b"

    def test_a_stem_is_looked_for_in_the_articles_of_its_language_only(self, engine: Engine) -> None:
        add(engine, article(id="en", language="en", body="supplies"), article(id="id", language="id", body="supplies"))

        assert matching(engine, word("supply", languages=("en",))) == "en"
        assert matching(engine, word("supply", languages=("id",))) == ""

    def test_a_word_of_one_field_does_not_match_in_the_other(self, news: Engine) -> None:
        assert matching(news, exact("senjata", fields=("title",))) == "a"
        assert matching(news, exact("senjata", fields=("body",))) == "c"

    def test_an_article_without_title_is_found_by_its_body_and_one_without_body_by_its_title(
        self, engine: Engine
    ) -> None:
        add(engine, article(id="a", title=None, body="gempa"), article(id="b", title="gempa", body=""))

        assert matching(engine, exact("gempa")) == "a b"

    def test_boilerplate_is_not_searched(self, engine: Engine) -> None:
        body = "Rusia memasok senjata. Baca juga: Harga beras. Moskow membantah."
        start = body.index("Baca")
        add(engine, article(id="a", title=None, body=body, boilerplate=((start, body.index("Moskow")),)))

        assert matching(engine, exact("moskow")) == "a"
        assert matching(engine, exact("beras")) == ""
        assert matching(engine, quoted("senjata moskow")) == ""

    def test_a_word_that_boilerplate_cuts_through_is_not_searched(self, engine: Engine) -> None:
        add(engine, article(id="a", title=None, body="satu dua tiga", boilerplate=((2, 6),)))

        assert [matching(engine, exact(each)) for each in ("satu", "dua", "tiga")] == ["", "", "a"]

    def test_and_asks_for_every_child(self, news: Engine) -> None:
        assert matching(news, And((exact("rusia"), exact("iran")))) == "c"
        assert matching(news, And(())) == "a b c"

    def test_or_asks_for_one_child(self, news: Engine) -> None:
        assert matching(news, Or((exact("beras"), exact("iran")))) == "b c"
        assert matching(news, Or(())) == ""

    def test_not_is_the_rest(self, news: Engine) -> None:
        assert matching(news, Not(exact("rusia"))) == "b"
        assert matching(news, And((exact("rusia"), Not(exact("iran"))))) == "a"
        assert matching(news, Not(Everything())) == ""
        assert matching(news, Not(Not(exact("beras")))) == "b"

    def test_optional_words_restrict_nothing(self, news: Engine) -> None:
        assert matching(news, And((exact("rusia"), exact("dan", is_optional=True)))) == "a c"
        assert matching(news, And((Not(exact("iran")), exact("dan", is_optional=True)))) == "a b"

    def test_words_that_are_all_optional_are_asked_for(self, news: Engine) -> None:
        query = And((exact("dan", is_optional=True), exact("rudal", is_optional=True)))

        assert matching(news, query) == "a"
        assert matching(news, exact("dan", is_optional=True)) == "a"

    # ---- phrases

    def test_a_phrase_is_its_words_in_order_and_side_by_side(self, news: Engine) -> None:
        assert matching(news, quoted("memasok senjata")) == "a"
        assert matching(news, quoted("senjata memasok")) == ""
        assert matching(news, quoted("rusia senjata")) == ""

    def test_a_phrase_does_not_reach_from_the_title_into_the_body(self, news: Engine) -> None:
        assert matching(news, quoted("senjata moskow")) == ""

    def test_a_phrase_does_not_reach_from_one_article_into_the_next(self, engine: Engine) -> None:
        add(engine, article(id="a", title=None, body="satu dua"), article(id="b", title=None, body="tiga empat"))

        assert matching(engine, quoted("dua tiga", slop=2**40)) == ""
        assert matching(engine, quoted("dua tiga", slop=2**40, ordered=False)) == ""

    def test_an_ordered_phrase_with_slop_lets_words_stand_between(self, news: Engine) -> None:
        assert matching(news, quoted("moskow rudal", slop=0)) == ""
        assert matching(news, quoted("moskow rudal", slop=1)) == "a"
        assert matching(news, quoted("rudal moskow", slop=1)) == ""
        assert matching(news, quoted("senjata dari iran", slop=2)) == ""
        assert matching(news, quoted("senjata dari iran", slop=3)) == "c"

    def test_an_ordered_phrase_may_skip_a_first_chance(self, engine: Engine) -> None:
        add(engine, article(id="x", title=None, body="a b x c a b c"))

        assert matching(engine, quoted("a b c")) == "x"
        assert matching(engine, quoted("a c", slop=1)) == "x"

    def test_an_unordered_phrase_lies_in_a_window(self, news: Engine) -> None:
        assert matching(news, near("senjata pasok", slop=0)) == "a"
        assert matching(news, near("rudal moskow", slop=0)) == ""
        assert matching(news, near("rudal moskow", slop=1)) == "a"
        assert matching(news, near("drone rudal moskow", slop=1)) == ""
        assert matching(news, near("drone rudal moskow", slop=2)) == "a"

    def test_the_elements_of_an_unordered_phrase_stand_at_different_positions(self, engine: Engine) -> None:
        add(engine, article(id="one", title=None, body="sate padang"), article(id="two", title=None, body="sate sate"))

        assert matching(engine, quoted("sate sate", slop=3, ordered=False)) == "two"
        assert matching(engine, quoted("sate padang sate", slop=3, ordered=False)) == ""

    def test_elements_may_mix_exact_words_and_stems(self, news: Engine) -> None:
        mixed = Phrase(((Term("rusia"),), (Term("pasok", "id", "stem"),), (Term("senjata"), Term("beras"))))
        other = Phrase(((Term("pasok", "id", "stem"),), (Term("senjata"), Term("beras"))))

        assert matching(news, found_as(mixed)) == "a"
        assert matching(news, found_as(other)) == "a b"

    def test_a_phrase_of_one_element_is_that(self, news: Engine) -> None:
        for ordered in (True, False):
            assert matching(news, found_as(Phrase(((Term("beras"), Term("iran")),), ordered=ordered))) == "b c"

    def test_a_phrase_may_be_asked_of_one_field(self, news: Engine) -> None:
        assert matching(news, quoted("memasok senjata", fields=("title",))) == "a"
        assert matching(news, quoted("memasok senjata", fields=("body",))) == ""

    # ---- words that stand for many

    def test_a_prefix_stands_for_the_exact_words_that_begin_so(self, news: Engine) -> None:
        assert matching(news, found_as(Prefix("ber"))) == "b c"
        assert matching(news, found_as(Prefix("rusia"))) == "a c"
        assert matching(news, found_as(Prefix("zz"))) == ""

    def test_a_wildcard_stands_for_any_run_or_one_character(self, news: Engine) -> None:
        assert matching(news, found_as(Wildcard("ber?s"))) == "b"
        assert matching(news, found_as(Wildcard("ber?s*"))) == "b c"
        assert matching(news, found_as(Wildcard("ber??"))) == "b"
        assert matching(news, found_as(Wildcard("ber*l"))) == "c"
        assert matching(news, found_as(Wildcard("sen*a*a"))) == "a c"

    def test_a_wildcard_reads_other_signs_as_themselves(self, engine: Engine) -> None:
        add(engine, article(id="a", title=None, body="kompas.com"), article(id="b", title=None, body="kompasxcom"))

        assert matching(engine, found_as(Wildcard("kompas.c*"))) == "a"
        assert matching(engine, found_as(Wildcard("kompas[.]*"))) == ""

    def test_a_fuzzy_word_stands_for_those_within_its_edits(self, news: Engine) -> None:
        assert matching(news, found_as(Fuzzy("rusai"))) == "a c"  # two letters swapped are one edit
        assert matching(news, found_as(Fuzzy("rsia"))) == "a c"
        assert matching(news, found_as(Fuzzy("russiaa", 1))) == ""
        assert matching(news, found_as(Fuzzy("russiaa", 2))) == "a c"
        assert matching(news, found_as(Fuzzy("musia"))) == ""  # the first letter has to be right

    def test_a_word_that_stands_for_too_many_is_refused(self, opened: Opener) -> None:
        engine = add(opened(max_expansions=3), article(id="a", title=None, body="beda beku belum benar"))

        for query in (Prefix("be"), Wildcard("be*"), Fuzzy("beda", 4)):
            with pytest.raises(InvalidParameterError) as caught:
                search(engine, found_as(query))
            assert caught.value.parameter == "q"
        assert matching(engine, found_as(Prefix("bek"))) == "a"

    # ---- filters

    def test_a_filter_narrows_to_articles_with_one_of_its_values(self, engine: Engine) -> None:
        add(
            engine,
            article(id="a", outlet=outlet("Kompas"), actors=(actor("country:RU"), actor("country:KP"))),
            article(id="b", body="b", outlet=outlet("Detik"), author="Ginna", archives=("2022",), section="Dunia"),
            article(id="c", body="c", language="ms"),
        )

        assert matching(engine, Filter(field="outlet", values=frozenset({"kompas"}))) == "a"
        assert matching(engine, Filter(field="outlet", values=frozenset({"kompas", "detik"}))) == "a b"
        assert matching(engine, Filter(field="outlet", values=frozenset({"detik", "none"}))) == "b c"
        assert matching(engine, Filter(field="actor", values=frozenset({"country:KP"}))) == "a"
        assert matching(engine, Filter(field="author", values=frozenset({"Ginna"}))) == "b"
        assert matching(engine, Filter(field="archive", values=frozenset({"2022"}))) == "b"
        assert matching(engine, Filter(field="section", values=frozenset({"Dunia"}))) == "b"
        assert matching(engine, Filter(field="language", values=frozenset({"ms"}))) == "c"
        assert matching(engine, Filter(field="language", values=frozenset({"none"}))) == ""
        assert matching(engine, Not(Filter(field="outlet", values=frozenset({"none"})))) == "a b"

    def test_a_date_filter_narrows_to_spans_that_overlap_or_lie_inside(self, engine: Engine) -> None:
        add(
            engine,
            article(id="day", published=span("2022-11-08")),
            article(id="month", body="m", published=span("2022-11")),
            article(id="undated", body="u"),
        )

        first = DateFilter(start=day("2022-11-01"), end=day("2022-11-15"))
        inside = DateFilter(start=day("2022-11-01"), end=day("2022-11-15"), is_precise=True)
        assert matching(engine, first) == "day month"
        assert matching(engine, inside) == "day"
        assert matching(engine, DateFilter(start=None, end=day("2022-11-07"))) == "month"
        assert matching(engine, DateFilter(start=day("2022-11-09"), end=None)) == "month"
        assert matching(engine, DateFilter(start=None, end=None)) == "day month"
        assert matching(engine, Not(first)) == "undated"

    # ---- relaxing

    def test_when_no_article_has_all_words_some_of_them_do_and_the_answer_says_so(self, news: Engine) -> None:
        three = And((word("rusia"), word("senjata"), word("beras")))

        result = search(news, three)
        assert (sorted(result.ids), result.relaxed, result.total) == (["a", "c"], True, 2)
        assert not search(news, And((word("rusia"), word("senjata")))).relaxed

    def test_a_relaxed_answer_that_finds_nothing_still_says_so(self, news: Engine) -> None:
        result = search(news, And((exact("gajah"), exact("harimau"))))

        assert (result.total, result.relaxed) == (0, True)

    def test_a_single_word_is_never_let_go(self, news: Engine) -> None:
        result = search(news, And((exact("gajah"), exact("dan", is_optional=True))))

        assert (result.total, result.relaxed) == (0, False)

    def test_all_forbids_relaxing(self, news: Engine) -> None:
        result = search(news, And((exact("rusia"), exact("beras"))), SearchRequest(match="all"))

        assert (result.total, result.relaxed) == (0, False)

    def test_any_asks_for_one_word_from_the_start(self, news: Engine) -> None:
        request = SearchRequest(match="any")

        result = search(news, And((exact("rusia"), exact("iran"))), request)
        assert (sorted(result.ids), result.relaxed) == (["a", "c"], False)
        assert matching(news, And((exact("gajah"), exact("harimau"))), request) == ""
        assert matching(news, exact("rusia"), request) == "a c"

    def test_phrases_negations_and_filters_are_never_let_go(self, news: Engine) -> None:
        words = (exact("rusia"), exact("beras"))

        assert matching(news, And((*words, quoted("memasok senjata")))) == "a"
        assert matching(news, And((*words, Not(exact("iran"))))) == "a b"
        assert matching(news, And((*words, quoted("gajah mada")))) == ""
        assert matching(news, And((*words, Filter(field="outlet", values=frozenset({"x"}))))) == ""
        assert matching(news, And((*words, quoted("memasok senjata"))), SearchRequest(match="any")) == "a"

    def test_relaxing_is_decided_after_the_filters_of_the_request(self, engine: Engine) -> None:
        add(
            engine,
            article(id="a", title=None, body="rusia senjata", outlet=outlet("Kompas")),
            article(id="b", title=None, body="rusia", outlet=outlet("Detik")),
        )
        query = And((exact("rusia"), exact("senjata")))

        assert not search(engine, query).relaxed
        result = search(engine, query, choosing(outlet="detik"))
        assert (result.ids, result.relaxed) == (("b",), True)

    def test_optional_words_stay_optional_in_a_relaxed_answer(self, news: Engine) -> None:
        query = And((exact("rusia"), exact("beras"), exact("rudal", is_optional=True)))

        assert found(news, query)[0] == "a"
        assert matching(news, query) == "a b c"

    # ---- limits

    @pytest.mark.parametrize("half", [Term("\ud800"), Term("\ud800", "id", "stem"), Prefix("\ud800"), Fuzzy("\ud800")])
    def test_half_a_surrogate_pair_is_nowhere(self, engine: Engine, half: Alternative) -> None:
        add(engine, article(body="gempa"))

        assert found(engine, found_as(half)) == found(engine, found_as(half, fields=("said",))) == []
        assert found(engine, found_as(Term("\ud800"), Term("\ud800", "id", "stem"))) == []
        assert engine.correct("\ud800") is None

    def test_a_query_over_its_time_limit_is_an_error_and_no_part_of_an_answer(self, opened: Opener) -> None:
        add(opened(), article(id="a", title=None, body="beras senjata"))
        late = opened(query_timeout_s=-1.0)

        for query in (exact("beras"), quoted("beras senjata"), found_as(Prefix("ber")), found_as(Fuzzy("beras"))):
            with pytest.raises(QueryTimeoutError):
                search(late, query)
        with pytest.raises(QueryTimeoutError):
            list(late.scan(exact("beras"), SearchRequest()))
