"""What the tagger sees of a token: only the token itself, so that its share of every score is counted once for ever.

`form_features` are strings, which the model keeps by their checksums; `token_class` is one of few kinds, whose
neighbours count together.
"""

from __future__ import annotations

import re
import zlib

from indexer.understand.actors.cues import (
    FUNCTION_WORDS,
    NOT_IN_NAMES,
    OFFICE_WORDS,
    ORGANISATIONS,
    PARTICLES,
    ROLES,
    SAYS_AFTER,
    SAYS_BEFORE,
)
from indexer.understand.actors.lexicon import COLUMNS, Lexicon
from indexer.understand.cities import is_city
from indexer.understand.words import words

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
OFFSETS = (-2, -1, 0, 1, 2)

_PLACE_BEFORE = words("di ke dari asal in at from to")
_PLACE_HEADS = words(
    "kota kabupaten kecamatan desa kelurahan dusun kampung provinsi jalan jl gunung pulau sungai pantai danau laut "
    "teluk selat stadion bandara stasiun terminal pelabuhan gedung hotel kawasan wilayah distrik museum taman masjid"
)
_MARKS = {"\n": "break", ".": "stop", "!": "stop", "?": "stop", ",": "comma", "(": "open", ")": "shut", "/": "slash",
          "-": "dash", "–": "dash", "—": "dash", "&": "and"}  # fmt: skip
_QUOTES = frozenset("\"'“”‘’„`«»")
_LISTS = (
    ("function", FUNCTION_WORDS), ("not", NOT_IN_NAMES), ("office", OFFICE_WORDS), ("org", ORGANISATIONS),
    ("particle", PARTICLES), ("role", ROLES), ("after", SAYS_AFTER), ("before", SAYS_BEFORE), ("in", _PLACE_BEFORE),
    ("head", _PLACE_HEADS),
)  # fmt: skip
_RUNS = re.compile(r"(.)\1+")
_UPPER, _LOWER, _DIGIT = re.compile(r"[^\W\d_a-zß-ÿ]"), re.compile(r"[a-zß-ÿ]"), re.compile(r"\d")

CLASSES = (
    "other", "break", "stop", "comma", "open", "shut", "slash", "dash", "and", "quote", "number",
    "low", "low-function", "low-role", "low-org", "low-in", "low-head", "low-says",
    "cap", "cap-function", "cap-role", "cap-org", "cap-head", "cap-rare", "cap-some", "cap-often", "cap-mostly",
    "cap-always", "acronym", "acronym-role", "acronym-org", "initial",
)  # fmt: skip
_CLASS = {name: number for number, name in enumerate(CLASSES)}
_BY_MID = ("cap", "cap-rare", "cap-rare", "cap-some", "cap-often", "cap-mostly", "cap-always")


def checksum(feature: str) -> int:
    """The number that a feature is kept by."""
    return zlib.crc32(feature.encode())


def form_features(token: str, lexicon: Lexicon) -> list[str]:
    """What counts about `token` at any place near a name."""
    if not token[0].isalpha():
        return _features_of_other(token)
    lower = token.lower()
    shape = _shape(token)
    features = ["w" + lower, "f" + token, "s" + shape, "t" + _short(shape)]
    features += [f"p{lower[:size]}" for size in (2, 3, 4) if len(lower) > size]
    features += [f"e{lower[-size:]}" for size in (1, 2, 3, 4) if len(lower) > size]
    features += ["l" + name for name, listed in _LISTS if lower in listed]
    if token[0].isupper() and is_city(token):
        features.append("lcity")
    return features + _lexicon_features(token, lower, _short(shape), lexicon)


def _features_of_other(token: str) -> list[str]:
    if token[0].isdigit():
        return ["number", f"number{min(len(token), 5)}", "w" + token]
    kind = _MARKS.get(token, "quote" if token in _QUOTES else "other")
    return ["m" + kind, "w" + token]


def _lexicon_features(token: str, lower: str, shape: str, lexicon: Lexicon) -> list[str]:
    row = lexicon.row(token)
    features = []
    if row is not None:
        features = [f"{name}{value}" for name, value in zip(COLUMNS, row, strict=True)]
        features.append(f"{shape}+mid{row[0]}")
    small = lexicon.row(lower) if lower != token else row
    if small is not None:
        features += [f"{shape}+low{small[6]}", f"{shape}+lowlike{small[7]}"]
    elif row is None:
        features.append(shape + "+unknown")
    else:
        features.append(shape + "+nolow")
    return features


def _shape(token: str) -> str:
    return _RUNS.sub(r"\1\1", _LOWER.sub("x", _UPPER.sub("X", _DIGIT.sub("9", token))))


def _short(shape: str) -> str:
    return _RUNS.sub(r"\1", shape)


def token_class(token: str, lexicon: Lexicon) -> int:
    """The kind of `token`, a place in `CLASSES`."""
    return _CLASS[_class_name(token, lexicon)]


def _class_name(token: str, lexicon: Lexicon) -> str:
    first = token[0]
    if not first.isalpha():
        return "number" if first.isdigit() else _MARKS.get(token, "quote" if token in _QUOTES else "other")
    lower = token.lower()
    if first.islower():
        return "low" + _kind(lower, ("function", "role", "org", "in", "head", "says"))
    if len(token) == 1:
        return "initial"
    if token.isupper():
        return "acronym" + _kind(lower, ("role", "org"))
    kind = _kind(lower, ("role", "org", "head", "function"))
    row = lexicon.row(token)
    return "cap" + kind if kind else _BY_MID[row[0]] if row else "cap"


def _kind(lower: str, names: tuple[str, ...]) -> str:
    return next((f"-{name}" for name in names if lower in _KINDS[name]), "")


_KINDS = {
    "function": FUNCTION_WORDS - _PLACE_BEFORE, "role": ROLES, "org": ORGANISATIONS, "in": _PLACE_BEFORE,
    "head": _PLACE_HEADS, "says": SAYS_AFTER | SAYS_BEFORE,
}  # fmt: skip
