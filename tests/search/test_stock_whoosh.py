"""The index is a Whoosh index: what Whoosh itself offers works on it, each with a proof."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from whoosh import index, qparser, sorting
from whoosh import query as wq

from search import SearchRequest, Settings, open_service
from search.engines.whoosh import open_engine
from search.engines.whoosh.codec import adoption
from search.errors import IndexLockedError, IndexMismatchError
from tests.builders import actor, article, outlet, span, stored

ARTICLES = (
    article(
        id="a1",
        title="Presiden membantah memasok senjata",
        body="Presiden membantah memasok senjata ke negara itu. Pasokan senjata dihentikan.",
        outlet=outlet("Kabar"),
        actors=(actor("country:KP"), actor("country:RU")),
        published=span("2022-11-08"),
    ),
    article(id="a2", title="Harga beras naik", body="Harga beras naik di pasar.", outlet=outlet("Warta")),
    article(
        id="a3", title="Beras dipasok", body="Beras dipasok dari Jawa. Presiden meninjau harga.", outlet=outlet("Kabar")
    ),
    article(id="a4", title="Arms", body="The president denied supplying arms.", language="en", published=span("2023")),
    article(id="a5", title="Dihapus", body="Presiden yang dihapus.", outlet=outlet("Hilang")),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An index of two segments with a deleted document."""
    engine = open_engine(Settings(index=tmp_path / "index"), create=True)
    engine.update(stored(*ARTICLES[:2]))
    engine.update(stored(*ARTICLES[2:]))
    engine.remove(["a5"])
    engine.close()
    return tmp_path / "index"


@pytest.fixture
def edition(folder: Path) -> Path:
    [edition] = (folder / "editions").iterdir()
    return edition


@pytest.fixture
def searcher(edition: Path) -> Iterator[Any]:
    with index.open_dir(str(edition)).searcher() as searcher:
        yield searcher


def ids(results: Any) -> set[str]:
    return {hit["id"] for hit in results}


def test_a_term_is_found_in_an_exact_and_in_a_stem_field(searcher):
    assert ids(searcher.search(wq.Term("body", "memasok"))) == {"a1"}
    assert ids(searcher.search(wq.Term("body_id", "pasok"))) == {"a1", "a3"}
    assert ids(searcher.search(wq.Term("body_en", "deni"))) == {"a4"}
    assert ids(searcher.search(wq.Term("body", "tiada"))) == set()


def test_deleted_documents_are_not_found(searcher):
    assert ids(searcher.search(wq.Every())) == {"a1", "a2", "a3", "a4"}
    assert ids(searcher.search(wq.Term("body", "presiden"))) == {"a1", "a3"}


def test_the_query_parser_cuts_and_stems_as_we_do(edition, searcher):
    schema = index.open_dir(str(edition)).schema
    exact = qparser.QueryParser("body", schema).parse('"harga beras" OR Pasokan')
    assert ids(searcher.search(exact)) == {"a1", "a2"}
    stems = qparser.QueryParser("body_id", schema).parse("pasokan presiden")
    assert ids(searcher.search(stems)) == {"a1", "a3"}


def test_phrases_keep_order_and_distance(searcher):
    assert ids(searcher.search(wq.Phrase("body", ["memasok", "senjata"]))) == {"a1"}
    assert ids(searcher.search(wq.Phrase("body", ["senjata", "memasok"]))) == set()
    assert ids(searcher.search(wq.Phrase("body_id", ["pasok", "senjata"]))) == {"a1"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (wq.Prefix("body", "pres"), {"a1", "a3", "a4"}),
        (wq.Wildcard("body", "*pasok*"), {"a1", "a3"}),
        (wq.FuzzyTerm("body", "presidan", maxdist=1), {"a1", "a3"}),
        (wq.TermRange("body", "ha", "hb"), {"a2", "a3"}),
        (wq.And([wq.Term("body", "harga"), wq.Not(wq.Term("body", "presiden"))]), {"a2"}),
        (wq.Term("outlet", "kabar"), {"a1", "a3"}),
        (wq.Term("actor", "country:RU"), {"a1"}),
    ],
)
def test_queries_of_other_kinds_work(searcher, query, found):
    assert ids(searcher.search(query)) == found


def test_words_are_suggested_and_similar_articles_found(searcher):
    assert searcher.suggest("body", "berass", limit=2)[0] == "beras"
    [hit] = searcher.search(wq.Term("body", "naik"))
    assert ids(hit.more_like_this("body")) == {"a3"}


def test_a_stored_text_is_highlighted(searcher):
    [hit] = searcher.search(wq.Term("body", "memasok"))
    assert '<b class="match term0">memasok</b>' in hit.highlights("body")


def test_results_are_sorted_and_grouped_by_columns(searcher):
    by_outlet = searcher.search(wq.Every(), sortedby="outlet", limit=None)
    assert [hit["id"] for hit in by_outlet][-1] == "a2"
    newest = searcher.search(wq.Every(), sortedby=sorting.FieldFacet("start", reverse=True), limit=None)
    assert [hit["id"] for hit in newest][:2] == ["a4", "a1"]
    groups = searcher.search(wq.Term("body", "harga"), groupedby="outlet").groups("outlet")
    assert {name: len(documents) for name, documents in groups.items()} == {"kabar": 1, "warta": 1}


