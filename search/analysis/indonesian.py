"""Indonesian and Malay stems: Sastrawi, kept from names and corrected where it errs (`indonesian.toml`)."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version
from importlib.resources import files

from Sastrawi.Stemmer.Stemmer import Stemmer
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from search.analysis.base import Analyzer

_SUFFIXED = re.compile(r"([a-z]{3,})(?:(?:nya|ku|mu)(?:lah|kah|pun)?|lah|kah|pun)")
_PLAIN = re.compile(r"[a-z]{4,}")
_PREFIXES = frozenset({"di", "me", "mem", "men", "meng", "menge", "nge", "ber", "ter", "pe", "pem", "pen", "peng"})
_CLITICS = frozenset({"nya", "ku", "mu", "lah", "kah", "pun"})
_CORRECTIONS = "indonesian.toml"


class IndonesianAnalyzer(Analyzer):
    """Stems of Indonesian, which serve Malay as well."""

    stems = True

    @property
    def fingerprint(self) -> str:
        corrections = hashlib.sha256(_corrections_text().encode()).hexdigest()[:12]
        return f"{self.language}:sastrawi-{version('PySastrawi')}-{corrections}-{self.version}"

    def trace(self, stem: str) -> str:
        """All but its first letter, which a prefix may have melted (memasok: pasok); affixes and infixes leave it."""
        return stem[1:]

    def _is_quick(self, word: str) -> bool:
        """Whether it is no plain word, has no stem of its own letters alone, or its stem is set down."""
        return (
            not _PLAIN.fullmatch(word) or word.startswith("ketidak") or word.endswith("nya") or _known(word) is not None
        )

    def _stem_word(self, word: str) -> str:
        word = word.replace("'", "")  # Jum'at, Ma'ruf, Qur'an
        known = _known(word)
        if known is not None:
            return known
        return str(_sastrawi().stem_word(word)) if _PLAIN.fullmatch(word) else word

    def _stem_hyphenated(self, word: str) -> str:
        parts = word.split("-")
        if parts[0] in _PREFIXES:  # mem-PHK, di-retweet
            return self._stem("-".join(parts[1:]))
        if parts[-1] in _CLITICS:  # KPU-nya
            return self._stem("-".join(parts[:-1]))
        roots = {self._stem_word(part) or part for part in parts}
        if len(roots) == 1:
            return roots.pop()
        if all(map(_PLAIN.fullmatch, parts)) and not any(part in _roots() for part in parts):
            return str(_sastrawi().stem_word(word))  # meniru-nirukan
        return word


def _known(word: str) -> str | None:
    """The root that is set down for a word, with or without its clitics."""
    roots = _roots()
    root = roots.get(word)
    if root is None:
        suffixed = _SUFFIXED.fullmatch(word)
        root = roots.get(suffixed[1]) if suffixed else None
    return root


@cache
def _roots() -> Mapping[str, str]:
    corrections = tomllib.loads(_corrections_text())
    protected: dict[str, str] = {name: name for names in corrections["protected"].values() for name in names.split()}
    groups: Iterable[Mapping[str, str]] = corrections["roots"].values()
    return protected | {form: root for roots in groups for root, forms in roots.items() for form in forms.split()}


@cache
def _corrections_text() -> str:
    return files(__package__).joinpath(_CORRECTIONS).read_text("utf-8")


@cache
def _sastrawi() -> Stemmer:
    return StemmerFactory().create_stemmer().delegatedStemmer  # without its cache, which never forgets
