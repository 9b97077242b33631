"""Which segments are to be merged next.

Segments are in tiers by their live documents: below 8, below 64, below 512, ... When a tier has eight segments they
become one, together with all smaller ones: a document moves up at least a tier whenever it is copied, seven times at
most. Every search pays for every segment, so when there are more than sixteen the tier that has the most of them goes
first. A merge takes its time, so no segment grows without end: when all together would fill one of the largest size
they do, and those of half that size are left alone, as two of them would not fit into one. While a large merge is
running beside, the same is asked with a smaller largest size: what takes no time can be merged all the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

FACTOR = 8
MAX_DOCUMENTS = 1 << 20  # of a merged segment: some tens of seconds
MAX_BYTES = 2 << 30  # of a merged segment, where articles are long; a field of 2^32 positions takes more
MAX_SMALL = 16  # segments that are not left alone
_MAX_WAITING = 2 * MAX_SMALL  # of these, before a writer has to wait for a merge
_MAX_DELETED = 0.3  # of a segment's documents: they cost time and room, and count in the scores


class SegmentSize(NamedTuple):
    """What the plan has to know of a segment."""

    name: str
    live: int
    deleted: int
    size: int = 0  # bytes of its file

    @property
    def fill(self) -> float:
        """How much of the largest segment its live documents are."""
        share = self.live / max(self.live + self.deleted, 1)
        return max(self.live / MAX_DOCUMENTS, self.size * share / MAX_BYTES)

    @property
    def is_stale(self) -> bool:
        """Whether too many of its documents are deleted."""
        return self.deleted > (self.live + self.deleted) * _MAX_DELETED


def due(segments: Sequence[SegmentSize], *, factor: int = FACTOR, room: float = 1.0) -> tuple[str, ...] | None:
    """The names of segments to be merged into one, in the order given; None when all is well.

    After the merge ask again. A smaller `factor` leaves fewer segments for more copying, the fewest with 2. With less
    `room` than 1 the plan is one in which the largest segment has that `fill`; then give it no larger ones.
    """
    stale = max((s for s in segments if s.is_stale), key=lambda s: s.deleted, default=None)
    if stale is not None:
        return (stale.name,)
    small = sorted((s for s in segments if s.fill < room / 2), key=lambda s: s.fill)
    chosen = _chosen(small, factor, room)
    names = {segment.name for segment in chosen}
    return tuple(segment.name for segment in segments if segment.name in names) or None


def is_crowded(segments: Sequence[SegmentSize]) -> bool:
    """Whether so many segments wait to be merged that nothing should be added before."""
    return sum(segment.fill < 0.5 for segment in segments) > _MAX_WAITING


def _chosen(small: Sequence[SegmentSize], factor: int, room: float) -> Sequence[SegmentSize]:
    """What of the segments, by rising size, is to be merged."""
    tiers = [_tier(segment.live, factor) for segment in small]
    counts = Counter(tiers)
    full = [tier for tier, count in counts.items() if count >= factor]
    if full:
        highest = max(full)
    elif sum(segment.fill for segment in small) >= room:
        highest = max(tiers)
    elif len(small) > MAX_SMALL:
        highest = max(counts, key=lambda tier: (counts[tier], -tier))  # the most segments for the least copying
    else:
        return ()
    return _fitting([segment for segment, tier in zip(small, tiers, strict=True) if tier <= highest], room)


def _tier(live: int, factor: int) -> int:
    tier = 0
    while live >= factor:
        live //= factor
        tier += 1
    return tier


def _fitting(small: Sequence[SegmentSize], room: float) -> Sequence[SegmentSize]:
    """The first of them, by rising size, that make no more than one largest segment: two at least."""
    total = 0.0
    for number, segment in enumerate(small):
        total += segment.fill
        if total > room:
            return small[:number]
    return small
