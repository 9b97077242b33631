"""How fast articles become searchable, and how much room they take."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from statistics import median

from search.engines.whoosh import writer
from search.model import Article
from tests.benchmarks.answer import Peer
from tests.benchmarks.ours import Ours
from tests.benchmarks.prepared import Prepared, Preparer
from tests.benchmarks.timing import seconds, without_collecting

BATCH = 16_384
FED = "{}, preparing timed"
_ROUNDS = 2
_TOGETHER = 4  # segments
_LEARNT_FROM = 2_048  # articles; of fewer no stems are kept


@dataclass(slots=True, kw_only=True)
class Built:
    """Indexes of the same articles, and how long adding them took each engine, in seconds."""

    ours: Ours
    peers: list[Peer]
    sample: list[Prepared]  # the first articles
    seconds: dict[str, float] = field(default_factory=dict)


def build(
    articles: Iterator[Article], ours: Ours, peers: Sequence[Peer], preparer: Preparer, *, tell: Callable[[str], None]
) -> Built:
    """Index all articles with every engine, batch by batch in turns."""
    built = Built(ours=ours, peers=list(peers), sample=[])
    added = 0
    while batch := list(islice(articles, BATCH)):
        prepared = [preparer.prepare(article) for article in batch]
        built.sample = built.sample or prepared
        with without_collecting():
            _add(built, ours.name, lambda batch=batch: ours.add(batch))
            for peer in peers:
                _add(built, peer.name, lambda peer=peer, prepared=prepared: peer.add(prepared))
        added += len(batch)
        tell(f"{added:,} articles indexed")
    for engine in (ours, *peers):
        _add(built, engine.name, engine.finish)
    return built


def _add(built: Built, name: str, run: Callable[[], None]) -> None:
    built.seconds[name] = built.seconds.get(name, 0.0) + seconds(run)


def known_words(articles: Sequence[Article], preparer: Preparer, peer: type[Peer] | None) -> dict[str, float]:
    """Articles a second where every word has been met before: ours adds what it has added and removed.

    Medians of some rounds, ours and the peer in turns; the peer also with what prepares its texts, timed.
    """
    prepared = [preparer.prepare(article) for article in articles]
    speeds: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as name, without_collecting():
        folder = Path(name)
        ours = Ours(folder / "ours")
        ours.add(articles)
        for number in range(_ROUNDS):
            ours.engine.remove([article.id for article in articles])
            took = {ours.name: seconds(lambda: ours.add(articles))}
            if peer is not None:
                took[peer.name] = _peer_seconds(peer, lambda: prepared, folder / f"peer{number}")
                again = _peer_seconds(peer, lambda: list(map(preparer.prepare, articles)), folder / f"fed{number}")
                took[FED.format(peer.name)] = again
            for engine, of_round in took.items():
                speeds.setdefault(engine, []).append(len(articles) / of_round)
        ours.close()
    return {name: median(of_engine) for name, of_engine in speeds.items()}


def new_words(
    known: Sequence[Article], articles: Sequence[Article], preparer: Preparer, peer: type[Peer] | None
) -> dict[str, float]:
    """Articles a second where a part of the words has never been met, by engines that have met those of `known`, as
    `preparer` has."""
    feeder = Preparer(after=preparer)
    prepared = [preparer.prepare(article) for article in articles]
    with tempfile.TemporaryDirectory() as name, without_collecting():
        folder = Path(name)
        ours = Ours(folder / "ours")
        ours.add(known)
        took = {ours.name: seconds(lambda: ours.add(articles))}
        if peer is not None:
            took[peer.name] = _peer_seconds(peer, lambda: prepared, folder / "peer")
            took[FED.format(peer.name)] = _peer_seconds(
                peer, lambda: list(map(feeder.prepare, articles)), folder / "fed"
            )
        ours.close()
    return {engine: len(articles) / of_engine for engine, of_engine in took.items()}


def several_writers(articles: Sequence[Article], *, writers: int) -> float:
    """Articles a second that so many processes of ours add together, known words, in four segments.

    The analyzer has to know their stems: the processes read them from the table that a first writer leaves.
    """
    with tempfile.TemporaryDirectory() as name, without_collecting(), _segments_of(-(-len(articles) // _TOGETHER)):
        first = Ours(Path(name))
        first.add(articles[:_LEARNT_FROM])
        first.close()
        several = Ours(Path(name), writers=writers)
        several.add(articles)  # every process gets the same segments each time
        took = []
        for _ in range(_ROUNDS):
            several.engine.remove([article.id for article in articles])
            took.append(seconds(lambda: several.add(articles)))
        several.close()
    return len(articles) / median(took)


@contextmanager
def _segments_of(size: int) -> Iterator[None]:
    """Segments of so many articles, that a small archive makes several."""
    usual, writer.SEGMENT_ARTICLES = writer.SEGMENT_ARTICLES, size
    try:
        yield
    finally:
        writer.SEGMENT_ARTICLES = usual


def _peer_seconds(kind: type[Peer], articles: Callable[[], Sequence[Prepared]], folder: Path) -> float:
    """How long the peer takes for an index of `articles`, the making of these included."""
    folder.mkdir()
    with closing(kind(folder)) as peer:

        def run() -> None:
            peer.add(articles())
            peer.finish()

        return seconds(run)
