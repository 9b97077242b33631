"""Segment files: everything that went in is read, and how stems of several languages share one file."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from search.engines.whoosh.codec.lexicon import Lexicon
from search.engines.whoosh.codec.segment_file import SegmentDocument, write_segment
from search.engines.whoosh.codec.segment_view import INFLECTED, WHOLE, SegmentView
from search.engines.whoosh.raw_store import RawPlace
from search.model import Article, Origin, SourceMention, Statement
from tests.builders import actor, article, outlet, span
from tests.growth import seconds
from tests.search.codec.plain import said_by, said_of

KCNA = SourceMention(id="kcna", name="KCNA", role="origin", raw="KCNA")


def said(start: int, end: int, **changes: Any) -> Statement:
    given = {"speaker": "KPK", "speaker_start": 0, "speaker_end": 1, "actor_id": "org:kpk"} | changes
    return Statement(start=start, end=end, verb_class="says", is_quote=True, **given)


def sample() -> list[SegmentDocument]:
    """Articles that use every column, every kind of text and several languages, some of them bare."""
    articles = [
        article(
            id="a1",
            title="KPK Tangkap Anak-Anak Bupati",
            body="Memasok senjata ke BIN, e-KTP dan anak2nya di KOMPAS.com. Baca juga: pasokan senjata. Pasok lagi",
            boilerplate=((58, 84),),
            outlet=outlet("Kompas", group="kg"),
            published=span("2022-11-08", instant=datetime(2022, 11, 8, 3, 4, 5, 6, UTC)),
            actors=(actor("org:kpk", label="KPK", count=2), actor("country:KP", label="Korea Utara")),
            sources=(KCNA,),
            statements=(said(2, 15), said(20, 42), said(50, 90, actor_id=None, speaks_for="country:KP")),
            archives=("2022", "lama"),
            section="Politik",
            author="Siti",
            story_id="s1",
            origins=(Origin(archive="a", file="x.txt"), Origin(archive="a", file="y.zip", member="é", line=7)),
            raw_hash="00ff",
        ),
        article(id="a0", title="Weapons supplied", body="the BIN supplies weapon-makers' weapons", language="en"),
        article(id="é", title=None, body="", language="und"),
        article(id="b", title="Оружия", body="КНДР поставила оружие e-mail", language="ru", outlet=outlet("Kompas")),
        article(id="c", title="北朝鮮", body="北朝鮮がNHKによると ミサイル", language="ja", published=span("1999")),
        article(id="d", title="Rusia", body="memasok", language="xx", origins=(Origin(archive="a", file="x.txt"),)),
        article(id="e", title="PASOKAN", body="PASOKAN SENJATA KE BIN " * 30, language="ms", section="Politik"),
    ]
    return [SegmentDocument(a, RawPlace(1, i * 100, 90) if i % 2 else None) for i, a in enumerate(articles)]


def written(path: Path, documents: list[SegmentDocument], lexicon: Lexicon | None = None) -> SegmentView:
    write_segment(path, documents, lexicon or Lexicon())
    return SegmentView(path)


def test_everything_that_was_written_is_read(tmp_path: Path) -> None:
    documents = sample()
    view = written(tmp_path / "s", documents)
    said, expected = said_by(view, documents), said_of(documents)
    for column, rows in expected.rows.items():
        assert any(rows), f"no article of the sample has a value in the column {column}"
    assert said == expected


def test_one_article_is_a_segment_and_so_is_a_bare_one(tmp_path: Path) -> None:
    for document in sample():
        assert said_by(written(tmp_path / "s", [document]), [document]) == said_of([document])


def test_a_lexicon_that_knows_other_segments_writes_the_same_file(tmp_path: Path) -> None:
    documents, lexicon = sample(), Lexicon()
    write_segment(tmp_path / "first", documents[3:], lexicon)
    write_segment(tmp_path / "warm", documents, lexicon)
    write_segment(tmp_path / "cold", documents, Lexicon())
    assert (tmp_path / "warm").read_bytes() == (tmp_path / "cold").read_bytes()


def test_what_a_lexicon_remembers_costs_a_small_segment_neither_a_byte_nor_its_time(tmp_path: Path) -> None:
    documents = [SegmentDocument(article(body=f"Memasok senjata e-KTP ke BIN {' '.join(map(str, range(200)))}"), None)]
    empty, full = Lexicon(), Lexicon()
    for number in range(1_000_000):
        full.terms[b"%d-" % number]
    paths = {tmp_path / "empty": empty, tmp_path / "full": full}
    taken = {path: float("inf") for path in paths}
    for _ in range(9):
        for path, lexicon in paths.items():
            taken[path] = min(taken[path], seconds(partial(write_segment, path, documents, lexicon)))

    assert len({path.read_bytes() for path in paths}) == 1
    assert taken[tmp_path / "full"] < 2 * taken[tmp_path / "empty"]  # looking through all words: three times


@pytest.fixture
def view(tmp_path: Path) -> SegmentView:
    return written(tmp_path / "s", sample())


def documents_of(view: SegmentView, field: str, term: str) -> list[int]:
    parts = [view.documents_and_frequencies(part)[0] for part in view.parts(field, term.encode())]
    return sorted({int(document) for part in parts for document in part})


def test_a_stem_is_found_in_its_language_only(view: SegmentView) -> None:
    assert view.languages == ["en", "id", "ja", "ms", "ru", "und"]
    assert documents_of(view, "body_id", "pasok") == [0]
    assert documents_of(view, "body_ms", "pasok") == [6]
    assert documents_of(view, "body_und", "memasok") == [5]
    assert documents_of(view, "body_id", "memasok") == documents_of(view, "body_und", "pasok") == []
    assert documents_of(view, "body", "memasok") == [0, 5]


def counted(postings: tuple[np.ndarray, np.ndarray]) -> Counter[int]:
    """How often by document, however often it is among the postings."""
    found: Counter[int] = Counter()
    for document, frequency in zip(*(array.tolist() for array in postings), strict=True):
        found[document] += frequency
    return found


def counted_by_reason(view: SegmentView, word: str, stems: list[tuple[str, bytes]]) -> Counter[int]:
    """What `inflected` has to say, from the postings of the word and of each stem: in these the word is counted too."""
    own = counted(view.occurrences("body", [word.encode()]))
    by_stem = sum((counted(view.occurrences(field, [stem])) for field, stem in stems), Counter())
    return Counter(
        {
            d: WHOLE * own[d] + INFLECTED * (by_stem[d] - own[d] if by_stem[d] else 0)
            for d in own.keys() | by_stem.keys()
        }
    )


@pytest.mark.parametrize("word", ["memasok", "pasokan", "pasok", "senjata", "gajah"])
@pytest.mark.parametrize("language", [None, "id"])
def test_a_word_and_what_else_has_its_stems_are_counted_apart(tmp_path: Path, word: str, language: str | None) -> None:
    documents = [document for document in sample() if language in (None, document.article.language)]
    view = written(tmp_path / "s", documents)
    stems = [(f"body_{code}", b"senjata" if word == "senjata" else b"pasok") for code in ("id", "ms", "ru", "xx")]
    found = view.inflected("body", word.encode(), stems)
    assert found is not None
    assert counted(found) == counted_by_reason(view, word, stems)
    assert found[0].size


def test_a_word_of_many_inflections_is_counted_with_them(tmp_path: Path) -> None:
    words = ("memasok", "dipasok", "pasokan", "pemasok", "pasokannya", "memasoknya", "terpasok")
    texts = [" ".join(words[: 1 + number % 7]) + " pasok" * (number % 3) for number in range(60)]
    documents = [
        SegmentDocument(article(id=f"a{number}", title=None, body=text), None) for number, text in enumerate(texts)
    ]
    view = written(tmp_path / "s", documents)
    for word in (*words, "pasok"):
        found = view.inflected("body", word.encode(), [("body_id", b"pasok")])
        assert found is not None
        assert counted(found) == counted_by_reason(view, word, [("body_id", b"pasok")])


def test_a_word_that_its_stem_does_not_stand_for_is_not_told_apart(view: SegmentView) -> None:
    assert view.inflected("body", b"memasok", [("body_ms", b"senjata")]) is not None  # not a word of that language
    assert view.inflected("body", b"memasok", [("body_ms", b"pasok"), ("body_id", b"senjata")]) is None


def test_cased_terms_and_wholes_are_found_in_the_languages_that_have_them(view: SegmentView) -> None:
    assert documents_of(view, "body_id", "^BIN") == [0]
    assert documents_of(view, "body_en", "^BIN") == [1]
    assert documents_of(view, "body_ms", "^BIN") == []  # a text all in capitals
    assert documents_of(view, "body_id", "e-ktp") == [0]
    assert documents_of(view, "body", "e-ktp") == documents_of(view, "body", "^BIN") == []


@pytest.mark.parametrize(
    "field",
    ["", "_", "judul", "body_", "body_xx", "body_de", "title.more", "body.more_id", "id", "outlet", "body_id_id"],
)
def test_a_field_that_is_not_there_has_no_terms(view: SegmentView, field: str) -> None:
    assert view.parts(field, b"pasok") == view.parts(field, b"kompas") == []


def test_positions_are_given_for_the_documents_asked_for(view: SegmentView) -> None:
    (part,) = view.parts("body", b"memasok")
    among = np.zeros(view.size, bool)
    assert [array.tolist() for array in view.positions(part, among)] == [[], []]
    among[5] = True
    assert [array.tolist() for array in view.positions(part, among)] == [[5], [0]]


def test_skipped_spans_are_not_found_and_leave_a_gap(tmp_path: Path) -> None:
    body = "Pasok senjata. Baca juga: ini Lalu"
    skipped = article(body=body, boilerplate=((body.index("Baca"), body.index(" Lalu")),))
    view = written(tmp_path / "s", [SegmentDocument(skipped, None)])
    assert list(view.exact("body").terms) == [b"lalu", b"pasok", b"senjata"]
    (part,) = view.parts("body", b"lalu")
    assert view.positions(part, np.ones(1, bool))[1].tolist() == [5]
    assert view.lengths("body").tolist() == [3]


def test_places_whose_hash_is_equal_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("segment_file", "segment_view"):
        monkeypatch.setattr(f"search.engines.whoosh.codec.{module}.hash_of", lambda place: 7)
    files = [Article(id=name, body="", origins=(Origin(archive="a", file=name),)) for name in "xyz"]
    view = written(tmp_path / "s", [SegmentDocument(a, None) for a in files])
    assert [list(view.at_place(f"a:{name}")) for name in "xyzw"] == [[0], [1], [2], []]
