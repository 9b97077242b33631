"""JSON: an article a line (.jsonl, .ndjson), or a file that holds a list of articles or one (.json)."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

import msgspec

from indexer.readers.decoding import LineDecoder, decode, utf8_stream
from indexer.readers.fields import raw_article
from indexer.readers.items import Item, Rejected
from indexer.readers.options import ReadOptions
from indexer.readers.streams import bounded_lines, read_whole, too_large
from search.errors import RejectedArticleError
from search.model import Origin

DOCUMENT_FACTOR = 20  # a .json file is held whole: this many times the limit of an article, then it has to be JSONL


def read_lines(stream: BinaryIO, origin: Origin, options: ReadOptions) -> Iterator[Item]:
    """The articles of a JSONL file; a bad line is rejected by its number and the rest goes on."""
    decoder = LineDecoder()
    is_empty = True
    for number, line in bounded_lines(utf8_stream(stream), options.max_article_bytes):
        if line is not None and not line.strip():
            continue
        is_empty = False
        here = replace(origin, line=number)
        try:
            if line is None:
                raise too_large(options.max_article_bytes)
            text, warnings = decoder.decode(line)
            yield raw_article(_object(_parse(text)), here, fields=options.fields, warnings=warnings)
        except RejectedArticleError as error:
            yield Rejected(origin=here, reason=error.reason, message=error.message)
    if is_empty:
        raise RejectedArticleError("nothing in it", reason="empty")


def read_document(stream: BinaryIO, origin: Origin, options: ReadOptions) -> Iterator[Item]:
    """The articles of a .json file: a list, one object, or lines after all; `line` counts the articles of a list."""
    data = _whole(stream, options)
    text, warnings = decode(data)
    try:
        content = _parse(text)
    except RejectedArticleError:
        if not _begins_with_object_line(text):
            raise
        yield from read_lines(io.BytesIO(data), origin, options)
        return
    if not isinstance(content, list):
        yield _article(content, origin, options, warnings)
        return
    for number, record in enumerate(content, 1):
        yield _article(record, replace(origin, line=number), options, warnings)
    if not content:
        raise RejectedArticleError("an empty list", reason="empty")


def _whole(stream: BinaryIO, options: ReadOptions) -> bytes:
    try:
        return read_whole(stream, options.max_article_bytes * DOCUMENT_FACTOR)
    except RejectedArticleError as error:
        if error.reason != "too-large":
            raise
        raise RejectedArticleError(
            f"a .json file above {DOCUMENT_FACTOR} times the limit of an article; write one article a line as .jsonl",
            reason="too-large",
        ) from error


def _article(record: Any, origin: Origin, options: ReadOptions, warnings: tuple[str, ...]) -> Item:
    try:
        raw = raw_article(_object(record), origin, fields=options.fields, warnings=warnings)
        if len(raw.text) > options.max_article_bytes:
            raise too_large(options.max_article_bytes)
    except RejectedArticleError as error:
        return Rejected(origin=origin, reason=error.reason, message=error.message)
    return raw


def _parse(text: str) -> Any:
    """JSON as it should be by the fast way, as Python writes it (NaN, halves of surrogate pairs) by the other."""
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        pass
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as exc:
        raise RejectedArticleError(f"no JSON: {exc or 'nested too deeply'}", reason="not-json") from exc


def _object(record: Any) -> dict[str, Any]:
    if not isinstance(record, dict):
        raise RejectedArticleError(
            f"JSON, but no object with fields: {json.dumps(record)[:60]}", reason="not-an-object"
        )
    return record


def _begins_with_object_line(text: str) -> bool:
    first = text.lstrip().partition("\n")[0]
    try:
        return isinstance(_parse(first), dict)
    except RejectedArticleError:
        return False
