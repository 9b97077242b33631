import pytest

from indexer.understand.outlet import is_known_outlet
from indexer.understand.sources import find_sources
from indexer.understand.story import story_id
from search.model import OutletRef
from tests.evaluation.gold.sources import CITED, NOT_CITED
from tests.growth import grows_in_proportion

PUBLISHER = OutletRef(id="kabardesa", name="Kabar Desa")


def chain(text, publisher=PUBLISHER, language="id"):
    return [(source.role, source.id) for source in find_sources(text, publisher=publisher, language=language)]


@pytest.mark.parametrize(("text", "sources"), CITED)
def test_the_chain_of_sources_is_read(text, sources):
    found = [f"{role} {identifier}" for role, identifier in chain(text)[1:]]
    assert sorted(found) == sorted(sources.split(", "))


@pytest.mark.parametrize("text", NOT_CITED)
def test_weekdays_offices_persons_and_the_publisher_are_no_sources(text):
    assert chain(text) == [("publisher", "kabardesa")]


def test_relays_come_before_origins_and_else_the_text_gives_the_order():
    text = "Dilansir AFP, harga naik. Pasar sepi, dikutip Pikiran-Rakyat.com dari Al Jazeera."
    assert [role for role, _ in chain(text)] == ["publisher", "relay", "origin", "origin"]
    assert [identifier for _, identifier in chain(text)[2:]] == ["afp.com", "aljazeera.com"]


def test_a_newsroom_of_the_same_house_is_no_source():
    detik = OutletRef(id="detik.com", name="detikcom", group="transmedia")
    assert chain("Dilansir detikJateng dan CNN Indonesia, harga naik.", publisher=detik) == [("publisher", "detik.com")]


@pytest.mark.parametrize("piece", ["dilansir A A A A dari ", "Sumber: ", "Sumber: A, ", "A, ", "(", "a."])
def test_hostile_text_is_read_in_linear_time(piece):
    def read(size):
        find_sources("Sumber: " + piece * (size // len(piece)), publisher=None, language="id")

    assert grows_in_proportion(read, 64_000)


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
