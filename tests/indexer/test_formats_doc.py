"""docs/formats.md says what the code does."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from indexer.readers import FORMATS
from indexer.readers.fields import NAMES
from indexer.readers.items import REJECTIONS, SKIPS
from indexer.readers.paths import FIELDS
from indexer.report import RunReport
from search.settings import Settings

TEXT = (Path(__file__).parents[2] / "docs/formats.md").read_text("utf-8")


def table(heading: str) -> dict[str, str]:
    """First and second column of the first table under a heading."""
    section = TEXT.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [line.strip("|").split(" | ") for line in section.splitlines() if line.startswith("| `")]
    return {first.strip(): second.strip() for first, second, *_ in rows}


def code(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def test_reasons_are_those_of_the_code() -> None:
    assert table("What is rejected") == {f"`{reason}`": text for reason, text in REJECTIONS.items()}
    assert table("What is skipped") == {f"`{reason}`": text for reason, text in SKIPS.items()}


def test_fields_and_their_names_are_those_of_the_code() -> None:
    assert {code(field)[0]: tuple(code(names)) for field, names in table("Fields").items()} == dict(NAMES)
    assert all(f"`{{{field}}}`" in TEXT for field in FIELDS)


def test_endings_are_those_of_the_code() -> None:
    assert {ending for names in table("Files") for ending in code(names)} == set(FORMATS)


def test_limits_and_report_are_those_of_the_code() -> None:
    defaults = {
        f"--{f.name.replace('_', '-')}": f"{f.default:g}" for f in fields(Settings) if isinstance(f.default, float)
    }
    for flag, default in table("Limits").items():
        assert defaults[code(flag)[0]] == default
    assert [key for keys in table("The report") for key in code(keys)] == [
        *(f.name for f in fields(RunReport)), "articles_per_s",
    ]  # fmt: skip
