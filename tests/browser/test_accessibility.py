"""The rules of axe-core on every kind of page, by day and by night."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import PHONE, WIDE, Visitor
from tests.webui.archive import DENIAL

pytestmark = pytest.mark.browser

ADDRESSES = {
    "start": "/",
    "search": "/search?q=pasok+senjata&actor=country:KP&outlet=-pacific-courier&from=2022",
    "arabic": "/search?language=ar",
    "empty": "/search?q=tidakadakata",
    "values": "/facets/actor?q=senjata",
    "article": f"/article/{DENIAL.id}?q=senjata",
    "english": "/search?q=senjata&lang=en",
}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("name", ADDRESSES)
def test_a_page_keeps_the_rules_of_accessibility(visitor: Visitor, name: str, viewport: dict[str, int]) -> None:
    page = visitor.opens(ADDRESSES[name], color_scheme="light", viewport=viewport)
    for drawer in page.locator("summary:visible").all():
        drawer.click()
    assert _violations(page, {"type": "tag", "values": TAGS}) == []
    page.emulate_media(color_scheme="dark")
    assert _violations(page, {"type": "rule", "values": ["color-contrast"]}) == []


def _violations(page: Page, rules: dict[str, Any]) -> list[str]:
    results = Axe().run(page, options={"runOnly": rules})
    return [_told(violation) for violation in results.response["violations"]]


def _told(violation: dict[str, Any]) -> str:
    nodes = "\n".join(f"  {node['html']}\n  {node['failureSummary']}" for node in violation["nodes"])
    return f"{violation['id']}: {violation['help']}\n{nodes}"
