"""Who published the article: what the source says, else its address, else its dateline, else the run's default.

A house ("Kompas") has several newsrooms: where one of the weaker signs names one of them, that is the outlet, else the
article is left at the house.
"""

from __future__ import annotations

from collections.abc import Iterator

from indexer.understand.defaults import Defaults
from search.model import Dateline, OutletRef, RawArticle
from search.outlets import Outlet, default_outlets
from search.urls import url_host


def find_outlet(raw: RawArticle, dateline: Dateline | None, defaults: Defaults) -> OutletRef | None:
    """The outlet by the strongest evidence there is; None where nothing says it."""
    said = list(_said(raw, dateline, defaults))
    if not said:
        return None
    best, *others = said
    is_house = not best.is_listed and best.group is not None
    newsrooms = (other for other in others if is_house and other.is_listed and other.group == best.group)
    return next(newsrooms, best).ref


def is_known_outlet(name: str) -> bool:
    """Whether the registry knows an outlet or a house of this name."""
    return bool(default_outlets().find(name))


def _said(raw: RawArticle, dateline: Dateline | None, defaults: Defaults) -> Iterator[Outlet]:
    """The outlets that the article's signs name, the strongest sign first."""
    known = default_outlets()
    host = url_host(raw.url) if raw.url else None
    by_url = known.by_url(raw.url) if raw.url and host else None
    in_text = dateline.outlet if dateline else None
    for name in (raw.outlet, host, in_text, defaults.outlet):
        if name is None or not name.strip(" -"):
            continue
        outlet = by_url if name is host and by_url else known.resolve(name.strip())
        if outlet.id:
            yield outlet
