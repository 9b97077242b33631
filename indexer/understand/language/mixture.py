"""The languages of a text in parts of its own: a statement in English below its Indonesian translation, say.

A part is a line, or a stretch of some hundred characters of a long line. Parts with few letters are taken to be in the
language of the document, for a name or a slogan says little.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from indexer.understand.language.family import FAMILY, family_words, guess_family, looks_foreign, typical_share
from indexer.understand.language.function_words import LANGUAGES, most_function_words
from indexer.understand.language.profiles import SHARED, best_profile
from indexer.understand.language.scripts import LATIN, OWN_SCRIPTS, WORTH, main_script
from search.model import UNDETERMINED, LanguageShare

_PART = re.compile(r"[^\n]{1,500}(?:\s|$)|[^\n]{1,500}")
_LATIN_RUN = re.compile(r"[A-Za-z]+")
_PARTS = 40  # of a text are looked at; what follows is like what came before, or the text is a book
_LETTERS = 40  # that a part needs, to be asked for its language
_CALLS = 1  # of langdetect for one text: it takes longer than all the rest
_PROFILE_CHARS = 250  # which it looks at
_LEAST_SHARE = 0.1
_SURE = 0.9  # of langdetect
_SURE_OF_KIN = 0.99  # that a part is in another language of the family than the document
_TYPICAL = 0.3  # of the words of a part that is in a language of the family
_FOREIGN_TYPICAL = 0.1  # with more, a part is a list of names among words of the document
_FUNCTION_WORDS_TELL = frozenset(LANGUAGES)
_BELIEVED_BY_WORDS = frozenset({*LANGUAGES, *FAMILY})
_OTHER_SCRIPTS = frozenset(code for script in SHARED if script != LATIN for code in SHARED[script]) | OWN_SCRIPTS


def language_shares(text: str, language: str) -> tuple[LanguageShare, ...]:
    """The languages of `text` with their shares of its letters, largest first; `language` is that of the document.

    Languages of less than a tenth are left out; a text in one language has one, of which the share is 1. A text without
    letters, or in a language that nobody knows, has none.
    """
    if language == UNDETERMINED:
        return ()
    if language not in FAMILY and language not in SHARED[LATIN] and _is_hardly_latin(text):
        return (LanguageShare(language=language, share=1.0),)
    letters = Counter[str]()
    known = _KnownParts(language)
    for part in _parts(text):
        code = known.language_of(part)
        letters[code] += len(part) * WORTH.get(code, 1)
    whole = letters.total()
    kept = [(code, count / whole) for code, count in letters.items() if count >= _LEAST_SHARE * whole]
    if len(kept) < 2:
        return (LanguageShare(language=language, share=1.0),)
    ordered = sorted(kept, key=lambda each: (-each[1], each[0]))
    return tuple(LanguageShare(language=code, share=round(share, 2)) for code, share in ordered)


def _is_hardly_latin(text: str) -> bool:
    return sum(map(len, _LATIN_RUN.findall(text))) < _LEAST_SHARE * len(text)


def _parts(text: str) -> Iterator[str]:
    for number, match in enumerate(_PART.finditer(text)):
        if number == _PARTS:
            return
        if not match[0].isspace():
            yield match[0]


class _KnownParts:
    """Names the languages of the parts of one document."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._calls = _CALLS

    def language_of(self, part: str) -> str:
        script, _ = main_script(part)
        if script == LATIN:
            return self._latin(part)
        if script is None or self._language in SHARED.get(script, (script,)) or _letters(part) < _LETTERS:
            return self._language
        return self._profiled(part, script) if script in SHARED else script

    def _latin(self, part: str) -> str:
        words = family_words(part)
        if len("".join(words)) < _LETTERS:
            return self._language
        typical = typical_share(words)
        if typical >= _TYPICAL:
            return self._in_family(words)
        if self._language in _FUNCTION_WORDS_TELL:
            return most_function_words(words)[0] or self._language
        return self._language if typical >= _FOREIGN_TYPICAL else self._foreign(part, words)

    def _foreign(self, part: str, words: Sequence[str]) -> str:
        """What a part without words of the family is in, where that says something: in a Hausa text it may be Hausa."""
        if self._language not in FAMILY and self._language not in _OTHER_SCRIPTS:
            return self._language
        return most_function_words(words)[0] or self._profiled(part, LATIN)

    def _in_family(self, words: Sequence[str]) -> str:
        if self._language in FAMILY and not looks_foreign(words, self._language):
            return self._language
        family = guess_family(words)
        is_sure = family.probability >= _SURE_OF_KIN or self._language not in FAMILY
        return family.language if is_sure else self._language

    def _profiled(self, part: str, script: str) -> str:
        """What langdetect says, as long as it may be asked; the document's language where it is not sure.

        A language that has no function word in the part is not believed: the part is a list of names.
        """
        if not self._calls:
            return self._language
        self._calls -= 1
        best = best_profile(part[:_PROFILE_CHARS], script)
        return best[0] if best and best[1] >= _SURE and best[0] not in _BELIEVED_BY_WORDS else self._language


def _letters(part: str) -> int:
    return sum(map(str.isalpha, part))
