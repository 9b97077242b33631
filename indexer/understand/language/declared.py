"""Languages as sources name them: "id-ID", "ind", "Bahasa Indonesia"."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from types import MappingProxyType

from babel import Locale

from search.model import UNDETERMINED

_DECLARED = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{1,8})*", re.IGNORECASE | re.ASCII)
_OTHER_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "in": "id", "ind": "id", "indonesian": "id", "indonesia": "id", "bahasa indonesia": "id",
        "may": "ms", "msa": "ms", "zsm": "ms", "malay": "ms", "melayu": "ms", "bahasa melayu": "ms",
        "jav": "jv", "jw": "jv", "javanese": "jv", "jawa": "jv", "sun": "su", "sundanese": "su", "sunda": "su",
        "eng": "en", "english": "en", "inggris": "en", "ara": "ar", "arabic": "ar", "arab": "ar",
        "chi": "zh", "zho": "zh", "cmn": "zh", "chinese": "zh", "jpn": "ja", "jp": "ja", "japanese": "ja",
        "kor": "ko", "kr": "ko", "korean": "ko", "rus": "ru", "russian": "ru", "fre": "fr", "fra": "fr", "french": "fr",
        "ger": "de", "deu": "de", "german": "de", "spa": "es", "spanish": "es", "por": "pt", "portuguese": "pt",
        "ita": "it", "dut": "nl", "nld": "nl", "dutch": "nl", "tur": "tr", "turkish": "tr", "per": "fa", "fas": "fa",
        "persian": "fa", "farsi": "fa", "hin": "hi", "hindi": "hi", "tha": "th", "thai": "th", "vie": "vi",
        "vietnamese": "vi", "tgl": "tl", "fil": "tl", "iw": "he", "heb": "he",
    }
)  # fmt: skip
_NO_LANGUAGE = frozenset({"", "-", UNDETERMINED, "zxx", "mul", "mis", "xx"})


def declared_language(name: str) -> str | None:
    """The code of a language as a source may name it: "id-ID", "ind", "Bahasa Indonesia"; None for an unknown one."""
    plain = " ".join(name.casefold().split())
    if plain in _OTHER_NAMES:
        return _OTHER_NAMES[plain]
    match = _DECLARED.fullmatch(plain)
    if match is None:
        return None
    code = _OTHER_NAMES.get(match[1], match[1])
    return code if code in _known_codes() else None


def says_nothing(name: str | None) -> bool:
    """Whether a language field is as good as empty."""
    return name is None or name.strip().casefold() in _NO_LANGUAGE


@functools.cache
def _known_codes() -> frozenset[str]:
    return frozenset(code for code in map(str, Locale("en").languages) if "_" not in code)
