"""Which language a text is in: script first, then Indonesian function words, then langdetect.

A script that one language writes (Hangul, kana, Thai) decides at once; a text with enough Indonesian function words is
Indonesian; the rest is langdetect's, one factory for each script that several languages share. Everything is seeded
and sorted, so that the same text has the same language on every machine. Malay comes out as "id" unless declared.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import langdetect
from babel import Locale
from langdetect.detector_factory import DetectorFactory
from langdetect.lang_detect_exception import LangDetectException

from indexer.understand.words import words
from search.model import UNDETERMINED

_SAMPLE_CHARS = 500  # as much as langdetect gains from
_TRIALS = 3
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

_SCRIPTS = re.compile(
    "(?P<latin>[A-Za-z\u00aa-\u024f\u1e00-\u1eff]+)|(?P<ja>[\u3041-\u30ff]+)|(?P<zh>[\u3400-\u9fff\uf900-\ufaff]+)"
    "|(?P<ko>[\u1100-\u11ff\uac00-\ud7af]+)|(?P<arabic>[\u0620-\u06ff\ufb50-\ufdff\ufe70-\ufefc]+)"
    "|(?P<cyrillic>[\u0400-\u052f]+)|(?P<devanagari>[\u0900-\u097f]+)|(?P<th>[\u0e01-\u0e4e]+)|(?P<el>[\u0370-\u03ff]+)"
    "|(?P<he>[\u05d0-\u05ea]+)|(?P<ka>[\u10a0-\u10ff]+)|(?P<hy>[\u0531-\u0587]+)|(?P<km>[\u1780-\u17d3]+)"
    "|(?P<lo>[\u0e81-\u0edf]+)|(?P<my>[\u1000-\u109f]+)|(?P<bn>[\u0980-\u09ff]+)|(?P<ta>[\u0b80-\u0bff]+)"
    "|(?P<te>[\u0c00-\u0c7f]+)|(?P<ml>[\u0d00-\u0d7f]+)|(?P<gu>[\u0a80-\u0aff]+)|(?P<pa>[\u0a00-\u0a7f]+)"
    "|(?P<kn>[\u0c80-\u0cff]+)|(?P<si>[\u0d80-\u0dff]+)|(?P<am>[\u1200-\u137f]+)"
)
_SHARED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "arabic": ("ar", "fa", "ur"),
        "cyrillic": ("bg", "mk", "ru", "uk"),
        "devanagari": ("hi", "mr", "ne"),
        "latin": (
            "af", "ca", "cs", "cy", "da", "de", "en", "es", "et", "fi", "fr", "hr", "hu", "id", "it", "lt", "lv", "nl",
            "no", "pl", "pt", "ro", "sk", "sl", "so", "sq", "sv", "sw", "tl", "tr", "vi",
        ),
    }
)  # fmt: skip
"""The scripts that several languages share, and langdetect's profiles for them."""

_WORD = re.compile(r"[A-Za-z]+")
_INDONESIAN = words(
    "yang dan di ke dari untuk dengan pada ini itu dalam tidak akan juga oleh sebagai adalah telah sudah bisa dapat "
    "karena saat seperti tersebut atau ada para kata mengatakan menjadi secara serta bahwa saya kami kita mereka ia "
    "dia lebih masih hanya namun setelah sebelum antara hingga sejak yakni yaitu pun"
)
_FAST_MIN_WORDS = 12
_FAST_SHARE = 0.12


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """A language (BCP 47, or "und") and how sure it is, 0 to 1."""

    language: str
    confidence: float


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


def detect_language(text: str) -> LanguageGuess:
    """The language of `text` by its opening; "und" with confidence 0 where there is no letter."""
    sample = " ".join(text[: 4 * _SAMPLE_CHARS].split())[:_SAMPLE_CHARS]
    letters = Counter[str]()
    for match in _SCRIPTS.finditer(sample):
        letters[str(match.lastgroup)] += match.end() - match.start()
    if not letters:
        return LanguageGuess(UNDETERMINED, 0.0)
    script, count = letters.most_common(1)[0]
    if script == "zh" and letters["ja"] * 10 > count:
        script = "ja"  # Japanese may have more Han characters than kana
    if script not in _SHARED:
        return LanguageGuess(script, round(count / letters.total(), 4))
    if script == "latin" and (share := _indonesian_share(sample)) >= _FAST_SHARE:
        return LanguageGuess("id", min(1.0, round(0.9 + share / 2, 4)))
    return _by_langdetect(sample, script)


def _indonesian_share(sample: str) -> float:
    """The share of Indonesian function words; 0 where there are too few words to tell."""
    words = _WORD.findall(sample.lower())
    return sum(word in _INDONESIAN for word in words) / len(words) if len(words) >= _FAST_MIN_WORDS else 0.0


@functools.cache
def _known_codes() -> frozenset[str]:
    return frozenset(code for code in map(str, Locale("en").languages) if "_" not in code)


def _by_langdetect(sample: str, script: str) -> LanguageGuess:
    detector = _factory(script).create()
    detector.n_trial = _TRIALS
    detector.append(sample)
    try:
        best = detector.get_probabilities()[0]
    except (LangDetectException, IndexError):
        return LanguageGuess(UNDETERMINED, 0.0)
    return LanguageGuess(best.lang, round(min(1.0, best.prob), 4))


@functools.cache
def _factory(script: str) -> DetectorFactory:
    """A detector factory with the profiles of one script, always in the same order."""
    factory = DetectorFactory()
    factory.load_json_profile([_profile(code) for code in _SHARED[script]])
    factory.set_seed(0)
    return factory


def _profile(code: str) -> str:
    path = Path(langdetect.__file__).parent / "profiles" / code
    return path.read_text(encoding="utf-8")
