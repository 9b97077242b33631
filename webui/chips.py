"""What stands between the search box and the answer: how the query was read (tags), what narrows it (chips)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from search.folding import fold
from search.parser.lexer import TEXTS
from search.query import ACTOR_FACETS, SearchRequest, Selection
from search.results import Understood
from webui import links
from webui.date_labels import range_text
from webui.translation import gettext as _
from webui.wording import facet_title, value_label

# A word is stemmed in every language of the index; what Spanish would make of an Indonesian one helps nobody.
READERS_LANGUAGES = frozenset({"id", "en"})
_ONLY_SPACE_AND_HYPHENS = re.compile(r"[\s-]*")
_SPACE_AMONG_HYPHENS = re.compile(r"-*\s[\s-]*")
_OPENING = re.compile(r"(?:[\s(]|^)-*$")  # what may stand before a part that is no piece of a longer word
_CLOSING = re.compile(r"[\s)]|$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A part of the query text as it was read."""

    text: str
    note: str
    is_negated: bool
    is_actor: bool
    exact_href: str | None  # asks for the very form that was typed
    remove_href: str | None  # lets the part go; None where the rest would be another query than meant


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A choice made by parameters, and the address without it."""

    title: str  # the facet it belongs to
    label: str
    is_excluded: bool
    is_actor: bool
    remove_href: str


# ---- how the query was read --------------------------------------------------------------------------------------


def tags(understood: tuple[Understood, ...], request: SearchRequest) -> tuple[Tag, ...]:
    """A tag for each part of the query, in the order of the text."""
    is_plain = _is_plain(understood, request.text)
    languages = request.selection("language").include or READERS_LANGUAGES
    return tuple(_tag(part, request, languages, is_plain=is_plain) for part in understood)


def _tag(part: Understood, request: SearchRequest, languages: frozenset[str], *, is_plain: bool) -> Tag:
    stems = _stems(part, languages)
    return Tag(
        text=_filter_text(part) if part.kind == "filter" else part.text,
        note=_note(part, stems),
        is_negated=part.is_negated,
        is_actor=part.field in ACTOR_FACETS,
        exact_href=_exact_href(part, request) if part.kind == "word" else None,
        remove_href=_remove_href(part, request) if is_plain else None,
    )


def _filter_text(part: Understood) -> str:
    return part.label or part.text


def _note(part: Understood, stems: tuple[str, ...]) -> str:
    if part.kind == "filter":
        return _filter_name(part.field)
    if stems:
        return "→ " + ", ".join(stems)
    return {
        "phrase": _("exactly so"),
        "prefix": _("words that begin so"),
        "wildcard": _("words of this pattern"),
        "fuzzy": _("words spelt nearly so"),
    }.get(part.kind, "")


def _filter_name(field: str | None) -> str:
    if field == "author":
        return _("author")
    return facet_title(field).lower() if field else ""


def _stems(part: Understood, languages: frozenset[str]) -> tuple[str, ...]:
    """The stems that a word is found by in `languages`, where they say more than the word itself."""
    if part.kind != "word":
        return ()
    typed = fold(part.text)
    stems = (a for a in part.alternatives if a.reason == "stem" and a.field.rpartition("_")[2] in languages)
    return tuple(dict.fromkeys(a.term for a in stems if a.term != typed))


def _exact_href(part: Understood, request: SearchRequest) -> str | None:
    """The query with the word in quotes, behind its field; None for a piece of a word, to which the others hold on."""
    before, after = request.text[: part.start], request.text[part.end :]
    if not (_OPENING.search(before) and _CLOSING.match(after)):
        return None
    name, _colon, word = part.text.partition(":")
    quoted = f'{name}:"{word}"' if word and name.lower() in TEXTS else f'"{part.text}"'
    return links.search_href(links.with_text(request, before + quoted + after))


def _remove_href(part: Understood, request: SearchRequest) -> str:
    before = request.text[: part.start].rstrip("-") if part.is_negated else request.text[: part.start]
    rest = " ".join((before + " " + request.text[part.end :]).split())
    return links.search_href(links.with_text(request, rest))


def _is_plain(understood: tuple[Understood, ...], text: str) -> bool:
    """Whether the query is a mere row of parts, any of which can go without changing what the others mean."""
    between, end = [], 0
    for part in sorted(understood, key=lambda part: part.start):
        between.append(text[end : part.start])
        end = max(end, part.end)
    inner, outer = between[1:], (*between[:1], text[end:])
    return all(map(_SPACE_AMONG_HYPHENS.fullmatch, inner)) and all(map(_ONLY_SPACE_AND_HYPHENS.fullmatch, outer))


# ---- what narrows it ---------------------------------------------------------------------------------------------


def chips(request: SearchRequest, labels: Mapping[str, Mapping[str, str]]) -> tuple[Chip, ...]:
    """A chip for each choice; `labels` says by facet and value what people call them."""
    dates = [_date_chip(request)] if request.date_from or request.date_to else []
    chosen = [
        _value_chip(facet, value, request, labels.get(facet, {}), is_excluded=is_excluded)
        for facet, selection in request.selections
        for is_excluded, values in ((False, selection.include), (True, selection.exclude))
        for value in sorted(values)
    ]
    return (*dates, *chosen, *_match_chips(request))


def _date_chip(request: SearchRequest) -> Chip:
    days = range_text(request.date_from, request.date_to)
    rest = replace(request, date_from=None, date_to=None, is_precise=False, cursor=None)
    return Chip(
        title=_("wholly within") if request.is_precise else _("Date").lower(),
        label=days,
        is_excluded=False,
        is_actor=False,
        remove_href=links.search_href(rest),
    )


def _value_chip(
    facet: str, value: str, request: SearchRequest, labels: Mapping[str, str], *, is_excluded: bool
) -> Chip:
    selection = request.selection(facet)
    rest = Selection(
        include=selection.include if is_excluded else selection.include - {value},
        exclude=selection.exclude - {value} if is_excluded else selection.exclude,
    )
    parts = [value] if value in labels or facet not in ACTOR_FACETS else value.split("|")
    return Chip(
        title=facet_title(facet).lower(),
        label=_(" or ").join(value_label(facet, part, labels.get(part, "")) for part in parts),
        is_excluded=is_excluded,
        is_actor=facet in ACTOR_FACETS,
        remove_href=links.search_href(request.with_selection(facet, rest)),
    )


def _match_chips(request: SearchRequest) -> list[Chip]:
    if request.match is None:
        return []
    label = _("all words") if request.match == "all" else _("any of the words")
    href = links.search_href(replace(request, match=None, cursor=None))
    return [Chip(title="", label=label, is_excluded=False, is_actor=False, remove_href=href)]
