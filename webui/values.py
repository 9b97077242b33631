"""All values of a facet on a page of their own: search inside them, choose, leave out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from search.query import SearchRequest
from search.results import Bucket
from webui import links
from webui.languages import PAGE_LANGUAGES
from webui.presenters import Choice, choice, hidden_fields
from webui.wording import facet_title, search_values

MOST_SHOWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuesView:
    """Everything on the page of a facet's values."""

    facet: str
    title: str
    invitation: str
    text: str  # the query that the counts belong to
    contains: str
    choices: tuple[Choice, ...]
    is_cut: bool  # there may be more than are shown
    action: str
    hidden: tuple[tuple[str, str], ...]  # of the form that searches inside
    carried: tuple[tuple[str, str], ...]  # of the search box
    clear_href: str
    back_href: str
    languages: Mapping[str, str]


def values_view(facet: str, buckets: Sequence[Bucket], request: SearchRequest, *, contains: str) -> ValuesView:
    """The page of `buckets`, the values of `facet` that contain `contains`."""
    return ValuesView(
        facet=facet,
        title=facet_title(facet),
        invitation=search_values(facet),
        text=request.text,
        contains=contains,
        choices=tuple(choice(facet, b.value, b.count, b.label, request) for b in buckets),
        is_cut=len(buckets) >= MOST_SHOWN,
        action=links.values_path(facet),
        hidden=hidden_fields(request, visible=frozenset()),
        carried=hidden_fields(request, visible=frozenset({"q"})),
        clear_href=links.values_href(facet, request),
        back_href=links.search_href(request),
        languages={
            lang: links.values_href(facet, replace(request, lang=lang), contains=contains) for lang in PAGE_LANGUAGES
        },
    )
