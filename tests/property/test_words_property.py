"""What holds for the tokens, stems, alternatives and highlights of any text whatever."""

from __future__ import annotations

import unicodedata

import regex
from hypothesis import example, given
from hypothesis import strategies as st

from search.analysis import INDEXED_LANGUAGES, analyzer_for, fold, is_within_edits, matches_pattern, outside, tokenize
from search.analysis.tokens import MAX_TERM_CHARS
from search.expansion import expand_near, expand_phrase, expand_word
from search.highlight import best_snippets, highlight_all, matched_spans
from search.query import Phrase, Word

NEWSY = st.sampled_from(
    (
        *("Rusia", "memasok", "senjata", "anak-anak", "anak2", "KOMPAS.com", "A.S.", "Rp1,5", "8/11", "Jum’at", "KPK"),
        *("北朝鮮", "は", "북한의", "ข่าว", "می\u200cخواهم", "أسلحة", "उत्तर", "оружия", "Straße", "e\u0301", "ﷺ", "½"),
        *(".Pejabat", "x.id", "“", "”", "-", "'", "2", ".", ",", "/", "\n", "\u00ad", "\u200b", "🇮🇩", "☺️", "\ud800"),
    )
)
TEXTS = st.one_of(
    st.text(st.characters(), max_size=60),
    st.lists(st.one_of(NEWSY, st.text(st.characters(), max_size=3)), max_size=20).map("".join),
    st.lists(NEWSY, max_size=30).map(" ".join),
)
LANGUAGES = st.sampled_from(INDEXED_LANGUAGES)


@given(TEXTS)
@example("a" * 300 + "." + "b" * 300)
def test_tokens_lie_in_the_text_in_order(text: str) -> None:
    tokens = tokenize(text)
    assert tokens == tokenize(text)
    before_position, before_start = -1, 0
    for token in tokens:
        assert before_position <= token.position <= before_position + 1
        assert before_start <= token.start < token.end <= len(text)
        assert 0 < len(token.text) <= MAX_TERM_CHARS
        assert not regex.search(r"\s|\^", token.text)
        before_position, before_start = token.position, token.start


@given(TEXTS)
def test_a_plain_word_is_the_fold_of_its_surface(text: str) -> None:
    for token in tokenize(text):
        surface = text[token.start : token.end]
        if surface.isalpha():
            assert token.text == fold(surface)


@given(st.text(st.characters(max_codepoint=0x24F), max_size=60))
def test_quick_way_through_latin_text_gives_the_same_tokens(text: str) -> None:
    beyond = " \u0416"  # a letter that no Latin text has
    assert tokenize(text + beyond)[:-1] == tokenize(text)


@given(TEXTS)
def test_normal_forms_have_the_same_terms(text: str) -> None:
    composed = [token.text for token in tokenize(unicodedata.normalize("NFC", text))]
    assert [token.text for token in tokenize(unicodedata.normalize("NFD", text))] == composed


@given(TEXTS, LANGUAGES)
def test_every_token_has_a_stem_where_it_stands(text: str, language: str) -> None:
    tokens = tokenize(text)
    stems = analyzer_for(language).stem_tokens(text, tokens)
    assert {(t.position, t.start, t.end) for t in tokens} <= {(t.position, t.start, t.end) for t in stems}
    assert [t.position for t in stems] == sorted(t.position for t in stems)
    assert all(t.text and len(t.text) <= 4 * MAX_TERM_CHARS for t in stems)


@given(TEXTS, st.lists(st.integers(0, 60), max_size=6).map(sorted))
def test_tokens_outside_spans_touch_none(text: str, edges: list[int]) -> None:
    spans = [*zip(edges[::2], edges[1::2], strict=False)]
    tokens = tokenize(text)
    assert list(outside(tokens, spans)) == [t for t in tokens if not any(s < t.end and t.start < e for s, e in spans)]


@given(TEXTS, LANGUAGES)
@example("0:anak-anak:0", "id")
def test_whatever_is_typed_is_found_in_itself(text: str, language: str) -> None:
    near = expand_near(text, languages=[language], slop=0)
    for alternatives in (expand_word(text, languages=[language]), (near,) if near else ()):
        word = Word(text=text, start=0, end=len(text), alternatives=alternatives)
        assert bool(matched_spans(text, [word], field="body", language=language)) == bool(alternatives)


@given(TEXTS, LANGUAGES)
def test_quoted_words_are_found_in_a_text_that_says_them(text: str, language: str) -> None:
    phrase = expand_phrase(text, languages=[language])
    if isinstance(phrase, Phrase) and not any(term.language for element in phrase.elements for term in element):
        word = Word(text=text, start=0, end=len(text), alternatives=(phrase,))
        said = f"Katanya: {text} "
        assert matched_spans(said, [word], field="body", language=language)


@given(TEXTS, st.data())
def test_fragments_are_the_text_and_snippets_parts_of_it(text: str, data: st.DataObject) -> None:
    edges = st.lists(st.integers(0, len(text)), max_size=8, unique=True).map(sorted)
    pairs = edges.map(lambda found: [*zip(found[::2], found[1::2], strict=False)])
    spans, ignore, breaks = data.draw(pairs), data.draw(pairs), data.draw(edges)
    max_chars, limit = data.draw(st.integers(1, 40)), data.draw(st.integers(0, 3))
    assert "".join(f.text for f in highlight_all(text, spans)) == text
    assert sum(len(f.text) for f in highlight_all(text, spans) if f.match) == sum(end - start for start, end in spans)
    snippets = best_snippets(text, spans, breaks=breaks, ignore=ignore, max_chars=max_chars, limit=limit)
    assert len(snippets) <= limit
    for snippet in snippets:
        shown = "".join(fragment.text for fragment in snippet.fragments)
        assert len(shown) <= max_chars
        assert "".join(shown.split()) in "".join(text.split())


@given(st.text("ab*?", max_size=12), st.text("ab", max_size=12))
def test_wildcards_match_as_the_regular_expression_does(pattern: str, word: str) -> None:
    as_regex = "".join({"*": ".*", "?": "."}.get(char, char) for char in pattern)
    assert matches_pattern(word, pattern) == bool(regex.fullmatch(as_regex, word))


def distance(word: str, other: str) -> int:
    """Optimal string alignment by its definition."""
    if not word or not other:
        return len(word) + len(other)
    found = min(
        distance(word[1:], other) + 1,
        distance(word, other[1:]) + 1,
        distance(word[1:], other[1:]) + (word[0] != other[0]),
    )
    if len(word) > 1 and len(other) > 1 and word[0] == other[1] and word[1] == other[0]:
        found = min(found, distance(word[2:], other[2:]) + 1)
    return found


@given(st.text("abc", min_size=1, max_size=5), st.text("abc", min_size=1, max_size=5), st.integers(0, 2))
def test_edits_are_counted_right(word: str, other: str, most: int) -> None:
    assert is_within_edits(word, other, most) == (word[0] == other[0] and distance(word, other) <= most)
