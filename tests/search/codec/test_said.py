"""Where statements lie among the words of a body, and which places of the body lie in them."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from search import analysis
from search.engines.whoosh.codec.container import Container, ContainerWriter
from search.engines.whoosh.codec.said import GAP, Said, SaidPositions, body_field, said_positions

PIECES = ["kapal-kapal", "kompas.com", "a,b", "北朝鮮が", "1.000", "—", 'Pyongyang."Kami', "\u00a0x", "\x1fq", " ",
          "\n", "naïve", "www.a.b.co.id/x", "tua "]  # fmt: skip


def before(text: str) -> np.ndarray:
    """By stretch how many positions come before it, and all of them."""
    widths = [(tokens[-1].position + 1 if tokens else 0) for tokens in map(analysis.tokenize, re.findall(r"\S+", text))]
    return np.cumsum([0, *widths])


@settings(deadline=None, max_examples=300)
@given(
    st.lists(st.sampled_from(PIECES), max_size=8).map("".join), st.lists(st.integers(0, 60), max_size=6, unique=True)
)
def test_a_statement_has_the_words_that_it_touches(text: str, cuts: list[int]) -> None:
    cuts = sorted(cut for cut in cuts if cut <= len(text))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    words = {token.position: token for token in analysis.tokenize(text)}.values()
    expected, free = [], 0
    for start, end in spans:
        own = [word.position for word in words if word.start < end and start < word.end and word.position >= free]
        if own:
            expected.append((min(own), max(own) + 1 - min(own)))
            free = max(own) + 1
    assert said_positions(text, spans, before(text)) == expected


def test_many_cuts_of_one_long_word_take_no_longer_than_one() -> None:
    text = "a," * 20_000
    spans = [(place, place + 1) for place in range(0, len(text), 40)]
    assert len(said_positions(text, spans, before(text))) == len(spans)


def test_places_in_statements_move_apart(tmp_path: Path) -> None:
    path = tmp_path / "s"
    with ContainerWriter(path) as writer:
        SaidPositions(counts=np.array([0, 2, 1]), firsts=np.array([1, 4, 0]), sizes=np.array([2, 1, 3])).write(writer)
    container = Container(path)
    said = Said(container, 3)
    places = np.array([1, (1 << 32) + 0, (1 << 32) + 2, (1 << 32) + 3, (1 << 32) + 4, (2 << 32) + 2, (2 << 32) + 3])
    assert said.within(places).tolist() == [(1 << 32) + 2, (1 << 32) + 4 + GAP, (2 << 32) + 2]
    assert container["said.length"].tolist() == [0, 3, 3]
    assert said.has_any.tolist() == [False, True, True]


def test_fields_of_statements_are_those_of_the_body() -> None:
    assert [body_field(name) for name in ("said", "said_id", "body", "title_id")] == ["body", "body_id", None, None]
