"""The folder of a Whoosh index: making, opening and damaging it, and indexes of another version."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from search.engines.whoosh import WhooshEngine, layout, open_engine, storage
from search.engines.whoosh.codec import whoosh_codec
from search.engines.whoosh.layout import SCHEMA_VERSION, STORED_VERSION, EditionSettings
from search.errors import CorruptIndexError, IndexMismatchError, IndexMissingError
from search.query import Everything, SearchRequest
from search.settings import Settings
from tests.builders import article, stored
from tests.contract.queries import exact


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
        engine.update(stored(article(id=article_id, body="gempa " * 50)))
    return engine


def edition(folder: Path) -> Path:
    return folder / "editions" / (folder / "current").read_text().strip()


# ---- making and opening ----------------------------------------------------------------------------------------


def test_an_index_that_was_made_is_there_for_another_process(folder: Path) -> None:
    filled(folder, "a", "b").close()

    assert found(opened(folder)) == {"a", "b"}


def test_a_folder_that_is_not_there_or_empty_is_a_missing_index(folder: Path) -> None:
    for _ in range(2):
        with pytest.raises(IndexMissingError, match="python -m indexer add"):
            opened(folder)
        folder.mkdir(exist_ok=True)


def test_the_folders_of_a_new_index_are_brought_to_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced = []
    monkeypatch.setattr(layout, "sync", synced.append)
    open_engine(Settings(index=tmp_path / "here" / "index"), create=True)
    assert {tmp_path, tmp_path / "here", tmp_path / "here" / "index"} <= set(synced)


def test_a_folder_with_other_things_is_not_touched(folder: Path) -> None:
    folder.mkdir()
    (folder / "tesis.doc").write_text("penting")

    for create in (False, True):
        with pytest.raises(IndexMissingError, match="holds other files"):
            opened(folder, create=create)
    assert [path.name for path in folder.iterdir()] == ["tesis.doc"]


def test_a_file_is_no_index(folder: Path) -> None:
    folder.write_text("penting")

    for create in (False, True):
        with pytest.raises(IndexMissingError):
            opened(folder, create=create)
    assert folder.read_text() == "penting"


def test_an_index_is_made_beside_the_corrections_of_the_command_line(folder: Path) -> None:
    folder.mkdir()
    (folder / "corrections.jsonl").write_text("{}\n")
    filled(folder).replace_all(stored(article(id="b")))

    assert found(opened(folder)) == {"b"}
    assert (folder / "corrections.jsonl").read_text() == "{}\n"


def test_a_creation_that_did_not_finish_is_no_index_and_can_be_repeated(folder: Path) -> None:
    opened(folder, create=True).close()
    (folder / "current").unlink()

    with pytest.raises(IndexMissingError):
        opened(folder)
    assert found(filled(folder)) == {"a"}


# ---- damage ----------------------------------------------------------------------------------------------------


def lose_pointer(folder: Path) -> None:
    (folder / "current").unlink()


def empty_pointer(folder: Path) -> None:
    (folder / "current").write_text("")


def binary_pointer(folder: Path) -> None:
    (folder / "current").write_bytes(b"\xff\xfe\x00")


def pointer_out_of_the_folder(folder: Path) -> None:
    (folder / "current").write_text("../../tmp")


def lose_edition(folder: Path) -> None:
    edition(folder).rename(folder / "elsewhere")


def lose_settings(folder: Path) -> None:
    (edition(folder) / "settings.json").unlink()


def damage_settings(folder: Path) -> None:
    (edition(folder) / "settings.json").write_text('{"schema_version": "satu"}')


def lose_toc(folder: Path) -> None:
    toc(folder).unlink()


def empty_toc(folder: Path) -> None:
    toc(folder).write_bytes(b"")


def cut_toc(folder: Path) -> None:
    toc(folder).write_bytes(toc(folder).read_bytes()[:100])


def damage_toc(folder: Path) -> None:
    toc(folder).write_bytes(b"\x00" * 400)


def lose_segment(folder: Path) -> None:
    segment(folder).unlink()


def empty_segment(folder: Path) -> None:
    segment(folder).write_bytes(b"")


def cut_segment(folder: Path) -> None:
    segment(folder).write_bytes(segment(folder).read_bytes()[:-200])


def toc(folder: Path) -> Path:
    [path] = edition(folder).glob("*.toc")
    return path


def segment(folder: Path) -> Path:
    return min(edition(folder).glob("*.kliping"))


DAMAGES = [
    lose_pointer, empty_pointer, binary_pointer, pointer_out_of_the_folder, lose_edition, lose_settings,
    damage_settings, lose_toc, empty_toc, cut_toc, damage_toc, lose_segment, empty_segment, cut_segment,
]  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("create", [False, True], ids=["read", "create"])
def test_a_damaged_index_is_named_and_never_taken_for_an_empty_one(
    folder: Path, damage: Callable[[Path], None], create: bool
) -> None:
    filled(folder, "a", "b").close()
    damage(folder)

    with pytest.raises(CorruptIndexError, match="restore it from a backup"):
        opened(folder, create=create)


@pytest.mark.parametrize(
    "damage", [lose_pointer, binary_pointer, lose_edition, lose_toc], ids=lambda damage: damage.__name__
)
def test_damage_is_noticed_by_a_running_reader(folder: Path, damage: Callable[[Path], None]) -> None:
    reader = filled(folder, "a", "b")
    assert found(reader) == {"a", "b"}
    damage(folder)

    with pytest.raises(CorruptIndexError):
        found(reader)


def test_a_damaged_article_is_named(folder: Path) -> None:
    filled(folder).close()
    path = segment(folder)
    content = bytearray(path.read_bytes())
    start = content.rindex(b"\x28\xb5\x2f\xfd")  # the zstd frame of the articles, which come last
    content[start + 10] ^= 0xFF
    path.write_bytes(content)

    engine = opened(folder)
    assert found(engine) == {"a"}
    with pytest.raises(CorruptIndexError, match=path.name):
        engine.get(["a"])


def test_damaged_postings_are_named(folder: Path) -> None:
    engine = filled(folder)
    path = segment(folder)
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content.replace(b"gempa", b"hampa", 1))  # in the dictionary of the bodies
    engine.close()

    with pytest.raises(CorruptIndexError, match=path.name):
        opened(folder).search(exact("gempa"), SearchRequest())


def test_a_damaged_raw_article_is_named(folder: Path) -> None:
    engine = filled(folder)
    [path] = (edition(folder) / "raw").glob("*.zst")
    content = bytearray(path.read_bytes())
    content[-6] ^= 0xFF
    path.write_bytes(content)

    with pytest.raises(CorruptIndexError, match=path.name):
        list(engine.scan_raw())


# ---- other versions --------------------------------------------------------------------------------------------


def written_by(folder: Path, *, schema: int = SCHEMA_VERSION, stored_as: int = STORED_VERSION, analysis: str) -> None:
    settings = EditionSettings(schema_version=schema, stored_version=stored_as, analysis=analysis)
    (edition(folder) / "settings.json").write_bytes(msgspec.json.encode(settings))


@pytest.mark.parametrize("version", [{"schema": 0, "analysis": "x"}, {"analysis": "x"}], ids=["schema", "analysis"])
def test_an_index_of_another_version_is_refused_with_the_command_that_helps(
    folder: Path, version: dict[str, object]
) -> None:
    filled(folder).close()
    written_by(folder, **version)  # type: ignore[arg-type]

    for create in (False, True):
        with pytest.raises(IndexMismatchError, match="run: python -m indexer rebuild"):
            opened(folder, create=create)


def test_an_index_of_another_version_can_be_rebuilt_from_itself(folder: Path) -> None:
    filled(folder, "a", "b").close()
    written_by(folder, schema=0, analysis="x")

    old = opened(folder, check=False)
    for call in (
        lambda: old.search(Everything(), SearchRequest()),
        lambda: list(old.scan(Everything(), SearchRequest())),
        lambda: old.update(stored(article(id="c"))),
        lambda: old.remove(["a"]),
        lambda: old.known(["a"]),
        lambda: old.complete("g", limit=1),
        old.status,
    ):
        with pytest.raises(IndexMismatchError):
            call()
    assert [found.id for found in old.get(["b", "a"])] == ["b", "a"]
    assert len(list(old.scan_raw())) == 2
    old.replace_all(old.scan_stored())

    assert found(opened(folder)) == {"a", "b"}
    assert found(old) == {"a", "b"}


def test_an_index_that_stores_articles_in_another_way_cannot_be_read_at_all(folder: Path) -> None:
    filled(folder).close()
    written_by(folder, stored_as=0, analysis="x")

    for check in (False, True):
        with pytest.raises(IndexMismatchError, match="the version of Kliping that wrote it"):
            opened(folder, check=check)


def test_a_rebuild_to_another_version_reaches_a_running_reader_as_an_error(folder: Path) -> None:
    reader = filled(folder)
    opened(folder).replace_all(stored(article(id="b")))
    written_by(folder, analysis="newer")

    with pytest.raises(IndexMismatchError):
        found(reader)


# ---- editions and snapshots ------------------------------------------------------------------------------------


def test_the_edition_before_stays_until_the_rebuild_after(folder: Path) -> None:
    engine = filled(folder)
    names = [edition(folder).name]
    for article_id in ("b", "c"):
        engine.replace_all(stored(article(id=article_id)))
        names.append(edition(folder).name)

    assert sorted(path.name for path in (folder / "editions").iterdir()) == names[1:]


def test_a_rebuild_that_did_not_finish_is_cleared_away(folder: Path) -> None:
    engine = filled(folder)
    kept = edition(folder).name
    (folder / "editions" / "0099-0123abcd").mkdir()
    engine.replace_all(stored(article(id="b")))

    assert sorted(path.name for path in (folder / "editions").iterdir()) == sorted((kept, edition(folder).name))


def test_a_reader_goes_on_with_the_files_of_its_snapshot(folder: Path) -> None:
    reader, writer = filled(folder, "a"), opened(folder)
    articles = reader.scan_stored()
    scanned = reader.scan(exact("gempa"), SearchRequest())
    assert next(articles).article.id == next(scanned).id == "a"
    for body in ("satu", "dua"):
        writer.replace_all(stored(article(id="z", body=body)))

    assert list(articles) == list(scanned) == []
    assert found(reader) == {"z"}


def test_nothing_is_opened_anew_unless_a_commit_came(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = filled(folder, "a", "b")
    found(engine)
    opened_segments: list[Path] = []
    original = whoosh_codec.SegmentView

    def counting(path: Path) -> whoosh_codec.SegmentView:
        opened_segments.append(path)
        return original(path)

    monkeypatch.setattr(whoosh_codec, "SegmentView", counting)
    for _ in range(3):
        assert found(engine) == {"a", "b"}
    assert opened_segments == []
    engine.update(stored(article(id="c")))
    for _ in range(3):
        assert found(engine) == {"a", "b", "c"}
    assert len(opened_segments) == 1  # that of the new commit; the others are shared with the snapshot before


def test_a_commit_while_an_index_is_opened_is_waited_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(folder).close()
    failing = 2
    original = storage.read_contents

    def racing(path: Path) -> storage.Contents:
        nonlocal failing
        failing -= 1
        if failing >= 0:
            raise FileNotFoundError(path)
        return original(path)

    monkeypatch.setattr(storage, "read_contents", racing)
    assert found(opened(folder)) == {"a"}


def test_segments_without_a_live_article_are_dropped_and_small_ones_merged(folder: Path) -> None:
    engine = filled(folder, "a", "b", "c")
    assert engine.status().segments == 3
    engine.remove(["b"])
    assert engine.status().segments == 2
    for n in range(20):
        engine.update(stored(article(id=f"{n}", body="gempa")))

    assert engine.status().segments < 12
    assert engine.search(exact("gempa"), SearchRequest()).total == 22


def test_a_closed_engine_says_so(folder: Path) -> None:
    engine = filled(folder)
    engine.close()

    with pytest.raises(RuntimeError, match="closed"):
        engine.get(["a"])
