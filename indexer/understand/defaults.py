"""What the run says about articles that do not say it themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from search.errors import InvalidParameterError


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """Values for all articles of a run; what an article brings itself wins over them.

    Raises InvalidParameterError for a time zone that does not exist.
    """

    today: date  # injected, so that understanding the same article twice gives the same
    outlet: str | None = None
    language: str | None = None
    published: str | None = None  # as in RawArticle
    timezone: str = "Asia/Jakarta"  # of printed dates and times that name none

    def __post_init__(self) -> None:
        try:
            ZoneInfo(self.timezone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as exc:
            raise InvalidParameterError(
                f"timezone {self.timezone!r} does not exist; example: Asia/Jakarta", parameter="timezone"
            ) from exc
