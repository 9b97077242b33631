"""The query tree over a view: which documents match, and what they score."""

from __future__ import annotations

from dataclasses import dataclass

from search.engines.whoosh.filters import having, within
from search.engines.whoosh.matches import Matches, all_of, any_of, at_least, dense, without
from search.engines.whoosh.words import WordReader
from search.query import And, DateFilter, Everything, Filter, Not, Or, Query, Word, relaxable, relaxed_minimum


@dataclass(frozen=True, slots=True)
class Evaluator:
    """Evaluates queries on the reader's view."""

    reader: WordReader

    def matches(self, query: Query) -> Matches:
        """The live documents that match, with scores where a word of the query can score."""
        view = self.reader.view
        match query:
            case Word():
                return self.reader.hits(query)
            case And(children):
                return self._all(children, least=None)
            case Or(children):
                return any_of([self.matches(child) for child in children], view.size)
            case Not(child):
                return without(view.live, self.matches(child))
            case Everything():
                return view.remembered(("everything",), lambda: dense(view.live))
            case Filter():
                return dense(having(view, query.field, query.values))
            case DateFilter():
                return dense(within(view, query.start, query.end, is_precise=query.is_precise))

    def relaxed(self, query: Query, *, least: int | None = None) -> Matches:
        """What matches when only `least` of the relaxable words are asked for; `relaxed_minimum` if not said."""
        bare = relaxable(query)
        if not isinstance(query, And) or not bare:
            return self.matches(query)
        return self._all(query.children, least=least or relaxed_minimum(len(bare)))

    def _all(self, children: tuple[Query, ...], *, least: int | None) -> Matches:
        """What matches every child; of bare words, `least` so many where that is given."""
        size = self.reader.view.size
        optional = [child for child in children if isinstance(child, Word) and child.is_optional]
        if len(optional) == len(children):
            optional = []
        needed = [child for child in children if child not in optional]
        bare = [c for c in needed if least is not None and isinstance(c, Word) and not c.is_required]
        sets = [self.matches(child) for child in needed if child not in bare]
        if bare and least is not None:
            sets.append(at_least([self.matches(word) for word in bare], least, size))
        return all_of(sets or [self.matches(Everything())], size, also=[self.matches(word) for word in optional])
