"""What a word of the reader may be found as: the alternatives of the query tree.

A word is found exactly in any language, by its stem in the fields of each language, and typed in capitals also as the
cased term that ranks an agency before the common word. What is several tokens (anak-anak, 北朝鮮, memasok/senjata)
becomes a phrase of successive ones. Languages whose analyzer only folds get no stem alternative: it would find what the
exact one finds.
"""

from __future__ import annotations

from collections.abc import Sequence

from search.analysis import (
    Analyzer,
    Token,
    analyzer_for,
    cased_term,
    hyphenated,
    is_acronym_in_capitals,
    is_lone_character,
    stem_language,
    tokenize,
)
from search.query import Alternative, Phrase, Prefix, Term

_LONGEST_ACRONYM = 6


def expand_word(text: str, *, languages: Sequence[str]) -> tuple[Alternative, ...]:
    """The alternatives of `text`, a stretch without spaces as it was typed; () if it holds no token.

    `languages` are those whose stem fields are searched.
    """
    tokens = tokenize(text)
    if not tokens:
        return ()
    if len(tokens) == 1 and is_lone_character(tokens[0].text):
        return (Prefix(tokens[0].text),)
    codes = _stem_codes(languages)
    cased = _cased(text, tokens[0]) if len(tokens) == 1 else None
    stems = (_stemmed(text, tokens, analyzer_for(code)) for code in codes)
    if cased:
        stems = (stem for stem in stems if not _is_written_out(stem, tokens[0]))
    in_capitals = tuple(Term(cased, code, "cased") for code in codes) if cased else ()
    return (_exact(tokens), *(stem for stem in stems if stem is not None), *in_capitals)


def expand_phrase(text: str, *, languages: Sequence[str]) -> Alternative | None:
    """What the quoted `text` asks for: its exact words in order, those typed in capitals only in capitals.

    Capitals ask for nothing where the whole phrase is shouted (a longer word is in capitals too). None if it holds no
    token.
    """
    tokens = tokenize(text)
    if not tokens:
        return None
    if len(tokens) == 1 and is_lone_character(tokens[0].text):
        return Prefix(tokens[0].text)
    codes = () if _is_shouted(text, tokens) else _stem_codes(languages)
    if _is_one(tokens):
        tokens = tokens[:1]
    elements = tuple(_quoted_element(text, token, codes) for token in _one_per_position(tokens))
    return elements[0][0] if len(elements) == 1 and len(elements[0]) == 1 else Phrase(elements)


def expand_near(text: str, *, languages: Sequence[str], slop: int) -> Phrase | None:
    """The words of `text`, each also by its stems, within `slop` words of each other; in order for slop 0.

    None if it holds no token.
    """
    tokens = tokenize(text)
    analyzers = [analyzer_for(code) for code in _stem_codes(languages)]
    wholes = dict(hyphenated(text, tokens))
    elements: list[tuple[Term, ...]] = []
    taken = -1  # the last position that an element stands for
    for i, token in enumerate(tokens):
        if token.position <= taken:
            continue
        last = wholes.get(i, i)
        # In order, the neighbours of anak-anak stand next to one of its parts each, so both have to be asked for.
        roots = _roots_of_whole(tokens[i : last + 1], analyzers) if slop else ()
        taken = tokens[last].position if roots else token.position
        elements.append((Term(token.text), *(roots or _stems(token, analyzers))))
    return Phrase(tuple(elements), slop=slop, ordered=slop == 0, reason="stem") if elements else None


def is_function_word(text: str, languages: Sequence[str]) -> bool:
    """Whether `text`, as it was typed, carries no subject in any of `languages`; AS and WHO in capitals are names."""
    tokens = tokenize(text)
    if len(tokens) != 1:
        return False
    word = tokens[0].text
    if is_acronym_in_capitals(word) and _cased(text, tokens[0]):
        return False
    return any(word in analyzer_for(code).function_words for code in languages)


def _stem_codes(languages: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(stem_language, languages)))


def _one_per_position(tokens: Sequence[Token]) -> list[Token]:
    """The first token of each position: of a domain and its first label the domain."""
    return list({token.position: token for token in reversed(tokens)}.values())[::-1]


def _is_one(tokens: Sequence[Token]) -> bool:
    """Whether the first token is all there is: a word, or a domain with its labels."""
    return len(tokens) == 1 or (tokens[1].position == tokens[0].position and tokens[-1].end <= tokens[0].end)


def _exact(tokens: Sequence[Token]) -> Alternative:
    if _is_one(tokens):
        return Term(tokens[0].text)
    return Phrase(tuple((Term(token.text),) for token in _one_per_position(tokens)))


def _stemmed(text: str, tokens: Sequence[Token], analyzer: Analyzer) -> Alternative | None:
    """The stems of a word in one language; None where they find what the exact word finds."""
    if not any(analyzer.can_stem(token.text) for token in tokens) or (len(tokens) > 1 and _is_one(tokens)):
        return None
    if (0, len(tokens) - 1) in hyphenated(text, tokens):
        roots = _roots_of_whole(tokens, [analyzer])
        if roots:
            return roots[0]
    stems = tuple(Term(analyzer.stem(token.text), analyzer.language, "stem") for token in _one_per_position(tokens))
    return stems[0] if len(stems) == 1 else Phrase(tuple((stem,) for stem in stems), reason="stem")


def _roots_of_whole(parts: Sequence[Token], analyzers: Sequence[Analyzer]) -> tuple[Term, ...]:
    """The one root of a doubled word (anak-anak: anak) in the languages that double words."""
    if len(parts) < 2:
        return ()
    whole = "-".join(part.text for part in parts)
    stems = ((analyzer, analyzer.stem(whole)) for analyzer in analyzers)
    return tuple(Term(stem, analyzer.language, "stem") for analyzer, stem in stems if "-" not in stem)


def _stems(token: Token, analyzers: Sequence[Analyzer]) -> tuple[Term, ...]:
    return tuple(
        Term(analyzer.stem(token.text), analyzer.language, "stem")
        for analyzer in analyzers
        if analyzer.can_stem(token.text)
    )


def _cased(text: str, token: Token) -> str | None:
    return cased_term(text[token.start : token.end])


def _is_written_out(stem: Alternative | None, token: Token) -> bool:
    """Whether the stem spells out shorthand (spt: seperti), which a word in capitals is not: SPT is a tax return."""
    return isinstance(stem, Term) and len(stem.text) > len(token.text)


def _is_shouted(text: str, tokens: Sequence[Token]) -> bool:
    """Whether a phrase is in capitals for no reason: then a word too long for an acronym is in capitals as well."""
    surfaces = (text[token.start : token.end] for token in tokens)
    return any(len(surface) > _LONGEST_ACRONYM and surface.isalpha() and surface.isupper() for surface in surfaces)


def _quoted_element(text: str, token: Token, codes: Sequence[str]) -> tuple[Term, ...]:
    cased = _cased(text, token)
    if cased is None or not codes:
        return (Term(token.text),)
    return tuple(Term(cased, code) for code in codes)
