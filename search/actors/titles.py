"""Takes titles off a person's name: they are roles, not names.

"Jenderal TNI (Purn) Prabowo Subianto" is Prabowo Subianto, whose role is "Jenderal TNI (Purn)"; "Dr. H. Anies Baswedan,
S.E., M.P.P." is Anies Baswedan. What is left is never empty, so a name that looks like a title stays a name.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from importlib import resources

from search.folding import fold_name

_MAX_NAME_WORDS = 24  # a longer "name" is no name; it is given back as it came
_MAX_TITLE_WORDS = 4


@functools.cache
def _titles() -> Mapping[str, frozenset[str]]:
    listed = tomllib.loads(resources.files("search.actors").joinpath("titles.toml").read_text(encoding="utf-8"))
    return {group: frozenset(map(fold_name, titles)) for group, titles in listed.items()}


def strip_titles(name: str) -> tuple[str, str | None]:
    """`name` without what stands before and after it, and the rank or office among that, as it was written."""
    words = name.split()
    if len(words) > _MAX_NAME_WORDS:
        return name, None
    words = _without_degrees(words)
    roles: list[str] = []
    while (length := _leading_title(words)) and length < len(words):
        title = " ".join(words[:length])
        if fold_name(title) not in _titles()["honorifics"]:
            roles.append(title.rstrip(",."))
        words = words[length:]
    return " ".join(words).strip(" ,"), " ".join(roles) or None


def _leading_title(words: list[str]) -> int:
    """How many words the longest title at the start takes; 0 for none."""
    titles = _titles()
    for length in range(min(_MAX_TITLE_WORDS, len(words)), 0, -1):
        folded = fold_name(" ".join(words[:length]))
        if any(folded in titles[group] for group in ("honorifics", "ranks", "offices")):
            return length
    return 0


def _without_degrees(words: list[str]) -> list[str]:
    """Degrees are dropped from the end; without dots or a comma before them they are left ("Mahfud MD", "Ali MA")."""
    degrees = _titles()["degrees"]
    kept = list(words)
    while len(kept) > 1 and fold_name(kept[-1]) in degrees and ("." in kept[-1] or kept[-2].endswith(",")):
        kept.pop()
    if kept != words:
        kept[-1] = kept[-1].rstrip(",")
    return kept
