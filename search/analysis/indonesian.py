"""Indonesian and Malay stems: Sastrawi, kept from names and corrected where it errs (`indonesian.toml`).

A word is looked up first: the roots that are set down and the names that stay as they are, each also with a clitic.
What is in no list goes to Sastrawi, whose dictionary here lacks the short and rare roots that names fall onto, and has
the words that came into the language since; `derived` is that part alone.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from Sastrawi.Dictionary.ArrayDictionary import ArrayDictionary
from Sastrawi.Stemmer.Stemmer import Stemmer
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from search.analysis.base import Analyzer

_SUFFIXED = re.compile(r"([a-z]{3,})(?:(?:nya|ku|mu)(?:lah|kah|pun)?|lah|kah|pun)")
_PLAIN = re.compile(r"[a-z]{4,}")
_PREFIXES = frozenset(
    {"di", "me", "mem", "men", "meng", "menge", "nge", "ber", "ter", "pe", "pem", "pen", "peng", "se", "ke"}
)
_SUFFIXES = frozenset({"nya", "ku", "mu", "lah", "kah", "pun", "kan"})
_SHORT = 3  # letters; of roots as short as that only the listed ones count
_NOT = "ketidak"
_MELTED = frozenset("kpst")  # the first letters of roots that prefixes take the place of
_INFIXES = r"(?:el|er|em|in){0,3}"
_PRONOUNS = ("ku", "kau")
_CORRECTIONS = "indonesian.toml"


class IndonesianAnalyzer(Analyzer):
    """Stems of Indonesian, which serve Malay as well."""

    stems = True

    @property
    def fingerprint(self) -> str:
        corrections = hashlib.sha256(_corrections_text().encode()).hexdigest()[:12]
        return f"{self.language}:sastrawi-{version('PySastrawi')}-{corrections}-{self.version}"

    def trace(self, stem: str) -> str:
        """Its letters, but for what a prefix melted (memasok: pasok), with infixes (gemetar: getar); or a word set down
        for it; or `ketidak`, behind which a word is another."""
        first, rest = re.escape(stem[:1]), re.escape(stem[1:])
        own = rest if first in _MELTED else rf"{first}{_INFIXES}{rest}"
        forms = map(re.escape, _forms().get(stem, ()))
        return "|".join((own, *forms, _NOT)) if own else ""

    def _stem_word(self, word: str) -> str:
        word = word.replace("'", "")  # Jum'at, Ma'ruf, Qur'an
        known = _known(word)
        if known is not None:
            return known
        return derived(word) if _PLAIN.fullmatch(word) else word

    def _stem_hyphenated(self, word: str) -> str:
        known = _roots().get(word)
        if known is not None:
            return known
        parts = word.split("-")
        if parts[0] in _PREFIXES:  # mem-PHK, di-retweet, se-Indonesia
            return self._stem("-".join(parts[1:]))
        if parts[-1] in _SUFFIXES:  # KPU-nya
            return self._stem("-".join(parts[:-1]))
        roots = {self._stem_word(part) or part for part in parts}
        if len(roots) == 1:
            return roots.pop()
        if all(map(_PLAIN.fullmatch, parts)) and not any(part in _roots() for part in parts):
            return str(_sastrawi().stem_word(word))  # meniru-nirukan
        return word


def derived(word: str) -> str:
    """The root of a folded word by the rules alone, whatever is set down for it; the word itself if it has none."""
    if word.startswith(_NOT) and len(word) > len(_NOT) + _SHORT:  # ketidakpastian: kepastian
        affirmed = "ke" + word.removeprefix(_NOT)
        return _known(affirmed) or derived(affirmed)
    root = str(_sastrawi().stem_word(word))
    if word.startswith(_PRONOUNS) and root[0] != "k":  # kutulis is poetry; Kubota and Kuranji are in the news
        return word
    if word == root + "is" or (word == root + "i" and word not in _listed("in_i")):
        return word
    return _without_nya(word) if root == word else root


def _without_nya(word: str) -> str:
    """The word that -nya stands behind, if it is long or known as a root: ponselnya, tasnya; else `word`."""
    rest = word.removesuffix("nya")
    if rest == word or len(rest) < _SHORT or (len(rest) == _SHORT and rest not in _sastrawi_words()):
        return word
    return _known(rest) or rest


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
    protected: dict[str, str] = {n: n for names in _corrections()["protected"].values() for n in names.split()}
    groups: Iterable[Mapping[str, str]] = _corrections()["roots"].values()
    return protected | {form: root for roots in groups for root, forms in roots.items() for form in forms.split()}


@cache
def _forms() -> Mapping[str, Sequence[str]]:
    """The words that are set down for each root."""
    forms: dict[str, list[str]] = {}
    for form, root in _roots().items():
        forms.setdefault(root, []).append(form)
    return forms


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(_corrections()["dictionary"][name].split())


@cache
def _corrections() -> Mapping[str, Any]:
    return tomllib.loads(_corrections_text())


@cache
def _corrections_text() -> str:
    return files(__package__).joinpath(_CORRECTIONS).read_text("utf-8")


@cache
def _sastrawi() -> Stemmer:
    """Without the cache of its factory, which never forgets."""
    kept = [word for word in _sastrawi_words() if len(word) > _SHORT or word in _listed("short")]
    return Stemmer(ArrayDictionary(sorted({*kept, *_listed("added")} - _listed("without"))))


@cache
def _sastrawi_words() -> frozenset[str]:
    return frozenset(StemmerFactory().get_words())
