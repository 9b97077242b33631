import re
from datetime import date
from pathlib import Path

import pytest

from search.errors import InvalidParameterError
from search.params import PARAMETERS, in_bucket, read, without_dates, write
from search.query import FACETS, SearchRequest, Selection


def chosen(*include: str, without: tuple[str, ...] = ()) -> Selection:
    return Selection(include=frozenset(include), exclude=frozenset(without))


def test_no_parameters_ask_for_the_default():
    assert read([]) == SearchRequest()
    assert write(SearchRequest()) == ()


def test_every_parameter_of_the_interface_is_read():
    pairs = [
        ("q", "pasok senjata"), ("match", "any"), ("outlet", "kompas"), ("outlet", "-tempo"), ("group", "kg"),
        ("actor", "country:KP|country:RU"), ("language", "id"), ("archive", "2022"), ("section", "dunia"),
        ("source", "kcna"),
        ("speaker", "person:joko-widodo"), ("date", "-none"), ("from", "2022-09"), ("to", "2022-11-08"),
        ("precise", "1"),
        ("sort", "oldest"), ("size", "100"), ("cursor", "abc"), ("facets", "actor,date"), ("facet_size", "25"),
        ("interval", "day"), ("collapse", "story"), ("hl", "0"), ("lang", "en"),
    ]  # fmt: skip
    assert {name for name, _ in pairs} == set(PARAMETERS)
    assert read(pairs) == SearchRequest(
        text="pasok senjata",
        match="any",
        selections=(
            ("actor", chosen("country:KP|country:RU")),
            ("archive", chosen("2022")),
            ("date", chosen(without=("none",))),
            ("group", chosen("kg")),
            ("language", chosen("id")),
            ("outlet", chosen("kompas", without=("tempo",))),
            ("section", chosen("dunia")),
            ("source", chosen("kcna")),
            ("speaker", chosen("person:joko-widodo")),
        ),
        date_from=date(2022, 9, 1),
        date_to=date(2022, 11, 8),
        is_precise=True,
        sort="oldest",
        size=100,
        cursor="abc",
        facets=("actor", "date"),
        facet_size=25,
        interval="day",
        collapse="story",
        highlight=False,
        lang="en",
    )


def test_empty_values_are_passed_over_as_forms_send_them():
    assert read([("q", ""), ("from", ""), ("to", " "), ("outlet", ""), ("sort", ""), ("cursor", "")]) == SearchRequest()


def test_an_empty_value_beside_a_given_one_is_no_repetition():
    assert read([("from", ""), ("from", "2022")]).date_from == date(2022, 1, 1)


def test_the_query_text_is_kept_to_the_character():
    assert read([("q", '  "a  b" ')]).text == '  "a  b" '


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022-11-08", date(2022, 11, 8), date(2022, 11, 8)),
    ],
)
def test_a_month_or_year_begins_with_its_first_day_and_ends_with_its_last(text, first, last):
    assert read([("from", text)]).date_from == first
    assert read([("to", text)]).date_to == last


@pytest.mark.parametrize(
    ("first", "last", "pairs"),
    [
        (date(2022, 11, 1), date(2022, 11, 30), (("from", "2022-11"), ("to", "2022-11"))),
        (date(2022, 1, 1), date(2023, 12, 31), (("from", "2022"), ("to", "2023"))),
        (date(2022, 11, 8), date(2022, 11, 8), (("from", "2022-11-08"), ("to", "2022-11-08"))),
        (date(2022, 12, 31), None, (("from", "2022-12-31"),)),
        (None, date(2022, 1, 1), (("to", "2022-01-01"),)),
    ],
)
def test_dates_are_written_in_the_shortest_form_that_means_the_same(first, last, pairs):
    assert write(SearchRequest(date_from=first, date_to=last)) == pairs


def test_values_that_look_like_exclusions_can_be_chosen():
    request = SearchRequest(selections=(("archive", chosen("-lama", "\\x", without=("-b",))),))
    assert write(request) == (("archive", "\\-lama"), ("archive", "\\\\x"), ("archive", "--b"))
    assert read(write(request)) == request


def test_no_facets_at_all_can_be_asked_for():
    assert read([("facets", "none")]).facets == ()
    assert write(SearchRequest(facets=())) == (("facets", "none"),)


def test_a_facet_named_twice_is_counted_once():
    assert read([("facets", "actor, outlet,actor")]).facets == ("actor", "outlet")


