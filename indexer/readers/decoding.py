"""Bytes -> text: a BOM is honoured, else UTF-8, else the charset that the file declares, else a guess with a warning.

`decode` takes a whole file; `utf8_stream` and `LineDecoder` do the same for files that are read line by line.
"""

from __future__ import annotations

import codecs
import io
import re
from typing import BinaryIO

from charset_normalizer import from_bytes

from indexer.readers.streams import ReadableStream
from search.errors import RejectedArticleError

GUESSED = "guessed-charset"
DAMAGED = "damaged-text"

_BOMS = (  # UTF-32 first: its little-endian BOM begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL_BYTES = bytes(sorted(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1b")))
_LEGACY_LATIN = frozenset("’‘“”„‚–—…•·€™©®°«»¿¡§²³½¼¾£ª º\u00a0\u00ad")
_HEAD = 65_536  # bytes that a guess and the look for binary content need


def decode(data: bytes, *, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text of `data` and warnings about it; RejectedArticleError for what is empty or no text.

    `declared` is what the file says of its own charset (an HTML page's meta element); UTF-8 that is valid wins.
    """
    if not data.strip():
        raise RejectedArticleError("nothing in it", reason="empty")
    bom, encoding = find_bom(data)
    if encoding is not None:
        return _with_bom(data[len(bom) :], encoding)
    refuse_binary(data)
    text = None if declared and b"\x1b$" in data else _try(data, "utf-8")
    if text is None and declared:
        text = _try(data, declared)
    return (text, ()) if text is not None else (data.decode(guess_charset(data), "replace"), (GUESSED,))


def find_bom(head: bytes) -> tuple[bytes, str | None]:
    """The byte order mark that `head` begins with and its charset; (b"", None) without one."""
    return next(((bom, encoding) for bom, encoding in _BOMS if head.startswith(bom)), (b"", None))


def refuse_binary(data: bytes) -> None:
    """Raises RejectedArticleError for bytes that hold NULs or many control characters."""
    if b"\x00" in data:
        raise RejectedArticleError("holds NUL bytes: binary, or UTF-16 without its byte order mark", reason="binary")
    _refuse_controls(data[:_HEAD])


def _refuse_controls(head: bytes) -> None:
    if len(head) - len(head.translate(None, _CONTROL_BYTES)) > len(head) // 50:
        raise RejectedArticleError("mostly control characters: no text", reason="binary")


def guess_charset(data: bytes) -> str:
    """The likeliest charset of text that is no UTF-8; cp1252 where that reads as a Latin script.

    Raises RejectedArticleError where nothing fits.
    """
    head = data[:_HEAD]
    if _reads_as_latin(head):
        return "cp1252"
    best = from_bytes(head).best()
    if best is None:
        raise RejectedArticleError("neither UTF-8 nor any charset that we know", reason="bad-charset")
    return best.encoding


def _with_bom(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    text = _try(data, encoding)
    warnings = () if text is not None else (DAMAGED,)
    text = data.decode(encoding, "replace") if text is None else text
    if not text.strip():
        raise RejectedArticleError("nothing in it but a byte order mark", reason="empty")
    return text, warnings


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _reads_as_latin(head: bytes) -> bool:
    """Whether cp1252 gives letters and typographic marks among mostly ASCII.

    A guesser takes a French or Indonesian text with a handful of high bytes for anything from cp1250 to Big5;
    in a text that really is in another script most letters are high bytes.
    """
    text = _try(head, "cp1252")
    if text is None:
        return False
    high = [char for char in text if char > "\x7f"]
    letters = sum(char.isalpha() for char in text)
    plausible = sum(char.isalpha() or char in _LEGACY_LATIN for char in high)
    return plausible >= len(high) * 0.9 and sum(char.isalpha() for char in high) <= max(letters * 0.3, 1)


class LineDecoder:
    """Decodes the lines of one file; a charset that had to be guessed stays the guess for the lines after."""

    def __init__(self) -> None:
        self._guess: str | None = None

    def decode(self, line: bytes) -> tuple[str, tuple[str, ...]]:
        """The text of `line` and warnings; RejectedArticleError for binary."""
        if b"\x00" in line:
            raise RejectedArticleError("holds NUL bytes", reason="binary")
        text = _try(line, "utf-8")
        if text is not None:
            return text, ()
        if self._guess is None:
            self._guess = guess_charset(line)
        return line.decode(self._guess, "replace"), (GUESSED,)


class _Transcoder(ReadableStream):
    """UTF-16 or UTF-32 bytes as UTF-8."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._ready = b""
        self._is_done = False

    def some(self, size: int) -> bytes:
        while not self._ready and not self._is_done:
            data = self._stream.read(_HEAD)
            self._is_done = not data
            self._ready = self._decoder.decode(data, final=self._is_done).encode("utf-8", "replace")
        given, self._ready = self._ready[:size], self._ready[size:]
        return given


def utf8_stream(stream: BinaryIO) -> io.BufferedReader:
    """`stream` as UTF-8 without its byte order mark, where it has one; else as it is.

    Raises RejectedArticleError where it is empty or its beginning is binary.
    """
    head = _read_head(stream)
    bom, encoding = find_bom(head)
    whole: io.BufferedReader = io.BufferedReader(_Prefixed(head[len(bom) :], stream))
    if encoding is not None and encoding != "utf-8":
        transcoded: io.BufferedReader = io.BufferedReader(_Transcoder(whole, encoding))
        return transcoded
    if not head:
        raise RejectedArticleError("nothing in it", reason="empty")
    _refuse_controls(head)  # a NUL in one line is that line's alone
    return whole


def _read_head(stream: BinaryIO, size: int = 8192) -> bytes:
    parts = []
    while size > 0 and (data := stream.read(size)):
        parts.append(data)
        size -= len(data)
    return b"".join(parts)


class _Prefixed(ReadableStream):
    """Bytes that were read already, then the rest of a stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def some(self, size: int) -> bytes:
        if not self._head:
            return self._rest.read(size)
        given, self._head = self._head[:size], self._head[size:]
        return given


_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """`text` with a space for each control character and U+FFFD for each half of a surrogate pair: what can be
    shown, put into XML and encoded as UTF-8. Offsets stay."""
    return _UNWANTED.sub(lambda match: "\ufffd" if match[0] >= "\ud800" else " ", text)
