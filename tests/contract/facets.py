"""Choosing and counting values (docs/facets.md)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search.engines.base import Engine
from search.errors import InvalidParameterError
from search.model import SourceMention
from search.query import And, Everything, SearchRequest, Selection
from search.results import Bucket, Facet
from tests.builders import actor, article, outlet
from tests.contract.base import EngineTests, add, matching, search
from tests.contract.queries import choosing, exact


def facet(engine: Engine, name: str, request: SearchRequest | None = None, *, size: int = 10) -> Facet:
    asked = SearchRequest(facets=(name,), facet_size=size)
    if request is not None:
        asked = SearchRequest(facets=(name,), facet_size=size, selections=request.selections)
    [counted] = search(engine, Everything(), asked).facets
    return counted


def line(counted: Facet) -> str:
    """The buckets in a line: value:count, "+" before the selected and "-" before the excluded."""
    signs = {None: "", "selected": "+", "excluded": "-"}
    return " ".join(f"{signs[bucket.state]}{bucket.value}:{bucket.count}" for bucket in counted.buckets)


class FacetsContract(EngineTests):
    @pytest.fixture
    def press(self, engine: Engine) -> Engine:
        """Three articles of kompas, two of detik, one of antara and one of nobody."""
        russia, korea, iran = actor("country:RU", label="Rusia"), actor("country:KP"), actor("country:IR")
        kompas, detik, antara = outlet("Kompas", group="kg"), outlet("Detik", group="ct"), outlet("Antara")
        return add(
            engine,
            article(id="k1", body="satu", outlet=kompas, actors=(russia, korea)),
            article(id="k2", body="dua", outlet=kompas, actors=(russia,)),
            article(id="k3", body="tiga", outlet=kompas),
            article(id="d1", body="satu", outlet=detik, actors=(russia, korea, iran)),
            article(id="d2", body="dua", outlet=detik, actors=(iran,)),
            article(id="a1", body="satu", outlet=antara, actors=(korea,), language="en"),
            article(id="x1", body="dua"),
        )

    def test_buckets_go_by_falling_count_and_ties_by_value(self, press: Engine) -> None:
        assert line(facet(press, "outlet")) == "kompas:3 detik:2 antara:1"
        assert line(facet(press, "actor")) == "country:KP:3 country:RU:3 country:IR:2"

    def test_a_facet_says_how_many_have_no_value_or_another_and_whether_there_are_more(self, press: Engine) -> None:
        counted = facet(press, "actor", size=1)
        assert (line(counted), counted.missing, counted.other, counted.has_more) == ("country:KP:3", 2, 2, True)

        counted = facet(press, "outlet")
        assert (counted.missing, counted.other, counted.has_more) == (1, 0, False)

    def test_buckets_are_labelled_as_an_article_says(self, press: Engine) -> None:
        assert facet(press, "outlet").buckets[0] == Bucket(value="kompas", count=3, label="Kompas")
        assert facet(press, "actor").buckets[1] == Bucket(value="country:RU", count=3, label="Rusia")
        assert facet(press, "group").buckets[0].label == "kg"

    def test_an_actor_who_is_not_certain_is_no_value(self, engine: Engine) -> None:
        maybe = replace(actor("person:bagas"), is_certain=False)
        add(engine, article(id="m1", body="satu", actors=(actor("country:RU"), maybe)))
        assert line(facet(engine, "actor")) == "country:RU:1"
        assert search(engine, Everything(), choosing(actor="person:bagas")).total == 0
        [kept] = engine.get(["m1"])
        assert maybe in kept.actors

    def test_every_facet_of_the_request_is_counted_in_its_order(self, engine: Engine) -> None:
        source = SourceMention(id="kcna", name="KCNA", role="origin", raw="KCNA")
        add(
            engine,
            article(id="a", archives=("x", "y"), section="Dunia", sources=(source,)),
            article(id="b", body="b", archives=("y",)),
        )
        names = ("section", "archive", "source", "language", "group", "outlet", "actor")

        counted = search(engine, None, SearchRequest(facets=names)).facets
        assert tuple(f.name for f in counted) == names
        assert [line(f) for f in counted[:4]] == ["Dunia:1", "y:2 x:1", "kcna:1", "id:2"]
        assert [f.missing for f in counted] == [1, 0, 1, 0, 2, 2, 2]

    def test_only_what_is_asked_for_is_counted(self, press: Engine) -> None:
        result = search(press, None, SearchRequest(facets=()))

        assert (result.facets, result.histogram) == ((), None)

    def test_facets_count_what_the_query_matches(self, press: Engine) -> None:
        [counted] = search(press, exact("satu"), SearchRequest(facets=("outlet",))).facets

        assert line(counted) == "antara:1 detik:1 kompas:1"

    def test_facets_of_a_relaxed_answer_count_that(self, press: Engine) -> None:
        result = search(press, And((exact("satu"), exact("dua"))), SearchRequest(facets=("outlet",)))

        assert (result.relaxed, line(result.facets[0])) == (True, "detik:2 kompas:2 antara:1")

    def test_nothing_found_is_nothing_counted(self, press: Engine) -> None:
        [counted] = search(press, exact("gajah"), SearchRequest(facets=("outlet",))).facets

        assert counted == Facet(name="outlet", buckets=(), missing=0, other=0)

    def test_deleted_articles_are_not_counted(self, press: Engine) -> None:
        press.remove(["a1", "k1"])

        assert line(facet(press, "outlet")) == "detik:2 kompas:2"

    # ---- choosing

    def test_any_chosen_outlet_will_do_and_its_own_counts_show_the_others(self, press: Engine) -> None:
        request = choosing(outlet="kompas antara")

        assert matching(press, None, request) == "a1 k1 k2 k3"
        assert line(facet(press, "outlet", request)) == "+kompas:3 detik:2 +antara:1"
        assert line(facet(press, "actor", request)) == "country:KP:2 country:RU:2"

    def test_all_chosen_actors_have_to_be_there_and_its_own_counts_too(self, press: Engine) -> None:
        request = choosing(actor="country:RU country:KP")

        assert matching(press, None, request) == "d1 k1"
        assert line(facet(press, "actor", request)) == "+country:KP:2 +country:RU:2 country:IR:1"

    def test_a_choice_between_actors_is_one_of_them(self, press: Engine) -> None:
        request = choosing(actor="country:RU country:KP|country:IR")

        assert matching(press, None, request) == "d1 k1"
        assert line(facet(press, "actor", request)) == "+country:KP:2 +country:RU:2 +country:IR:1"
        assert matching(press, None, choosing(actor="country:IR|none")) == "d1 d2 k3 x1"

    def test_an_outlet_is_excluded_and_still_counted(self, press: Engine) -> None:
        request = choosing(outlet="-kompas")

        assert matching(press, None, request) == "a1 d1 d2 x1"
        assert line(facet(press, "outlet", request)) == "-kompas:3 detik:2 antara:1"
        assert line(facet(press, "actor", request)) == "country:IR:2 country:KP:2 country:RU:1"

    def test_an_excluded_actor_shows_how_many_articles_that_takes_away(self, press: Engine) -> None:
        request = choosing(actor="country:RU -country:KP")

        assert matching(press, None, request) == "k2"
        assert line(facet(press, "actor", request)) == "+country:RU:3 -country:KP:2 country:IR:1"

    def test_an_excluded_choice_between_actors_takes_away_both(self, press: Engine) -> None:
        assert matching(press, None, choosing(actor="-country:RU|country:IR")) == "a1 k3 x1"

    def test_none_stands_for_no_value(self, press: Engine) -> None:
        assert matching(press, None, choosing(outlet="none")) == "x1"
        assert matching(press, None, choosing(outlet="none detik")) == "d1 d2 x1"
        assert matching(press, None, choosing(outlet="-none")) == "a1 d1 d2 k1 k2 k3"
        assert matching(press, None, choosing(actor="none")) == "k3 x1"
        assert matching(press, None, choosing(actor="-none")) == "a1 d1 d2 k1 k2"
        assert matching(press, None, choosing(actor="none country:RU")) == ""
        assert matching(press, None, choosing(group="none")) == "a1 x1"

    def test_none_is_no_bucket_but_counted_as_missing(self, press: Engine) -> None:
        counted = facet(press, "outlet", choosing(outlet="none"))

        assert (line(counted), counted.missing) == ("kompas:3 detik:2 antara:1", 1)
        counted = facet(press, "actor", choosing(actor="none"))
        assert (line(counted), counted.missing) == ("", 2)

    def test_chosen_values_are_shown_behind_the_others_when_they_would_not_have_made_it(self, press: Engine) -> None:
        counted = facet(press, "outlet", choosing(outlet="antara -detik -gajah"), size=1)

        assert (line(counted), counted.other) == ("kompas:3 -detik:2 +antara:1 -gajah:0", 0)
        counted = facet(press, "outlet", choosing(outlet="antara"), size=1)
        assert (line(counted), counted.other) == ("kompas:3 +antara:1", 2)

    def test_chosen_values_without_a_count_are_shown(self, press: Engine) -> None:
        request = choosing(SearchRequest(facets=("outlet",)), outlet="kompas zebra", language="en")

        [counted] = search(press, None, request).facets
        assert line(counted) == "antara:1 +kompas:0 +zebra:0"
        assert [bucket.label for bucket in counted.buckets] == ["Antara", "Kompas", "zebra"]

    def test_choices_of_several_facets_all_count(self, press: Engine) -> None:
        request = choosing(outlet="kompas detik", actor="country:RU", language="id")

        assert matching(press, None, request) == "d1 k1 k2"
        assert line(facet(press, "outlet", request)) == "+kompas:2 +detik:1"
        assert line(facet(press, "language", request)) == "+id:3"

    @pytest.mark.parametrize("name", ["outlet", "group", "actor", "language"])
    def test_a_buckets_count_is_the_total_after_choosing_it_alone(self, press: Engine, name: str) -> None:
        for bucket in facet(press, name).buckets:
            request = SearchRequest().with_selection(name, Selection(include=frozenset({bucket.value})))
            assert search(press, None, request).total == bucket.count

    def test_an_unknown_facet_is_refused(self, press: Engine) -> None:
        with pytest.raises(InvalidParameterError) as caught:
            search(press, None, SearchRequest(facets=("cuaca",)))
        assert caught.value.parameter == "facets"
        with pytest.raises(InvalidParameterError) as caught:
            search(press, None, choosing(cuaca="cerah"))
        assert caught.value.parameter == "cuaca"

    # ---- looking for a value

    def test_values_are_found_by_the_beginnings_of_the_words_of_value_or_label(self, engine: Engine) -> None:
        add(
            engine,
            article(id="a", actors=(actor("person:kim-jong-un", label="Kim Jong Un"),)),
            article(id="b", body="b", actors=(actor("person:john-kirby", label="John Kirby"),)),
            article(id="c", body="c", actors=(actor("country:KP", label="Korea Utara"),)),
            article(id="d", body="d", actors=(actor("country:KP", label="Korea Utara"),)),
        )

        assert values(engine, "k") == "country:KP:2 person:john-kirby:1 person:kim-jong-un:1"
        assert values(engine, "KI") == "person:john-kirby:1 person:kim-jong-un:1"
        assert values(engine, "jo ki") == "person:john-kirby:1 person:kim-jong-un:1"
        assert values(engine, "jong un") == "person:kim-jong-un:1"
        assert values(engine, "orea") == ""
        assert values(engine, "kp") == "country:KP:2"
        assert values(engine, "", limit=1) == "country:KP:2"

    def test_values_are_counted_as_the_facet_counts_them(self, press: Engine) -> None:
        found = press.facet_values(exact("satu"), choosing(outlet="-kompas"), "outlet", contains="k", limit=9)

        assert found == (Bucket(value="kompas", count=1, label="Kompas", state="excluded"),)

    def test_values_of_an_unknown_facet_are_refused(self, press: Engine) -> None:
        for name in ("cuaca", "date", "author"):
            with pytest.raises(InvalidParameterError) as caught:
                press.facet_values(Everything(), SearchRequest(), name, contains="", limit=9)
            assert caught.value.parameter == "facet"


def values(engine: Engine, contains: str, *, limit: int = 9) -> str:
    found = engine.facet_values(Everything(), SearchRequest(), "actor", contains=contains, limit=limit)
    return " ".join(f"{bucket.value}:{bucket.count}" for bucket in found)
