from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.understand.boilerplate import boilerplate, find_byline_author, find_signature


def marked(text):
    return [text[start:end] for start, end in boilerplate(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Warga datang.\nBaca juga: Harga Beras Naik\nMereka menolak.", ["Baca juga: Harga Beras Naik"]),
        ("Warga datang. Baca juga: Harga Beras Naik\nMereka menolak.", ["Baca juga: Harga Beras Naik"]),
        ("Warga datang. SCROLL TO CONTINUE WITH CONTENT Mereka menolak.", ["SCROLL TO CONTINUE WITH CONTENT"]),
        ("Warga datang. ADVERTISEMENT Mereka menolak.", ["ADVERTISEMENT"]),
        ("Warga datang.\nFoto: Dok. Pribadi\nMereka menolak.", ["Foto: Dok. Pribadi"]),
        ("Warga datang. (Foto: Dok. Pribadi) Mereka menolak.", ["(Foto: Dok. Pribadi)"]),
        ("Warga datang.\nPenulis: Ani Wijaya\nEditor: Budi", ["Penulis: Ani Wijaya", "Editor: Budi"]),
        ("Warga datang. BACA SELENGKAPNYA >>>>", ["BACA SELENGKAPNYA >>>>"]),
        ("Warga desa datang pagi itu dan menolak. Pewarta: Ani Copyright © KABAR", ["Pewarta: Ani Copyright © KABAR"]),
        ("Penulis: Ani Wijaya\nWarga datang.", ["Penulis: Ani Wijaya"]),
        ("Residents came.\nRead also: Rice Prices Rise\nThey refused.", ["Read also: Rice Prices Rise"]),
    ],
)  # fmt: skip
def test_what_is_no_part_of_the_story_is_marked(text, parts):
    assert marked(text) == parts


def test_in_a_body_without_line_ends_the_link_ends_where_the_next_sentence_begins():
    text = "Warga datang. Baca juga: Harga Beras Naik " + "Mereka menolak pembangunan jalan itu sejak lama. " * 20
    assert marked(text) == ["Baca juga: Harga Beras Naik"]


@pytest.mark.parametrize("line", ["Baca juga: , Warga menolak sejak lama", "Baca juga: Warga menolak sejak lama."])
def test_a_link_that_lost_its_text_takes_no_sentence_with_it(line):
    assert marked(f"Warga datang.\n{line}\nMereka pulang.") == ["Baca juga:"]


@pytest.mark.parametrize(
    "text", ["Warga diminta membaca juga buku itu.", "Sumber air itu kering.", "Editor surat kabar itu pergi.", ""]
)
def test_sentences_are_no_boilerplate(text):
    assert marked(text) == []


@pytest.mark.parametrize(
    ("text", "sign", "author"),
    [
        ("Mereka pulang.[IT/r]", "[IT/r]", None),
        ("Mereka pulang. (Ginna Vadhya)***", "(Ginna Vadhya)***", "Ginna Vadhya"),
        ("Mereka pulang. (abc/xyz)\n", "(abc/xyz)\n", None),
        ('"Kami pulang," ujarnya. (mni/nel)', "(mni/nel)", None),
        ("Mereka pulang. (tribun network/fik/dod)", "(tribun network/fik/dod)", None),
        ("Mereka pulang. (Kabar.com/Ani)", "(Kabar.com/Ani)", None),
        ("Mereka pulang. (Kabar.com/Ani Wijaya)", "(Kabar.com/Ani Wijaya)", "Ani Wijaya"),
        ("Mereka pulang. (Ani Wijaya)", "(Ani Wijaya)", "Ani Wijaya"),
    ],
)
def test_a_signature_ends_the_story(text, sign, author):
    found = find_signature(text)
    assert (text[found.start :], found.author) == (sign, author)


@pytest.mark.parametrize(
    "text",
    ["Mereka bertemu Amerika Serikat (AS)", "Mereka pulang.", "", "Ia lahir di sana (1970).", "()",
     "Kata dia, Selasa (10/9/2019).", "Mereka ke (Kota Batu)"],
)  # fmt: skip
def test_other_brackets_at_the_end_are_no_signature(text):
    assert find_signature(text) is None


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("Laporan Wartawan Kabar.com, Ani Wijaya KABAR.COM, SOLO - Warga datang.", "Ani Wijaya"),
        ("Penulis: Ani Wijaya\nWarga datang.", "Ani Wijaya"),
        ("Warga datang. Pewarta: M. Ani Sri Dewi Wijaya Editor: Budi Santoso", "M. Ani Sri Dewi Wijaya"),
        ("By Jane Doe\nResidents came.", "Jane Doe"),
        ("Oleh Ani Wijaya\nWarga datang.", "Ani Wijaya"),
        ("Warga datang. Oleh Karena Itu mereka pulang.", None),
        ("Warga datang.", None),
    ],
)
def test_a_byline_names_the_author(text, author):
    assert find_byline_author(text) == author


@given(st.text(alphabet="Baca juga: ()[]\n/ADVERTISEMENT*.", max_size=200))
def test_marked_spans_are_in_order_and_apart(text):
    spans = boilerplate(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] < after[0] for before, after in pairwise(spans))
    find_signature(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Sungai keruh. Baca juga: Harga beras naik di pasar induk Menurut warga itu",
         ["Baca juga: Harga beras naik di pasar induk"]),
        ("Sungai keruh. Simak juga Video 'Sungai Mengering': [Gambas:Video 20detik]",
         ["Simak juga Video 'Sungai Mengering': [Gambas:Video 20detik]"]),
        ("Sungai keruh. Tonton juga \"Sungai Kering\" di sini: Kata dia", ["Tonton juga \"Sungai Kering\" di sini:"]),
        ("Sungai keruh. Ikuti kami di Google News untuk berita lain. Warga datang.",
         ["Ikuti kami di Google News untuk berita lain."]),
        ("Sungai keruh. Share on Facebook Share on X", ["Share on Facebook Share on X"]),
        ("Sungai keruh. Foto: Ani Wijaya/kabar Ia datang.", ["Foto: Ani Wijaya/kabar"]),
        ("Sungai keruh (Kabar.com/Ani) sejak Mei.", ["(Kabar.com/Ani)"]),
        ("Sungai itu keruh, kata warga. Lanjut ke Halaman Berikutnya >>>", ["Lanjut ke Halaman Berikutnya >>>"]),
    ],
)  # fmt: skip
def test_links_and_calls_are_marked_in_bodies_that_lost_their_line_ends(text, parts):
    rest = " " + "Mereka menolak pembangunan jalan itu sejak lama sekali. " * 4
    text = text if text.endswith((">", "]", "X")) else text + rest
    assert marked(text) == parts


@pytest.mark.parametrize(
    "text",
    ["Ia mengikuti kami ke balai desa.", "Asam lemak (EPA/DHA) itu baik.", "Tampak lihat juga pedagang di sana.",
     "Ia membagikan beras di WhatsApp kepada kami.", "Ia pergi ke halaman berikutnya buku itu."],
)  # fmt: skip
def test_what_only_sounds_like_a_call_is_story(text):
    assert marked(text) == []
