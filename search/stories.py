"""How many told a story, and how many newsrooms it comes from.

The articles of a story are copies of one text, so that three outlets may stand on one origin: what they cite. An outlet
that cites nobody counts as an origin where it is an agency, or where no other outlet has the text; of several outlets
with the same words and no word of where these are from, one wrote them, and nobody can tell which.
"""

from __future__ import annotations

from collections.abc import Sequence

from search.model import Article, OutletRef
from search.outlets import OutletRegistry
from search.results import Story


def story_of(articles: Sequence[Article], *, known: OutletRegistry) -> Story:
    """The story of `articles`, at least one, all of the same story."""
    outlets = {one.outlet.id: one.outlet for one in articles if one.outlet}
    cited = {
        source.id: OutletRef(id=source.id, name=source.name)
        for one in articles
        for source in one.sources
        if source.role == "origin"
    }
    agencies = {key: ref for key, ref in outlets.items() if (listed := known.get(key)) and listed.is_agency}
    origins = {**cited, **agencies} or (outlets if len(outlets) == 1 else {})
    return Story(
        id=articles[0].story_id or "",
        articles=len(articles),
        outlets=tuple(outlets[key] for key in sorted(outlets)),
        origins=tuple(origins[key] for key in sorted(origins)),
    )
