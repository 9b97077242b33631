"""Which terms a text has at which positions, and how phrases and patterns find them there."""

from __future__ import annotations

from functools import lru_cache

from search.analysis import Token, analyzer_for, stem_language, tokenize
from search.model import Article
from search.query import (
    Fuzzy,
    Phrase,
    Prefix,
    Wildcard,
)

FAR = 10_000


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
