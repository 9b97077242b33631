"""What two spellings of one name have in common, in any of three scripts: its consonants.

"Zelenskyy", "Selenskyj" and "Зеленский" are nearly one skeleton; "Soeharto" and "Suharto" are one. A skeleton is for
suggesting that two names may be one, never for deciding it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from search.folding import fold_name

_CYRILLIC: Mapping[int, str] = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "e", "ж": "j", "з": "z",
        "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
        "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "c", "ш": "s", "щ": "s", "ъ": "", "ы": "i",
        "ь": "", "э": "e", "ю": "u", "я": "a",
    }
)  # fmt: skip
_ARABIC: Mapping[int, str] = str.maketrans(
    {
        "ا": "a", "أ": "a", "إ": "a", "آ": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "s", "ج": "j", "چ": "c", "ح": "h",
        "خ": "h", "د": "d", "ذ": "z", "ر": "r", "ز": "z", "ژ": "z", "س": "s", "ش": "s", "ص": "s", "ض": "d", "ط": "t",
        "ظ": "z", "ع": "a", "غ": "g", "ف": "f", "ق": "k", "ک": "k", "ك": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n",
        "و": "u", "ه": "h", "ة": "a", "ي": "i", "ى": "i", "ی": "i", "ئ": "i", "ؤ": "u", "ء": "",
    }
)  # fmt: skip
_OLD_SPELLING = (
    ("zh", "j"),
    ("tj", "c"),
    ("dj", "j"),
    ("sj", "s"),
    ("nj", "n"),
    ("ch", "c"),
    ("kh", "h"),
    ("sh", "s"),
    ("sy", "s"),
)
_LIKE = str.maketrans({"v": "f", "w": "f", "p": "f", "q": "k", "x": "ks", "z": "s", "y": "i"})
_SILENT = re.compile(r"[aeiou']|(?<=[bcdfgjklmnprst])h|h(?![aeiou])")
_DOUBLE = re.compile(r"(.)\1+")
_MUHAMMAD = frozenset({"muhammad", "mohammad", "mohamad", "mohammed", "mohamed", "muhamad", "mochamad", "moch", "moh"})
_MIN_WORDS = 2


def latin(name: str) -> str:
    """`name` folded, Cyrillic and Arabic letters as Latin ones; other scripts stay."""
    folded = fold_name(name)
    return folded if folded.isascii() else folded.translate(_CYRILLIC).translate(_ARABIC)


def skeleton(name: str) -> tuple[str, ...]:
    """The consonants of each word of `name`, without initials and without Muhammad before a longer name."""
    words = [word for word in latin(name).split() if len(word) > 1]
    if len(words) > _MIN_WORDS and words[0] in _MUHAMMAD:
        words = words[1:]
    return tuple(part for part in map(_consonants, words) if part)


def _consonants(word: str) -> str:
    for old, new in _OLD_SPELLING:
        word = word.replace(old, new)
    word = word.translate(_LIKE)
    return _DOUBLE.sub(r"\1", word[0] + _SILENT.sub("", word[1:]))
