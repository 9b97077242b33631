"""Whose news it is: publisher ← relay ← origin.

    "seperti dilansir Pikiran-Rakyat.com dari Al Jazeera"     relay Pikiran-Rakyat.com, origin Al Jazeera
    "dikutip dari Reuters", "melansir Reuters", "(KCNA)"      origin Reuters, KCNA

An outlet that quotes itself names no source. A name counts when the registry of outlets knows it, or when it looks
like one: a domain, or capitalised words right behind the verb; weekdays, offices and web pages do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.understand.dates.names import month_numbers, weekday_numbers
from indexer.understand.words import words
from search.folding import fold
from search.model import OutletRef, SourceMention, SourceRole
from search.outlets import Outlet, default_outlets

_MAX_SOURCES = 20
_NAME = (
    r"(?:[A-Za-z0-9][\w-]*(?:\.[\w-]+)*\.(?:com|co\.id|co\.uk|id|net|org|co|tv|news|xyz)(?![\w-])(?!\.[a-z])(?:/[\w-]+)?"
    r"|(?:The |the )?[A-Z][\w&'’-]*(?: (?:of |de |al-)?[A-Z][\w&'’-]*){0,3})"
)
_VERB = (
    r"(?:[Dd]i(?:lansir|kutip|beritakan|wartakan|laporkan)(?:kan)?|[Mm]engutip|[Mm]elansir|[Mm]e(?:nukil|ngutip)|"
    r"[Qq]uoted by|[Rr]eported by|[Cc]iting|[Aa]ccording to)"
)
_AGENCY_WORD = (
    r"(?:(?:oleh |dari |by |the )?(?:laman|situs|media|kantor berita|harian|surat kabar|majalah|stasiun televisi|"
    r"koran|portal berita|news agency|newspaper|broadcaster)(?: (?:resmi|berita|lokal|pemerintah|negara|setempat))? )"
)
_CITED = re.compile(
    rf"{_VERB} (?:oleh |dari |by )?{_AGENCY_WORD}?(?P<first>{_NAME})"
    rf"(?:,? (?:dari|mengutip|melansir|from|citing) {_AGENCY_WORD}?(?P<second>{_NAME}))?"
)
_BRACKETED = re.compile(r"\((?P<name>[A-Z][A-Za-z]{2,11})\)")
_NO_SOURCE = words(
    "laman situs media antara lain pejabat juru bicara kementerian presiden menteri polisi pemerintah wikipedia "
    "instagram twitter facebook youtube tiktok whatsapp telegram google akun saksi data catatan laporan keterangan "
    "surat"
)


@dataclass(frozen=True, slots=True)
class _Found:
    outlet: Outlet
    raw: str


def find_sources(text: str, *, publisher: OutletRef | None, language: str) -> tuple[SourceMention, ...]:
    """The chain of sources in its order: publisher, relays, origins, each outlet once."""
    own = publisher.id if publisher else None
    mentions = [_mention(publisher, "publisher", publisher.name)] if publisher else []
    seen = {own}
    for found, role in _chain(text, language):
        if found.outlet.id in seen or not found.outlet.id:
            continue
        seen.add(found.outlet.id)
        mentions.append(_mention(found.outlet.ref, role, found.raw))
        if len(mentions) == _MAX_SOURCES:
            break
    order = ("publisher", "relay", "origin")
    return tuple(sorted(mentions, key=lambda mention: order.index(mention.role)))


def _mention(outlet: OutletRef, role: SourceRole, raw: str) -> SourceMention:
    return SourceMention(id=outlet.id, name=outlet.name, role=role, raw=raw)


def _chain(text: str, language: str) -> Iterator[tuple[_Found, SourceRole]]:
    for match in _CITED.finditer(text):
        first = _source(match["first"], match[0], language)
        second = _source(match["second"], match[0], language) if match["second"] else None
        if first and second:
            yield first, "relay"
            yield second, "origin"
        elif first or second:
            yield first or second, "origin"  # type: ignore[misc]  # one of them is there
    for match in _BRACKETED.finditer(text):
        outlet = default_outlets().by_name(match["name"])
        if outlet is not None and outlet.is_agency:
            yield _Found(outlet, match[0]), "origin"


def _source(name: str, raw: str, language: str) -> _Found | None:
    """The outlet of this name; None for a weekday, a web service, an office."""
    plain = name.strip(" .'’-")
    parts = [fold(word) for word in plain.split()]
    while parts and _is_calendar(parts[-1], language):
        parts.pop()
        plain = plain.rpartition(" ")[0]
    if not parts or parts[0] in _NO_SOURCE or _is_calendar(parts[0], language):
        return None
    outlet = default_outlets().by_name(plain) or default_outlets().resolve(plain)
    return _Found(outlet, raw) if outlet.is_listed or "." in plain or _looks_like_outlet(plain) else None


def _is_calendar(word: str, language: str) -> bool:
    return word in weekday_numbers(language) or word in month_numbers(language)


_OUTLET_WORD = re.compile(
    r"\b(?:news|times|post|daily|herald|tribune?|press|tv|media|radio|jazeera|arabiya|guardian|journal|mail|mirror|"
    r"telegraph|sun|express|today|network|berita|pos|kompas|agency|agence|broadcasting|chronicle|observer|gazette|"
    r"independent|standard|star|globe|insider|monitor|weekly|magazine|online)\b",
    re.IGNORECASE,
)


_CAMEL = re.compile(r"[A-Z][a-z]+[A-Z][a-z]\w+")


def _looks_like_outlet(name: str) -> bool:
    return _OUTLET_WORD.search(name) is not None or _CAMEL.fullmatch(name) is not None
