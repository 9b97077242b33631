"""What stands in a body and is no part of the story: links to other stories, calls to scroll and share, credits.

It is marked, not thrown away: the page shows it, but words and names in it count for nothing. A line of its own is
taken whole; in a body that lost its line ends only the words that are surely no story, never to a far full stop
(`links` looks after linked titles).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from indexer.understand.links import Span, links

_MAX_LINE = 200  # a longer "line" is a body that lost its line ends
_CALL = re.compile(
    r"SCROLL TO (?:CONTINUE WITH CONTENT|RESUME CONTENT)|ADVERTISEMENT|"
    r"(?:BACA SELENGKAPNYA|SELENGKAPNYA)(?: DI SINI)?[\s>=-]*|BACA JUGA[\s:>]*(?=\n|\Z)|"
    r"(?:Lanjut(?:kan)? (?:membaca )?ke )?[Hh]alaman (?:[Ss]elanjutnya|[Bb]erikutnya)"
    r"(?=[ \t]{0,5}(?:\n|\Z|[>=-]))[\s>=-]*|"
    r"(?:LANJUT KE )?HALAMAN (?:SELANJUTNYA|BERIKUTNYA)[\s>=-]*|"
    r"\[Gambas:[^\]\n]{0,60}\]|\(?\[Video:[^\]\n]{0,60}\]\)?|"
    r"#Grow[Ff]earless with F(?:imela|IMELA)|"
    r"[Ll]oading\.\.\.|>>>\s?Klik [^<\n]{1,30}<<<|"
    r"Copyright (?:©|\(c\)|\d{4})[^\n]{0,120}?All [Rr]ights [Rr]eserved\.?|"
    r"(?:Simak |Baca |Lihat )?[Ss]el?engkapnya (?:(?:klik )?di sini|yuk di sini)\s?[!.]?|"
    r"Simak lengkapnya di sini\s?\.?|"
    r"[Ss]imak (?:[Vv]ideo|[Vv]ideonya)[^\n.]{0,160}(?=[\n\[]|\Z)"
)
_SHARE = re.compile(
    r"(?:\b(?:(?:Share|Bagikan|Kirim|Post)(?: (?:artikel|berita) ini)? (?:on|to|di|ke|via|lewat|melalui)"
    r" (?:Facebook|Twitter|X|WhatsApp|Telegram|LinkedIn|Pinterest|Email|LINE|Threads|Instagram)\b"
    r"|(?:Tweet|Pin it)\b(?=[\s|,•·]*(?:Share|Bagikan|\n|\Z)))[\s|,•·/&]{0,4})+"
)
_FOLLOW = re.compile(
    r"(?:(?<=[.!?\n”\"] )|(?<=[.!?\n])|(?<=\A))"
    r"(?:(?:Ayo |Yuk,? |Mari |Jangan lupa )?[Ii]kuti (?:kami|terus|berita|saluran|channel|akun|update|"
    r"WhatsApp|Google|perkembangan)"
    r"|(?:Ayo |Yuk,? |Mari )?(?:[Gg]|[Bb]erg)abung (?:di|ke|dengan|grup|channel|saluran)"
    r"|Dapatkan (?:update|berita|informasi|notifikasi)"
    r"|(?:Download|Unduh|Instal) (?:aplikasi|app)|Cek (?:juga )?[Bb]erita|Simak (?:terus )?berita|Jangan lewatkan"
    r"|Follow (?:us|akun|kami)|Subscribe|Berlangganan|Daftar newsletter|Bagikan (?:artikel|berita))"
    r"[^.!?\n]{0,120}?(?:Google ?News|[Gg]oogle|Whats[Aa]pp|Telegram|Instagram|You[Tt]ube|Twitter|Facebook|TikTok|"
    r"aplikasi|[Cc]hannel|[Ss]aluran|newsletter|notifikasi|pilihan|setiap hari|sekarang|di sini|\bapp\b)"
    r"(?:[^.!?\n]|\.(?=\w)){0,140}[.!]?"
)
_LINE = re.compile(
    r"[ \t]*(?:(?:penulis|editor|reporter|pewarta|sumber|foto|photo|credit|infografis|video|tags?|topik|uploader|"
    r"laporan|penerjemah|penyunting|sumber foto)\s?:|"
    r"(?:advertisement|iklan|pariwara|komentar|loading|share|bagikan|tags?)[\s:.]*$|"
    r"copyright\b|©|all rights reserved|bagikan(?: artikel| berita)?\b|share (?:this|on)\b|ikuti (?:kami|berita)|"
    r"follow us|dapatkan (?:update|berita)|download aplikasi|klik di sini|tim redaksi\s*$|jakarta, indonesia\s*$|"
    r"\(?(?:foto|photo|dok(?:umentasi)?)\s?[:/.][^\n]{0,120}\)?\s*$)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"Copyright (?:©|\(c\)|\d{4})|COPYRIGHT ©|© ?\d{4}|Dilarang keras mengambil konten|"
    r"Dapatkan update berita pilihan|Ikuti (?:kami|berita) "
)
_CREDITS = re.compile(r"(?:Pewarta|Penulis|Reporter|Editor|Uploader)\s?:\s?[A-Z]|(?<=[.!?\"”] )Tags:? [A-Z]")
_CREDIT_IN_BRACKETS = re.compile(
    r"\((?:(?:ANTARA |Antara |AP |Sumber )?(?:FOTO|Foto|foto|Dok|dok|Photo|Ist|IST)\b[^()\n]{0,80}"
    r"|(?:[A-Za-z][\w-]{1,20}\.(?:com|co\.id|co|id|net)|ANTARA|AFP|AP|Reuters|REUTERS|EPA|Getty Images|Xinhua)"
    r"\s?/\s?(?:[A-Z][a-z.]|FOTO)[^()\n]{1,60}|\w{1,20}\.com/\w[^()\n]{1,40})\)"
)
_CREDIT = re.compile(
    r"\b(?:FOTO|Foto|Sumber [Ff]oto) ?: ?[@A-Z][\w.@]{0,20}(?: [A-Z][\w.]{0,20}){0,3} ?/ ?[\w.]{2,20}(?: [Ff]oto\b)?"
    r"|\bANTARA/[A-Z][\w .]{2,40}/[a-z]{2,3}\b\.?"
)
_PATTERNS = (
    ((), _CREDIT_IN_BRACKETS),
    (("Foto:", "Foto :", "FOTO:", "foto:", "ANTARA/"), _CREDIT),
    (("SCROLL TO", "ADVERTISEMENT", "elengkapnya", "ELENGKAPNYA", "engkapnya di sini", "alaman ", "HALAMAN ",
      "[Gambas:", "[Video:", "#Grow", "oading...", ">>>", "imak ", "BACA JUGA", "opyright"), _CALL),
    (("Share ", "Bagikan ", "Kirim ", "Tweet"), _SHARE),
    (("Ikuti ", "Gabung ", "Dapatkan ", "Download ", "Unduh ", "Instal ", "Cek ", "Jangan l", "Follow ", "Subscribe",
      "Berlangganan ", "Daftar n", "Bagikan ", "Simak ", "Ayo ", "Yuk", "Mari "), _FOLLOW),
)  # fmt: skip
"""Patterns, each with signs of which a text must have one: looking for those takes a third of the time. (What begins
with a bracket is found as quickly without.)"""
_TAIL_CHARS = 700
_CREDITS_CHARS = 160
_SIGNATURE_CHARS = 160
_SIGNATURE = re.compile(
    r"[\s,.;*-]*(?P<sign>\[(?P<square>[^\[\]\n]{1,30})\]|\((?P<round>[^()\n]{2,60})\)(?:\s?\*{1,3})?)[\s*,.;]*\Z"
)
_INITIALS = re.compile(r"[A-Za-z]{1,6}(?:\s?[/|*-]\s?[A-Za-z.]{1,8}){0,4}")
_DESK = re.compile(r"(?:[\w.]+(?: [\w.]+){0,2}/){1,4}[\w. ]{2,30}")
_NAME = re.compile(r"[A-Z][\w'’.-]+(?: (?:bin |binti )?[A-Z][\w'’.-]*){1,3}")
_SIGNED = re.compile(rf"[\w.]+\.(?:com|co\.id|co|id|net)\s?/\s?(?P<name>{_NAME.pattern})")
_BYLINE = re.compile(
    r"(?:Laporan (?:Wartawan|Reporter|Kontributor)\s+[\w.]+,\s*|(?:Penulis|Reporter|Pewarta)\s?:\s+|"
    r"^(?:Oleh|By)\s?:?\s+)"
    r"(?P<name>[A-Z][\w'’.-]*"
    r"(?: (?!(?:Editor|Penulis|Reporter|Pewarta|Uploader|Copyright)\b)[A-Z][a-z'’.-]+){1,5})"
    r"(?=\s|\Z|[,.|])",
    re.MULTILINE,
)
_BYLINE_CHARS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """The signature at the end of a story; `author` where it is a person's name, not initials."""

    start: int
    end: int
    author: str | None


