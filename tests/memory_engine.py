"""The oracle: an engine that does what docs/ranking.md and docs/facets.md say, word by word and one article at a time.

Slow and obvious on purpose: sets, dictionaries and loops over articles that are tokenised anew, nothing shared with the
engines it judges but the model, the tokens and the cursor. It implements the whole protocol.
"""

from __future__ import annotations

import calendar
import math
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cmp_to_key, lru_cache
from pathlib import Path
from typing import Any

from search import cursor
from search.analysis import Token, analyzer_for, stem_language, tokenize
from search.errors import ArticleNotFoundError, InvalidParameterError, QueryTimeoutError
from search.folding import fold, fold_name
from search.model import Article, DateSpan, RawArticle, StoredArticle
from search.query import (
    ALL_OF_FACETS,
    FACETS,
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
    relaxed_minimum,
    words,
)
from search.results import (
    Bucket,
    Completion,
    DateBucket,
    EngineResult,
    Facet,
    Histogram,
    IndexReport,
    IndexStatus,
)
from search.settings import Settings

K1, B, TITLE_WEIGHT = 1.2, 0.75, 3.0
FAR = 10_000


@dataclass
class _State:
    """What an index holds; shared by all engines on one folder, as files are."""

    stored: dict[str, StoredArticle] = field(default_factory=dict)
    edition: int = 1
    commit: int = 0


_STATES: dict[Path, _State] = {}


