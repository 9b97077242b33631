"""A merged segment is the one that its live documents would have been written as, array by array."""

from __future__ import annotations

import gc
import os
import random
import tracemalloc
from collections.abc import Collection, Sequence
from itertools import count, pairwise
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engines.whoosh.codec import merge_fields, merge_postings, merge_terms, merger, spool
from search.engines.whoosh.codec.container import Container, ContainerWriter
from search.engines.whoosh.codec.lexicon import Lexicon
from search.engines.whoosh.codec.merger import merge_segments
from search.engines.whoosh.codec.planes import WIDTHS, PlaneWriter, write_plane
from search.engines.whoosh.codec.segment_file import SegmentDocument, write_segment
from search.engines.whoosh.codec.segment_view import SegmentView
from search.engines.whoosh.raw_store import RawPlace
from search.errors import CorruptIndexError
from search.model import ActorMention, Article, Origin
from tests.builders import actor, article, outlet, span
from tests.search.codec.plain import said_by, said_of
from tests.search.codec.test_container import directory_of
from tests.search.codec.test_segment import sample

Batch: TypeAlias = tuple[Sequence[SegmentDocument], Collection[int]]  # a segment's documents, and which are deleted

COMPRESSED = ("record.blocks", "article.blocks")


def written(path: Path, documents: Sequence[SegmentDocument]) -> SegmentView:
    write_segment(path, documents, Lexicon())
    return SegmentView(path)


def live(batches: Sequence[Batch]) -> list[SegmentDocument]:
    return [document for documents, deleted in batches for i, document in enumerate(documents) if i not in deleted]


def merged(folder: Path, batches: Sequence[Batch]) -> SegmentView:
    inputs = [(written(folder / f"in{i}", documents), deleted) for i, (documents, deleted) in enumerate(batches)]
    assert merge_segments(folder / "merged", inputs) == len(live(batches))
    return SegmentView(folder / "merged")


def assert_same(one: SegmentView, other: SegmentView) -> None:
    """The files differ at most in how their records are compressed."""
    assert one.container.properties == other.container.properties
    assert one.container.names() == other.container.names()
    different = [name for name in one.container.names() if not same_array(one.container, other.container, name)]
    assert not different
    for name in ("record", "article"):
        assert [*map(one.records(name).__getitem__, range(one.size))] == [
            *map(other.records(name).__getitem__, range(other.size))
        ]


def same_array(one: Container, other: Container, name: str) -> bool:
    if name.startswith(COMPRESSED):
        return len(one[name]) > 0 or not len(other[name])
    return one[name].dtype == other[name].dtype and np.array_equal(one[name], other[name])


def assert_merges(folder: Path, batches: Sequence[Batch]) -> SegmentView:
    view = merged(folder, batches)
    assert_same(view, written(folder / "fresh", live(batches)))
    return view


# ---- the same as written anew ---------------------------------------------------------------------------------------

