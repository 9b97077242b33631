from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.understand.reading import read


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("yang dikelola pemerintah.Pejabat itu pergi.", ["yang dikelola pemerintah.", "Pejabat itu pergi."]),
        ("pengiriman amunisi.“Kami tahu,” katanya.", ["pengiriman amunisi.", "“Kami tahu,” katanya."]),
        ('peluru "signifikan".Kirby menuduh.', ['peluru "signifikan".', "Kirby menuduh."]),
        ('katanya."Kami tidak tahu."Lalu ia pergi.', ["katanya.", '"Kami tidak tahu."', "Lalu ia pergi."]),
        ("senjata ke Rusia.[IT/r]", ["senjata ke Rusia.", "[IT/r]"]),
        (
            "tahun 2019.Kemudian ia pindah?Tidak!Ia pulang.",
            ["tahun 2019.", "Kemudian ia pindah?", "Tidak!", "Ia pulang."],
        ),
        ("bertemu wakil AS.Kemudian pergi.", ["bertemu wakil AS.", "Kemudian pergi."]),
        ("menang (0-2).Pelatih kecewa.", ["menang (0-2).", "Pelatih kecewa."]),
    ],
)
def test_glued_sentences_are_parted(text, parts):
    reading = read(text)
    cuts = [0, *reading.breaks, len(text)]
    assert [text[a:b] for a, b in pairwise(cuts)] == parts
    assert reading.text == " ".join(parts)


@pytest.mark.parametrize(
    "text",
    ["Kompas.com dan KOMPAS.com", "Liputan6.Com", "Prof.Dr.Budi", "H.M.Soeharto", "PT.Telkom", "www.Situs.Example",
     "email budi@Kantor.Pusat", "Rp1.500.000", "S.Pd. M.Si", "PN.JKT.PST", "a.b.c", "...Dan", ".Awal", "(Kab.Cirebon)"],
)  # fmt: skip
def test_dots_inside_names_part_nothing(text):
    assert read(text).breaks == ()


def test_invisible_characters_go_and_letters_are_composed():
    assert read("ibu\u00adkota\u200b\r\nCafe\u0301\u00a0baru\tini").text == "ibukota\nCafé baru ini"


def test_what_is_found_in_the_reading_is_marked_in_the_original():
    original = "Awal.Ibu\u00adkota di Cafe\u0301.Akhir\r\nsekali"
    reading = read(original)
    for word, printed in {
        "Ibukota": "Ibu\u00adkota",
        "Café": "Cafe\u0301",
        "Akhir": "Akhir",
        "sekali": "sekali",
    }.items():
        at = reading.text.index(word)
        start, end = reading.span(at, at + len(word))
        assert original[start:end] == printed


@given(st.text(alphabet='aB."” \r\n\u00ad\u0301(“Ã©â€œ&amp;', max_size=60), st.data())
def test_every_span_of_the_reading_lies_in_the_original(original, data):
    reading = read(original)
    start = data.draw(st.integers(0, len(reading.text)))
    end = data.draw(st.integers(start, len(reading.text)))
    first, last = reading.span(start, end)
    assert 0 <= first <= last <= len(original)
    assert reading.span(0, len(reading.text))[1] == len(original)


@pytest.mark.parametrize(
    ("original", "printed"),
    [
        ("Kata dia.â€œKami ke kedai CafÃ© itu,â€\x9d ujarnya.", {"Kami": "Kami", "Café": "CafÃ©", "“": "â€œ"}),
        ("Presiden ÐŸÑƒÑ‚Ð¸Ð½ &amp; Menteri", {"Путин": "ÐŸÑƒÑ‚Ð¸Ð½", "&": "&amp;", "Menteri": "Menteri"}),
        ("kata dia.\u200bPejabat itu", {"Pejabat": "Pejabat"}),
    ],
)
def test_what_was_decoded_wrong_is_repaired_and_still_found_in_the_original(original, printed):
    reading = read(original)
    for word, there in printed.items():
        at = reading.text.index(word)
        start, end = reading.span(at, at + len(word))
        assert original[start:end] == there


def test_part_of_a_repaired_run_is_marked_as_the_whole_run():
    reading = read("ÐŸÑƒÑ‚Ð¸Ð½ tiba")
    assert reading.text == "Путин tiba"
    assert reading.span(1, 3) == (0, 10)


@pytest.mark.parametrize("text", ["São Paulo, NÃO", "Café”— kata É", "âme", "„Über“ Ärzte", "A & B &c; AT&T"])
def test_what_was_decoded_right_stays(text):
    assert read(text).text == text
