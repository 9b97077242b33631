from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from search.settings import Settings
from tests.browser.chromium import executable
from tests.webui.archive import build
from webui import create_app, opening

PATIENCE_MS = 60_000  # what has to come comes at once; this is for machines that have much else to do
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}

_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class _Silent(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:
        """Requests of a test are its own business."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site on a small real index."""
    index = tmp_path_factory.mktemp("browser") / "index"
    build(index)
    app = create_app(Settings(index=index))
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Silent)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    with app.app_context():
        opening.service().close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of all tests."""
    with sync_playwright() as playwright:
        path = executable(playwright)
        if not path.exists():
            pytest.fail(f"no chromium at {path}: run .ci/install-chromium, or name one with KLIPING_CHROMIUM")
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS, timeout=PATIENCE_MS)
        expect.set_options(timeout=PATIENCE_MS)
        yield browser
        browser.close()


def follow(page: Page, link: Locator) -> None:
    """Click on what leads to another address, and wait until that is there: a click alone may leave the old page."""
    before = page.url
    link.click()
    page.wait_for_url(lambda url: url != before)


@dataclass
class Visitor:
    """Somebody who looks at the site; what the browser complained of meanwhile stands in `complaints`."""

    chromium: Browser
    site: str
    complaints: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def opens(self, address: str, **options: Any) -> Page:
        """A new window on `address`; `options` are those of a browser context."""
        context = self.chromium.new_context(**({"viewport": WIDE, "base_url": self.site} | options))
        context.set_default_timeout(PATIENCE_MS)
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: self._hears(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("requestfailed", lambda request: self._misses(request.url, request.failure))
        page.goto(address)
        return page

    def _hears(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(text)

    def _misses(self, url: str, why: str | None) -> None:
        if why != "net::ERR_ABORTED":  # given up on purpose: the next letter was typed, the next page was opened
            self.complaints.append(f"failed: {url} ({why})")


@pytest.fixture
def visitor(chromium: Browser, site: str) -> Iterator[Visitor]:
    """A visitor whose browser has nothing to complain of."""
    visitor = Visitor(chromium=chromium, site=site)
    yield visitor
    for context in visitor.contexts:
        context.close()
    assert visitor.complaints == []
