"""A text as its tokens: the one function for indexing, querying and highlighting.

A compiled pattern finds *chunks*: runs of letters, marks and digits with single joiners (apostrophe, hyphen, `.`, `,`,
`/`) between them. Most chunks are plain words; the rest is cut into *pieces*, where the first rule that fits wins:

- a domain (`KOMPAS.com`) is one token and, from the same position on, its labels. Its last label has to be one that
  news is published under, in a case that the rest bears out, so that `pemerintah.Pejabat` is the end of a sentence;
- single letters with dots between them are one token without the dots (`A.S.` is `as`);
- a run of a script without spaces (Han, kana, Hangul, Thai, Lao, Khmer, Burmese) is overlapping pairs of graphemes at
  successive positions; a run of one grapheme is that;
- everything else is words: apostrophes join letters, `.` `,` `/` join digits, hyphens part words into successive
  positions (`hyphenated` puts them together again for the stem field), and `anak2` is `anak-anak`.

What the pieces of a chunk are depends on the chunk alone, so it is remembered for the short ones. Nothing is normalised
before it is cut (a run is the same run in NFC and in NFD): offsets always are those of the text that was given.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter

import regex

from search.folding import fold as fold_text

VERSION = 1
"""Raised whenever any text may get other tokens than before."""

MAX_TERM_CHARS = 64
"""Longer terms are cut: the longest word of real news is half of that, and garbage must not bloat the dictionary."""

HYPHENS = "-\u2010\u2011"
MAX_HYPHENATED_PARTS = 4  # longer chains are addresses of pages, not words

_MAX_FOLDED = 4 * MAX_TERM_CHARS  # characters of a surface looked at: folding and marks make longer ones of little use
_MAX_ADDRESS = 2_000  # characters of a chunk with a domain in it: looking for one takes long
_MAX_REMEMBERED_CHARS = 32
_MAX_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text; several tokens may share a position (a domain and its first label)."""

    text: str  # the folded term, as it stands in the exact field
    position: int  # 0-based
    start: int  # [start, end) in code points of the text given
    end: int


_Piece = tuple[str, int, int, int]  # term, and position, start, end counted from the chunk's

_TLDS = (
    "id com net org co tv info news xyz my sg uk us au jp cn kr hk tw th vn ph bn tl pk bd lk np af ir iq il ps ae sa"
    " qa kw om ye jo lb sy tr eg ma dz tn ru ua by kz de fr nl es pt it pl se dk fi ch eu gr ro hu cz br mx ca za ng nz"
    " io me ai app dev blog online press media live world today asia int gov edu mil ac example test"
)
_APOSTROPHE = "'’‘ʼʻ`´＇"
_JOINER = rf"[{_APOSTROPHE}.,/{re.escape(HYPHENS)}]"
_IGNORED = r"\u00AD\u200B\u200D-\u200F\u2060\uFEFF\u061C"  # soft hyphen, zero width, direction: no part of a word
_JOINED_BY_ZWNJ = r"(?<!\p{Arabic})\u200C"  # parts Persian words, but shapes Indic ones
SPACELESS = (
    r"[[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Bopomofo}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}ー]"
    r"&&[\p{L}\p{M}\p{Nl}]]"
)
_FIRST = rf"[[\p{{L}}\p{{N}}]--[{_APOSTROPHE}]]"
_ANY = rf"(?:[[\p{{L}}\p{{M}}\p{{N}}{_IGNORED}]--[{_APOSTROPHE}]]|{_JOINED_BY_ZWNJ})"
_HEAD = rf"[[\p{{L}}\p{{N}}]--{SPACELESS}--[{_APOSTROPHE}]]"
_WORD = rf"(?:[[\p{{L}}\p{{M}}\p{{N}}{_IGNORED}]--{SPACELESS}--[{_APOSTROPHE}]]|{_JOINED_BY_ZWNJ})"
_LABEL = rf"{_HEAD}(?:{_WORD}|-){{0,62}}"
_LABELS = rf"{_LABEL}(?:\.{_LABEL}){{0,7}}"  # bounded, or "ab.ab.ab..." would take quadratic time

