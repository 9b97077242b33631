from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.webui.fakes import FakeService
from tests.webui.markup import Page


@pytest.mark.parametrize("address", ["/", "/search?q=(", "/tidak-ada", "/api/v1/search", "/static/css/kliping.css"])
def test_every_answer_says_what_a_browser_may_do_with_it(client: FlaskClient, address: str) -> None:
    with client.get(address) as response:
        headers = response.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_pages_are_asked_for_again_and_errors_are_not_kept(client: FlaskClient) -> None:
    assert client.get("/search").headers["Cache-Control"] == "no-cache"
    assert client.get("/tidak-ada").headers["Cache-Control"] == "no-store"


def test_a_page_is_not_sent_again_while_the_index_is_the_same(client: FlaskClient) -> None:
    tag = client.get("/search?q=a").headers["ETag"]
    assert client.get("/search?q=a", headers={"If-None-Match": tag}).status_code == 304
    assert client.get("/search?q=a&lang=en", headers={"If-None-Match": tag}).status_code == 200


def test_files_are_kept_for_good_under_a_name_that_changes_with_them(client: FlaskClient) -> None:
    found = Page(client.get("/"))
    files = [e.get("href") or e.get("src") for e in found.all("//link[@href] | //script[@src]")]
    assert len(files) >= 4
    for address in files:
        with client.get(address) as answer:
            assert (answer.status_code, "immutable" in answer.headers["Cache-Control"]) == (200, True)
    with client.get("/static/css/kliping.css") as plain:
        assert "immutable" not in plain.headers["Cache-Control"]


def test_the_icon_is_where_browsers_look_for_it(client: FlaskClient) -> None:
    with client.get("/favicon.ico", follow_redirects=True) as answer:
        assert answer.content_type.startswith("image/svg+xml")


@pytest.mark.parametrize("address", ["/search?q=a", "/api/v1/search?q=a"])
def test_an_answer_that_says_something_else_is_sent_again_though_the_index_is_the_same(
    client: FlaskClient, service: FakeService, address: str
) -> None:
    tag = client.get(address).headers["ETag"]
    service.answer["took_ms"] = 99.0
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    service.answer["suggestion"] = "b"  # as another release may find it
    service.answer["relaxed"] = True
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200
