"""What somebody said, and who spoke (docs/ranking.md, docs/query-syntax.md)."""

from __future__ import annotations

from typing import Any

import pytest

from search.engines.base import Engine
from search.model import Article, Statement
from search.query import Filter, Not, Prefix, SearchRequest, Term, Wildcard
from tests.builders import actor, article
from tests.contract.base import EngineTests, add, matching, search
from tests.contract.queries import choosing, exact, found_as, near, quoted, word

SAID: dict[str, Any] = {"fields": ("said",)}
RUSSIA, KOREA = actor("country:RU", label="Rusia"), actor("country:KP", label="Korea Utara")


def said(body: str, words: str, **changes: Any) -> Statement:
    """The first place of `words` in the body, as what Russia says."""
    start = body.index(words)
    given = {"verb_class": "says", "is_quote": True, "speaker": "Rusia", "actor_id": "country:RU"} | changes
    return Statement(start=start, end=start + len(words), speaker_start=0, speaker_end=1, **given)


def telling(name: str, body: str, *statements: Statement, **changes: Any) -> Article:
    return article(id=name, title=None, body=body, statements=statements, actors=(RUSSIA, KOREA), **changes)


DENIAL = 'Senjata itu tua. "Kami tidak memasok senjata," kata Rusia. "Uji coba rudal kami selesai," katanya.'
SILENT = "Rusia memasok senjata, dan uji coba rudal selesai."
OFFICIAL = "Seorang pejabat Korea Utara mengatakan uji coba.rudal ditunda."


class StatementsContract(EngineTests):
    @pytest.fixture
    def words_of(self, engine: Engine) -> Engine:
        first, second = said(DENIAL, "Kami tidak memasok senjata"), said(DENIAL, "Uji coba rudal kami selesai")
        official = said(OFFICIAL, "uji coba.rudal ditunda", actor_id=None, speaks_for="country:KP")
        return add(engine, telling("a", DENIAL, first, second), telling("b", SILENT), telling("c", OFFICIAL, official))

    def test_a_word_is_said_only_inside_a_statement(self, words_of: Engine) -> None:
        assert matching(words_of, exact("senjata", **SAID)) == "a"
        assert matching(words_of, exact("tua", **SAID)) == ""
        assert matching(words_of, exact("kata", **SAID)) == ""
        assert matching(words_of, exact("uji", **SAID)) == "a c"
        assert matching(words_of, Not(exact("uji", **SAID))) == "b"

    def test_words_are_said_by_their_stems_too(self, words_of: Engine) -> None:
        assert matching(words_of, word("pasok", **SAID)) == "a"

    def test_a_phrase_is_said_in_one_statement(self, words_of: Engine) -> None:
        assert matching(words_of, quoted("uji coba rudal", **SAID)) == "a c"
        assert matching(words_of, quoted("senjata kata", **SAID)) == ""
        assert matching(words_of, near("memasok senjata", slop=0, ordered=True, **SAID)) == "a"
        assert matching(words_of, near("senjata rudal", slop=20, **SAID)) == ""

    def test_patterns_stand_for_what_is_said(self, words_of: Engine) -> None:
        assert matching(words_of, found_as(Prefix("sen"), **SAID)) == "a"
        assert matching(words_of, found_as(Wildcard("rud?l"), **SAID)) == "a c"

    @pytest.mark.parametrize("pattern", [Wildcard("kom*s*"), Prefix("kom")])
    def test_two_words_at_one_place_count_as_two_as_they_do_in_the_body(self, engine: Engine, pattern: Any) -> None:
        twice, once = "kompas.com ini itu", "kompas dua ini itu"
        add(engine, telling("a", once, said(once, once)), telling("b", twice, said(twice, twice)))

        assert search(engine, found_as(pattern, **SAID)).ids == ("b", "a")

    def test_neighbouring_statements_are_two(self, engine: Engine) -> None:
        body = "satu dua tiga empat"
        add(engine, telling("a", body, said(body, "satu dua"), said(body, "tiga empat")))

        assert matching(engine, quoted("satu dua", **SAID)) == "a"
        assert matching(engine, quoted("dua tiga", **SAID)) == ""

    def test_a_statement_that_begins_inside_a_word_has_it_whole(self, engine: Engine) -> None:
        body = "kapal-kapal tua,tenggelam kemarin"
        add(engine, telling("a", body, said(body, "pal tua,teng")))

        for each, is_said in (("kapal", True), ("tua", True), ("tenggelam", True), ("kemarin", False)):
            assert bool(matching(engine, exact(each, **SAID))) is is_said, each

    def test_boilerplate_in_a_statement_is_not_said(self, engine: Engine) -> None:
        body = "satu Baca juga: dua tiga"
        add(engine, telling("a", body, said(body, body), boilerplate=((5, 19),)))

        assert matching(engine, quoted("satu", **SAID)) == "a"
        assert matching(engine, quoted("dua", **SAID)) == ""
        assert matching(engine, quoted("satu tiga", **SAID)) == ""

    def test_what_is_said_more_often_scores_more(self, engine: Engine) -> None:
        once, twice = "senjata lama itu", "senjata dan senjata"
        add(engine, telling("a", once, said(once, once)), telling("b", twice, said(twice, twice)))

        result = search(engine, found_as(Term("senjata"), **SAID))

        assert result.ids == ("b", "a")
        assert result.scores[0] > result.scores[1]

    def test_who_speaks_is_a_filter_and_a_facet(self, words_of: Engine) -> None:
        assert matching(words_of, Filter(field="speaker", values=frozenset({"country:RU"}))) == "a"
        assert matching(words_of, Filter(field="speaker", values=frozenset({"country:KP"}))) == "c"
        assert matching(words_of, request=choosing(speaker="country:RU country:KP")) == ""
        assert matching(words_of, request=choosing(speaker="none")) == "b"
        [facet] = search(words_of, request=SearchRequest(facets=("speaker",))).facets
        assert [(b.value, b.label, b.count) for b in facet.buckets] == [
            ("country:KP", "Korea Utara", 1), ("country:RU", "Rusia", 1),
        ]  # fmt: skip
        assert facet.missing == 1

    def test_what_was_said_is_kept_through_later_commits(self, words_of: Engine) -> None:
        body = "Kami akan menguji senjata."
        for number in range(12):
            add(words_of, telling(f"n{number}", body, said(body, "Kami akan menguji senjata")))
        words_of.remove(["a"])

        assert search(words_of, exact("senjata", **SAID)).total == 12
        assert matching(words_of, quoted("uji coba rudal", **SAID)) == "c"