_LATIN = "0-9A-Za-zª²³µ¹º¼-¾À-ÖØ-öø-ɏ"
_LATIN_CHUNK = re.compile(rf"[{_LATIN}][{_LATIN}\xAD]*(?:{_JOINER}[{_LATIN}][{_LATIN}\xAD]*)*")
_BEYOND_LATIN = re.compile(r"[^\0-\u024F\u2010-\u2027\u2030-\u205E\u20A0-\u20CF]")  # with its quotes and dashes
_CHUNK = regex.compile(rf"(?V1){_FIRST}{_ANY}*+(?:{_JOINER}{_FIRST}{_ANY}*+)*+")
_DOMAIN = rf"""(?P<domain>
        {_LABELS}\.(?:{"|".join(_TLDS.split())})(?!{_WORD})
      | (?=\p{{Lu}}){_LABELS}\.(?:Com|Co\.Id|Id|Net|Org|Tv|COM|CO\.ID|ID|NET|ORG|TV)(?!{_WORD}) )"""
_OTHERS = rf"""(?P<initials> [\p{{L}}--{SPACELESS}]\p{{M}}*(?:\.[\p{{L}}--{SPACELESS}]\p{{M}}*)+(?!{_WORD}) )
  | (?P<spaceless> {SPACELESS}(?:{SPACELESS}|\p{{M}}|[ﾞﾟ{_IGNORED}\u200C])* )
  | (?P<word> {_HEAD}{_WORD}*+(?:(?:[{_APOSTROPHE}]|(?<=\p{{Nd}})[.,/](?=\p{{Nd}})){_HEAD}{_WORD}*+)*+ )"""
_PIECE = regex.compile(rf"(?V1){_OTHERS}", regex.VERBOSE)
_PIECE_OR_DOMAIN = regex.compile(rf"(?V1){_DOMAIN}|{_OTHERS}", regex.VERBOSE)
_SPACELESS_FIRST = regex.compile(rf"(?V1){SPACELESS}")
_REDUPLICATED = regex.compile(r"(\p{L}\p{M}*(?:\p{Ll}\p{M}*){2,30})2(nya|ku|mu|an)?")
_GRAPHEME = regex.compile(r"\X")
_NO_TERM = regex.compile(r"[^\p{L}\p{M}\p{N}'.,/\-]|[\uFE00-\uFE0F\U000E0100-\U000E01EF\p{Me}]")
_HYPHENS_TO_ONE = str.maketrans(dict.fromkeys(HYPHENS, "-") | {"⁄": "/"})

_remembered: dict[str, tuple[_Piece, ...]] = {}


def fold(word: str) -> str:
    """The term of a word: folded, without what is invisible, at most MAX_TERM_CHARS long; '' if nothing is left."""
    if word.isascii():
        return fold_text(word[:MAX_TERM_CHARS])
    folded = fold_text(word[:_MAX_FOLDED]).translate(_HYPHENS_TO_ONE)
    return _NO_TERM.sub("", folded)[:MAX_TERM_CHARS]


def tokenize(text: str) -> list[Token]:
    """The exact-field tokens of `text`, by position; at one position the longest first."""
    tokens: list[Token] = []
    add = tokens.append
    known = _remembered.get
    position = 0
    # The standard library's `re` takes a third of the time, but knows no marks and scripts.
    for match in (_CHUNK if _BEYOND_LATIN.search(text) else _LATIN_CHUNK).finditer(text):
        chunk = match[0]
        start = match.start()
        pieces = known(chunk) or _pieces(chunk)
        for term, ahead, begin, end in pieces:
            add(Token(term, position + ahead, start + begin, start + end))
        if pieces:
            position += pieces[-1][1] + 1
    return tokens


def outside(tokens: Sequence[Token], spans: Sequence[tuple[int, int]]) -> Sequence[Token]:
    """The tokens that touch none of the ascending `spans`; their positions stay, so that no phrase spans a gap."""
    if not spans:
        return tokens
    kept: list[Token] = []
    i = 0
    for token in tokens:
        while i < len(spans) and spans[i][1] <= token.start:
            i += 1
        if i == len(spans) or token.end <= spans[i][0]:
            kept.append(token)
    return kept


