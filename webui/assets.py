"""The files of `static/`, by names that change with their content, so that browsers may keep them for good."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import url_for

STATIC = Path(__file__).parent / "static"
KEPT_FOR_GOOD = "public, max-age=31536000, immutable"


def static_href(filename: str) -> str:
    """The address of a file of `static/`."""
    path = STATIC / filename
    return url_for("static", filename=filename, v=_fingerprint(path, path.stat().st_mtime_ns))


@lru_cache(maxsize=64)
def _fingerprint(path: Path, _modified: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
