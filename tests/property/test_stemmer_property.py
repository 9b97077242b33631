"""Sastrawi with our choice of rules gives the stems of Sastrawi as it is."""

from __future__ import annotations

import random

from hypothesis import example, given, settings
from hypothesis import strategies as st
from Sastrawi.Dictionary.ArrayDictionary import ArrayDictionary
from Sastrawi.Stemmer.Stemmer import Stemmer
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from search.analysis.indonesian import quickened

ROOTS = sorted(StemmerFactory().get_words())
STOCK = Stemmer(ArrayDictionary(ROOTS))
QUICK = quickened(Stemmer(ArrayDictionary(ROOTS)))
PREFIXES = [
    "", "di", "me", "mem", "men", "meng", "meny", "menge", "ber", "be", "bel", "ter", "te", "pe", "pem", "pen", "peng",
    "peny", "penge", "per", "pel", "se", "ke", "ku", "kau", "memper", "diper", "keber", "mempe", "berke",
]  # fmt: skip
SUFFIXES = [
    "", "i", "an", "kan", "nya", "ku", "mu", "lah", "kah", "tah", "pun", "is", "isme", "isasi", "annya", "kannya",
]  # fmt: skip
INFIXES = ["er", "el", "em", "in"]


def formed(chosen: random.Random) -> str:
    """A root with affixes, often more than the language has; sometimes without its first letter, as me- leaves it."""
    root = chosen.choice(ROOTS)
    if chosen.random() < 0.2:
        root = root[0] + chosen.choice(INFIXES) + root[1:]
    elif chosen.random() < 0.3:
        root = root[1:]
    return chosen.choice(PREFIXES) + root + chosen.choice(SUFFIXES)


def test_roots_with_affixes() -> None:
    chosen = random.Random(7)
    words = [formed(chosen) for _ in range(1_500)]
    doubled = [f"{formed(chosen)}-{formed(chosen)}" for _ in range(100)]
    stems = [(word, QUICK.stem_word(word)) for word in (*words, *doubled)]
    assert stems == [(word, STOCK.stem_word(word)) for word, _ in stems]
    assert sum(word != stem for word, stem in stems) > 500


@settings(max_examples=300)
@given(
    st.builds(
        lambda before, middle, after: before + middle + after,
        st.sampled_from(PREFIXES),
        st.text("aeioubdkmnprst", min_size=1, max_size=6),
        st.sampled_from(SUFFIXES),
    )
)
@example("ku")
@example("belajar")
@example("menyanyi")
def test_any_letters(word: str) -> None:
    assert QUICK.stem_word(word) == STOCK.stem_word(word)