WORDS = [
    "memasok", "pasokan", "pasok", "senjata", "anak-anak", "e-KTP", "BIN", "bin", "KPK", "ke", "Rusia", "weapons",
    "supplies", "weapon-makers", "оружие", "оружия", "北朝鮮がNHKによると", "anak2nya", "KOMPAS.com", "x", "y",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
NAMES = st.sampled_from(["Kompas", "KOMPAS", "kompas", "Tempo", "TEMPO"])


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Any article but for its id."""
    body = draw(TEXTS)
    skipped = tuple(sorted(draw(st.tuples(*[st.integers(0, len(body))] * 2))))
    return article(
        title=draw(st.none() | TEXTS),
        body=body,
        boilerplate=(skipped,) if draw(st.booleans()) else (),
        language=draw(st.sampled_from(["id", "id", "en", "ms", "ru", "ja", "und"])),
        outlet=draw(st.none() | NAMES.map(outlet)),
        actors=tuple(
            actor(f"person:{name.casefold()}", label=name) for name in draw(st.lists(NAMES, unique_by=str.casefold))
        ),
        archives=tuple(draw(st.lists(st.sampled_from("abc"), unique=True))),
        section=draw(st.none() | st.sampled_from(["Politik", "Olahraga"])),
        story_id=draw(st.none() | st.sampled_from(["s1", "s2"])),
        published=draw(st.none() | st.sampled_from(["2022-11-08", "1999"]).map(span)),
        origins=tuple(Origin(archive="a", file=name) for name in draw(st.lists(st.sampled_from("xyz"), unique=True))),
    )


@st.composite
def batches(draw: st.DrawFn) -> list[Batch]:
    """Some segments with deletions; all ids differ."""
    numbers = draw(st.permutations(range(24)))
    named = (f"{number:02}" for number in numbers)
    found: list[Batch] = []
    for _ in range(draw(st.integers(1, 4))):
        own = draw(st.lists(articles(), max_size=6))
        raw = draw(st.none() | st.just(RawPlace(1, 20, 30)))
        documents = [SegmentDocument(Article(**as_given(a) | {"id": next(named)}), raw) for a in own]
        found.append((documents, draw(st.frozensets(st.integers(0, len(own) - 1))) if own else frozenset()))
    return found


def as_given(given_article: Article) -> dict[str, object]:
    return {name: getattr(given_article, name) for name in Article.__dataclass_fields__}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("merger")


_numbers = count()


@settings(max_examples=80)
@given(batches(), st.sampled_from([1, 3, 20, 1_000]), st.sampled_from([1, 2, 30, 1_000]))
def test_a_merge_equals_a_fresh_build(folder: Path, batches: list[Batch], terms: int, positions: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        cut_small(patch, terms=terms, positions=positions)
        patch.setattr(os, "fsync", lambda descriptor: None)  # so many files need not outlive the machine
        folder = folder / str(next(_numbers))
        folder.mkdir()
        assert_merges(folder, batches)
        assert {path.name for path in folder.iterdir()} == {*(f"in{i}" for i in range(len(batches))), "merged", "fresh"}


def cut_small(patch: pytest.MonkeyPatch, *, terms: int, positions: int) -> None:
    """Let what is taken together be so many at most, and spools go to the disk early."""
    patch.setattr(merge_terms, "_TERMS_AT_ONCE", terms)
    patch.setattr(merge_postings, "_POSITIONS_AT_ONCE", positions)
    patch.setattr(merge_fields, "_DOCUMENTS_AT_ONCE", min(terms, 5))
    patch.setattr(spool, "_IN_MEMORY", positions)


def news(number: int) -> SegmentDocument:
    """An article of some 100 words as news has them: a few common, many rare, some new in every article."""
    chosen = random.Random(number)
    common = ["yang", "dan", "di", "memasok", "pasokan", "anak-anak", "Presiden", "KPK", "tahun", "pemerintah"]
    words = [
        chosen.choice(common) if chosen.random() < 0.5 else f"kata{int(chosen.paretovariate(0.5)) % 5_000}"
        for _ in range(chosen.randrange(60, 140))
    ]
    own = article(
        id=f"{number * 2_654_435_761 % 2**32:x}",
        title=" ".join(words[:6]).capitalize(),
        body=" ".join([*words, f"baru{number}"]),
        language=chosen.choice(["id", "id", "id", "en", "ms"]),
        outlet=outlet(chosen.choice(["Kompas", "KOMPAS", "Tempo", "Suara"])),
        actors=tuple(
            ActorMention(actor_id=f"person:p{n}", label=chosen.choice([f"P {n}", f"P. {n}"]), kind="person", count=1)
            for n in {int(chosen.paretovariate(0.4)) % 900 for _ in range(5)}
        ),
        author=f"Penulis {number % 37}",
        origins=(Origin(archive="arsip", file=f"{number % 5}.jsonl", line=number),),
    )
    return SegmentDocument(own, RawPlace(1, number * 50, 50))


@pytest.mark.parametrize("in_slices", [False, True])
def test_some_hundred_articles_of_four_segments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_slices: bool
) -> None:
    if in_slices:
        cut_small(monkeypatch, terms=400, positions=900)
    segments = [[news(number) for number in range(*between)] for between in pairwise((0, 160, 161, 300, 420))]
    deleted = random.Random(1).sample(range(120), 40)
    view = assert_merges(tmp_path, [(segments[0], ()), (segments[1], ()), (segments[2], deleted), (segments[3], {119})])
    assert "actor.renamed" in view.container


def test_merged_segments_are_merged_like_others(tmp_path: Path) -> None:
    documents = [news(number) for number in range(60)]
    first = merged(tmp_path, [(documents[:20], {3, 4}), (documents[20:40], {0, 19})])
    merge_segments(tmp_path / "second", [(first, {0, 17, 18}), (written(tmp_path / "in2", documents[40:]), {5})])
    left = live([(documents, {3, 4, 20, 39, 0, 19, 21, 45})])
    assert_same(SegmentView(tmp_path / "second"), written(tmp_path / "fresh", left))


@pytest.mark.parametrize("end", range(8))
def test_a_merge_says_what_the_articles_say(tmp_path: Path, end: int) -> None:
    documents = sample()
    batches = [(documents[:end], {0} if end else ()), (documents[end:], {len(documents) - end - 1} if end < 7 else ())]
    view = merged(tmp_path, batches)
    assert said_by(view, live(batches)) == said_of(live(batches))


def test_nothing_is_left_of_what_only_deleted_documents_had(tmp_path: Path) -> None:
    documents = sample()
    view = merged(tmp_path, [(documents, {0, 2, 3, 4, 5})])
    assert view.languages == ["en", "ms"]
    assert view.values("outlet").values.find(b"kompas") == view.exact("body").terms.find(b"memasok") == -1
    assert view.stems("body_id") is None
    assert view.find("a1") is None
    assert [view.id_of(number) for number in range(view.size)] == ["a0", "e"]


def test_a_merge_of_deleted_documents_alone_is_an_empty_segment(tmp_path: Path) -> None:
    documents = sample()
    assert assert_merges(tmp_path, [(documents[:3], range(3)), (documents[3:], range(4)), ([], ())]).size == 0


def test_a_value_is_called_what_the_first_live_document_calls_it(tmp_path: Path) -> None:
    names = ["Kompas", "KOMPAS", "kompas", "Kompas"]
    documents = [SegmentDocument(article(id=str(i), outlet=outlet(name)), None) for i, name in enumerate(names)]
    for deleted, label in ((set(), b"Kompas"), ({0}, b"KOMPAS"), ({0, 1}, b"kompas"), ({0, 1, 2}, b"Kompas")):
        column = merged(
            tmp_path, [(documents[:2], deleted & {0, 1}), (documents[2:], {i - 2 for i in deleted - {0, 1}})]
        ).values("outlet")
        assert [*column.labels] == [label]
        assert column.labels[0] == label


def test_an_id_that_two_documents_have_is_kept_as_it_is_written(tmp_path: Path) -> None:
    twice = [SegmentDocument(article(id=name, title=f"{i}"), None) for i, name in enumerate("baabca")]
    assert_merges(tmp_path, [(twice[:4], ()), (twice[4:], ())])


# ---- what it costs, and what may go wrong ---------------------------------------------------------------------------


def test_a_term_with_any_number_of_positions_takes_bounded_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """1.6 million positions of one term would be 6.4 MB as they are decoded, and some times that to put in order."""
    cut_small(monkeypatch, terms=1_000, positions=20_000)
    monkeypatch.setattr(merge_fields, "_DOCUMENTS_AT_ONCE", 1 << 16)
    crowded = [SegmentDocument(article(id=f"{i}", title=None, body="a " * 20_000), None) for i in range(80)]
    inputs = [(written(tmp_path / "in0", crowded[:40]), ()), (written(tmp_path / "in1", crowded[40:]), {3})]
    gc.collect()
    tracemalloc.start()
    try:
        merge_segments(tmp_path / "merged", inputs)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    view = SegmentView(tmp_path / "merged")
    (part,) = view.parts("body", b"a")
    assert part.place.occurrences == 79 * 20_000
    assert peak < 4_000_000


@pytest.fixture
def inputs(tmp_path: Path) -> list[tuple[SegmentView, Collection[int]]]:
    renamed = [SegmentDocument(article(id=name, outlet=outlet(name)), None) for name in ("Suara", "SUARA")]
    documents = [*sample(), *renamed]
    return [(written(tmp_path / "in0", documents[:4]), {1}), (written(tmp_path / "in1", documents[4:]), ())]


def test_a_damaged_input_is_refused_and_no_file_is_left(
    tmp_path: Path, inputs: list[tuple[SegmentView, Collection[int]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_small(monkeypatch, terms=2, positions=2)
    for array in ("body.positions.low", "section.ordinals", "outlet.renamed", "article.blocks"):
        start = directory_of(tmp_path / "in1")[1]["arrays"][array][1]
        data = bytearray((tmp_path / "in1").read_bytes())
        data[start] ^= 1
        (tmp_path / "damaged").write_bytes(data)
        with pytest.raises(CorruptIndexError, match=f"damaged is damaged in the array '{array}'"):
            merge_segments(tmp_path / "merged", [inputs[0], (SegmentView(tmp_path / "damaged"), ())])
        assert {path.name for path in tmp_path.iterdir()} == {"in0", "in1", "damaged"}


def test_more_positions_than_a_file_can_count_are_refused_before_anything_is_written(
    tmp_path: Path, inputs: list[tuple[SegmentView, Collection[int]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merger, "_MAX_POSITIONS", 20)
    with pytest.raises(ValueError, match=r"2 segments have [0-9]+ positions in the field body: merge fewer"):
        merge_segments(tmp_path / "merged", inputs)
    with pytest.raises(ValueError, match="no segments to merge"):
        merge_segments(tmp_path / "merged", [])
    assert not (tmp_path / "merged").exists()


def test_spools_give_back_what_came_in_and_leave_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "_IN_MEMORY", 10)
    parts = [
        np.arange(n, dtype=np.int64) * factor
        for n, factor in ((3, 1), (9, 100), (0, 1), (25, 70_000), (1, 1), (11, 1 << 33))
    ]
    with spool.Spools(tmp_path / "target") as new_spool:
        kept = new_spool()
        other = new_spool()
        for part in parts:
            kept.add(part)
            other.add(part[::-1])
            assert list(tmp_path.iterdir()) == []
        for _ in range(2):
            assert np.concatenate([*kept.parts()]).tolist() == np.concatenate(parts).tolist()
        assert [len(part) % 8 for part in kept.parts()][:-1] == [0] * (len([*kept.parts()]) - 1)
        assert len(kept) == sum(map(len, parts))
        assert kept.type == np.uint64
        kept.add(np.array([7]))
        assert [*kept.parts()][-1][-1] == 7
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("width", [None, *WIDTHS])
def test_a_plane_that_is_written_in_parts_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: int | None
) -> None:
    monkeypatch.setattr(spool, "_IN_MEMORY", 16)
    values = np.random.default_rng(7).integers(0, 200, 500)
    values[::41] = (1 << 32) - 1  # exceptions in most parts
    with ContainerWriter(tmp_path / "whole") as writer:
        write_plane(writer, "p", values, width=width)
    with ContainerWriter(tmp_path / "parts") as writer, spool.Spools(tmp_path / "parts") as new_spool:
        plane = PlaneWriter(new_spool(), width=width)
        for part in np.split(values, [3, 50, 51, 51, 230, 231, 400]):
            plane.add(part)
        plane.write(writer, "p")
    assert (tmp_path / "parts").read_bytes() == (tmp_path / "whole").read_bytes()
