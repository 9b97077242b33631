"""A synthetic archive that costs an index what a real one costs: the same articles for the same seed, any number.

Words are drawn by rank. How frequent a rank is follows the curve counted in 8,143 Indonesian news articles (two million
words): flat among the commonest, then steeper and steeper, so that new words keep coming (Heaps) and most words of a
large archive occur once. Low ranks are function words, then roots of the stemmer's dictionary with affixes, which it
takes off again, among them names, acronyms, numbers and doubled words; the tail is names without end. A seventh of an
article repeats what it said before. Sentences have capitals, commas and full stops.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files

import numpy as np

from search.analysis import analyzer_for
from search.model import ActorMention, Article, DateSpan, Origin, OutletRef

_RANKS = 4_000_000
_SHARES = (  # rank (from 1), share of all words: counted in real articles
    (1, 0.025), (3, 0.0194), (11, 0.0054), (51, 0.0018), (101, 0.00109), (1_001, 1.58e-4), (5_001, 2.3e-5),
    (10_001, 8.2e-6), (20_001, 2.4e-6), (_RANKS, 2.4e-6 * (20_001 / _RANKS) ** 2.0),
)  # fmt: skip
_COMMON = 60_000  # ranks with words of a language; behind them are names
_REPEATED = 0.14  # of the words of an article: drawn from those before
_CHUNK = 1_000  # articles drawn at a time, each chunk from a seed of its own

_AFFIXES = (
    ("", ""), ("", ""), ("", ""), ("", "nya"), ("", "an"), ("", "kan"), ("", "i"), ("di", ""), ("di", "kan"),
    ("ber", ""), ("ter", ""), ("se", ""), ("ke", "an"), ("pe", "an"), ("per", "an"), ("me", ""), ("me", "kan"),
    ("me", "i"), ("pe", ""),
)  # fmt: skip
_SYLLABLES = [c + v for c in "bcdfghjklmnprstwyz" for v in ("a", "i", "u", "e", "o", "an", "ar", "in", "us", "ung")]
_NAMES = 100_000_007  # a prime: names are spread over syllables by multiplying with a number modulo it
_SPREAD = 48_271_533
_NEW_NAMES = 10_000_000  # names of this number on are of no rank

_OUTLETS = 300
_ACTORS = 2_000_000
_ACTORS_AN_ARTICLE = 4.0
_FIRST_DAY = date(2019, 1, 1)
_DAYS = 4 * 365 + 1
_UNDATED = 0.01


def name(number: int) -> str:
    """A made-up name in small letters, another for every number below some millions."""
    rest = (number + 1) * _SPREAD % _NAMES
    parts = []
    for _ in range(2 if rest < len(_SYLLABLES) ** 2 else 3 if rest < len(_SYLLABLES) ** 3 else 4):
        rest, place = divmod(rest, len(_SYLLABLES))
        parts.append(_SYLLABLES[place])
    return "".join(parts) + "bdgkmnprst"[number % 10]


class _Words(dict[int, str]):
    """The words by rank, as they are written within a sentence."""

    def __init__(self, rng: np.random.Generator) -> None:
        super().__init__()
        common = sorted(analyzer_for("id").function_words)
        rng.shuffle(common)
        common = common[:50]
        for rank, word in enumerate(common):
            self[rank] = word
        self._fill(rng, set(common))

    def _fill(self, rng: np.random.Generator, taken: set[str]) -> None:
        roots = _roots()
        rng.shuffle(roots)
        rank = len(self)
        while rank < _COMMON:
            word = self._word(rank, float(rng.random()), roots, rng)
            if word not in taken:
                taken.add(word)
                self[rank] = word
                rank += 1

    @staticmethod
    def _word(rank: int, kind: float, roots: Sequence[str], rng: np.random.Generator) -> str:
        root = roots[int(rng.random() ** 2 * min(len(roots), rank))]
        if kind < 0.02:
            return "".join(rng.choice(list("ABDGIKLMNPRSTU"), int(rng.integers(2, 6))))
        if kind < 0.06:
            return f"{rng.integers(1, 10_000):,}".replace(",", ".")
        if kind < 0.08:
            return f"{root}-{root}"
        if kind < 0.3:
            return name(rank).capitalize()
        before, after = _AFFIXES[int(rng.integers(len(_AFFIXES)))]
        return _prefixed(before, root) + after

    def __missing__(self, rank: int) -> str:
        word = self[rank] = name(rank).capitalize()
        return word


def _prefixed(prefix: str, root: str) -> str:
    """The root with me- or pe- joined as the language does it, and other prefixes as they are."""
    if prefix not in ("me", "pe"):
        return prefix + root
    nasal, dropped = {
        "b": ("m", 0), "p": ("m", 1), "f": ("m", 0), "d": ("n", 0), "c": ("n", 0), "j": ("n", 0), "t": ("n", 1),
        "k": ("ng", 1), "g": ("ng", 0), "h": ("ng", 0), "a": ("ng", 0), "i": ("ng", 0), "u": ("ng", 0), "e": ("ng", 0),
        "o": ("ng", 0), "s": ("ny", 1),
    }.get(root[0], ("", 0))  # fmt: skip
    return prefix + nasal + root[dropped:]


def _roots() -> list[str]:
    """The roots that the stemmer knows."""
    lines = files("Sastrawi").joinpath("Stemmer/data/kata-dasar.txt").read_text("utf-8").split()
    return sorted({word for word in lines if word.isascii() and word.isalpha() and len(word) > 3})


class SyntheticArchive:
    """Articles by number; `new_words` is the share of words in them that no other article has."""

    def __init__(self, seed: int = 1, *, new_words: float = 0.0) -> None:
        rng = np.random.default_rng(seed)
        self._seed = seed
        self._new_words = new_words
        self._fresh = _NEW_NAMES
        self._words = _Words(rng)
        self._ranks = _cumulative(_shares())
        self._outlets = _cumulative(1 / np.arange(1, _OUTLETS + 1))
        ranks = np.arange(1, _ACTORS + 1)
        self._actors = _cumulative(1 / (ranks + 20.0) ** 1.17)

    def articles(self, count: int) -> Iterator[Article]:
        """The first `count` articles."""
        for first in range(0, count, _CHUNK):
            yield from self._chunk(first, min(_CHUNK, count - first))

    def _chunk(self, first: int, count: int) -> Iterator[Article]:
        rng = np.random.default_rng((self._seed, first))
        bodies = self._texts(rng, np.clip(rng.lognormal(5.33, 0.5, _CHUNK), 30, 4_000).astype(int))
        titles = self._texts(rng, np.clip(rng.poisson(9, _CHUNK), 3, 20))
        outlets = np.searchsorted(self._outlets, rng.random(_CHUNK)).tolist()
        actors = rng.poisson(_ACTORS_AN_ARTICLE, _CHUNK).tolist()
        days = rng.integers(0, _DAYS, _CHUNK).tolist()
        seconds = np.where(rng.random(_CHUNK) < 0.4, rng.integers(0, 86_400, _CHUNK), -1).tolist()
        undated = (rng.random(_CHUNK) < _UNDATED).tolist()
        chosen = [np.searchsorted(self._actors, rng.random(n)).tolist() for n in actors]
        for place, (title, body) in enumerate(zip(titles, bodies, strict=True)):
            if place == count:
                return
            number = first + place
            yield Article(
                id=hashlib.blake2b(f"{self._seed}:{self._new_words}:{number}".encode(), digest_size=8).hexdigest(),
                title=" ".join(word[:1].upper() + word[1:] for word in title),
                body=_sentences(body),
                language="id",
                language_confidence=1.0,
                outlet=_outlet(outlets[place]),
                published=None if undated[place] else _span(days[place], seconds[place]),
                actors=tuple(map(_actor, dict.fromkeys(chosen[place]))),
                archives=("sintetis",),
                origins=(Origin(archive="sintetis", file="sintetis.jsonl", line=number + 1),),
            )

    def _texts(self, rng: np.random.Generator, lengths: np.ndarray) -> list[list[str]]:
        """One text of so many words for each of `lengths`."""
        ends = np.cumsum(lengths)
        total = int(ends[-1])
        ranks = np.searchsorted(self._ranks, rng.random(total))
        within = np.arange(total) - np.repeat(ends - lengths, lengths)
        repeated = np.flatnonzero(rng.random(total) < _REPEATED)
        ranks[repeated] = ranks[
            repeated - within[repeated] + (rng.random(len(repeated)) * within[repeated]).astype(int)
        ]
        words = [self._words[rank] for rank in ranks.tolist()]
        if self._new_words:
            for place in np.flatnonzero(rng.random(total) < self._new_words).tolist():
                words[place] = name(self._fresh)
                self._fresh += 1
        return [words[end - length : end] for end, length in zip(ends.tolist(), lengths.tolist(), strict=True)]


def _shares() -> np.ndarray:
    """(ranks,) how frequent the word of each rank is: straight lines between the known ones, on logarithmic scales."""
    at, shares = np.log(np.array(_SHARES)).T
    return np.exp(np.interp(np.log(np.arange(1, _RANKS + 1)), at, shares))


def _cumulative(weights: np.ndarray) -> np.ndarray:
    sums = np.cumsum(weights / weights.sum())
    sums[-1] = 1.0
    return sums


def _sentences(words: list[str]) -> str:
    """The words with the capitals and marks of sentences of some 17 words."""
    start = 0
    while start < len(words):
        length = 11 + len(words[start]) % 13
        last = min(start + length, len(words)) - 1
        comma = start + length // 2
        words[start] = words[start][:1].upper() + words[start][1:]
        if comma < last:
            words[comma] += ","
        words[last] += "."
        start = last + 1
    return " ".join(words)


def _outlet(number: int) -> OutletRef:
    return OutletRef(id=f"harian-{name(number)}", name=f"Harian {name(number).capitalize()}")


def _actor(number: int) -> ActorMention:
    first, last = name(2 * number), name(2 * number + 1)
    label = f"{first.capitalize()} {last.capitalize()}"
    return ActorMention(actor_id=f"person:{first}-{last}", label=label, kind="person", count=1)


def _span(day: int, second: int) -> DateSpan:
    at = _FIRST_DAY + timedelta(days=day)
    if second < 0:
        return DateSpan(start=at, end=at, precision="day", origin="metadata", raw=at.isoformat())
    instant = datetime(at.year, at.month, at.day, tzinfo=UTC) + timedelta(seconds=second)
    return DateSpan(start=at, end=at, precision="time", origin="metadata", raw=instant.isoformat(), instant=instant)
