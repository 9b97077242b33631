"""Folders, packed files, and what hostile ones try."""

from __future__ import annotations

import io
import os
import tarfile
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from indexer.readers import Rejected
from tests.indexer.archives import (
    articles,
    items,
    jsonl,
    noise,
    packed,
    record,
    rejections,
    skips,
    tarred,
    write,
    zipped,
)

MEMBERS = {"b.jsonl": jsonl(record(1), record(2)), "2022/a.txt": b"Isi berita.", "gambar.png": b"\x89PNG\x00"}


# ---- folders ---------------------------------------------------------------------------------------------------


def test_a_folder_is_read_recursively_in_a_stable_order(tmp_path: Path) -> None:
    for name in ("z.txt", "b/2.txt", "b/1.txt", "a/3.txt", "b/c/4.txt"):
        write(tmp_path / name, f"Isi {name}")
    names = [raw.origin.file for raw in articles(tmp_path)]
    assert names == ["z.txt", "a/3.txt", "b/1.txt", "b/2.txt", "b/c/4.txt"]
    assert [raw.origin.file for raw in articles(tmp_path)] == names


def test_unknown_hidden_and_linked_files_are_skipped_and_named(tmp_path: Path) -> None:
    write(tmp_path / "a.TXT", "Isi")
    write(tmp_path / "README", "bukan berita")
    write(tmp_path / ".git/config.txt", "bukan berita")
    write(tmp_path / ".a.txt", "bukan berita")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.TXT")
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    assert sorted(skips(tmp_path)) == [
        (".a.txt", "hidden"), (".git", "hidden"), ("README", "unknown-format"), ("link.txt", "symlink"),
        ("loop", "symlink"), ("pipe.txt", "special-file"),
    ]  # fmt: skip
    assert [raw.origin.file for raw in articles(tmp_path)] == ["a.TXT"]


def test_the_index_inside_of_what_is_read_is_left_out(tmp_path: Path) -> None:
    write(tmp_path / "index/current.txt", "bukan berita")
    write(tmp_path / "a.txt", "Isi")
    assert skips(tmp_path, exclude=tmp_path / "index") == [("index", "index")]
    assert len(articles(tmp_path, exclude=tmp_path / "index")) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder, so none is unreadable")
def test_an_unreadable_folder_is_rejected_and_the_rest_goes_on(tmp_path: Path) -> None:
    write(tmp_path / "tutup/a.txt", "Isi")
    write(tmp_path / "z.txt", "Isi")
    (tmp_path / "tutup").chmod(0)
    try:
        assert rejections(tmp_path) == [("tutup/", "unreadable")]
        assert len(articles(tmp_path)) == 1
    finally:
        (tmp_path / "tutup").chmod(0o700)


def test_a_file_that_cannot_be_opened_is_rejected_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import indexer.readers as readers

    class Refusing(readers.CountedFile):
        def __init__(self, path: Path, advance: object) -> None:
            if path.name == "a.txt":
                raise PermissionError(13, "Permission denied")
            super().__init__(path, lambda _: None)

    monkeypatch.setattr(readers, "CountedFile", Refusing)
    write(tmp_path / "a.txt", "Isi")
    write(tmp_path / "b.txt", "Isi")
    assert rejections(tmp_path) == [("a.txt", "unreadable")]
    assert len(articles(tmp_path)) == 1


def test_a_path_that_is_not_there_is_rejected(tmp_path: Path) -> None:
    assert rejections(tmp_path / "tidak-ada") == [("tidak-ada", "unreadable")]


