"""Words a few edits away, found in a whole dictionary at once, against the textbook one by one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.whoosh.codec.alike import within_edits
from search.engines.whoosh.codec.container import Container, ContainerWriter
from search.engines.whoosh.codec.dictionary import TermDictionary, write_dictionary
from tests.memory_engine.texts import edits

SHORT = st.text(alphabet="abc", max_size=6)
LETTERS = st.sampled_from("abcdeé日ж😀")
WORDS = st.one_of(
    SHORT, st.text(alphabet=LETTERS, max_size=9), st.sampled_from(("pemerintah", "pemrintah", "perintah"))
)
VOCABULARIES = st.one_of(
    st.sets(WORDS, max_size=60),
    st.sets(st.text(alphabet=LETTERS, max_size=5), max_size=10).map(lambda ends: {"a" + end for end in ends}),
    st.sets(SHORT, max_size=20).map(lambda ends: {start + end for start in ("", "aé", "b") for end in ends}),
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("alike") / "d"


@given(st.lists(VOCABULARIES, max_size=3), WORDS, st.integers(0, 3))
def test_the_words_within_edits_are_those_of_the_textbook(
    path: Path, vocabularies: list[set[str]], word: str, most: int
) -> None:
    lists = [sorted(vocabulary, key=str.encode) for vocabulary in vocabularies]
    with ContainerWriter(path) as writer:
        for i, words in enumerate(lists):
            write_dictionary(writer, f"d{i}", [each.encode() for each in words])
    container = Container(path)
    found = within_edits([TermDictionary(container, f"d{i}") for i in range(len(lists))], word, most)
    for words, (ordinals, distances) in zip(lists, found, strict=True):
        near = {i: edits(word, each) for i, each in enumerate(words) if word and each[:1] == word[:1]}
        assert list(zip(ordinals.tolist(), distances.tolist(), strict=True)) == [
            (i, distance) for i, distance in near.items() if distance <= most
        ]