@pytest.mark.parametrize(
    ("pairs", "parameter", "says"),
    [
        ([("size", "0")], "size", "size='0' cannot be: allowed: 1 to 100"),
        ([("size", "101")], "size", "allowed: 1 to 100"),
        ([("size", "ten")], "size", "allowed: 1 to 100"),
        ([("size", "٣")], "size", "allowed: 1 to 100"),
        ([("size", "9" * 150)], "size", "allowed: 1 to 100"),
        ([("facet_size", "-1")], "facet_size", "allowed: 1 to 100"),
        ([("sort", "best")], "sort", "sort='best' cannot be: allowed: relevance, newest, oldest"),
        ([("match", "most")], "match", "allowed: all, any"),
        ([("interval", "week")], "interval", "allowed: auto, year, month, day"),
        ([("collapse", "1")], "collapse", "allowed: story"),
        ([("lang", "fr")], "lang", "allowed: id, en"),
        ([("precise", "yes")], "precise", "allowed: 0, 1"),
        ([("hl", "2")], "hl", "allowed: 0, 1"),
        ([("facets", "outlet,colour")], "facets", "facets='colour' cannot be: allowed: outlet, group, actor"),
        ([("facets", "none,outlet")], "facets", "none alone"),
        ([("facets", ",")], "facets", "allowed: outlet"),
        ([("from", "2022-02-30")], "from", "no day, month or year"),
        ([("to", "8/11/2022")], "to", "examples: 2022-11-08, 2022-11, 2022"),
        ([("from", "2022-11"), ("to", "2022-10")], "from", "from='2022-11-01' cannot be: it is after to=2022-10-31"),
        ([("date", "2022")], "date", "there are from and to"),
        ([("outlet", "-")], "outlet", "after the hyphen"),
        ([("outlet", "x" * 201)], "outlet", "at most 200 characters"),
        ([("outlet", "\ud800")], "outlet", "valid Unicode"),
        ([("q", "\udcff")], "q", "valid Unicode"),
        ([("q", "a"), ("q", "b")], "q", "given twice"),
        ([("size", "5"), ("size", "5")], "size", "given twice"),
        ([("actor", str(i)) for i in range(51)], "actor", "51 facet values"),
    ],
)
def test_a_value_that_cannot_be_is_refused_by_name(pairs, parameter, says):
    with pytest.raises(InvalidParameterError) as caught:
        read(pairs)
    assert caught.value.parameter == parameter
    assert says in caught.value.message


def test_from_on_the_last_day_of_to_is_no_contradiction():
    assert read([("from", "2022-11-30"), ("to", "2022-11")]).date_from == date(2022, 11, 30)


def test_a_misspelt_parameter_is_refused_with_the_nearest_name():
    with pytest.raises(InvalidParameterError, match="there is no parameter 'outlets'; did you mean outlet") as caught:
        read([("outlets", "kompas")])
    assert caught.value.parameter == "outlets"


def test_a_parameter_like_no_other_is_refused_with_all_names():
    with pytest.raises(InvalidParameterError, match=r"there are .*facet_size.*source"):
        read([("zzzz" * 100_000, "1")])


def test_a_page_passes_over_what_others_hang_on_its_links():
    request = read([("utm_source", "x"), ("fbclid", "y" * 1000), ("q", "pasok")], strict=False)
    assert request == SearchRequest(text="pasok")


def test_a_page_still_refuses_bad_values_of_known_parameters():
    with pytest.raises(InvalidParameterError, match="size"):
        read([("utm_source", "x"), ("size", "0")], strict=False)


def test_long_values_are_shortened_in_messages():
    with pytest.raises(InvalidParameterError) as caught:
        read([("sort", "x" * 200)])
    assert len(caught.value.message) < 150


def test_a_bucket_narrows_to_the_articles_that_lie_inside_it():
    assert write(in_bucket(SearchRequest(text="a"), "2022-11")) == (
        ("q", "a"), ("from", "2022-11"), ("to", "2022-11"), ("precise", "1")
    )  # fmt: skip


def test_a_bucket_takes_the_place_of_other_choices_of_dates():
    request = read([("from", "2020"), ("date", "-none"), ("cursor", "abc"), ("outlet", "kompas"), ("sort", "oldest")])
    narrowed = in_bucket(request, "2022")
    assert dict(narrowed.selections).keys() == {"outlet"}
    assert (narrowed.date_from, narrowed.date_to, narrowed.cursor) == (date(2022, 1, 1), date(2022, 12, 31), None)
    assert narrowed.sort == "oldest"


def test_dates_can_be_let_go_alone():
    request = read([("from", "2020"), ("to", "2021"), ("precise", "1"), ("date", "none"), ("actor", "country:KP")])
    assert write(without_dates(request)) == (("actor", "country:KP"),)


def test_every_facet_can_be_chosen_from():
    assert set(FACETS) < set(PARAMETERS)


def test_the_documented_parameters_are_those_that_are_read():
    page = (Path(__file__).parents[2] / "docs" / "query-syntax.md").read_text(encoding="utf-8")
    rows = [row.split("|")[1] for row in page.partition("# Parameters")[2].splitlines() if row.startswith("| `")]
    assert sorted(name for row in rows for name in re.findall(r"`([a-z_]+)`", row)) == sorted(PARAMETERS)
