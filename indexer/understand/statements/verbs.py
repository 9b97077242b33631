"""The verbs of saying of a language, from `verbs.toml`."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any, Literal, get_args

from search.model import VerbClass

VerbUse = Literal["after", "before", "claims", "persons", "passive", "by"]
_POSSESSIVE = "nya"  # "katanya": he said, of whoever spoke last


@dataclass(frozen=True, slots=True)
class Verb:
    """How a word says that somebody speaks."""

    use: VerbUse
    verb_class: VerbClass
    has_speaker: bool = False  # "katanya": the speaker is in the word


@functools.cache
def verbs_of(language: str) -> Mapping[str, tuple[Verb, ...]]:
    """By word, in small letters, what it may be; none in a language without a list."""
    found: dict[str, dict[VerbUse, Verb]] = {}
    for table in _tables():
        if language in table["languages"]:
            for word, verb in _verbs(table):
                found.setdefault(word, {}).setdefault(verb.use, verb)
    return {word: tuple(uses.values()) for word, uses in found.items()}


@functools.cache
def _tables() -> tuple[Mapping[str, Any], ...]:
    text = resources.files("indexer.understand.statements").joinpath("verbs.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["verbs"])


def _verbs(table: Mapping[str, Any]) -> Iterator[tuple[str, Verb]]:
    for use in get_args(VerbUse):
        for word in table.get(use, "").split():
            yield word, Verb(use, table["class"])
            if use in ("after", "by", "passive") and "en" not in table["languages"]:
                yield word + _POSSESSIVE, Verb(use, table["class"], has_speaker=True)
