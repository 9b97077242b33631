"""What heads a hit: the title, or where an article has none the first sentence of its text."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from search.model import Article

MAX_CHARS = 160
_LEAST_CHARS = 40  # of a first sentence: what ends earlier is an abbreviation or a crosshead

_SENTENCE_END = regex.compile(r"[.!?…][\"'”’»)\]]*(?=\s|$)|[。！？]\p{Pe}?|(?=\n)")
_SPACE = regex.compile(r"\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """[start, end) of an article's body, and whether the sentence goes on behind it."""

    start: int
    end: int
    is_cut: bool


def headline(article: Article) -> str:
    """The title, or the first sentence in at most MAX_CHARS characters."""
    if article.title is not None:
        return article.title
    opening = first_sentence(article)
    return article.body[opening.start : opening.end] + "…" * opening.is_cut


def first_sentence(article: Article) -> Opening:
    """Where the first sentence stands in the body, behind dateline and boilerplate."""
    body, start = article.body, _first_own_character(article)
    stop = min([len(body), *(offset for offset in (*article.breaks, *_boilerplate_starts(article)) if offset > start)])
    ends = (match.end() for match in _SENTENCE_END.finditer(body, start, stop))
    end = next((end for end in ends if end - start >= _LEAST_CHARS), stop)
    end = start + len(body[start:end].rstrip())
    if end - start <= MAX_CHARS:
        return Opening(start=start, end=end, is_cut=False)
    return Opening(start=start, end=_last_word_end(body, start, start + MAX_CHARS - 1), is_cut=True)


def _boilerplate_starts(article: Article) -> tuple[int, ...]:
    return tuple(start for start, _ in article.boilerplate)


def _first_own_character(article: Article) -> int:
    """The first character behind the dateline that is neither space nor boilerplate; 0 if there is none."""
    position = _behind_space(article.body, article.dateline.end if article.dateline else 0)
    for start, end in article.boilerplate:
        if start <= position < end:
            position = _behind_space(article.body, end)
    return position if position < len(article.body) else 0


def _behind_space(text: str, position: int) -> int:
    return len(text) - len(text[position:].lstrip())


def _last_word_end(text: str, start: int, limit: int) -> int:
    """The end of the last word before `limit`; `limit` itself where there is no space (as in Chinese)."""
    spaces = [match.start() for match in _SPACE.finditer(text, start, limit + 1)]
    return spaces[-1] if spaces and spaces[-1] > start else limit
