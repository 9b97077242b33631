"""How fast the whole journey is: archives into a scratch index, then 30 queries to the page and to the API.

    python -m tests.benchmarks.journey PATH... [--workers N] [--rounds 5]

prints articles/s of reading, understanding and writing, each alone in one process; of `indexer add` as a whole, with N
workers; the size of the index; and for page and API the median and the 95th percentile of the server's time over all
queries, the first round (cold caches) apart. In brackets stands the same in time of the processor, which what else the
machine does changes less.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

from flask.testing import FlaskClient

from indexer.merging import first_seen
from indexer.options import archive_name
from indexer.pipeline import BATCH_ARTICLES, Understanding
from indexer.readers import ReadOptions, Rejected, read
from indexer.workers import quiet_libraries, understand_all
from search import Settings
from search.engines.whoosh import open_engine
from search.model import Article, RawArticle, StoredArticle
from webui import create_app

QUERIES: tuple[dict[str, str], ...] = (
    {"q": ""},
    {"q": "presiden"},
    {"q": "pasok senjata"},
    {"q": "memasok"},
    {"q": "harga beras naik"},
    {"q": "gempa bumi"},
    {"q": '"gempa bumi"'},
    {"q": "polisi menangkap pelaku"},
    {"q": "pemerintah akan membangun jalan tol"},
    {"q": "kapan pemilihan presiden digelar"},
    {"q": "Jokowi"},
    {"q": "KPK"},
    {"q": '"Presiden Joko Widodo"'},
    {"q": "korupsi NOT bansos"},
    {"q": "banjir OR longsor"},
    {"q": "kebakaran hutan -Riau"},
    {"q": "pemb*"},
    {"q": "wil?yah"},
    {"q": "indonsia~"},
    {"q": '"harga minyak"~3'},
    {"q": "title:jakarta"},
    {"q": "outlet:detik.com gempa"},
    {"q": "actor:country:ID"},
    {"q": "date:2019-08 polisi"},
    {"q": "ekonomi", "from": "2019-06", "to": "2019-09"},
    {"q": "ekonomi", "sort": "newest"},
    {"q": "bola", "language": "id", "facets": "outlet,group,actor,source,language,archive,section,date"},
    {"q": "rumah", "size": "100"},
    {"q": "yang di dari"},
    {"q": "apa yang dilakukan pemerintah untuk menurunkan harga bahan pokok di pasar"},
)
SLOWEST = 5  # queries that are named


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--workers", type=int, default=2, help="processes of `indexer add` that understand")
    parser.add_argument("--rounds", type=int, default=5, help="how often every query is asked with warm caches")
    options = parser.parse_args()
    quiet_libraries()
    with tempfile.TemporaryDirectory() as folder:
        settings = replace(Settings(), index=Path(folder) / "index")
        measure_stages(options.paths, settings=replace(settings, index=Path(folder) / "stages"))
        measure_add(options.paths, settings=settings, workers=options.workers)
        measure_queries(settings, rounds=options.rounds)


# ---- the life of an article ------------------------------------------------------------------------------------


def measure_stages(paths: Sequence[Path], *, settings: Settings) -> None:
    """Read, understand and write one after the other, in this process."""
    started = Clock.now()
    raws = [item for path in paths for item in _read(path) if isinstance(item, RawArticle)]
    _say_rate("read", len(raws), started)
    understanding = Understanding(today=datetime.now(UTC).date(), timezone=settings.timezone)
    started = Clock.now()
    outcomes = understand_all(raws, understanding)
    _say_rate("understand", len(raws), started)
    rejected = Counter(outcome.reason for outcome in outcomes if isinstance(outcome, Rejected))
    _say(f"{'rejected':<12} {dict(rejected)}")
    stored = _stored(raws, outcomes)
    started = Clock.now()
    with closing(open_engine(settings, create=True)) as engine:
        for batch in _batches(stored):
            engine.update(batch)
    _say_rate("write", len(stored), started)


def _read(path: Path) -> Iterator[object]:
    return read(path, ReadOptions(archive=archive_name(path, None)))


def _stored(raws: Iterable[RawArticle], outcomes: Iterable[Article | Rejected]) -> list[StoredArticle]:
    """The understood articles, of several with one id the last."""
    now = datetime.now(UTC)
    pairs = [(raw, outcome) for raw, outcome in zip(raws, outcomes, strict=True) if isinstance(outcome, Article)]
    return list({a.id: first_seen(a, raw, now=now, keep_raw=True) for raw, a in pairs}.values())


def _batches(stored: Sequence[StoredArticle]) -> Iterator[Sequence[StoredArticle]]:
    return (stored[start : start + BATCH_ARTICLES] for start in range(0, len(stored), BATCH_ARTICLES))


def measure_add(paths: Sequence[Path], *, settings: Settings, workers: int) -> None:
    """The command line as a whole, in a process of its own, its start and imports included."""
    command = [sys.executable, "-m", "indexer", "add", *map(str, paths), "--index", str(settings.index)]
    started = Clock.now()
    run = subprocess.run(
        [*command, "--workers", str(workers), "--json"], stdout=subprocess.PIPE, text=True, check=False
    )
    report = json.loads(run.stdout.splitlines()[-1])
    _say_rate("add", report["read"], started)
    _say(f"{'':<12} {workers} workers, exit {run.returncode}, {json.dumps(report)}")
    size = sum(file.stat().st_size for file in settings.index.rglob("*") if file.is_file())
    _say(f"{'index':<12} {size / 1e6:10.1f} MB, {size / max(report['added'], 1):.0f} bytes an article")


# ---- the life of a query ---------------------------------------------------------------------------------------


def measure_queries(settings: Settings, *, rounds: int) -> None:
    """Ask every query of the page and of the API, once and then `rounds` times over."""
    client = create_app(settings).test_client()
    for name, path in (("page", "/search"), ("API", "/api/v1/search")):
        cold = [_ask(client, path, query) for query in QUERIES]
        warm: dict[str, list[Clock]] = defaultdict(list)
        for _ in range(rounds):
            for query in QUERIES:
                warm[urlencode(query)].append(_ask(client, path, query))
        _say(f"{name:<12} cold: {_spread(cold)}; warm: {_spread([took for each in warm.values() for took in each])}")
        medians = ((statistics.median(took.processor for took in each), query) for query, each in warm.items())
        worst = sorted(medians, reverse=True)[:SLOWEST]
        _say(f"{'':<12} slowest: " + ", ".join(f"({seconds * 1000:.0f}) ms {query}" for seconds, query in worst))


def _ask(client: FlaskClient, path: str, query: dict[str, str]) -> Clock:
    started = Clock.now()
    answer = client.get(f"{path}?{urlencode(query)}")
    took = Clock.now() - started
    if answer.status_code != 200:
        raise SystemExit(f"{path} {query}: {answer.status_code} {answer.text[:300]}")
    return took


def _spread(times: Sequence[Clock]) -> str:
    wall, processor = [took.wall * 1000 for took in times], [took.processor * 1000 for took in times]
    return (
        f"median {statistics.median(wall):.1f} ({statistics.median(processor):.1f}) ms, "
        f"p95 {_percentile95(wall):.1f} ({_percentile95(processor):.1f}) ms"
    )


def _percentile95(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


# ---- clocks and printing ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Clock:
    """A point in time, or the stretch between two: of the wall, and of the processor with the children it has ended."""

    wall: float
    processor: float

    @classmethod
    def now(cls) -> Clock:
        used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return cls(time.perf_counter(), sum(each.ru_utime + each.ru_stime for each in used))

    def __sub__(self, earlier: Clock) -> Clock:
        return Clock(self.wall - earlier.wall, self.processor - earlier.processor)


def _say_rate(stage: str, articles: int, started: Clock) -> None:
    took = Clock.now() - started
    _say(
        f"{stage:<12} {articles / took.wall:10.0f} ({articles / took.processor:.0f}) articles/s, "
        f"{took.wall:.1f} ({took.processor:.1f}) s for {articles}"
    )


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
