"""What a typed word may be found as."""

from __future__ import annotations

import pytest

from search.expansion import expand_near, expand_phrase, expand_word, is_function_word
from search.query import Phrase, Prefix, Term

LANGUAGES = ("id", "en", "zh")


def exact(*words: str) -> Phrase:
    return Phrase(tuple((Term(word),) for word in words))


def stemmed(language: str, *stems: str) -> Phrase:
    return Phrase(tuple((Term(stem, language, "stem"),) for stem in stems), reason="stem")


def test_word_is_found_exactly_and_by_its_stem_in_each_language_that_has_stems() -> None:
    assert expand_word("Memasok", languages=LANGUAGES) == (
        Term("memasok"),
        Term("pasok", "id", "stem"),
        Term("memasok", "en", "stem"),
    )


def test_languages_that_share_a_field_are_asked_once() -> None:
    assert expand_word("arms", languages=("en-US", "en", "en-GB")) == (Term("arms"), Term("arm", "en", "stem"))


def test_word_in_capitals_is_also_a_cased_term_in_every_language() -> None:
    assert expand_word("BIN", languages=("id", "zh")) == (
        Term("bin"),
        Term("bin", "id", "stem"),
        Term("^BIN", "id", "cased"),
        Term("^BIN", "zh", "cased"),
    )


def test_shorthand_is_found_written_out_unless_it_is_typed_in_capitals() -> None:
    assert expand_word("spt", languages=("id",)) == (Term("spt"), Term("seperti", "id", "stem"))
    assert expand_word("SPT", languages=("id",)) == (Term("spt"), Term("^SPT", "id", "cased"))


def test_sum_of_money_is_found_without_its_currency() -> None:
    assert expand_word("Rp1,5", languages=("id",)) == (Term("rp1,5"), Term("1,5", "id", "stem"))
    assert expand_word("1,5", languages=("id", "zh")) == (Term("1,5"), Term("1,5", "id", "stem"))
    assert is_function_word("Rp", ("id",))


@pytest.mark.parametrize("word", ["anak-anak", "anak2"])
def test_doubled_word_is_found_by_its_one_root(word: str) -> None:
    assert expand_word(word, languages=("id",)) == (exact("anak", "anak"), Term("anak", "id", "stem"))


def test_word_of_several_parts_is_a_phrase_of_them() -> None:
    assert expand_word("senjata/pasokan", languages=("id",)) == (
        exact("senjata", "pasokan"),
        stemmed("id", "senjata", "pasok"),
    )


def test_domain_is_one_term() -> None:
    assert expand_word("KOMPAS.com", languages=LANGUAGES) == (Term("kompas.com"),)


def test_run_without_spaces_is_a_phrase_of_pairs_and_a_lone_character_a_prefix() -> None:
    assert expand_word("北朝鮮", languages=LANGUAGES) == (exact("北朝", "朝鮮"),)
    assert expand_word("東京", languages=LANGUAGES) == (Term("東京"),)
    assert expand_word("北", languages=LANGUAGES) == (Prefix("北"),)


def test_number_needs_no_stem() -> None:
    assert expand_word("8/11", languages=LANGUAGES) == (Term("8/11"),)


@pytest.mark.parametrize("text", ["", "...", "—", "☺️", "\ud800"])
def test_what_holds_no_token_is_found_as_nothing(text: str) -> None:
    assert expand_word(text, languages=LANGUAGES) == ()
    assert expand_phrase(text, languages=LANGUAGES) is None
    assert expand_near(text, languages=LANGUAGES, slop=2) is None


def test_quoted_words_are_exact_and_in_order() -> None:
    assert expand_phrase("pasok senjata", languages=LANGUAGES) == exact("pasok", "senjata")
    assert expand_phrase("Senjata", languages=LANGUAGES) == Term("senjata")
    assert expand_phrase("kompas.com melaporkan", languages=()) == exact("kompas.com", "com", "melaporkan")


def test_quoted_capitals_ask_for_capitals_unless_everything_is_shouted() -> None:
    assert expand_phrase("Kepala BIN", languages=("id", "en")) == Phrase(
        ((Term("kepala"),), (Term("^BIN", "id"), Term("^BIN", "en")))
    )
    assert expand_phrase("BIN", languages=("id",)) == Term("^BIN", "id")
    assert expand_phrase("KORUPSI BANSOS", languages=("id",)) == exact("korupsi", "bansos")


def test_words_near_each_other_are_found_by_stem_or_exactly() -> None:
    supply = (Term("memasok"), Term("pasok", "id", "stem"))
    child = (Term("anak"), Term("anak", "id", "stem"))
    near = expand_near("memasok anak-anak", languages=("id",), slop=5)
    assert near == Phrase((supply, child), slop=5, ordered=False, reason="stem")
    in_order = expand_near("memasok anak-anak", languages=("id",), slop=0)
    assert in_order == Phrase((supply, child, child), reason="stem")


@pytest.mark.parametrize(
    ("word", "expected"),
    [("yang", True), ("Siapa", True), ("the", True), ("as", True), ("AS", False), ("WHO", False), ("senjata", False)],
)
def test_function_words_are_told_from_acronyms(word: str, expected: bool) -> None:
    assert is_function_word(word, ("id", "en")) is expected


def test_function_words_are_those_of_the_languages_asked_for() -> None:
    assert not is_function_word("the", ("id",))
    assert not is_function_word("dan dan", ("id",))
