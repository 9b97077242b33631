"""Whatever bytes a file holds: reading ends, and says so in items."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.readers import FORMATS, ReadOptions, Rejected, Skipped, read
from indexer.readers.items import REJECTIONS, SKIPS
from search.model import to_json

_TOKENS = [
    b'"',
    b",",
    b"\n",
    b"\r",
    b"{",
    b"}",
    b'"title":',
    b'"body"',
    b"\x00",
    b"\xff\xfe",
    b"\xe9",
    b"<p>",
    b"[",
    b"a",
]
_CONTENT = st.one_of(
    st.binary(max_size=300), st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.lists(st.sampled_from(_TOKENS), max_size=60).map(b"".join),
    st.lists(st.sampled_from(_TOKENS), max_size=60).map(lambda parts: b"title,body\n" + b"".join(parts)),
)  # fmt: skip


@pytest.mark.parametrize("suffix", [*FORMATS, ".zip", ".tar", ".tar.gz", ".jsonl.zst", ".csv.gz"])
@given(content=_CONTENT)
@settings(max_examples=40, deadline=None)
def test_any_bytes_give_articles_or_reasons(suffix: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        path.write_bytes(content)
        for item in read(path, ReadOptions(archive="arsip", max_article_bytes=100, max_unpacked_bytes=10_000)):
            if isinstance(item, Rejected):
                assert item.reason in REJECTIONS
            elif isinstance(item, Skipped):
                assert item.reason in SKIPS
            else:
                assert to_json(item)
