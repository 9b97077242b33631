"""When an article was published, by the best evidence there is.

Somebody said it: metadata, the header before the text, a byline, the address, the run's default. Nobody did: then the
day of the event that the text reports is an estimate (origin "text"), and a date in the path of the file the last
resort. A header, address or path that says only the month is narrowed by the first day in the text that lies inside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from indexer.understand.dates.estimating import estimated
from indexer.understand.dates.fields import FieldDate, read_field
from indexer.understand.dates.printed import ExplicitDate
from indexer.understand.dates.resolving import is_impossible, resolve
from indexer.understand.defaults import Defaults
from indexer.understand.headers import Header
from search.model import DateOrigin, DateSpan, RawArticle
from search.urls import canonical_url

_BYLINE_CHARS = 600
_MAX_BEFORE = 80  # characters of a byline before its date, and behind it
_MAX_AFTER = 60
_PLAUSIBLE = timedelta(days=10)  # an article in a dated folder reports what happened at most so long before
_CLOCK_NEXT = re.compile(
    r"[\s,|)-]{0,4}(?:pukul |jam |at )?(?:[01]?\d|2[0-3])[.:][0-5]\d\b(?:[.:][0-5]\d)?(?:\s*WI[BT]A?)?"
)
_BYLINE_WORDS = re.compile(
    r"diterbitkan|terbit|tayang|dipublikasikan|diperbarui|rilis|published|updated|posted|oleh|by|pada|on|"
    r"penulis|reporter|editor|redaksi|tim redaksi",
    re.IGNORECASE,
)
_LOWER_WORD = re.compile(r"(?<![\w.@-])[a-zà-ÿ]{3,}(?![\w@])")
_URL_SLASHES = re.compile(r"/(?P<year>(?:19|20)\d\d)/(?P<month>\d{1,2})(?:/(?P<day>\d{1,2}))?(?=[/?]|$)", re.ASCII)
_URL_DASHES = re.compile(r"/(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)", re.ASCII)
_URL_DIGITS = re.compile(r"(?<!\d)(?P<year>20\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?:\d{6})?(?!\d)", re.ASCII)
_URL_PATTERNS = (_URL_SLASHES, _URL_DASHES, _URL_DIGITS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the dates of one article are read from."""

    raw: RawArticle
    header: Header | None
    text: str  # as analysed
    start: int  # where the story begins in it
    found: Sequence[ExplicitDate]
    language: str
    defaults: Defaults


def publication(evidence: Evidence) -> tuple[DateSpan | None, tuple[str, ...]]:
    """The days of publication, and the slugs of what was wrong with what the source said."""
    raw, defaults = evidence.raw, evidence.defaults
    given = _field(evidence, raw.published, raw.time, "metadata")
    warnings = [given.warning] if given.warning else []
    warnings += ["impossible-date"] if any(is_impossible(found) for found in evidence.found) else []
    if not given.is_missing:
        return given.span, tuple(warnings)
    header = _field(evidence, evidence.header.published if evidence.header else None, None, "header")
    default = _field(evidence, defaults.published, None, "metadata")
    warnings += [field.warning for field in (header, default) if field.warning]
    for said in (header.span, _byline(evidence), _from_url(evidence), default.span):
        if said is not None:
            return _narrowed(said, evidence), tuple(warnings)
    return _estimate(evidence), tuple(warnings)


def _field(evidence: Evidence, text: str | None, clock: str | None, origin: DateOrigin) -> FieldDate:
    defaults = evidence.defaults
    return read_field(
        text, clock, zone=defaults.timezone, today=defaults.today, language=evidence.language, origin=origin
    )


def _byline(evidence: Evidence) -> DateSpan | None:
    """A full date with a time, or alone in its line, above the story: "Kompas.com - 08/11/2022, 15:04 WIB"."""
    for found in evidence.found:
        if found.start > evidence.start + _BYLINE_CHARS:
            return None
        if not found.is_full or found.last_day or "(" in found.raw:
            continue  # brackets are for dates in sentences
        clock = _CLOCK_NEXT.match(evidence.text, found.end)
        end = clock.end() if clock else found.end
        if _is_byline(evidence, found.start, end, has_clock=clock is not None):
            printed = evidence.text[found.start : end]
            return _field(evidence, printed.strip("()"), None, "byline").span
    return None


def _is_byline(evidence: Evidence, start: int, end: int, *, has_clock: bool) -> bool:
    """Whether the date at [start, end) stands above the story, not in one of its sentences."""
    text = evidence.text
    line = max(text.rfind("\n", 0, start) + 1, evidence.start)
    before = text[line:start].strip()
    if len(before) > _MAX_BEFORE or _tells(before) or _tells(text[evidence.start : line]):
        return False
    if has_clock and before[-1:] in ("", *"-–—|,:/(•"):
        return True
    line_end = text.find("\n", end)
    after = text[end : line_end if line_end >= 0 else len(text)]
    return len(after) <= _MAX_AFTER and not _tells(after)


def _tells(text: str) -> bool:
    """Whether `text` holds words of a sentence, not only names and the words of a byline."""
    return _LOWER_WORD.search(_BYLINE_WORDS.sub("", text)) is not None


def _from_url(evidence: Evidence) -> DateSpan | None:
    """A date in the path of the address: /2022/11/08/, 20221108."""
    url = canonical_url(evidence.raw.url) if evidence.raw.url else None
    matches = (pattern.search(url) for pattern in _URL_PATTERNS) if url else ()
    match = next(filter(None, matches), None)
    if match is None:
        return None
    day = ExplicitDate(
        start=0, end=0, raw=match[0].strip("/"), year=int(match["year"]), month=int(match["month"]),
        day=int(match["day"]) if match["day"] else None,
    )  # fmt: skip
    today = evidence.defaults.today
    span = resolve(day, origin="url", around=today)
    return span if span and span.start <= today + timedelta(days=1) else None


def _narrowed(said: DateSpan, evidence: Evidence) -> DateSpan:
    """A month or year narrowed by the first past day in the text that lies inside it."""
    if said.precision not in ("month", "year"):
        return said
    latest = min(said.end, evidence.defaults.today)
    for found in evidence.found:
        day = _day(found, around=latest)
        if day is not None and said.start <= day.start and day.end <= latest and not day.conflict:
            return day
    return said


def _estimate(evidence: Evidence) -> DateSpan | None:
    """The day of the event in the text; else, or where it cannot be, the date in the path."""
    path = _field(evidence, evidence.raw.path_date, None, "file").span
    today = evidence.defaults.today
    if path is not None and path.precision in ("month", "year"):
        return _narrowed(path, evidence)
    latest = min(path.end, today) if path else today
    told = estimated(evidence.text, evidence.found, latest=latest, is_near=path is not None)
    if path is None or (told and path.start - _PLAUSIBLE <= told.start <= path.end):
        return told
    return path


def _day(found: ExplicitDate, *, around: date) -> DateSpan | None:
    if not found.is_day or found.is_unsure:
        return None
    return resolve(found, origin="text", around=around, past_only=True)
