"""Who acts in an article: countries, organisations, persons and places.

`known` finds the registry's names and decides whether each is meant; `segments` are the capitalised words between
them; `persons` and `organisations` learn from these who is in no list, by the words around; `shorts` gives "Kirby" to
John Kirby. A name by its form alone, without such a sign, is no actor: what is shown must be right.
"""

from indexer.understand.actors.finding import find_actors

__all__ = ["find_actors"]
