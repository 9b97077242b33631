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
    assert (article.outlet.id, article.language, article.author) == ("infonesia.xyz", "id", "Ginna Vadhya")
    assert (article.published.start, article.published.raw) == (date(2022, 9, 22), "Kamis 22 September 2022")
    assert [(source.role, source.id) for source in article.sources] == [
        ("publisher", "infonesia.xyz"), ("relay", "pikiran-rakyat.com"), ("origin", "aljazeera.com"),
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
