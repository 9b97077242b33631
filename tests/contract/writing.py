"""Adding, replacing and removing articles, and getting them back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from search.engines.base import Engine
from search.errors import ArticleNotFoundError
from search.model import Dateline, MentionedDate, Origin, Reason, SourceMention, StoredArticle
from search.results import IndexReport
from tests.builders import actor, article, outlet, raw, span, stored
from tests.contract.base import EngineTests, Opener, add, matching, search
from tests.contract.queries import exact, word


class Broken(Exception):
    """What a source of articles may raise."""


def breaking_off() -> Iterator[StoredArticle]:
    yield from stored(article(id="new"), article(id="a", body="anders"))
    raise Broken


class WritingContract(EngineTests):
    def test_an_article_comes_back_as_it_was(self, engine: Engine) -> None:
        full = article(
            id="full",
            title="Rusia “memasok” senjata",
            body="KOTA, kompas.com – Isi\u00a0berita.\n\nSelasa (8/11) 😀",
            url="https://kompas.com/a",
            outlet=outlet("Kompas", group="kg"),
            language_confidence=0.75,
            dateline=Dateline(outlet="kompas.com", place="KOTA", start=0, end=17),
            published=span("2022-11-08", instant=datetime(2022, 11, 8, 5, 30, tzinfo=UTC), conflict=True),
            mentioned_dates=(MentionedDate(span=span("2022-11-08"), start=33, end=46),),
            actors=(replace(actor("country:RU"), offsets=((0, 5),), reasons=(Reason(form="Rusia", kind="name"),)),),
            sources=(SourceMention(id="kcna", name="KCNA", role="origin", raw="KCNA"),),
            author="Ginna",
            section="Dunia",
            tags=("perang",),
            archives=("a", "b"),
            boilerplate=((0, 4),),
            breaks=(3,),
            story_id="s",
            warnings=("w",),
            origins=(Origin(archive="a", file="f.txt"),),
            raw_hash="0" * 32,
            indexed_at=datetime(2026, 1, 1, tzinfo=UTC),
        )
        add(engine, full)

        assert engine.get(["full"]) == (full,)

    def test_articles_come_in_the_order_asked_for(self, engine: Engine) -> None:
        add(engine, article(id="a"), article(id="b", body="b"), article(id="c", body="c"))

        assert [found.id for found in engine.get(["c", "a", "c"])] == ["c", "a", "c"]
        assert engine.get([]) == ()

    def test_an_article_that_is_not_there_is_named(self, engine: Engine) -> None:
        add(engine, article(id="a"))

        with pytest.raises(ArticleNotFoundError) as caught:
            engine.get(["a", "x", "y"])
        assert caught.value.article_id == "x"

    def test_a_report_tells_new_articles_from_replaced_ones(self, engine: Engine) -> None:
        assert engine.update(stored(article(id="a"), article(id="b"))) == IndexReport(added=2)
        assert engine.update(stored(article(id="b"), article(id="c"))) == IndexReport(added=1, updated=1)
        assert engine.update([]) == IndexReport()

    def test_an_article_replaces_the_one_with_its_id(self, engine: Engine) -> None:
        add(engine, article(id="a", title=None, body="gempa", outlet=outlet("Kompas")))
        add(engine, article(id="a", title=None, body="banjir"))

        assert matching(engine, exact("gempa")) == ""
        assert matching(engine, exact("banjir")) == "a"
        assert (search(engine).total, search(engine).facets[0].buckets) == (1, ())

    def test_an_id_that_is_given_twice_is_kept_as_it_came_last(self, engine: Engine) -> None:
        add(engine, article(id="a", body="nol"))
        report = engine.update(
            stored(article(id="a", body="satu"), article(id="b", body="satu"), article(id="b", body="dua"))
        )

        assert report == IndexReport(added=1, updated=1)
        assert matching(engine, exact("satu")) == "a"
        assert [found.body for found in engine.get(["a", "b"])] == ["satu", "dua"]
        assert search(engine).total == 2
        assert len(list(engine.scan_stored())) == 2

    def test_an_update_that_breaks_off_leaves_the_index_as_it_was(self, engine: Engine) -> None:
        add(engine, article(id="a", body="satu"), article(id="b", body="dua"))
        before = engine.generation

        with pytest.raises(Broken):
            engine.update(breaking_off())
        assert engine.generation == before
        assert matching(engine) == "a b"
        assert engine.get(["a"])[0].body == "satu"
        assert len(list(engine.scan_raw())) == 2

        add(engine, article(id="c"))
        assert matching(engine) == "a b c"

    def test_removing_says_how_many_were_there(self, engine: Engine) -> None:
        add(engine, article(id="a"), article(id="b"), article(id="c"))

        assert engine.remove(["a", "x", "a", "c"]) == 2
        assert engine.remove(["a"]) == 0
        assert matching(engine) == "b"
        assert engine.known(["a", "b"]).keys() == {"b"}

    def test_a_removed_article_can_come_again(self, engine: Engine) -> None:
        add(engine, article(id="a"))
        engine.remove(["a"])
        add(engine, article(id="a", title=None, body="gempa"))

        assert matching(engine, exact("gempa")) == "a"
        assert search(engine).total == 1

    def test_all_articles_may_go(self, engine: Engine) -> None:
        add(engine, article(id="a"))
        engine.remove(["a"])

        assert search(engine).total == 0
        assert list(engine.scan_stored()) == []
        assert engine.status().articles == 0

    def test_many_small_commits_are_one_index(self, engine: Engine) -> None:
        for n in range(25):
            add(engine, article(id=f"{n:02}", title=None, body=f"gempa memasok nomor{n}"))
            if n % 5 == 4:
                engine.remove([f"{n - 1:02}"])

        assert search(engine, exact("gempa")).total == 20
        assert search(engine, word("pasok")).total == 20
        assert matching(engine, exact("nomor7")) == "07"
        assert matching(engine, exact("nomor8")) == ""
        assert len({found.origin for found in engine.scan_raw()}) == 1
        assert sorted(found.text for found in engine.scan_raw())[0] == "gempa memasok nomor0"

    # ---- raw articles

    def test_raw_articles_are_kept_and_may_be_left_out(self, engine: Engine) -> None:
        with_raw = StoredArticle(article=article(id="a"), raw=raw("<p>Isi", markup="html", tags=("x",)))
        engine.update([with_raw, StoredArticle(article=article(id="b"))])

        assert list(engine.scan_raw()) == [with_raw.raw]
        assert {found.article.id: found.raw for found in engine.scan_stored()} == {"a": with_raw.raw, "b": None}
        assert [found.raw for found in engine.stored(["b", "a"])] == [None, with_raw.raw]
        with pytest.raises(ArticleNotFoundError):
            engine.stored(["a", "x"])

    def test_a_replaced_article_has_the_raw_article_that_came_with_it(self, engine: Engine) -> None:
        engine.update([StoredArticle(article=article(id="a"), raw=raw("satu"))])
        engine.update([StoredArticle(article=article(id="a"), raw=raw("dua"))])

        assert [found.text for found in engine.scan_raw()] == ["dua"]

    # ---- replacing all

    def test_replacing_all_leaves_nothing_of_before(self, engine: Engine) -> None:
        add(engine, article(id="a", title=None, body="gempa"), article(id="b"))

        assert engine.replace_all(stored(article(id="c"), article(id="d"), article(id="d"))) == IndexReport(added=2)
        assert matching(engine) == "c d"
        assert matching(engine, exact("gempa")) == ""
        assert engine.replace_all([]) == IndexReport()
        assert matching(engine) == ""

    def test_an_index_can_be_replaced_by_what_it_holds(self, engine: Engine) -> None:
        add(engine, article(id="a", title=None, body="gempa"), article(id="b"))
        engine.remove(["b"])
        engine.replace_all(
            StoredArticle(article=replace(found.article, section="Baru"), raw=found.raw)
            for found in engine.scan_stored()
        )

        assert [found.section for found in engine.get(["a"])] == ["Baru"]
        assert matching(engine, exact("gempa")) == "a"
        assert len(list(engine.scan_raw())) == 1

    def test_replacing_that_breaks_off_leaves_the_index_as_it_was(self, engine: Engine) -> None:
        add(engine, article(id="a", body="satu"))
        before = engine.generation

        with pytest.raises(Broken):
            engine.replace_all(breaking_off())
        assert (engine.generation, matching(engine)) == (before, "a")
        assert engine.replace_all(stored(article(id="b"))) == IndexReport(added=1)

    # ---- states of the index

    def test_every_commit_has_a_generation_of_its_own(self, engine: Engine) -> None:
        seen = [engine.generation]
        for change in (
            lambda: add(engine, article(id="a")),
            lambda: add(engine, article(id="a")),
            lambda: engine.remove(["a"]),
            lambda: engine.replace_all(stored(article(id="b"))),
            lambda: engine.replace_all(stored(article(id="b"))),
        ):
            change()
            seen.append(engine.generation)

        assert len(set(seen)) == len(seen)
        assert search(engine).generation == seen[-1]

    def test_what_changes_nothing_is_no_commit(self, engine: Engine) -> None:
        add(engine, article(id="a"))
        before = engine.generation
        engine.update([])
        engine.remove(["x"])

        assert engine.generation == before

    def test_readers_see_commits_of_another_writer_without_reopening(self, opened: Opener) -> None:
        reader, writer = opened(), opened()
        add(writer, article(id="a"))
        assert matching(reader) == "a"
        add(writer, article(id="b"))
        assert matching(reader) == "a b"
        writer.remove(["a"])
        assert matching(reader) == "b"
        writer.replace_all(stored(article(id="c")))
        assert matching(reader) == "c"
        assert reader.generation == writer.generation

    def test_an_index_is_there_after_closing(self, opened: Opener, tmp_path: Path) -> None:
        first = self.open(tmp_path / "index")
        add(first, article(id="a", title=None, body="gempa"))
        generation = first.generation
        first.close()

        again = opened()
        assert matching(again, exact("gempa")) == "a"
        assert again.generation == generation
