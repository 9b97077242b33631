"""The opening "KOTA, outlet.com - " of a story: who publishes, and where it was written.

    infonesia.xyz – ...            TRIBUNNEWS.COM, JAKARTA - ...      SEOUL, 8 Nov (Yonhap) -- ...
    IslamTimes - ...               JAKARTA, KOMPAS.com - ...          Jakarta (ANTARA) - ...
    JAKARTA - ...                  Jakarta, CNN Indonesia -- ...      Beijing (AFP) - ...

What stands before the dash is an outlet when it looks like one (a domain, CamelCase, "... News"), when it stands in
brackets after a place, or when the caller knows it; a bare city is a place and nothing else. Forms that cannot be
anything else are also found behind a byline or a lead that was glued before the story.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from indexer.understand.cities import is_city
from search.model import Dateline

_MAX_HEAD_CHARS = 90
_OPENING_CHARS = 800
_DASH = re.compile(r"(?<=[\w)\]])\s*--+\s*|(?<=[\w)\]])\s+[-–—―]\s+|(?<=[\w)\]])[-–—―]\s+|(?<=[\w)\]])\s*—\s*")
_SENTENCE = re.compile(r"[\n!?;:“”\"„]|(?<!KAB)(?<!Kab)\.\s")
_BRACKETED = re.compile(r"(?P<place>[^()\[\]]*?)[\s,]*[(\[](?P<name>[^()\[\]]{2,40})[)\]]")
_DOMAIN = re.compile(
    r"[a-z0-9][a-z0-9-]{1,30}\s?\.\s?(?:[a-z0-9-]{2,20}\.)?(?:com|co|net|org|id|info|tv|news|xyz|my|sg|press|media)",
    re.IGNORECASE,
)
_HOST = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{4,40}(?:\.[A-Za-z0-9-]{2,20}){0,2}\.(?P<top>[A-Za-z]{2,20})")
_CAMEL = re.compile(r"[A-Z]?[a-z]+[A-Z][A-Za-z]{2,}\d{0,2}|[A-Z]{2,}[a-z]{3,}")
_OUTLET_WORD = re.compile(
    r"\b(?:news|times|pos|post|daily|herald|tribun|tribune|press|tv|media|radio|cnn|cnbc|bbc|kantor berita)\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:[a-z]{3,9}[,. ]*)?(?:\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?|\d{1,2}\s+[a-z]{3,9}\.?(?:\s+\d{4})?|"
    r"[a-z]{3,9}\.?\s+\d{1,2}(?:,?\s+\d{4})?)",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Z0-9][\w'’.&-]*(?:\s+(?:[A-Z0-9][\w'’.&-]*|de|dan|of|the)){0,4}")
_INSIDE = re.compile(
    r"(?P<place>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}),? "
    r"(?:\d{1,2} [A-Za-z]{3,9} |\d{1,2}/\d{1,2} )?\((?P<agency>[A-Z][\w.-]{2,20})\)\s?(?:--?|[–—])\s"
    r"|(?<!\w)(?P<domain>[A-Z][A-Za-z0-9-]{2,24}\s?\.\s?(?:com|COM|co\.id|CO\.ID|id|ID|net|NET|org|ORG))"
    r"(?P<city>, ?[A-Z][\w' ]{2,24})?\s?(?:--?|[–—])\s"
)


@dataclass(frozen=True, slots=True)
class _Named:
    outlet: str | None
    place: str | None


def find_dateline(
    text: str, *, start: int = 0, is_outlet: Callable[[str], bool] = lambda name: False
) -> Dateline | None:
    """The dateline of `text`, which begins at `start`; None where it opens with the story itself."""
    start += len(text[start : start + _OPENING_CHARS]) - len(text[start : start + _OPENING_CHARS].lstrip())
    dash = _DASH.search(text, start, start + _MAX_HEAD_CHARS)
    if dash is not None:
        named = _named(text[start : dash.start()], is_outlet)
        if named is not None:
            return Dateline(outlet=named.outlet, place=named.place, start=start, end=dash.end())
    return _inside(text, start, is_outlet)


def _named(head: str, is_outlet: Callable[[str], bool]) -> _Named | None:
    """What the words before a dash name; None where they are no dateline."""
    bracketed = _BRACKETED.fullmatch(head)
    if bracketed is not None:
        return _in_brackets(bracketed["place"], bracketed["name"].strip(), is_outlet)
    if _SENTENCE.search(_DOMAIN.sub("", head)):
        return None
    parts = [part for part in (part.strip() for part in head.split(",")) if part and not _DATE.fullmatch(part)]
    if len(parts) == 1:
        parts = _outlet_and_city(parts[0])
    if not parts or len(parts) > 3:
        return None
    outlets = [part for part in parts if is_outlet(part) or _looks_like_outlet(part)]
    places = [part for part in parts if part not in outlets]
    if len(outlets) > 1 or not all(_NAME.fullmatch(part) for part in places):
        return None
    place = places[0] if places else None
    if not outlets:
        return _Named(None, place) if place and is_city(place) else None
    return _Named(_tidy(outlets[0]), place)


def _in_brackets(before: str, name: str, is_outlet: Callable[[str], bool]) -> _Named | None:
    places = [part for part in (part.strip() for part in before.split(",")) if part and not _DATE.fullmatch(part)]
    if len(places) > 2 or not all(_NAME.fullmatch(place) and len(place) < 40 for place in places):
        return None
    place = places[0] if places else None
    if is_outlet(name) or _looks_like_outlet(name):
        return _Named(_tidy(name), place)
    is_capitalised = bool(_NAME.fullmatch(name)) and name[0].isupper()
    follows_place = place is None or is_city(place)  # "Komisi ... (KPK) - " opens a sentence
    return _Named(name, place) if is_capitalised and follows_place else None


def _inside(text: str, start: int, is_outlet: Callable[[str], bool]) -> Dateline | None:
    """A dateline behind a byline or a lead: "Laporan Wartawan ... TRIBUNNEWS.COM, JAKARTA - "."""
    for match in _INSIDE.finditer(text, start, start + _OPENING_CHARS):
        if match["domain"]:
            place = (match["city"] or "").strip(" ,") or None
            return Dateline(outlet=_tidy(match["domain"]), place=place, start=match.start(), end=match.end())
        place = _last_city(match["place"])
        if place and (is_outlet(match["agency"]) or match["agency"].isupper()):
            begin = match.end("place") - len(place)
            return Dateline(outlet=match["agency"], place=place, start=begin, end=match.end())
    return None


def _last_city(words: str) -> str | None:
    """The city that `words` end with: a lead without a stop may run into it."""
    parts = words.split(" ")
    tails = (" ".join(parts[index:]) for index in range(len(parts)))
    return next((tail for tail in tails if is_city(tail)), None)


def _looks_like_outlet(name: str) -> bool:
    if _DOMAIN.fullmatch(name) or _is_host(name) or _CAMEL.fullmatch(name):
        return True
    return bool(_NAME.fullmatch(name) and len(name.split()) <= 4 and _OUTLET_WORD.search(name))


def _is_host(name: str) -> bool:
    """Whether `name` is a domain of any ending: written without spaces, its ending not like a name (Kab.Bandung)."""
    host = _HOST.fullmatch(name)
    return host is not None and (host["top"].islower() or name.isupper())


def _outlet_and_city(part: str) -> list[str]:
    """ "TEMPO.CO Yogyakarta" is two: the comma between an outlet and its city was forgotten."""
    outlet, _, place = part.partition(" ")
    return [outlet, place] if _is_host(outlet) and is_city(place) else [part]


def _tidy(name: str) -> str:
    """A domain without spaces, not shouted: "TRIBUNNEWS. COM" is "tribunnews.com"."""
    if not (_DOMAIN.fullmatch(name) or _is_host(name)):
        return name
    name = re.sub(r"\s", "", name)
    return name.lower() if name.isupper() else name
