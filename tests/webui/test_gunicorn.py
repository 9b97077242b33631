"""The site as it is deployed: gunicorn with our configuration and the settings of the environment."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import ProxyHandler, build_opener

import pytest

from tests.webui.archive import ARTICLES, build

ROOT = Path(__file__).parents[2]
ask = build_opener(ProxyHandler({})).open  # a proxy of the environment knows nothing of this machine
PATIENCE_S = 120  # a worker begins to answer when it has loaded everything, on whatever machine


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where gunicorn serves a small archive."""
    folder = tmp_path_factory.mktemp("gunicorn")
    home = folder / "home"
    home.mkdir()
    build(folder / "index")
    command = [sys.executable, "-m", "gunicorn", "--config", "webui/gunicorn.conf.py"]
    command += ["--bind", "127.0.0.1:0", "--workers", "1", "--worker-tmp-dir", str(folder), "webui.wsgi:app"]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | {"KLIPING_INDEX": str(folder / "index"), "HOME": str(home), "XDG_RUNTIME_DIR": ""},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None
        log = ""
        for line in process.stderr:
            log += line
            if listening := re.search(r"Listening at: (http://\S+)", line):
                yield listening[1]
                break
        else:
            pytest.fail(f"gunicorn did not start:\n{log}")
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0
    assert list(home.iterdir()) == []  # two servers of one user do not meet


def test_the_site_answers_from_the_index_of_the_environment(address: str) -> None:
    with ask(f"{address}/healthz", timeout=PATIENCE_S) as answer:
        assert answer.status == 200
    with ask(f"{address}/search?q=senjata", timeout=PATIENCE_S) as answer:
        assert b"<mark>senjata</mark>" in answer.read()
    with ask(f"{address}/search.csv", timeout=PATIENCE_S) as answer:
        assert answer.read().count(b"\r\n") == len(ARTICLES) + 1


def refusal(address: str) -> tuple[int, bytes]:
    with pytest.raises(HTTPError) as refused:
        ask(address, timeout=PATIENCE_S)
    with refused.value as answer:
        return answer.code, answer.read()


def test_the_longest_query_fits_into_an_address_with_its_filters(address: str) -> None:
    outlets = "".join(f"&outlet={'x' * 190}{i}" for i in range(20))
    with ask(f"{address}/search?q={'%D8%A8' * 1000}{outlets}", timeout=PATIENCE_S) as answer:
        assert answer.status == 200


def test_a_query_that_is_far_too_long_is_answered_by_the_application(address: str) -> None:
    status, body = refusal(f"{address}/api/v1/search?q={'a' * 100_000}")
    assert (status, json.loads(body)["parameter"]) == (400, "q")


def test_an_address_beyond_all_bounds_is_refused(address: str) -> None:
    assert refusal(f"{address}/search?q={'a' * 200_000}")[0] == 414
