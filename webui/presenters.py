"""A SearchResult as the page shows it: words in the page's language, and an address for everything that can be clicked.

Templates only lay out what is prepared here. `link_request` is the request as the reader made it (links are written
from it); the result may have been asked with more facets than that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from search import params
from search.model import UNDETERMINED, ActorMention, Article
from search.query import ACTOR_FACETS, NONE, SearchRequest, Selection, Sort
from search.results import BucketState, Facet, Fragment, Hit, SearchResult, Snippet
from webui import links
from webui.chips import Chip, Tag, chips, tags
from webui.date_labels import DateLabel, date_label, field_texts
from webui.histogram import HistogramView, histogram_view
from webui.languages import PAGE_LANGUAGES, Direction, direction, language_name
from webui.links import Option
from webui.translation import gettext as _
from webui.wording import actor_kind, count_text, facet_title, no_value, search_values, value_label

SHOWN_ACTORS = 8  # of a hit; its article names all


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A value of a facet: a click chooses it or lets it go, another leaves it out."""

    label: str
    note: str  # what kind of thing it is, '' where the facet says it
    count: int
    state: BucketState | None
    href: str
    exclude_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetView:
    name: str
    title: str
    choices: tuple[Choice, ...]
    has_more: bool  # whether there are values that are not shown
    more_href: str
    invitation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedLink:
    label: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleHead:
    """What stands above the text of an article, in a list as on its own page."""

    headline: tuple[Fragment, ...]
    is_untitled: bool  # the headline is the first sentence
    outlet: NamedLink | None
    date: DateLabel | None
    language: str  # its tag
    language_name: str
    direction: Direction
    author: str | None
    original: str | None  # an http(s) address
    chain: tuple[str, ...]
    revisions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HitView:
    href: str
    head: ArticleHead
    snippets: tuple[Snippet, ...]
    actors: tuple[NamedLink, ...]
    more_actors: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """Everything on the page of an answer."""

    text: str
    is_start: bool  # nothing asked for: the archive itself
    hidden: tuple[tuple[str, str], ...]  # what the form carries besides its visible fields
    date_from: str
    date_to: str
    tags: tuple[Tag, ...]
    chips: tuple[Chip, ...]
    clear_href: str | None  # lets all filters go, where there are several
    total: int
    total_text: str
    is_relaxed: bool
    is_index_changed: bool
    all_words_href: str
    any_words_href: str | None  # where there are several words and all were asked for
    any_date_href: str | None  # where dates narrow the answer
    words_only_href: str
    suggestion: NamedLink | None
    facets: tuple[FacetView, ...]
    histogram: HistogramView | None
    sorts: tuple[Option, ...]
    stories: Option | None
    hits: tuple[HitView, ...]
    next_href: str | None
    first_href: str | None
    export_href: str
    api_href: str
    languages: Mapping[str, str]  # the same page in each


def search_view(result: SearchResult, link_request: SearchRequest, *, timezone: str) -> SearchView:
    """The page that answers `link_request`."""
    request = replace(link_request, cursor=None)
    is_filtered = request != links.without_filters(request)
    labels = {facet.name: {b.value: b.label for b in facet.buckets} for facet in result.facets}
    shown_chips = chips(request, labels)
    date_from, date_to = field_texts(request.date_from, request.date_to)
    return SearchView(
        text=request.text,
        is_start=not request.text and not is_filtered and link_request.cursor is None,
        hidden=hidden_fields(request),
        date_from=date_from,
        date_to=date_to,
        tags=tags(result.understood, request),
        chips=shown_chips,
        clear_href=links.search_href(links.without_filters(request)) if len(shown_chips) > 1 else None,
        total=result.total,
        total_text=count_text(result.total),
        is_relaxed=result.relaxed,
        is_index_changed=result.index_changed,
        all_words_href=links.search_href(replace(request, match="all")),
        any_words_href=_any_words_href(result, request),
        any_date_href=_any_date_href(request),
        words_only_href=links.search_href(links.without_filters(request)),
        suggestion=_suggestion(result.suggestion, request),
        facets=tuple(view for facet in result.facets if (view := facet_view(facet, request)) is not None),
        histogram=histogram_view(result.histogram, request) if result.histogram else None,
        sorts=_sorts(result, request),
        stories=_stories(result, request),
        hits=tuple(hit_view(hit, request, timezone=timezone) for hit in result.hits),
        next_href=links.search_href(replace(request, cursor=result.next)) if result.next else None,
        first_href=links.search_href(request) if link_request.cursor else None,
        export_href=links.export_href(request),
        api_href=links.api_href(request),
        languages={lang: links.search_href(replace(link_request, lang=lang)) for lang in PAGE_LANGUAGES},
    )


def hidden_fields(
    request: SearchRequest, *, visible: frozenset[str] = frozenset({"q", "from", "to"})
) -> tuple[tuple[str, str], ...]:
    """The parameters of `request` that a form with those `visible` fields has to carry along."""
    return tuple(pair for pair in params.write(replace(request, cursor=None)) if pair[0] not in visible)


def _any_words_href(result: SearchResult, request: SearchRequest) -> str | None:
    words = sum(part.kind == "word" and not part.is_negated for part in result.understood)
    return links.search_href(replace(request, match="any")) if words > 1 and request.match != "any" else None


