"""What an analyzer is: the stems of one language.

`Analyzer` itself only folds, which is right for languages without a stemmer and for scripts that are cut into pairs.
Languages that have one override `_stem_word`; caching, parts of hyphenated words, numbers and cased tokens are the same
for all.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping, Sequence
from itertools import islice

import regex

from search.analysis.amounts import is_amount, plain_amount
from search.analysis.capitals import cased_terms
from search.analysis.tokens import SPACELESS, Token, hyphenated, tokenize

_MAX_REMEMBERED = 1_000_000  # stems; an archive of a million articles has about as many words, in 120 MB
_NO_WORD = regex.compile(rf"(?V1)[\p{{N}}./,{SPACELESS}]")


class Analyzer:
    """Folding only: every word is its own stem. Safe to share between threads."""

    stems = False  # whether a stem may differ from its word
    version = 2  # raised whenever a stem of this class may change

    def __init__(self, language: str, *, function_words: frozenset[str] = frozenset()) -> None:
        self.language = language
        self.function_words = function_words  # folded
        self._remembered: dict[str, str] = {}
        self._lock = threading.Lock()  # stemmers of libraries keep state

    @property
    def fingerprint(self) -> str:
        """Changes whenever a stem may change."""
        return f"{self.language}:fold-{self.version}"

    def stem(self, word: str) -> str:
        """The stem of a folded word; a word that has none is its own. Never ''."""
        if not self.stems:
            return word
        stem = self._remembered.get(word)
        return self._remember(word) if stem is None else stem

    def trace(self, stem: str) -> str:
        """A regular expression, linear, that is found in every word with this stem; '' if there is none.

        In folded words, that is, of ASCII letters and hyphens, or of Chinese, Japanese or Korean characters: of others
        nothing is said.
        """
        return "" if self.stems else re.escape(stem)

    def learn(self, stems: Mapping[str, str]) -> int:
        """Take over stems that an analyzer with this fingerprint found before; how many it now remembers first."""
        with self._lock:
            if len(self._remembered) + len(stems) > _MAX_REMEMBERED:
                return 0
            self._remembered = {**stems, **self._remembered}
            return len(stems)

    def remembered(self, *, after: int) -> list[tuple[str, str]]:
        """The words and stems that it remembers behind the first `after`, in the order they were found.

        All of them when it has forgotten since, which it does when they get too many.
        """
        with self._lock:
            size = len(self._remembered)
            count = size - after if after <= size else size
            newest = list(islice(reversed(self._remembered.items()), count))  # passing over the old ones takes long
        return newest[::-1]

    def can_stem(self, word: str) -> bool:
        """Whether other words may have the stem of `word`: if not, the stem field finds no more than the exact one."""
        return self.stems and (not _NO_WORD.search(word) or is_amount(word))

    def stem_tokens(self, text: str, tokens: Sequence[Token] | None = None) -> list[Token]:
        """The stem-field tokens of `text`, by position: the stem of each of its `tokens`, of words with hyphens also
        that of the whole at its first part, and `^BIN` where a short word in capitals stands out of its text."""
        tokens = tokenize(text) if tokens is None else tokens
        wholes = dict(hyphenated(text, tokens))
        cased = cased_terms(text, tokens)
        stems: list[Token] = []
        for i, token in enumerate(tokens):
            stem = self.stem(token.text)  # of acronyms too: the stem field then follows from the words alone
            stems.append(Token(stem, token.position, token.start, token.end))
            if i in wholes:
                parts = tokens[i : wholes[i] + 1]
                whole = self.stem("-".join(part.text for part in parts))
                if whole != stem:
                    stems.append(Token(whole, token.position, token.start, parts[-1].end))
            if i in cased:
                stems.append(Token(cased[i], token.position, token.start, token.end))
        return stems

    def _remember(self, word: str) -> str:
        with self._lock:
            stem = self._stem(word)
            if len(self._remembered) >= _MAX_REMEMBERED:
                self._remembered.clear()
            self._remembered[word] = stem
        return stem

    def _stem(self, word: str) -> str:
        if _NO_WORD.search(word):
            return plain_amount(word, language=self.language)
        return (self._stem_hyphenated(word) if "-" in word else self._stem_word(word)) or word

    def _stem_hyphenated(self, word: str) -> str:
        return "-".join(self._stem_word(part) or part for part in word.split("-"))

    def _stem_word(self, word: str) -> str:
        """The stem of a folded word of letters (and apostrophes); '' counts as none."""
        return word
