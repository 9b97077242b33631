"""Query trees in a line, as the parser would make them."""

from __future__ import annotations

from typing import Any

from search.analysis import analyzer_for, fold
from search.query import Alternative, Phrase, SearchRequest, Selection, Term, Word


def exact(text: str, **changes: Any) -> Word:
    """The word as it stands, in any field."""
    return found_as(Term(fold(text)), text=text, **changes)


def word(text: str, *, languages: tuple[str, ...] = ("id",), **changes: Any) -> Word:
    """The word or its stem in each of `languages`."""
    stems = (Term(analyzer_for(code).stem(fold(text)), code, "stem") for code in languages)
    return found_as(Term(fold(text)), *stems, text=text, **changes)


def quoted(text: str, *, slop: int = 0, ordered: bool = True, **changes: Any) -> Word:
    """The exact words of `text` as a phrase."""
    phrase = Phrase(tuple((Term(fold(part)),) for part in text.split()), slop=slop, ordered=ordered)
    return found_as(phrase, text=text, **({"is_required": True} | changes))


def near(text: str, *, slop: int, ordered: bool = False, **changes: Any) -> Word:
    """The stems of `text` within `slop` words of each other."""
    stem = analyzer_for("id").stem
    elements = tuple((Term(fold(part)), Term(stem(fold(part)), "id", "stem")) for part in text.split())
    phrase = Phrase(elements, slop=slop, ordered=ordered, reason="stem")
    return found_as(phrase, text=text, **({"is_required": True} | changes))


def found_as(*alternatives: Alternative, text: str = "", **changes: Any) -> Word:
    return Word(**({"text": text, "start": 0, "end": len(text), "alternatives": alternatives} | changes))


def choosing(request: SearchRequest | None = None, **facets: str) -> SearchRequest:
    """The request with facet values chosen, as in an address: several parted by spaces, "-x" excluded."""
    request = request or SearchRequest()
    for facet, values in facets.items():
        given = values.split()
        request = request.with_selection(
            facet,
            Selection(
                include=frozenset(v for v in given if not v.startswith("-")),
                exclude=frozenset(v[1:] for v in given if v.startswith("-")),
            ),
        )
    return request