def test_a_file_name_that_is_no_utf_8_can_be_told(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    write(tmp_path / name, "Isi")
    [raw] = articles(tmp_path)
    assert raw.origin.file == "caf\\xe9.txt"


# ---- packed files ----------------------------------------------------------------------------------------------


def test_a_zip_is_read_without_unpacking_it(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", MEMBERS)
    assert [str(raw.origin) for raw in articles(path)] == ["a.zip!b.jsonl:1", "a.zip!b.jsonl:2", "a.zip!2022/a.txt"]
    assert skips(path) == [("a.zip!gambar.png", "unknown-format")]
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["a.tar", "a.tar.gz", "a.tgz", "a.TAR.ZST"])
def test_a_tar_is_read_plain_and_packed(tmp_path: Path, name: str) -> None:
    content = tarred(MEMBERS)
    suffix = {"a.tar": "", "a.TAR.ZST": ".zst"}.get(name, ".gz")
    path = write(tmp_path / name, packed(content, suffix) if suffix else content)
    places = [str(raw.origin) for raw in articles(path)]
    assert places == [f"{name}!b.jsonl:1", f"{name}!b.jsonl:2", f"{name}!2022/a.txt"]
    assert skips(path) == [(f"{name}!gambar.png", "unknown-format")]


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.txt", "a.html", "a.json"])
def test_every_format_is_read_packed(tmp_path: Path, name: str, suffix: str) -> None:
    content = {
        "a.jsonl": jsonl(record()), "a.csv": b"title,body\nSatu,Isi\n", "a.txt": b"Isi", "a.html": b"<p>Isi</p>",
        "a.json": b'{"title": "Satu"}',
    }[name]  # fmt: skip
    [raw] = articles(write(tmp_path / (name + suffix), packed(content, suffix)))
    assert raw.origin.file == name + suffix


def test_frames_and_members_that_follow_each_other_are_all_read(tmp_path: Path) -> None:
    for suffix in (".gz", ".zst"):
        content = packed(jsonl(record(1)), suffix) + packed(jsonl(record(2)), suffix)
        assert len(articles(write(tmp_path / f"a.jsonl{suffix}", content))) == 2


def test_a_packed_file_inside_a_packed_file_is_read_one_level_deep(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", MEMBERS).read_bytes()
    (tmp_path / "inner.zip").unlink()
    lines = jsonl(record())
    members = {
        "a.jsonl.gz": packed(lines, ".gz"), "b.jsonl.zst": packed(lines, ".zst"), "c.zip": inner,
        "d.tar.gz": packed(tarred(MEMBERS), ".gz"), "e.txt.gz.gz": b"",
    }  # fmt: skip
    nested = [("c.zip", "nested-archive"), ("d.tar.gz", "nested-archive"), ("e.txt.gz.gz", "nested-archive")]
    for path in (zipped(tmp_path / "a.zip", members), write(tmp_path / "a.tar", tarred(members))):
        assert [raw.origin.member for raw in articles(path)] == ["a.jsonl.gz", "b.jsonl.zst"]
        assert skips(path) == [(f"{path.name}!{member}", reason) for member, reason in nested]


def test_hidden_members_are_skipped(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"__MACOSX/._a.txt": b"x", ".DS_Store": b"x", "./a.txt": b"Isi"})
    assert [reason for _, reason in skips(path)] == ["hidden", "hidden"]
    assert len(articles(path)) == 1


# ---- hostile and damaged ones ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["../a.txt", "a/../../b.txt", "/etc/a.txt", "..\\a.txt", "C:\\a.txt"])
def test_members_that_lead_out_are_refused_and_named(tmp_path: Path, name: str) -> None:
    members = {name: b"Isi", "baik.txt": b"Isi"}
    for path in (zipped(tmp_path / "a.zip", members), write(tmp_path / "a.tar", tarred(members))):
        assert rejections(path) == [(f"{path.name}!{name}", "unsafe-path")]
        assert len(articles(path)) == 1


@pytest.mark.parametrize(
    ("kind", "reason"),
    [(tarfile.SYMTYPE, "link"), (tarfile.LNKTYPE, "link"), (tarfile.CHRTYPE, "special"), (tarfile.FIFOTYPE, "special"),
     (tarfile.BLKTYPE, "special")],
)  # fmt: skip
def test_links_and_devices_in_a_tar_are_refused_and_named(tmp_path: Path, kind: bytes, reason: str) -> None:
    info = tarfile.TarInfo("jahat.txt")
    info.type, info.linkname = kind, "/etc/passwd"
    path = write(tmp_path / "a.tar", tarred({"baik.txt": b"Isi"}, info))
    assert rejections(path) == [("a.tar!jahat.txt", reason)]
    assert len(articles(path)) == 1


def test_a_link_in_a_zip_is_refused_and_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    assert rejections(tmp_path / "a.zip") == [("a.zip!link.txt", "link")]


def test_an_encrypted_member_is_rejected_and_named(tmp_path: Path) -> None:
    content = bytearray(zipped(tmp_path / "a.zip", {"a.txt": b"Isi"}).read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert rejections(write(tmp_path / "a.zip", bytes(content))) == [("a.zip!a.txt", "encrypted")]


@pytest.mark.parametrize("suffix", [".zip", ".jsonl.gz", ".jsonl.zst", ".tar.gz"])
def test_a_bomb_is_refused_and_named_without_filling_the_memory(tmp_path: Path, suffix: str) -> None:
    zeros = b"a" * 60_000_000
    path = tmp_path / f"bom{suffix}"
    if suffix == ".zip":
        zipped(path, {"bom.jsonl": zeros, "baik.txt": b"Isi"})
    elif suffix == ".tar.gz":
        write(path, packed(tarred({"bom.jsonl": zeros}), ".gz"))
    else:
        write(path, packed(zeros, suffix[-4:] if suffix.endswith("zst") else ".gz"))
    del zeros
    tracemalloc.start()
    found = [item for item in items(path, max_article_bytes=1_000_000) if isinstance(item, Rejected)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "unpacks-too-large" in {item.reason for item in found}
    assert "bom" in str(found[0].origin)
    assert peak < 20_000_000
    assert suffix != ".zip" or len(articles(path, max_article_bytes=1_000_000)) == 1


def test_all_members_together_count_against_the_limit(tmp_path: Path) -> None:
    members = {f"{number}.txt": noise(300, number).encode() for number in range(10)}
    path = zipped(tmp_path / "a.zip", members)
    assert len(articles(path, max_unpacked_bytes=6000)) == 10
    assert len(articles(path, max_unpacked_bytes=3000)) == 5
    assert {reason for _, reason in rejections(path, max_unpacked_bytes=3000)} == {"unpacks-too-large"}


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.txt.gz", "a.jsonl.zst", "a.tar.zst"])
def test_what_only_looks_packed_is_rejected(tmp_path: Path, name: str) -> None:
    write(tmp_path / name, b"bukan arsip sama sekali, hanya teks " * 30)
    write(tmp_path / "z.txt", "Isi")
    assert rejections(tmp_path) == [(name, "bad-archive")]
    assert len(articles(tmp_path)) == 1


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_a_truncated_file_gives_what_came_before_the_damage(tmp_path: Path, suffix: str) -> None:
    lines = jsonl(*(record(number, kunci=noise(40, number)) for number in range(2000)))
    content = packed(lines, suffix)
    path = write(tmp_path / f"a.jsonl{suffix}", content[: len(content) // 2])
    found = items(path)
    assert rejections(path)[-1][1] in ("bad-archive", "not-json")
    assert len(articles(path)) == len(found) - 1
    assert suffix != ".gz" or len(found) > 500


def test_a_truncated_tar_gives_what_came_before_the_damage(tmp_path: Path) -> None:
    members = {f"{number}.txt": noise(5000, number).encode() for number in range(10)}
    path = write(tmp_path / "a.tar", tarred(members)[:55_000])
    assert 4 <= len(articles(path)) <= 5
    assert {reason for _, reason in rejections(path)} == {"bad-archive"}


def test_a_member_with_a_bad_checksum_is_rejected_and_the_rest_goes_on(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.txt", "Isi yang rusak")
        archive.writestr("b.txt", "Isi yang baik")
    content = (tmp_path / "a.zip").read_bytes().replace(b"rusak", b"RUSAK", 1)
    path = write(tmp_path / "a.zip", content)
    assert rejections(path) == [("a.zip!a.txt", "bad-archive")]
    assert [raw.text for raw in articles(path)] == ["Isi yang baik"]


def test_bytes_are_counted_as_they_are_read(tmp_path: Path) -> None:
    zipped(tmp_path / "a.zip", MEMBERS)
    write(tmp_path / "b.jsonl.gz", packed(jsonl(record()), ".gz"))
    write(tmp_path / "c.png", b"0" * 1000)
    read: list[int] = []
    items(tmp_path, advance=read.append)
    assert sum(read) >= sum(path.stat().st_size for path in tmp_path.iterdir())


def test_a_sparse_member_is_refused(tmp_path: Path) -> None:
    info = tarfile.TarInfo("lubang.txt")
    info.type = tarfile.GNUTYPE_SPARSE
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.GNU_FORMAT) as archive:
        archive.addfile(info)
    assert rejections(write(tmp_path / "a.tar", buffer.getvalue()))[0][1] in ("special", "bad-archive")
