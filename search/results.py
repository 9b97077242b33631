"""What comes back: from an engine (`EngineResult`, ids only), from the service (`SearchResult`, ready to show), and
from writing (`IndexReport`, `IndexStatus`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from search.model import Article, OutletRef
from search.query import SearchRequest

BucketState = Literal["selected", "excluded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """A value of a facet and how many articles have it."""

    value: str
    count: int
    label: str = ""  # for people: an engine gives what an article of it says, the service that of the page's language
    state: BucketState | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """The buckets of one field by falling count, ties by value, chosen ones always among them.

    `missing` counts articles without a value, `other` articles with a value but none among the buckets.
    """

    name: str
    buckets: tuple[Bucket, ...]
    missing: int
    other: int
    has_more: bool = False  # whether other values have a count


@dataclass(frozen=True, slots=True, kw_only=True)
class DateBucket:
    """A year, month or day ("2022", "2022-11", "2022-11-08") and how many articles lie inside it."""

    value: str
    count: int
    state: BucketState | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Histogram:
    """Every bucket of the range, also empty ones; spans wider than a bucket are `imprecise`, never in one."""

    interval: Literal["year", "month", "day"]
    buckets: tuple[DateBucket, ...]
    undated: int
    imprecise: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineResult:
    """A page of ids, best first, with exact totals; `facets` in the order asked for."""

    ids: tuple[str, ...]
    scores: tuple[float, ...]  # rounded to 4 digits; 0.0 where nothing scores
    total: int
    facets: tuple[Facet, ...] = ()
    histogram: Histogram | None = None
    next: str | None = None  # cursor of the next page
    relaxed: bool = False
    index_changed: bool = False
    generation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """A stretch of text that is highlighted or is not."""

    text: str
    match: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """One passage of an article, cut into fragments in reading order."""

    fragments: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article of the answer, ready to show."""

    article: Article
    score: float
    headline: str  # the title, or the first sentence where there is none
    title_fragments: tuple[Fragment, ...]  # of the headline
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderstoodAlternative:
    """A term that a word was searched as."""

    field: str
    term: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """How a part of the query text was read; [start, end) in code points of it."""

    text: str
    start: int
    end: int
    kind: Literal["word", "phrase", "prefix", "wildcard", "fuzzy", "filter"]
    is_negated: bool = False
    alternatives: tuple[UnderstoodAlternative, ...] = ()
    field: str | None = None  # of a filter
    label: str | None = None  # of a filter: its values as people call them


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """The answer to a request; page, JSON and CSV are views of it."""

    request: SearchRequest
    understood: tuple[Understood, ...]
    relaxed: bool
    total: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    histogram: Histogram | None
    next: str | None
    index_changed: bool
    generation: str
    took_ms: float
    suggestion: str | None = None  # the query with misspelt words replaced, where nothing was found


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The articles of one story, told apart by who published them and by where they have it from."""

    id: str
    articles: int
    outlets: tuple[OutletRef, ...]  # by id
    origins: tuple[OutletRef, ...]  # by id, as far as they are named

    @property
    def independent(self) -> int:
        """How many origins it has; one where none is named, since one text has been written once."""
        return max(1, len(self.origins))


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """A whole article with what a query matches in it marked; labels of its actors are in the language asked for."""

    article: Article
    headline: str
    title_fragments: tuple[Fragment, ...]  # of the headline
    body_fragments: tuple[Fragment, ...]  # joined they are exactly `article.body`, so its offsets hold
    story: Story | None = None  # where other articles tell it too


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """A term that begins as asked for and in how many articles it is."""

    text: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexReport:
    """What a write did."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexStatus:
    """What an index holds."""

    engine: str
    location: str
    generation: str
    articles: int
    languages: Mapping[str, int] = field(default_factory=dict)
    outlets: int = 0
    archives: Mapping[str, int] = field(default_factory=dict)
    first: str | None = None  # ISO dates of the oldest and the newest dated article
    last: str | None = None
    undated: int = 0
    bytes: int = 0
    segments: int = 0
