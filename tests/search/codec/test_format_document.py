"""docs/index-format.md names every array and property that a segment has, with its type, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from search.engines.whoosh.codec.container import Container
from search.engines.whoosh.codec.lexicon import Lexicon
from search.engines.whoosh.codec.segment_file import SegmentDocument, write_segment
from search.engines.whoosh.records import VALUE_COLUMNS
from search.query import TEXT_FIELDS
from tests.builders import article, outlet
from tests.search.codec.test_segment import sample

DOCUMENT = Path(__file__).parents[3] / "docs" / "index-format.md"
NAMES = re.compile(r"### Names.*?```\n(.*?)```", re.DOTALL)
ROW = re.compile(r"^\| (`[^|]+`) \| ([^|]+) \|", re.MULTILINE)


def grammar() -> dict[str, str]:
    """The names in capitals, each with a regular expression of what it stands for."""
    block = NAMES.search(DOCUMENT.read_text("utf-8"))
    assert block is not None
    meanings = dict(line.split(maxsplit=1) for line in block[1].splitlines())
    found = {name: f"(?:{'|'.join(map(re.escape, meaning.split(' | ')))})" for name, meaning in meanings.items()}
    return found | {"LANGUAGE": r"\w+"}


def as_regex(pattern: str) -> re.Pattern[str]:
    """What the names are that a pattern of the document stands for."""
    names = grammar()
    found, before = re.escape(pattern).replace(r"\.\*", r"\.(?:low|high|at|over)"), ""
    while found != before:
        before, found = found, re.sub("[A-Z]+", lambda word: names[word[0]], found)
    return re.compile(found)


def rows() -> list[tuple[str, str]]:
    """Of all tables: what the first column names, and what the second says of it."""
    found = ROW.findall(DOCUMENT.read_text("utf-8"))
    return [(name, kind.strip()) for names, kind in found for name in re.findall("`([^`]+)`", names)]


def arrays() -> dict[str, set[str]]:
    """The types of arrays by pattern."""
    kinds = {name: {*kind.split()} for name, kind in rows() if kind not in ("integer", "list")}
    return {name: kind for name, kind in kinds.items() if kind != {"plane"}}


@pytest.fixture(scope="module")
def container(tmp_path_factory: pytest.TempPathFactory) -> Container:
    """A segment that has arrays of all kinds."""
    long_term = article(id="long", body=" ".join(f"kata{i:03}" for i in range(300)) + " baris" * 300)
    many = [article(id=f"n{i}", body="berita " * (i % 3), section=f"s{i % 60}", author=f"a{i}") for i in range(600)]
    renamed = article(id="renamed", outlet=outlet("KOMPAS"))
    path = tmp_path_factory.mktemp("format") / "s.kliping"
    write_segment(path, [*sample(), *(SegmentDocument(a, None) for a in (long_term, renamed, *many))], Lexicon())
    return Container(path)


def test_every_array_is_in_a_table_with_its_type(container: Container) -> None:
    patterns = [(as_regex(name), kinds) for name, kinds in arrays().items()]
    for name in container.names():
        kinds = [kinds for pattern, kinds in patterns if pattern.fullmatch(name)]
        assert kinds, f"docs/index-format.md does not name {name}"
        assert any(container[name].dtype.str[1:] in kind for kind in kinds), f"{name} is {container[name].dtype.str}"


def test_every_property_is_in_a_table(container: Container) -> None:
    patterns = [as_regex(name) for name, kind in rows() if kind in ("integer", "list")]
    for name in container.properties:
        assert any(pattern.fullmatch(name) for pattern in patterns), f"docs/index-format.md does not name {name}"


def test_no_table_names_what_is_not_written(container: Container) -> None:
    for pattern, _ in rows():
        written = (*container.names(), *container.properties)
        assert any(map(as_regex(pattern).fullmatch, written)), f"docs/index-format.md names {pattern}, which is not"


def test_the_names_of_fields_and_columns_are_the_ones_there_are() -> None:
    assert grammar()["TEXT"] == f"(?:{'|'.join(TEXT_FIELDS)})"
    assert grammar()["COLUMN"] == f"(?:{'|'.join(VALUE_COLUMNS)})"


def test_what_is_not_written_is_not_taken_for_named() -> None:
    patterns = [as_regex(name) for name in arrays()]
    for name in ("body.documents6.low", "title_id", "outlet.positions.low", "start.low", "body.more.words.low", "x"):
        assert not any(pattern.fullmatch(name) for pattern in patterns), name
