"""Names that may be one actor are suggested, and what the owner decides is kept beside the index."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from indexer.cli import cli
from search import SearchRequest, open_service
from search.actors.own import FILE_NAME
from search.settings import Settings
from tests.indexer.archives import jsonl, record, write

TEXTS = (
    "Juru bicara Raka Adinegara membantah kabar itu, kata Menteri Dewi Kusumaningrum.",
    "Juru bicara Raka Adhinegara membantah lagi. Menteri Dewi Kusumaningrum setuju.",
    "Juru bicara Raka Adinegara pergi. Menteri Dewi Kusumaningrum tinggal.",
)


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KLIPING_INDEX", str(tmp_path / "index"))
    records = (record(number, body=body, url=f"https://contoh.id/{number}") for number, body in enumerate(TEXTS))
    write(tmp_path / "arsip/a.jsonl", jsonl(*records))
    run("add", tmp_path / "arsip")
    return tmp_path / "index"


def run(*arguments: object, code: int = 0) -> Result:
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    return result


def total(index: Path, text: str) -> int:
    with open_service(Settings(index=index)) as service:
        return service.search(SearchRequest(text=text)).total


def test_another_spelling_is_suggested_with_its_company_and_changes_nothing(index: Path) -> None:
    line = run("actors", "suggest").stdout.splitlines()[0]
    assert line.startswith("person:raka-adhinegara -> person:raka-adinegara")
    assert "spelling" in line
    assert not (index / FILE_NAME).exists()
    assert total(index, "actor:person:raka-adinegara") == 2


def test_an_accepted_name_is_the_actors_at_once_in_a_query_and_after_a_rebuild(index: Path) -> None:
    accepted = run("actors", "accept", "person:raka-adhinegara", "person:raka-adinegara")
    assert "Raka Adhinegara is Raka Adinegara in 1 articles" in accepted.stdout
    for _ in range(2):
        assert total(index, "actor:person:raka-adinegara") == 3
        assert total(index, 'actor:"Raka Adhinegara"') == 3
        assert total(index, "actor:person:raka-adhinegara") == 0
        run("rebuild", "--workers", 1)
    assert run("actors", "suggest").stdout == "0 pairs may be one\n"


def test_a_rejected_pair_is_suggested_no_more(index: Path) -> None:
    run("actors", "reject", "person:raka-adinegara", "person:raka-adhinegara")
    assert run("actors", "suggest").stdout == "0 pairs may be one\n"
    assert total(index, "actor:person:raka-adhinegara") == 1


def test_a_newsrooms_own_actor_is_found_after_a_rebuild(index: Path) -> None:
    (index / FILE_NAME).write_text('[person.raka]\nname = "Kang Raka"\nalias = ["Raka Adinegara", "Raka Adhinegara"]\n')
    run("rebuild", "--workers", 1)
    assert total(index, 'actor:"Kang Raka"') == 3


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("accept", "person:joko-widodo", "person:raka-adinegara"), "registry"),
        (("accept", "person:nobody-here", "person:joko-widodo"), "no article"),
        (("accept", "person:raka-adinegara", "org:kpk"), "one kind"),
        (("reject", "raka", "person:raka-adinegara"), "no id"),
    ],
)
def test_what_cannot_be_one_is_refused(index: Path, arguments: tuple[str, ...], named: str) -> None:
    assert named in run("actors", *arguments, code=2).stderr
    assert not (index / FILE_NAME).exists()


def test_a_damaged_list_is_named_before_anything_is_understood(index: Path) -> None:
    (index / FILE_NAME).write_text("[person.x]\nnames = 'X'\n")
    assert FILE_NAME in run("rebuild", code=1).stderr
