"""README and the map say what is there."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from indexer.cli import cli
from search import Settings
from search.settings import env_name
from tests.webui import archive

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAP = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
PATH = re.compile(r"`([\w.-]+/[\w./-]*|[\w-]+\.(?:md|toml|txt))`")
LINK = re.compile(r"\]\((?!https?://)([^)#]+)")
DOCUMENTS = sorted([ROOT / "README.md", *ROOT.glob("docs/*.md"), *ROOT.glob("docs/decisions/*.md")])


def test_every_path_on_the_map_is_there() -> None:
    named = PATH.findall(MAP)

    assert len(named) > 50
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_package_is_on_the_map() -> None:
    named = set(PATH.findall(MAP))
    packages = {
        str(file.parent.relative_to(ROOT))
        for top in ("search", "indexer", "webui")
        for file in (ROOT / top).rglob("__init__.py")
    }

    assert [package for package in packages if not any(path.startswith(f"{package}/") for path in named)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    links = LINK.findall(document.read_text(encoding="utf-8"))

    assert [link for link in links if not (document.parent / link).exists()] == []


def test_readme_lists_every_setting_with_its_default_and_meaning() -> None:
    rows = re.findall(r"^\| `(KLIPING_\w+)` \| `(.+)` \| (.+) \|$", README, re.M)

    expected = [(env_name(each.name), str(each.default), each.metadata["help"]) for each in fields(Settings)]
    assert rows == expected


def test_the_example_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [example] = re.findall(r"```python\n(.+?)```", README, re.S)
    archive.build(tmp_path / "index")
    monkeypatch.setenv("KLIPING_INDEX", str(tmp_path / "index"))

    printed: list[tuple[str, ...]] = []
    exec(compile(example, "README.md", "exec"), {"print": lambda *words: printed.append(words)})
    assert (archive.DENIAL.id, archive.DENIAL.title) in printed


def test_commands_and_flags_of_the_readme_are_there() -> None:
    lines = re.findall(r"^\.venv/bin/python -m indexer (\w+)(.*?)(?: {2,}#.*)?$", README, re.M)

    assert len(lines) >= 7
    for name, rest in lines:
        flags = {flag for option in cli.commands[name].params for flag in option.opts}
        assert set(re.findall(r"--[\w-]+", rest)) <= flags, (name, rest)
