"""Articles of the archives that Kliping was built for; skipped where they are missing."""

import os
from datetime import date
from pathlib import Path

import pytest

from indexer.understand import Defaults, understand
from tests.builders import raw

SHARED = Path(os.environ.get("KLIPING_SHARED") or Path(__file__).parents[2].parent / "shared")

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason=f"no seeds in {SHARED}; set KLIPING_SHARED"),
]


def seed(number):
    [path] = (SHARED / "seeds").glob(f"{number:03}_*.txt")
    return understand(raw(path.read_text(encoding="utf-8")), defaults=Defaults(today=date(2026, 11, 22)))


def actors(article):
    return {mention.actor_id: mention for mention in article.actors}


def forms(mention):
    return {reason.form: reason.count for reason in mention.reasons}


def test_the_first_seed_comes_out_as_a_reader_would_mark_it():
    article = seed(0)
    assert (article.outlet.name, article.language, article.author) == ("IslamTimes", "id", None)
    assert (article.published.start, article.published.end) == (date(2022, 11, 8), date(2022, 11, 8))
    assert (article.published.origin, article.published.raw) == ("text", "Selasa (8/11)")
    assert [article.body[a:b].strip() for a, b in article.boilerplate] == ["date 2022-11", "[IT/r]"]
    assert [source.name for source in article.sources] == ["IslamTimes", "KCNA"]
    assert len(article.breaks) == 6
    found = actors(article)
    assert {"Korea Utara", "Pyongyang"} <= forms(found["country:KP"]).keys()
    assert {"Rusia", "Moskow"} <= forms(found["country:RU"]).keys()
    assert {"AS", "Washington", "Gedung Putih"} <= forms(found["country:US"]).keys()
    assert forms(found["person:john-kirby"]) == {"Kirby": 2, "John Kirby": 1}
    assert {"person:ned-price", "org:kcna", "org:un", "country:UA"} <= found.keys()
    assert [found[key].label for key in ("country:KP", "country:RU", "country:US")] == [
        "Korea Utara", "Rusia", "Amerika Serikat",
    ]  # fmt: skip
    assert not {"person:kirby", "person:price"} & found.keys()


def test_the_second_seed_comes_out_as_a_reader_would_mark_it():
    article = seed(1)
    assert (article.outlet.id, article.language, article.author) == ("infonesia", "id", "Ginna Vadhya")
    assert (article.published.start, article.published.raw) == (date(2022, 9, 22), "Kamis 22 September 2022")
    assert [(source.role, source.id) for source in article.sources] == [
        ("publisher", "infonesia"), ("relay", "pikiran-rakyat.com"), ("origin", "aljazeera.com"),
    ]  # fmt: skip
    assert {
        "country:KP", "country:RU", "country:US", "country:UA", "country:IR", "org:un", "org:kcna",
        "person:kim-jong-un", "person:vladimir-putin",
    } <= actors(article).keys()  # fmt: skip
    mentioned = {date.span.raw: date.span for date in article.mentioned_dates}
    assert mentioned["bulan Juli lalu"].start == date(2022, 7, 1)


@pytest.mark.parametrize("number", [0, 1])
def test_what_is_marked_in_a_seed_is_what_was_found(number):
    article = seed(number)
    for mention in article.actors:
        assert {article.body[a:b] for a, b in mention.offsets} == forms(mention).keys()
    for found in article.mentioned_dates:
        assert article.body[found.start : found.end] == found.span.raw


OFFICIAL = "pejabat senior pertahanan Korea Utara"
UNNAMED = "pejabat pertahanan Korea Utara"
# Who speaks, for whom, how, and the words that the text begins and ends what was said with.
SAID = {
    0: [
        (OFFICIAL, None, "says", "indirect", "Pyongyang tidak", "masa depan"),
        ("Amerika Serikat", "country:US", "accuses", "indirect", "Korea Utara secara", "melawan Ukraina"),
        ("wakil direktur urusan luar negeri militer di Kementerian Pertahanan Korea Utara", None, "says", "indirect",
         'AS "terus-menerus', 'biaya berapa pun,"'),
        (OFFICIAL, None, "says", "indirect", "Korea Utara menganggap", "pengiriman amunisi"),
        (OFFICIAL, None, "says", "quote", "Kami sekali lagi", "masa depan"),
        ("John Kirby", "person:john-kirby", "says", "indirect", "AS telah", '"signifikan"'),
        ("John Kirby", "person:john-kirby", "accuses", "indirect", "Pyongyang berusaha", "dan Afrika"),
        ("John Kirby", "person:john-kirby", "says", "indirect", "Washington akan", "langkah tersebut"),
        ("John Kirby", "person:john-kirby", "confirms", "indirect", "Washington tidak", "memantau pengirimannya"),
        ("Ned Price", "person:ned-price", "demands", "indirect", "agar Washington", "ke Rusia"),
    ],
    1: [
        ("Korea Utara", "country:KP", "says", "indirect", "tidak pernah", "untuk melakukannya"),
        (UNNAMED, None, "says", "indirect", "Amerika Serikat (AS)", "( Rusia"),
        (UNNAMED, None, "says", "quote", "Kami mengutuk", "semacam itu"),
        (UNNAMED, None, "says", "indirect", "pihaknya belum", "untuk mengekspornya"),
        ("Wakil Juru Bicara Departemen Luar Negeri AS", None, "says", "indirect", "Rusia sedang", "di Ukraina"),
        ("Rusia", "country:RU", "denies", "indirect", "tuduhan tersebut", "tuduhan tersebut"),
        ("Rusia", "country:RU", "demands", "indirect", "agar Amerika", "memberi bukti"),
        ("Amerika Serikat", "country:US", "accuses", "indirect", "Iran memasok", "ke Ukraina"),
        ("Iran", "country:IR", "denies", "indirect", "hal tersebut", "juga dibantah"),
        ("pejabat Korea Utara", None, "demands", "indirect", "untuk berhenti", "tutup mulut"),
        (UNNAMED, None, "says", "indirect", "pihaknya tak", "pasukan bawahnya"),
        ("Vladimir Putin", "person:vladimir-putin", "says", "indirect", "kedua negara", "hubungan bilateralnya"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("number", [0, 1])
def test_who_said_what_in_a_seed_comes_out_as_a_reader_would_mark_it(number):
    article = seed(number)
    found = [
        (s.speaker, s.actor_id, s.verb_class, "quote" if s.is_quote else "indirect", article.body[s.start : s.end])
        for s in article.statements
    ]
    assert [one[:4] for one in found] == [one[:4] for one in SAID[number]]
    for (*_, words), (*_, first, last) in zip(found, SAID[number], strict=True):
        assert words.startswith(first)
        assert words.endswith(last)


def test_the_unnamed_of_the_seeds_speak_for_their_country():
    for number, speaker in ((0, OFFICIAL), (1, UNNAMED)):
        assert {s.speaks_for for s in seed(number).statements if s.speaker == speaker} == {"country:KP"}
