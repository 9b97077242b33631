"""What an owner accepted, rejected or listed lies over the packaged lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.actors import ActorMatcher, default_registry, own, registry_beside
from search.actors.loading import Same
from search.actors.skeletons import skeleton
from search.errors import RegistryError


def same(actor_id: str, name: str, actor: str, label: str = "") -> Same:
    return Same(id=actor_id, name=name, actor=actor, label=label)


def test_without_a_file_the_packaged_lists_count(tmp_path: Path) -> None:
    assert registry_beside(tmp_path) is default_registry()


def test_an_accepted_name_is_found_in_texts_and_queries(tmp_path: Path) -> None:
    own.accept(tmp_path, same("person:jhon-kirby", 'Jhon "K" Kirby', "person:john-kirby"))
    registry = registry_beside(tmp_path)
    assert registry.find('jhon "k" kirby') == ("person:john-kirby",)
    assert len(registry) == len(default_registry())
    [match] = ActorMatcher(registry).find('kata Jhon "K" Kirby kemarin')
    assert match.actor_ids == ("person:john-kirby",)


def test_who_is_in_no_list_gets_an_entry_with_its_label(tmp_path: Path) -> None:
    own.accept(tmp_path, same("person:b", "Raka Adhinegara", "person:raka-adinegara", "Raka Adinegara"))
    registry = registry_beside(tmp_path)
    assert registry.label("person:raka-adinegara") == "Raka Adinegara"
    assert registry.find("Raka Adhinegara") == registry.find("Raka Adinegara") == ("person:raka-adinegara",)


def test_an_alias_of_an_alias_is_the_last_ones(tmp_path: Path) -> None:
    own.accept(tmp_path, same("person:a", "Aaa Bbb", "person:b", "Bbb Ccc"))
    own.accept(tmp_path, same("person:b", "Bbb Ccc", "person:john-kirby"))
    registry = registry_beside(tmp_path)
    assert registry.find("Aaa Bbb") == registry.find("Bbb Ccc") == ("person:john-kirby",)
    assert "person:b" not in registry


def test_a_circle_of_aliases_ends(tmp_path: Path) -> None:
    own.accept(tmp_path, same("person:a", "Aaa Bbb", "person:b"))
    own.accept(tmp_path, same("person:b", "Bbb Ccc", "person:a"))
    assert len(registry_beside(tmp_path).find("Aaa Bbb")) == 1


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    own.reject(tmp_path, ("person:a", "person:b"))
    assert registry_beside(tmp_path).listed.different == {frozenset({"person:a", "person:b"})}
    own.reject(tmp_path, ("person:a", "person:c"))
    assert len(registry_beside(tmp_path).listed.different) == 2


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[same]\nid = 'person:a'", "two brackets"),
        ("[[same]]\nid = 'person:a'", "has id, name, actor"),
        ("[[same]]\nid = 'person:a'\nname = 'A'\nactor = 'org:a'", "one kind"),
        ("[[same]]\nid = 'person:a'\nname = ''\nactor = 'person:b'", "one kind"),
        ("[[different]]\nactors = ['person:a']", "two ids"),
    ],
)
def test_a_wrong_decision_is_refused_by_file(tmp_path: Path, text: str, named: str) -> None:
    (tmp_path / own.FILE_NAME).write_text(text)
    with pytest.raises(RegistryError, match=named):
        registry_beside(tmp_path)


@pytest.mark.parametrize(
    "names",
    [
        ("Soeharto", "Suharto"),
        ("Zelensky", "Zelenskyy"),
        ("Muammar Khadafi", "Muammar Khaddafi"),
        ("John Bolton", "Джон Болтон", "جون بولتون"),
        ("Muhammad Rizieq Shihab", "Rizieq Syihab"),
        ("Eka Tjipta Widjaja", "Eka Cipta Wijaja"),
    ],
)
def test_spellings_of_one_name_share_a_skeleton(names: tuple[str, ...]) -> None:
    assert len({skeleton(name) for name in names}) == 1
