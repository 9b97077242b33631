"""The JSON of the API: one dataclass for each object, from which both the answers and their description are made.

So the OpenAPI document cannot say anything that the answers do not keep: `webui.openapi` derives its schemas from
these classes, `webui.answers` fills them, msgspec writes them. Fields that the model has are the model's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from search.model import (
    ActorKind,
    Dateline,
    DateSpan,
    LanguageShare,
    MentionedDate,
    Origin,
    OutletRef,
    Reason,
    Revision,
    SourceMention,
    Statement,
)
from search.results import BucketState, Completion, Fragment, UnderstoodAlternative

HIT_ACTORS = 10

Score = Annotated[float, Meta(description="Comparable within one answer only; 0 where nothing was ranked.")]
Cursor = Annotated[str, Meta(description="Give it as `cursor` with the same parameters to get the next page.")]
Fragments = Annotated[tuple[Fragment, ...], Meta(description="Joined they are the text; `match` marks what matched.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderstoodPart:
    """How a part of the query text was read; [start, end) in code points of it."""

    text: str
    start: int
    end: int
    kind: Literal["word", "phrase", "prefix", "wildcard", "fuzzy", "filter"]
    negated: bool
    alternatives: tuple[UnderstoodAlternative, ...]
    field: str | None
    label: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryReading:
    """What the query text was taken to mean, and a better spelling where nothing was found."""

    text: str
    understood: tuple[UnderstoodPart, ...]
    relaxed: Annotated[bool, Meta(description="No article has all the words: these have some of them.")]
    suggestion: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HitActor:
    """An actor of a hit and how often the article names it."""

    id: str
    label: str
    kind: ActorKind
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HitShape:
    """An article of the answer."""

    id: str
    url: str | None
    title: str | None
    headline: Annotated[str, Meta(description="The title, or the first sentence where there is none.")]
    title_fragments: Fragments
    outlet: OutletRef | None
    published: DateSpan | None
    language: Annotated[str, Meta(description="BCP 47; `und` for a text without letters.")]
    actors: Annotated[tuple[HitActor, ...], Meta(max_length=HIT_ACTORS)]
    score: Score
    snippets: tuple[Fragments, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BucketShape:
    """A value of a facet and how many articles have it."""

    value: str
    label: str
    count: int
    state: BucketState | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetShape:
    """Values by falling count; `missing` articles have none, `other` articles none of these, `has_more` says
    whether other values have a count."""

    buckets: tuple[BucketShape, ...]
    missing: int
    other: int
    has_more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DateBucketShape:
    """A year, month or day and how many articles lie inside it."""

    value: str
    count: int
    state: BucketState | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistogramShape:
    """Every bucket of the range, also empty ones; `imprecise` dates are wider than a bucket and in none."""

    interval: Literal["year", "month", "day"]
    buckets: tuple[DateBucketShape, ...]
    undated: int
    imprecise: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetsShape:
    """The facets that were asked for."""

    outlet: FacetShape | UnsetType = UNSET
    group: FacetShape | UnsetType = UNSET
    actor: FacetShape | UnsetType = UNSET
    speaker: FacetShape | UnsetType = UNSET
    source: FacetShape | UnsetType = UNSET
    language: FacetShape | UnsetType = UNSET
    archive: FacetShape | UnsetType = UNSET
    section: FacetShape | UnsetType = UNSET
    date: HistogramShape | UnsetType = UNSET


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAnswer:
    """A page of the answer to a search."""

    query: QueryReading
    total: int
    took_ms: float
    generation: str
    index_changed: Annotated[bool, Meta(description="The index changed since the cursor was made.")]
    next: Cursor | None
    hits: tuple[HitShape, ...]
    facets: FacetsShape


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValuesAnswer:
    """Values of one facet in the answer to a search."""

    facet: str
    buckets: tuple[BucketShape, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleActor:
    """An actor, where it is mentioned ([start, end) in code points of the body) and why each form counts."""

    id: str
    label: str
    kind: ActorKind
    count: int
    offsets: tuple[tuple[int, int], ...]
    reasons: tuple[Reason, ...]
    role: str | None
    is_certain: bool  # else it is no value of the facet


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryShape:
    """The articles with the same text: who published them, and from whom they have it."""

    articles: int
    outlets: tuple[OutletRef, ...]
    origins: Annotated[tuple[OutletRef, ...], Meta(description="Cited or agencies, as far as they are named.")]
    independent: Annotated[int, Meta(description="How many origins; 1 where none is named.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleAnswer:
    """All that is known of an article. Offsets count code points of `body`."""

    id: str
    url: str | None
    title: str | None
    body: str
    language: str
    language_confidence: float
    languages: Annotated[tuple[LanguageShare, ...], Meta(description="Of its parts, largest first; shares of letters.")]
    outlet: OutletRef | None
    dateline: Dateline | None
    published: DateSpan | None
    mentioned_dates: tuple[MentionedDate, ...]
    actors: tuple[ArticleActor, ...]
    sources: tuple[SourceMention, ...]
    statements: tuple[Statement, ...]
    author: str | None
    section: str | None
    tags: tuple[str, ...]
    archives: tuple[str, ...]
    boilerplate: tuple[tuple[int, int], ...]
    breaks: tuple[int, ...]
    story_id: str | None
    story: Annotated[StoryShape | None, Meta(description="Null where no other article has the same text.")]
    revisions: tuple[Revision, ...]
    warnings: tuple[str, ...]
    origins: tuple[Origin, ...]
    raw_hash: str
    indexed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletionsAnswer:
    """Words of the index that begin as asked for, the most frequent first."""

    completions: tuple[Completion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusAnswer:
    """What the index holds."""

    engine: str
    generation: str
    articles: int
    languages: Mapping[str, int]
    outlets: int
    archives: Mapping[str, int]
    first: Annotated[str | None, Meta(description="ISO date of the oldest dated article.")]
    last: Annotated[str | None, Meta(description="ISO date of the newest dated article.")]
    undated: int
    bytes: int
    segments: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthAnswer:
    """The index can be searched."""

    status: Literal["ok"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """An error (RFC 9457). `code` is stable and is what programs compare."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    position: Annotated[int, Meta(description="Where in `q`, 0-based, in code points.")] | UnsetType = UNSET
    parameter: Annotated[str, Meta(description="The parameter at fault.")] | UnsetType = UNSET
