"""langdetect, one factory for each script that several languages share: seeded, in a fixed order, few profiles each."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import langdetect
from langdetect.detector_factory import DetectorFactory
from langdetect.lang_detect_exception import LangDetectException

SHARED: Mapping[str, tuple[str, ...]] = MappingProxyType(
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

_TRIALS = 3  # langdetect's seven say the same and take twice as long


def best_profile(sample: str, script: str) -> tuple[str, float] | None:
    """The likeliest language of a script in `SHARED` and its probability; None where langdetect finds nothing."""
    detector = _factory(script).create()
    detector.n_trial = _TRIALS
    detector.append(sample)
    try:
        best = detector.get_probabilities()[0]
    except (LangDetectException, IndexError):
        return None
    return best.lang, min(1.0, best.prob)


@functools.cache
def _factory(script: str) -> DetectorFactory:
    """A detector factory with the profiles of one script, always in the same order."""
    factory = DetectorFactory()
    factory.load_json_profile([_profile(code) for code in SHARED[script]])
    factory.set_seed(0)
    return factory


def _profile(code: str) -> str:
    path = Path(langdetect.__file__).parent / "profiles" / code
    return path.read_text(encoding="utf-8")
