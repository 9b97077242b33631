"""The twenty queries that are timed: texts and requests, made of words that are as frequent as their shape wants."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from search import analysis
from search.actors import default_registry
from search.outlets import default_outlets
from search.parser import parse_query
from search.query import Query, SearchRequest, Selection
from tests.benchmarks.prepared import Prepared

FACETS = ("outlet", "actor", "date")
_MOST_EXPANSIONS = 900  # the product refuses prefixes of more than 1,000 words of an index, this one or a larger


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A query to be timed."""

    name: str
    request: SearchRequest
    query: Query

    @property
    def faceted(self) -> SearchRequest:
        """The request with all three facets counted."""
        return replace(self.request, facets=FACETS)


class Vocabulary:
    """The words of some articles by the share of them that have the word in the body."""

    def __init__(self, articles: Iterable[Prepared], *, size: int) -> None:
        """The words of `articles`, which are the first of `size`."""
        self._articles = list(articles)
        self._growth = (size / len(self._articles)) ** 0.75  # by what there are more different words in all of them
        self._df = Counter(word for article in self._articles for word in set(article.body.split()))
        self._titles = Counter(word for article in self._articles for word in set(article.title.split()))
        function_words = analysis.analyzer_for("id").function_words
        self._content = sorted(
            (word for word in self._df if word.isascii() and word.isalpha() and word not in function_words),
            key=lambda word: (-self._df[word], word),
        )
        self._taken: set[str] = set()

    def commonest(self, place: int) -> str:
        """The commonest words, function words among them."""
        return sorted(self._df, key=lambda word: (-self._df[word], word))[place]

    def word(self, share: float) -> str:
        """A word, another each time, that about this share of the articles have."""
        wanted = share * len(self._articles)
        best = min((w for w in self._content if w not in self._taken), key=lambda word: abs(self._df[word] - wanted))
        self._taken.add(best)
        return best

    def title_word(self) -> str:
        """The content word that most titles have."""
        return max(self._content[:20_000], key=lambda word: self._titles[word])

    def after(self, word: str, *, share: float) -> str:
        """Of the words that about this share of the articles have, the one that follows `word` most often."""
        wanted = share * len(self._articles)
        near = {w for w in self._content if wanted / 2 <= self._df[w] <= wanted * 2}
        follows: Counter[str] = Counter()
        for article in self._articles:
            follows.update(right for left, right in pairwise(article.body.split()) if left == word and right in near)
        return follows.most_common(1)[0][0] if follows else self.word(share)

    def prefix(self, letters: int) -> str:
        """The prefix of so many letters that the most words have without being too many for a query."""
        counts: Counter[str] = Counter()
        for word in self._df:
            if len(word) > letters and word[:letters].isascii() and word[:letters].isalpha():
                counts[word[:letters]] += 1
        allowed = [(count, prefix) for prefix, count in counts.items() if count * self._growth <= _MOST_EXPANSIONS]
        return max(allowed)[1]

    def outlet(self) -> str:
        """The outlet of the most articles."""
        return Counter(article.outlet for article in self._articles).most_common(1)[0][0]

    def year(self) -> int:
        """The year in the middle of the articles."""
        days = sorted(article.day for article in self._articles if article.day)
        return date.fromordinal(days[len(days) // 2]).year


def shapes(words: Vocabulary) -> tuple[Shape, ...]:
    """The queries, each made of words of its own frequency."""
    common, common2, common3 = words.word(0.4), words.word(0.3), words.word(0.2)
    mid, mid2, mid3 = words.word(0.06), words.word(0.05), words.word(0.04)
    rare = words.word(0.001)
    first, second = words.commonest(0), words.commonest(1)
    year = words.year()
    outlet = (("outlet", Selection(include=frozenset({words.outlet()}))),)
    months = {"date_from": date(year, 2, 1), "date_to": date(year, 11, 30)}
    rows: Sequence[tuple[str, str, dict[str, Any]]] = (
        ("commonest word", first, {}),
        ("common word", common, {}),
        ("mid word", mid, {}),
        ("rare word", rare, {}),
        ("AND of 2 common", f"{common} {common2}", {}),
        ("AND of 3", f"{common2} {mid} {mid2}", {"match": "all"}),
        ("AND common + rare", f"{common} {rare}", {"match": "all"}),
        ("OR of 3 common", f"{common} OR {common2} OR {common3}", {}),
        ("OR of 3 mid", f"{mid} OR {mid2} OR {mid3}", {}),
        ("common NOT mid", f"{common} -{mid}", {}),
        ("phrase of 2 commonest", f'"{first} {second}"', {}),
        ("phrase common + mid", f'"{common} {words.after(common, share=0.06)}"', {}),
        ("stem phrase", f'"{common2} {words.after(common2, share=0.1)}"~0', {}),
        ("prefix of 3 letters", f"{words.prefix(3)}*", {}),
        ("prefix of 4 letters", f"{words.prefix(4)}*", {}),
        ("common + date range", common, months),
        ("common + outlet", common, {"selections": outlet}),
        ("everything, newest", "", {}),
        ("common, newest", common, {"sort": "newest"}),
        ("title:word", f"title:{words.title_word()}", {}),
    )
    return tuple(
        Shape(
            name=name,
            request=SearchRequest(text=text, size=10, facets=(), interval="month", **changes),
            query=parsed(text),
        )
        for name, text, changes in rows
    )


def parsed(text: str) -> Query:
    """The query tree of a text, as the service makes it for an Indonesian archive."""
    return parse_query(text, languages=("id",), actors=default_registry(), outlets=default_outlets()).query
