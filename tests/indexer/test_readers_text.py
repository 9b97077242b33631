"""Plain text and charsets."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.readers.decoding import decode
from search.errors import RejectedArticleError
from tests.indexer.archives import articles, items, rejections, write

TEXT = "Presiden meresmikan jembatan “Merah Putih” di Kupang – Selasa (8/11).\n\nKedua.\n"


def test_a_text_file_is_one_article_kept_as_it_is(tmp_path: Path) -> None:
    [raw] = articles(write(tmp_path / "a.txt", TEXT))
    assert raw.text == TEXT
    assert str(raw.origin) == "a.txt"
    assert raw.origin.archive == "arsip"
    assert raw.warnings == ()


@pytest.mark.parametrize("end", ["\n\n", "\r\n\r\n", "\n \n\n"])
def test_a_headline_above_an_empty_line_is_the_title(tmp_path: Path, end: str) -> None:
    [raw] = articles(write(tmp_path / "a.txt", f"\n Jembatan Kupang Diresmikan{end}{TEXT}"))
    assert (raw.title, raw.text) == ("Jembatan Kupang Diresmikan", TEXT)


@pytest.mark.parametrize(
    "line",
    [
        "Presiden meresmikan jembatan.",
        "KUPANG, Suara Tanjung -",
        "KUPANG - Jembatan Merah Putih diresmikan",
        "Tanggal 8 November 2022",
        "Oleh Ani Wijaya",
        "Jembatan",
        "Presiden meresmikan jembatan,",
        "Jembatan " * 30,
    ],
)
def test_another_first_line_is_no_title(tmp_path: Path, line: str) -> None:
    text = f"{line}\n\n{TEXT * 9}"
    [raw] = articles(write(tmp_path / "a.txt", text))
    assert (raw.title, raw.text) == (None, text)


def test_the_first_of_many_short_lines_is_no_title(tmp_path: Path) -> None:
    [raw] = articles(write(tmp_path / "a.txt", "Daftar harga beras\n\nMedan 12.000\n"))
    assert raw.title is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_honoured_and_dropped(tmp_path: Path, encoding: str) -> None:
    [raw] = articles(write(tmp_path / "a.txt", TEXT.encode(encoding)))
    assert raw.text == TEXT
    assert raw.warnings == ()


def test_big_endian_utf_16_is_read(tmp_path: Path) -> None:
    [raw] = articles(write(tmp_path / "a.txt", b"\xfe\xff" + TEXT.encode("utf-16-be")))
    assert raw.text == TEXT


def test_cp1252_is_read_with_a_warning(tmp_path: Path) -> None:
    [raw] = articles(write(tmp_path / "a.txt", TEXT.encode("cp1252")))
    assert raw.text == TEXT
    assert raw.warnings == ("guessed-charset",)


def test_a_short_text_in_cp1252_is_not_taken_for_another_charset() -> None:
    assert decode("Café".encode("cp1252")) == ("Café", ("guessed-charset",))


def test_a_cyrillic_charset_is_guessed() -> None:
    text = "Президент России заявил, что переговоры будут продолжены на следующей неделе. " * 5
    assert decode(text.encode("cp1251")) == (text, ("guessed-charset",))


@pytest.mark.parametrize("content", [b"", b" \n\t ", b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_rejected(tmp_path: Path, content: bytes) -> None:
    assert rejections(write(tmp_path / "a.txt", content)) == [("a.txt", "empty")]


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"teks\x00teks", bytes(range(1, 9)) * 40])
def test_a_binary_file_is_rejected(tmp_path: Path, content: bytes) -> None:
    assert rejections(write(tmp_path / "a.txt", content)) == [("a.txt", "binary")]


def test_a_text_above_the_limit_is_rejected_and_one_at_the_limit_is_not(tmp_path: Path) -> None:
    write(tmp_path / "at.txt", "a" * 1000)
    write(tmp_path / "over.txt", "a" * 1001)
    assert rejections(tmp_path, max_article_bytes=1000) == [("over.txt", "too-large")]
    assert len(items(tmp_path, max_article_bytes=1000)) == 2


def test_control_characters_and_half_surrogates_are_replaced_with_a_warning(tmp_path: Path) -> None:
    line = b'{"title": "a\\u0000b", "body": "x\\ud800y\\u001bz"}\n'
    [raw] = articles(write(tmp_path / "a.jsonl", line))
    assert (raw.title, raw.text) == ("a b", "x\ufffdy z")
    assert raw.warnings == ("control-characters",)


def test_the_same_content_has_the_same_hash_wherever_it_lies(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "b.txt", TEXT)
    first, second = articles(tmp_path)
    assert first.raw_hash == second.raw_hash


def test_a_charset_that_no_one_knows_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    class Nothing:
        def best(self) -> None:
            return None

    monkeypatch.setattr("indexer.readers.decoding.from_bytes", lambda _: Nothing())
    with pytest.raises(RejectedArticleError) as caught:
        decode(b"\x81\x8d" * 100)
    assert caught.value.reason == "bad-charset"


def test_a_line_in_cp1252_among_lines_in_utf_8_is_read_with_a_warning(tmp_path: Path) -> None:
    lines = '{"title": "Café"}\n'.encode() + '{"title": "Café dua"}\n'.encode("cp1252")
    first, second = articles(write(tmp_path / "a.jsonl", lines))
    assert (first.title, first.warnings) == ("Café", ())
    assert (second.title, second.warnings) == ("Café dua", ("guessed-charset",))


def test_utf_16_lines_are_read(tmp_path: Path) -> None:
    text = '{"title": "Café"}\n{"title": "Dua"}\n'
    assert [raw.title for raw in articles(write(tmp_path / "a.jsonl", text.encode("utf-16")))] == ["Café", "Dua"]
    table = "judul;isi\nCafé;Dua\n"
    assert [raw.text for raw in articles(write(tmp_path / "a.csv", table.encode("utf-16")))] == ["Dua"]
