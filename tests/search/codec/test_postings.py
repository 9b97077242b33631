"""Postings of a field, read back term by term, against plain dicts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from search.engines.whoosh.codec.container import Container, ContainerWriter
from search.engines.whoosh.codec.postings import FieldPostings, Postings, document_class
from search.engines.whoosh.codec.postings_writer import write_postings
from search.engines.whoosh.codec.term_places import JoinedPlaces, TermPart, TermPlaces, places_of
from search.engines.whoosh.codec.terms import Terms

PlainPostings = dict[bytes, dict[int, list[int]]]  # term to document to positions


def as_arrays(plain: PlainPostings, *, with_positions: bool = True) -> FieldPostings:
    terms = sorted(plain)
    rows = [(document, plain[term][document]) for term in terms for document in sorted(plain[term])]
    return FieldPostings(
        terms=Terms.of(terms),
        starts=np.cumsum([0, *(len(plain[term]) for term in terms)], dtype=np.int64),
        documents=np.array([document for document, _ in rows], np.uint32),
        frequencies=np.array([len(positions) for _, positions in rows], np.uint32),
        positions=np.array([p for _, row in rows for p in row], np.uint32) if with_positions else None,
    )


def written(path: Path, plain: PlainPostings, *, documents: int, with_positions: bool = True) -> Postings:
    with ContainerWriter(path) as writer:
        write_postings(writer, "f", as_arrays(plain, with_positions=with_positions), documents=documents)
    return Postings(Container(path), "f", documents=documents)


def assert_reads(read: Postings, plain: PlainPostings) -> None:
    """Everything that `read` says is what `plain` says."""
    assert list(read.terms.slice(0, len(read.terms))) == sorted(plain)
    assert read.places(range(len(plain))) == [read.place(ordinal) for ordinal in range(len(plain))]
    for ordinal, term in enumerate(sorted(plain)):
        place, expected = read.place(ordinal), plain[term]
        documents = sorted(expected)
        frequencies = read.frequencies(place)
        assert place.df == len(documents)
        assert place.occurrences == sum(map(len, expected.values()))
        assert read.documents(place).tolist() == documents
        assert frequencies.tolist() == [len(expected[document]) for document in documents]
        every, last = range(len(documents)), range(len(documents) - 1, len(documents))
        for chosen in (range(0), every, range(0, len(documents), 2), last):
            found = read.positions_in(place, frequencies, np.array(chosen, np.int64))
            assert found.tolist() == [p for i in chosen for p in expected[documents[i]]]


def assert_reads_spans(read: Postings, plain: PlainPostings) -> None:
    """What `read` says of terms that follow one another, all at once, is what `plain` says."""
    terms = sorted(plain)
    for first in {0, 1, len(terms) // 2, 64, 65}:
        for last in {first + 1, first + 3, (first + len(terms)) // 2, len(terms)}:
            if not first < last <= len(terms):
                continue
            span = read.span(first, last)
            rows = [row for term in terms[first:last] for row in sorted(plain[term].items())]
            assert span.df.tolist() == [len(plain[term]) for term in terms[first:last]]
            assert read.documents_of(span).tolist() == [document for document, _ in rows]
            assert read.frequencies_of(span).tolist() == [len(positions) for _, positions in rows]
            found = read.positions_between(span.positions, span.positions + int(span.occurrences.sum()))
            assert found.tolist() == [position for _, positions in rows for position in positions]


def spread(count: int, documents: int) -> dict[int, list[int]]:
    """`count` of the documents, unevenly far apart, each with one to three positions."""
    rng = np.random.default_rng(count)
    chosen = np.sort(rng.choice(documents, count, replace=False)).tolist()
    return {int(document): list(range(document % 7, document % 7 + 1 + document % 3)) for document in chosen}


@pytest.mark.parametrize("documents", [1, 2, 7, 8, 9, 100, 15_000, 40_000])
def test_terms_of_all_frequencies_are_read_as_written(tmp_path: Path, documents: int) -> None:
    counts = sorted({min(count, documents) for count in (1, 2, 3, 4, 12, 50, 60, 250, 700, 5_000, documents)})
    several = [count for count in counts for _ in range(24 if count < 100 else 2)]  # of some blocks of 64 terms
    plain = {f"term{i * 7919 % 1000:03}-{count}".encode(): spread(count, documents) for i, count in enumerate(several)}
    assert_reads(written(tmp_path / "f", plain, documents=documents), plain)


def test_every_class_of_documents_is_met(tmp_path: Path) -> None:
    counts = (1, 2, 3, 4, 60, 250, 1_000, 5_000, 40_000)
    plain = {b"%06d" % count: spread(count, 40_000) for count in counts}
    classes = document_class(np.array(counts), 40_000)
    assert set(classes.tolist()) == {0, 1, 2, 3, 4, 5}
    read = written(tmp_path / "f", plain, documents=40_000)
    assert [read.place(ordinal).kept_as for ordinal in range(len(counts))] == classes.tolist()
    assert_reads(read, plain)


def test_long_gaps_are_exceptions_in_every_class(tmp_path: Path) -> None:
    documents = 300_000
    crowded = {width: documents // gap for width, gap in ((8, 40), (10, 150), (12, 600), (16, 2_000))}
    plain = {
        b"w%02d" % width: {0: [0], **{documents - i: [i] for i in range(1, count)}} for width, count in crowded.items()
    }
    read = written(tmp_path / "f", plain, documents=documents)
    assert_reads(read, plain)
    assert_reads_spans(read, plain)


def test_how_documents_are_kept_depends_on_how_common_the_term_is() -> None:
    df = np.array([12_500, 12_499, 2_000, 1_999, 500, 499, 125, 124, 9, 8, 3, 1])
    assert document_class(df, 100_000).tolist() == [0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 5]
    assert document_class(np.array([3, 2, 1]), 20_000).tolist() == [4, 5, 5]
    assert document_class(np.array([2, 1]), 700).tolist() == [3, 3]
    assert document_class(np.array([1]), 1).tolist() == [0]


def test_a_field_without_terms_is_empty(tmp_path: Path) -> None:
    for with_positions in (False, True):
        read = written(tmp_path / "f", {}, documents=5, with_positions=with_positions)
        assert len(read.terms) == 0
        assert read.terms.find(b"a") == -1
        assert read.has_positions is with_positions


def test_a_field_may_keep_no_positions(tmp_path: Path) -> None:
    plain = {b"a": {0: [1, 2], 2: [7]}, b"b": {1: [0]}}
    read = written(tmp_path / "f", plain, documents=3, with_positions=False)
    assert not read.has_positions
    place = read.place(0)
    assert read.documents(place).tolist() == [0, 2]
    assert read.frequencies(place).tolist() == [2, 1]
    with pytest.raises(AssertionError, match="no positions"):
        read.positions_between(0, 1)


def test_a_term_beyond_the_last_is_an_error(tmp_path: Path) -> None:
    terms = written(tmp_path / "f", {b"a": {0: [0]}, b"b": {0: [1]}}, documents=1).terms
    for ordinal in (-1, 2, 16):
        with pytest.raises(IndexError):
            terms[ordinal]
    assert list(terms) == [b"a", b"b"]


@pytest.mark.parametrize("share", [0.0, 0.1, 0.9, 1.0])
@pytest.mark.parametrize("is_whole", [True, False])
def test_places_are_those_of_the_documents_asked_for_and_of_others_only_where_that_is_sooner(
    tmp_path: Path, share: float, is_whole: bool
) -> None:
    documents = 1_000
    plain = {b"rare": spread(9, documents), b"mid": spread(120, documents), b"often": spread(700, documents)}
    read = written(tmp_path / "f", plain, documents=documents)
    rng = np.random.default_rng(1)
    among, is_kept = rng.random(documents) < share, rng.random(documents) < 0.8
    for ordinal, term in enumerate(sorted(plain)):
        places = TermPlaces(TermPart(read, read.place(ordinal)), None if is_whole else is_kept)
        for first, last in ((0, documents), (100, 101), (300, 800)):
            found = places.between(first, last, among).tolist()
            rows = [(d, p) for d, row in plain[term].items() if first <= d < last for p in row]
            every = [d << 32 | p for d, p in rows if is_whole or is_kept[d]]
            wanted = [place for place in every if among[place >> 32]]
            assert found in ([wanted, every] if is_whole and wanted else [wanted])


@pytest.mark.parametrize("share", [0.0, 0.1, 1.0])
@pytest.mark.parametrize("is_whole", [True, False])
def test_places_of_many_terms_are_those_of_each(tmp_path: Path, share: float, is_whole: bool) -> None:
    documents = 20_000
    counts = (1, 2, 9, 40, 120, 400, 1_000, 2_400, 2_600, 15_000)
    plain = {b"%05d" % count: spread(count, documents) for count in counts}
    read = written(tmp_path / "f", plain, documents=documents)
    assert {read.place(ordinal).kept_as for ordinal in range(len(counts))} == {0, 1, 2, 3, 4, 5}
    rng = np.random.default_rng(2)
    among, is_kept = rng.random(documents) < share, rng.random(documents) < 0.8
    parts = [TermPart(read, place) for place in read.places(range(len(counts)))]
    for stretches in ([(0, documents)], [(0, 1), (1, 9_000), (9_000, 9_001), (12_000, documents)]):
        found = places_of(parts, None if is_whole else is_kept)
        assert [type(places) for places in found] == [TermPlaces, TermPlaces, JoinedPlaces]
        rows = [(d, p) for row in plain.values() for d, positions in row.items() for p in positions]
        rows = [(d, p) for d, p in rows if is_whole or is_kept[d]]
        assert sum(places.count for places in found) == len(rows)
        assert {int(d) for places in found for d in places.documents} == {d for d, _ in rows}
        for first, last in stretches:
            some = [places.between(first, last, among) for places in found]
            assert all((np.diff(places) >= 0).all() for places in some)
            wanted = sorted(d << 32 | p for d, p in rows if first <= d < last and among[d])
            assert sorted(int(p) for places in some for p in places if among[p >> 32]) == wanted


def test_few_parts_of_a_term_are_read_one_by_one(tmp_path: Path) -> None:
    plain = {b"%d" % count: spread(count, 1_000) for count in (3, 5, 900)}
    read = written(tmp_path / "f", plain, documents=1_000)
    found = places_of([TermPart(read, place) for place in read.places(range(3))], None)
    assert [type(places) for places in found] == [TermPlaces] * 3


@pytest.mark.parametrize("times", [None, range(1, 12)])
@pytest.mark.parametrize("step", [1, 3])
def test_terms_are_read_together_as_one_by_one(tmp_path: Path, times: range | None, step: int) -> None:
    documents = 20_000
    counts = (1, 2, 9, 40, 120, 400, 1_000, 2_400, 2_600, 9_000, 15_000)
    plain = {b"%05d" % count: spread(count, documents) for count in counts}
    read = written(tmp_path / "f", plain, documents=documents)
    ordinals = range(0, len(counts), step)
    found = read.of_terms(ordinals, times=None if times is None else times[::step])
    rows = [
        (document, len(positions) * (times or [1] * len(counts))[ordinal])
        for ordinal, row in enumerate(plain.values())
        if ordinal in ordinals
        for document, positions in row.items()
    ]
    assert sorted(zip(*(array.tolist() for array in found), strict=True)) == sorted(rows)
    assert [array.dtype for array in found] == [np.int64, np.uint32]