def boilerplate(text: str) -> tuple[Span, ...]:
    """[start, end) of what is no part of the story, ascending and apart."""
    return merged([*links(text), *_calls(text), *_lines(text), *_tails(text)])


def find_signature(text: str) -> Signature | None:
    """ "[IT/r]", "(Ginna Vadhya)***", "(abc/xyz)" at the end of `text`."""
    body = text.rstrip()
    start = max(0, len(body) - _SIGNATURE_CHARS)
    match = _last_match(body, start)
    if match is None:
        return None
    inside = (match["square"] or match["round"]).strip()
    name = _NAME.fullmatch(inside)
    is_desk = _DESK.fullmatch(inside) and not any(char.isdigit() for char in inside)
    if not (name or _INITIALS.fullmatch(inside) or is_desk):
        return None
    is_alone = match["square"] is not None or _ends_story(body, match.start("sign")) or body.endswith("*")
    if not is_alone:
        return None
    signed = _SIGNED.fullmatch(inside)
    author = name[0] if name else signed["name"] if signed else None
    return Signature(start=match.start("sign"), end=len(body), author=author)


def find_byline_author(text: str) -> str | None:
    """The author above the story: "Laporan Wartawan Kabar.com, Ani Wijaya", "Penulis: Ani Wijaya"."""
    match = _BYLINE.search(text, 0, _BYLINE_CHARS) or _BYLINE.search(text, max(0, len(text) - _BYLINE_CHARS))
    return match["name"].rstrip(".") if match else None


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, those that touch or overlap made one."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        elif start < end:
            result.append((start, end))
    return tuple(result)


