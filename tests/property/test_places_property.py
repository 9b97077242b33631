"""Terms are found where `tokenize` and `stem_tokens` over the whole text put them."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from search import places
from search.analysis import INDEXED_LANGUAGES, Token, analyzer_for, fold, indonesian, outside, tokenize
from search.analysis.capitals import MARK
from search.analysis.snowball import SnowballAnalyzer
from search.places import Pattern, Place, TermFinder
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
    everything = TermFinder(language, exact=wanted, stems=wanted).find(text, ignore=ignore)
    assert everything.exact == {term: exact[term] for term in wanted & exact.keys()}
    assert everything.stems | everything.cased == {term: stems[term] for term in wanted & stems.keys()}
    assert all(term.startswith(MARK) for term in everything.cased)


@given(TEXTS, st.characters())
def test_words_are_found_that_a_pattern_means(text: str, letter: str) -> None:
    words = {term: places for term, places in by_term(tokenize(text)).items() if letter in term}
    pattern = Pattern(fold(letter), lambda word: letter in word)
    finder = TermFinder("id", exact=frozenset(), stems=frozenset(), patterns=(pattern,))
    assert finder.find(text).exact == words


PREFIXES = st.one_of(
    st.sampled_from(("me", "mem", "men", "meng", "meny", "menge", "pe", "pem", "pen", "peng", "peny", "memper")),
    st.sampled_from(("be", "ber", "bel", "per", "ter", "te", "di", "ke", "se")),
)
SUFFIXES = st.sampled_from(("i", "kan", "an", "lah", "kah", "pun", "ku", "mu", "kannya", "annya", "inya"))


@given(
    st.sampled_from(StemmerFactory().get_words()),
    st.sampled_from(("", "", "el", "er", "em", "in")),
    st.lists(PREFIXES, max_size=2),
    st.lists(SUFFIXES, max_size=1),
    st.booleans(),
)
def test_every_derived_word_has_the_trace_of_its_stem(
    root: str, infix: str, prefixes: list[str], suffixes: list[str], is_doubled: bool
) -> None:
    analyzer = analyzer_for("id")
    for middle in (root[:1] + infix + root[1:], root[1:]):  # the first letter melts into meny-, men- and peng-
        single = "".join((*prefixes, middle))
        word = "".join((f"{single}-{middle}" if is_doubled else single, *suffixes))
        assert re.search(analyzer.trace(analyzer.stem(word)), word)


@given(
    st.sampled_from(
        [language for language in INDEXED_LANGUAGES if isinstance(analyzer_for(language), SnowballAnalyzer)]
    ),
    st.one_of(
        st.text("abcdefghijklmnopqrstuvwxyz-", min_size=1, max_size=9),
        st.sampled_from(("dying", "skies", "idly", "generally", "yellow", "ieder", "gezocht", "bini", "yeux", "gehen")),
    ),
    st.sampled_from(("", "s", "ing", "ed", "heit", "amente", "issimo", "lijk", "ska", "lar", "os", "eaux", "ies")),
)
def test_every_word_has_the_trace_of_its_snowball_stem(language: str, word: str, suffix: str) -> None:
    analyzer = analyzer_for(language)
    for token in tokenize(f"({word}{suffix})"):
        assert re.search(analyzer.trace(analyzer.stem(token.text)), f"({word}{suffix})")


def test_every_word_that_is_set_down_has_the_trace_of_its_stem() -> None:
    analyzer = analyzer_for("id")
    words = [word for word in indonesian._roots() if re.fullmatch("[a-z]+(?:-[a-z]+)*", word)]
    assert len(words) > 500
    for word in words:
        for form in (word, word + "nya", word + "kulah", "ketidak" + word.removeprefix("ke")):
            assert re.search(analyzer.trace(analyzer.stem(form)), form)


def test_words_are_stemmed_where_their_letters_may_make_a_wanted_stem() -> None:
    finder = TermFinder("id", exact=frozenset(), stems=frozenset({"pasok"}))
    text = "Ia memasok, dipasok; pasokannya dan pemasok-pemasok."
    assert [text[place.start : place.end] for place in finder.find(text).stems["pasok"]] == [
        *("memasok", "dipasok", "pasokannya", "pemasok", "pemasok"),
    ]


@given(st.text('Kpa("“)”.,:;?!…-', min_size=1, max_size=8), st.sampled_from(("id", "en", "zh")))
def test_a_word_with_marks_around_is_cut_as_any_text(stretch: str, language: str) -> None:
    tokens = tokenize(stretch)
    assert places._short_tokens(stretch) == tokens
    assert places._width(stretch) == (tokens[-1].position + 1 if tokens else 0)
    found, stems = places._short_stems(stretch, language), analyzer_for(language).stem_tokens(stretch, tokens)
    assert [t for t in found if t.text[0] != MARK] == [t for t in stems if t.text[0] != MARK]


def test_only_short_stretches_are_remembered() -> None:
    finder = TermFinder("zh", exact=frozenset({"北朝"}), stems=frozenset())
    places._short_tokens.cache_clear()
    text = "".join(map(chr, range(0x4E00, 0x5600))) + "北朝"
    assert finder.find(text + " 北朝").exact == {
        "北朝": [Place(0x800, 0x800, 0x802), Place(0x801, 0x803, 0x805)],
    }
    assert places._short_tokens.cache_info().currsize == 1


def test_without_positions_all_are_at_the_beginning() -> None:
    finder = TermFinder("id", exact=frozenset({"pasok"}), stems=frozenset(), with_positions=False)
    assert finder.find("Rusia pasok, pasok").exact == {"pasok": [Place(0, 6, 11), Place(0, 13, 18)]}


def test_letters_that_count_as_written_fold_to_themselves() -> None:
    is_as_written = re.compile(f"[{places._AS_WRITTEN}]").fullmatch
    letters = [chr(code) for code in range(0x80, sys.maxunicode) if is_as_written(chr(code))]
    assert len(letters) > 32_000
    for letter in letters:
        terms = [token.text for token in tokenize(f"x {letter} x")]
        assert terms in (["x", letter, "x"], ["x", "x"])


CJK = st.text("北朝鮮は한국ア、。」\u3099\u11a8ﾞ\u200b\ufe00a2 .", max_size=12)


@given(CJK, st.sampled_from(("zh", "ja", "ko", "id", "en")))
def test_terms_are_found_in_scripts_without_spaces(text: str, language: str) -> None:
    exact = by_term(tokenize(text))
    stems = by_term(analyzer_for(language).stem_tokens(text))
    for term in exact:
        assert TermFinder(language, exact=frozenset({term}), stems=frozenset()).find(text).exact == {term: exact[term]}
    for term in stems:
        assert TermFinder(language, exact=frozenset(), stems=frozenset({term})).find(text).stems == {term: stems[term]}


@given(st.lists(st.sampled_from(("KPK", "BIN", "OTT", "di", "situs", "KOMPAS.COM", "é", "1", "\n")), max_size=12))
def test_capitals_mean_something_in_mixed_text_only(parts: list[str]) -> None:
    text = " ".join(parts)
    stems = by_term(analyzer_for("id").stem_tokens(text))
    for ignore in ((), [(0, 3)], [(2, 5)]):
        stems = by_term(analyzer_for("id").stem_tokens(text, outside(tokenize(text), ignore)))
        found = TermFinder("id", exact=frozenset(), stems=frozenset({"^KPK", "^BIN"})).find(text, ignore=ignore)
        assert found.cased == {term: stems[term] for term in ("^KPK", "^BIN") if term in stems}
