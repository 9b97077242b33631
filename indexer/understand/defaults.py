"""What the run says about articles that do not say it themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """Values for all articles of a run; what an article brings itself wins over them."""

    today: date  # injected, so that understanding the same article twice gives the same
    outlet: str | None = None
    language: str | None = None
    published: str | None = None  # as in RawArticle
    timezone: str = "Asia/Jakarta"  # of printed dates and times that name none
