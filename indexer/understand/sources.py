"""Whose news it is: publisher ← relay ← origin.

    "seperti dilansir Pikiran-Rakyat.com dari Al Jazeera"     relay Pikiran-Rakyat.com, origin Al Jazeera
    "dikutip dari Reuters", "Melansir AFP dan New York Post"  origins
    "kata pejabat itu kepada AFP", "Reuters melaporkan"       origins, of listed outlets only
    "(KCNA)", "(ANTARA/Xinhua)", "Sumber: Tirto", "(detik)"   origins; the last only at the end

An outlet that quotes itself or its house names no source. A name counts when the registry of outlets knows it or,
behind a verb that cites, when it looks like an outlet: a domain, CamelCase, "... Times". Weekdays, persons, offices,
their web pages and platforms do not: who spoke there is a speaker, and the newsroom that listened is the origin.
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
from search.outlets.unlisted import joined

_MAX_SOURCES = 20
_NAME = (
    r"(?:[A-Za-z0-9][\w-]{0,40}(?:\.[\w-]{1,30}){0,3}\.(?:com|co\.id|co\.uk|id|net|org|co|tv|news|xyz|me)"
    r"(?![\w-])(?!\.[a-z])(?:/[\w-]{1,30})?"
    r"|detik[A-Za-z]{0,16}|kumparan|[a-z]{1,12}[A-Z]\w{1,20}"
    r"|(?:The |the )?[A-Z0-9][\w&'’+-]{0,40}(?: (?:of |de |al-|dello )?[A-Z][\w&'’-]{0,40}){0,3})"
)
_KIND = (
    r"(?:(?:oleh |dari |by |from |the )?(?:laman|situs|website|media|kantor berita|harian|surat kabar|majalah|tabloid|"
    r"stasiun televisi|stasiun TV|koran|portal berita|portal|news agency|newspaper|broadcaster|Kantor Berita)"
    r"(?: (?:berita|lokal|asing|pemerintah|negara|setempat|web))? )"
)
_CITING = re.compile(
    r"(?:kan)?(?: kembali)?,? ?(?:(?:pula )?(?:oleh|dari|by|from) )?"
    rf"{_KIND}?(?P<first>{_NAME})"
    r"(?:(?P<link>,? (?:dari|mengutip|melansir|from|citing|quoting)|(?:,| dan| and| serta)) "
    rf"{_KIND}?(?P<second>{_NAME}))?"
)
_CITES = (
    "ansir", "utip", "ewartakan", "iwartakan", "iberitakan", "ikabarkan", "ilaporkan", "ukil", "sadur",
    "irangkum", "tayang di", "terbit di", "menurut laporan", "Menurut laporan", "berdasarkan laporan", "eported by",
    "uoted by", "citing", "Citing",
)  # fmt: skip
_HEARS = ("kepada", "ccording to", " told", " via", "enurut")  # before listed names only
_REPORTER = re.compile(rf"(?<![\w.-]){_NAME}\Z")
_REPORTER_CHARS = 40
_REPORTING = ("melaporkan", "memberitakan", "mewartakan", "mengabarkan", "reported", "reports")
_CREDIT = re.compile(rf"umber(?: berita)? ?: ?(?:{_NAME})(?:(?: ?[,/&|] ?| dan ){_NAME}){{0,4}}")
_CREDITED = re.compile(_NAME)
_BRACKETED = re.compile(
    r"\((?P<names>[A-Za-z][\w .-]{1,24}(?:/[\w .-]{2,24})?)\)(?P<end>[\s*,.]*(?:loading[.]*\s*)?\Z)?"
)
_NO_SOURCE = words(
    "laman situs media pejabat juru bicara kementerian presiden menteri polisi pemerintah wikipedia "
    "instagram instagramnya twitter facebook youtube tiktok whatsapp telegram google linkedin akun saksi data catatan "
    "laporan keterangan surat www channel kanal"
)
_OFFICE = re.compile(r"\.(?:go|ac|sch|mil|desa)\.[a-z]{2}$|\.gov$|^(?:kemen|dinas|polres|polda|bp|pemprov|pemkab)")


@dataclass(frozen=True, slots=True)
class _Found:
    outlet: Outlet
    raw: str
    at: int
    role: SourceRole = "origin"


def find_sources(text: str, *, publisher: OutletRef | None, language: str) -> tuple[SourceMention, ...]:
    """The chain of sources in its order: publisher, relays, origins, each outlet once."""
    mentions = [_mention(publisher, "publisher", publisher.name)] if publisher else []
    seen: set[str] = set()
    for found in sorted(_chain(text, language), key=lambda found: found.at):
        if found.outlet.id in seen or _is_own(found.outlet, publisher):
            continue
        seen.add(found.outlet.id)
        mentions.append(_mention(found.outlet.ref, found.role, found.raw))
        if len(mentions) == _MAX_SOURCES:
            break
    order = ("publisher", "relay", "origin")
    return tuple(sorted(mentions, key=lambda mention: order.index(mention.role)))


def _mention(outlet: OutletRef, role: SourceRole, raw: str) -> SourceMention:
    return SourceMention(id=outlet.id, name=outlet.name, role=role, raw=raw)


def _is_own(outlet: Outlet, publisher: OutletRef | None) -> bool:
    """Whether it is the publisher, another newsroom of its house, or its name in another form."""
    if publisher is None:
        return False
    is_of_house = publisher.group is not None and publisher.group in (outlet.group, outlet.id)
    return is_of_house or outlet.id == publisher.id or joined(outlet.name) == joined(publisher.name)


def _chain(text: str, language: str) -> Iterator[_Found]:
    for cue in _CITES:
        for at in _places(text, cue):
            yield from _cited(text, at, at + len(cue), language, listed_only=False)
    for cue in _HEARS:
        for at in _places(text, cue):
            yield from _cited(text, at, at + len(cue), language, listed_only=True)
    yield from _reporting(text, language)
    for at in _places(text, "umber"):
        yield from _credited(text, at, language)
    yield from _bracketed(text)


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + len(words))


def _cited(text: str, at: int, end: int, language: str, *, listed_only: bool) -> Iterator[_Found]:
    """Who is cited behind a verb that ends at `end`."""
    match = _CITING.match(text, end)
    if match is None or text[end : end + 1] not in (" ", "k", ","):
        return
    raw = text[_word_start(text, at) : match.end()]
    first = _source(match["first"], language, listed_only=listed_only)
    is_list = match["second"] is not None and match["link"].strip(" ") in (",", "dan", "and", "serta")
    second = None
    if match["second"]:
        second = _source(match["second"], language, listed_only=listed_only or is_list)
    if second is None:
        raw = text[_word_start(text, at) : match.end("first")]
    if first:
        yield _Found(first, raw, at, "relay" if second and not is_list else "origin")
    if second and (first or not is_list):
        yield _Found(second, raw, at)


def _word_start(text: str, at: int) -> int:
    while at > 0 and text[at - 1].isalpha():
        at -= 1
    return at


def _reporting(text: str, language: str) -> Iterator[_Found]:
    """ "Reuters melaporkan": of listed outlets only."""
    for verb in _REPORTING:
        for at in _places(text, f" {verb}"):
            match = _REPORTER.search(text, max(0, at - _REPORTER_CHARS), at)
            outlet = _source(match[0], language, listed_only=True) if match else None
            if match and outlet:
                yield _Found(outlet, text[match.start() : at + 1 + len(verb)], match.start())


def _credited(text: str, at: int, language: str) -> Iterator[_Found]:
    """ "Sumber: Tirto, Kompas.com"."""
    match = _CREDIT.match(text, at)
    if match is None:
        return
    raw = text[_word_start(text, at) : match.end()]
    for name in _CREDITED.finditer(match[0], match[0].index(":")):
        outlet = _source(name[0], language, listed_only=False)
        if outlet:
            yield _Found(outlet, raw, at)


def _bracketed(text: str) -> Iterator[_Found]:
    """Agencies in brackets anywhere, other outlets where the text ends."""
    for match in _BRACKETED.finditer(text):
        for name in match["names"].split("/"):
            outlet = default_outlets().resolve(name.replace(". ", "."))
            if outlet.is_agency or (match["end"] is not None and (outlet.is_listed or outlet.group)):
                yield _Found(outlet, match[0].strip(), match.start())


def _source(name: str, language: str, *, listed_only: bool) -> Outlet | None:
    """The outlet of this name; None for a weekday, a web service, an office."""
    parts = name.strip(" .'’-").split()
    while parts and _is_calendar(fold(parts[-1]), language):
        parts.pop()
    if not parts or _is_calendar(fold(parts[0]), language):
        return None
    for length in range(len(parts), 0, -1):
        outlet = default_outlets().resolve(" ".join(parts[:length]))
        if outlet.is_listed or (outlet.group and length == len(parts)):
            return outlet
    plain = " ".join(parts)
    if listed_only or fold(parts[0]) in _NO_SOURCE or _OFFICE.search(fold(plain)):
        return None
    return default_outlets().resolve(plain) if "." in plain or _looks_like_outlet(plain) else None


def _is_calendar(word: str, language: str) -> bool:
    return word in weekday_numbers(language) or word in month_numbers(language)


_OUTLET_WORD = re.compile(
    r"\b(?:news|times|post|daily|herald|tribune?|press|tv|radio|jazeera|arabiya|guardian|journal|mail|mirror|"
    r"telegraph|express|network|berita|kompas|agence|broadcasting|chronicle|observer|gazette|media|pos|today|"
    r"independent|standard|insider|monitor|weekly|magazine|online)\b",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"[A-Z][a-z]+[A-Z][a-z]\w+")


def _looks_like_outlet(name: str) -> bool:
    return _OUTLET_WORD.search(name) is not None or _CAMEL.fullmatch(name) is not None
