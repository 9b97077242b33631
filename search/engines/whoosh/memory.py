"""What a process remembers of an index from one snapshot to the next.

What is decoded and computed is dropped when there is no room, or with the segment or the commit that it is of. What
every commit would make anew for the sake of a few articles is taken over and added to: the numbers of a column's
values, and which segments its heads are made of.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import takewhile

import numpy as np

from search.engines.whoosh.cache import Cache, Key
from search.engines.whoosh.codec.container import Container
from search.engines.whoosh.codec.values import Values
from search.engines.whoosh.columns import Heads
from search.engines.whoosh.numbering import Numbering

_TAIL_SHARE = 32  # of all documents: one of so many may be in segments that came after a column's heads were made
_KEPT_BYTES = 8 << 20  # of what decoding frees: to hand it back and ask for it again takes as long as decoding


class Memory:
    """What the snapshots of an index share: what is derived from columns, what is decoded of words, as far as there is
    room beside that, and the numbers of values last given."""

    def __init__(self, max_bytes: int) -> None:
        np.empty(_KEPT_BYTES, np.uint8)  # once so much was freed, the C library keeps as much for the next that asks
        self.derived = Cache(max_bytes)
        self.cache = Cache(max_bytes, beside=self.derived)
        self._numberings: dict[str, Numbering] = {}
        self._trunks: dict[str, tuple[str, ...]] = {}

    def numbering(self, name: str, parts: Sequence[Values]) -> Numbering:
        """The numbers of a column's values, by segment; those that were numbered before a commit are not anew."""
        made = self._numberings[name] = Numbering(parts, begun=self._numberings.get(name))
        return made

    def trunk(self, name: str, sizes: Mapping[str, int]) -> tuple[str, ...]:
        """The first segments, of which a column's heads are made: those of last time, while few documents came after.

        `sizes` are the documents of all segments by name, in their order.
        """
        names = tuple(sizes)
        last = self._trunks.get(name, ())
        after = sum(sizes[later] for later in names[len(last) :])
        if names[: len(last)] != last or after * _TAIL_SHARE > sum(sizes.values()):
            self.derived.drop(_heads_key(name, last))
            last = self._trunks[name] = names
        return last

    def heads(self, name: str, trunk: tuple[str, ...], make: Callable[[], Heads]) -> Heads:
        """The heads of a column that are made of these segments, made if they are not at hand."""
        return self.derived.get(_heads_key(name, trunk), make)

    def keep(self, generation: str, containers: Mapping[str, Container]) -> None:
        """Let go of what belongs to other snapshots than that of `generation`, and to segments that it has not got.

        `containers` are the files of those that it has, by name.
        """
        origins = {generation, *containers}
        self.cache.keep(origins)
        self.derived.keep(origins)
        kept = set(containers.values())
        for name, numbering in list(self._numberings.items()):
            parts = list(takewhile(lambda part: part.container in kept, numbering.parts))
            if len(parts) < len(numbering.parts):
                self._numberings[name] = Numbering(parts, begun=numbering)


def _heads_key(column: str, segments: tuple[str, ...]) -> Key:
    """Of the heads that are made of these segments; they go with the last one."""
    return segments[-1] if segments else "", ("heads", column, segments)
