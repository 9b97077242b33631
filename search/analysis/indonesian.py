"""Indonesian and Malay stems: Sastrawi, kept from names and corrected where it errs (`indonesian.toml`).

A word is looked up first: the roots that are set down and the names that stay as they are, each also with a clitic.
What is in no list goes to Sastrawi, whose dictionary here lacks the short and rare roots that names fall onto, and has
the words that came into the language since; `derived` is that part alone. Of Sastrawi's rules only those are tried that
begin as the word does, which gives the same stems in a fifth of the time.
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
from Sastrawi.Stemmer.Context.Context import Context
from Sastrawi.Stemmer.Context.Removal import Removal
from Sastrawi.Stemmer.Context.Visitor.VisitorProvider import VisitorProvider
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
_RULE_NUMBER = re.compile(r"\d+")
_INFIXED = (37, 38, 39, 40)  # Sastrawi's rules of gerigi, pelatuk, gemetar, kinerja: a consonant, then e or i
_RULES = {  # the others by what a word has to begin with
    "be": (1, 2, 3, 4, 5),
    "te": (6, 7, 8, 9, 35),
    "me": (10, 11, 12, 13, 14, 15, 16, 17, 18, 19),
    "pe": (20, 21, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 34, 36),
    "ku": (41,),
    "ka": (42,),
}
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
    return quickened(Stemmer(ArrayDictionary(sorted({*kept, *_listed("added")} - _listed("without")))))


def quickened(stemmer: Stemmer) -> Stemmer:
    """The stemmer, for words of letters and hyphens: with the same stems, in less time."""
    stemmer.visitor_provider = _Rules()
    return stemmer


class _Rules(VisitorProvider):  # type: ignore[misc]
    """Sastrawi's rules, which it calls visitors."""

    suffix_visitors: list[Any]
    prefix_visitors: list[Any]

    def init_visitors(self) -> None:
        super().init_visitors()
        self.suffix_visitors = [
            _Removing(suffixes, kind) for suffixes, kind in zip(self.suffix_visitors, ("P", "PP", "DS"), strict=True)
        ]
        plain, *rules = self.prefix_visitors
        self.prefix_visitors = [_Removing(plain, "DP"), _PrefixRules(rules)]


class _Removing:
    """A rule that takes an affix off by one pattern. Sastrawi's own makes a pattern of every word that is left."""

    def __init__(self, rule: Any, kind: str) -> None:
        self._rule = rule
        self._kind = kind

    def visit(self, context: Context) -> None:
        rest = self._rule.remove(context.current_word)
        if rest != context.current_word:
            _remove(self, context, rest, self._kind)


class _PrefixRules:
    """All rules of prefixes that depend on what comes behind them; the first that fits is applied."""

    def __init__(self, rules: Iterable[Any]) -> None:
        numbered = {int(_RULE_NUMBER.findall(type(rule.disambiguators[0]).__name__)[0]): rule for rule in rules}
        self._infixed = [numbered[number] for number in _INFIXED]
        self._by_beginning = {
            beginning: [numbered[number] for number in sorted({*numbers, *(_INFIXED if beginning[1] in "ei" else ())})]
            for beginning, numbers in _RULES.items()
        }

    def visit(self, context: Context) -> None:
        word = context.current_word
        rules = self._by_beginning.get(word[:2])
        if rules is None:
            rules = self._infixed if word[1:2] in ("e", "i") else []
        for rule in rules:
            rest = None
            for reading in rule.disambiguators:
                rest = reading.disambiguate(word)
                if context.dictionary.contains(rest):
                    break
            if rest is not None:
                _remove(rule, context, rest, "DP")
                return


def _remove(rule: Any, context: Context, rest: str, kind: str) -> None:
    """Go on with what is left of the word."""
    word = context.current_word
    context.add_removal(Removal(rule, word, rest, word.replace(rest, "", 1), kind))
    context.current_word = rest


@cache
def _sastrawi_words() -> frozenset[str]:
    return frozenset(StemmerFactory().get_words())
