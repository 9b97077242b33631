"""Who said what in an article: its statements, those that one speaker makes in a row together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from search.model import Article, Statement
from search.query import SearchRequest, Selection
from webui import links
from webui.presenters import NamedLink
from webui.translation import gettext as _
from webui.wording import verb_class

OPEN = 10  # statements shown at once; the others unfold
MAX_CHARS = 320  # of the words of a statement; the text has them all


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidWords:
    """The words of a statement; they lead to their place in the text."""

    act: str  # what kind of saying it is
    verb_class: str
    text: str
    is_quote: bool
    is_cut: bool
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A speaker, and what they say one after the other."""

    name: str
    href: str | None  # where else they speak; None of whom no actor is known
    note: str
    words: tuple[SaidWords, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """The statements of an article: the first of them, and the others."""

    shown: tuple[Voice, ...]
    folded: tuple[Voice, ...]
    count: int


def voices(article: Article, request: SearchRequest) -> Voices:
    """The statements of `article`, with links that narrow `request` to their speakers."""
    return Voices(
        shown=tuple(_voices(article, article.statements[:OPEN], request)),
        folded=tuple(_voices(article, article.statements[OPEN:], request)),
        count=len(article.statements),
    )


def anchor(statement: Statement) -> str:
    """The id of the place where the statement begins."""
    return f"p{statement.start}"


def _voices(article: Article, statements: tuple[Statement, ...], request: SearchRequest) -> Iterator[Voice]:
    for (name, actor_id, speaks_for), said in groupby(statements, lambda s: (s.speaker, s.actor_id, s.speaks_for)):
        link = _link(actor_id or speaks_for, name, request)
        yield Voice(
            name=name,
            href=link.href if link else None,
            note=_note(article, name, actor_id, speaks_for),
            words=tuple(_words(article.body, statement) for statement in said),
        )


def _link(actor_id: str | None, name: str, request: SearchRequest) -> NamedLink | None:
    if actor_id is None:
        return None
    chosen = request.with_selection("speaker", Selection(include=frozenset({actor_id})))
    return NamedLink(label=name, href=links.search_href(chosen))


def _note(article: Article, name: str, actor_id: str | None, speaks_for: str | None) -> str:
    """The role that the article gives a speaker; of one without a name for whom they speak, where that says more."""
    actor = next((one for one in article.actors if one.actor_id == (actor_id or speaks_for)), None)
    if actor is None:
        return ""
    if actor_id is not None:
        return actor.role or ""
    return "" if actor.label in name else _("for %(actor)s", actor=actor.label)


def _words(body: str, statement: Statement) -> SaidWords:
    text = " ".join(body[statement.start : statement.end].split())
    cut = text[:MAX_CHARS].rpartition(" ")[0] if len(text) > MAX_CHARS else ""
    return SaidWords(
        act=verb_class(statement.verb_class),
        verb_class=statement.verb_class,
        text=cut or text[:MAX_CHARS],
        is_quote=statement.is_quote,
        is_cut=len(text) > MAX_CHARS,
        anchor=anchor(statement),
    )
