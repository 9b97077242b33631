"""An article's own page: its text cut where something begins or ends, and what was found in it with links to the place.

The body is cut at every offset that matters (a match, the first place of a form, boilerplate, a missing space) into
segments that the template writes one after the other; nothing is nested, so nothing can be left open.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from babel.dates import format_datetime, get_timezone
from babel.numbers import format_percent

from search.model import ActorMention, Article, LanguageShare, Reason, SourceMention
from search.query import SearchRequest
from search.results import Fragment, Story
from webui import links
from webui.date_labels import DateLabel, date_label
from webui.languages import PAGE_LANGUAGES, language_name, page_language
from webui.presenters import ArticleHead, NamedLink, actor_link, article_head
from webui.statements_view import Voices, anchor, voices
from webui.wording import actor_kind, date_origin, facet_title, reason_name, source_role, story_counts, warning_text

_PARAGRAPH = re.compile(r"\n\s*\n")
SHOWN_FORMS = 6  # of an actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of text in which nothing changes."""

    text: str
    is_match: bool
    is_found: bool  # an actor or a date is named here
    is_boilerplate: bool
    anchor: str | None  # the id that links from what was found lead to


MISSING_SPACE = Segment(text=" ", is_match=False, is_found=False, is_boilerplate=False, anchor=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundForm:
    """Words in which something was found, and where in the text they stand first."""

    text: str
    note: str
    anchor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundActor:
    link: NamedLink
    kind: str
    count: int
    role: str | None
    forms: tuple[FoundForm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    label: DateLabel
    forms: tuple[FoundForm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLink:
    link: NamedLink
    role: str
    raw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    """Who tells the same story, and from whom they have it."""

    counted: str
    outlets: tuple[NamedLink, ...]
    origins: tuple[NamedLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """Everything on the page of an article."""

    id: str
    text: str  # the words that are highlighted
    head: ArticleHead
    paragraphs: tuple[tuple[Segment, ...], ...]
    published_from: str | None  # where its date was taken from
    actors: tuple[FoundActor, ...]
    dates: tuple[FoundDate, ...]
    sources: tuple[SourceLink, ...]
    story: StoryLine | None
    voices: Voices
    facts: tuple[tuple[str, tuple[NamedLink, ...]], ...]  # a heading and its values
    tags: tuple[str, ...]
    warnings: tuple[str, ...]
    origins: tuple[str, ...]
    indexed_at: str | None
    back_href: str
    api_href: str
    languages: Mapping[str, str]


def article_view(
    article: Article,
    *,
    headline: tuple[Fragment, ...],
    body: tuple[Fragment, ...],
    request: SearchRequest,
    timezone: str,
    story: Story | None = None,
) -> ArticleView:
    """The page of `article`; `headline` and `body` are its texts with what `request.text` matches marked.

    Links from the page search the whole archive, not within `request`.
    """
    anchors = _anchors(article)
    whole = SearchRequest(lang=request.lang)
    published = article.published
    return ArticleView(
        id=article.id,
        text=request.text,
        head=article_head(article, headline, whole, timezone=timezone),
        paragraphs=paragraphs(article, body, anchors),
        published_from=date_origin(published.origin) if published else None,
        actors=tuple(_found_actor(actor, article.body, anchors, whole) for actor in article.certain_actors),
        dates=_found_dates(article, anchors, timezone),
        sources=tuple(
            SourceLink(link=_narrowed(_facet_of(s), s.id, s.name, whole), role=source_role(s.role), raw=s.raw)
            for s in article.sources
        ),
        voices=voices(article, whole),
        story=_story_line(story, whole) if story else None,
        facts=tuple(_facts(article, whole)),
        tags=article.tags,
        warnings=tuple(warning_text(slug) for slug in article.warnings),
        origins=tuple(f"{origin.archive}: {origin}" for origin in article.origins),
        indexed_at=_moment(article, timezone),
        back_href=links.search_href(request),
        api_href=links.article_api_href(article.id, request.lang),
        languages={lang: links.article_href(article.id, replace(request, lang=lang)) for lang in PAGE_LANGUAGES},
    )


def _facet_of(source: SourceMention) -> str:
    """Where a link of the chain is a value: only who is cited is one of `source`."""
    return "outlet" if source.role == "publisher" else "source"


def _story_line(story: Story, request: SearchRequest) -> StoryLine:
    return StoryLine(
        counted=story_counts(story.articles, len(story.outlets), story.independent),
        outlets=tuple(_narrowed("outlet", one.id, one.name, request) for one in story.outlets),
        origins=tuple(_narrowed("source", one.id, one.name, request) for one in story.origins),
    )


def _moment(article: Article, timezone: str) -> str | None:
    if article.indexed_at is None:
        return None
    zone = get_timezone(timezone)
    return str(format_datetime(article.indexed_at, "d MMM y HH:mm", tzinfo=zone, locale=page_language()))


def _facts(article: Article, request: SearchRequest) -> Iterator[tuple[str, tuple[NamedLink, ...]]]:
    if len(article.languages) > 1:
        yield facet_title("language"), tuple(_language(each, request) for each in article.languages)
    if article.section:
        yield facet_title("section"), (_narrowed("section", article.section, article.section, request),)
    if article.archives:
        yield facet_title("archive"), tuple(_narrowed("archive", name, name, request) for name in article.archives)


def _language(each: LanguageShare, request: SearchRequest) -> NamedLink:
    """Of a text in more than one language: its name and how much of the text is in it."""
    share = format_percent(each.share, locale=page_language())
    return _narrowed("language", each.language, f"{language_name(each.language, page_language())} {share}", request)


def _narrowed(facet: str, value: str, label: str, request: SearchRequest) -> NamedLink:
    chosen = request.selection(facet).toggled(value)
    return NamedLink(label=label, href=links.search_href(request.with_selection(facet, chosen)))


# ---- what was found ----------------------------------------------------------------------------------------------

Span = tuple[int, int]


def _anchors(article: Article) -> Mapping[Span, str]:
    """An id for each place of the body that something was found at, actors and dates."""
    spans = {offset for actor in article.certain_actors for offset in actor.offsets}
    spans |= {(mention.start, mention.end) for mention in article.mentioned_dates}
    return {span: f"p{span[0]}" for span in sorted(spans)}


def _found_actor(actor: ActorMention, body: str, anchors: Mapping[Span, str], request: SearchRequest) -> FoundActor:
    first: dict[str, str] = {}
    for start, end in actor.offsets:
        first.setdefault(body[start:end], anchors[start, end])
    forms = (
        FoundForm(text=reason.form, note=_note(reason), anchor=first.get(reason.form))
        for reason in actor.reasons[:SHOWN_FORMS]
    )
    return FoundActor(
        link=actor_link(actor, request),
        kind=actor_kind(actor.actor_id),
        count=actor.count,
        role=actor.role,
        forms=tuple(forms),
    )


def _note(reason: Reason) -> str:
    """Why and how often a form was seen; a plain name needs no reason, and once no number."""
    why = "" if reason.kind == "name" else reason_name(reason.kind)
    return f"{why} {reason.count}×".strip() if reason.count > 1 else why


def _found_dates(article: Article, anchors: Mapping[Span, str], timezone: str) -> tuple[FoundDate, ...]:
    """The dates that the text speaks of, each once with all its words, in the order of the calendar."""
    found: dict[DateLabel, dict[str, FoundForm]] = {}
    for mention in sorted(article.mentioned_dates, key=lambda m: (m.span.start, m.span.end, m.start)):
        # A date in the text is exactly what it is; only as the date of the article would it be an estimate.
        label = date_label(replace(mention.span, origin="byline", raw=""), timezone=timezone)
        words = article.body[mention.start : mention.end]
        form = FoundForm(text=words, note="", anchor=anchors[mention.start, mention.end])
        found.setdefault(label, {}).setdefault(words, form)
    return tuple(FoundDate(label=label, forms=tuple(forms.values())) for label, forms in found.items())


# ---- the text ----------------------------------------------------------------------------------------------------


def paragraphs(
    article: Article, body: tuple[Fragment, ...], anchors: Mapping[Span, str]
) -> tuple[tuple[Segment, ...], ...]:
    """The body in paragraphs of segments. `body` is the whole text in fragments; a missing space is put in."""
    segments = tuple(_segments(article, body, anchors))
    result: list[list[Segment]] = [[]]
    for segment in segments:
        first, *more = _PARAGRAPH.split(segment.text)
        if first:
            result[-1].append(replace(segment, text=first))
        for text in more:
            result.append([replace(segment, text=text, anchor=None)] if text else [])
    return tuple(tuple(paragraph) for paragraph in result if paragraph)


def _segments(article: Article, body: tuple[Fragment, ...], anchors: Mapping[Span, str]) -> Iterator[Segment]:
    said = {statement.start: anchor(statement) for statement in article.statements}
    cuts = sorted({offset for span in (*article.boilerplate, *anchors) for offset in span} | {*article.breaks, *said})
    found, boilerplate = _Covered(anchors), _Covered(article.boilerplate)
    names = said | {start: name for (start, _), name in anchors.items()}
    breaks = frozenset(article.breaks)
    position = 0
    for fragment in body:
        end = position + len(fragment.text)
        inside = cuts[bisect_right(cuts, position) : bisect_left(cuts, end)]
        for start, stop in pairwise((position, *inside, end)):
            if start in breaks:
                yield MISSING_SPACE
            yield Segment(
                text=fragment.text[start - position : stop - position],
                is_match=fragment.match,
                is_found=start in found,
                is_boilerplate=start in boilerplate,
                anchor=names.get(start),
            )
        position = end


class _Covered:
    """The positions that some [start, end) span covers."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def __contains__(self, position: int) -> bool:
        place = bisect_right(self._starts, position) - 1
        return place >= 0 and position < self._ends[place]
