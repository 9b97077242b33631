from __future__ import annotations

import csv
import io

import pytest
from flask.testing import FlaskClient

from search.errors import QuerySyntaxError
from search.query import SearchRequest
from tests.webui.fakes import FakeService
from webui.export import COLUMNS, harmless


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_the_download_has_a_row_for_every_article(client: FlaskClient, service: FakeService) -> None:
    response = client.get("/search.csv?q=a&cursor=ini&sort=oldest")
    assert response.content_type == "text/csv; charset=utf-8"
    assert "kliping.csv" in response.headers["Content-Disposition"]
    assert response.text.startswith("\ufeffid,")
    found = rows(response.text)
    assert len(found) == 4
    assert set(found[0]) == set(COLUMNS)
    assert service.asked == [SearchRequest(text="a", sort="oldest")]


def test_a_row_says_what_the_page_says(client: FlaskClient) -> None:
    first = rows(client.get("/search.csv").text)[0]
    assert first | {"id": ""} == {
        "id": "",
        "url": "https://kabar.example/a?x=1&y=2",
        "title": "Pejabat bantah Pyongyang memasok senjata",
        "outlet": "Kabar Samudra",
        "published_start": "2022-11-08",
        "published_end": "2022-11-08",
        "published_precision": "day",
        "published_origin": "text",
        "published_raw": "Selasa (8/11)",
        "language": "id",
        "author": "R. Wijaya",
        "section": "dunia",
        "tags": "senjata; rudal",
        "actors": "Korea Utara; John Kirby",
        "sources": "Kabar Samudra; KCNA",
        "archives": "arsip",
        "story": "s1",
        "warnings": "guessed-charset",
    }


def test_no_cell_is_a_formula(client: FlaskClient) -> None:
    assert rows(client.get("/search.csv").text)[1]["outlet"] == '\'=HYPERLINK("x")'


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_cells_that_a_spreadsheet_would_compute_are_quoted(start: str) -> None:
    assert harmless(f"{start}1") == f"'{start}1"


def test_other_cells_stay_as_they_are() -> None:
    assert [harmless(cell) for cell in ("", "a=1", "1-2")] == ["", "a=1", "1-2"]


def test_an_empty_answer_is_a_head_alone(client: FlaskClient, service: FakeService) -> None:
    service.articles = ()
    assert client.get("/search.csv").text == "\ufeff" + ",".join(COLUMNS) + "\r\n"


def test_a_request_that_cannot_be_is_an_error_and_not_a_file(client: FlaskClient, service: FakeService) -> None:
    service.error = QuerySyntaxError("salah", position=0)
    assert client.get("/search.csv?q=(").status_code == 400
    assert client.get("/search.csv?size=0").status_code == 400
