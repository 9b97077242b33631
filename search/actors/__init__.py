"""Who is who in the news: names, aliases and metonyms, and the language-neutral ids that they mean.

`ActorRegistry` answers for ids and names (labels, `actor:"Korea Utara"` in a query), `ActorMatcher` finds the forms of
the registry in a text. The lists lie beside this file as TOML; `loading` says what may stand in them.
"""

from search.actors.actor import Actor, Form, FormReason, kind_of
from search.actors.ids import organisation_id, person_id, place_id, readable
from search.actors.matcher import ActorMatcher, FormMatch
from search.actors.own import registry_beside
from search.actors.registry import HOME_COUNTRY, ActorRegistry, default_registry, load_registry
from search.actors.titles import strip_titles

__all__ = [
    "HOME_COUNTRY",
    "Actor",
    "ActorMatcher",
    "ActorRegistry",
    "Form",
    "FormMatch",
    "FormReason",
    "default_registry",
    "kind_of",
    "load_registry",
    "organisation_id",
    "person_id",
    "place_id",
    "readable",
    "registry_beside",
    "strip_titles",
]
