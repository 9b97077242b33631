"""The dates that a text speaks of, written out or told from the day of the article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from operator import attrgetter

from indexer.understand.dates.printed import ExplicitDate
from indexer.understand.dates.relative import relative_dates
from indexer.understand.dates.resolving import resolve
from search.model import DateSpan, MentionedDate


def mentioned(
    text: str, found: Sequence[ExplicitDate], *, published: DateSpan | None, language: str, today: date
) -> tuple[MentionedDate, ...]:
    """The dates in `text` in reading order; days like "kemarin" only where the day of publication is known."""
    around = published.end if published else today
    written = []
    for one in found:
        if published is None and one.year is None:
            continue  # nothing says which year it is
        span = resolve(one, origin="text", around=around)
        if span is not None:
            written.append(MentionedDate(span=span, start=one.start, end=one.end))
    if published is None or published.start != published.end:
        return tuple(written)
    starts = [one.start for one in found]

    def taken(offset: int) -> bool:
        place = bisect_right(starts, offset) - 1
        return place >= 0 and offset < found[place].end

    told = relative_dates(text, language=language, around=published.start, taken=taken)
    return tuple(sorted((*written, *told), key=attrgetter("start")))
