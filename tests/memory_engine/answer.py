"""What matches a query and a request, what it scores, and in which order it comes."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field, replace
from functools import cmp_to_key
from typing import Any

from search import cursor
from search.errors import InvalidParameterError, QueryTimeoutError
from search.model import Article
from search.query import (
    NONE,
    Alternative,
    And,
    DateFilter,
    Everything,
    Filter,
    Fuzzy,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    SearchRequest,
    Term,
    Wildcard,
    Word,
    relaxable,
    words,
)
from search.settings import Settings
from tests.memory_engine.choices import in_dates, passes, values_of
from tests.memory_engine.texts import beginnings, indexed, length, stands_for

K1, B, TITLE_WEIGHT = 1.2, 0.75, 3.0


@dataclass(frozen=True)
class Answer:
    """A query and a request over all live articles."""

    articles: list[Article]
    query: Query
    request: SearchRequest
    settings: Settings
    at_least: int | None = None  # how many of the relaxable words; None: all
    relaxed: bool = False
    started: float = field(default_factory=time.monotonic)

    def with_at_least(self, count: int) -> Answer:
        return replace(self, at_least=count)

    def hits(self, *, leaving_aside: str | None = None) -> list[Article]:
        """What matches the query and the filters of the request, but for those that a facet leaves aside."""
        return [a for a in self.articles if self.matches(a) and passes(a, self.request, leaving_aside)]

    def in_order(self) -> list[Article]:
        return sorted(self.hits(), key=cmp_to_key(lambda a, b: self.compare(self.place(a), self.place(b))))

    # ---- matching

    def matches(self, article: Article) -> bool:
        check_time(self.started + self.settings.query_timeout_s)
        if self.at_least is None:
            return self._matches(self.query, article)
        assert isinstance(self.query, And)
        bare = relaxable(self.query)
        others = [c for c in self.query.children if not (isinstance(c, Word) and (c.is_optional or c in bare))]
        had = sum(self._matches(word, article) for word in bare)
        return had >= self.at_least and all(self._matches(child, article) for child in others)

    def _matches(self, query: Query, article: Article) -> bool:
        match query:
            case Word():
                return any(self.frequencies(query, article).values())
            case And(children):
                needed = [c for c in children if not (isinstance(c, Word) and c.is_optional)]
                if not needed:
                    needed = list(children)
                return all(self._matches(child, article) for child in needed)
            case Or(children):
                return any(self._matches(child, article) for child in children)
            case Not(child):
                return not self._matches(child, article)
            case Everything():
                return True
            case Filter():
                values = {value for value, _ in values_of(article, query.field)} or {NONE}
                return bool(values & query.values)
            case DateFilter():
                return in_dates(article.published, query.start, query.end, query.is_precise)

    def frequencies(self, word: Word, article: Article) -> dict[str, float]:
        """f of every field of the word."""
        result = {}
        for name in word.fields:
            counts = {"exact": 0, "stem": 0, "cased": 0}
            for alternative in word.alternatives:
                counts[alternative.reason] += self.occurrences(alternative, name, article)
            exact, stem, cased = counts["exact"], counts["stem"], counts["cased"]
            result[name] = max(exact, 0.8 * stem + 0.2 * exact) + 0.5 * cased
        return result

    def occurrences(self, alternative: Alternative, name: str, article: Article) -> int:
        text = indexed(article)
        match alternative:
            case Term():
                return len(text.get(alternative.field(name), {}).get(alternative.text, ()))  # type: ignore[arg-type]
            case Phrase():
                return len(beginnings(alternative, name, text))
            case _:
                fits = self.expansion(alternative)
                return sum(len(positions) for word, positions in text[name].items() if word in fits)

    def expansion(self, alternative: Prefix | Wildcard | Fuzzy) -> set[str]:
        """The words of the whole index that it stands for."""
        every = {word for a in self.articles for name in ("title", "body") for word in indexed(a)[name]}
        found = {word for word in every if stands_for(alternative, word)}
        if len(found) > self.settings.max_expansions:
            raise InvalidParameterError("too broad", parameter="q")
        return found

    # ---- scores

    def score(self, article: Article) -> float:
        return round(self._score(self.query, article, is_top=True), 4)

    def _score(self, query: Query, article: Article, *, is_top: bool = False) -> float:
        if not (self.matches(article) if is_top else self._matches(query, article)):
            return 0.0
        match query:
            case Word():
                return self._score_word(query, article)
            case And(children) | Or(children):
                return sum(self._score(child, article) for child in children)
            case _:
                return 0.0

    def _score_word(self, word: Word, article: Article) -> float:
        total = 0.0
        for name, frequency in self.frequencies(word, article).items():
            lengths = [length(a, name) for a in self.articles]
            average = sum(lengths) / len(self.articles)
            if frequency:
                weight = TITLE_WEIGHT if name == "title" and len(word.fields) > 1 else 1.0
                total += weight * frequency / (1 - B + B * length(article, name) / average)
        matching = sum(self._matches(word, a) for a in self.articles)
        idf = math.log(len(self.articles) / (matching + 1)) + 1
        return idf * total * (K1 + 1) / (total + K1)

    # ---- order

    @property
    def sort(self) -> str:
        return self.request.sort or ("relevance" if words(self.query) else "newest")

    def place(self, article: Article) -> tuple[tuple[Any, ...], str]:
        span = article.published
        start = span.start.toordinal() if span else None
        instant = span.instant.timestamp() if span and span.instant else None
        scored = (self.score(article),) if self.sort == "relevance" else ()
        return (*scored, start, instant), article.id

    def place_of(self, at: cursor.Cursor) -> tuple[tuple[Any, ...], str]:
        numbers = [part for part in at.key if part is None or (type(part) in (int, float) and abs(part) < 2**63)]
        if not len(numbers) == len(at.key) == (3 if self.sort == "relevance" else 2):
            raise InvalidParameterError("cursor does not fit", parameter="cursor")
        return at.key, at.id

    def compare(self, left: tuple[tuple[Any, ...], str], right: tuple[tuple[Any, ...], str]) -> int:
        """Below 0 when `left` comes first."""
        (*score, day, instant), article_id = left
        (*other_score, other_day, other_instant), other_id = right
        for mine, others in zip(score, other_score, strict=True):
            if mine != others:
                return -1 if mine > others else 1
        if day != other_day:
            if day is None or other_day is None:
                return 1 if day is None else -1
            return (-1 if day > other_day else 1) * (-1 if self.sort == "oldest" else 1)
        if instant != other_instant:
            later = -math.inf if instant is None else instant
            other_later = -math.inf if other_instant is None else other_instant
            return (-1 if later > other_later else 1) * (-1 if self.sort == "oldest" else 1)
        if article_id == other_id:
            return 0
        is_falling = self.sort == "newest" and day is not None
        return (-1 if article_id < other_id else 1) * (-1 if is_falling else 1)


def check_time(deadline: float) -> None:
    if time.monotonic() > deadline:
        raise QueryTimeoutError("too slow")
