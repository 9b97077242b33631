"""What stands in a body and is no part of the story: links to other stories, calls to scroll and share, credits.

It is marked, not thrown away: the page shows it, but words and names in it count for nothing. A line of its own is
taken whole; in a body that lost its line ends only the words that are surely no story, never to a far full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_MAX_LINE = 200  # a longer "line" is a body that lost its line ends
_LINK = re.compile(
    r"(?:baca (?:juga|selengkapnya|lainnya|pula)|simak (?:juga|pula)|lihat juga|tonton juga|saksikan juga|"
    r"artikel terkait|berita terkait|read (?:also|more)|also read|related(?: article)?s?)\s?"
    r"(?P<mark>[:>»]+|(?=\n)|(?: di sini)|(?=\s?[\"“]))",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"SCROLL TO (?:CONTINUE WITH CONTENT|RESUME CONTENT)|ADVERTISEMENT|"
    r"BACA SELENGKAPNYA(?: DI SINI)?[\s>]*|BACA JUGA[\s:>]*(?=\n|\Z)|Halaman Selanjutnya|Halaman [Bb]erikutnya|"
    r"\[Gambas:[^\]\n]{0,60}\]|#GrowFearless with FIMELA|loading\.\.\.|Loading\.\.\.|"
    r"[Ss]imak (?:[Vv]ideo|[Jj]uga [Vv]ideo|[Vv]ideonya)[^\n.]{0,160}(?=[\n\[]|\Z)"
)
_LINE = re.compile(
    r"[ \t]*(?:(?:penulis|editor|reporter|pewarta|sumber|foto|photo|credit|infografis|video)\s?:|"
    r"copyright\b|©|all rights reserved|bagikan(?: artikel| berita)?\b|share (?:this|on)\b|ikuti (?:kami|berita)|"
    r"follow us|dapatkan (?:update|berita)|download aplikasi|klik di sini|tim redaksi\s*$|jakarta, indonesia\s*$|"
    r"\(?(?:foto|photo|dok(?:umentasi)?)\s?[:/.][^\n]{0,120}\)?\s*$)",
    re.IGNORECASE,
)
_TAIL = re.compile(r"Copyright (?:©|\(c\)|\d{4})|COPYRIGHT ©|Dapatkan update berita pilihan|Ikuti (?:kami|berita) ")
_CREDITS = re.compile(r"(?:Pewarta|Penulis|Reporter|Editor)\s?:\s?[A-Z]")
_CREDIT = re.compile(
    r"\((?:ANTARA |Antara )?(?:FOTO|Foto|foto|Dok|dok|Photo|Ist|IST)\b[^()\n]{0,80}\)"
    r"|\bANTARA/[A-Z][\w .]{2,40}/[a-z]{2,3}\b\.?"
)
_TAIL_CHARS = 700
_CREDITS_CHARS = 160
_SIGNATURE_CHARS = 160
_SIGNATURE = re.compile(
    r"[\s,.;*-]*(?P<sign>\[(?P<square>[^\[\]\n]{1,30})\]|\((?P<round>[^()\n]{2,60})\)(?:\s?\*{1,3})?)[\s*,.;]*\Z"
)
_INITIALS = re.compile(r"[A-Za-z]{1,6}(?:\s?[/|*-]\s?[A-Za-z.]{1,8}){0,4}")
_DESK = re.compile(r"(?:[\w.]+(?: [\w.]+){0,2}/){1,4}[\w. ]{2,30}")
_NAME = re.compile(r"[A-Z][\w'’.-]+(?: (?:bin |binti )?[A-Z][\w'’.-]*){1,3}")
_BYLINE = re.compile(
    r"(?:Laporan (?:Wartawan|Reporter|Kontributor)\s+[\w.]+,\s*|(?:Penulis|Reporter|Pewarta)\s?:\s+|"
    r"^(?:Oleh|By)\s?:?\s+)"
    r"(?P<name>[A-Z][\w'’.-]+(?: [A-Z][a-z'’.-]+){1,3})(?=\s|\Z|[,.|])",
    re.MULTILINE,
)
_BYLINE_CHARS = 300

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """The signature at the end of a story; `author` where it is a person's name, not initials."""

    start: int
    end: int
    author: str | None


def boilerplate(text: str) -> tuple[Span, ...]:
    """[start, end) of what is no part of the story, ascending and apart."""
    return merged([*_links(text), *_calls(text), *_lines(text), *_tails(text)])


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
    return Signature(start=match.start("sign"), end=len(body), author=name[0] if name else None)


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


def _line(text: str, offset: int) -> Span:
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    return start, len(text) if end < 0 else end


def _links(text: str) -> Iterator[Span]:
    for match in _LINK.finditer(text):
        start, end = _line(text, match.start())
        if _is_story(text[match.end() : end]):
            yield match.span()
        elif end - start <= _MAX_LINE and not text[start : match.start()].strip(" *•->:(["):
            yield start, end
        elif end - match.start() <= _MAX_LINE:
            yield match.start(), end
        elif match["mark"]:
            yield match.span()


def _is_story(rest: str) -> bool:
    """Whether a line goes on with a sentence: headlines have no full stop, and a link may have lost its text."""
    plain = rest.strip()
    return plain.startswith(",") or plain.endswith(".")


def _calls(text: str) -> Iterator[Span]:
    for pattern in (_CALL, _CREDIT):
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
    """Copyright and credits from where they begin to the end of the text, in its second half only."""
    for pattern, chars in ((_TAIL, _TAIL_CHARS), (_CREDITS, _CREDITS_CHARS)):
        match = pattern.search(text, max(len(text) // 2, len(text) - chars))
        if match is not None and "\n" not in text[match.start() :].strip():
            yield match.start(), len(text)
