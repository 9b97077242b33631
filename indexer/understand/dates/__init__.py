"""Dates: what a text or a field prints, which days that means, and which of them is the day of publication."""

from indexer.understand.dates.explicit import explicit_dates
from indexer.understand.dates.mentions import mentioned
from indexer.understand.dates.printed import ExplicitDate
from indexer.understand.dates.publication import Evidence, publication

__all__ = ["Evidence", "ExplicitDate", "explicit_dates", "mentioned", "publication"]
