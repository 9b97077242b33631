"""Short words in capitals: BIN (the intelligence agency) is not bin (the son of), AS (America) is not as (an axle).

Such a word also is a *cased* term, `^BIN`, in the stem fields, which no folded word can be mistaken for. A text all in
capitals says nothing by them, so it has none.
"""

from __future__ import annotations

from collections.abc import Sequence

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


def cased_terms(text: str, tokens: Sequence[Token]) -> dict[int, str]:
    """The cased terms of `text` by the index of their token in `tokens`.

    There are none unless capitals mean something: a fifth of the letters are small (or have no case).
    """
    found: dict[int, str] = {}
    small = capital = 0
    for i, token in enumerate(tokens):
        surface = text[token.start : token.end]
        if surface == token.text:
            small += len(surface)
            continue
        capitals = sum(map(str.isupper, surface))
        capital += capitals
        small += len(surface) - capitals
        if capitals >= _MIN_LETTERS:
            cased = cased_term(surface)
            if cased is not None:
                found[i] = cased
    return found if small >= _MIN_SMALL * (small + capital) else {}
