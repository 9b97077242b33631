"""Where we differ from stock Whoosh, by their numbers in docs/divergences.md: what it does, and what we do."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import whoosh
from whoosh import analysis, fields, query
from whoosh.filedb.filestore import RamStorage

from search.engines.whoosh import WhooshEngine, open_engine
from search.query import And, Not, Or, Prefix, Query, SearchRequest, Term
from search.settings import Settings
from tests.builders import article, stored
from tests.contract.queries import exact, found_as

IS_WHOOSH3 = whoosh.__version__ >= (3,)


def stock(*texts: str, commits: int = 1) -> Any:
    """An index of stock Whoosh alone; documents are named by their numbers."""
    words = fields.TEXT(analyzer=analysis.RegexTokenizer())
    index = RamStorage().create_index(fields.Schema(id=fields.ID(stored=True, unique=True), text=words))
    for part in range(commits):
        writer = index.writer()
        for number, text in list(enumerate(texts))[part::commits]:
            writer.add_document(id=str(number), text=text)
        writer.commit(merge=False)
    return index


def term(text: str) -> query.Term:
    return query.Term("text", text)


def stock_scores(index: Any, asked: query.Query, *, limit: int | None = None) -> dict[str, float]:
    with index.searcher() as searcher:
        return {hit["id"]: hit.score for hit in searcher.search(asked, limit=limit)}


@pytest.fixture
def engine(tmp_path: Path) -> WhooshEngine:
    return open_engine(Settings(index=tmp_path / "index"), create=True)


def filled(engine: WhooshEngine, texts: Sequence[str]) -> WhooshEngine:
    engine.update(stored(*(article(id=str(n), title=None, body=text) for n, text in enumerate(texts))))
    return engine


def scores(engine: WhooshEngine, asked: Query) -> dict[str, float]:
    result = engine.search(asked, SearchRequest(size=100))
    return dict(zip(result.ids, result.scores, strict=True))


def test_1_an_article_has_the_score_of_words_that_it_has(engine: WhooshEngine) -> None:
    texts = ("ada x x x", "beras beras beras", "ada beras")
    index = stock(*texts)
    both = stock_scores(index, query.DisjunctionMax([term("ada"), term("beras")]))
    assert both["0"] == stock_scores(index, term("beras"))["1"]

    filled(engine, texts)
    either = scores(engine, found_as(Term("ada"), Term("beras")))
    assert either.keys() == {"0", "1", "2"}
    assert either["0"] < either["1"]


def test_2_an_optional_word_counts_wherever_it_is(engine: WhooshEngine) -> None:
    texts = ("ada beras cabai", "daging ada", "daging beras cabai")
    index = stock(*texts)
    ada, beras, cabai, daging = map(term, ("ada", "beras", "cabai", "daging"))
    got = stock_scores(index, query.And([query.Or([ada, beras]), query.AndMaybe(cabai, daging)]))
    alone = {name: stock_scores(index, term(name)) for name in ("beras", "cabai", "daging")}
    assert got["2"] == pytest.approx(alone["beras"]["2"] + alone["cabai"]["2"])

    filled(engine, texts)
    either = Or((exact("ada"), exact("beras")))
    ours = scores(engine, And((either, exact("cabai"), exact("daging", is_optional=True))))
    parts = [scores(engine, exact(name)) for name in ("beras", "cabai", "daging")]
    assert ours["2"] == pytest.approx(sum(part["2"] for part in parts), abs=2e-4)


def test_3_an_excluded_word_is_in_no_hit(engine: WhooshEngine) -> None:
    texts = ("cabai", "cabai ada")
    assert stock_scores(stock(*texts), query.AndNot(term("ada"), term("cabai"))).keys() == {"1"}

    assert scores(filled(engine, texts), And((exact("ada"), Not(exact("cabai"))))) == {}


def test_4_the_first_page_is_the_beginning_of_all(engine: WhooshEngine) -> None:
    chance = random.Random(5)
    texts = [
        " ".join(chance.choices(("ada", "beras", "cabai", "daging", "emas", "foto"), k=chance.randint(1, 6)))
        for _ in range(60)
    ]
    index = stock(*texts, commits=3)
    asked = query.AndNot(term("ada"), term("cabai"))
    assert list(stock_scores(index, asked, limit=10)) != list(stock_scores(index, asked))[:10]

    filled(engine, texts)
    every = list(scores(engine, exact("ada")))
    assert len(every) > 17
    for size in (1, 10, 17):
        assert list(engine.search(exact("ada"), SearchRequest(size=size)).ids) == every[:size]


def test_5_a_query_can_be_shown_whatever_it_is_made_of() -> None:
    constant = query.Or([query.ConstantScoreQuery(term("ada")), term("beras")])
    if IS_WHOOSH3:
        with pytest.raises(NotImplementedError):
            str(constant)
    assert "ada" in str(Or((exact("ada"), Not(exact("beras")))))


def test_6_a_negation_scores_nothing(engine: WhooshEngine) -> None:
    texts = ("ada beras", "ada")
    index = stock(*texts)
    alone = stock_scores(index, term("ada"))["1"]
    assert stock_scores(index, query.And([term("ada"), query.Not(term("beras"))])) == {"1": pytest.approx(alone + 1)}

    filled(engine, texts)
    alone = scores(engine, exact("ada"))["1"]
    assert scores(engine, And((exact("ada"), Not(exact("beras"))))) == {"1": alone}


def test_7_a_prefix_scores_as_one_word(engine: WhooshEngine) -> None:
    texts = ("adab adat", "adat adat", "beras")
    index = stock(*texts)
    sums = stock_scores(index, query.Or([term("adab"), term("adat")]))
    assert stock_scores(index, query.Prefix("text", "ada")) == pytest.approx(sums)

    filled(engine, texts)
    ours = scores(engine, found_as(Prefix("ada"), text="ada*"))
    assert ours["0"] == ours["1"]  # two words that begin so in each


def test_8_what_was_deleted_does_not_count(engine: WhooshEngine, tmp_path: Path) -> None:
    texts = ("beras mahal sekali", "ada", "ada gempa")
    index = stock(*texts)
    before = stock_scores(index, term("beras"))
    writer = index.writer()
    writer.delete_by_term("id", "2")
    writer.commit(merge=False)
    assert stock_scores(index, term("beras")) == before

    filled(engine, texts).remove(["2"])
    anew = filled(open_engine(Settings(index=tmp_path / "anew"), create=True), texts[:2])
    assert scores(engine, exact("beras")) == scores(anew, exact("beras"))


def test_9_every_word_makes_a_text_longer(engine: WhooshEngine) -> None:
    texts = [f"ada {'kata ' * length}" for length in range(105, 111)]
    assert len(set(stock_scores(stock(*texts), term("ada")).values())) < len(texts)

    ours = scores(filled(engine, texts), exact("ada"))
    assert list(ours) == ["0", "1", "2", "3", "4", "5"]
    assert sorted(set(ours.values()), reverse=True) == list(ours.values())


def test_10_a_reader_sees_the_last_commit(engine: WhooshEngine, tmp_path: Path) -> None:
    texts = ("ada", "beras")
    index = stock(*texts)
    searcher = index.searcher()
    writer = index.writer()
    writer.delete_by_term("id", "0")
    writer.commit(merge=False)
    refreshed = searcher.refresh()
    seen = [hit["id"] for hit in refreshed.search(query.Every())]
    refreshed.close()
    assert seen == (["0", "1"] if IS_WHOOSH3 else ["1"])

    reader = open_engine(Settings(index=tmp_path / "index"))
    filled(engine, texts)
    assert scores(reader, exact("ada")).keys() == {"0"}
    engine.remove(["0"])
    assert scores(reader, exact("ada")) == {}
