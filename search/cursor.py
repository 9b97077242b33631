"""Where a page of an answer ended, as an opaque text that goes through URLs.

A cursor holds the sort key and the id of the last hit, so that the next page is what comes after them, and names the
request it belongs to and the state of the index it was made on. Its checksum keeps out damage and nonsense; it is no
signature, for a cursor grants nothing that the request would not.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeAlias

import msgspec

from search.errors import InvalidParameterError
from search.query import SearchRequest

_VERSION = 1
_MAX_CHARS = 1000  # ours have about 150; longer ones are not worth decoding
_CHECKSUM_BYTES = 6
_REMEDY = "follow the `next` of an answer to the same request, or leave the cursor out to begin at the first page"

KeyPart: TypeAlias = float | int | str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """The place behind the last hit of a page."""

    key: tuple[KeyPart, ...]  # what the hits are sorted by, without the id: finite numbers, texts, None for unknown
    id: str  # the last hit's
    generation: str  # edition and generation of the index that was searched


_Payload: TypeAlias = tuple[int, str, tuple[KeyPart, ...], str, str]
_decoder: msgspec.json.Decoder[_Payload] = msgspec.json.Decoder(_Payload)


def encode(cursor: Cursor, request: SearchRequest) -> str:
    """The cursor as URL-safe text, bound to `request`."""
    payload = msgspec.json.encode((_VERSION, _request_hash(request), cursor.key, cursor.id, cursor.generation))
    return _armoured(_checksum(payload) + payload)


def decode(text: str, request: SearchRequest) -> Cursor:
    """The cursor in `text`; InvalidParameterError if it is damaged, of another version or of another request.

    Anybody can compute the checksum, so a key may still not be one that this request sorts by: its reader checks that.
    """
    version, request_hash, key, article_id, generation = _payload(text)
    if version != _VERSION:
        raise _invalid(f"cursor has version {version}, not {_VERSION}")
    if request_hash != _request_hash(request):
        raise _invalid("cursor belongs to another request")
    return Cursor(key=key, id=article_id, generation=generation)


def _payload(text: str) -> _Payload:
    try:
        data = urlsafe_b64decode(text + "=" * (-len(text) % 4)) if len(text) <= _MAX_CHARS else b""
        if _armoured(data) != text or data[:_CHECKSUM_BYTES] != _checksum(data[_CHECKSUM_BYTES:]):
            raise _invalid("cursor is damaged")
        return _decoder.decode(data[_CHECKSUM_BYTES:])
    except (ValueError, msgspec.DecodeError) as exc:
        raise _invalid("cursor is damaged") from exc


def _armoured(data: bytes) -> str:
    return urlsafe_b64encode(data).decode("ascii").rstrip("=")


def _checksum(payload: bytes) -> bytes:
    return hashlib.sha256(payload).digest()[:_CHECKSUM_BYTES]


@lru_cache(maxsize=256)
def _request_hash(request: SearchRequest) -> str:
    """Equal for requests whose answers have the same hits in the same order, however many a page shows."""
    same = SearchRequest()
    bare = replace(request, cursor=None, size=same.size, highlight=same.highlight, lang=same.lang)
    return hashlib.sha256(msgspec.json.encode(bare, order="deterministic")).hexdigest()[:16]


def _invalid(what: str) -> InvalidParameterError:
    return InvalidParameterError(f"{what}; {_REMEDY}", parameter="cursor")