class MemoryEngine:
    """An index in memory, kept by the name of its folder as long as the process lives."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._state = _STATES.setdefault(settings.index, _State())

    # ---- reading -----------------------------------------------------------------------------------------------

    @property
    def generation(self) -> str:
        return f"{self._state.edition}.{self._state.commit}"

    def search(self, query: Query, request: SearchRequest) -> EngineResult:
        check_facets(request)
        answer = self._answer(query, request)
        hits = answer.in_order()
        total = len(hits)
        if request.collapse == "story":
            hits = first_of_stories(hits)
        index_changed = False
        if request.cursor is not None:
            at = cursor.decode(request.cursor, request)
            place = answer.place_of(at)
            hits = [a for a in hits if answer.compare(answer.place(a), place) > 0]
            index_changed = at.generation != self.generation
        page = hits[: request.size]
        following = None
        if len(hits) > request.size:
            key, article_id = answer.place(page[-1])
            following = cursor.encode(cursor.Cursor(key=key, id=article_id, generation=self.generation), request)
        return EngineResult(
            ids=tuple(a.id for a in page),
            scores=tuple(answer.score(a) for a in page),
            total=total,
            facets=tuple(count_facet(name, answer, request) for name in request.facets if name != "date"),
            histogram=count_dates(answer, request) if "date" in request.facets else None,
            next=following,
            relaxed=answer.relaxed,
            index_changed=index_changed,
            generation=self.generation,
        )

    def scan(self, query: Query, request: SearchRequest) -> Iterator[Article]:
        hits = self._answer(query, request).in_order()
        yield from first_of_stories(hits) if request.collapse == "story" else hits

    def facet_values(
        self, query: Query, request: SearchRequest, facet: str, *, contains: str, limit: int
    ) -> tuple[Bucket, ...]:
        if facet not in FACETS:
            raise InvalidParameterError("no such facet", parameter="facet")
        counted = replace(request, facet_size=10**9)
        buckets = count_facet(facet, self._answer(query, counted), counted).buckets
        found = []
        for bucket in buckets:
            in_bucket = fold_name(bucket.value).split() + fold_name(bucket.label).split()
            if bucket.count and all(any(w.startswith(c) for w in in_bucket) for c in fold_name(contains).split()):
                found.append(bucket)
        return tuple(found[:limit])

    def complete(self, prefix: str, *, limit: int) -> tuple[Completion, ...]:
        start = fold(prefix).strip()
        counts = self._word_counts()
        found = sorted((-count, word) for word, count in counts.items() if start and word.startswith(start))
        return tuple(Completion(text=word, count=-count) for count, word in found[:limit])

    def correct(self, word: str) -> str | None:
        folded = fold(word).strip()
        counts = self._word_counts()
        if not folded or folded in counts:
            return None
        near = [(edits(folded, other), -count, other) for other, count in counts.items() if other[0] == folded[0]]
        found = sorted(entry for entry in near if entry[0] <= 2)
        return found[0][2] if found else None

    def get(self, ids: Sequence[str]) -> tuple[Article, ...]:
        return tuple(found.article for found in self.stored(ids))

    def stored(self, ids: Sequence[str]) -> tuple[StoredArticle, ...]:
        for article_id in ids:
            if article_id not in self._state.stored:
                raise ArticleNotFoundError(article_id)
        return tuple(self._state.stored[article_id] for article_id in ids)

    def story(self, story_id: str) -> tuple[str, ...]:
        return tuple(sorted(i for i, one in self._state.stored.items() if one.article.story_id == story_id))

    def known(self, ids: Sequence[str]) -> Mapping[str, str]:
        return {i: self._state.stored[i].article.raw_hash for i in ids if i in self._state.stored}

    def placed(self, places: Sequence[str]) -> Mapping[str, str]:
        return {o.place: a.id for a in self._articles() for o in a.origins if o.place in places}

    def scan_raw(self) -> Iterator[RawArticle]:
        return iter([s.raw for s in self._state.stored.values() if s.raw is not None])

    def scan_stored(self) -> Iterator[StoredArticle]:
        return iter(list(self._state.stored.values()))

    def status(self) -> IndexStatus:
        articles = self._articles()
        spans = [a.published for a in articles if a.published is not None]
        return IndexStatus(
            engine="memory",
            location=str(self._settings.index),
            generation=self.generation,
            articles=len(articles),
            languages=Counter(a.language for a in articles),
            outlets=len({a.outlet.id for a in articles if a.outlet}),
            archives=Counter(archive for a in articles for archive in a.archives),
            first=min((s.start for s in spans), default=date.max).isoformat() if spans else None,
            last=max((s.end for s in spans), default=date.min).isoformat() if spans else None,
            undated=len(articles) - len(spans),
            segments=1,
        )

    # ---- writing -----------------------------------------------------------------------------------------------

    def update(self, articles: Iterable[StoredArticle]) -> IndexReport:
        new = {stored.article.id: stored for stored in articles}
        updated = len(new.keys() & self._state.stored.keys())
        self._state.stored = {i: s for i, s in self._state.stored.items() if i not in new} | new
        self._state.commit += bool(new)
        return IndexReport(added=len(new) - updated, updated=updated)

    def remove(self, ids: Iterable[str]) -> int:
        gone = [i for i in dict.fromkeys(ids) if self._state.stored.pop(i, None) is not None]
        self._state.commit += bool(gone)
        return len(gone)

    def replace_all(self, articles: Iterable[StoredArticle]) -> IndexReport:
        new = {stored.article.id: stored for stored in articles}
        self._state.stored = new
        self._state.edition += 1
        return IndexReport(added=len(new))

    def close(self) -> None:
        del self._state

    # ---- inside ------------------------------------------------------------------------------------------------

    def _articles(self) -> list[Article]:
        return [stored.article for stored in self._state.stored.values()]

    def _word_counts(self) -> Counter[str]:
        deadline = time.monotonic() + self._settings.query_timeout_s
        counts: Counter[str] = Counter()
        for article in self._articles():
            check_time(deadline)
            counts.update(set(indexed(article)["title"]) | set(indexed(article)["body"]))
        return counts

    def _answer(self, query: Query, request: SearchRequest) -> Answer:
        answer = Answer(self._articles(), query, request, self._settings)
        if request.match == "any" and relaxable(query):
            return answer.with_at_least(1)
        if request.match is None and len(relaxable(query)) >= 2 and not answer.in_order():
            return replace(answer.with_at_least(relaxed_minimum(len(relaxable(query)))), relaxed=True)
        return answer


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


# ---- texts -----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=5000)
def indexed(article: Article) -> dict[str, dict[str, set[int]]]:
    """By field and term the positions where it stands."""
    fields: dict[str, dict[str, set[int]]] = {}
    language = stem_language(article.language)
    for name, text in (("title", article.title or ""), ("body", article.body)):
        tokens = [t for t in tokenize(text) if name == "title" or not in_boilerplate(t, article)]
        for target, found in (
            (name, tokens),
            (f"{name}_{language}", analyzer_for(article.language).stem_tokens(text, tokens)),
        ):
            fields[target] = {}
            for token in found:
                fields[target].setdefault(token.text, set()).add(token.position)
            if name == "body":
                fields[target.replace("body", "said")] = said_only(fields[target], article)
    return fields


def said_only(positions: dict[str, set[int]], article: Article) -> dict[str, set[int]]:
    """The positions that lie in statements, so far from statement to statement that no phrase goes on in the next."""
    found: dict[str, set[int]] = {}
    for number, said in enumerate(statement_positions(article)):
        for term, places in positions.items():
            inside = {place + number * FAR for place in places & said}
            if inside:
                found.setdefault(term, set()).update(inside)
    return found


def statement_positions(article: Article) -> list[set[int]]:
    """The positions of each statement that has any, from its first word to its last."""
    found: list[set[int]] = []
    taken = -1
    tokens = {t.position: t for t in tokenize(article.body)}.values()  # of a domain its labels
    for said in article.statements:
        places = [t.position for t in tokens if t.start < said.end and said.start < t.end and t.position > taken]
        if places:
            taken = max(places)
            found.append(set(range(min(places), taken + 1)))
    return found


def in_boilerplate(token: Token, article: Article) -> bool:
    return any(set(range(token.start, token.end)) & set(range(start, end)) for start, end in article.boilerplate)


def length(article: Article, name: str) -> int:
    if name == "said":
        return sum(map(len, statement_positions(article)))
    return len({position for positions in indexed(article)[name].values() for position in positions})


def beginnings(phrase: Phrase, name: str, text: dict[str, dict[str, set[int]]]) -> set[int]:
    """The positions of the first element at which the phrase can begin."""
    elements = []
    for terms in phrase.elements:
        found: set[int] = set()
        for term in terms:
            found |= text.get(term.field(name), {}).get(term.text, set())  # type: ignore[arg-type]
        elements.append(found)
    fits = follows if phrase.ordered else gathers
    return {position for position in elements[0] if fits(position, elements[1:], phrase.slop)}


def follows(position: int, elements: list[set[int]], slop: int) -> bool:
    """Whether the other elements come one after the other behind `position`."""
    if not elements:
        return True
    return any(follows(p, elements[1:], slop) for p in elements[0] if position + 1 <= p <= position + 1 + slop)


def gathers(position: int, elements: list[set[int]], slop: int) -> bool:
    """Whether a window around `position` holds all other elements, each at a position of its own."""
    width = slop + len(elements) + 1
    return any(
        distinct([{p for p in e if begin <= p < begin + width} for e in elements], {position})
        for begin in range(max(0, position - width + 1), position + 1)
    )


def distinct(elements: list[set[int]], taken: set[int]) -> bool:
    if not elements:
        return True
    return any(distinct(elements[1:], taken | {p}) for p in elements[0] - taken)


def stands_for(alternative: Prefix | Wildcard | Fuzzy, word: str) -> bool:
    match alternative:
        case Prefix(text):
            return word.startswith(text)
        case Wildcard(pattern):
            return fits_pattern(word, pattern)
        case Fuzzy(text, distance):
            return word[:1] == text[:1] and edits(text, word) <= distance


def fits_pattern(word: str, pattern: str) -> bool:
    if not pattern:
        return not word
    if pattern[0] == "*":
        return any(fits_pattern(word[i:], pattern[1:]) for i in range(len(word) + 1))
    return bool(word) and pattern[0] in ("?", word[0]) and fits_pattern(word[1:], pattern[1:])


def edits(left: str, right: str) -> int:
    """Optimal string alignment distance."""
    table = {(i, 0): i for i in range(len(left) + 1)} | {(0, j): j for j in range(len(right) + 1)}
    for i, a in enumerate(left, 1):
        for j, b in enumerate(right, 1):
            options = [table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (a != b)]
            if i > 1 and j > 1 and a == right[j - 2] and b == left[i - 2]:
                options.append(table[i - 2, j - 2] + 1)
            table[i, j] = min(options)
    return table[len(left), len(right)]


# ---- filters and facets ----------------------------------------------------------------------------------------


def values_of(article: Article, name: str) -> list[tuple[str, str]]:
    """The values of an article in a facet, and what it calls them."""
    single: dict[str, Callable[[], str | None]] = {
        "group": lambda: article.outlet.group if article.outlet else None,
        "language": lambda: article.language,
        "section": lambda: article.section,
        "author": lambda: article.author,
    }
    if name in single:
        value = single[name]()
        return [] if value is None else [(value, value)]
    if name == "outlet":
        return [(article.outlet.id, article.outlet.name)] if article.outlet else []
    if name == "actor":
        return [(a.actor_id, a.label) for a in article.certain_actors]
    if name == "speaker":
        labels = {a.actor_id: a.label for a in article.actors}
        ids = dict.fromkeys(s.actor_id or s.speaks_for for s in article.statements)
        return [(i, labels.get(i, i)) for i in ids if i is not None]
    if name == "source":
        return [(s.id, s.name) for s in article.cited_sources]
    return [(archive, archive) for archive in article.archives]


def passes(article: Article, request: SearchRequest, leaving_aside: str | None) -> bool:
    for name, selection in request.selections:
        if name != "date" and name not in FACETS:
            raise InvalidParameterError("no such facet", parameter=name)
        if name == "date" and (selection.include | selection.exclude) - {NONE}:
            raise InvalidParameterError("no such date", parameter=name)
        own = name == leaving_aside
        has = {value for value, _ in values_of(article, name)} if name != "date" else {"dated"}
        if name == "date" and article.published is None:
            has = set()
        has = has or {NONE}
        if name in ALL_OF_FACETS:
            if not all(has & set(choice.split("|")) for choice in selection.include):
                return False
            if not own and any(has & set(choice.split("|")) for choice in selection.exclude):
                return False
        elif not own and ((selection.include and not has & selection.include) or has & selection.exclude):
            return False
    if leaving_aside == "date" or (request.date_from is None and request.date_to is None):
        return True
    return in_dates(article.published, request.date_from, request.date_to, request.is_precise)


def in_dates(span: DateSpan | None, start: date | None, end: date | None, is_precise: bool) -> bool:
    if span is None:
        return False
    first, last = start or date.min, end or date.max
    if is_precise:
        return first <= span.start and span.end <= last
    return span.start <= last and first <= span.end


def check_facets(request: SearchRequest) -> None:
    if set(request.facets) - {*FACETS, "date"}:
        raise InvalidParameterError("no such facet", parameter="facets")


def count_facet(name: str, answer: Answer, request: SearchRequest) -> Facet:
    hits = answer.hits(leaving_aside=name)
    counts: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for article in hits:
        for value, label in dict(values_of(article, name)).items():
            counts[value] += 1
            labels[value] = label
    for article in answer.articles:
        labels = dict(values_of(article, name)) | labels
    selection = request.selection(name)
    split = (lambda c: c.split("|")) if name in ALL_OF_FACETS else (lambda c: [c])
    selected = {value for choice in selection.include for value in split(choice)} - {NONE}
    excluded = {value for choice in selection.exclude for value in split(choice)} - {NONE}
    ranked = sorted(counts, key=lambda value: (-counts[value], value))
    shown = ranked[: request.facet_size]
    shown += sorted((selected | excluded) - set(shown), key=lambda value: (-counts[value], value))
    return Facet(
        name=name,
        buckets=tuple(
            Bucket(
                value=value,
                count=counts[value],
                label=labels.get(value, value),
                state="selected" if value in selected else "excluded" if value in excluded else None,
            )
            for value in shown
        ),
        missing=sum(not values_of(a, name) for a in hits),
        other=sum(bool(values_of(a, name)) and not {v for v, _ in values_of(a, name)} & set(shown) for a in hits),
        has_more=bool(set(counts) - set(shown)),
    )


def count_dates(answer: Answer, request: SearchRequest) -> Histogram:
    hits = answer.hits(leaving_aside="date")
    spans = [a.published for a in hits if a.published is not None]
    undated = len(hits) - len(spans)
    first = request.date_from or min((s.start for s in spans), default=request.date_to)
    last = request.date_to or max((s.end for s in spans), default=request.date_from)
    if first is None or last is None:
        unit = "month" if request.interval == "auto" else request.interval
        return Histogram(interval=unit, buckets=(), undated=undated, imprecise=0)
    if first > last:
        first = last = request.date_from or request.date_to or first
    unit = interval_of(request.interval, first, last)
    buckets: dict[str, tuple[date, date]] = {}
    start = first_of_unit(first, unit)
    while True:
        buckets[name_of(start, unit)] = (start, last_of_unit(start, unit))
        if last <= buckets[name_of(start, unit)][1]:
            break
        start = buckets[name_of(start, unit)][1] + timedelta(days=1)
    counts = dict.fromkeys(buckets, 0)
    imprecise = 0
    for span in spans:
        name = name_of(span.start, unit)
        if name in buckets and span.end <= buckets[name][1]:
            counts[name] += 1
        elif span.start <= max(buckets.values())[1] and min(buckets.values())[0] <= span.end:
            imprecise += 1
    chosen = (request.date_from, request.date_to) if request.is_precise else None
    return Histogram(
        interval=unit,  # type: ignore[arg-type]
        buckets=tuple(
            DateBucket(value=name, count=count, state="selected" if chosen == buckets[name] else None)
            for name, count in counts.items()
        ),
        undated=undated,
        imprecise=imprecise,
    )


def interval_of(asked: str, first: date, last: date) -> str:
    days = (last - first).days + 1
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if asked == "auto":
        asked = "day" if days <= 62 else "month" if months <= 120 else "year"
    if asked == "day" and days > 3660:
        asked = "month"
    return "year" if asked == "month" and months > 3660 else asked


def first_of_unit(day: date, unit: str) -> date:
    return {"day": day, "month": day.replace(day=1), "year": day.replace(day=1, month=1)}[unit]


def last_of_unit(day: date, unit: str) -> date:
    if unit == "day":
        return day
    if unit == "year":
        return day.replace(month=12, day=31)
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def name_of(day: date, unit: str) -> str:
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[unit]]


def first_of_stories(hits: list[Article]) -> list[Article]:
    kept: list[Article] = []
    told: set[str] = set()
    for article in hits:
        if article.story_id is None or article.story_id not in told:
            kept.append(article)
        if article.story_id is not None:
            told.add(article.story_id)
    return kept


def check_time(deadline: float) -> None:
    if time.monotonic() > deadline:
        raise QueryTimeoutError("too slow")
