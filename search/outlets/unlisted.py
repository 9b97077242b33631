"""The id of an outlet in no list: one, whether it signs with its name or with its domain.

"Infonesia", "infonesia.xyz" and "https://www.infonesia.xyz" are `infonesia`; "Kabar Samudra", "KabarSamudra" and
"kabar-samudra.com" are `kabarsamudra`: a name is folded and its words are joined, of a domain the label that somebody
chose is taken the same way. Of domains whose label says nothing (news.example, a blog of a platform) the whole is kept.
"""

from __future__ import annotations

import re

from search.folding import fold, fold_name

MAX_ID_CHARS = 100

_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]+")
_SCHEME = re.compile(r"^[a-z]+://")
_MIRRORS = re.compile(r"^(?:(?:www\d?|m|amp|mobile)\.)+(?=[^.]+\.)")  # hosts that show the same site
_MIN_LABEL_CHARS = 3
_REGISTRIES = "ac biz co com desa edu gob go gov id info mil my ne net nom or org press sch tv web"
_CALLED_BY_MANY = """
berita blog blogs forum harian info kabar koran live mail media news online portal post press radar radio site times
today tribun tv warta web
"""
_PLATFORMS = """
blogspot blogger facebook github google instagram kompasiana linkedin livejournal medium netlify pages substack telegram
threads tiktok tumblr twitter vercel weebly wixsite wordpress youtube
"""  # where everybody may have a page
_SECOND_LEVEL = frozenset(_REGISTRIES.split())
_NO_NAMES = frozenset([*_CALLED_BY_MANY.split(), *_PLATFORMS.split()])


def domain_of(address: str) -> str | None:
    """The host that `address` is, as one writes it: without scheme, `www.` and final slash; None for what is none."""
    host = plain_host(_SCHEME.sub("", fold(address).strip()).rstrip("/"))
    return host if _DOMAIN.fullmatch(host) else None


def plain_host(host: str) -> str:
    """`host` without the prefixes under which the same site is shown for other screens."""
    return _MIRRORS.sub("", host)


def joined(name: str) -> str:
    """`name` folded and without spaces, as names are compared: "CNN Indonesia" and "CNNIndonesia" are one."""
    return fold_name(name).replace(" ", "")


def unlisted_id(name: str) -> str:
    """The id by the name or the domain alone; '' for a name without letters and digits."""
    domain = domain_of(name)
    label = _label(domain) if domain else joined(name)
    return (label or domain or "")[:MAX_ID_CHARS]


def _label(domain: str) -> str | None:
    """The part of a domain that names its outlet; None where it names nobody."""
    *labels, _ = domain.split(".")
    while len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
        labels.pop()
    label = labels[-1]
    return joined(label) if len(label) >= _MIN_LABEL_CHARS and label not in _NO_NAMES else None
