"""--path: what folders say."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.readers import PathPattern
from search.errors import InvalidParameterError
from tests.indexer.archives import articles, jsonl, record, write, zipped


@pytest.mark.parametrize(
    ("pattern", "file", "outlet", "date"),
    [
        ("{outlet}/{published}/*", "kompas.com/2022-11-08/1.txt", "kompas.com", "2022-11-08"),
        ("{outlet}/{published}/*", "kompas.com/20221108/x/1.txt", "kompas.com", "2022-11-08"),
        ("{outlet}/{published}/*", "kompas.com/2022_11/1.txt", "kompas.com", "2022-11"),
        ("{published}/{outlet}/*", "2022/11/08/kompas.com/1.txt", "kompas.com", "2022-11-08"),
        ("{year}/{month}/{day}/{outlet}/*", "2022/11/8/kompas.com/1.txt", "kompas.com", "2022-11-08"),
        ("*/{outlet}-{year}.txt", "arsip/Suara Timur-2022.txt", "Suara Timur", "2022"),
        ("{year}/*", "2022/1.txt", None, "2022"),
    ],
)
def test_folders_say_outlet_and_date(
    tmp_path: Path, pattern: str, file: str, outlet: str | None, date: str | None
) -> None:
    write(tmp_path / file, "Isi")
    [raw] = articles(tmp_path, pattern=PathPattern.parse(pattern))
    assert (raw.outlet, raw.path_date, raw.published, raw.warnings) == (outlet, date, None, ())


def test_the_record_wins_over_its_path(tmp_path: Path) -> None:
    write(tmp_path / "kompas.com/Politik/a.jsonl", jsonl(record(outlet="Suara")))
    [raw] = articles(tmp_path, pattern=PathPattern.parse("{outlet}/{section}/*"))
    assert (raw.outlet, raw.section) == ("Suara", "Politik")


def test_a_path_that_does_not_fit_is_a_warning(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "Isi")
    [raw] = articles(tmp_path, pattern=PathPattern.parse("{outlet}/{year}/*"))
    assert raw.warnings == ("path-unmatched",)


def test_an_impossible_date_in_a_path_is_a_warning(tmp_path: Path) -> None:
    write(tmp_path / "2022/13/a.txt", "Isi")
    [raw] = articles(tmp_path, pattern=PathPattern.parse("{year}/{month}/*"))
    assert (raw.path_date, raw.warnings) == (None, ("path-date-impossible",))


def test_the_path_inside_of_a_packed_file_counts(tmp_path: Path) -> None:
    zipped(tmp_path / "a.zip", {"kompas.com/2022/a.txt": b"Isi"})
    for pattern in ("{outlet}/{year}/*", "a.zip/{outlet}/{year}/*"):
        [raw] = articles(tmp_path, pattern=PathPattern.parse(pattern))
        assert (raw.outlet, raw.path_date) == ("kompas.com", "2022")


def test_another_path_makes_another_hash(tmp_path: Path) -> None:
    write(tmp_path / "a/x.txt", "Isi")
    write(tmp_path / "b/x.txt", "Isi")
    first, second = articles(tmp_path, pattern=PathPattern.parse("{outlet}/*"))
    assert first.raw_hash != second.raw_hash


@pytest.mark.parametrize("pattern", ["{koran}/*", "{outlet}/{outlet}", "*", "", "{}/x"])
def test_a_pattern_that_cannot_be_is_an_error_that_names_the_fields(pattern: str) -> None:
    with pytest.raises(InvalidParameterError, match=r"\{outlet\}, \{published\}"):
        PathPattern.parse(pattern)
