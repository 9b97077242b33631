"""Short names inside an article: "Kirby" after "John Kirby", "Prabowo" after "Prabowo Subianto", "Kim".

A part counts where it fits exactly one person of the article and that person was named in full before; what fits two
counts for nobody. bin, binti and Al- stay with the word behind them.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.understand.actors.cues import FUNCTION_WORDS, NOT_IN_NAMES, PARTICLES, ROLES
from indexer.understand.actors.passage import Passage
from indexer.understand.actors.segments import is_role
from indexer.understand.actors.sightings import Sighting
from search.actors import strip_titles
from search.folding import fold

_MIN_CHARS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FullName:
    """A person's full name, and where the article gives it first."""

    actor_id: str
    name: str
    first: int


@functools.lru_cache(maxsize=1 << 13)
def parts(name: str) -> frozenset[str]:
    """What a text may shorten `name` to, folded: any word of it, and the name without its first or last."""
    joined = _joined(name)
    if len(joined) < 2:
        return frozenset()
    candidates = {*joined, " ".join(joined[1:]), " ".join(joined[:-1])}
    return frozenset(part for part in candidates if len(part) >= _MIN_CHARS and part not in _NEVER)


_NEVER = FUNCTION_WORDS | NOT_IN_NAMES | ROLES | frozenset({"muhammad", "mohammad", "mohamad", "ahmad", "abdul", "sri"})


class ShortNames:
    """The parts of the full names of an article, and whose each is."""

    def __init__(self, names: Sequence[FullName]) -> None:
        self._owners = _owners(names)
        self._longest: dict[str, int] = {}  # words of the longest part, by its first word, folded and as written
        written = {fold(word): word.lower() for full in names for word in full.name.split()}
        for part in self._owners:
            first, *others = part.split()
            longest = max(self._longest.get(first, 0), 1 + len(others))
            self._longest[first] = self._longest[written.get(first, first)] = longest

    def __contains__(self, name: str) -> bool:
        """Whether `name` is a part of a full name, be it one or several."""
        return fold(name) in self._owners

    def sightings(self, passage: Passage, is_taken: Callable[[int], bool]) -> Iterator[Sighting]:
        """Where a part of exactly one name stands alone behind the full one, or anywhere in the title."""
        if not self._owners:
            return
        opening = [word for word, surface in enumerate(passage.surfaces) if surface.lower() in self._longest]
        free_from = 0
        for word in opening:
            if word < free_from or is_taken(passage.starts[word]) or not _may_open(passage.surfaces[word]):
                continue
            found = self._at(passage, word)
            if found is not None:
                free_from = found[1]
                yield found[0]

    def _at(self, passage: Passage, word: int) -> tuple[Sighting, int] | None:
        """The longest part that begins at this word, and the word behind it."""
        for length in range(self._longest[passage.surfaces[word].lower()], 0, -1):
            last = word + length
            if last > len(passage.surfaces):
                continue
            form = passage.span_text(word, last)
            owner = self._owners.get(fold(form))
            if owner is not None and _stands_alone(passage, word, last, owner):
                start, end = passage.starts[word], passage.ends[last - 1]
                return Sighting(start=start, end=end, actor_id=owner.actor_id, form=form, reason="short"), last
        return None


def _may_open(surface: str) -> bool:
    return surface[0].isupper() or surface in PARTICLES


def _stands_alone(passage: Passage, first: int, last: int, owner: FullName) -> bool:
    """Whether words [first, last) are the short name and not a part of something else."""
    if passage.starts[first] < passage.body_at:
        return last - first == 1  # all words of a headline may have capitals
    if passage.starts[first] <= owner.first or _is_common(passage, first, last):
        return False
    if last < len(passage.surfaces) and passage.joined(last) and passage.surfaces[last][0].isupper():
        return False
    if first == 0 or not passage.joined(first) or not passage.surfaces[first - 1][0].isupper():
        return True
    return _is_title(passage, first)


def _is_title(passage: Passage, first: int) -> bool:
    """Whether the capitalised word before is no name: a role, a title, a sentence's first word."""
    before = passage.surfaces[first - 1]
    if is_role(passage, first - 1) or strip_titles(f"{before} X")[0] == "X":
        return True
    return passage.opens_sentence(first - 1) and before.lower() in FUNCTION_WORDS


def _owners(names: Sequence[FullName]) -> Mapping[str, FullName | None]:
    """Whose each part is; None where it fits two."""
    owners: dict[str, FullName | None] = {}
    for full in names:
        for part in parts(full.name):
            known = owners.setdefault(part, full)
            if known is not None and known.actor_id != full.actor_id:
                owners[part] = None
            elif known is not None and full.first < known.first:
                owners[part] = full
    return owners


def _is_common(passage: Passage, first: int, last: int) -> bool:
    """Whether a sentence's first word is also written small in this text: then it is no name there."""
    return last - first == 1 and passage.opens_sentence(first) and passage.surfaces[first].lower() in passage.small


def _joined(name: str) -> list[str]:
    """The folded words of a name, its particles joined to the word behind: "mohammed", "bin salman"."""
    joined: list[str] = []
    pending = ""
    for word in fold(name).split():
        word = word.strip(".,")
        if word in PARTICLES:
            pending += f"{word} "
        elif word:
            joined.append(pending + word)
            pending = ""
    return joined
