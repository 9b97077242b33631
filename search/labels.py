"""What people call the values of facets, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from babel import Locale

from search.actors import ActorRegistry
from search.outlets import OutletRegistry
from search.query import NONE, PageLanguage

_NO_VALUE: dict[PageLanguage, str] = {"id": "tidak ada", "en": "none"}
_UNDETERMINED: dict[PageLanguage, str] = {"id": "tidak diketahui", "en": "unknown"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The labels of one page language."""

    actors: ActorRegistry
    outlets: OutletRegistry
    lang: PageLanguage

    def of(self, facet: str, value: str, *, known: str = "") -> str:
        """The label of `value`; `known` is what the index calls it, for what no registry lists."""
        if value == NONE:
            return _NO_VALUE[self.lang]
        match facet:
            case "actor" | "speaker":
                return " / ".join(self._actor(each, known) for each in value.split("|"))
            case "language":
                return language_name(value, self.lang)
            case "outlet" | "source":
                return self.outlets.label(value) if value in self.outlets or not known else known
            case "group":
                return self.outlets.group_label(value)
            case _:
                return value

    def _actor(self, actor_id: str, known: str) -> str:
        is_made_up = actor_id not in self.actors
        return known if is_made_up and known else self.actors.label(actor_id, self.lang)


def language_name(code: str, lang: PageLanguage) -> str:
    """The language of a BCP 47 code as a page in `lang` calls it; the code itself where CLDR has no name."""
    if code == "und":
        return _UNDETERMINED[lang]
    names: Mapping[str, str] = Locale(lang).languages
    return names.get(code.replace("-", "_"), code)
