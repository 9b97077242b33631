"""How fast the whole journey is: add archives to a scratch index, then ask the page and the API 30 queries.

    python -m tests.benchmarks.journey PATH... [--workers N] [--rounds 5]

Prints articles/s of `indexer add` (whole and by stage) and, for page and API, median and p95 of the server's time over
all queries and rounds, the first round (cold caches) apart. Times are of one process on one core of whatever else the
machine does: compare ratios, and medians of several runs.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

from search import Settings
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = replace(Settings(), index=Path(folder) / "index")
        _add(options.paths, settings=settings, workers=options.workers)
        size = sum(f.stat().st_size for f in settings.index.rglob("*") if f.is_file())
        _say(f"index size                 {size / 1e6:8.1f} MB")
        _ask(settings, rounds=options.rounds)


def _add(paths: list[Path], *, settings: Settings, workers: int) -> None:
    command = [sys.executable, "-m", "indexer", "add", *map(str, paths), "--index", str(settings.index)]
    run = subprocess.run([*command, "--workers", str(workers), "--json"], capture_output=True, text=True, check=False)
    report = json.loads(run.stdout.splitlines()[-1])
    _say(f"exit {run.returncode}; " + json.dumps({k: v for k, v in report.items() if k != "stages"}))
    for stage, seconds in report.get("stages", {}).items():
        _say(f"{stage:<26} {report['read'] / seconds if seconds else 0:8.0f} articles/s   {seconds:7.1f} s")


def _ask(settings: Settings, *, rounds: int) -> None:
    client = create_app(settings).test_client()
    for name, path in (("page", "/search"), ("API", "/api/v1/search")):
        cold: list[float] = []
        warm: list[float] = []
        slowest: dict[str, float] = {}
        for number in range(rounds):
            for query in QUERIES:
                started = time.perf_counter()
                answer = client.get(f"{path}?{urlencode(query)}")
                took_ms = (time.perf_counter() - started) * 1000
                assert answer.status_code == 200, (query, answer.status_code, answer.text[:300])
                (warm if number else cold).append(took_ms)
                slowest[str(query)] = max(slowest.get(str(query), 0.0), took_ms)
        _say(f"{name}, cold: {_spread(cold)}; warm: {_spread(warm)}")
        worst = sorted(slowest.items(), key=lambda pair: -pair[1])[:3]
        _say("   slowest: " + "; ".join(f"{took:.0f} ms {query}" for query, took in worst))


def _spread(times_ms: list[float]) -> str:
    if len(times_ms) < 2:
        return "-"
    return f"median {statistics.median(times_ms):.1f} ms, p95 {statistics.quantiles(times_ms, n=20)[-1]:.1f} ms"


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
