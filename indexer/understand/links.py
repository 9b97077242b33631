"""Links to other stories in the middle of a text: "Baca juga: ...", "Simak juga Video: ...".

On a line of its own the line is the link. In a body that lost its line ends the label surely is no story; the linked
title ends where the next sentence begins, as far as that can be told: at a closing quote, before a word that begins
sentences, at the next label, or, in a title with capitals, where the words turn small.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.understand.words import words

Span = tuple[int, int]

_MAX_LINE = 200  # a longer "line" is a body that lost its line ends
_MAX_TITLE = 150
_MIN_WORDS = 3  # of a title
_LABEL = re.compile(
    r"(?:(?:[Bb]aca|BACA|[Ss]imak|SIMAK|[Ll]ihat|LIHAT|[Tt]onton|TONTON|[Ss]aksikan) (?:[Jj]uga|JUGA|[Pp]ula)"
    r"|[Bb]aca (?:[Ss]elengkapnya|[Bb]erita [Ll]ain(?:nya)?)|BACA SELENGKAPNYA"
    r"|(?:[Ss]imak|[Ll]ihat|[Tt]onton|[Ss]aksikan)(?= (?:[Vv]ideo|[Ff]oto|[Ii]nfografis)\s?[:'\"“‘])"
    r"|(?:Artikel|ARTIKEL|Berita|BERITA) (?:[Tt]erkait|TERKAIT|[Ll]ainnya)(?=\s?:|\n)"
    r"|(?:[Rr]ead|READ) (?:[Aa]lso|ALSO|[Mm]ore|MORE)|Also [Rr]ead|ALSO READ|[Rr]elated(?: [Aa]rticle)?s?|RELATED)"
    r"(?P<media> (?:[Vv]ideo|[Ff]oto|[Ii]nfografis|VIDEO|FOTO))?\s?"
    r"(?P<mark>[:>»]+|,(?=\s?[A-Z“\"”‘'])|(?<=Video)(?= \S)|(?=\n|\Z)| (?:di sini|DI SINI)|(?=\s?[\"“'‘]))"
)
_SIGNS = (
    "aca juga", "aca Juga", "ACA JUGA", "imak juga", "imak Juga", "ihat juga", "ihat Juga", "onton juga",
    "onton Juga", "aksikan juga", "aca pula", "aca selengkapnya", "aca Selengkapnya", "ACA SEL", "aca berita lain",
    "ideo", "erkait:", "erkait\n", "TERKAIT", "ainnya:", "lso", "elated", "ead more", "nfografis",
)  # fmt: skip
"""One of these is in every text that has a label."""
_QUOTED = re.compile(r"\s*[\"“'‘](?P<title>[^\n\"“”]{3,150}?)[\"”'’](?: di sini)?\s?:?(?=\W|\Z)")
_SURELY_NEXT = re.compile(
    r" (?=(?:Ia|Dia|Namun|Sementara|Menurut|Selain|Adapun|Sebelumnya|Sedangkan|Meskipun|Selanjutnya|Kemudian|Pihaknya|"
    r"Mereka|Padahal|Bahkan|Tags?|Pewarta|Editor|Penulis|Copyright|COPYRIGHT|(?:Baca|BACA|Simak|Lihat|Tonton) "
    r"(?:[Jj]uga|JUGA|[Ss]elengkapnya))\b|[\"“]\w)"
)
_PERHAPS_NEXT = re.compile(
    r" (?=(?:Pada|Dalam|Untuk|Karena|Saat|Ketika|Setelah|Oleh|Hal|Hingga|Kata|Tak|Tidak|Lalu|Kami|Kita|Para|Sebagai|"
    r"Seperti|Sejumlah|Beberapa|Berdasarkan|Akibat|Atas|Dari|Di|Ini|Itu|Jika|Kini|Lebih|Melalui|Meski|Sejak|Selama|"
    r"Terkait|Tersebut|Usai|Walau|Yang|Dengan|Dikatakan|Diketahui|Diberitakan)\b)"
)  # in a title whose words all begin with a capital they may stand as well
_STOP = re.compile(r"[.!?](?=\s|\Z)")
_WORD = re.compile(r"\S+")
_SMALL_IN_TITLES = words(
    "di ke dari yang dan untuk dengan pada dalam saat usai jadi soal oleh bagi atau tak atas akan agar para "
    "akibat demi tanpa serta bersama kepada terhadap antara lewat tentang bukan bisa hingga sampai sejak "
    "karena per vs bin of the in and to for on a at by "
)


def links(text: str) -> Iterator[Span]:
    """[start, end) of each label with what it links to, as far as that can be told."""
    if not any(sign in text for sign in _SIGNS):
        return
    for match in _LABEL.finditer(text):
        start, end = _line(text, match.start())
        rest = text[match.end() : end]
        if rest.lstrip().startswith(","):  # the link lost its text
            yield match.span()
        elif end - start <= _MAX_LINE and not _is_story(rest):
            is_alone = not text[start : match.start()].strip(" *•->:([")
            yield (start if is_alone else match.start()), end
        elif match["mark"] or match["media"] or _QUOTED.match(text, match.end()):
            yield match.start(), _end_of_title(text, match.end(), end)


def _line(text: str, offset: int) -> Span:
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    return start, len(text) if end < 0 else end


def _is_story(rest: str) -> bool:
    """Whether a line goes on with a sentence: headlines have no full stop, and a link may have lost its text."""
    return rest.rstrip().endswith(".")


def _end_of_title(text: str, start: int, line_end: int) -> int:
    """Where the title that begins at `start` ends; `start` where that cannot be told."""
    quoted = _QUOTED.match(text, start)
    if quoted:
        return quoted.end()
    stop = _STOP.search(text, start, min(line_end, start + _MAX_TITLE))
    end = stop.start() if stop else min(line_end, start + _MAX_TITLE)
    in_capitals = _capitalised(text[start:end], start)
    nexts = (_SURELY_NEXT,) if in_capitals else (_SURELY_NEXT, _PERHAPS_NEXT)
    ends = [at for at in (in_capitals, *(_next(pattern, text, start, end) for pattern in nexts)) if at]
    if ends:
        return min(ends)
    return end if end == line_end else start


def _next(pattern: re.Pattern[str], text: str, start: int, end: int) -> int | None:
    """Where the next sentence begins behind a title of at least so many words."""
    starts = (match.start() for match in pattern.finditer(text, start + 1, end))
    return next((at for at in starts if text.count(" ", start + 1, at) >= _MIN_WORDS - 1), None)


def _capitalised(title: str, start: int) -> int | None:
    """Where the words of a title in capitals turn small, less one word, which begins the next sentence."""
    before = last = 0
    count = 0
    for word in _WORD.finditer(title):
        plain = word[0].strip("\"“”'‘’(),:;")
        if plain[:1].islower() and plain not in _SMALL_IN_TITLES:
            break
        if not plain[:1].islower():
            before, last = last, word.end()
            count += 1
    else:
        return None
    return start + before if count > _MIN_WORDS + 1 else None
