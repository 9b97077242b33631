"""CSV and TSV with a header.

Records are found by the csv module in strict mode, fed line by line. A record whose quotes never close would swallow
the rest of the file: it is rejected by its line, the lines that it took are given back, and reading goes on with the
next one. How much may be given back is bounded, so that a file made of such lines cannot cost quadratic time.

Between tabs a quote is mostly just a quote, so a line that has as many cells as the header is taken as it stands.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from indexer.readers.decoding import LineDecoder, utf8_stream
from indexer.readers.fields import FieldMap, raw_article
from indexer.readers.items import Item, Rejected
from indexer.readers.options import ReadOptions
from indexer.readers.streams import bounded_lines, too_large
from search.errors import RejectedArticleError
from search.model import Origin

_QUOTED = re.compile(r'"((?:[^"]|"")*)"', re.DOTALL)
DELIMITERS = ",;\t|"
_GIVEN_BACK_FACTOR = 4  # of the limit of an article


def read_csv(stream: BinaryIO, origin: Origin, options: ReadOptions) -> Iterator[Item]:
    """The articles of a table whose delimiter shows in its header."""
    return _read(stream, origin, options, delimiters=DELIMITERS)


def read_tsv(stream: BinaryIO, origin: Origin, options: ReadOptions) -> Iterator[Item]:
    """The articles of a table divided by tabs."""
    return _read(stream, origin, options, delimiters="\t")


def _read(stream: BinaryIO, origin: Origin, options: ReadOptions, *, delimiters: str) -> Iterator[Item]:
    csv.field_size_limit(max(csv.field_size_limit(), options.max_article_bytes))
    lines = _Lines(stream, options.max_article_bytes)
    delimiter, header = _header(lines, options.fields, delimiters)
    is_empty = True
    while (record := _next_record(lines, header, delimiter)) is not None:
        if record == []:
            continue
        is_empty = False
        here = replace(origin, line=lines.record_line)
        try:
            if isinstance(record, RejectedArticleError):
                raise record
            row = dict(zip(header, record, strict=True))
            yield raw_article(row, here, fields=options.fields, warnings=lines.warnings)
        except RejectedArticleError as error:
            yield Rejected(origin=here, reason=error.reason, message=error.message)
    if is_empty:
        raise RejectedArticleError("a header and nothing else", reason="empty")


class _Lines:
    """The decoded lines of a file, one record after the other, which can be given back."""

    def __init__(self, stream: BinaryIO, max_bytes: int) -> None:
        self._source = bounded_lines(utf8_stream(stream), max_bytes)
        self._decoder = LineDecoder()
        self._max_bytes = max_bytes
        self._returned: deque[tuple[int, bytes | None]] = deque()
        self._taken: list[tuple[int, bytes | None]] = []
        self._allowance = _GIVEN_BACK_FACTOR * max_bytes
        self.warnings: tuple[str, ...] = ()

    @property
    def record_line(self) -> int:
        """The number of the line that the record begins at."""
        return self._taken[0][0]

    def begin_record(self) -> None:
        """What was taken so far is done with."""
        self._taken = []
        self.warnings = ()

    def __iter__(self) -> Iterator[str]:
        """Lines until the record is above the limit or the file ends; RejectedArticleError for a bad one."""
        size = 0
        while (pair := self._pull()) is not None:
            self._taken.append(pair)
            line = pair[1]
            if line is None or size + len(line) > self._max_bytes:
                raise too_large(self._max_bytes)
            size += len(line)
            text, warnings = self._decoder.decode(line)
            self.warnings = self.warnings or warnings
            yield text

    def _pull(self) -> tuple[int, bytes | None] | None:
        return self._returned.popleft() if self._returned else next(self._source, None)

    def give_back(self) -> None:
        """All lines of this record but its first will be read again; RejectedArticleError when that was too much."""
        rest = self._taken[1:]
        self._allowance -= sum(len(line or b"") for _, line in rest)
        if self._allowance < 0:
            raise RejectedArticleError("broken quotes all over: the rest of the file is left out", reason="bad-csv")
        self._returned.extendleft(reversed(rest))

    def rewind(self) -> None:
        """The record will be read again from its first line."""
        self._returned.extendleft(reversed(self._taken))
        self._taken = []


def _next_record(lines: _Lines, header: list[str], delimiter: str) -> list[str] | RejectedArticleError | None:
    """The cells of the next record, one for each column, or what is wrong; [] is an empty line, None the end."""
    lines.begin_record()
    try:
        cells = _unquoted_cells(lines, len(header)) if delimiter == "\t" else None
        if cells is None:
            cells = next(csv.reader(iter(lines), delimiter=delimiter, strict=True), None)
        return _fitting(cells, len(header)) if cells else cells
    except csv.Error as exc:
        lines.give_back()
        return RejectedArticleError(f"broken quotes: {exc}", reason="bad-csv")
    except RejectedArticleError as error:
        lines.give_back()
        return error


def _unquoted_cells(lines: _Lines, columns: int) -> list[str] | None:
    """The cells of the next line as they stand, if they are `columns`; else the line is left to the csv module."""
    line = next(iter(lines), "").rstrip("\r\n")
    cells = line.split("\t")
    if line and len(cells) == columns:
        return [_unquoted(cell) for cell in cells]
    lines.rewind()
    return None


def _unquoted(cell: str) -> str:
    match = _QUOTED.fullmatch(cell)
    return cell if match is None else match[1].replace('""', '"')


def _fitting(cells: list[str], columns: int) -> list[str]:
    while len(cells) > columns and not cells[-1].strip():
        cells.pop()
    if len(cells) != columns:
        raise RejectedArticleError(
            f"{len(cells)} columns where the header has {columns}: a delimiter or line end without quotes?",
            reason="bad-csv",
        )
    return cells


def _header(lines: _Lines, fields: FieldMap, delimiters: str) -> tuple[str, list[str]]:
    """Delimiter and column names: the delimiter that makes most known columns of the first line."""
    lines.begin_record()
    first = next(iter(lines), "")
    if first.casefold().startswith("sep="):  # Excel's own hint
        lines.begin_record()
        first = next(iter(lines), "")
    choices = [(delimiter, _cells(first, delimiter)) for delimiter in delimiters]
    delimiter, cells = max(choices, key=lambda choice: (len(fields.recognised(choice[1])), len(choice[1])))
    if not fields.recognised(cells) & {"body", "title"}:
        raise RejectedArticleError(
            f"its header names neither a body nor a title: {first.strip()[:200]!r}; "
            "--map body=COLUMN or --map title=COLUMN names another",
            reason="no-columns",
        )
    return delimiter, cells


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []
