"""Words: how a text becomes tokens, and tokens become stems.

`tokenize` cuts a text into the tokens of the exact field, the same for indexing, querying and highlighting, in all
languages alike. `analyzer_for(language)` gives the stems of one language, at the same positions. `fingerprint()` names
the state of both: an index that was written under another one has to be rebuilt.
"""

from search.analysis.base import Analyzer
from search.analysis.capitals import cased_term
from search.analysis.function_words import is_acronym_in_capitals
from search.analysis.matching import is_within_edits, matches_pattern
from search.analysis.registry import INDEXED_LANGUAGES, analyzer_for, fingerprint, languages, stem_language
from search.analysis.tokens import (
    Token,
    fold,
    hyphenated,
    is_lone_character,
    is_spaceless,
    outside,
    tokenize,
    touching,
)

__all__ = [
    "INDEXED_LANGUAGES",
    "Analyzer",
    "Token",
    "analyzer_for",
    "cased_term",
    "fingerprint",
    "fold",
    "hyphenated",
    "is_acronym_in_capitals",
    "is_lone_character",
    "is_spaceless",
    "is_within_edits",
    "languages",
    "matches_pattern",
    "outside",
    "stem_language",
    "tokenize",
    "touching",
]
