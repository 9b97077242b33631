"""When two addresses are one page: the canonical URL that ids are made of."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit

MAX_URL_CHARS = 2048

_SPACE = re.compile(r"\s")
_HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*[^\W_]")
_VIEW_PREFIXES = ("www.", "m.", "amp.", "mobile.")  # the same pages for another screen
_SAFE_IN_PATHS = "/%:@!$&'()*+,;=-._~"  # letters of other scripts come both plain and quoted
_DEFAULT_PORTS = (None, 80, 443)
_TRACKING = frozenset({"fbclid", "gclid", "igshid", "mc_cid", "mc_eid", "amp"})
_SAME_PAGE = frozenset({("page", "all"), ("outputtype", "amp")})


def canonical_url(url: str) -> str | None:
    """The one address of the page that `url` leads to; None for what is no address of a web page.

    https, the host in lower case without `www.`, `m.` and `amp.`, no fragment, no tracking parameters, no `/amp` and
    `?page=all`, no default port and no trailing slash. Parameters keep their order.
    """
    parts = _split(url.strip())
    if parts is None or parts.hostname is None:
        return None
    host = _plain_host(parts.hostname)
    port = "" if parts.port in _DEFAULT_PORTS else f":{parts.port}"
    query = urlencode([(name, value) for name, value in parse_qsl(parts.query, True) if _matters(name, value)])
    return f"https://{host}{port}{_plain_path(parts.path)}{query and f'?{query}'}"


def url_host(url: str) -> str | None:
    """The host of the canonical URL: "kompas.com" for "http://www.kompas.com/a"; None for what is no address."""
    canonical = canonical_url(url)
    return None if canonical is None else urlsplit(canonical).hostname


def _split(url: str) -> SplitResult | None:
    if len(url) > MAX_URL_CHARS or _SPACE.search(url):
        return None
    if url.startswith("//"):
        url = f"https:{url}"
    elif "://" not in url:
        if "@" in url.partition("/")[0]:
            return None  # an e-mail address
        url = f"https://{url}"
    try:
        parts = urlsplit(url)
        is_web = parts.scheme in ("http", "https") and parts.port != 0  # reading the port checks it
    except ValueError:
        return None
    return parts if is_web and _HOST.fullmatch(parts.hostname or "") else None


def _plain_host(host: str) -> str:
    host = host.lower()
    while host.startswith(_VIEW_PREFIXES) and host.count(".") > 1:
        host = host.partition(".")[2]
    return host


def _plain_path(path: str) -> str:
    path = quote(path, safe=_SAFE_IN_PATHS).rstrip("/")
    return path.removesuffix("/amp").rstrip("/")


def _matters(name: str, value: str) -> bool:
    name = name.lower()
    return not (name.startswith("utm_") or name in _TRACKING or (name, value.lower()) in _SAME_PAGE)
