"""Who published an article: from its text alone, from its address alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from indexer.understand import understand
from indexer.understand.datelines import find_dateline
from indexer.understand.outlet import find_outlet, is_known_outlet
from indexer.understand.reading import read
from search.model import OutletRef, RawArticle
from search.outlets import Outlet, default_outlets
from tests.builders import raw
from tests.evaluation.articles import ARTICLES, DEFAULTS, RealArticle, real_articles
from tests.evaluation.gold.outlets import NOT_SAID, SAID
from tests.evaluation.measure import DATA, Measure, Outcome, share

HEADLINES = DATA / "headlines"
FEEDS = DATA / "rss"
EDGE_CHARS = 150
SHORT = {"CNN": "cnnindonesia.com", "CNBC": "cnbcindonesia.com"}  # what the headlines call theirs


def told_by_us() -> Outcome:
    read = [(text, wanted, understand(raw(text), defaults=DEFAULTS).outlet) for text, wanted in SAID]
    read += [(text, None, understand(raw(text), defaults=DEFAULTS).outlet) for text in NOT_SAID]
    wrong = tuple(f"{text}: {found and found.id}" for text, wanted, found in read if (found and found.id) != wanted)
    return share(len(read) - len(wrong), len(read), *wrong)


def told_in_text() -> Outcome:
    """Of the articles that name their outlet where one signs (in a dateline, byline, signature, copyright)."""
    return _right((one, _by_text(one)) for one in real_articles() if _signs(one))


def found_in_text() -> Outcome:
    """Of the outlets that are found by nothing but the text, those that are right, or of the right house."""
    found = [(one, ref) for one in real_articles() if (ref := _by_text(one))]
    wrong = tuple(f"{one['id']}: {ref.id}" for one, ref in found if not _is_of(ref, _gold(one["outlet"])))
    return share(len(found) - len(wrong), len(found), *wrong)


def by_address() -> Outcome:
    """Of all addresses, those of articles, of headlines and of feeds."""
    places = [(one["id"], one["url"], one["outlet"]) for one in real_articles() if one["url"]]
    places += [(url, url, outlet) for outlet, url in _headlines()]
    places += [(url, url, "tempo.co") for url in _feeds()]
    wrong = tuple(
        f"{name}: {ref and ref.id}"
        for name, url, outlet in places
        if not _is_of(ref := _outlet(raw("Isi.", url=url)), _gold(outlet))
    )
    return share(len(places) - len(wrong), len(places), *wrong)


def _right(read: Iterable[tuple[RealArticle, OutletRef | None]]) -> Outcome:
    read = list(read)
    wrong = tuple(
        f"{one['id']} of {one['outlet']}: {ref and ref.id}"
        for one, ref in read
        if ref is None or ref.id != _gold(one["outlet"]).id
    )
    return share(len(read) - len(wrong), len(read), *wrong)


@cache
def _texts() -> dict[str, OutletRef | None]:
    return {one["id"]: _outlet(raw(one["body"])) for one in real_articles()}


def _outlet(article: RawArticle) -> OutletRef | None:
    """As `understand` finds it, without everything else."""
    text = read(article.text).text
    dateline = find_dateline(text, is_outlet=is_known_outlet)
    return find_outlet(article, dateline, DEFAULTS, text=text)


def _by_text(one: RealArticle) -> OutletRef | None:
    return _texts()[one["id"]]


def _gold(outlet: str) -> Outlet:
    return default_outlets().resolve(SHORT.get(outlet, outlet))


def _is_of(ref: OutletRef | None, gold: Outlet) -> bool:
    return ref is not None and (ref.id == gold.id or (gold.group is not None and ref.group == gold.group))


def _signs(one: RealArticle) -> bool:
    """Whether the name stands whole before a dash or in a signature or copyright at one of the ends of the text."""
    gold = _gold(one["outlet"])
    names = "|".join(re.escape(name) for name in (gold.name, gold.id, *gold.forms))
    end = one["body"].rstrip()[-EDGE_CHARS:]
    opening = rf"\b(?:{names})\b[^.?!\n]{{0,25}}\s?(?:-|–|—)\s|Laporan \w+ (?:{names}),|\((?:{names})\) ?[-–]"
    signature = rf"\((?:{names})(?:/[^()]*)?\)[\s.*]*$|(?:[Cc]opyright|©).{{0,15}}(?:{names})"
    is_opened = re.search(opening, one["body"][:EDGE_CHARS], re.IGNORECASE) is not None
    return is_opened or re.search(signature, end, re.IGNORECASE) is not None


def _headlines() -> list[tuple[str, str]]:
    """Outlet and address."""
    lines = [line for path in sorted(HEADLINES.glob("*.tsv")) for line in path.read_text("utf-8").split("\n")[1:]]
    fields = [line.split("\t") for line in lines if line.count("\t") == 4]
    return [(outlet, url) for _, _, outlet, _, url in fields if url]


def _feeds() -> list[str]:
    texts = (path.read_text("utf-8") for path in sorted(FEEDS.glob("*.xml")))
    return [url for text in texts for url in re.findall(r"<link>([^<]+)</link>", text)]


MEASURES = (
    Measure(
        part="outlets", gold="stories of our own that say whose they are", figure="accuracy",
        bar=0.99, floor=1.0, run=told_by_us,
    ),
    Measure(
        part="outlets", gold="real articles that sign, by the text alone", figure="accuracy",
        bar=0.99, floor=0.99, run=told_in_text, needs=ARTICLES,
    ),
    Measure(
        part="outlets", gold="outlets found by the text alone", figure="precision",
        bar=0.95, floor=0.95, run=found_in_text, needs=ARTICLES,
    ),
    Measure(
        part="outlets", gold="addresses of articles, headlines, feeds", figure="accuracy",
        bar=0.99, floor=0.99, run=by_address, needs=HEADLINES,
    ),
)  # fmt: skip
