"""The modules of the codec against plain Python: whatever is written is read, and by whatever way it is asked for."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import count, pairwise
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from search import analysis
from search.engines.whoosh.codec import dictionary as dictionary_module
from search.engines.whoosh.codec.container import Container, ContainerWriter
from search.engines.whoosh.codec.dictionary import TermDictionary, write_dictionary
from search.engines.whoosh.codec.inversion import inverted
from search.engines.whoosh.codec.lexicon import Lexicon
from search.engines.whoosh.codec.occurrences import Occurrences, places_of
from search.engines.whoosh.codec.planes import WIDTHS, Plane, write_plane
from search.engines.whoosh.codec.postings import Postings
from search.engines.whoosh.codec.postings_writer import write_postings
from search.engines.whoosh.codec.segment_file import SegmentDocument, write_segment
from search.engines.whoosh.codec.segment_view import SegmentView
from search.engines.whoosh.codec.values import Records, Texts, Values, write_records, write_texts, write_values
from search.engines.whoosh.raw_store import RawPlace
from search.model import Article, Origin
from tests import builders
from tests.search.codec.plain import said_by, said_of
from tests.search.codec.test_postings import as_arrays, assert_reads, assert_reads_spans

Spans: TypeAlias = Sequence[tuple[int, int]]
Found: TypeAlias = Counter[tuple[int, str, int]]  # document, term, position

quickly = settings(max_examples=60)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("codec")


_numbers = count()


def new_file(folder: Path) -> Path:
    return folder / f"{next(_numbers)}.kliping"


# ---- integers and terms --------------------------------------------------------------------------------------------

UINT32 = st.one_of(st.integers(0, 2**32 - 1), st.integers(0, 20), st.integers(0, 32).map(lambda bits: 2**bits - 1))


@quickly
@given(values=st.lists(UINT32, max_size=90), width=st.none() | st.sampled_from(WIDTHS), data=st.data())
def test_planes_give_any_values_in_any_way(
    folder: Path, values: list[int], width: int | None, data: st.DataObject
) -> None:
    path = new_file(folder)
    with ContainerWriter(path) as writer:
        write_plane(writer, "p", np.array(values, np.int64), width=width)
    plane = Plane(Container(path), "p")
    start, stop = sorted(data.draw(st.tuples(*[st.integers(0, len(values))] * 2)))
    assert plane.slice(start, stop).tolist() == plane.few(start, stop) == values[start:stop]
    chosen = data.draw(st.lists(st.integers(0, len(values) - 1)) if values else st.just([]))
    assert plane.pieces(np.array(chosen, np.int64), np.ones(len(chosen), np.int64)).tolist() == [
        values[place] for place in chosen
    ]


TERMS = st.one_of(st.binary(max_size=6), st.text("ab\xff", max_size=9).map(lambda text: text.encode("latin-1")))


@quickly
@given(terms=st.lists(TERMS, unique=True, max_size=80).map(sorted), wanted=TERMS, data=st.data())
def test_dictionaries_find_what_bisect_finds(
    folder: Path, terms: list[bytes], wanted: bytes, data: st.DataObject
) -> None:
    path = new_file(folder)
    with ContainerWriter(path) as writer:
        write_dictionary(writer, "d", terms)
    dictionary = TermDictionary(Container(path), "d")
    for term in (wanted, *terms):
        assert dictionary.lower_bound(term) == bisect_left(terms, term)
        assert dictionary.find(term) == (terms.index(term) if term in terms else -1)
    first, last = dictionary.prefix_range(wanted)
    assert terms[first:last] == [term for term in terms if term.startswith(wanted)]
    start, stop = sorted(data.draw(st.tuples(*[st.integers(0, len(terms))] * 2)))
    assert list(dictionary.slice(start, stop)) == terms[start:stop]


LONG_TERMS = st.one_of(TERMS, st.binary(max_size=3).map(lambda end: b"a" * 255 + end), st.just(b"a\0"))


@quickly
@given(
    terms=st.lists(LONG_TERMS, unique=True, max_size=80).map(sorted),
    wanted=st.lists(LONG_TERMS, max_size=9),
    data=st.data(),
)
@example(terms=[b"", b"\0"], wanted=[b"\0\0", b"\0", b"", b"\0"], data=None)
def test_dictionaries_find_many_and_give_long_slices_by_unpacking_side_by_side(
    folder: Path, terms: list[bytes], wanted: list[bytes], data: st.DataObject | None
) -> None:
    path = new_file(folder)
    with ContainerWriter(path) as writer:
        write_dictionary(writer, "d", terms)
    dictionary = TermDictionary(Container(path), "d")
    wanted = [*wanted, *terms[::2]]
    found = [terms.index(term) if term in terms else -1 for term in wanted]
    start, stop = sorted(data.draw(st.tuples(*[st.integers(0, len(terms))] * 2))) if data else (0, len(terms))
    for few, at_once in ((0, 1), (0, 3), (0, 1 << 10), (len(wanted), 1 << 10)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(dictionary_module, "_FEW", few)
            patch.setattr(dictionary_module, "_BLOCKS_UNPACKED", at_once)
            assert dictionary.find_all(wanted) == found
            assert list(dictionary.slice(start, stop)) == terms[start:stop]


# ---- postings ------------------------------------------------------------------------------------------------------

POSITIONS = st.lists(st.integers(0, 2**22 - 1), min_size=1, max_size=4, unique=True).map(sorted)


@st.composite
def plain_postings(draw: st.DrawFn) -> tuple[int, dict[bytes, dict[int, list[int]]]]:
    """A number of documents, and the postings of a field in them."""
    documents = draw(st.sampled_from((1, 2, 9, 60, 700, 30_000)))
    rows = st.dictionaries(st.integers(0, documents - 1), POSITIONS, min_size=1, max_size=12)
    return documents, draw(st.dictionaries(TERMS, rows, max_size=30))


@quickly
@given(plain_postings())
def test_postings_are_those_written(folder: Path, written: tuple[int, dict[bytes, dict[int, list[int]]]]) -> None:
    documents, plain = written
    path = new_file(folder)
    with ContainerWriter(path) as writer:
        write_postings(writer, "f", as_arrays(plain), documents=documents)
    postings = Postings(Container(path), "f", documents=documents)
    assert_reads(postings, plain)
    assert_reads_spans(postings, plain)


WORDS = ("pasok", "é", "zu", "北朝", "a", "\U0001f600", "aa", "")


@quickly
@given(
    st.lists(
        st.tuples(st.integers(0, len(WORDS) - 1), st.integers(0, 2**18 - 1), st.integers(0, 2**22 - 1)), max_size=80
    )
)
@example([(0, 5, 5), (0, 5, 5), (0, 5, 4), (1, 0, 0)])
def test_inversion_orders_by_bytes_document_and_position(found: list[tuple[int, int, int]]) -> None:
    columns = np.array(found, np.int64).reshape(-1, 3).T
    made = inverted(Occurrences(terms=columns[0], places=places_of(columns[1], columns[2])), [*map(str.encode, WORDS)])
    postings = made.postings
    assert [WORDS[number].encode() for number in made.numbers.tolist()] == list(postings.terms)
    expected: dict[bytes, dict[int, list[int]]] = {}
    for word, document, position in sorted(set(found)):
        expected.setdefault(WORDS[word].encode(), {}).setdefault(document, []).append(position)
    wanted = as_arrays(expected)
    assert postings.positions is not None
    assert wanted.positions is not None
    assert list(postings.terms) == list(wanted.terms)
    assert postings.starts.tolist() == wanted.starts.tolist()
    assert postings.documents.tolist() == wanted.documents.tolist()
    assert postings.frequencies.tolist() == wanted.frequencies.tolist()
    assert postings.positions.tolist() == wanted.positions.tolist()


# ---- texts ---------------------------------------------------------------------------------------------------------

SPACES = (
    "\u00a0",
    "\u2003",
    "\u3000",
    "\u0085",
    "\u1680",
    "\u2028",
    "\u2029",
    "\x1c",
    "\x1f",
    "\u202f",
    "\n",
    "\t",
    "  ",
)
NO_SPACES = ("\u200b", "\ufeff", "\u180e", "\u200c", "\u200d", "\u00ad", "\u2060", "\ud800", "\udfff", "\x00", "\x1b")
STRETCHES = (
    *(
        "Rusia",
        "KPK",
        "BIN",
        "A.S.",
        "anak-anak",
        "anak2",
        "anak2nya",
        "e-KTP",
        "a-b-c-d-e",
        "-x-",
        "2-2",
        "x-",
        "ABCDEFG",
    ),
    *(
        "KOMPAS.com,",
        "pemerintah.Pejabat",
        "Rp1,5",
        "8/11",
        "Jum’at",
        "l'arme",
        "Straße",
        "ŒŒŒŒ",
        "İSTANBUL",
        "ﬁ",
        "½",
        "Ⅳ",
    ),
    *(
        "北朝鮮は",
        "NHKによると",
        "북한의",
        "ข่าว",
        "ກຂ",
        "می\u200cخواهم",
        "أسلحة",
        "مُحَمَّد",
        "ישראל",
        "उत्तर",
        "оружия",
        "КНДР",
    ),
    *(
        "e\u0301",
        "\u0301",
        "a\u0301\u0302\u0303",
        "ﷺ",
        "🇮🇩",
        "☺️",
        "“dia”",
        "—",
        "…",
        "'",
        ".",
        "/",
        "\u202e",
        "²",
        "𝐀𝐁",
    ),
)
LONG = st.sampled_from(
    ("x" * 65, "北" * 300, "ab-" * 40, "KPK." * 30, "a" * 64, "\u0301" * 70, "é" * 5_000, "x.y-" * 900)
)
PIECES = st.one_of(
    st.sampled_from(STRETCHES),
    st.sampled_from((" ", *SPACES)),
    st.sampled_from(NO_SPACES),
    st.text(st.characters(), max_size=4),
)
TEXTS = st.one_of(
    st.text(st.characters(), max_size=50),
    st.lists(PIECES, max_size=24).map("".join),
    st.lists(st.sampled_from(STRETCHES), max_size=24).map(" ".join),
    st.lists(st.one_of(PIECES, LONG), max_size=6).map("".join),
)
LANGUAGES = st.sampled_from(analysis.INDEXED_LANGUAGES)


@st.composite
def texts_with_gaps(draw: st.DrawFn) -> tuple[str, Spans]:
    """A text, and spans of it that are skipped: rising, apart, some empty, some through the middle of words."""
    text = draw(TEXTS)
    edges = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    return text, tuple(zip(edges[::2], edges[1::2], strict=False))


def plain_tokens(text: str, skipped: Spans) -> list[analysis.Token]:
    return [t for t in analysis.tokenize(text) if not any(start < t.end and t.start < end for start, end in skipped)]


def found_in(lexicon: Lexicon, *parts: Occurrences) -> Found:
    words = lexicon.terms.words
    return Counter(
        (document, words[term].decode(), position)
        for part in parts
        for term, document, position in zip(
            part.terms.tolist(), part.documents.tolist(), part.positions.tolist(), strict=True
        )
    )


REMEMBERING = Lexicon()  # meets the same stretches again and again, as in a long run


@settings(max_examples=250)
@given(st.lists(texts_with_gaps(), max_size=4), st.booleans())
@example([("anak-anak", ((3, 5),)), ("anak-anak", ())], True)
@example([("", ()), (" ", ()), ("a", ()), ("", ((0, 0),))], False)
def test_fast_path_finds_the_tokens_of_the_plain_path(texts: list[tuple[str, Spans]], is_fresh: bool) -> None:
    lexicon = Lexicon() if is_fresh else REMEMBERING
    tokens = lexicon.tokens([text for text, _ in texts], [skipped for _, skipped in texts])
    plain = [plain_tokens(*text) for text in texts]
    assert found_in(lexicon, tokens.exact) == Counter(
        (document, token.text, token.position) for document, found in enumerate(plain) for token in found
    )
    assert tokens.lengths.tolist() == [len({token.position for token in found}) for found in plain]


@settings(max_examples=250)
@given(st.lists(st.tuples(texts_with_gaps(), LANGUAGES), max_size=4))
def test_fast_path_finds_the_stems_of_the_plain_path(articles: list[tuple[tuple[str, Spans], str]]) -> None:
    tokens = REMEMBERING.tokens([text for (text, _), _ in articles], [skipped for (_, skipped), _ in articles])
    analyzers = [analysis.analyzer_for(language) for _, language in articles]
    stemmed = {
        (document, analyzers[document].stem(word), position)
        for document, word, position in found_in(REMEMBERING, tokens.exact, tokens.wholes)
    }
    assert stemmed | set(found_in(REMEMBERING, tokens.cased)) == {
        (document, token.text, token.position)
        for document, ((text, skipped), _) in enumerate(articles)
        for token in analyzers[document].stem_tokens(text, plain_tokens(text, skipped))
    }


@settings(max_examples=300)
@given(st.text(st.characters(codec="ascii"), max_size=12), st.sampled_from(("", "x", "Xx", "Xx" * 40)))
@example("`", "a")
@example("'", "A")
def test_plain_words_with_marks_are_those_of_the_plain_path(marks: str, word: str) -> None:
    text = f"{marks}{word} {word}{marks} {marks}{word}{marks}"
    lexicon = Lexicon()
    tokens = lexicon.tokens([text], [()])
    plain = analysis.tokenize(text)
    assert found_in(lexicon, tokens.exact) == Counter((0, token.text, token.position) for token in plain)
    stemmed = analysis.Analyzer("xx").stem_tokens(text)
    assert set(found_in(lexicon, tokens.exact, tokens.wholes, tokens.cased)) == {
        (0, token.text, token.position) for token in stemmed
    }


@given(st.characters())
def test_every_character_parts_or_joins_words_as_in_the_plain_path(character: str) -> None:
    for text in (f"Satu{character}dua", f"a{character} {character}b", f"北{character}京 KPK{character}"):
        tokens = REMEMBERING.tokens([text], [()])
        assert found_in(REMEMBERING, tokens.exact) == Counter(
            (0, token.text, token.position) for token in analysis.tokenize(text)
        )


# ---- columns -------------------------------------------------------------------------------------------------------

VALUE_NAMES = st.one_of(
    st.sampled_from(("antara", "kcna", "Antara", "é", "")), st.text(st.characters(codec="utf-8"), max_size=5)
)


@quickly
@given(
    st.lists(st.dictionaries(VALUE_NAMES, st.text(st.characters(codec="utf-8"), max_size=5), max_size=4), max_size=40)
)
def test_value_columns_read_the_same_both_ways_round(folder: Path, rows: list[dict[str, str]]) -> None:
    path = new_file(folder)
    with ContainerWriter(path) as writer:
        write_values(writer, "v", [tuple(row.items()) for row in rows])
    column = Values(Container(path), "v")
    names = [value.decode() for value in column.values]
    assert names == sorted({value for row in rows for value in row}, key=str.encode)
    bounds = column.offsets.tolist()
    assert [[names[i] for i in column.ordinals[a:b]] for a, b in pairwise(bounds)] == [*map(list, rows)]
    for ordinal, name in enumerate(names):
        having = [document for document, row in enumerate(rows) if name in row]
        assert column.documents_with(name.encode()).tolist() == having
        assert column.labels[ordinal].decode() == rows[having[0]][name]
    assert column.documents_with(b"\xff").tolist() == []


@quickly
@given(st.lists(st.one_of(st.binary(max_size=30), st.sampled_from((b"", b"x" * 5_000))), max_size=50))
def test_texts_and_records_are_read_one_by_one(folder: Path, texts: list[bytes]) -> None:
    path = new_file(folder)
    with ContainerWriter(path) as writer:
        write_texts(writer, "t", texts)
        write_records(writer, "r", texts)
    read, records = Texts(Container(path), "t"), Records(Container(path), "r")
    assert len(read) == len(records) == len(texts)
    assert [read[number] for number in range(len(texts))] == texts
    assert [records[number] for number in range(len(texts))] == texts


# ---- segments ------------------------------------------------------------------------------------------------------

NAMES = st.sampled_from(("Antara", "Kompas", "KCNA", "é", "北"))
PLACES = st.builds(Origin, archive=st.sampled_from("ab"), file=NAMES, line=st.none() | st.integers(1, 3))
DATES = st.none() | st.sampled_from(("1999", "2022-11", "2022-11-08")).map(builders.span)
JSON_TEXTS = texts_with_gaps().map(lambda text: (text[0].encode("utf-8", "replace").decode(), text[1]))


@st.composite
def articles(draw: st.DrawFn, number: int) -> Article:
    """Any article; its id is unlike that of any other number."""
    body, boilerplate = draw(JSON_TEXTS)
    actors = draw(st.lists(st.sampled_from(("org:kpk", "country:KP", "person:x")), unique=True, max_size=3))
    return Article(
        id=draw(st.sampled_from(("z", "a", "é"))) + str(number),
        title=draw(st.none() | JSON_TEXTS.map(lambda text: text[0])),
        body=body,
        boilerplate=tuple(boilerplate),
        language=draw(st.sampled_from(("id", "ms", "en", "en-US", "ru", "ja", "ar", "xx", "und"))),
        outlet=draw(st.none() | st.builds(builders.outlet, NAMES, group=st.none() | NAMES)),
        published=draw(DATES),
        actors=tuple(builders.actor(actor, label=draw(NAMES)) for actor in actors),
        section=draw(st.none() | NAMES),
        author=draw(st.none() | NAMES),
        story_id=draw(st.none() | NAMES),
        archives=tuple(sorted(draw(st.sets(NAMES)))),
        origins=tuple(draw(st.lists(PLACES, max_size=2))),
        raw_hash=draw(st.sampled_from(("", "00ff"))),
    )


@settings(max_examples=30)
@given(st.data(), st.integers(1, 8))
def test_segments_say_what_their_articles_say(folder: Path, data: st.DataObject, size: int) -> None:
    documents = [SegmentDocument(data.draw(articles(i)), RawPlace(1, i, 9) if i % 2 else None) for i in range(size)]
    path = new_file(folder)
    write_segment(path, documents, REMEMBERING)
    assert said_by(SegmentView(path), documents) == said_of(documents)
