"""Pairs of actors that may be one are suggested; those that only look so are not."""

from __future__ import annotations

import pytest

from indexer.likeness import Seen, Suggestion, suggestions
from search.actors import default_registry, kind_of


def seen(actor_id: str, label: str, *companions: str, articles: int = 1, acronyms: tuple[str, ...] = ()) -> Seen:
    one = Seen(id=actor_id, label=label, kind=str(kind_of(actor_id)), articles=articles, acronyms=set(acronyms))
    one.companions.update(companions)
    return one


def suggested(*actors: Seen) -> list[Suggestion]:
    return list(suggestions({one.id: one for one in actors}, default_registry()))


def pairs(*actors: Seen) -> list[tuple[str, str, str]]:
    return [(each.alias, each.actor, each.likeness) for each in suggested(*actors)]


@pytest.mark.parametrize(
    ("actor_id", "label", "actor", "likeness"),
    [
        ("person:jon-kirby", "Jon Kirby", "person:john-kirby", "spelling"),
        ("person:sergei-lavroff", "Sergei Lavroff", "person:sergey-lavrov", "spelling"),
        ("person:x", "Карин Жан-Пьер", "person:karine-jean-pierre", "script"),
        ("person:x", "جون بولتون", "person:john-bolton", "script"),
        ("person:sri-mulyani-i-indrawati", "Sri Mulyani I Indrawati", "person:sri-mulyani-indrawati", "initials"),
        ("org:kemensetnegg", "Kemenseetneg", "org:setneg", "spelling"),
    ],
)
def test_a_name_like_a_listed_one_is_suggested(actor_id: str, label: str, actor: str, likeness: str) -> None:
    assert (actor_id, actor, likeness) in pairs(seen(actor_id, label))


def test_an_acronym_is_suggested_for_the_one_full_name_with_these_initials() -> None:
    full = seen("org:badan-vokasi-samudra-raya", "Badan Vokasi Samudra Raya")
    short = seen("org:bvsr", "BVSR")
    assert pairs(full, short) == [("org:bvsr", "org:badan-vokasi-samudra-raya", "acronym")]
    other = seen("org:balai-veteran-seluruh-riau", "Balai Veteran Seluruh Riau")
    assert pairs(full, other, short) == []


def test_an_acronym_that_an_article_explained_is_suggested_elsewhere() -> None:
    full = seen("org:yayasan-laut-lestari", "Yayasan Laut Lestari", acronyms=("YALARI",))
    assert pairs(full, seen("org:yalari", "YALARI")) == [("org:yalari", "org:yayasan-laut-lestari", "acronym")]


def test_a_part_of_a_name_wants_company_and_fits_one_person_only() -> None:
    whole = seen("person:raka-adinegara-wirya", "Raka Adinegara Wirya", "org:kpk", "person:dewi")
    part = seen("person:raka-adinegara", "Raka Adinegara", "org:kpk")
    assert pairs(whole, part) == [("person:raka-adinegara", "person:raka-adinegara-wirya", "part")]
    assert pairs(whole, seen("person:raka-adinegara", "Raka Adinegara", "org:polri")) == []
    assert pairs(whole, seen("person:wirya", "Wirya", "org:kpk")) == []
    assert pairs(whole, seen("person:wirya", "Wirya", "org:kpk", "person:dewi")) != []
    twin = seen("person:raka-adinegara-putra", "Raka Adinegara Putra", "org:kpk")
    assert not [pair for pair in pairs(whole, twin, part) if pair[2] == "part"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Dewi Sri", "Dwi Sari"), ("Budi Santoso", "Bambang Santoso"), ("Siti", "Sati"), ("An", "Ani")],
)
def test_names_that_only_share_consonants_or_a_part_are_not_suggested(one: str, other: str) -> None:
    assert pairs(seen("person:one", one), seen("person:other", other)) == []


def test_the_less_known_of_two_learnt_spellings_is_the_alias() -> None:
    rare, common = seen("person:b", "Raka Adhinegara"), seen("person:a", "Raka Adinegara", articles=9)
    assert pairs(rare, common) == pairs(common, rare) == [("person:b", "person:a", "spelling")]


def test_a_person_is_never_an_organisation() -> None:
    assert pairs(seen("person:a", "Persib Bandungg")) == []
