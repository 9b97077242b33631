"""What all engines must agree on before their times count, and what they share of an interface."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from tests.benchmarks.prepared import Prepared
from tests.benchmarks.shapes import Shape

BUCKETS = 10
WEIGHTS = {"title": 3.0, "title_id": 3.0, "body": 1.0, "body_id": 1.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A total, and the counts of the facets where they were asked for.

    Of value facets the ten highest counts: which of several values with the last of these is shown may differ.
    """

    total: int
    outlet: tuple[int, ...] = ()
    actor: tuple[int, ...] = ()
    months: Mapping[int, int] = field(default_factory=dict)  # 12 * year + month - 1, without empty ones


def highest(counts: Iterable[int]) -> tuple[int, ...]:
    """The counts that a facet shows."""
    return tuple(sorted(counts, reverse=True)[:BUCKETS])


@dataclass(frozen=True, slots=True)
class Ready:
    """A shape made ready for an engine: what is timed gives whatever the engine gives, `read` makes an answer of it."""

    plain: Callable[[], Any]
    faceted: Callable[[], Any]
    read: Callable[[Any], Answer]
    has_plain_total: bool = True  # whether the total of a plain answer is what it should be


class Peer(Protocol):
    """Another engine, in an empty folder of its own."""

    name: str

    def add(self, articles: Sequence[Prepared]) -> None:
        """Index the articles; what takes time here is timed."""
        ...

    def finish(self) -> None:
        """Commit, so that they can be searched; timed too."""
        ...

    def settle(self) -> None:
        """Let what goes on in the background come to an end; nothing is added after."""
        ...

    def ready(self, shape: Shape) -> Ready: ...

    def bytes(self) -> int:
        """Of the index on the disk."""
        ...

    def describe(self) -> str:
        """Version and number of segments."""
        ...

    def close(self) -> None:
        """Let go of what is open."""
        ...
