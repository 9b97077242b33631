"""The command line: commands, what they print, and how they end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from indexer.cli import cli
from search.engines.whoosh import open_engine
from search.model import Article
from search.settings import Settings
from tests.indexer.archives import jsonl, record, write, zipped

TEXT = "infonesia.xyz – Korea Utara menolak tuduhan itu pada Kamis 22 September 2022. Rusia juga membantahnya."


@pytest.fixture(autouse=True)
def _environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KLIPING_INDEX", str(tmp_path / "index"))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    write(tmp_path / "arsip/a.txt", TEXT)
    records = [record(number, url=f"https://contoh.id/{number}", outlet="Contoh") for number in (1, 2)]
    write(tmp_path / "arsip/b.jsonl", jsonl(*records))
    return tmp_path / "arsip"


def run(*arguments: object, code: int = 0) -> Result:
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    return result


def counts(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.stdout.splitlines()[-1])
    return found


def index(tmp_path: Path) -> list[Article]:
    engine = open_engine(Settings(index=tmp_path / "index"))
    found = [stored.article for stored in engine.scan_stored()]
    engine.close()
    return found


def by_title(tmp_path: Path) -> dict[str | None, Article]:
    return {article.title: article for article in index(tmp_path)}


# ---- add -------------------------------------------------------------------------------------------------------


def test_add_counts_what_it_did_and_twice_changes_nothing(tmp_path: Path, archive: Path) -> None:
    first = counts(run("add", archive, "--json"))
    assert list(first) == [
        "read", "added", "updated", "unchanged", "skipped", "rejected", "warnings", "seconds", "articles_per_s",
    ]  # fmt: skip
    assert (first["read"], first["added"]) == (3, 3)
    generation = counts(run("status", "--json"))["generation"]
    second = run("add", archive)
    assert "0 added, 0 updated, 3 unchanged" in second.stdout
    assert "nothing new" in second.stdout
    assert counts(run("status", "--json"))["generation"] == generation


def test_the_archive_is_called_by_its_folder_unless_named(tmp_path: Path, archive: Path) -> None:
    run("add", archive)
    assert {article.archives for article in index(tmp_path)} == {("arsip",)}
    assert "3 updated" in run("add", archive, "--archive", "Lain").stdout
    assert {article.archives for article in index(tmp_path)} == {("Lain", "arsip")}


@pytest.mark.parametrize("name", ["-x", "none", "a|b", "a\nb", "", "  ", "a\x1bb"])
def test_a_name_that_a_filter_could_not_write_is_a_usage_error(archive: Path, name: str) -> None:
    assert "--archive" in run("add", archive, f"--archive={name}", code=2).stderr


def test_a_folder_with_such_a_name_needs_another(tmp_path: Path) -> None:
    write(tmp_path / "none/a.txt", TEXT)
    assert "--archive" in run("add", tmp_path / "none", code=2).stderr
    run("add", tmp_path / "none", "--archive", "arsip")


def test_rejected_articles_are_in_a_report_whose_path_is_printed(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", jsonl(record(1), b"{", record(3)))
    result = run("add", path, code=1)
    reports = list((tmp_path / "index/reports").iterdir())
    assert f"rejected articles: {reports[0]}" in result.stdout
    assert "rejected a.jsonl:2: not-json" in result.stderr
    [line] = [json.loads(line) for line in reports[0].read_text().splitlines()]
    assert line["message"].startswith("no JSON")
    assert {name: line[name] for name in ("archive", "file", "member", "line", "reason")} == {
        "archive": "a.jsonl", "file": "a.jsonl", "member": None, "line": 2, "reason": "not-json",
    }  # fmt: skip
    assert len(index(tmp_path)) == 2


def test_the_report_goes_where_the_user_says(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"../x.txt": b"Isi", "y.txt": TEXT.encode()})
    result = run("add", path, "--report", tmp_path / "tolak.jsonl", "--json", code=1)
    assert counts(result)["rejected"] == {"unsafe-path": 1}
    assert json.loads((tmp_path / "tolak.jsonl").read_text())["member"] == "../x.txt"


def test_skipped_files_are_named_counted_and_no_failure(tmp_path: Path, archive: Path) -> None:
    write(archive / "gambar.png", b"\x89PNG\x00")
    result = run("add", archive, "--json")
    assert counts(result)["skipped"] == {"unknown-format": 1}
    assert "skipped gambar.png: unknown-format" in result.stderr


def test_many_of_one_kind_are_named_but_the_first_only(tmp_path: Path) -> None:
    for number in range(30):
        write(tmp_path / f"arsip/{number}.png", "x")
    result = run("add", tmp_path / "arsip")
    assert result.stderr.count("skipped") == 20
    assert "... and more: unknown-format" in result.stderr


def test_a_file_name_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    write(tmp_path / "arsip/\x1b[31mmerah.png", "x")
    assert "\x1b" not in run("add", tmp_path / "arsip").output


def test_what_the_run_says_is_kept_over_a_rebuild(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", jsonl(record(1), record(2, outlet="Lain", published="2020", language="en")))
    run(
        "add",
        path,
        "--outlet",
        "Suara Timur",
        "--language",
        "ms",
        "--published",
        "2022-11",
        "--timezone",
        "Asia/Jayapura",
    )
    for _ in range(2):
        first, second = by_title(tmp_path)["Judul 1"], by_title(tmp_path)["Judul 2"]
        assert first.outlet is not None
        assert second.outlet is not None
        assert first.published is not None
        assert (first.outlet.name, first.language, first.published.raw) == ("Suara Timur", "ms", "2022-11")
        assert (second.outlet.name, second.language) == ("Lain", "en")
        run("rebuild")


def test_columns_are_mapped_and_paths_read(tmp_path: Path) -> None:
    write(tmp_path / "arsip/Harian Anu/2022/a.csv", "kepala;naskah\nJudul;Isi berita\n")
    run("add", tmp_path / "arsip", "--map", "title=kepala", "--map", "body=naskah", "--path", "{outlet}/{year}/*")
    [article] = index(tmp_path)
    assert (article.title, article.body, article.outlet and article.outlet.name) == (
        "Judul",
        "Isi berita",
        "Harian Anu",
    )
    assert article.published is not None
    assert (article.published.raw, article.published.origin) == ("2022", "file")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--map", "judul"], ["--map", "koran=x"], ["--path", "{koran}/*"], ["--published", "kemarin"],
        ["--language", "bahasa?"], ["--outlet", " "], ["--timezone", "Asia/Atlantis"], ["--cache-mb", "0"],
        ["--cache-mb", "banyak"], ["--workers", "0"], ["--engine", "lain"], ["--tidak-ada"],
    ],
)  # fmt: skip
def test_wrong_usage_ends_with_2_and_writes_nothing(tmp_path: Path, archive: Path, arguments: list[str]) -> None:
    run("add", archive, *arguments, code=2)
    assert not (tmp_path / "index").exists()


def test_a_path_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    run("add", tmp_path / "tidak-ada", code=2)


def test_a_dry_run_shows_articles_and_writes_nothing(tmp_path: Path, archive: Path) -> None:
    write(archive / "c.jsonl", jsonl(b"{", *(record(number) for number in range(50))))
    result = run("add", archive, "--dry-run", code=1)
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["outlet", "date", "language", "actors", "title"]
    assert lines[1].startswith("infonesia.xyz")
    assert "2022-09-22" in lines[1]
    assert lines[21] == "dry run: nothing was written"
    assert not (tmp_path / "index").exists()


def test_no_raw_drops_what_articles_came_from(tmp_path: Path, archive: Path) -> None:
    run("add", archive, "--no-raw")
    engine = open_engine(Settings(index=tmp_path / "index"))
    assert list(engine.scan_raw()) == []
    assert "3 unchanged" in run("add", archive, "--no-raw").stdout


def test_a_limit_is_a_flag(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", jsonl(record(1), record(2, body="a" * 5000)))
    assert counts(run("add", path, "--max-article-mb", "0.001", "--json", code=1))["rejected"] == {"too-large": 1}


def test_an_impossible_or_future_date_keeps_the_article(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", jsonl(record(1, published="2022-13-45"), record(2, published="2999-01-01")))
    assert sum(counts(run("add", path, "--json"))["warnings"].values()) >= 2
    assert {article.published for article in index(tmp_path)} == {None}


def test_markup_in_a_title_stays_text(tmp_path: Path) -> None:
    run("add", write(tmp_path / "a.jsonl", jsonl(record(1, title="<script>alert(1)</script> di Kupang"))))
    assert index(tmp_path)[0].title == "<script>alert(1)</script> di Kupang"


# ---- status, show ----------------------------------------------------------------------------------------------


def test_status_and_show_tell_what_is_there(tmp_path: Path, archive: Path) -> None:
    run("add", archive)
    assert counts(run("status", "--json"))["articles"] == 3
    assert "articles:    3" in run("status").stdout
    article = by_title(tmp_path)["Judul 1"]
    shown = json.loads(run("show", article.id).stdout)
    assert (shown["url"], shown["outlet"]["name"]) == ("https://contoh.id/1", "Contoh")


def test_an_article_that_is_not_there_is_a_failure(archive: Path) -> None:
    run("add", archive)
    assert "0123456789abcdef" in run("show", "0123456789abcdef", code=1).stderr


@pytest.mark.parametrize(
    "command", [["status"], ["show", "x"], ["remove", "x"], ["correct", "x", "title=y"], ["rebuild"]]
)
def test_an_index_that_is_not_there_is_a_failure_and_is_not_made(tmp_path: Path, command: list[str]) -> None:
    assert "index" in run(*command, code=1).stderr
    assert not (tmp_path / "index").exists()


# ---- remove ----------------------------------------------------------------------------------------------------


def test_articles_are_removed_by_id_and_by_address(tmp_path: Path, archive: Path) -> None:
    run("add", archive)
    articles = by_title(tmp_path)
    run("remove", articles["Judul 1"].id)
    run("remove", "--url", "http://www.contoh.id/2?utm_source=x#bagian")
    assert [article.title for article in index(tmp_path)] == [None]


def test_an_archive_is_removed_but_for_what_others_hold(tmp_path: Path, archive: Path) -> None:
    run("add", archive)
    run("add", archive / "a.txt", "--archive", "lain")
    assert "2 articles removed; 1 stay" in run("remove", "--archive", "arsip").stdout
    [article] = index(tmp_path)
    assert (article.archives, [origin.archive for origin in article.origins]) == (("lain",), ["lain"])
    assert "3 articles read" in run("add", archive).stdout


def test_an_outlet_is_removed(tmp_path: Path, archive: Path) -> None:
    run("add", archive)
    assert "2 articles removed" in run("remove", "--outlet", "CONTOH").stdout
    assert len(index(tmp_path)) == 1


@pytest.mark.parametrize(
    "arguments", [["ffffffffffffffff"], ["--archive", "x"], ["--outlet", "x"], ["--url", "https://x.id/9"]]
)
def test_removing_what_is_not_there_is_a_failure(archive: Path, arguments: list[str]) -> None:
    run("add", archive)
    run("remove", *arguments, code=1)


@pytest.mark.parametrize("arguments", [[], ["x", "--archive", "y"], ["--url", "bukan alamat"]])
def test_removing_needs_one_choice(archive: Path, arguments: list[str]) -> None:
    run("add", archive)
    run("remove", *arguments, code=2)


# ---- correct ---------------------------------------------------------------------------------------------------


def test_a_correction_is_live_and_survives_adding_and_rebuilding(tmp_path: Path, archive: Path) -> None:
    run("add", archive)
    article_id = by_title(tmp_path)["Judul 1"].id
    run("correct", article_id, "published=2022-11-08")
    run("correct", article_id, "title=Judul yang benar")
    run("correct", "--outlet", "Contoh", "language=ms")

    def check() -> None:
        found = {article.id: article for article in index(tmp_path)}
        assert found[article_id].title == "Judul yang benar"
        assert found[article_id].published is not None
        assert found[article_id].published.raw == "2022-11-08"
        assert sorted(article.language for article in found.values()) == ["id", "ms", "ms"]

    check()
    run("rebuild")
    check()
    run("remove", article_id)
    assert "1 added" in run("add", archive).stdout
    check()
    engine = open_engine(Settings(index=tmp_path / "index"))
    assert len(list(engine.scan_raw())) == 3


def test_an_outlet_is_renamed(tmp_path: Path, archive: Path) -> None:
    run("add", archive)
    run("correct", "--outlet", "Contoh", "outlet=Contoh Baru")
    assert [article.outlet and article.outlet.name for article in index(tmp_path)].count("Contoh Baru") == 2


@pytest.mark.parametrize(
    "arguments",
    [["x"], ["x", "title"], ["x", "koran=y"], ["x", "published=kemarin"], ["x", "language=bahasa?"], ["x", "y", "z=1"],
     ["--outlet", "x", "y", "title=z"], ["x", "url=https://x.id"]],
)  # fmt: skip
def test_a_correction_that_cannot_be_is_wrong_usage(tmp_path: Path, archive: Path, arguments: list[str]) -> None:
    run("add", archive)
    run("correct", *arguments, code=2)
    assert not (tmp_path / "index/corrections.jsonl").exists()


def test_a_correction_of_an_article_that_is_not_there_is_a_failure_and_is_not_kept(
    tmp_path: Path, archive: Path
) -> None:
    run("add", archive)
    run("correct", "ffffffffffffffff", "title=x", code=1)
    assert not (tmp_path / "index/corrections.jsonl").exists()


def test_a_damaged_list_of_corrections_is_a_failure_that_names_the_line(tmp_path: Path, archive: Path) -> None:
    run("add", archive)
    write(tmp_path / "index/corrections.jsonl", '\n{"field": "title"}\n')
    assert "corrections.jsonl:2" in run("add", archive, code=1).stderr


# ---- rebuild ---------------------------------------------------------------------------------------------------


def test_a_rebuild_keeps_archives_places_and_past(tmp_path: Path, archive: Path) -> None:
    run("add", archive)
    write(archive / "b.jsonl", jsonl(record(1, url="https://contoh.id/1", body="Isi yang baru.")))
    run("add", archive)
    run("add", archive / "a.txt", "--archive", "lain")
    before = {article.id: article for article in index(tmp_path)}
    assert counts(run("rebuild", "--json"))["read"] == 3
    after = {article.id: article for article in index(tmp_path)}
    assert after == before
    assert any(article.revisions for article in after.values())


def test_a_rebuild_keeps_articles_without_raw_as_they_are_and_says_so(tmp_path: Path, archive: Path) -> None:
    run("add", archive / "a.txt", "--no-raw")
    run("add", archive / "b.jsonl")
    before = index(tmp_path)
    result = run("rebuild")
    assert "1 articles without a raw article" in result.stdout
    assert index(tmp_path) == before


def test_pages_are_extracted_again(tmp_path: Path) -> None:
    text = "<p>Isi halaman yang cukup panjang untuk dibaca.</p>"
    page = f"<html><body><h1>Jembatan diresmikan hari ini</h1>{text}</body></html>"
    run("add", write(tmp_path / "a.html", page))
    before = index(tmp_path)
    assert before[0].title == "Jembatan diresmikan hari ini"
    run("rebuild")
    assert index(tmp_path) == before
