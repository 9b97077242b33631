"""The folder of a Whoosh index: making, opening, damaging and locking it."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.engines.whoosh import WhooshEngine, open_engine
from search.errors import CorruptIndexError, IndexMissingError
from search.query import Everything, SearchRequest
from search.settings import Settings
from tests.builders import article, stored


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


def opened(folder: Path, *, create: bool = False, check: bool = True) -> WhooshEngine:
    return open_engine(Settings(index=folder), create=create, check=check)


def found(engine: WhooshEngine) -> set[str]:
    return set(engine.search(Everything(), SearchRequest()).ids)


def filled(folder: Path, *ids: str) -> WhooshEngine:
    engine = opened(folder, create=True)
    for article_id in ids or ("a",):
        engine.update(stored(article(id=article_id)))
    return engine


def test_an_index_that_was_made_is_there_for_another_process(folder: Path) -> None:
    filled(folder, "a", "b").close()

    assert found(opened(folder)) == {"a", "b"}


def test_a_folder_that_is_not_there_is_a_missing_index(folder: Path) -> None:
    with pytest.raises(IndexMissingError, match="python -m indexer add"):
        opened(folder)


def test_a_folder_with_other_things_is_not_touched(folder: Path) -> None:
    folder.mkdir()
    (folder / "tesis.doc").write_text("penting")

    with pytest.raises(IndexMissingError, match="holds other files"):
        opened(folder, create=True)
    assert [path.name for path in folder.iterdir()] == ["tesis.doc"]


def test_an_index_without_its_pointer_is_damaged_and_not_empty(folder: Path) -> None:
    filled(folder)
    (folder / "current").unlink()

    for create in (False, True):
        with pytest.raises(CorruptIndexError, match="current"):
            opened(folder, create=create)
