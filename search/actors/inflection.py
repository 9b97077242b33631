"""Other shapes of a form: what grammar makes of a country's name or adjective in a language.

The lists hold one base form ("russisch", "ruso", "Alman"); endings are made here, by rule, when a matcher is built.
Russian and Ukrainian endings and Arabic prefixes are the keys' affair. Some languages make the adjective out of the
name: Turkish Filistin and Filistinli, Arabic روسيا and روسي, Persian ایتالیا and ایتالیایی.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from search.actors.actor import Form, FormReason

_MIN_STEM = 3  # an adjective made of a shorter name is another word


def shapes(form: Form) -> Iterator[Form]:
    """`form`, a country's, as texts write it, and what grammar makes of it; ambiguous forms stay as they are."""
    language = form.language or ""
    is_adjective = form.reason == "adjective"
    if not (is_adjective and language == "de" and form.text.endswith("sch")):
        yield form
    rule = _OF_ADJECTIVES.get(language) if is_adjective else _OF_NAMES.get(language)
    if rule is None or form.ambiguous or form.reason not in ("name", "alias", "adjective"):
        return
    reason: FormReason = "adjective" if language != "de" else form.reason
    for text in dict.fromkeys(rule(form.text)):
        yield replace(form, text=text, reason=reason)


def _german_name(name: str) -> Iterator[str]:
    if not name.endswith(("s", "x", "z")):
        yield f"{name}s"


def _german(adjective: str) -> Iterator[str]:
    """ "russische"; "russisch" alone is the language or an adverb."""
    if adjective.endswith("sch"):
        yield from (adjective + ending for ending in ("e", "en", "er", "es", "em"))
    elif adjective.endswith("er"):
        yield from (adjective + ending for ending in ("n", "s", "in", "innen"))
    elif adjective.endswith("e"):
        yield from (adjective + "n", adjective + "r", adjective[:-1] + "in", adjective[:-1] + "innen")
    elif adjective.endswith("in"):
        yield adjective + "nen"


def _french(adjective: str) -> Iterator[str]:
    feminine = adjective
    if adjective.endswith(("ien", "éen")):
        feminine = f"{adjective}ne"
    elif not adjective.endswith("e"):
        feminine = f"{adjective}e"
    yield feminine
    yield f"{feminine}s"
    if not adjective.endswith("s"):
        yield f"{adjective}s"


_UNSTRESSED = str.maketrans("éáó", "eao")


def _spanish(adjective: str) -> Iterator[str]:
    stem = adjective[:-2] + adjective[-2:].translate(_UNSTRESSED)
    if adjective.endswith("o"):
        yield from (adjective[:-1] + ending for ending in ("a", "os", "as"))
    elif adjective.endswith(("és", "án", "ón")):
        yield from (stem + ending for ending in ("a", "es", "as"))
    elif adjective.endswith("ol"):
        yield from (adjective + ending for ending in ("a", "es", "as"))
    else:
        yield adjective + ("es" if adjective.endswith("í") else "s")


def _italian(adjective: str) -> Iterator[str]:
    if adjective.endswith("o"):
        yield from (adjective[:-1] + ending for ending in ("a", "i", "e"))
    elif adjective.endswith("e"):
        yield f"{adjective[:-1]}i"


def _portuguese(adjective: str) -> Iterator[str]:
    if adjective.endswith("o") and not adjective.endswith("ão"):
        yield from (adjective[:-1] + ending for ending in ("a", "os", "as"))
    elif adjective.endswith("ês"):
        yield from (f"{adjective[:-2]}es{ending}" for ending in ("a", "es", "as"))
    elif adjective.endswith("e"):
        yield f"{adjective}s"


def _last_vowel(word: str) -> str:
    folded = word.replace("I", "ı").replace("İ", "i").lower()
    return next((char for char in reversed(folded) if char in "aıoueiöü"), "a")


_HARMONY = {"a": "ı", "ı": "ı", "o": "u", "u": "u", "e": "i", "i": "i", "ö": "ü", "ü": "ü"}


def _turkish(adjective: str) -> Iterator[str]:
    is_back = _last_vowel(adjective) in "aıou"
    plural = adjective + ("lar" if is_back else "ler")
    endings = ("", "ın", "a", "ı", "la", "da", "dan") if is_back else ("", "in", "e", "i", "le", "de", "den")
    yield from (plural + ending for ending in endings)


def _turkish_name(name: str) -> Iterator[str]:
    """ "Filistinli", "Filistinliler"; a name's case endings stand behind an apostrophe, which ends the word."""
    vowel = _HARMONY[_last_vowel(name)]
    adjective = f"{name}l{vowel}"
    yield from (adjective, f"{adjective}n{vowel}n", f"{adjective}y{vowel}")
    yield from _turkish(adjective)


def _arabic(adjective: str) -> Iterator[str]:
    if adjective.endswith("ي"):
        yield from (adjective + ending for ending in ("ة", "ين", "ون", "ان", "تين", "ات"))


def _arabic_name(name: str) -> Iterator[str]:
    stem = name.removeprefix("ال").removesuffix("ا").removesuffix("ي").removesuffix("ة")
    if " " in name or len(stem) < _MIN_STEM:
        return
    yield f"{stem}ي"
    yield from _arabic(f"{stem}ي")


def _persian_name(name: str) -> Iterator[str]:
    if " " in name or len(name) < _MIN_STEM:
        return
    if name.endswith("ه"):
        yield f"{name}\u200cای"
    else:
        yield name + ("یی" if name.endswith(("ا", "و")) else "ی")


_OF_NAMES: Mapping[str, Callable[[str], Iterator[str]]] = MappingProxyType(
    {"de": _german_name, "tr": _turkish_name, "ar": _arabic_name, "fa": _persian_name}
)
_OF_ADJECTIVES: Mapping[str, Callable[[str], Iterator[str]]] = MappingProxyType(
    {
        "de": _german, "fr": _french, "es": _spanish, "it": _italian, "pt": _portuguese, "tr": _turkish, "ar": _arabic,
    }
)  # fmt: skip
