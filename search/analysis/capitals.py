"""Short words in capitals: BIN (the intelligence agency) is not bin (the son of), AS (America) is not as (an axle).

Such a word also is a *cased* term, `^BIN`, in the stem fields, which no folded word can be mistaken for. A text all in
capitals says nothing by them, so it has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search.analysis.tokens import Token, fold

MARK = "^"
_MIN_LETTERS, _MAX_LETTERS = 2, 6
_MIN_SMALL = 0.2  # of the letters: "KPK: OTT di MA" has one in five, a shouted headline with a name in it less


def cased_term(surface: str) -> str | None:
    """`^BIN` for "BIN", `^AS` for "A.S"; None for what is no word of 2 to 6 letters, all capitals."""
    letters = surface.replace(".", "")
    if not (_MIN_LETTERS <= len(letters) <= _MAX_LETTERS and letters.isupper() and letters.isalpha()):
        return None
    return MARK + fold(letters).upper()


@dataclass(frozen=True, slots=True)
class Capitals:
    """The letters of a text, or of a part of one, by case; `terms` are its cased terms by the index of their token."""

    small: int  # or without case
    capital: int
    terms: dict[int, str]


def capitals(text: str, tokens: Sequence[Token]) -> Capitals:
    """The capitals of `tokens`, which are those of `text`."""
    found: dict[int, str] = {}
    small = capital = 0
    for i, token in enumerate(tokens):
        surface = text[token.start : token.end]
        if surface == token.text:
            small += len(surface)
            continue
        in_capitals = sum(map(str.isupper, surface))
        capital += in_capitals
        small += len(surface) - in_capitals
        if in_capitals >= _MIN_LETTERS and (cased := cased_term(surface)) is not None:
            found[i] = cased
    return Capitals(small, capital, found)


def is_mixed_case(small: int, capital: int) -> bool:
    """Whether capitals mean something in a text of so many letters: at least a fifth of them are small."""
    return small >= _MIN_SMALL * (small + capital) > 0


def cased_terms(text: str, tokens: Sequence[Token]) -> dict[int, str]:
    """The cased terms of `text` by the index of their token in `tokens`; none where it is all in capitals."""
    found = capitals(text, tokens)
    return found.terms if is_mixed_case(found.small, found.capital) else {}
