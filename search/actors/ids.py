"""Ids of actors that are in no list: readable, language-neutral, equal for spellings of one name.

Old Indonesian spelling is folded, so that Soeharto and Suharto are one person. "oe" at the end of a word stays: it is
the English name Joe, never the Indonesian u.
"""

from __future__ import annotations

import re

from search.actors.actor import kind_of
from search.folding import slug

_OLD_U = re.compile(r"oe(?=[a-z])")
_SHORT_WORD = 4  # an organisation's one short word is an acronym: KCNA


def _modern(name_slug: str) -> str:
    return _OLD_U.sub("u", name_slug).replace("dj", "j").replace("tj", "c")


def person_id(name: str) -> str:
    """The id of a person of this name (titles taken off before): "Ned Price" is person:ned-price."""
    return f"person:{_modern(slug(name))}"


def organisation_id(name: str) -> str:
    """The id of an organisation of this name: "KCNA" is org:kcna."""
    return f"org:{_modern(slug(name))}"


def place_id(name: str) -> str:
    """The id of a place of this name: "Jawa Barat" is place:jawa-barat."""
    return f"place:{_modern(slug(name))}"


def readable(actor_id: str) -> str:
    """A label made of the id alone: "Ned Price" for person:ned-price, "KCNA" for org:kcna."""
    _, _, name = actor_id.rpartition(":")
    kind = kind_of(actor_id)
    if kind == "country" or (kind == "organisation" and "-" not in name and len(name) <= _SHORT_WORD):
        return name.upper()
    return " ".join(word.capitalize() for word in name.split("-")) or actor_id
