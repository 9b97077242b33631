import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.actors import default_registry
from search.errors import QuerySyntaxError
from search.outlets import default_outlets
from search.parser import ParsedQuery, parse_query
from search.query import And, Not, Or, Query, Word, words
from tests.growth import grows_in_proportion

ACTORS = default_registry()
OUTLETS = default_outlets()

WORDS = ("pasok", "di", "AS", "anak-anak", "北京市", "北", "1.000", "http://a.id/?b=(c)", "kompas", "Georgia", "2022")
SIGNED = ("senj*", "w?rd", "fuzzy~2", "korea?", '"a b"~3', "country:KP", "none", "~", "*", "?", "&", "..", ":", "|")
SIGNS = tuple("()-\"“”„«» \x00\ud800\u200b'")
OPERATORS = (" OR ", " NOT ", " AND ", "DAN", "title:", "outlet:", "actor:", "date:", "source:", "language:")
PIECES = st.sampled_from((*WORDS, *SIGNED, *SIGNS, *OPERATORS))
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join))


def read(text: str, **limits: int) -> ParsedQuery | QuerySyntaxError:
    try:
        return parse_query(text, languages=("id", "en", "zh"), actors=ACTORS, outlets=OUTLETS, **limits)
    except QuerySyntaxError as error:
        return error


def nodes(query: Query) -> list[Query]:
    match query:
        case And(children) | Or(children):
            return [query, *(node for child in children for node in nodes(child))]
        case Not(child):
            return [query, *nodes(child)]
        case _:
            return [query]


@given(TEXTS)
@example("&~1")
@example('actor:"\x00"')
def test_any_text_gives_a_tree_or_says_where_it_breaks_the_grammar(text):
    outcome = read(text)
    if isinstance(outcome, QuerySyntaxError):
        assert 0 <= outcome.position <= len(text)
        assert outcome.message


@given(TEXTS)
def test_every_part_is_a_stretch_of_the_text_in_order_and_apart(text):
    outcome = read(text)
    if isinstance(outcome, QuerySyntaxError):
        return
    end = 0
    for part in outcome.understood:
        assert part.start >= end
        assert part.text == text[part.start : part.end] != ""
        end = part.end
    for word in words(outcome.query):
        assert word.text == text[word.start : word.end]


@given(TEXTS)
def test_trees_are_flat_and_every_word_is_searched_as_something(text):
    outcome = read(text)
    if isinstance(outcome, QuerySyntaxError):
        return
    for node in nodes(outcome.query):
        match node:
            case And(children) | Or(children):
                assert len(children) >= 2
                assert type(node) not in map(type, children)
            case Not(child):
                assert not isinstance(child, Not)
            case Word():
                assert node.alternatives


@given(TEXTS)
def test_optional_words_stand_beside_words_that_are_not(text):
    outcome = read(text)
    if isinstance(outcome, QuerySyntaxError):
        return
    for node in nodes(outcome.query):
        children = getattr(node, "children", ())
        if any(isinstance(child, Word) and child.is_optional for child in children):
            assert isinstance(node, And)
            assert not all(word.is_optional for word in words(node))


@given(TEXTS)
def test_reading_twice_gives_the_same(text):
    first, second = read(text), read(text)
    assert first == second or (str(first) == str(second) and isinstance(first, QuerySyntaxError))


@pytest.mark.parametrize(
    "piece", ["a ", "(", '"', "-", "NOT ", "a*", "~", "北", "title:", 'x"', "a.", "'", "?", "\x00", "a OR "]
)
def test_no_repetition_takes_longer_than_its_length(piece):
    """Backtracking would take minutes on as many characters as a hostile reader likes."""
    assert grows_in_proportion(lambda size: read((piece * size)[:size], max_chars=size, max_terms=size), 8_000)


@pytest.mark.parametrize("text", ["a" * 100_000, "(" * 100_000, '"' * 100_001])
def test_a_text_of_100_kb_is_refused_for_its_length(text):
    outcome = read(text)
    assert isinstance(outcome, QuerySyntaxError)
    assert "1000 characters" in outcome.message
