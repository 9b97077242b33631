"""The language of a text by its opening."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.understand.language.family import family_words, guess_family, typical_share
from indexer.understand.language.function_words import most_function_words
from indexer.understand.language.profiles import SHARED, best_profile
from indexer.understand.language.scripts import LATIN, main_script
from search.model import UNDETERMINED

_SAMPLE_CHARS = 400
_PROFILE_CHARS = 250  # langdetect gains nothing from more, and takes twice as long
_SECOND_LOOK_CHARS = 1600  # where the opening leaves it open which of the family it is
_SURE = 0.95
_LONG = 80  # words of a text that leaves no doubt when it is Malay: one that leaves some is Indonesian

_TYPICAL = 0.25  # of the words: the text is of the family, whatever langdetect would say; Swahili reaches 0.2 at most
_HALF_TYPICAL = 0.15  # enough where langdetect's answer is one that it gives for names among Indonesian words
_MISTAKEN = frozenset({"tl", "af", "et", "fi", "hr", "sq", "sl", "no", "da", "cy", "lt", "lv"})


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """A language (BCP 47, or "und") and how sure it is, 0 to 1."""

    language: str
    confidence: float


def detect_language(text: str) -> LanguageGuess:
    """The language of `text` by its opening; "und" with confidence 0 where there is no letter."""
    sample = opening(text, _SAMPLE_CHARS)
    script, share = main_script(sample)
    if script is None:
        return LanguageGuess(UNDETERMINED, 0.0)
    if script not in SHARED:
        return LanguageGuess(script, round(share, 4))
    if script != LATIN:
        return _profiled(sample, script)
    return _latin(text, sample)


def _latin(text: str, sample: str) -> LanguageGuess:
    words = family_words(sample)
    typical = typical_share(words)
    if typical < _TYPICAL:
        guess = _by_function_words(words) or _profiled(sample, LATIN)
        if guess.language != "id" and (guess.language not in _MISTAKEN or typical < _HALF_TYPICAL):
            return guess
    family = guess_family(words)
    if family.probability < _SURE:
        words = family_words(opening(text, _SECOND_LOOK_CHARS))
        family = guess_family(words)
        if family.probability < _SURE and len(words) >= _LONG:
            return LanguageGuess("id", round(family.indonesian, 4))
    return LanguageGuess(family.language, round(family.probability, 4))


def _by_function_words(words: Sequence[str]) -> LanguageGuess | None:
    """The language whose function words abound, if there is but one: ten times as quick as langdetect."""
    language, share = most_function_words(words)
    return LanguageGuess(language, min(1.0, round(0.9 + share / 5, 4))) if language else None


def opening(text: str, chars: int) -> str:
    """The first characters of `text` with single spaces."""
    return " ".join(text[: 4 * chars].split())[:chars]


def _profiled(sample: str, script: str) -> LanguageGuess:
    best = best_profile(sample[:_PROFILE_CHARS], script)
    return LanguageGuess(best[0], round(best[1], 4)) if best else LanguageGuess(UNDETERMINED, 0.0)
