"""Where a story says outside its dateline whose it is.

    Laporan Wartawan Tribunnews.com, Ani Wijaya      Copyright © ANTARA 2025      Tim Redaksi KOMPAS.com
    ... mereka pulang. (Kabar.com/Ani)               "Kami pulang," katanya saat dihubungi Okezone, Rabu.

Bylines, copyright and signatures say it outright. That somebody spoke to a newsroom, or that it looked on, says it
where no other newsroom is named so and the name is not cited as a source: a copied story names two, and then nobody
knows.
Agencies and foreign outlets are spoken to in everybody's stories and never count that way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.outlets import Outlet, default_outlets

_NAME = r"@?[\w][\w.-]*(?: (?:[A-Z][\w.-]*|\d+)){0,3}"
_BYLINE = re.compile(
    rf"(?:Laporan|Liputan|Reporter|Kontributor|Tim Redaksi)"
    rf"(?: (?:Wartawan|Jurnalis|Reporter|Kontributor|Koresponden))?:? (?P<name>{_NAME})"
)
_BYLINE_CHARS = 200
_COPYRIGHT = re.compile(
    rf"(?:©|\([cC]\)|[Cc]opyright|COPYRIGHT)(?:[ \d.,:©–-]|\([cC]\)){{1,24}}(?P<name>(?:PT\.? )?{_NAME})"
)
_SIGN = re.compile(rf"[(\[]\s?(?P<name>{_NAME})\s?(?:[/|][^()\[\]\n]{{1,40}})?[)\]][\s*.]*\Z")
_COPYRIGHT_CHARS = 80
_SIGN_CHARS = 80
_CUES = (
    "kepada ", "hubungi ", "ditemui ", "diterima ", "dikonfirmasi ", "diwawancarai ", "antauan ", "dirangkum ",
    "berbincang dengan ", "ahabat ", "urnalis ", "baca di ", "simak di ", "ikuti di ", "less with ", "Less with ",
)  # fmt: skip
_AFTER_CUE = re.compile(rf"(?:[Tt]im |[Rr]edaksi |[Ww]artawan |[Rr]eporter |kanal )?(?P<name>{_NAME})")
_CITED = re.compile(
    r"(?:[Dd]i(?:lansir|kutip|beritakan|tayangkan)(?: dari)?|dari|tayang di|[Mm]e(?:lansir|ngutip)(?: dari)?)"
    r" (?:laman )?\Z"
)
_CITED_CHARS = 24


def signed(text: str, *, start: int = 0) -> Iterator[Outlet]:
    """The listed outlets that a byline, the signature or the copyright of `text` names, which begins at `start`."""
    byline = _BYLINE.search(text, start, start + _BYLINE_CHARS)
    if byline:
        yield from _longest(byline["name"])
    end = len(text.rstrip())
    for bracket in "([":
        opening = text.rfind(bracket, max(start, end - _SIGN_CHARS), end)
        sign = _SIGN.match(text, opening, end) if opening >= 0 else None
        if sign:
            yield from _called(sign["name"])
    for mark in ("©", "opyright", "OPYRIGHT"):
        at = text.find(mark, start)
        right = _COPYRIGHT.search(text, max(start, at - 1), at + _COPYRIGHT_CHARS) if at >= 0 else None
        if right:
            yield from _longest(right["name"])


def spoken_to(text: str, *, start: int = 0) -> Iterator[Outlet]:
    """The newsroom that people of the story spoke to, if it is one only and not cited."""
    named = {outlet.id: (outlet, name) for outlet, name in _addressed(text, start)}
    if len(named) == 1:
        [(outlet, name)] = named.values()
        if not _is_cited(text, name, start):
            yield outlet


def _addressed(text: str, start: int) -> Iterator[tuple[Outlet, str]]:
    """The newsrooms that a cue stands before, each with the first word of its name."""
    for cue in _CUES:
        for at in _places(text, cue, start):
            match = _AFTER_CUE.match(text, at + len(cue))
            if match is None or not _is_written_as_name(match["name"]):
                continue
            for outlet in _longest(match["name"]):
                if outlet.language in ("id", None) and not outlet.is_agency:
                    yield outlet, match["name"].partition(" ")[0].rstrip(".")


def _places(text: str, words: str, start: int) -> Iterator[int]:
    at = text.find(words, start)
    while at >= 0:
        yield at
        at = text.find(words, at + len(words))


def _is_cited(text: str, name: str, start: int) -> bool:
    """Whether `name` is also given as the source of what the story tells."""
    return any(_CITED.search(text, max(start, at - _CITED_CHARS), at) for at in _places(text, name, start))


def _is_written_as_name(words: str) -> bool:
    first = words.partition(" ")[0].rstrip(".")
    return not first.islower() or "." in first or first.startswith("detik")


def _longest(words: str) -> Iterator[Outlet]:
    """The listed outlet or the house that `words` begin with, if there is one."""
    parts = words.lstrip("@").split(" ")
    for length in range(len(parts), 0, -1):
        found = tuple(_called(" ".join(parts[:length])))
        if found:
            yield from found
            return


def _called(name: str) -> Iterator[Outlet]:
    """The listed outlet or the house of this name, if there is one."""
    outlet = default_outlets().resolve(name.rstrip("."))
    if outlet.is_listed or outlet.group:
        yield outlet
