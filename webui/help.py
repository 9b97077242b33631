"""The examples of the syntax help, each of which is a search."""

from __future__ import annotations

from dataclasses import dataclass

from search.query import PageLanguage, SearchRequest
from webui import links
from webui.translation import gettext as _


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    query: str
    meaning: str
    href: str


def examples(lang: PageLanguage) -> tuple[Example, ...]:
    """What can be written in the search box."""
    meanings = (
        ("pasok senjata", _("both words, in any form: memasok, dipasok, persenjataan")),
        ('"memasok senjata"', _("exactly these words in this order")),
        ('"pasok senjata"~5', _("both, in any form, within five words of each other")),
        ("rudal ATAU artileri", _("either of them; also OR")),
        ("rudal -nuklir", _("the first, but not the second; also BUKAN, NOT")),
        ("(rudal ATAU artileri) Rusia", _("brackets keep together what belongs together")),
        ("senjat*", _("words that begin so")),
        ("Pyongyeng~", _("words spelt nearly so")),
        ("title:Rusia", _("only in headlines")),
        ('actor:"Korea Utara"', _("an actor, under whatever name: also Pyongyang, Korut, DPRK")),
        ("said:senjata", _("only in what somebody says")),
        ("speaker:putin", _("articles in which this actor speaks")),
        ("date:2022-09..2022-11", _("from September to November 2022")),
        ("AS", _("in capitals: the abbreviation comes first")),
    )
    return tuple(
        Example(query=query, meaning=meaning, href=links.search_href(SearchRequest(text=query, lang=lang)))
        for query, meaning in meanings
    )