def touching(spans: Sequence[tuple[int, int]], start: int, end: int) -> Sequence[tuple[int, int]]:
    """Those of the `spans`, ascending and apart, that touch [start, end); found without looking at the others."""
    return spans[bisect_right(spans, start, key=itemgetter(1)) : bisect_left(spans, end, key=itemgetter(0))]


def hyphenated(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The words of several parts in `text`: [first, last] indices into `tokens`, which are those of `text`."""
    first = 0
    for last, (left, right) in enumerate(pairwise(tokens)):
        if _belong_together(text, left, right):
            continue
        if first < last < first + MAX_HYPHENATED_PARTS:
            yield first, last
        first = last + 1
    if first < len(tokens) - 1 < first + MAX_HYPHENATED_PARTS:
        yield first, len(tokens) - 1


def is_spaceless(text: str) -> bool:
    """Whether the text begins with a character of a script that is written without spaces and cut into pairs."""
    return _SPACELESS_FIRST.match(text) is not None


def is_lone_character(term: str) -> bool:
    """Whether the term is a single character of such a script: in the index it may begin any pair."""
    return is_spaceless(term) and len(_GRAPHEME.findall(term)) == 1


def _belong_together(text: str, left: Token, right: Token) -> bool:
    gap = right.start - left.end
    if gap == 1:
        return text[left.end] in HYPHENS
    return gap == 0 and text[right.start] == "2" and not right.text.startswith("2")  # anak2


def _pieces(chunk: str) -> tuple[_Piece, ...]:
    """The tokens of a chunk; remembered for the short ones, which are nearly all of them and come again."""
    pieces = tuple(_cut(chunk))
    if len(chunk) <= _MAX_REMEMBERED_CHARS:
        if len(_remembered) >= _MAX_REMEMBERED:
            _remembered.clear()
        _remembered[chunk] = pieces
    return pieces


def _cut(chunk: str) -> Iterator[_Piece]:
    position = 0
    has_domain = "." in chunk and len(chunk) <= _MAX_ADDRESS
    for match in (_PIECE_OR_DOMAIN if has_domain else _PIECE).finditer(chunk):
        last = -1
        for term, ahead, start, end in _CUTTERS[str(match.lastgroup)](match[0]):
            if term:
                last = ahead
                yield term, position + ahead, match.start() + start, match.start() + end
        position += last + 1


def _cut_word(surface: str) -> Iterator[_Piece]:
    doubled = _REDUPLICATED.fullmatch(surface)
    if doubled is None:
        yield fold(surface), 0, 0, len(surface)
    else:
        word, suffix = fold(doubled[1]), doubled[2] or ""
        yield word, 0, 0, len(doubled[1])
        yield word + suffix, 1, len(doubled[1]), len(surface)


def _cut_initials(surface: str) -> Iterator[_Piece]:
    yield fold(surface.replace(".", "")), 0, 0, len(surface)


def _cut_domain(surface: str) -> Iterator[_Piece]:
    yield fold(surface), 0, 0, len(surface)
    for position, label in enumerate(_LABEL_PART.finditer(surface)):
        yield fold(label[0]), position, label.start(), label.end()


def _cut_spaceless(run: str) -> Iterator[_Piece]:
    units = [(_fold_grapheme(m[0]), m.start(), m.end()) for m in _GRAPHEME.finditer(run)]
    units = [unit for unit in units if unit[0]]
    if len(units) == 1:
        yield units[0][0], 0, units[0][1], units[0][2]
    for position, (left, right) in enumerate(pairwise(units)):
        yield left[0] + right[0], position, left[1], right[2]


def _fold_grapheme(grapheme: str) -> str:
    return _fold_short(grapheme) if len(grapheme) <= _MAX_SHORT else fold(grapheme)


_fold_short = lru_cache(maxsize=20_000)(fold)  # the characters of a language are few
_MAX_SHORT = 4
_LABEL_PART = regex.compile(r"[^.\-]+")
_CUTTERS = {
    "word": _cut_word,
    "initials": _cut_initials,
    "domain": _cut_domain,
    "spaceless": _cut_spaceless,
}
