"""The columns of a segment in its file: values by document, numbers by document, compressed records.

A value column is kept both ways round: the postings of its values, to filter by, and the ordinals of each document's
values, to count: `NAME.ordinals[NAME.offsets[i] : NAME.offsets[i + 1]]`, in the order the article has them. What the
first article with a value calls it, where that differs, is in the texts `NAME.labels`; others that call it otherwise
are in `NAME.renamed` (places in `NAME.ordinals`, rising) with the texts `NAME.renamed_labels`, where there are any: the
first article may be deleted.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain, compress, count, islice, pairwise
from operator import itemgetter, ne

import numpy as np
import zstandard

from search.engines.whoosh.codec.byte_order import byte_order
from search.engines.whoosh.codec.container import Array, Container, ContainerWriter
from search.engines.whoosh.codec.postings import FieldPostings, Postings
from search.engines.whoosh.codec.postings_writer import write_postings
from search.engines.whoosh.codec.spool import Spool
from search.engines.whoosh.codec.terms import Terms

_RECORDS_A_BLOCK = 16
_LEVEL = 1  # 3 takes half as long again for 3 % less
_TEXTS_AT_ONCE = 32  # written; among them blocks of records, some MB each where articles are long


def write_values(writer: ContainerWriter, name: str, rows: Sequence[Collection[tuple[str, str]]]) -> None:
    """Write a column: for each document its (value, label) pairs, label '' where the value is its own."""
    pairs = list(chain.from_iterable(rows))
    number_of: defaultdict[str, int] = defaultdict(count().__next__)  # values as they come
    numbers = np.fromiter(map(number_of.__getitem__, map(itemgetter(0), pairs)), np.int64, len(pairs))
    encoded = [value.encode() for value in number_of]
    in_order = byte_order(encoded)
    ranks = np.empty_like(in_order)
    ranks[in_order] = np.arange(len(in_order))
    ordinals = ranks[numbers]
    counts = np.fromiter(map(len, rows), np.int64, len(rows))
    order = np.argsort(ordinals, kind="stable")
    postings = FieldPostings(
        terms=Terms.of([encoded[place] for place in in_order.tolist()]),
        starts=np.concatenate((np.zeros(1, np.int64), np.cumsum(np.bincount(ordinals, minlength=len(encoded))))),
        documents=np.repeat(np.arange(len(rows)), counts)[order].astype(np.uint32),
        frequencies=np.ones(len(ordinals), np.uint32),
    )
    write_postings(writer, name, postings, documents=len(rows))
    spool = Spool()
    spool.add(ordinals)
    called, renamed = _labels([label for _, label in pairs], numbers, values=len(encoded))
    write_rows(
        writer,
        name,
        labels=[called[number].encode() for number in in_order.tolist()],
        renamed=(renamed, [pairs[row][1].encode() for row in renamed.tolist()]),
        counts=counts,
        ordinals=spool,
    )


def _labels(labels: Sequence[str], numbers: Array, *, values: int) -> tuple[list[str], Array]:
    """The first label of each value by its number; the rows, rising, that have another: the `labels` of rows whose
    values have the `numbers` (rows,)."""
    firsts = np.empty(values, np.int64)
    firsts[numbers[::-1]] = np.arange(len(numbers))[::-1]  # of what is set twice the last counts
    called = [labels[row] for row in firsts.tolist()]
    is_other = np.fromiter(map(ne, labels, map(called.__getitem__, numbers.tolist())), bool, len(labels))
    return called, np.flatnonzero(is_other)


def write_rows(
    writer: ContainerWriter,
    name: str,
    *,
    labels: Iterable[bytes],
    renamed: tuple[Array, Iterable[bytes]],
    counts: Array,
    ordinals: Spool,
) -> None:
    """Write what a column has besides its postings.

    The label of each value; the rows, rising, that call their value otherwise, and what they call it; how many rows
    each document has, (documents,) int64; the ordinal of each row's value.
    """
    others, other_labels = renamed
    write_texts(writer, f"{name}.labels", labels)
    if len(others):
        writer.add(f"{name}.renamed", others.astype(np.uint32))
        write_texts(writer, f"{name}.renamed_labels", other_labels)
    writer.add(f"{name}.offsets", np.concatenate((np.zeros(1, np.int64), np.cumsum(counts))).astype(np.uint32))
    writer.add_parts(f"{name}.ordinals", ordinals.type, ordinals.parts())


class Values:
    """A value column; a value is named by its ordinal, its place in byte order."""

    def __init__(self, container: Container, name: str) -> None:
        self.postings = Postings(container, name, documents=len(container[f"{name}.offsets"]) - 1)
        self.values = self.postings.terms
        self.labels = Texts(container, f"{name}.labels")
        self.offsets = container[f"{name}.offsets"]  # (documents + 1,) uint32
        self.ordinals = container[f"{name}.ordinals"]  # (rows,)
        self.container = container
        self._name = name

    @cached_property
    def least_and_most(self) -> tuple[int, int]:
        """How few and how many values a document has; 1 and 0 where there is no document."""
        counts = np.diff(self.offsets)
        return int(counts.min(initial=1)), int(counts.max(initial=0))

    def counts(self) -> Array:
        """(documents,) int64: how many values each document has."""
        return np.diff(self.offsets.astype(np.int64))

    def renamed(self) -> tuple[Array, Iterable[bytes]]:
        """(n,) the rows that call their value otherwise than its label, rising, and what they call it."""
        if f"{self._name}.renamed" not in self.container:
            return np.zeros(0, np.uint32), ()
        return self.container[f"{self._name}.renamed"], Texts(self.container, f"{self._name}.renamed_labels")

    def documents_with(self, value: bytes) -> Array:
        """(n,) uint32, rising: the documents that have the value."""
        ordinal = self.values.find(value)
        if ordinal < 0:
            return np.zeros(0, np.uint32)
        return self.postings.documents(self.postings.place(ordinal))


def write_texts(writer: ContainerWriter, name: str, texts: Iterable[bytes]) -> None:
    """Write texts to be read one by one; some at a time are held."""
    lengths = array("q")

    def joined() -> Iterator[Array]:
        rest = iter(texts)
        while held := list(islice(rest, _TEXTS_AT_ONCE)):
            lengths.extend(map(len, held))
            yield np.frombuffer(b"".join(held), np.uint8)

    writer.add_parts(name, np.uint8, joined())
    writer.add(f"{name}.ends", np.cumsum(np.array(lengths, np.int64)).astype(np.uint64))


class Texts:
    """Texts by number."""

    def __init__(self, container: Container, name: str) -> None:
        self._bytes = container[name].data
        self._ends = container[f"{name}.ends"]

    def __len__(self) -> int:
        return len(self._ends)

    def __iter__(self) -> Iterator[bytes]:
        start = 0
        for end in self._ends.tolist():
            yield bytes(self._bytes[start:end])
            start = end

    def __getitem__(self, number: int) -> bytes:
        start = int(self._ends[number - 1]) if number else 0
        return bytes(self._bytes[start : int(self._ends[number])])


def write_records(writer: ContainerWriter, name: str, records: Sequence[bytes]) -> None:
    """Write one record a document, compressed in blocks: little to read for one, and small all the same."""
    writer.add(f"{name}.lengths", np.array([len(record) for record in records], np.uint32))
    write_texts(writer, f"{name}.blocks", _blocks(records))


def write_chosen_records(writer: ContainerWriter, name: str, chosen: Sequence[tuple[Records, Array]]) -> None:
    """Write records of several segments, one segment after the other: of each those marked in (documents,) bool."""
    lengths = [records.lengths[marks] for records, marks in chosen]
    writer.add_parts(f"{name}.lengths", np.uint32, lengths)
    write_texts(writer, f"{name}.blocks", _chosen_blocks(chosen))


def _chosen_blocks(chosen: Iterable[tuple[Records, Array]]) -> Iterator[bytes]:
    """Blocks of which every record is taken are copied as they are, as long as they come where a block begins."""
    waiting: list[bytes] = []
    for records, marks in chosen:
        for number, first in enumerate(range(0, len(records), _RECORDS_A_BLOCK)):
            wanted = marks[first : first + _RECORDS_A_BLOCK]
            if not waiting and np.count_nonzero(wanted) == _RECORDS_A_BLOCK:
                yield records.compressed(number)
            elif wanted.any():
                waiting.extend(compress(records.of_block(number), wanted.tolist()))
            while len(waiting) >= _RECORDS_A_BLOCK:
                yield from _blocks(waiting[:_RECORDS_A_BLOCK])
                del waiting[:_RECORDS_A_BLOCK]
    yield from _blocks(waiting)


def _blocks(records: Iterable[bytes]) -> Iterator[bytes]:
    """The records in compressed blocks."""
    compressor = zstandard.ZstdCompressor(level=_LEVEL)
    rest = iter(records)
    while some := list(islice(rest, _RECORDS_A_BLOCK)):
        yield compressor.compress(b"".join(some))


class Records:
    """The records of a segment; safe to share between threads."""

    def __init__(self, container: Container, name: str) -> None:
        self._container = container
        self._name = name
        self._blocks = Texts(container, f"{name}.blocks")
        self.lengths: Array = container[f"{name}.lengths"]  # (documents,) uint32

    def __len__(self) -> int:
        return len(self.lengths)

    def __getitem__(self, document: int) -> bytes:
        block, place = divmod(document, _RECORDS_A_BLOCK)
        lengths = self.lengths[block * _RECORDS_A_BLOCK : document + 1]
        start = int(lengths[:place].sum())
        return self.block(block)[start : start + int(lengths[place])]

    def of_block(self, number: int) -> list[bytes]:
        """The records of a block."""
        lengths = self.lengths[number * _RECORDS_A_BLOCK : (number + 1) * _RECORDS_A_BLOCK].tolist()
        block = self.block(number)
        return [block[start:end] for start, end in pairwise(accumulate(lengths, initial=0))]

    def compressed(self, number: int) -> bytes:
        """A block as it is kept."""
        return self._blocks[number]

    def block(self, number: int) -> bytes:
        """The records of a block, one after the other."""
        size = int(self.lengths[number * _RECORDS_A_BLOCK : (number + 1) * _RECORDS_A_BLOCK].sum())
        try:
            return zstandard.ZstdDecompressor().decompress(self._blocks[number], max_output_size=max(size, 1))
        except zstandard.ZstdError as exc:
            raise self._container.corrupt(f"is damaged in the array '{self._name}.blocks'") from exc
