"""Who published the article: what the source says, its address, dateline or signature, the run's default, its words.

A house ("Kompas") has several newsrooms: where one of the weaker signs names one of them, that is the outlet, else the
article is left at the house.
"""

from __future__ import annotations

from collections.abc import Iterator

from indexer.understand.defaults import Defaults
from indexer.understand.selfnaming import signed, spoken_to
from search.model import Dateline, OutletRef, RawArticle
from search.outlets import Outlet, default_outlets
from search.outlets.unlisted import joined
from search.urls import url_host


def find_outlet(
    raw: RawArticle, dateline: Dateline | None, defaults: Defaults, *, text: str = "", start: int = 0
) -> OutletRef | None:
    """The outlet by the strongest evidence there is, also in `text` from `start` on; None where nothing says it."""
    said = _said(raw, dateline, defaults, text, start)
    best = next(said, None)
    if best is None:
        return None
    is_house = not best.is_listed and best.group is not None
    newsrooms = (other for other in said if is_house and other.is_listed and other.group == best.group)
    return next(newsrooms, best).ref


def is_known_outlet(name: str, *, given: str | None = None) -> bool:
    """Whether the registry knows an outlet or a house of this name, or it is that which the source gives."""
    return (given is not None and joined(name) == joined(given)) or bool(default_outlets().find(name))


def _said(raw: RawArticle, dateline: Dateline | None, defaults: Defaults, text: str, start: int) -> Iterator[Outlet]:
    """The outlets that the article's signs name, the strongest sign first."""
    known = default_outlets()
    host = url_host(raw.url) if raw.url else None
    by_url = known.by_url(raw.url) if raw.url and host else None
    in_dateline = dateline.outlet if dateline else None
    yield from _resolved(raw.outlet)
    yield from (by_url,) if by_url else _resolved(host)
    yield from _resolved(in_dateline)
    yield from signed(text, start=start)
    yield from _resolved(defaults.outlet)
    yield from spoken_to(text, start=start)


def _resolved(name: str | None) -> Iterator[Outlet]:
    if name is None or not name.strip(" -"):
        return
    outlet = default_outlets().resolve(name.strip())
    if outlet.id:
        yield outlet
