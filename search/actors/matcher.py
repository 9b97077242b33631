"""Finds the registry's forms in a text, quickly.

Two ways, by script. Where words stand apart, the forms lie in a trie of word keys: the text is cut into words once,
and from each word that opens a form the longest path is walked. Where words run together (Han, Kana, Hangul, Thai and
their like), forms are compared character by character from each place that may open one. In both, the longest form
wins and matches do not overlap. Blocked phrases are forms of nobody: they win like others and are then dropped.

A Latin, Greek or Cyrillic form counts only where its capitals are: "Mali", never "mali". Cased forms (acronyms) count
only exactly as written: "AS", never "As".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import get_args

from search.actors.actor import Form, FormReason
from search.actors.inflection import shapes
from search.actors.keys import arabic_prefixed, key
from search.actors.registry import ActorRegistry

_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0981-\u0d4d"
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u312f\u3400-\u9fff\ua960-\ua97f"
    "\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f"
)
_WORD = re.compile(rf"[^\W_{_UNSPACED}]+(?:[{_MARKS}\u0640]+[^\W_{_UNSPACED}]*)*")
_HAS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_UNSPACED_RUN = re.compile(f"[{_UNSPACED}][{_UNSPACED}・\u00b7]*")
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]")
_HANGUL = re.compile("[\u1100-\u11ff\uac00-\ud7ff]")
_AFTER_HANGUL = re.compile(
    "(?:정부|대통령|총리|외무부|국방부|외교부|국민|당국|대사관|대사|군|인|산|측|발|행|령|식|계|내|전|제|팀|들)?"
    "(?:에서는|에서의|에서도|으로부터|이라고|이라는|이라며|에서|에게|까지|부터|으로|이나|이라|처럼|보다|"
    "입니다|이었다면|이었다|이었던|였다|였던|이다|이며|이고|은|는|이|가|을|를|의|에|와|과|도|로|만|나|랑|께|및)?(?:는|도|의)?"
)
_LANGUAGE_NAME = re.compile(
    "[语語]|文(?![化明学學物艺藝献獻件字武人])"
)  # 法语, 西班牙文, ドイツ語: languages, not countries
_CASES_OF_IYA = re.compile("(?:ия|ии|ию|ией|иею)$", re.IGNORECASE)
_SURNAME_ENDING = re.compile("[оеё]в(?:а|у|ым|ой|е|ы|ых)?$")
_SPACE_LIKE = re.compile(r"[\s\-‐‑–]+")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʻ`´", "'"))
_MAX_ACRONYM = 3  # "MA RI" is no "Ma Ri"; longer ones are also written as words: "Asean"
_STRENGTH = {reason: rank for rank, reason in enumerate(get_args(FormReason))}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormMatch:
    """A form in a text: [start, end) in code points, and whom it may mean (more than one id: ambiguous)."""

    start: int
    end: int
    form: Form  # the strongest of the forms written so: a name before an alias before a metonym
    actor_ids: tuple[str, ...]  # sorted


@dataclass(frozen=True, slots=True)
class _Entry:
    """A form as the matcher compares it: its words as written, what stands between them and after the last."""

    form: Form
    actor_id: str | None  # None: blocked
    words: tuple[str, ...]
    gaps: tuple[str, ...]
    tail: str = ""
    prefix: int = 0  # letters of the first word that are no part of the form


@dataclass(slots=True)
class _Node:
    after: dict[str, _Node] = field(default_factory=dict)
    entries: list[_Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Words:
    """A text cut into words: their surfaces and [start, end) offsets."""

    text: str
    surfaces: list[str]
    spans: list[tuple[int, int]]

    def gap(self, before: int) -> str:
        """What stands between word `before` - 1 and word `before`, told apart only as far as it matters."""
        return _gap(self.text[self.spans[before - 1][1] : self.spans[before][0]])


class ActorMatcher:
    """The forms that a text in the first of `languages` may hold, ready to be found; safe to share between threads.

    Texts borrow names of other languages, not adjectives, so these count in the first one only: an Indonesian text
    that says "Irish" or "Danish" speaks of persons.
    """

    def __init__(self, registry: ActorRegistry, languages: Sequence[str] = ("id", "en")) -> None:
        self._root = _Node()
        self._unspaced: dict[str, list[tuple[str, _Entry]]] = {}
        for form, actor in registry.forms(frozenset(languages)):
            if form.reason != "adjective" or form.language in (None, *languages[:1]):
                self._add(form, actor.id)
        for phrase in registry.blocked:
            self._add(Form(text=phrase), None)
        for candidates in self._unspaced.values():
            candidates.sort(key=lambda candidate: -len(candidate[0]))

    def find(self, text: str) -> Iterator[FormMatch]:
        """The forms in `text`, in reading order, longest first, never overlapping."""
        if not _HAS_UNSPACED.search(text):
            yield from self._in_words(text)
            return
        yield from sorted((*self._in_words(text), *self._in_runs(text)), key=attrgetter("start"))

    def _add(self, form: Form, actor_id: str | None) -> None:
        if _HAS_UNSPACED.search(form.text):
            entry = _Entry(form, actor_id, (form.text,), ())
            self._unspaced.setdefault(form.text[0], []).append((form.text, entry))
            return
        is_country = actor_id is not None and actor_id.startswith("country:")
        for shape in shapes(form) if is_country else (form,):
            self._add_words(shape, actor_id)

    def _add_words(self, form: Form, actor_id: str | None) -> None:
        words = _words(form.text)
        if not words.surfaces:
            return
        gaps = tuple(words.gap(place) for place in range(1, len(words.surfaces)))
        surfaces = tuple(words.surfaces)
        tail = form.text[words.spans[-1][1] :].rstrip()
        first, *rest = [key(word) for word in surfaces]
        self._insert((first, *rest), _Entry(form, actor_id, surfaces, gaps, tail))
        for prefixed, letters in arabic_prefixed(first, takes_article=form.reason == "adjective"):
            self._insert((prefixed, *rest), _Entry(form, actor_id, surfaces, gaps, tail, letters))

    def _insert(self, path: Sequence[str], entry: _Entry) -> None:
        node = self._root
        for word_key in path:
            node = node.after.setdefault(word_key, _Node())
        node.entries.append(entry)

    def _in_words(self, text: str) -> Iterator[FormMatch]:
        words = _words(text)
        openers = self._root.after
        free_from = 0
        for place, surface in enumerate(words.surfaces):
            if place < free_from:
                continue
            node = openers.get(surface.lower() if surface.isascii() else key(surface))
            if node is None:
                continue
            length, entries = _longest(words, place, node)
            if not entries:
                continue
            free_from = place + length
            start = words.spans[place][0] + entries[0].prefix
            end = words.spans[free_from - 1][1]
            tail = entries[0].tail
            if tail and text.startswith(tail, end):
                end += len(tail)
            if match := _match(start, end, entries):
                yield match

    def _in_runs(self, text: str) -> Iterator[FormMatch]:
        free_from = 0
        for run in _UNSPACED_RUN.finditer(text):
            place = max(run.start(), free_from)
            while place < run.end():
                entries = self._at(text, place, run_start=run.start())
                if entries:
                    end = place + len(entries[0].words[0])
                    if match := _match(place, end, entries):
                        yield match
                    place = free_from = end
                else:
                    place += 1

    def _at(self, text: str, place: int, *, run_start: int) -> list[_Entry]:
        """The entries of the longest form that stands at `place`."""
        found: list[_Entry] = []
        for form_text, entry in self._unspaced.get(text[place], ()):
            if found and len(form_text) < len(found[0].words[0]):
                break
            if text.startswith(form_text, place) and _stands_free(text, place, form_text, run_start=run_start):
                found.append(entry)
        return found


def _words(text: str) -> _Words:
    matches = list(_WORD.finditer(text))
    return _Words(text, [match[0] for match in matches], [match.span() for match in matches])


def _gap(between: str) -> str:
    """Spaces and hyphens are one; apostrophes are one; everything else must be as it is."""
    return " " if between == " " else _SPACE_LIKE.sub(" ", between.translate(_APOSTROPHES))


def _longest(words: _Words, place: int, node: _Node) -> tuple[int, list[_Entry]]:
    """The number of words of the longest form that opens at `place`, and the entries written so."""
    best: tuple[int, list[_Entry]] = (0, [])
    length = 1
    while True:
        seen = [entry for entry in node.entries if _is_written(words, place, entry)]
        if seen:
            best = (length, _with_longest_tail(words, place + length - 1, seen))
        if not node.after or place + length >= len(words.surfaces):
            return best
        following = node.after.get(key(words.surfaces[place + length]))
        if following is None:
            return best
        node = following
        length += 1


def _with_longest_tail(words: _Words, last: int, entries: list[_Entry]) -> list[_Entry]:
    """The entries whose tail also stands behind word `last`, if any does: "US$" is not "US", "OPEC+" not "OPEC"."""
    end = words.spans[last][1]
    tailed = [entry for entry in entries if entry.tail and words.text.startswith(entry.tail, end)]
    return tailed or [entry for entry in entries if entry.tail in ("", ".")]


def _is_written(words: _Words, place: int, entry: _Entry) -> bool:
    """Whether the words from `place` on, whose keys are the entry's, also have its capitals and gaps."""
    for offset, written in enumerate(entry.words):
        surface = words.surfaces[place + offset]
        if offset and entry.gaps[offset - 1] != words.gap(place + offset):
            return False
        if surface == written:
            continue
        if entry.form.cased or (len(written) <= _MAX_ACRONYM and written.isupper()):
            return False
        if written[0].isupper() and not surface[0].isupper() and not _follows_hyphen(words, place + offset, offset):
            return False
        if not surface.isascii() and _is_another_word(written, surface):
            return False
    return True


