"""Writing the postings of a field (laid out as `postings` says), all at once or some terms at a time."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from search.engines.whoosh.codec.container import Array, ContainerWriter
from search.engines.whoosh.codec.dictionary import DictionaryWriter
from search.engines.whoosh.codec.planes import PlaneWriter, ranges
from search.engines.whoosh.codec.postings import (
    BITMAP,
    BLOCK,
    CLASSES,
    GAP_WIDTHS,
    PLAIN,
    FieldPostings,
    bitmap_bytes,
    document_class,
)
from search.engines.whoosh.codec.spool import Spool

_MARKS = 1 << 18  # of bitmaps made at once


class PostingsWriter:
    """Gathers the postings of a field of a segment of so many documents, term after term, and then writes them."""

    def __init__(self, documents: int, *, has_positions: bool, new_spool: Callable[[], Spool] = Spool) -> None:
        self._documents = documents
        self._dictionary = DictionaryWriter(new_spool)
        self._df, self._repeats, self._frequencies = (PlaneWriter(new_spool()) for _ in range(3))
        self._positions = PlaneWriter(new_spool()) if has_positions else None
        self._blocks = {part: new_spool() for part in ("postings", "positions", "documents")}
        self._bitmaps = new_spool()
        widths: dict[int, int | None] = {**GAP_WIDTHS, PLAIN: None}
        self._streams = {number: PlaneWriter(new_spool(), width=width) for number, width in widths.items()}
        self._postings_before = self._positions_before = 0
        self._streams_before = np.zeros((CLASSES, 1), np.int64)

    def __len__(self) -> int:
        """How many terms it has."""
        return len(self._dictionary)

    def add(self, postings: FieldPostings) -> None:
        """Append the postings of more terms; their positions too, unless `add_positions` brings them."""
        if not len(postings.terms):
            return
        df = np.diff(postings.starts)
        occurrences = _occurrences(postings)
        self._add_blocks(df, occurrences)
        self._dictionary.add(postings.terms)
        self._df.add(df - 1)
        self._repeats.add(occurrences - df)
        self._frequencies.add(postings.frequencies - 1)
        self._add_documents(postings, df)
        if postings.positions is not None:
            self.add_positions(postings.positions)

    def add_positions(self, positions: Array) -> None:
        """Append positions, in the order of the postings."""
        assert self._positions is not None, "this field keeps no positions"
        self._positions.add(positions)

    def write(self, writer: ContainerWriter, name: str) -> None:
        """Write the arrays of the field."""
        self._dictionary.write(writer, name)
        self._df.write(writer, f"{name}.df")
        self._repeats.write(writer, f"{name}.repeats")
        self._frequencies.write(writer, f"{name}.frequencies")
        for part, spool in self._blocks.items():
            writer.add_parts(f"{name}.block_{part}", np.uint32, spool.parts())
        writer.add_parts(f"{name}.documents{BITMAP}", np.uint8, self._bitmaps.parts())
        for number, stream in self._streams.items():
            stream.write(writer, f"{name}.documents{number}")
        if self._positions is not None:
            self._positions.write(writer, f"{name}.positions")

    def _add_blocks(self, df: Array, occurrences: Array) -> None:
        """Note where terms begin that begin a block."""
        heads = slice(-len(self) % BLOCK, None, BLOCK)
        classes = document_class(df, self._documents)
        taken = np.zeros((CLASSES, len(df)), np.int64)  # what each term takes of each stream
        for number in range(CLASSES):
            taken[number] = np.where(classes == number, 1 if number == BITMAP else df, 0)
        begins = np.cumsum(taken, axis=1) - taken + self._streams_before
        self._blocks["postings"].add((np.cumsum(df) - df + self._postings_before)[heads])
        self._blocks["positions"].add((np.cumsum(occurrences) - occurrences + self._positions_before)[heads])
        self._blocks["documents"].add(begins[:, heads].T.reshape(-1))
        self._postings_before += int(df.sum())
        self._positions_before += int(occurrences.sum())
        self._streams_before += taken.sum(axis=1, keepdims=True)

    def _add_documents(self, postings: FieldPostings, df: Array) -> None:
        classes = document_class(df, self._documents)
        class_of_posting = np.repeat(classes, df)
        gaps = _gaps(postings)
        self._add_bitmaps(postings, np.flatnonzero(classes == BITMAP), df)
        for number in GAP_WIDTHS:
            self._streams[number].add(gaps[class_of_posting == number])
        self._streams[PLAIN].add(postings.documents[class_of_posting == PLAIN])

    def _add_bitmaps(self, postings: FieldPostings, ordinals: Array, df: Array) -> None:
        """Append the bitmaps of the terms (n,), as many at once as make some 256 kB of marks."""
        width = bitmap_bytes(self._documents) * 8
        at_once = max(_MARKS // max(width, 1), 1)
        for first in range(0, len(ordinals), at_once):
            chosen = ordinals[first : first + at_once]
            marks = np.zeros((len(chosen), width), bool)
            rows = np.repeat(np.arange(len(chosen)), df[chosen])
            marks[rows, postings.documents[ranges(postings.starts[chosen], df[chosen])]] = True
            self._bitmaps.add(np.packbits(marks.reshape(-1)))


def write_postings(writer: ContainerWriter, name: str, postings: FieldPostings, *, documents: int) -> None:
    """Write the postings of a field of a segment of so many documents."""
    field = PostingsWriter(documents, has_positions=postings.positions is not None)
    field.add(postings)
    field.write(writer, name)


def _occurrences(postings: FieldPostings) -> Array:
    """(terms,) int64: how often each term is in the field."""
    return np.add.reduceat(postings.frequencies, postings.starts[:-1], dtype=np.int64)


def _gaps(postings: FieldPostings) -> Array:
    """(postings,) uint32: a term's first document, then how many are left out before the next."""
    numbers = postings.documents
    gaps = np.empty_like(numbers)
    np.subtract(numbers[1:], numbers[:-1], out=gaps[1:])  # where the next term begins anything, until it is set
    gaps -= np.uint32(1)
    gaps[postings.starts[:-1]] = numbers[postings.starts[:-1]]
    return gaps