def _any_date_href(request: SearchRequest) -> str | None:
    undated = params.without_dates(request)
    return links.search_href(undated) if undated != request else None


def _suggestion(text: str | None, request: SearchRequest) -> NamedLink | None:
    if text is None:
        return None
    return NamedLink(label=text, href=links.search_href(links.with_text(request, text)))


# ---- facets ------------------------------------------------------------------------------------------------------


def facet_view(facet: Facet, request: SearchRequest) -> FacetView | None:
    """The facet with its links; None where it offers nothing to choose."""
    selection = request.selection(facet.name)
    choices = [choice(facet.name, b.value, b.count, b.label, request) for b in facet.buckets]
    if facet.missing or NONE in selection.include | selection.exclude:
        choices.append(choice(facet.name, NONE, facet.missing, "", request))
    if not choices or (len(choices) == 1 and not selection and facet.name not in ("outlet", "actor")):
        return None
    return FacetView(
        name=facet.name,
        title=facet_title(facet.name),
        choices=tuple(choices),
        has_more=facet.has_more,
        more_href=links.values_href(facet.name, request),
        invitation=search_values(facet.name),
    )


def choice(facet: str, value: str, count: int, label: str, request: SearchRequest) -> Choice:
    """A value with its two links, each of which undoes itself."""
    selection = request.selection(facet)
    return Choice(
        label=value_label(facet, value, label),
        note=actor_kind(value) if facet in ACTOR_FACETS else "",
        count=count,
        state=_state(selection, value),
        href=links.search_href(request.with_selection(facet, _clicked(selection, value))),
        exclude_href=links.search_href(request.with_selection(facet, selection.toggled_exclusion(value))),
    )


def _clicked(selection: Selection, value: str) -> Selection:
    """A click on an excluded value takes the exclusion back; it does not jump to the opposite."""
    return selection.toggled_exclusion(value) if value in selection.exclude else selection.toggled(value)


def _state(selection: Selection, value: str) -> BucketState | None:
    if value in selection.include:
        return "selected"
    return "excluded" if value in selection.exclude else None


# ---- order and stories -------------------------------------------------------------------------------------------


def _sorts(result: SearchResult, request: SearchRequest) -> tuple[Option, ...]:
    """The orders; without words that are asked for there is no relevance to order by."""
    has_words = any(part.kind != "filter" and not part.is_negated for part in result.understood)
    current = request.sort or ("relevance" if has_words else "newest")
    names: dict[Sort, str] = {"relevance": _("relevance"), "newest": _("newest"), "oldest": _("oldest")}
    return tuple(
        Option(label=label, href=links.search_href(links.sorted_by(request, sort)), is_current=sort == current)
        for sort, label in names.items()
        if sort != "relevance" or has_words or sort == current
    )


def _stories(result: SearchResult, request: SearchRequest) -> Option | None:
    """The switch to one article a story; None where no article shown has one."""
    is_on = request.collapse == "story"
    if not is_on and all(hit.article.story_id is None for hit in result.hits):
        return None
    other = replace(request, collapse=None if is_on else "story", cursor=None)
    return Option(label=_("one article a story"), href=links.search_href(other), is_current=is_on)


# ---- hits --------------------------------------------------------------------------------------------------------


def hit_view(hit: Hit, request: SearchRequest, *, timezone: str) -> HitView:
    """A hit; its actors and its outlet narrow the request."""
    article = hit.article
    return HitView(
        href=links.article_href(article.id, request),
        head=article_head(article, hit.title_fragments, request, timezone=timezone),
        snippets=hit.snippets,
        actors=tuple(actor_link(actor, request) for actor in article.certain_actors[:SHOWN_ACTORS]),
        more_actors=max(0, len(article.certain_actors) - SHOWN_ACTORS),
    )


def article_head(
    article: Article, headline: tuple[Fragment, ...], request: SearchRequest, *, timezone: str
) -> ArticleHead:
    """What stands above the text of `article`."""
    return ArticleHead(
        headline=headline,
        is_untitled=article.title is None,
        outlet=_outlet_link(article, request),
        date=date_label(article.published, timezone=timezone) if article.published else None,
        language=article.language,
        language_name=_language_name(article.language, request),
        direction=direction(article.language),
        author=article.author,
        original=original_address(article.url),
        chain=tuple(source.name for source in article.sources) if len(article.sources) > 1 else (),
        revisions=len(article.revisions),
    )


def _language_name(language: str, request: SearchRequest) -> str:
    return no_value("language") if language == UNDETERMINED else language_name(language, request.lang)


def _outlet_link(article: Article, request: SearchRequest) -> NamedLink | None:
    if article.outlet is None:
        return None
    chosen = replace(request.selection("outlet"), include=frozenset({article.outlet.id}))
    return NamedLink(label=article.outlet.name, href=links.search_href(request.with_selection("outlet", chosen)))


def actor_link(actor: ActorMention, request: SearchRequest) -> NamedLink:
    """The request narrowed to articles with that actor too."""
    selection = request.selection("actor")
    narrowed = Selection(include=selection.include | {actor.actor_id}, exclude=selection.exclude - {actor.actor_id})
    return NamedLink(label=actor.label, href=links.search_href(request.with_selection("actor", narrowed)))


def original_address(url: str | None) -> str | None:
    """`url` where it is an http or https address with a host; None for anything that a click should not run."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and parts.netloc else None
