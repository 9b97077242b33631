"""The dates that a text speaks of, written out or told from the day of the article."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from operator import attrgetter

from indexer.understand.dates.printed import ExplicitDate
from indexer.understand.dates.relative import relative_dates
from indexer.understand.dates.resolving import resolve
from search.model import DateSpan, MentionedDate

_ANNOUNCED_WITHIN = timedelta(days=731)
_LONG_AGO = timedelta(days=45)  # a day nearer than that is told of as what was to come then
_TO_COME_CHARS = 60
_TO_COME = re.compile(r"(?:\b(?:akan|bakal|dijadwalkan|rencananya|dijangka|will|scheduled)\b|[将將])[^.!?。]*\Z")


def mentioned(
    text: str, found: Sequence[ExplicitDate], *, published: DateSpan | None, language: str, today: date
) -> tuple[MentionedDate, ...]:
    """The dates in `text` in reading order; days like "kemarin" only where the day of publication is known."""
    around = published.end if published else today
    announced = _announced(found, around)
    written = []
    for one in found:
        one = _with_year(one, announced)
        if published is None and one.year is None:
            continue  # nothing says which year it is
        span = resolve(one, origin="text", around=around)
        if span is not None and span.end < around - _LONG_AGO and _is_to_come(text, one):
            span = resolve(replace(one, side=1), origin="text", around=around) or span
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


def _announced(found: Sequence[ExplicitDate], around: date) -> Mapping[tuple[int | None, int | None], int]:
    """The years of the days to come that are written in full, by month and day.

    Days past are left alone: "setiap 17 Agustus" is not the one of 1945.
    """
    days = ((one, resolve(one, origin="text", around=around)) for one in found if one.year is not None and one.day)
    return {
        (one.month, one.day): one.year
        for one, span in days
        if span is not None and one.year is not None and around < span.start <= around + _ANNOUNCED_WITHIN
    }


def _is_to_come(text: str, one: ExplicitDate) -> bool:
    """Whether the words before a day without year or weekday put it after the article: "akan ... pada 20 Oktober"."""
    if one.year is not None or one.year_offset is not None or one.weekday is not None or one.side or one.is_unsure:
        return False
    return _TO_COME.search(text[max(0, one.start - _TO_COME_CHARS) : one.start]) is not None


def _with_year(one: ExplicitDate, announced: Mapping[tuple[int | None, int | None], int]) -> ExplicitDate:
    """A day without year in the one that the text gives the same day elsewhere."""
    if one.year is not None or one.year_offset is not None or one.weekday is not None or one.is_range:
        return one
    year = announced.get((one.month, one.day))
    return one if year is None else replace(one, year=year)
