"""Short words in capitals: BIN (the intelligence agency) is not bin (the son of), AS (America) is not as (an axle).

Such a word also is a *cased* term, `^BIN`, in the stem fields, which no folded word can be mistaken for. A text all in
capitals says nothing by them, so it has none.
"""

from __future__ import annotations

from collections.abc import Sequence

from search.analysis.tokens import Token, fold

MARK = "^"
_MIN_LETTERS, _MAX_LETTERS = 2, 6
_MIN_LOWER_SHARE = 0.2  # of the letters: "KPK: OTT di MA" has one in five, a shouted headline with a name in it less


def cased_term(surface: str) -> str | None:
    """`^BIN` for "BIN", `^AS` for "A.S"; None for what is no word of 2 to 6 letters, all capitals."""
    letters = surface.replace(".", "")
    if not (_MIN_LETTERS <= len(letters) <= _MAX_LETTERS and letters.isupper() and letters.isalpha()):
        return None
    return MARK + fold(letters).upper()


def is_mixed_case(text: str, tokens: Sequence[Token]) -> bool:
    """Whether capitals mean something in `text`: at least a fifth of the letters are small (or have no case)."""
    small = capital = 0
    for token in tokens:
        surface = text[token.start : token.end]
        if surface == token.text:
            small += len(surface)
        else:
            capitals = sum(map(str.isupper, surface))
            capital += capitals
            small += len(surface) - capitals
    return small >= _MIN_LOWER_SHARE * (small + capital) > 0
