"""Short names inside an article: "Kirby" after "John Kirby", "Prabowo" after "Prabowo Subianto", "Kim".

A part counts where it fits exactly one person of the article and that person was named in full before; what fits two
counts for nobody. bin, binti and Al- stay with the word behind them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.understand.actors.cues import FUNCTION_WORDS, NOT_IN_NAMES, PARTICLES, ROLES
from indexer.understand.actors.passage import Passage
from indexer.understand.actors.segments import Segment, untitled
from indexer.understand.actors.sightings import Sighting
from search.folding import fold

_MIN_CHARS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FullName:
    """A person's full name, and where the article gives it first."""

    actor_id: str
    name: str
    first: int


def parts(name: str) -> frozenset[str]:
    """What a text may shorten `name` to, folded: its first word, its last, and the name without either."""
    joined = _joined(name)
    if len(joined) < 2:
        return frozenset()
    candidates = {joined[0], joined[-1], " ".join(joined[1:]), " ".join(joined[:-1])}
    return frozenset(part for part in candidates if len(part) >= _MIN_CHARS and part not in _NEVER)


_NEVER = FUNCTION_WORDS | NOT_IN_NAMES | ROLES | frozenset({"muhammad", "mohammad", "mohamad", "ahmad", "abdul", "sri"})


def short_sightings(free: Sequence[Segment], names: Sequence[FullName]) -> Iterator[Sighting]:
    """The free segments that are a part of exactly one of `names`."""
    owners = _owners(names)
    if not owners or not free:
        return
    yield from _in_title(free[0].passage, owners)
    for segment in free:
        titled = untitled(segment)
        if titled.first >= titled.last:
            continue
        start, end = segment.passage.starts[titled.first], segment.passage.ends[titled.last - 1]
        form = segment.passage.text[start:end]
        owner = owners.get(fold(form))
        if owner is not None and owner.first < start and not _is_common(segment.passage, titled.first, titled.last):
            yield Sighting(start=start, end=end, actor_id=owner.actor_id, form=form, reason="short")


def _in_title(passage: Passage, owners: Mapping[str, FullName]) -> Iterator[Sighting]:
    """Single words of the title: there the short name comes before the full one."""
    for word in passage.words_between(0, passage.body_at):
        start, end = passage.starts[word], passage.ends[word]
        owner = owners.get(fold(passage.surfaces[word]))
        if owner is None or not passage.surfaces[word][0].isupper():
            continue
        form = passage.surfaces[word]
        yield Sighting(start=start, end=end, actor_id=owner.actor_id, form=form, reason="short")


def _owners(names: Sequence[FullName]) -> Mapping[str, FullName]:
    owners: dict[str, FullName | None] = {}
    for full in names:
        for part in parts(full.name):
            known = owners.setdefault(part, full)
            if known is not None and known.actor_id != full.actor_id:
                owners[part] = None
            elif known is not None and full.first < known.first:
                owners[part] = full
    return {part: owner for part, owner in owners.items() if owner is not None}


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
