"""Terms are found where `tokenize` and `stem_tokens` over the whole text put them."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from search.analysis import INDEXED_LANGUAGES, Token, analyzer_for, outside, tokenize
from search.analysis.capitals import MARK
from search.places import Place, TermFinder
from tests.property.test_words_property import TEXTS


def by_term(tokens: Sequence[Token]) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {}
    for token in tokens:
        found.setdefault(token.text, []).append(Place(token.position, token.start, token.end))
    return found


@given(TEXTS, st.sampled_from(INDEXED_LANGUAGES), st.data())
def test_terms_are_found_where_the_whole_text_has_them(text: str, language: str, data: st.DataObject) -> None:
    edges = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6), "edges"))
    ignore = list(zip(edges[::2], edges[1::2], strict=False))
    tokens = outside(tokenize(text), ignore)
    exact = by_term(tokens)
    stems = by_term(analyzer_for(language).stem_tokens(text, tokens))
    wanted = frozenset(data.draw(st.sets(st.sampled_from(sorted(exact.keys() | stems.keys()) or ["x"])), "wanted"))
    everything = TermFinder(language, exact=wanted, stems=wanted, patterns=()).find(text, ignore=ignore)
    assert everything.exact == {term: exact[term] for term in wanted & exact.keys()}
    assert everything.stems | everything.cased == {term: stems[term] for term in wanted & stems.keys()}
    assert all(term.startswith(MARK) for term in everything.cased)


@given(TEXTS, st.characters())
def test_words_are_found_that_a_pattern_means(text: str, letter: str) -> None:
    words = {term: places for term, places in by_term(tokenize(text)).items() if letter in term}
    finder = TermFinder("id", exact=frozenset(), stems=frozenset(), patterns=(lambda word: letter in word,))
    assert finder.find(text).exact == words
