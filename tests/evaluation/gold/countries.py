"""The countries that 40 news documents name, read in English; the same documents exist in the other languages.

A language ("studying German"), a currency and a city that is only where something happens name no country. England is
part of what newsrooms call Inggris, Англия or İngiltere, and counts as the United Kingdom; Scotland and Wales do not.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

COUNTRIES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "abcnews.306755": frozenset({"country:US"}),
        "abcnews.306758": frozenset({"country:MX"}),
        "abcnews.306774": frozenset({"country:AR", "country:UZ"}),
        "bbc.381646": frozenset({"country:AU", "country:US"}),
        "bbc.381692": frozenset({"country:DE", "country:GB"}),
        "bbc.381735": frozenset(),
        "bbc.381736": frozenset({"country:CN", "country:KP", "country:KR", "country:SG", "country:US"}),
        "bbc.381749": frozenset({"country:GB", "country:IE"}),
        "bbc.381765": frozenset(),
        "bbc.381790": frozenset(),
        "cbsnews.248384": frozenset(),
        "cbsnews.248387": frozenset(),
        "cbsnews.248411": frozenset({"country:FM", "country:PG", "country:US"}),
        "cnbc.com.6784": frozenset(),
        "cnn.304400": frozenset(),
        "cnn.304447": frozenset(),
        "dailymail.co.uk.298696": frozenset({"country:CA", "country:GB", "country:IE"}),
        "dailymail.co.uk.298759": frozenset({"country:US"}),
        "euronews-en.153826": frozenset(
            {"country:DK", "country:ES", "country:FR", "country:GB", "country:IT", "country:US"}
        ),
        "euronews-en.153835": frozenset({"country:ID"}),
        "guardian.221754": frozenset({"country:GB"}),
        "independent.226317": frozenset(),
        "independent.226346": frozenset({"country:GB"}),
        "newsweek.51310": frozenset(),
        "newsweek.51328": frozenset({"country:US"}),
        "nytimes.184830": frozenset({"country:DE", "country:RU", "country:US"}),
        "nytimes.184860": frozenset({"country:ID"}),
        "reuters.218861": frozenset(
            {"country:CN", "country:KP", "country:KR", "country:RU", "country:SG", "country:US"}
        ),
        "reuters.218914": frozenset({"country:US"}),
        "reuters.218933": frozenset({"country:CN", "country:US"}),
        "rt.com.91350": frozenset({"country:DE"}),
        "scotsman.133744": frozenset({"country:GB"}),
        "scotsman.133753": frozenset({"country:GB", "country:US"}),
        "scotsman.133773": frozenset({"country:GB"}),
        "scotsman.133783": frozenset({"country:GB"}),
        "scotsman.133791": frozenset({"country:CO"}),
        "scotsman.133801": frozenset({"country:AT", "country:ES"}),
        "telegraph.405401": frozenset({"country:GB"}),
        "telegraph.405413": frozenset({"country:US"}),
        "upi.176249": frozenset({"country:BE", "country:IT"}),
    }
)