def test_a_stock_writer_deletes_and_updates(folder, edition):
    writer = index.open_dir(str(edition)).writer()
    writer.delete_by_term("id", "a1")
    writer.update_document(id="a2", title="Beras turun", body="Harga beras turun.")
    writer.commit(merge=False)
    with index.open_dir(str(edition)).searcher() as searcher:
        assert ids(searcher.search(wq.Every())) == {"a2", "a3", "a4"}
        assert ids(searcher.search(wq.Term("body", "turun"))) == {"a2"}


def served(folder: Path, text: str) -> set[str]:
    with open_service(Settings(index=folder)) as service:
        return {hit.article.id for hit in service.search(SearchRequest(text=text)).hits}


def test_our_engine_reads_segments_that_a_stock_writer_mixed_in(folder, edition):
    writer = index.open_dir(str(edition)).writer()
    writer.update_document(id="a2", title="Beras turun", body="Harga beras turun.")
    writer.commit(merge=False)
    assert served(folder, "turun") == {"a2"}
    assert served(folder, "harga") == {"a2", "a3"}
    assert served(folder, "pasar") == set()


def test_of_two_documents_that_a_stock_writer_gave_one_id_the_last_has_it_and_the_other_stays(folder, edition):
    writer = index.open_dir(str(edition)).writer()
    writer.update_document(id="a6", title="Pertama", body="Berita pertama.")
    writer.update_document(id="a6", title="Kedua", body="Berita kedua.")
    writer.commit(merge=False)
    with open_service(Settings(index=folder)) as service:
        assert service.article("a6").article.title == "Kedua"
    engine = open_engine(Settings(index=folder))
    engine.update(stored(article(id="a6", title="Ketiga", body="Berita ketiga.")))
    engine.close()
    [other] = served(folder, "pertama")
    assert served(folder, "berita") == {"a6", other}
    assert served(folder, "kedua") == set()


def test_a_stock_segment_that_two_threads_open_first_is_converted_whole(folder, edition, monkeypatch):
    writer = index.open_dir(str(edition)).writer()
    writer.add_document(id="a6", title="Asing", body="Berita asing.")
    writer.commit(merge=False)
    write, paths = adoption.write_segment, []

    def write_while_another_does(path, *given):
        paths.append(path)
        if len(paths) == 1:
            open_engine(Settings(index=folder)).close()  # as another thread would, in the middle of this
        write(path, *given)

    monkeypatch.setattr(adoption, "write_segment", write_while_another_does)
    assert served(folder, "asing") == {"a6"}
    assert len(set(paths)) == 2
    assert not list(edition.glob("*.new"))


def test_a_stock_segment_that_cannot_be_converted_is_named(folder, edition, monkeypatch):
    writer = index.open_dir(str(edition)).writer()
    writer.add_document(id="a6", title="Asing", body="Berita asing.")
    writer.commit(merge=False)

    def refuse(*_):
        raise ValueError("9 terms in a segment of 2^40 documents")

    monkeypatch.setattr("search.engines.whoosh.codec.adoption.write_segment", refuse)
    with pytest.raises(IndexMismatchError, match=r"segment MAIN_\w+ of a stock Whoosh writer.*9 terms.*indexer add"):
        open_engine(Settings(index=folder))


def test_our_engine_writes_over_segments_that_a_stock_writer_mixed_in(folder, edition):
    writer = index.open_dir(str(edition)).writer()
    writer.add_document(id="a6", title="Tambahan", body="Berita tambahan.")
    writer.commit(merge=False)
    engine = open_engine(Settings(index=folder))
    engine.update(
        stored(article(id="a6", title="Ganti", body="Berita pengganti."), article(id="a7", body="Berita lain."))
    )
    engine.close()
    assert served(folder, "tambahan") == set()
    assert served(folder, "berita") == {"a6", "a7"}


def test_one_writer_writes_at_a_time_be_it_a_stock_one_or_ours(folder, edition):
    writer = index.open_dir(str(edition)).writer()
    writer.delete_by_term("id", "a1")
    engine = open_engine(Settings(index=folder))
    for write in (engine.update, engine.replace_all):
        with pytest.raises(IndexLockedError, match="stock Whoosh writer"):
            write(stored(article(id="a7", body="Belum.")))
    writer.commit(merge=False)

    def meanwhile():
        with pytest.raises(index.LockError):
            index.open_dir(str(edition)).writer()
        yield from stored(article(id="a7", body="Sudah."))

    engine.update(meanwhile())
    assert set(engine.known(["a1", "a2", "a7"])) == {"a2", "a7"}
    index.open_dir(str(edition)).writer().cancel()  # and it lets the lock go
    engine.close()


def test_a_stock_writer_merges_our_segments_into_its_own(folder, edition):
    index.open_dir(str(edition)).writer().commit(optimize=True)
    with index.open_dir(str(edition)).searcher() as searcher:
        assert ids(searcher.search(wq.Term("body", "presiden"))) == {"a1", "a3"}
        assert ids(searcher.search(wq.Phrase("body", ["memasok", "senjata"]))) == {"a1"}
        assert ids(searcher.search(wq.Term("outlet", "kabar"))) == {"a1", "a3"}
    assert served(folder, "presiden") == {"a1", "a3"}


def test_the_schema_reads_an_article_the_way_our_writer_does(edition, searcher):
    text = "KPK dan BIN menyoroti anak-anak di kompas.com."
    fields = index.open_dir(str(edition)).schema
    exact = {token.text for token in fields["body"].analyzer(text)}
    stems = {token.text for token in fields["body_id"].analyzer(text)}
    assert {"kpk", "anak", "kompas.com", "kompas"} <= exact
    assert {"^KPK", "^BIN", "anak", "sorot"} <= stems
