"""Texts to numbered terms by remembered stretches: what is remembered, and what must not be."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections import Counter

import numpy as np
import pytest

from search import analysis
from search.engines.whoosh.codec import lexicon as lexicon_module
from search.engines.whoosh.codec.inversion import inverted
from search.engines.whoosh.codec.lexicon import Lexicon
from search.engines.whoosh.codec.occurrences import MAX_POSITION, Occurrences, places_of
from tests.builders import Unread


def words_of(lexicon: Lexicon, found: Occurrences) -> list[tuple[int, str, int]]:
    """The document, word and position of each occurrence, by document, then position."""
    columns = (found.documents.tolist(), found.terms.tolist(), found.positions.tolist())
    words = [
        (document, lexicon.terms.words[term].decode(), position)
        for document, term, position in zip(*columns, strict=True)
    ]
    return sorted(words, key=lambda word: (word[0], word[2]))


def exact(*texts: str, lexicon: Lexicon | None = None) -> list[tuple[int, str, int]]:
    lexicon = Lexicon() if lexicon is None else lexicon
    return words_of(lexicon, lexicon.tokens(texts, [()] * len(texts)).exact)


def test_positions_run_through_a_text_and_begin_anew_in_the_next() -> None:
    assert exact("Rusia memasok", "", "e-KTP Rusia") == [
        (0, "rusia", 0), (0, "memasok", 1), (2, "e", 0), (2, "ktp", 1), (2, "rusia", 2),
    ]  # fmt: skip


def test_no_texts_and_texts_without_words_have_no_tokens() -> None:
    lexicon = Lexicon()
    for texts in ([], [""], ["", " \n", "— “…”"]):
        tokens = lexicon.tokens(texts, [()] * len(texts))
        assert not len(tokens.exact.terms) + len(tokens.wholes.terms) + len(tokens.cased.terms)
        assert tokens.lengths.tolist() == [0] * len(texts)


def test_stretches_without_words_take_no_position() -> None:
    assert exact("Rusia — Korea") == [(0, "rusia", 0), (0, "korea", 1)]


def test_wholes_stand_at_their_first_part_and_cased_terms_at_their_word() -> None:
    lexicon = Lexicon()
    tokens = lexicon.tokens(["Kepala BIN, anak2 dan e-KTP"], [()])
    assert words_of(lexicon, tokens.wholes) == [(0, "anak-anak", 2), (0, "e-ktp", 5)]
    assert words_of(lexicon, tokens.cased) == [(0, "^BIN", 1), (0, "^KTP", 6)]


def test_cased_terms_depend_on_the_whole_text_and_not_on_the_stretch() -> None:
    lexicon = Lexicon()
    texts = ["KPK TANGKAP BUPATI", "KPK tangkap bupati", "KPK"]
    assert words_of(lexicon, lexicon.tokens(texts, [()] * 3).cased) == [(1, "^KPK", 0)]


def test_letters_that_are_skipped_do_not_make_a_text_mixed() -> None:
    lexicon = Lexicon()
    text = "KPK TANGKAP baca juga berita lainnya"
    spans = [((text.index("baca"), len(text)),), ()]
    assert words_of(lexicon, lexicon.tokens([text, text], spans).cased) == [(1, "^KPK", 0)]


def test_not_every_stretch_is_held_against_every_span() -> None:
    lexicon = Lexicon()
    text = "satu http://a.b/ dua http://a.b/ tiga"
    tokens = lexicon.tokens([text], [Unread([(5, 16), (21, 32)])])
    assert words_of(lexicon, tokens.exact) == [(0, "satu", 0), (0, "dua", 3), (0, "tiga", 6)]


def test_a_stretch_that_is_cut_by_a_span_is_not_remembered_so() -> None:
    lexicon = Lexicon()
    tokens = lexicon.tokens(["anak-anak kita", "anak-anak kita"], [((0, 4),), ()])
    assert words_of(lexicon, tokens.exact) == [
        (0, "anak", 1), (0, "kita", 2), (1, "anak", 0), (1, "anak", 1), (1, "kita", 2),
    ]  # fmt: skip
    assert tokens.lengths.tolist() == [2, 3]


def test_domains_count_their_positions_once() -> None:
    lexicon = Lexicon()
    tokens = lexicon.tokens(["KOMPAS.com Jakarta"], [()])
    assert words_of(lexicon, tokens.exact) == [
        (0, "kompas.com", 0), (0, "kompas", 0), (0, "com", 1), (0, "jakarta", 2),
    ]  # fmt: skip
    assert tokens.lengths.tolist() == [3]


def test_long_stretches_are_read_and_forgotten() -> None:
    lexicon = Lexicon()
    chinese = "北朝鮮" * 200
    assert len(exact(chinese, chinese, lexicon=lexicon)) == 2 * 599
    assert not len(lexicon)
    for _ in range(2):
        exact("pendek", "ketidakberketerimaannya-", lexicon=lexicon)
        assert len(lexicon) == 2


@pytest.mark.parametrize("limit", ["_MAX_ROWS", "_MAX_VALUES", "_MAX_WORDS"])
def test_a_table_that_is_full_begins_anew(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setattr(lexicon_module, limit, 2)
    lexicon = Lexicon()
    text = "satu.dua tiga-empat enam"
    before = exact(text, lexicon=lexicon)
    assert exact("lima", lexicon=lexicon) == [(0, "lima", 0)]
    assert len(lexicon) == 1
    assert lexicon.terms.words == [b"lima"]
    assert exact(text, lexicon=lexicon) == before


def test_a_batch_is_read_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["Kepala BIN", "", "e-KTP", "", "dan anak2 KPK"]
    whole = Lexicon().tokens(texts, [()] * 5)
    monkeypatch.setattr(lexicon_module, "_CHARS_AT_ONCE", 8)
    lexicon = Lexicon()
    parts = lexicon.tokens(texts, [()] * 5)
    assert parts.lengths.tolist() == whole.lengths.tolist() == [2, 0, 2, 0, 4]
    assert words_of(lexicon, parts.exact) == exact(*texts)
    assert words_of(lexicon, parts.wholes) == [(2, "e-ktp", 0), (4, "anak-anak", 1)]
    assert words_of(lexicon, parts.cased) == [(0, "^BIN", 1), (2, "^KTP", 1), (4, "^KPK", 3)]


def test_stems_are_found_once_for_each_language() -> None:
    lexicon = Lexicon()
    words = ["memasok", "pasokan", "memasok", "rusia"]
    terms = np.array([lexicon.terms[word.encode()] for word in words])
    for language, stems in (
        ("id", ["pasok", "pasok", "pasok", "rusia"]),
        ("en", ["memasok", "pasokan", "memasok", "rusia"]),
    ):
        analyzer = analysis.analyzer_for(language)
        for some in (terms[:1], terms, terms[:0]):
            found = lexicon.stems(some, analyzer).tolist()
            assert [lexicon.terms.words[stem].decode() for stem in found] == stems[: len(some)]


def test_a_document_is_told_from_a_term_however_many_documents_there_are() -> None:
    documents = np.array([0, 1 << 18, 3, 1 << 24])  # the highest of them needs more bits than a batch does
    found = Occurrences(terms=np.array([0, 0, 1, 1], np.int32), places=places_of(documents, np.arange(4)))
    postings = inverted(found, [b"dua", b"satu"]).postings
    assert postings.documents.tolist() == documents.tolist()
    assert postings.starts.tolist() == [0, 2, 4]


def test_more_terms_than_keys_have_room_for_are_refused_not_mixed_up() -> None:
    terms = np.arange(5, dtype=np.int32)
    found = Occurrences(terms=terms, places=places_of(np.full(5, (1 << 40) - 1), terms))
    with pytest.raises(ValueError, match="5 terms in a segment of 2\\^40 documents"):
        inverted(found, [b"a", b"b", b"c", b"d", b"e"])


def test_positions_beyond_the_highest_stay_at_it() -> None:
    text = "a " * 3 + "b"
    lexicon = Lexicon()
    found = lexicon.tokens([text], [()]).exact
    far = Occurrences(terms=found.terms, places=places_of(found.documents, found.positions + MAX_POSITION - 1))
    postings = inverted(far, lexicon.terms.words).postings
    assert list(postings.terms) == [b"a", b"b"]
    assert postings.frequencies.tolist() == [2, 1]
    assert postings.positions is not None
    assert postings.positions.tolist() == [MAX_POSITION - 1, MAX_POSITION, MAX_POSITION]


UNIFORM = {"Co", "Cn"}  # private and unassigned: 970,000 that are all treated alike
STEP = 1 if os.environ.get("KLIPING_SOAK") else 41


@pytest.mark.soak
def test_every_assigned_character_parts_and_joins_words_as_in_tokenize() -> None:
    characters = [chr(code) for code in range(0, sys.maxunicode + 1, STEP)]
    kept = [c for c in characters if unicodedata.category(c) not in UNIFORM]
    lexicon = Lexicon()
    for form in ("Ab{}cd", "{0} x{0} {0}Y2", "北{}1"):
        text = "\n".join(form.format(c) for c in kept)
        assert Counter(exact(text, lexicon=lexicon)) == Counter(
            (0, t.text, t.position) for t in analysis.tokenize(text)
        )
