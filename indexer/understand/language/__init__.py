"""Which language a text is in: by script, by the words of Indonesian and its neighbours, and by langdetect.

A script that one language writes (Hangul, kana, Thai) decides at once. A text with enough words of Indonesian, Malay,
Javanese or Sundanese is in one of these, and `family.py` says in which; langdetect knows only the first of them. The
rest is langdetect's, one factory for each script that several languages share. Everything is seeded and sorted, so that
the same text has the same language on every machine. `mixture.py` finds the parts in another language.
"""

from __future__ import annotations

from indexer.understand.language.declared import declared_language, says_nothing
from indexer.understand.language.detection import LanguageGuess, detect_language
from indexer.understand.language.mixture import language_shares

__all__ = ["LanguageGuess", "declared_language", "detect_language", "language_shares", "says_nothing"]
