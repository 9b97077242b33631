"""The engine on a Whoosh index: stock Whoosh files, our own evaluator in numpy.

From the disk up: `layout` (folders, editions), `lock`, `storage` (Whoosh's files and table of contents), `schema`,
`records` and `raw_store` (what is kept of an article), `writer` (a commit), `segment_writers` and `merging`
(what goes on in processes beside), `snapshot` (reading a commit).
`view` is the border: above it `words`, `phrases`, `expansions`, `evaluator`, `filters`, `facets`, `histogram`, `paging`
and `vocabulary` work on plain arrays, `answers` puts them together, and `engine` is what the rest of Kliping sees.

The table of contents of a Whoosh index is a pickle: opening an index runs whatever is in it. Never open one that comes
from a stranger; take their articles and add them.
"""

from __future__ import annotations

from search.engines.whoosh.engine import WhooshEngine
from search.settings import Settings

__all__ = ["WhooshEngine", "open_engine"]


def open_engine(settings: Settings, *, create: bool = False, check: bool = True) -> WhooshEngine:
    """The index in the folder `settings.index`.

    `create` makes an empty one where there is none; otherwise that is an IndexMissingError. `check=False` also opens
    an index of another schema or analysis, for `scan_stored`, `scan_raw`, `get` and `replace_all`: all else raises
    IndexMismatchError, as opening does with `check`. A damaged index is a CorruptIndexError.
    """
    return WhooshEngine(settings, create=create, check=check)
