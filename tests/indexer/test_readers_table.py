"""CSV and TSV."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.growth import grows_in_proportion
from tests.indexer.archives import articles, items, rejections, write


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_in_the_header(tmp_path: Path, delimiter: str) -> None:
    rows = [["judul", "isi", "tanggal"], ["Satu", '"Isi, dengan; tanda | dan\ttab."', "2022-11-08"]]
    [raw] = articles(write(tmp_path / "a.csv", "\n".join(delimiter.join(row) for row in rows)))
    assert (raw.title, raw.published) == ("Satu", "2022-11-08")
    assert raw.text == "Isi, dengan; tanda | dan\ttab."


def test_a_tsv_of_one_column_ends_and_leaves_out_empty_lines(tmp_path: Path) -> None:
    found = articles(write(tmp_path / "a.tsv", "text\nSatu dua\n\nTiga\n"))
    assert [raw.text for raw in found] == ["Satu dua", "Tiga"]
    assert rejections(write(tmp_path / "b.tsv", "text")) == [("b.tsv", "empty")]


def test_a_tsv_is_divided_by_tabs_only(tmp_path: Path) -> None:
    [raw] = articles(write(tmp_path / "a.tsv", "title\ttext\nSatu, dua\tIsi; tiga\n"))
    assert (raw.title, raw.text) == ("Satu, dua", "Isi; tiga")


def test_a_record_may_have_several_lines_and_is_named_by_its_first(tmp_path: Path) -> None:
    content = 'title,body\r\nSatu,"Alinea ""satu"".\r\n\r\nAlinea dua."\r\n\r\nDua,Isi\r\n'
    first, second = articles(write(tmp_path / "a.csv", content))
    assert first.text == 'Alinea "satu".\r\n\r\nAlinea dua.'
    assert (first.origin.line, second.origin.line) == (2, 6)


def test_excels_hint_at_the_delimiter_is_passed_over(tmp_path: Path) -> None:
    [raw] = articles(write(tmp_path / "a.csv", b"\xef\xbb\xbfsep=;\njudul;isi\nSatu;Dua\n"))
    assert (raw.title, raw.text) == ("Satu", "Dua")


def test_broken_quotes_are_rejected_by_their_line_and_the_rest_goes_on(tmp_path: Path) -> None:
    content = 'title,body\nSatu,Isi\nDua,"Isi yang "rusak" begini\nTiga,Isi\nEmpat,"tidak ditutup\nLima,Isi\n'
    path = write(tmp_path / "a.csv", content)
    assert rejections(path) == [("a.csv:3", "bad-csv"), ("a.csv:5", "bad-csv")]
    assert [raw.title for raw in articles(path)] == ["Satu", "Tiga", "Lima"]


def test_another_number_of_columns_is_rejected_by_its_line(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "title,body\nSatu,Isi, dengan koma\nDua\nTiga,Isi,,\n")
    assert rejections(path) == [("a.csv:2", "bad-csv"), ("a.csv:3", "bad-csv")]
    assert [raw.title for raw in articles(path)] == ["Tiga"]


def test_a_quote_that_swallowed_lines_costs_its_own_line_only(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", 'title,body\nSatu,"terbuka\nDua,Isi\nTiga,tutup",lebih\nEmpat,Isi\n')
    assert rejections(path) == [("a.csv:2", "bad-csv"), ("a.csv:4", "bad-csv")]
    assert [raw.title for raw in articles(path)] == ["Dua", "Empat"]


def test_between_tabs_a_quote_is_a_quote_unless_it_holds_a_cell(tmp_path: Path) -> None:
    rows = ['"Bom" di Gaza\tSatu', '"Tak ditutup\tDua', '"Kutip ""dalam"" sel"\tTiga', '"Dua\nbaris"\tEmpat', "a\tb\tc"]
    path = write(tmp_path / "a.tsv", "\n".join(["title\tbody", *rows]))
    titles = ['"Bom" di Gaza', '"Tak ditutup', 'Kutip "dalam" sel', "Dua\nbaris"]
    assert [raw.title for raw in articles(path)] == titles
    assert rejections(path) == [("a.tsv:7", "bad-csv")]


def test_a_field_above_the_csv_modules_own_limit_is_read(tmp_path: Path) -> None:
    [raw] = articles(write(tmp_path / "a.csv", "title,body\nSatu," + "a" * 500_000 + "\n"))
    assert len(raw.text) == 500_000


def test_a_record_above_the_limit_is_rejected_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "title,body\nSatu," + "a" * 5000 + "\nDua,Isi\n")
    assert rejections(path, max_article_bytes=1000) == [("a.csv:2", "too-large")]
    assert [raw.title for raw in articles(path, max_article_bytes=1000)] == ["Dua"]


def test_quotes_that_never_close_do_not_cost_quadratic_time(tmp_path: Path) -> None:
    def read(records: int) -> None:
        path = write(tmp_path / "a.csv", "title,body\n" + 'a","\n' * records)
        assert items(path, max_article_bytes=100_000)[-1].reason == "bad-csv"  # type: ignore[union-attr]

    assert grows_in_proportion(read, 200_000)


def test_a_table_without_known_columns_is_rejected_and_shows_its_header(tmp_path: Path) -> None:
    [item] = items(write(tmp_path / "a.csv", "kolom,lain\n1,2\n"))
    assert item.reason == "no-columns"  # type: ignore[union-attr]
    assert "kolom,lain" in item.message  # type: ignore[union-attr]


def test_a_table_without_rows_is_rejected(tmp_path: Path) -> None:
    assert rejections(write(tmp_path / "a.csv", "title,body\n")) == [("a.csv", "empty")]
    assert rejections(write(tmp_path / "b.csv", "")) == [("b.csv", "empty")]


def test_a_row_with_nuls_is_rejected_by_its_line(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "title,body\n" + "Isi,panjang\n" * 1000 + "a\0,b\nAkhir,Isi\n")
    assert rejections(path) == [("a.csv:1002", "binary")]
    assert articles(path)[-1].title == "Akhir"


def test_a_row_without_title_and_body_is_rejected_by_its_line(tmp_path: Path) -> None:
    assert rejections(write(tmp_path / "a.csv", "title,body,date\n-,nan,2022\n")) == [("a.csv:2", "no-text")]
