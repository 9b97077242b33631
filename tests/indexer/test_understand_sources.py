import pytest

from indexer.understand.outlet import is_known_outlet
from indexer.understand.sources import find_sources
from indexer.understand.story import story_id
from search.model import OutletRef

PUBLISHER = OutletRef(id="kabar.example", name="Kabar")


def chain(text, publisher=PUBLISHER, language="id"):
    return [(source.role, source.id) for source in find_sources(text, publisher=publisher, language=language)]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        (
            "seperti dilansir Pikiran-Rakyat.com dari Al Jazeera.",
            [("relay", "pikiran-rakyat.com"), ("origin", "aljazeera.com")],
        ),
        ("Dikutip dari Reuters, harga naik.", [("origin", "reuters.com")]),
        ("kata dia seperti dikutip Reuters, Selasa (8/11).", [("origin", "reuters.com")]),
        ("Melansir Reuters Selasa, harga naik.", [("origin", "reuters.com")]),
        ("mengutip kantor berita Xinhua, harga naik.", [("origin", "xinhuanet.com")]),
        ("demikian laman resmi pemerintah (KCNA).", [("origin", "kcna")]),
        ("dilansir dari kabarlain.xyz, harga naik.", [("origin", "kabarlain")]),
        ("dilansir The Harbour Times, harga naik.", [("origin", "theharbourtimes")]),
        ("dilansir dari kabarlain.co.uk.", [("origin", "kabarlain")]),
        ("dikutip KabarTani dari Reuters.", [("relay", "kabartani"), ("origin", "reuters.com")]),
        ("as reported by Reuters on Monday.", [("origin", "reuters.com")]),
    ],
)  # fmt: skip
def test_the_chain_of_sources_is_read(text, sources):
    assert chain(text) == [("publisher", "kabar.example"), *sources]


@pytest.mark.parametrize(
    "text",
    ["Dilansir Selasa (8/11), harga naik.", "dikutip dari laman resmi Kementerian Perdagangan.",
     "Ia mengutip Budi Santoso.", "dikutip dari Instagram miliknya.", "Komisi Pemilihan (KPU) bersidang.",
     "Harga naik."],
)  # fmt: skip
def test_weekdays_offices_and_persons_are_no_sources(text):
    assert chain(text) == [("publisher", "kabar.example")]


def test_an_outlet_that_quotes_itself_names_no_source():
    reuters = OutletRef(id="reuters.com", name="Reuters")
    assert is_known_outlet("Reuters")
    assert chain("Dikutip dari Reuters, harga naik.", publisher=reuters) == [("publisher", "reuters.com")]


def test_each_source_is_named_once_and_keeps_its_words():
    text = "Dikutip dari Reuters, harga naik. Dilansir Reuters, harga turun."
    [source] = find_sources(text, publisher=None, language="id")
    assert (source.id, source.raw) == ("reuters.com", "Dikutip dari Reuters")


WORDS = "Warga kota itu menolak pembangunan jalan layang karena pohon tua akan ditebang. " * 5


def test_copies_are_one_story_whatever_their_dateline_case_and_punctuation():
    one = "JAKARTA, KABAR.com - " + WORDS
    other = WORDS.upper().replace(".", "!") + " (ani/wij)"
    assert story_id(one, left_out=[(0, 21)]) == story_id(other, left_out=[(len(other) - 9, len(other))])


def test_another_text_is_another_story():
    assert story_id(WORDS) != story_id(WORDS + "Titik.")


def test_short_texts_are_no_story():
    assert story_id("Harga beras naik.") is None
