"""What the tokens of a text are."""

from __future__ import annotations

import pytest

from search.analysis import Token, fold, hyphenated, tokenize


def terms(text: str) -> list[str]:
    return [token.text for token in tokenize(text)]


def placed(text: str) -> list[tuple[str, int, str]]:
    return [(token.text, token.position, text[token.start : token.end]) for token in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("Korea Utara memasok senjata.", ["korea", "utara", "memasok", "senjata"]),
        ("Jum'at, Jum’at, Jumʼat", ["jum'at", "jum'at", "jum'at"]),
        ("‘transaksi senjata’", ["transaksi", "senjata"]),
        ("Rp1,5 triliun", ["rp1,5", "triliun"]),
        ("1.000.000 orang pada (8/11)", ["1.000.000", "orang", "pada", "8/11"]),
        ("pukul 10:30, 3.Selesai", ["pukul", "10", "30", "3", "selesai"]),
        ("A.S. dan U.S.A., J.K. Rowling", ["as", "dan", "usa", "jk", "rowling"]),
        ("Yasonna, S.H.Pejabat itu", ["yasonna", "sh", "pejabat", "itu"]),
        ("dan/atau 20 km/jam", ["dan", "atau", "20", "km", "jam"]),
        ("anak-anak dan anak2 serta anak2nya", ["anak", "anak", "dan", "anak", "anak", "serta", "anak", "anaknya"]),
        ("H2O G20 mp3 2022", ["h2o", "g20", "mp3", "2022"]),
        ("café Straße şehir İstanbul Đà Nẵng", ["cafe", "strasse", "sehir", "istanbul", "da", "nang"]),
        ("ＫＰＫ 𝐊𝐏𝐊 ﬁnal ½", ["kpk", "kpk", "final", "1/2"]),
        ("Украина отвергла обвинения", ["украина", "отвергла", "обвинения"]),
        ("روسيا وأوكرانيا", ["روسيا", "وأوكرانيا"]),
        ("می\u200cخواهم", ["می", "خواهم"]),
        ("हिन्दी समाचार", ["हिन्दी", "समाचार"]),
        ("sen\u00adja\u200bta \u200epasok\u200f", ["senjata", "pasok"]),
        ("☺️ 👩‍👩‍👧 … — \ud800", []),
    ],
)
def test_text_is_cut_into_folded_words(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KOMPAS.com", [("kompas.com", 0, "KOMPAS.com"), ("kompas", 0, "KOMPAS"), ("com", 1, "com")]),
        (
            "Pikiran-Rakyat.com dari",
            [
                ("pikiran-rakyat.com", 0, "Pikiran-Rakyat.com"),
                ("pikiran", 0, "Pikiran"),
                ("rakyat", 1, "Rakyat"),
                ("com", 2, "com"),
                ("dari", 3, "dari"),
            ],
        ),
        ("kompas.id", [("kompas.id", 0, "kompas.id"), ("kompas", 0, "kompas"), ("id", 1, "id")]),
        ("Kompas.Com.", [("kompas.com", 0, "Kompas.Com"), ("kompas", 0, "Kompas"), ("com", 1, "Com")]),
        ("pemerintah.Pejabat", [("pemerintah", 0, "pemerintah"), ("pejabat", 1, "Pejabat")]),
        ("senjata.Info", [("senjata", 0, "senjata"), ("info", 1, "Info")]),
        ("kompas.community", [("kompas", 0, "kompas"), ("community", 1, "community")]),
    ],
)
def test_domain_is_one_token_and_its_labels_but_a_glued_sentence_is_not(
    text: str, expected: list[tuple[str, int, str]]
) -> None:
    assert placed(text) == expected


@pytest.mark.parametrize("name", ["infonesia.xyz", "detik.com", "www.kompas.co.id", "bbc.co.uk", "t.me", "a.example"])
def test_domains_of_news_are_known(name: str) -> None:
    assert terms(f"dari {name}, kemarin")[1] == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("北朝鮮", ["北朝", "朝鮮"]),
        ("2022年11月8日", ["2022", "年", "11", "月", "8", "日"]),
        ("二〇二二年", ["二〇", "〇二", "二二", "二年"]),
        ("ミサイルを", ["ミサ", "サイ", "イル", "ルを"]),
        ("ｶﾞｽ", ["ガス"]),
        ("북한의 무기", ["북한", "한의", "무기"]),
        ("\u1107\u116e\u11a8\u1112\u1161\u11ab", ["북한"]),  # decomposed
        ("ข่าว", ["ข่า", "าว"]),
        ("NHKによると", ["nhk", "によ", "よる", "ると"]),
        ("北、朝", ["北", "朝"]),
    ],
)
def test_scripts_without_spaces_become_overlapping_pairs(text: str, expected: list[str]) -> None:
    assert terms(text) == expected
    assert [token.position for token in tokenize(text)] == list(range(len(expected)))


def test_offsets_are_those_of_the_text_given_however_it_is_normalised() -> None:
    decomposed = "cafe\u0301 ﬁnal ok"
    assert placed(decomposed) == [("cafe", 0, "cafe\u0301"), ("final", 1, "ﬁnal"), ("ok", 2, "ok")]


def test_long_garbage_is_cut_but_keeps_its_place() -> None:
    text = "a" * 10_000 + " b"
    assert tokenize(text) == [Token("a" * 64, 0, 0, 10_000), Token("b", 1, 10_001, 10_002)]


def test_chain_of_labels_takes_no_quadratic_time() -> None:
    assert len(tokenize("ab." * 100_000)) == 100_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Timur-Tengah e-KTP", ["Timur-Tengah", "e-KTP"]),
        ("anak2 anak-anaknya", ["anak2", "anak-anaknya"]),
        ("pukul - pukul 8/11-9/11", ["8/11-9/11"]),
        ("jokowi-tiba-di-istana-negara", []),
        ("Pikiran-Rakyat.com", ["Pikiran-Rakyat"]),
    ],
)
def test_words_of_several_parts_are_found_again(text: str, expected: list[str]) -> None:
    tokens = tokenize(text)
    assert [text[tokens[i].start : tokens[j].end] for i, j in hyphenated(text, tokens)] == expected


@pytest.mark.parametrize(("word", "term"), [("Pasok", "pasok"), ("Jum’at", "jum'at"), ("É", "e"), ("\u200b", "")])
def test_fold_gives_the_term_of_a_word(word: str, term: str) -> None:
    assert fold(word) == term


@pytest.mark.parametrize("text", ["Posmetro-Medan.com", "anak-anak", "8/11", "U.S.", "Rp1,5", "kata`nya", "a/b-c.d,e"])
def test_the_rest_of_a_text_does_not_change_a_word(text):
    alone = [token.text for token in tokenize(text)]
    assert [token.text for token in tokenize(f"{text} ‘")] == alone
