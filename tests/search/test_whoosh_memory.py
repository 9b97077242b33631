"""What a process keeps between queries, and over a commit."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from search.engines.whoosh import WhooshEngine, columns, open_engine
from search.engines.whoosh.cache import Cache
from search.query import Everything, SearchRequest
from search.settings import Settings
from tests.builders import article, outlet, stored

_KILO = 1 << 10


def of_bytes(size: int) -> np.ndarray:
    return np.zeros(size, np.uint8)


def is_kept(cache: Cache, name: str) -> bool:
    made: list[np.ndarray] = []

    def make() -> np.ndarray:
        made.append(of_bytes(1))
        return made[0]

    cache.get((name, ""), make)
    return not made


def test_what_was_used_longest_ago_goes_first() -> None:
    cache = Cache(10 * _KILO)
    for name in ("a", "b", "c"):
        cache.get((name, ""), lambda: of_bytes(4 * _KILO))
    assert [is_kept(cache, name) for name in ("b", "c", "a")] == [True, True, False]


def test_what_another_cache_holds_is_taken_off_but_a_quarter_is_left() -> None:
    derived = Cache(100 * _KILO)
    cache = Cache(16 * _KILO, beside=derived)
    derived.get(("heads", ""), lambda: of_bytes(80 * _KILO))
    for name in ("a", "b"):
        cache.get((name, ""), lambda: of_bytes(3 * _KILO))
    assert is_kept(cache, "b")
    assert not is_kept(cache, "a")


def test_what_is_dropped_makes_room() -> None:
    cache = Cache(10 * _KILO)
    for name in ("a", "b"):
        cache.get((name, ""), lambda: of_bytes(4 * _KILO))
        cache.drop((name, ""))
    for name in ("c", "d"):
        cache.get((name, ""), lambda: of_bytes(4 * _KILO))
    assert [is_kept(cache, name) for name in ("c", "d", "a")] == [True, True, False]


def outlets(engine: WhooshEngine) -> dict[str, int]:
    result = engine.search(Everything(), SearchRequest(facets=("outlet",)))
    return {bucket.value: bucket.count for bucket in result.facets[0].buckets}


def test_facets_of_a_large_index_are_not_prepared_anew_for_a_small_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = open_engine(Settings(index=tmp_path / "index"), create=True)
    made: list[int] = []
    heads_of = columns.heads_of

    def counting(parts, numbering):
        made.append(len(parts))
        return heads_of(parts, numbering)

    monkeypatch.setattr(columns, "heads_of", counting)
    every = [article(id=f"{n:03}", outlet=outlet(("Tempo", "Kompas", "Antara")[n % 3])) for n in range(200)]
    expected: Counter[str] = Counter()
    for first, last in ((0, 100), (100, 101), (101, 103), (103, 200)):
        engine.update(stored(*every[first:last]))
        expected.update(one.outlet.id for one in every[first:last] if one.outlet)
        assert outlets(engine) == expected
    assert len(made) == 2
