"""Terms are found where `tokenize` and `stem_tokens` over the whole text put them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from search import places
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


PREFIXES = st.one_of(
    st.sampled_from(("me", "mem", "men", "meng", "meny", "menge", "pe", "pem", "pen", "peng", "peny", "memper")),
    st.sampled_from(("be", "ber", "bel", "per", "ter", "te", "di", "ke", "se")),
)
SUFFIXES = st.sampled_from(("i", "kan", "an", "lah", "kah", "pun", "ku", "mu", "kannya", "annya", "inya"))


@given(st.sampled_from(StemmerFactory().get_words()), st.lists(PREFIXES, max_size=2), st.lists(SUFFIXES, max_size=1))
def test_every_derived_word_has_the_letters_of_its_stem(root: str, prefixes: list[str], suffixes: list[str]) -> None:
    analyzer = analyzer_for("id")
    for middle in (root, root[1:]):  # the first letter melts into meny-, men- and peng-
        word = "".join((*prefixes, middle, *suffixes))
        if analyzer.settled(word) is None:
            assert analyzer.trace(analyzer.stem(word)) in word


def test_words_are_stemmed_where_their_letters_may_make_a_wanted_stem() -> None:
    finder = TermFinder("id", exact=frozenset(), stems=frozenset({"pasok"}), patterns=())
    text = "Ia memasok, dipasok; pasokannya dan pemasok-pemasok."
    assert [text[place.start : place.end] for place in finder.find(text).stems["pasok"]] == [
        *("memasok", "dipasok", "pasokannya", "pemasok", "pemasok"),
    ]


def test_long_stretches_are_not_remembered_without_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_MAX_BYTES", 1 << 20)
    finder = TermFinder("zh", exact=frozenset({"北朝"}), stems=frozenset(), patterns=())
    most = 0
    for first in range(0x4E00, 0x9E00, 0x800):
        text = "".join(map(chr, range(first, first + 0x800))) + "北朝"
        assert finder.find(text).exact == {"北朝": [Place(0x800, 0x800, 0x802)]}
        most = max(most, len(places._numbered("zh").having))
    assert 0x800 < most < 3 * 0x800
