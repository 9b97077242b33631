"""What is searched for: the query tree, and the request around it.

The parser turns the reader's text into a tree of frozen nodes, with every word already expanded into its
`alternatives` (the exact form and its stem in each language), so that an engine needs to know no language and no
syntax. Inner nodes are `And`, `Or` and `Not`; leaves are `Everything`, `Filter` (narrows, scores nothing) and `Word`
(the unit of scoring).

Fields: an alternative lives in the *exact* fields (`language` None: `title`, `body`) or in the *stem* fields of one
language (`title_id`, `body_id`). Exact and stem fields of the same text share positions. `said` and `said_id` are the
words of statements; they match where the body does inside a statement, a phrase inside a single one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

FACETS = (
    "outlet",
    "group",
    "actor",
    "speaker",
    "source",
    "language",
    "archive",
    "section",
)  # value facets; "date" is the other
ALL_OF_FACETS = frozenset(
    {"actor", "speaker", "source"}
)  # several chosen values must all be there; others: any of them
ACTOR_FACETS = ("actor", "speaker")  # their values are ids of actors
DEFAULT_FACETS = ("outlet", "actor", "language", "date")
NONE = "none"
"""The facet value of what has no value."""

AlternativeReason = Literal["exact", "stem", "cased"]
TextField = Literal["title", "body", "said"]
FilterField = Literal["outlet", "group", "actor", "speaker", "source", "language", "archive", "section", "author"]
Match = Literal["all", "any"]
Sort = Literal["relevance", "newest", "oldest"]
Interval = Literal["auto", "year", "month", "day"]
PageLanguage = Literal["id", "en"]

TEXT_FIELDS: tuple[TextField, ...] = ("title", "body")
"""Where a word is looked for. The field `said` is apart: the words of the body that somebody said."""


# ---- what a word may be found as -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Term:
    """One term of the index: in the exact fields (`language` None) or in the stem fields of a language."""

    text: str
    language: str | None = None
    reason: AlternativeReason = "exact"

    def field(self, text_field: TextField) -> str:
        """The name of the index field that holds this term for `text_field`."""
        return text_field if self.language is None else f"{text_field}_{self.language}"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms at related positions of one text field; each element may be any of its terms.

    Ordered: element i+1 begins one to `slop`+1 positions after element i (slop 0: successive positions).
    Unordered: all elements lie, at different positions, within a window of `slop` + len(elements) positions.
    """

    elements: tuple[tuple[Term, ...], ...]
    slop: int = 0
    ordered: bool = True
    reason: AlternativeReason = "exact"


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every exact word that begins with `text` (folded, at least one character)."""

    text: str
    reason: AlternativeReason = "exact"


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Every exact word that matches `pattern`: `*` any run, `?` one character (folded, three literals first)."""

    pattern: str
    reason: AlternativeReason = "exact"


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Every exact word within `distance` edits (Damerau-Levenshtein, optimal string alignment) of `text`.

    The first character must be the same.
    """

    text: str
    distance: int = 1
    reason: AlternativeReason = "exact"


Alternative: TypeAlias = Term | Phrase | Prefix | Wildcard | Fuzzy


# ---- the tree --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What the reader typed as one word or quoted phrase: matches where any alternative does, in any of `fields`."""

    text: str  # as typed
    start: int  # [start, end) in code points of the query text
    end: int
    alternatives: tuple[Alternative, ...]
    fields: tuple[TextField, ...] = TEXT_FIELDS
    is_optional: bool = False  # a function word: adds score, restricts nothing
    is_required: bool = False  # a quoted phrase, a `title:` or `said:` term: never let go when the query is relaxed


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Articles that have one of `values` in `field`; NONE stands for having no value. Adds no score."""

    field: FilterField
    values: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateFilter:
    """Articles whose span overlaps [start, end] (local days, both included; None is open).

    `is_precise` keeps only spans that lie inside. Undated articles never match.
    """

    start: date | None
    end: date | None
    is_precise: bool = False


@dataclass(frozen=True, slots=True)
class Everything:
    """All articles."""


@dataclass(frozen=True, slots=True)
class And:
    """Articles that match every child; an optional Word restricts nothing and adds its score where it matches.

    If all children are optional Words they count as required. Scores add up.
    """

    children: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Articles that match at least one child. Scores of the matching children add up."""

    children: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Articles that do not match the child. Adds no score."""

    child: Query


Query: TypeAlias = Word | Filter | DateFilter | Everything | And | Or | Not


def words(query: Query) -> tuple[Word, ...]:
    """The words that can score and be highlighted: all but those under a Not, in order."""
    match query:
        case Word():
            return (query,)
        case And(children) | Or(children):
            return tuple(word for child in children for word in words(child))
        case _:
            return ()


def relaxable(query: Query) -> tuple[Word, ...]:
    """The words that may be let go when no article has them all: bare words at the top of the query.

    None when there are fewer than two of them: then there is nothing to relax.
    """
    if not isinstance(query, And):
        return ()
    bare = tuple(c for c in query.children if isinstance(c, Word) and not (c.is_optional or c.is_required))
    return bare if len(bare) >= 2 else ()


def relaxed_minimum(count: int) -> int:
    """How many of `count` relaxable words an article of a relaxed answer must have.

    A third of them, rounded up, and of three or more at least two (docs/decisions/003-what-relaxed-means.md).
    """
    return max(-(-count // 3), min(2, count - 1))


# ---- the request -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The chosen values of one facet; equal selections give equal filters.

    A value of an all-of facet may be "a|b": any of these.
    """

    include: frozenset[str] = frozenset()  # empty means no restriction
    exclude: frozenset[str] = frozenset()

    def toggled(self, value: str) -> Selection:
        """This selection with `value` chosen, or let go if it was."""
        return replace(self, include=self.include ^ {value}, exclude=self.exclude - {value})

    def toggled_exclusion(self, value: str) -> Selection:
        """This selection with `value` excluded, or no longer if it was."""
        return replace(self, include=self.include - {value}, exclude=self.exclude ^ {value})

    def __bool__(self) -> bool:
        return bool(self.include or self.exclude)


NO_SELECTION = Selection()


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """All of what a search asks for; hashable, so that links, caches and tests can compare requests."""

    text: str = ""
    match: Match | None = None  # None: all words, relaxed when no article has them; "all" forbids that; "any"
    selections: tuple[tuple[str, Selection], ...] = ()  # by facet name, sorted, none empty; includes "date" (NONE only)
    date_from: date | None = None  # first day
    date_to: date | None = None  # last day, included
    is_precise: bool = False
    sort: Sort | None = None  # None: relevance where words score, else newest
    size: int = 20  # 1 to 100
    cursor: str | None = None
    facets: tuple[str, ...] = DEFAULT_FACETS
    facet_size: int = 10  # 1 to 100
    interval: Interval = "auto"
    collapse: Literal["story"] | None = None
    highlight: bool = True
    lang: PageLanguage = "id"

    def selection(self, facet: str) -> Selection:
        """The chosen values of `facet`."""
        return dict(self.selections).get(facet, NO_SELECTION)

    def with_selection(self, facet: str, selection: Selection) -> SearchRequest:
        """This request, on its first page, with another choice for `facet`."""
        chosen = dict(self.selections) | {facet: selection}
        kept = tuple(sorted(((name, value) for name, value in chosen.items() if value), key=lambda pair: pair[0]))
        return replace(self, selections=kept, cursor=None)
