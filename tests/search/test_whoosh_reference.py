"""Our index is a genuine Whoosh index, and stock Whoosh is the reference for what a single word scores."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from whoosh import index, query, scoring
from whoosh.searching import Searcher
from whoosh.util.numeric import byte_to_length, length_to_byte

from search.engines.whoosh import WhooshEngine, open_engine
from search.query import SearchRequest, Term
from search.settings import Settings
from tests.builders import article, stored
from tests.contract.queries import exact, found_as, quoted

WORDS = ("gempa", "jawa", "beras", "rusia", "senjata", "memasok", "pasokan", "banjir", "kereta", "hujan")
EXACT_LENGTHS = [n for n in range(1, 60) if byte_to_length(length_to_byte(n)) == n]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    """Sixty articles in three commits, of lengths that Whoosh, which gives them a byte, keeps exactly."""
    chance = random.Random(7)
    made = open_engine(Settings(index=tmp_path_factory.mktemp("reference") / "index"), create=True)
    for part in range(3):
        made.update(
            stored(
                *(
                    article(
                        id=f"{part}-{n:02}",
                        title=" ".join(chance.choices(WORDS, k=chance.randint(1, 6))),
                        body=" ".join(chance.choices(WORDS, k=chance.choice(EXACT_LENGTHS))),
                    )
                    for n in range(20)
                )
            )
        )
    return made


@contextmanager
def stock(engine: WhooshEngine) -> Iterator[Searcher]:
    """Stock Whoosh on the files of the index."""
    root = Path(engine.status().location)
    whole = index.open_dir(str(root / "editions" / (root / "current").read_text().strip()))
    with closing(whole.searcher(weighting=scoring.BM25F())) as searcher:
        yield searcher


def article_ids(searcher: Searcher) -> dict[int, str]:
    """The ids by Whoosh's document numbers."""
    return {
        number: bytes(key).decode()
        for key in searcher.lexicon("id")
        for number in searcher.postings("id", key).all_ids()
    }


def ids(searcher: Searcher, asked: query.Query) -> set[str]:
    articles = article_ids(searcher)
    return {articles[hit.docnum] for hit in searcher.search(asked, limit=None)}


@pytest.mark.parametrize("field", ["title", "body"])
@pytest.mark.parametrize("word", WORDS)
def test_a_single_exact_word_of_one_field_scores_what_stock_whoosh_gives_it(
    engine: WhooshEngine, field: str, word: str
) -> None:
    result = engine.search(exact(word, fields=(field,)), SearchRequest(size=100))
    with stock(engine) as searcher:
        articles = article_ids(searcher)
        hits = searcher.search(query.Term(field, word), limit=None)
        expected = {articles[hit.docnum]: hit.score for hit in hits}

    assert len(expected) > 5
    assert dict(zip(result.ids, result.scores, strict=True)) == pytest.approx(expected, abs=1e-4)


def test_stock_whoosh_finds_words_stems_and_phrases_in_the_index(engine: WhooshEngine) -> None:
    everything = SearchRequest(size=100)
    stem = found_as(Term("pasok", "id", "stem"), fields=("body",))
    phrase = quoted("gempa jawa", fields=("body",))

    with stock(engine) as searcher:
        assert ids(searcher, query.Term("body_id", "pasok")) == set(engine.search(stem, everything).ids) != set()
        assert ids(searcher, query.Phrase("body", ["gempa", "jawa"])) == set(engine.search(phrase, everything).ids)


def test_stock_whoosh_knows_what_is_deleted(tmp_path: Path) -> None:
    engine = open_engine(Settings(index=tmp_path / "index"), create=True)
    engine.update(stored(*(article(id=article_id, body="gempa") for article_id in "abc")))
    engine.update(stored(article(id="b", body="banjir")))
    engine.remove(["c"])

    with stock(engine) as searcher:
        assert ids(searcher, query.Term("body", "gempa")) == {"a"}
        assert searcher.doc_count() == 2
