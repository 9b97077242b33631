"""A writer killed at any moment: a file under its final name is whole."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from search.engines.whoosh.codec.segment_file import SegmentDocument
from search.engines.whoosh.codec.segment_view import SegmentView
from tests.builders import article
from tests.search.codec.plain import said_by, said_of

ROOT = Path(__file__).parents[3]
ROUNDS = 200 if os.environ.get("KLIPING_SOAK") else 10

WRITER = """
import sys
from itertools import count
from pathlib import Path
from search.engines.whoosh.codec.lexicon import Lexicon
from search.engines.whoosh.codec.segment_file import write_segment
from tests.search.codec.test_killed import segment

folder, lexicon = Path(sys.argv[1]), Lexicon()
for number in count():
    unfinished = folder / f"{number}.kliping.new"
    write_segment(unfinished, segment(number), lexicon)
    unfinished.rename(folder / f"{number}.kliping")
    print(number, flush=True)
"""


def segment(number: int) -> list[SegmentDocument]:
    """The documents of a segment: what they are follows from its number."""
    return [
        SegmentDocument(
            article(
                id=f"{number}-{i}", title=f"Judul {i}", body=f"memasok senjata {number} " * (i % 9), section=f"s{i % 5}"
            ),
            None,
        )
        for i in range(40)
    ]


def write_until_killed(folder: Path, *, after_s: float) -> int:
    """How many segments a process says it has written; it is killed so long after the first."""
    command = [sys.executable, "-c", WRITER, str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        first = writer.stdout.readline()
        time.sleep(after_s)
        writer.kill()
        return len([first, *writer.stdout.readlines()])


def assert_whole(folder: Path, *, at_least: int) -> None:
    segments = [*folder.glob("*.kliping")]
    assert len(segments) >= at_least > 0
    for path in segments:
        documents = segment(int(path.stem))
        assert said_by(SegmentView(path), documents) == said_of(documents)


@pytest.mark.soak
@pytest.mark.parametrize("number", range(ROUNDS))
def test_a_file_under_its_final_name_is_whole_whenever_its_writer_was_killed(tmp_path: Path, number: int) -> None:
    written = write_until_killed(tmp_path, after_s=random.Random(number).uniform(0, 0.05))
    assert_whole(tmp_path, at_least=written)
