"""Runs that cannot end well: locked, foreign and damaged indexes, full disks, Ctrl-C. What was committed stays."""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
import time
import warnings
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from indexer import cli as cli_module
from indexer import pipeline
from indexer.cli import cli
from search.engines.whoosh import WhooshEngine, open_engine
from search.errors import IndexMismatchError, IndexWriteError
from search.settings import Settings
from tests.indexer.archives import jsonl, noise, record, write

ROOT = Path(__file__).parents[2]


def run(*arguments: object, code: int) -> Result:
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    return result


def run_beside(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """What became of the command in a process of its own, which `script` prepares."""
    command = [sys.executable, "-c", f"{script}\ncli.cli()", *(str(argument) for argument in arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)


def articles(tmp_path: Path) -> int:
    engine = open_engine(Settings(index=tmp_path / "index"))
    return engine.status().articles


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KLIPING_INDEX", str(tmp_path / "index"))
    return write(tmp_path / "a.jsonl", jsonl(*(record(number) for number in range(60))))


def test_a_second_writer_fails_at_once_and_says_who_holds_the_lock(tmp_path: Path, path: Path) -> None:
    run("add", path, code=0)
    holder = (
        "import sys; from pathlib import Path; from search.engines.whoosh.lock import writer_lock\n"
        "from search.engines.whoosh.layout import IndexFolder\n"
        "with writer_lock(IndexFolder(Path(sys.argv[1])).lock_path): print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", holder, str(tmp_path / "index")]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            for command in (["add", str(path)], ["remove", "--archive", "a.jsonl"], ["rebuild"]):
                assert f"process {process.pid}" in run(*command, code=1).stderr
        finally:
            process.kill()
    run("add", path, code=0)


def test_a_folder_that_is_no_index_is_left_alone(tmp_path: Path, path: Path) -> None:
    write(tmp_path / "index/surat.txt", "penting")
    assert str(tmp_path / "index") in run("add", path, code=1).stderr
    assert [file.name for file in (tmp_path / "index").iterdir()] == ["surat.txt"]


def test_a_file_where_the_index_should_be_is_a_failure(tmp_path: Path, path: Path) -> None:
    write(tmp_path / "index", "penting")
    run("add", path, code=1)
    assert (tmp_path / "index").read_text() == "penting"


def test_a_damaged_index_is_a_failure_and_not_taken_for_an_empty_one(tmp_path: Path, path: Path) -> None:
    run("add", path, code=0)
    [toc] = (tmp_path / "index").rglob("_*.toc")
    toc.write_bytes(b"rusak")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # Whoosh leaves a table of contents open that it cannot read
        for command in (["add", str(path)], ["status"], ["rebuild"]):
            assert "Traceback" not in run(*command, code=1).output
        gc.collect()
    assert toc.read_bytes() == b"rusak"


def test_an_index_of_another_analysis_is_refused_with_the_command_and_rebuilt_by_it(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", path, code=0)
    with monkeypatch.context() as other:
        other.setattr("search.analysis.fingerprint", lambda: "lain")
        with pytest.raises(IndexMismatchError):
            open_engine(Settings(index=tmp_path / "index"))
        assert "python -m indexer rebuild" in run("add", path, code=1).stderr
        run("rebuild", code=0)
        assert articles(tmp_path) == 60
        run("add", path, code=0)


def test_an_engine_whose_disk_is_full_keeps_what_was_committed(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "BATCH_ARTICLES", 20)
    update = WhooshEngine.update
    sizes: list[int] = []

    def filling(self: WhooshEngine, given: object) -> object:
        given = list(given)  # type: ignore[call-overload]
        sizes.append(len(given))
        if len(sizes) > 3:
            raise IndexWriteError("no space left on device")
        return update(self, given)

    monkeypatch.setattr(WhooshEngine, "update", filling)
    result = run("add", path, "--json", code=1)
    assert "no space left" in result.stderr
    assert json.loads(result.stdout.splitlines()[-1])["added"] == 40
    assert articles(tmp_path) == 40


def test_a_full_disk_keeps_what_was_committed(tmp_path: Path, path: Path) -> None:
    run("add", path, code=0)
    more = write(tmp_path / "b.jsonl", jsonl(*(record(n, body=noise(10_000, n)) for n in range(900, 1000))))

    full = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000)); from indexer import cli"
    done = run_beside(full, "add", more, "--json")
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert json.loads(done.stdout.splitlines()[-1])["added"] == 0
    assert articles(tmp_path) == 60
    run("add", more, code=0)
    assert articles(tmp_path) == 160


def test_rejections_that_cannot_be_written_cost_no_articles(tmp_path: Path, path: Path) -> None:
    write(tmp_path / "b.jsonl", jsonl(record(1), b"{"))
    write(tmp_path / "folder", "bukan folder")
    result = run("add", tmp_path / "b.jsonl", "--report", tmp_path / "folder/x.jsonl", code=1)
    assert "could not be written" in result.stderr
    assert articles(tmp_path) == 1


INTERRUPTED = """
import os, signal
from indexer import cli

read = cli.read

def interrupted(*given):
    for number, item in enumerate(read(*given), 1):
        if number == 400:
            os.kill(os.getpid(), signal.SIGINT)
        yield item

cli.read = interrupted
"""


def test_ctrl_c_stops_with_what_was_read_committed(tmp_path: Path, path: Path) -> None:
    """While processes beside understand what was read before."""
    for number in range(1000):
        write(tmp_path / f"arsip/{number:04}.txt", f"Isi berita nomor {number}. " * 200)
    done = run_beside(INTERRUPTED, "add", tmp_path / "arsip", "--json", "--workers", "2")
    assert done.returncode == 130, done.stderr
    assert "Traceback" not in done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert articles(tmp_path) == found["added"] == found["read"] == 400


def test_a_second_ctrl_c_ends_at_once(tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(5)

    monkeypatch.setattr(cli_module.pipeline, "add", interrupted)
    run("add", path, code=130)
    assert articles(tmp_path) == 0
