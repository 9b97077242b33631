"""Which script a text is written in, by its letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

LATIN = "latin"

_SCRIPTS = re.compile(
    "(?P<latin>[A-Za-z\u00aa-\u024f\u1e00-\u1eff]+)|(?P<ja>[\u3041-\u30ff]+)|(?P<zh>[\u3400-\u9fff\uf900-\ufaff]+)"
    "|(?P<ko>[\u1100-\u11ff\uac00-\ud7af]+)|(?P<arabic>[\u0620-\u06ff\ufb50-\ufdff\ufe70-\ufefc]+)"
    "|(?P<cyrillic>[\u0400-\u052f]+)|(?P<devanagari>[\u0900-\u097f]+)|(?P<th>[\u0e01-\u0e4e]+)|(?P<el>[\u0370-\u03ff]+)"
    "|(?P<he>[\u05d0-\u05ea]+)|(?P<ka>[\u10a0-\u10ff]+)|(?P<hy>[\u0531-\u0587]+)|(?P<km>[\u1780-\u17d3]+)"
    "|(?P<lo>[\u0e81-\u0edf]+)|(?P<my>[\u1000-\u109f]+)|(?P<bn>[\u0980-\u09ff]+)|(?P<ta>[\u0b80-\u0bff]+)"
    "|(?P<te>[\u0c00-\u0c7f]+)|(?P<ml>[\u0d00-\u0d7f]+)|(?P<gu>[\u0a80-\u0aff]+)|(?P<pa>[\u0a00-\u0a7f]+)"
    "|(?P<kn>[\u0c80-\u0cff]+)|(?P<si>[\u0d80-\u0dff]+)|(?P<am>[\u1200-\u137f]+)"
)
OWN_SCRIPTS = frozenset(_SCRIPTS.groupindex) - {LATIN, "arabic", "cyrillic", "devanagari"}
"""The languages that alone write their script."""

_NOT_LATIN = re.compile("[\u0370-\u1dff\u2c80-\u2dff\u3041-\ud7ff\uf900-\ufefc]")  # one search is a tenth of a count
WORTH: Mapping[str, int] = MappingProxyType({"zh": 3, "ja": 2, "ko": 2})
"""How many letters of other scripts say as much as a character of these."""


def main_script(text: str) -> tuple[str | None, float]:
    """The script of most letters, with its share of them; None and 0 where there is no letter.

    A script that one language writes is called by that language: "ko", "th", "zh".
    """
    if _NOT_LATIN.search(text) is None:
        return (LATIN, 1.0) if any(map(str.isalpha, text)) else (None, 0.0)
    letters = Counter[str]()
    for match in _SCRIPTS.finditer(text):
        script = str(match.lastgroup)
        letters[script] += (match.end() - match.start()) * WORTH.get(script, 1)
    if not letters:
        return None, 0.0
    script, count = letters.most_common(1)[0]
    if script == "zh" and letters["ja"] * 10 > count:
        return "ja", (count + letters["ja"]) / letters.total()  # Japanese may have more Han characters than kana
    return script, count / letters.total()
