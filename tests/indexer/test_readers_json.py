"""JSONL and JSON, and the fields of a record."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from indexer.readers import FieldMap, Rejected
from tests.indexer.archives import articles, items, jsonl, record, rejections, write

FULL = {
    "url": "https://x.id/1", "title": "Judul", "body": "Isi.", "outlet": "Suara", "published": "2022-11-08",
    "time": "14:30", "language": "id", "author": "Ani", "section": "Politik", "tags": ["a", "b"],
    "actors": ["KPK"], "id": "77",
}  # fmt: skip


def test_every_field_of_a_line_is_read(tmp_path: Path) -> None:
    [raw] = articles(write(tmp_path / "a.jsonl", jsonl(FULL)))
    assert raw.text == "Isi."
    assert (raw.url, raw.title, raw.outlet, raw.published, raw.time) == (
        "https://x.id/1", "Judul", "Suara", "2022-11-08", "14:30",
    )  # fmt: skip
    assert (raw.language, raw.author, raw.section, raw.id) == ("id", "Ani", "Politik", "77")
    assert (raw.tags, raw.actors) == (("a", "b"), ("KPK",))
    assert raw.origin.line == 1


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("headline", "title"), ("Judul", "title"), ("date", "published"), ("Publication Date", "published"),
        ("tanggal", "published"), ("waktu", "time"), ("source", "outlet"), ("publisher", "outlet"),
        ("media", "outlet"), ("link", "url"), ("penulis", "author"), ("category", "section"),
        ("kategori", "section"), ("lang", "language"), ("bahasa", "language"),
    ],
)  # fmt: skip
def test_the_usual_names_of_a_field_are_recognised(tmp_path: Path, column: str, field: str) -> None:
    [raw] = articles(write(tmp_path / "a.jsonl", jsonl({"text": "Isi.", column: "nilai"})))
    assert getattr(raw, field) == "nilai"


@pytest.mark.parametrize("column", ["body", "text", "content", "isi", "ISI"])
def test_the_usual_names_of_the_body_are_recognised(tmp_path: Path, column: str) -> None:
    [raw] = articles(write(tmp_path / "a.jsonl", jsonl({column: "Isi berita."})))
    assert raw.text == "Isi berita."


@pytest.mark.parametrize("missing", ["", "-", " ", "nan", "NaN", "None", "null", None, float("nan"), [], {}])
def test_what_is_missing_is_none(tmp_path: Path, missing: Any) -> None:
    [raw] = articles(write(tmp_path / "a.jsonl", jsonl(record(outlet=missing, tags=missing, published=missing))))
    assert (raw.outlet, raw.tags, raw.published) == (None, (), None)


def test_a_missing_value_leaves_the_field_to_the_next_column(tmp_path: Path) -> None:
    [raw] = articles(write(tmp_path / "a.jsonl", jsonl(record(published="-", date="2022-11"))))
    assert raw.published == "2022-11"


def test_other_columns_are_mapped(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", jsonl({"Naskah": "Isi.", "body": "bukan ini", "Koran": "Suara"}))
    fields = FieldMap(chosen=(("body", "naskah"), ("outlet", "Koran")))
    [raw] = articles(path, fields=fields)
    assert (raw.text, raw.outlet) == ("Isi.", "Suara")


def test_a_title_without_a_body_is_accepted(tmp_path: Path) -> None:
    [raw] = articles(write(tmp_path / "a.jsonl", jsonl({"title": "Hanya judul", "body": ""})))
    assert (raw.title, raw.text) == ("Hanya judul", "")


@pytest.mark.parametrize(
    ("published", "read_as"),
    [(1446710203, "2015-11-05T07:56:43+00:00"), (1446710203000, "2015-11-05T07:56:43+00:00"), (2022, "2022"),
     (20221108, "20221108"), ("1446710203", "2015-11-05T07:56:43+00:00")],
)  # fmt: skip
def test_seconds_since_1970_become_iso_8601(tmp_path: Path, published: Any, read_as: str) -> None:
    [raw] = articles(write(tmp_path / "a.jsonl", jsonl(record(published=published))))
    assert raw.published == read_as


def test_values_in_other_shapes_are_read(tmp_path: Path) -> None:
    line = {
        "body": ["Alinea satu " * 10, "Alinea dua."], "source": {"id": None, "name": "Suara"}, "id": 7,
        "author": ["Ani", "Budi"], "tags": "a; b;a", "actors": [{"id": "org:kpk", "label": "KPK"}], "title": True,
    }  # fmt: skip
    [raw] = articles(write(tmp_path / "a.jsonl", jsonl(line)))
    assert raw.text.endswith("\n\nAlinea dua.")
    assert (raw.outlet, raw.id, raw.author, raw.title) == ("Suara", "7", "Ani, Budi", None)
    assert (raw.tags, raw.actors) == (("a", "b"), ("KPK",))


def test_bad_lines_are_rejected_by_their_number_and_the_rest_goes_on(tmp_path: Path) -> None:
    deep = b"[" * 100_000
    lines = jsonl(record(1), b"{no json", b"", [1], "teks", {"outlet": "x"}, b'{"title": "a\x00"}', deep, record(9))
    path = write(tmp_path / "a.jsonl", lines)
    assert rejections(path) == [
        ("a.jsonl:2", "not-json"), ("a.jsonl:4", "not-an-object"), ("a.jsonl:5", "not-an-object"),
        ("a.jsonl:6", "no-text"), ("a.jsonl:7", "binary"), ("a.jsonl:8", "not-json"),
    ]  # fmt: skip
    assert [(raw.title, raw.origin.line) for raw in articles(path)] == [("Judul 1", 1), ("Judul 9", 9)]


def test_a_line_without_text_says_which_columns_it_has(tmp_path: Path) -> None:
    [item] = items(write(tmp_path / "a.jsonl", jsonl({"naskah": "x", "koran": "y"})))
    assert isinstance(item, Rejected)
    assert "naskah, koran" in item.message
    assert "--map" in item.message


def test_a_line_of_50_mb_is_rejected_without_being_held(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(jsonl(record(1)) + b'{"body": "')
        for _ in range(50):
            file.write(b"a" * 1_000_000)
        file.write(b'"}\n' + jsonl(record(3)))
    tracemalloc.start()
    found = items(path, max_article_bytes=1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [type(item).__name__ for item in found] == ["RawArticle", "Rejected", "RawArticle"]
    assert isinstance(found[1], Rejected)
    assert (str(found[1].origin), found[1].reason) == ("a.jsonl:2", "too-large")
    assert peak < 10_000_000


def test_an_empty_file_of_lines_is_rejected(tmp_path: Path) -> None:
    assert rejections(write(tmp_path / "a.jsonl", b"")) == [("a.jsonl", "empty")]
    assert rejections(write(tmp_path / "b.jsonl", b"\n\n")) == [("b.jsonl", "empty")]


def test_a_binary_file_of_lines_is_rejected_once(tmp_path: Path) -> None:
    assert rejections(write(tmp_path / "a.ndjson", bytes(range(256)) * 50)) == [("a.ndjson", "binary")]


def test_a_json_file_holds_a_list_or_one_article_or_lines(tmp_path: Path) -> None:
    assert len(articles(write(tmp_path / "list.json", json.dumps([record(1), record(2)])))) == 2
    [one] = articles(write(tmp_path / "one.json", json.dumps(record(3), indent=2)))
    assert (one.title, one.origin.line) == ("Judul 3", None)
    assert len(articles(write(tmp_path / "lines.json", jsonl(record(1), record(2))))) == 2


def test_a_bad_article_of_a_list_is_rejected_by_its_number(tmp_path: Path) -> None:
    path = write(tmp_path / "list.json", json.dumps([record(1), 5, {"a": 1}, record(4)]))
    assert rejections(path) == [("list.json:2", "not-an-object"), ("list.json:3", "no-text")]
    assert len(articles(path)) == 2


@pytest.mark.parametrize(("content", "reason"), [("{", "not-json"), ("[]", "empty"), ("5", "not-an-object")])
def test_a_json_file_without_articles_is_rejected(tmp_path: Path, content: str, reason: str) -> None:
    assert rejections(write(tmp_path / "a.json", content)) == [("a.json", reason)]
