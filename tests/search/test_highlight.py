"""What is marked in an article, and which passages show it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from search import highlight, places
from search.expansion import expand_near, expand_phrase, expand_word
from search.highlight import best_snippets, highlight_all, matched_spans, spans_in_statements
from search.query import TEXT_FIELDS, Alternative, Fuzzy, Phrase, Prefix, Term, TextField, Wildcard, Word
from search.results import Snippet
from tests.builders import Unread

LANGUAGES = ("id", "en", "zh")


def word(text: str, *alternatives: Alternative, fields: tuple[TextField, ...] = TEXT_FIELDS, **given: bool) -> Word:
    found = alternatives or expand_word(text, languages=LANGUAGES)
    return Word(text=text, start=0, end=len(text), alternatives=found, fields=fields, **given)


def marked(text: str, *words: Word, language: str = "id", **given: object) -> list[str]:
    spans = matched_spans(text, words, field="body", language=language, **given)  # type: ignore[arg-type]
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "typed", "language", "expected"),
    [
        ("Rusia memasok senjata, pasokan itu", "pasok", "id", ["memasok", "pasokan"]),
        ("Rusia memasok senjata", "memasok", "en", ["memasok"]),
        ("Rusia memasok senjata", "pasok", "en", []),
        ("Anak2 dan anak-anak bermain", "anak-anak", "id", ["Anak2", "anak", "anak"]),
        ("the weapons were shipped", "weapon", "en", ["weapons"]),
        ("朝鮮と北朝鮮", "北朝鮮", "ja", ["北朝鮮"]),
        ("朝鮮と北朝鮮", "北", "ja", ["北朝"]),
        ("dari KOMPAS.com kemarin", "kompas.com", "id", ["KOMPAS.com"]),
        ("dari KOMPAS.com kemarin", "kompas", "id", ["KOMPAS"]),
        ("Kepala BIN dan Ali bin Abi", "bin", "id", ["BIN", "bin"]),
        ("Jum’at lalu, Jumat depan", "jum'at", "id", ["Jum’at", "Jumat"]),
    ],
)
def test_what_makes_a_word_match_is_marked(text: str, typed: str, language: str, expected: list[str]) -> None:
    assert marked(text, word(typed), language=language) == expected


@pytest.mark.parametrize(
    ("alternative", "expected"),
    [
        (Prefix("pas"), ["pasok", "pasar"]),
        (Wildcard("pas?k"), ["pasok"]),
        (Wildcard("sen*a"), ["senjata"]),
        (Fuzzy("pasak"), ["pasok", "pasar"]),
        (Fuzzy("senjtaa"), ["senjata"]),
        (Fuzzy("enjata"), []),
    ],
)
def test_prefix_wildcard_and_fuzzy_words_are_marked(alternative: Alternative, expected: list[str]) -> None:
    assert marked("pasok senjata di pasar", word("x", alternative)) == expected


def test_only_the_whole_phrase_is_marked() -> None:
    phrase = expand_phrase("memasok senjata", languages=LANGUAGES)
    assert phrase is not None
    assert marked("memasok roket; memasok senjata; senjata", word("", phrase)) == ["memasok", "senjata"]


def test_quoted_capitals_are_marked_in_capitals_only() -> None:
    phrase = expand_phrase("BIN", languages=("id",))
    assert phrase is not None
    assert marked("Kepala BIN dan Ali bin Abi", word("", phrase)) == ["BIN"]


@pytest.mark.parametrize(
    ("slop", "text", "expected"),
    [
        (0, "pasokan senjata, senjata pasokan", ["pasokan", "senjata"]),
        (1, "senjata itu dipasok", ["senjata", "dipasok"]),
        (1, "senjata yang itu dipasok", []),
        (5, "senjata yang itu dipasok", ["senjata", "dipasok"]),
    ],
)
def test_words_near_each_other_are_marked(slop: int, text: str, expected: list[str]) -> None:
    near = expand_near("pasok senjata", languages=("id",), slop=slop)
    assert near is not None
    assert marked(text, word("", near)) == expected


def test_same_word_twice_needs_two_places() -> None:
    twice = Phrase(((Term("rusia"),), (Term("rusia"),)), slop=3, ordered=False)
    assert marked("Rusia menang", word("", twice)) == []
    assert marked("Rusia lawan Rusia", word("", twice)) == ["Rusia", "Rusia"]


def test_ordered_phrase_with_gaps_keeps_only_what_leads_to_its_end() -> None:
    phrase = Phrase(((Term("a"),), (Term("b"),), (Term("c"),)), slop=1)
    assert marked("a b x x a x b x c", word("", phrase)) == ["a", "b", "c"]


def test_what_is_not_indexed_is_not_marked() -> None:
    text = "Baca juga: senjata. Rusia memasok senjata."
    assert matched_spans(text, [word("senjata")], field="body", language="id", ignore=((0, 19),)) == ((34, 41),)


def test_words_of_another_field_are_not_marked() -> None:
    assert marked("senjata", word("senjata", fields=("title",))) == []


def test_function_words_are_marked_only_where_there_is_nothing_else() -> None:
    di = word("di", is_optional=True)
    assert marked("senjata di Rusia", di, word("senjata")) == ["senjata"]
    assert marked("senjata di Rusia", di) == ["di"]


def test_text_in_fragments_is_the_text() -> None:
    fragments = highlight_all("Rusia  memasok senjata", [(7, 14)])
    assert [(f.text, f.match) for f in fragments] == [("Rusia  ", False), ("memasok", True), (" senjata", False)]


def test_missing_space_between_glued_sentences_is_put_in() -> None:
    fragments = highlight_all("pemerintah.Pejabat itu", [(11, 18)], breaks=[11])
    assert [(f.text, f.match) for f in fragments] == [("pemerintah. ", False), ("Pejabat", True), (" itu", False)]


def test_span_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="outside a text of 3 characters"):
        highlight_all("abc", [(2, 4)])
    with pytest.raises(ValueError, match="outside"):
        best_snippets("abc", [(-1, 2)])


def plain(snippet: Snippet) -> str:
    return "".join(fragment.text for fragment in snippet.fragments)


def shown(text: str, *typed: str, language: str = "id", **given: object) -> list[str]:
    spans = matched_spans(text, [word(w) for w in typed], field="body", language=language)
    return [plain(snippet) for snippet in best_snippets(text, spans, **given)]  # type: ignore[arg-type]


FILLER = "Kalimat ini tidak memuat apa pun yang dicari orang. "


def test_densest_passages_are_shown_in_reading_order() -> None:
    text = FILLER * 5 + "Rusia dipasok. " + FILLER * 5 + "Rusia memasok senjata. " + FILLER * 5 + "Rusia. " + FILLER * 5
    first, second = shown(text, "pasok", "senjata", "rusia", max_chars=60)
    assert first.startswith("Rusia dipasok.")
    assert second.startswith("Rusia memasok senjata.")


def test_different_words_count_more_than_the_same_word_again() -> None:
    text = "senjata senjata senjata senjata. " + FILLER * 5 + "Rusia memasok senjata. " + FILLER * 5
    assert shown(text, "pasok", "senjata", max_chars=60, limit=1)[0].startswith("Rusia memasok senjata.")


def test_passage_begins_with_the_sentence_and_ends_with_one_where_that_fills_it() -> None:
    text = FILLER + "Satu kalimat tentang senjata. " + "Ekor kalimat yang panjang sekali tanpa akhir"
    assert shown(text, "senjata", max_chars=45) == ["Satu kalimat tentang senjata."]


def test_passage_far_from_sentence_ends_is_cut_between_words() -> None:
    [passage] = shown("kata " * 50 + "senjata " + "kata " * 50, "senjata", max_chars=50)
    assert len(passage) <= 50
    assert set(passage.split()) == {"kata", "senjata"}


def test_glued_sentence_is_shown_with_its_space_and_begins_a_passage() -> None:
    text = "Kantor itu milik pemerintah.Pejabat senior itu bicara senjata."
    assert shown(text, "senjata", breaks=[28], max_chars=40) == ["Pejabat senior itu bicara senjata."]
    assert shown(text, "kantor", "senjata", breaks=[28], max_chars=70) == [
        "Kantor itu milik pemerintah. Pejabat senior itu bicara senjata."
    ]


def test_boilerplate_is_never_shown() -> None:
    text = "Baca juga: senjata nuklir. Isi tentang senjata lagi. Baca juga: roket."
    snippets = best_snippets(text, [(11, 18), (39, 46)], ignore=[(0, 27), (53, 70)])
    assert [plain(snippet) for snippet in snippets] == ["Isi tentang senjata lagi."]
    assert best_snippets("Baca juga", (), ignore=[(0, 9)]) == ()


def test_without_matches_the_opening_is_shown() -> None:
    [passage] = shown("  \n Pembukaan\n\nberita   ini. " + FILLER * 9, "tiada", max_chars=40)
    assert passage == "Pembukaan berita ini."
    assert shown("", "tiada") == []


def test_text_without_spaces_is_cut_between_its_characters() -> None:
    text = "北朝鮮の国防省は声明を発表した。" * 30
    passages = shown(text, "北朝鮮", language="ja", max_chars=30)
    assert len(passages) == 2
    assert all(0 < len(passage) <= 30 and passage in text for passage in passages)


def test_endless_word_is_cut_between_graphemes() -> None:
    assert shown("e\u0301" * 500, "tiada", max_chars=11) == ["e\u0301" * 5]


def test_endless_match_is_cut_short_with_the_spaces_that_are_put_in() -> None:
    [snippet] = best_snippets("00000", [(2, 5)], breaks=[3], max_chars=1)
    assert plain(snippet) == "0"


def test_huge_hostile_text_is_bounded() -> None:
    text = "senjata " * 125_000
    spans = matched_spans(text, [word("senjata")], field="body", language="id")
    assert spans[-1][1] <= 200_000
    assert len(best_snippets(text, spans)) == 2


def test_statements_far_into_a_huge_text_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(highlight, "MAX_CHARS", 16)
    said = word("senjata", fields=("said",))
    statements = [(0, 7), (8, 16), (17, 24)]
    text = "senjata senjata, senjata"
    assert spans_in_statements(text, [said], statements, language="id") == ((0, 7), (8, 15))


SHARED = Path(os.environ.get("KLIPING_SHARED", Path(__file__).resolve().parents[3] / "shared"))


@pytest.mark.real
@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason=f"no seeds under {SHARED}")
def test_seeds_show_why_they_match() -> None:
    forms: set[str] = set()
    for seed in sorted((SHARED / "seeds").glob("*.txt")):
        text = seed.read_text("utf-8")
        forms |= {form.lower() for form in marked(text, word("pasok"), word("senjata"))}
        best = shown(text, "pasok", "senjata")[0]
        assert "memasok" in best
        assert "senjata" in best
    assert forms == {"memasok", "senjata"}


def test_not_every_place_is_held_against_every_span_that_is_not_indexed() -> None:
    text = "gempa http://gempa.id/ gempa lagi http://gempa.id/ di Gempa"
    ignore = Unread([(6, 22), (34, 50)])
    assert marked(text, word("gempa"), ignore=ignore) == ["gempa", "gempa", "Gempa"]
    said = word("gempa", fields=("said",))
    found = spans_in_statements(text, [said], [(0, 28), (29, 59)], language="id", ignore=ignore)
    assert found == ((0, 5), (23, 28), (54, 59))


def test_so_many_words_are_held_against_patterns_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = 0

    def is_near(meant: str, other: str, distance: int) -> bool:
        nonlocal tried
        tried += 1
        return False

    monkeypatch.setattr(highlight, "is_within_edits", is_near)
    monkeypatch.setattr(places, "_MAX_TRIED", 1_000)
    text = " ".join(f"kata{number}x" for number in range(2_000))
    fuzzy = [word("", Fuzzy(f"kata{number}", 1)) for number in range(20)]
    assert marked(f"{text} kata kata7", *fuzzy, word("", Term("kata"))) == ["kata"]
    assert 900 < tried <= 1_100  # and again those that are marked
    monkeypatch.undo()
    assert marked("kata7", *fuzzy, word("", Term("kata"))) == ["kata7"]  # what was not tried is tried in the next text


def test_words_near_each_other_are_looked_for_in_so_many_places_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(highlight, "_MAX_WINDOWS", 100)
    twice = Phrase(((Term("rusia"),), (Term("rusia"),)), slop=3, ordered=False)
    assert len(marked("Rusia " * 10_000, word("", twice))) == 104
