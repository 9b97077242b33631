"""How well articles are found in real pages. The floors are what was measured; lower them only with a reason."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from indexer.readers.decoding import decode
from indexer.readers.html import Page, extract
from search.errors import RejectedArticleError

SHARED = Path(os.environ.get("KLIPING_SHARED", Path(__file__).parents[3] / "shared"))
PAGES = SHARED / "data/html/anpandu"

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not PAGES.exists(), reason=f"the real pages are not there: {PAGES}"),
]


def found(path: Path) -> Page | None:
    try:
        return extract(decode(path.read_bytes())[0])
    except RejectedArticleError:
        return None


def test_articles_are_told_from_lists_and_have_title_and_day() -> None:
    expected = {entry["file"]: entry for entry in json.loads((PAGES / "expected.json").read_text("utf-8"))}
    pages = {str(path.relative_to(PAGES)): found(path) for path in sorted(PAGES.rglob("*.html"))}
    assert {name for name, page in pages.items() if page is not None} == set(expected)
    titles = days = 0
    for name, entry in expected.items():
        page = pages[name]
        assert page is not None
        day = (datetime.fromtimestamp(entry["date"] / 1000, UTC) + timedelta(hours=7)).date().isoformat()
        titles += page.title == entry["title"]
        days += (page.published or "").startswith(day)
    assert titles >= 25
    assert days >= 26