def _is_another_word(written: str, surface: str) -> bool:
    """Whether the key drops what tells the words apart: Росс is no Россия, Чехов no Czech, يمنى no يمني."""
    if written.endswith("ия") and written[0].isupper():
        return _CASES_OF_IYA.search(surface) is None
    if written.endswith("ي"):
        return surface.endswith("ى")
    return written.islower() and surface[0].isupper() and _SURNAME_ENDING.search(surface) is not None


def _follows_hyphen(words: _Words, place: int, offset: int) -> bool:
    """ "Kim Jong-un" is "Kim Jong Un", but "pro-iran" is no "Iran": only inside a form."""
    return offset > 0 and words.text[words.spans[place][0] - 1] in "-‐‑"


def _stands_free(text: str, place: int, form_text: str, *, run_start: int) -> bool:
    """Whether a form in a script without spaces is no part of a longer word there."""
    end = place + len(form_text)
    if _KATAKANA.match(form_text):
        before = place > 0 and _KATAKANA.match(text[place - 1])
        after = _KATAKANA.match(form_text[-1]) and end < len(text) and _KATAKANA.match(text[end])
        return not before and not after and _LANGUAGE_NAME.match(text, end) is None
    if _HANGUL.match(form_text):
        rest = _AFTER_HANGUL.match(text, end)
        opens = place == run_start or text[place - 1] in "·・"
        return opens and rest is not None and not _HANGUL.match(text[rest.end() : rest.end() + 1])
    return _LANGUAGE_NAME.match(text, end) is None


def _match(start: int, end: int, entries: Sequence[_Entry]) -> FormMatch | None:
    """The entries as a match; None when a blocked phrase is among them."""
    ids = {entry.actor_id for entry in entries if entry.actor_id is not None}
    if any(entry.actor_id is None for entry in entries):
        return None
    strongest = min((entry.form for entry in entries), key=lambda form: _STRENGTH[form.reason])
    return FormMatch(start=start, end=end, form=strongest, actor_ids=tuple(sorted(ids)))
