"""What an engine knows besides articles: what is there already, its words, its state."""

from __future__ import annotations

import pytest

from search.engines.base import Engine
from search.errors import QueryTimeoutError
from search.model import Origin
from search.results import Completion
from tests.builders import article, outlet, span
from tests.contract.base import EngineTests, Opener, add


class LookupsContract(EngineTests):
    def test_known_ids_come_with_their_raw_hashes(self, engine: Engine) -> None:
        assert engine.known(["a"]) == {}
        add(engine, article(id="a", raw_hash="1"), article(id="b", raw_hash="2"), article(id="c", raw_hash="3"))
        add(engine, article(id="b", raw_hash="4"))
        engine.remove(["c"])

        assert engine.known(["a", "b", "c", "d"]) == {"a": "1", "b": "4"}
        assert engine.known([]) == {}

    def test_places_lead_to_the_articles_that_were_read_there(self, engine: Engine) -> None:
        one = Origin(archive="x", file="berita.jsonl", line=1)
        two = Origin(archive="x", file="berita.jsonl", line=2)
        other = Origin(archive="y", file="a/b.zip", member="ü" * 500)
        add(engine, article(id="a", origins=(one, other)), article(id="b", origins=(two,)))

        assert engine.placed([one.place, two.place, other.place]) == {one.place: "a", two.place: "b", other.place: "a"}
        assert engine.placed(["x:berita.jsonl:3"]) == {}
        add(engine, article(id="a", origins=(one,)))
        engine.remove(["b"])
        assert engine.placed([one.place, two.place, other.place]) == {one.place: "a"}

    def test_words_are_completed_by_falling_article_count(self, engine: Engine) -> None:
        add(
            engine,
            article(id="a", title="Gempa", body="gempa gempar gempar"),
            article(id="b", title=None, body="gempa gemar Gémpita"),
            article(id="c", title=None, body="gemar"),
            article(id="d", title="gempar", body=""),
        )
        add(engine, article(id="c", title=None, body="lain"))

        assert engine.complete("gem", limit=9) == (
            Completion(text="gempa", count=2),
            Completion(text="gempar", count=2),
            Completion(text="gemar", count=1),
            Completion(text="gempita", count=1),
        )
        assert engine.complete("GÉMP", limit=2) == engine.complete("gemp", limit=9)[:2]
        assert engine.complete("gempat", limit=9) == ()
        assert engine.complete("", limit=9) == ()

    def test_completions_count_articles_and_not_their_titles_and_bodies(self, engine: Engine) -> None:
        add(engine, *(article(id=f"a{n}", title="gempa", body="gempa") for n in range(2)))
        add(engine, *(article(id=f"b{n}", title=None, body="gempar") for n in range(3)))

        assert engine.complete("gem", limit=1) == (Completion(text="gempar", count=3),)

    def test_completions_hold_no_stems_and_no_cased_terms(self, engine: Engine) -> None:
        add(engine, article(id="a", title=None, body="Kepala BIN memasok senjata"))

        assert engine.complete("pasok", limit=9) == ()
        assert engine.complete("^", limit=9) == ()

    def test_a_misspelt_word_is_corrected_to_the_nearest_then_most_frequent(self, engine: Engine) -> None:
        add(
            engine,
            article(id="a", title=None, body="korea kota korban"),
            article(id="b", title=None, body="kota korek"),
            article(id="c", title="Korek", body="kota"),
        )

        assert engine.correct("koera") == "korea"  # one edit; kota is two away
        assert engine.correct("kore") == "korek"  # korea is as near, but in fewer articles
        assert engine.correct("Koeraa") == "korea"
        assert engine.correct("korbna") == "korban"
        assert engine.correct("gajah") is None
        assert engine.correct("torea") is None

    def test_a_word_that_is_there_is_not_corrected(self, engine: Engine) -> None:
        add(engine, article(id="a", title="korea", body="korek"), article(id="b", title=None, body="korma"))

        assert engine.correct("korea") is None
        assert engine.correct("") is None
        engine.remove(["b"])
        assert engine.correct("korma") == "korea"

    def test_the_status_says_what_the_index_holds(self, engine: Engine) -> None:
        add(
            engine,
            article(id="a", language="id", outlet=outlet("Kompas"), archives=("x", "y"), published=span("2022-11")),
            article(id="b", language="en", outlet=outlet("Detik"), archives=("x",), published=span("2021-02-03")),
            article(id="c", language="id", outlet=outlet("Kompas")),
            article(id="d", language="ru", outlet=outlet("Tass"), published=span("2019")),
        )
        engine.remove(["d"])
        status = engine.status()

        assert (status.articles, status.outlets, status.undated) == (3, 2, 1)
        assert dict(status.languages) == {"en": 1, "id": 2}
        assert dict(status.archives) == {"x": 2, "y": 1}
        assert (status.first, status.last) == ("2021-02-03", "2022-11-30")
        assert status.generation == engine.generation

    def test_an_empty_index_has_a_status(self, engine: Engine) -> None:
        status = engine.status()

        assert (status.articles, status.first, status.last, dict(status.languages)) == (0, None, None, {})

    def test_looking_up_words_has_a_time_limit(self, opened: Opener) -> None:
        add(opened(), article(id="a", title=None, body="korea"))
        late = opened(query_timeout_s=-1.0)

        with pytest.raises(QueryTimeoutError):
            late.complete("ko", limit=9)
        with pytest.raises(QueryTimeoutError):
            late.correct("koera")
