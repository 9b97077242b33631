"""Who published the article: what the source says, else its address, else its dateline, else the run's default."""

from __future__ import annotations

from indexer.understand.defaults import Defaults
from search.folding import fold
from search.model import Dateline, OutletRef, RawArticle
from search.urls import url_host


def find_outlet(raw: RawArticle, dateline: Dateline | None, defaults: Defaults) -> OutletRef | None:
    """The outlet by the strongest evidence there is; None where nothing says it."""
    names = (raw.outlet, url_host(raw.url) if raw.url else None, dateline and dateline.outlet, defaults.outlet)
    named = next((name.strip() for name in names if name and name.strip(" -")), None)
    return None if named is None else OutletRef(id=fold(named).replace(" ", "-"), name=named)