def _last_match(body: str, start: int) -> re.Match[str] | None:
    opening = max(body.rfind("(", start), body.rfind("[", start))
    return _SIGNATURE.match(body, opening) if opening >= 0 else None


def _ends_story(body: str, start: int) -> bool:
    """Whether the story ends before the bracket: a signature follows a full stop or a closing quote."""
    return body[:start].rstrip()[-1:] in ("", *'.!?"”’*,;')


def _calls(text: str) -> Iterator[Span]:
    for signs, pattern in _PATTERNS:
        if not signs or any(sign in text for sign in signs):
            for match in pattern.finditer(text):
                yield match.span()


def _lines(text: str) -> Iterator[Span]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end - start <= _MAX_LINE and _LINE.match(text, start, end):
            yield start, end
        start = end + 1


def _tails(text: str) -> Iterator[Span]:
    """Copyright and the credits before it, or credits alone, to the end of the text."""
    end = len(text)
    tail = _TAIL.search(text, max(end // 4, end - _TAIL_CHARS))
    if tail is not None and "\n" not in text[tail.start() :].strip():
        yield tail.start(), len(text)
        end = tail.start()
    credits = _CREDITS.search(text, max(end // 3, end - _CREDITS_CHARS), end)
    if credits is not None and "\n" not in text[credits.start() : end].strip():
        yield credits.start(), end
