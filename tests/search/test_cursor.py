import base64
import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from search.cursor import Cursor, decode, encode
from search.errors import InvalidParameterError
from search.query import SearchRequest, Selection

REQUEST = SearchRequest(
    text="pasok senjata", selections=(("outlet", Selection(include=frozenset({"kompas", "tempo", "antara"}))),)
)
CURSOR = Cursor(key=(3.1416, 738467, None, "x"), id="d5bf49df454ff223", generation="e1.7")


def forged(payload: bytes) -> str:
    """A text whose checksum is right, whatever it says."""
    return base64.urlsafe_b64encode(hashlib.sha256(payload).digest()[:6] + payload).decode().rstrip("=")


@pytest.mark.parametrize("key", [(), (3.0, 738467, 1667865600000000), (None, -1.5), ("tanggal", 2**53 + 1)])
def test_a_cursor_comes_back_as_it_went(key):
    cursor = replace(CURSOR, key=key)
    assert decode(encode(cursor, REQUEST), REQUEST) == cursor


def test_a_cursor_needs_no_escaping_in_a_url():
    text = encode(replace(CURSOR, id="ÿ?>~" * 5), REQUEST)
    assert text.replace("-", "").replace("_", "").isalnum()
    assert text.isascii()


@pytest.mark.parametrize(
    "changes", [{"size": 50}, {"highlight": False}, {"lang": "en"}, {"cursor": "x"}], ids=lambda c: next(iter(c))
)
def test_what_changes_no_order_leaves_the_cursor_valid(changes):
    assert decode(encode(CURSOR, REQUEST), replace(REQUEST, **changes)) == CURSOR


@pytest.mark.parametrize(
    "changes",
    [{"text": "pasok"}, {"match": "all"}, {"sort": "oldest"}, {"date_from": date(2022, 1, 1)}, {"selections": ()}],
    ids=lambda c: next(iter(c)),
)
def test_a_cursor_of_another_request_is_refused(changes):
    with pytest.raises(InvalidParameterError, match="another request") as caught:
        decode(encode(CURSOR, REQUEST), replace(REQUEST, **changes))
    assert caught.value.parameter == "cursor"


def test_every_damaged_character_is_noticed():
    text = encode(CURSOR, REQUEST)
    for i, char in enumerate(text):
        with pytest.raises(InvalidParameterError, match="damaged"):
            decode(text[:i] + ("A" if char != "A" else "B") + text[i + 1 :], REQUEST)


@pytest.mark.parametrize("nonsense", ["", "x", "é", "=", "AAAA" * 100_000, "-1", "' OR 1=1 --", "\x00"])
def test_nonsense_is_refused(nonsense):
    with pytest.raises(InvalidParameterError, match="damaged") as caught:
        decode(nonsense, REQUEST)
    assert caught.value.parameter == "cursor"


@pytest.mark.parametrize("change", [lambda t: t[:-1], lambda t: t + "!!!!", lambda t: t + "=", lambda t: " " + t])
def test_a_cursor_cut_short_or_added_to_is_refused(change):
    with pytest.raises(InvalidParameterError, match="damaged"):
        decode(change(encode(CURSOR, REQUEST)), REQUEST)


@pytest.mark.parametrize(
    "payload", [b"", b"null", b"[1]", b"\xff", b'[1,"x",[[1]],"id","e1"]', b'[1,"x",{},"id","e1"]']
)
def test_a_right_checksum_does_not_make_nonsense_a_cursor(payload):
    with pytest.raises(InvalidParameterError, match="damaged"):
        decode(forged(payload), REQUEST)


def test_a_cursor_of_another_version_is_refused_by_its_version():
    with pytest.raises(InvalidParameterError, match="version 9"):
        decode(forged(b'[9,"x",[],"id","e1"]'), REQUEST)


def test_the_text_is_the_same_in_every_process():
    """Several workers serve the pages of one walk, and the order of sets differs between them."""
    program = "from tests.search.test_cursor import *; print(encode(CURSOR, REQUEST))"
    texts = {_output(program, os.environ | {"PYTHONHASHSEED": seed}) for seed in ("1", "2", "3")}
    assert texts == {encode(CURSOR, REQUEST)}


def _output(program: str, environment: dict[str, str]) -> str:
    command = [sys.executable, "-c", program]
    root = Path(__file__).parents[2]
    return subprocess.run(command, env=environment, cwd=root, capture_output=True, text=True, check=True).stdout.strip()
