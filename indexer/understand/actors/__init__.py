"""Who acts in an article: countries, organisations, persons and places.

`known` finds the registry's names and decides whether each is meant. `tagger` finds names by what they look like and
stand beside, with a trained `model` (made by the package `training`), and `union` puts both together. `persons` and
`organisations` read what is in no list: titles, roles, acronyms; `shorts` gives "Kirby" to John Kirby. `finding`
gathers it all. A name that nothing but its form in one place speaks for is kept with the article, but it is no value of
the facet.
"""

from indexer.understand.actors.finding import find_actors

__all__ = ["find_actors"]
