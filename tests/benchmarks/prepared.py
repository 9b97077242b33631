"""What the other engines are fed: our tokens and stems, joined by spaces, and the columns as plain values.

A stem field also holds what ours does beyond the stem of each word (words with hyphens as a whole, cased terms); it
stands behind the text, so that no position before it moves.
"""

from __future__ import annotations

from dataclasses import dataclass

from search import analysis
from search.analysis.capitals import capitals, is_mixed_case
from search.model import Article

_GAP = "§"  # between the words of a text and what stands behind them, so that no phrase reaches over


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """An article, analysed."""

    id: str
    title: str
    body: str
    title_id: str
    body_id: str
    outlet: str
    actors: tuple[str, ...]
    day: int | None  # of the proleptic calendar
    month: int | None  # 12 * year + month - 1


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What a stretch of text without a space is made of."""

    exact: str
    stems: str
    wholes: tuple[str, ...]
    cased: tuple[str, ...]
    small: int
    capital: int


class Preparer:
    """Analyses Indonesian articles; remembers every stretch and stem, so that the second time is quick."""

    def __init__(self, *, after: Preparer | None = None) -> None:
        """`after` is one that this one goes on from: it knows the stretches met so far, and all stems of either."""
        self._stretches: dict[str, _Stretch] = {} if after is None else dict(after._stretches)
        self._stems: dict[str, str] = {} if after is None else after._stems
        self._analyzer = analysis.analyzer_for("id")

    def prepare(self, article: Article) -> Prepared:
        """The article for the other engines."""
        title, title_id = self._texts(article.title or "")
        body, body_id = self._texts(article.body)
        day = article.published.start if article.published else None
        return Prepared(
            id=article.id,
            title=title,
            body=body,
            title_id=title_id,
            body_id=body_id,
            outlet=article.outlet.id if article.outlet else "",
            actors=tuple(actor.actor_id for actor in article.actors),
            day=day.toordinal() if day else None,
            month=12 * day.year + day.month - 1 if day else None,
        )

    def stem(self, word: str) -> str:
        """The Indonesian stem of a folded word."""
        stem = self._stems.get(word)
        if stem is None:
            stem = self._stems[word] = self._analyzer.stem(word)
        return stem

    def _texts(self, text: str) -> tuple[str, str]:
        """The exact and the stem field of a text."""
        stretches = [self._stretches.get(stretch) or self._stretch(stretch) for stretch in text.split()]
        extras = [whole for stretch in stretches if stretch.wholes for whole in stretch.wholes]
        if is_mixed_case(sum(s.small for s in stretches), sum(s.capital for s in stretches)):
            extras += [term for stretch in stretches if stretch.cased for term in stretch.cased]
        stems = " ".join([stretch.stems for stretch in stretches if stretch.stems])
        exact = " ".join([stretch.exact for stretch in stretches if stretch.exact])
        return exact, " ".join((stems, _GAP, *extras)) if extras else stems

    def _stretch(self, text: str) -> _Stretch:
        tokens = analysis.tokenize(text)
        cases = capitals(text, tokens)
        made = self._stretches[text] = _Stretch(
            exact=" ".join(token.text for token in tokens),
            stems=" ".join(self.stem(token.text) for token in tokens),
            wholes=tuple(
                whole
                for first, last in analysis.hyphenated(text, tokens)
                if (whole := self.stem("-".join(t.text for t in tokens[first : last + 1])))
                != self.stem(tokens[first].text)
            ),
            cased=tuple(cases.terms.values()),
            small=cases.small,
            capital=cases.capital,
        )
        return made
