from datetime import date

import pytest

from indexer.understand import Defaults, understand
from tests.builders import raw
from tests.evaluation.gold.outlets import NOT_SAID, SAID


def outlet(text="Warga kota datang.", *, run=None, **changes):
    return understand(raw(text, **changes), defaults=Defaults(today=date(2026, 11, 22), outlet=run)).outlet


@pytest.mark.parametrize(
    "found",
    [outlet(outlet="KOMPAS.com"), outlet(outlet="kompas.com"), outlet(url="https://nasional.kompas.com/read/1"),
     outlet("JAKARTA, KOMPAS.com - Warga kota datang."), outlet(run="Kompas.com")],
)  # fmt: skip
def test_one_outlet_has_one_id_wherever_it_is_said(found):
    assert (found.id, found.group) == ("kompas.com", "kompas")


def test_what_the_source_says_wins_over_address_dateline_and_run():
    text = "Kabar.id - Warga kota datang."
    assert outlet(text, outlet="Suara Warga", url="https://situs.example/a", run="Lain").id == "suarawarga"
    assert outlet(text, url="https://situs.example/a", run="Lain").id == "situs"
    assert outlet(text, run="Lain").id == "kabar.id"
    assert outlet(run="Lain").id == "lain"
    assert outlet(outlet="-") is None


def test_outlets_in_no_list_are_learnt_from_their_dateline():
    assert outlet("KabarWarga - Warga kota datang.").name == "KabarWarga"
    assert outlet("infonesia.xyz – Warga kota datang.").id == outlet(outlet="Infonesia").id == "infonesia"


@pytest.mark.parametrize(("text", "identifier"), SAID)
def test_a_story_says_whose_it_is(text, identifier):
    assert outlet(text).id == identifier


@pytest.mark.parametrize("text", NOT_SAID)
def test_a_story_that_does_not_say_whose_it_is_is_nobodys(text):
    assert outlet(text) is None


def test_the_outlet_that_the_source_gives_is_known_in_a_dateline():
    given = raw("SUARA WARGA - Warga datang.", outlet="Suara Warga")
    article = understand(given, defaults=Defaults(today=date(2026, 11, 22)))
    assert (article.dateline.outlet, article.dateline.end) == ("SUARA WARGA", 14)


def test_a_signature_counts_before_the_run_and_the_run_before_who_was_spoken_to():
    assert outlet("Warga kota datang. (Kompas.com/Ani)", run="Lain").id == "kompas.com"
    assert outlet("Warga dihubungi Kompas.com.", run="Lain").id == "lain"


def test_a_city_alone_is_no_outlet():
    assert outlet("JAKARTA - Warga kota datang.") is None


def test_a_house_is_narrowed_to_its_newsroom_by_the_address():
    assert outlet(outlet="Kompas", url="https://www.kompas.tv/a").id == "kompas.tv"
    assert outlet(outlet="Kompas", url="https://situs.example/a").id == "kompas"
