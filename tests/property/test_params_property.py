from dataclasses import fields
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from search.errors import InvalidParameterError
from search.params import MAX_VALUE_CHARS, PARAMETERS, in_bucket, read, write
from search.query import DEFAULT_FACETS, FACETS, SearchRequest, Selection

VALUES = st.frozensets(
    st.text(st.one_of(st.sampled_from("-\\|: "), st.characters(codec="utf-8")), min_size=1, max_size=8).filter(
        str.strip
    ),
    max_size=3,
)
SELECTIONS = st.builds(Selection, include=VALUES, exclude=VALUES)
DATE_SELECTIONS = st.sampled_from([Selection(include=frozenset({"none"})), Selection(exclude=frozenset({"none"}))])
ORDERED_DATES = st.tuples(st.none() | st.dates(), st.none() | st.dates()).map(
    lambda pair: pair if None in pair else tuple(sorted(pair))
)


@st.composite
def requests(draw: st.DrawFn) -> SearchRequest:
    """Any request that can be made."""
    chosen = draw(st.dictionaries(st.sampled_from(FACETS), SELECTIONS, max_size=4))
    if draw(st.booleans()):
        chosen["date"] = draw(DATE_SELECTIONS)
    first, last = draw(ORDERED_DATES)
    return SearchRequest(
        text=draw(st.text(st.characters(codec="utf-8"), max_size=20)),
        match=draw(st.sampled_from([None, "all", "any"])),
        selections=tuple(sorted(((n, s) for n, s in chosen.items() if s), key=lambda pair: pair[0])),
        date_from=first,
        date_to=last,
        is_precise=draw(st.booleans()),
        sort=draw(st.sampled_from([None, "relevance", "newest", "oldest"])),
        size=draw(st.integers(1, 100)),
        cursor=draw(st.none() | st.from_regex(r"[A-Za-z0-9_-]{1,300}", fullmatch=True)),
        facets=draw(st.just(DEFAULT_FACETS) | st.lists(st.sampled_from([*FACETS, "date"]), unique=True).map(tuple)),
        facet_size=draw(st.integers(1, 100)),
        interval=draw(st.sampled_from(["auto", "year", "month", "day"])),
        collapse=draw(st.sampled_from([None, "story"])),
        highlight=draw(st.booleans()),
        lang=draw(st.sampled_from(["id", "en"])),
    )


@given(requests())
def test_what_is_written_is_read_back_equal(request):
    assert read(write(request)) == request


@given(requests())
def test_only_known_parameters_and_no_empty_values_are_written(request):
    assert all(name in PARAMETERS and value for name, value in write(request))


@given(st.lists(st.tuples(st.sampled_from(PARAMETERS) | st.text(max_size=5), st.text(max_size=MAX_VALUE_CHARS + 5))))
def test_any_pairs_give_a_request_or_name_the_parameter_at_fault(pairs):
    for strict in (True, False):
        outcome = _read(pairs, strict=strict)
        if isinstance(outcome, SearchRequest):
            assert read(write(outcome)) == outcome
        else:
            assert outcome in {name for name, _ in pairs}


def _read(pairs: list[tuple[str, str]], *, strict: bool) -> SearchRequest | str:
    try:
        return read(pairs, strict=strict)
    except InvalidParameterError as error:
        return error.parameter


@given(requests(), st.dates(), st.sampled_from([4, 7, 10]))
def test_a_bucket_holds_the_day_it_is_named_after(request, day, length):
    narrowed = in_bucket(request, day.isoformat()[:length])
    assert narrowed.date_from <= day <= narrowed.date_to
    assert narrowed.is_precise
    assert not narrowed.selection("date")


def test_the_strategy_knows_every_field_of_a_request():
    """A new field of SearchRequest has to be read and written, and tried here."""
    assert {f.name for f in fields(SearchRequest)} == {
        "text", "match", "selections", "date_from", "date_to", "is_precise", "sort", "size", "cursor", "facets",
        "facet_size", "interval", "collapse", "highlight", "lang",
    }  # fmt: skip


def test_the_shortest_form_of_a_leap_day_is_its_month():
    assert write(SearchRequest(date_to=date(2024, 2, 29))) == (("to", "2024-02"),)
