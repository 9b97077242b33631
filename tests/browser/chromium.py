"""Which chromium the browser tests run: `python -m tests.browser.chromium` prints its path."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright


def executable(playwright: Playwright) -> Path:
    """The one that KLIPING_CHROMIUM names, the system's, or Playwright's own, which need not be there."""
    return Path(os.environ.get("KLIPING_CHROMIUM") or shutil.which("chromium") or playwright.chromium.executable_path)


if __name__ == "__main__":
    with sync_playwright() as playwright:
        sys.stdout.write(f"{executable(playwright)}\n")
