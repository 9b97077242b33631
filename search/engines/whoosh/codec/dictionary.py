"""The terms of a field in byte order, front-coded in blocks, found by binary search without unpacking the rest.

A block holds 16 terms. Its first term stands whole in `NAME.heads` (offsets in `NAME.head_ends`); of the others, the
number of bytes they share with the term before is in `NAME.shared`, that of the bytes that follow in `NAME.rests`, and
those bytes lie one after the other in `NAME.tails`, from `NAME.tail_starts` of the block on. `shared` and `rests` are 0
at heads.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from search.engines.whoosh.codec.container import Array, Container, ContainerWriter
from search.engines.whoosh.codec.spool import Spool
from search.engines.whoosh.codec.terms import Terms

BLOCK = 16
_BLOCKS_AT_ONCE = 8
_BLOCKS_UNPACKED = 1 << 10  # of many: less than ten megabytes
_MAX_WIDTH = 256  # bytes of terms that are unpacked side by side
_FEW = 8  # terms that are found one by one before NumPy has unpacked anything
_AS_LONG_AS_ONE = 100  # terms of all that are unpacked in the time in which one is found


class DictionaryWriter:
    """Gathers the terms of a dictionary, ascending and unique, and then writes them."""

    def __init__(self, new_spool: Callable[[], Spool] = Spool) -> None:
        self._terms = 0
        self._last: Array = np.zeros(0, np.uint8)
        self._head_end = self._tail_end = 0
        self._heads, self._head_ends, self._tails, self._tail_starts = (new_spool() for _ in range(4))
        self._shared, self._rests = new_spool(), new_spool()

    def __len__(self) -> int:
        return self._terms

    def add(self, terms: Terms) -> None:
        """Append terms."""
        if not len(terms):
            return
        data, lengths = terms.data, terms.lengths
        places = np.arange(-self._terms % BLOCK, len(terms), BLOCK)
        heads = terms.take(places)
        shared = _shared_with_previous(data, lengths)
        shared[0] = _common_prefix(self._last, data[: lengths[0]])
        self._last = data[len(data) - lengths[-1] :].copy()
        shared[places] = heads.lengths  # so that they have no tail
        rests = lengths - shared
        self._tails.add(data.compress(_is_tail(shared, rests)))
        self._tail_starts.add((np.cumsum(rests) - rests + self._tail_end)[places])
        self._heads.add(heads.data)
        self._head_ends.add(np.cumsum(heads.lengths) + self._head_end)
        self._head_end += len(heads.data)
        self._tail_end += int(rests.sum())
        self._terms += len(terms)
        shared[places] = 0
        self._shared.add(shared)
        self._rests.add(rests)

    def write(self, writer: ContainerWriter, name: str) -> None:
        """Write the dictionary."""
        writer.properties[f"{name}.terms"] = self._terms
        writer.add_parts(f"{name}.heads", np.uint8, self._heads.parts())
        writer.add_parts(f"{name}.head_ends", np.uint32, self._head_ends.parts())
        writer.add_parts(f"{name}.shared", self._shared.type, self._shared.parts())
        writer.add_parts(f"{name}.rests", self._rests.type, self._rests.parts())
        writer.add_parts(f"{name}.tails", np.uint8, self._tails.parts())
        writer.add_parts(f"{name}.tail_starts", np.uint32, self._tail_starts.parts())


def write_dictionary(writer: ContainerWriter, name: str, terms: Sequence[bytes]) -> None:
    """Write `terms`, ascending and unique."""
    dictionary = DictionaryWriter()
    dictionary.add(Terms.of(terms))
    dictionary.write(writer, name)


def _shared_with_previous(data: Array, lengths: Array) -> Array:
    """(terms,) int64: how many bytes each term shares with the one before; 0 for the first.

    `data` has the bytes of the terms, one after the other. Byte by byte for all terms at once: most end soon. The few
    that go on alike are looked at one by one.
    """
    starts = np.cumsum(lengths) - lengths
    shared = np.zeros(len(lengths), np.int64)
    shorter = np.minimum(lengths[1:], lengths[:-1])
    equal = np.arange(1, len(lengths))
    place = 0
    while len(equal) and place < _MAX_WIDTH:
        equal = equal[shorter[equal - 1] > place]
        equal = equal[data[starts[equal] + place] == data[starts[equal - 1] + place]]
        place += 1
        shared[equal] = place
    for term in equal.tolist():
        before, own = (data[starts[i] + place : starts[i] + lengths[i]] for i in (term - 1, term))
        shared[term] = place + _common_prefix(before, own)
    return shared


def _is_tail(shared: Array, rests: Array) -> Array:
    """(bytes of all terms,) bool: whether a byte is one of a term's `rests`, which come behind its `shared` ones."""
    return np.repeat(np.tile((False, True), len(rests)), np.column_stack((shared, rests)).reshape(-1))


def _common_prefix(one: Array, other: Array) -> int:
    """How many bytes the two, uint8, begin with alike."""
    size = min(len(one), len(other))
    different = np.flatnonzero(one[:size] != other[:size])
    return int(different[0]) if len(different) else size


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedTerms:
    """Successive terms as they are stored, from the head of a block on, to be unpacked place by place."""

    first: int  # ordinal of the first term that is meant
    begin: int  # ordinal of the first term that is here
    shared: Array  # (n,) bytes shared with the term before; 0 at heads
    rests: Array  # (n,) int64: bytes of its own
    starts: Array  # (n,) int64: where those begin in `data`
    data: Array  # uint8

    @property
    def lengths(self) -> Array:
        """(n,) int64: bytes of the terms."""
        lengths: Array = (self.shared + self.rests)[self.first - self.begin :]
        return lengths

    def padded(self, width: int) -> Array:
        """(n, width) uint8: the bytes of the terms that are no longer than that, 0 behind their ends."""
        lengths, shared = self.shared + self.rests, np.minimum(self.shared, np.int64(width))
        around = np.zeros(width, np.uint8)
        windows = sliding_window_view(np.concatenate((around, self.data, around)), width)
        rows = windows[self.starts - shared + width]  # what is a term's own, where it belongs
        columns = np.arange(width)
        for place in range(1, BLOCK):
            own = rows[place::BLOCK]
            before = rows[place - 1 :: BLOCK][: len(own)]
            np.copyto(own, before, where=columns < shared[place::BLOCK, None])
        rows *= columns < lengths[:, None]
        meant: Array = rows[self.first - self.begin :]
        return meant


class TermDictionary:
    """The terms of a field; a term's ordinal is its place in byte order."""

    def __init__(self, container: Container, name: str) -> None:
        self._terms = container.property_as(f"{name}.terms", int)
        self._heads = container[f"{name}.heads"].tobytes()
        self._head_ends = container[f"{name}.head_ends"].data
        self._shared = container[f"{name}.shared"].data
        self._rests = container[f"{name}.rests"].data
        self._tails = container[f"{name}.tails"].data
        self._tail_starts = container[f"{name}.tail_starts"].data

    def __len__(self) -> int:
        return self._terms

    def find(self, term: bytes) -> int:
        """The ordinal of `term`; -1 if it is not there."""
        ordinal, is_there = self._look_up(term)
        return ordinal if is_there else -1

    def find_all(self, terms: Sequence[bytes]) -> list[int]:
        """As `find` for each of the terms, sooner where they are many."""
        width = max(map(len, terms), default=0) + 1  # so that what is cut off is none of the terms
        if len(terms) <= _FEW or len(terms) * _AS_LONG_AS_ONE < self._terms or width > _MAX_WIDTH:
            return [self.find(term) for term in terms]
        blocks = range(0, len(self._head_ends), _BLOCKS_UNPACKED)
        own = np.concatenate([np.zeros(0, f"S{width}"), *(
            self._beginnings(first, first + _BLOCKS_UNPACKED, width) for first in blocks
        )])  # fmt: skip
        sought = np.array(terms, own.dtype)
        places = np.searchsorted(own, sought)
        is_like = places < len(own)
        is_like[is_like] = own[places[is_like]] == sought[is_like]  # and so it is, but for zeros at the end
        return [
            (place if self[place] == term else self.find(term)) if found else -1
            for term, place, found in zip(terms, places.tolist(), is_like.tolist(), strict=True)
        ]

    def lower_bound(self, term: bytes) -> int:
        """The ordinal of the first term that is not below `term`; len(self) if all are."""
        return self._look_up(term)[0]

    def _look_up(self, term: bytes) -> tuple[int, bool]:
        """The lower bound of `term`, and whether it is there."""
        block = bisect_right(range(len(self._head_ends)), term, key=self._head) - 1
        if block < 0:
            return 0, False
        for place, candidate in enumerate(self._block(block)):
            if candidate >= term:
                return block * BLOCK + place, candidate == term
        return min((block + 1) * BLOCK, self._terms), False

    def prefix_range(self, prefix: bytes) -> tuple[int, int]:
        """The ordinals [first, last) of the terms that begin with `prefix`."""
        after = _successor(prefix)
        return self.lower_bound(prefix), self._terms if after is None else self.lower_bound(after)

    def __getitem__(self, ordinal: int) -> bytes:
        if not 0 <= ordinal < self._terms:
            raise IndexError(ordinal)
        block, place = divmod(ordinal, BLOCK)
        head = self._head(block)
        if not place:
            return head
        shared = self._shared[ordinal - place : ordinal + 1].tolist()
        rests = self._rests[ordinal - place : ordinal + 1].tolist()
        end = self._tail_starts[block] + sum(rests)
        missing = shared[place] + rests[place]  # bytes at the beginning of the term
        found = b""
        while place and missing:  # of the terms before, only those bytes that none after has of its own
            start = end - rests[place]
            if shared[place] < missing:
                found = self._tails[start : start + missing - shared[place]].tobytes() + found
                missing = shared[place]
            end = start
            place -= 1
        return head[:missing] + found

    def slice(self, first: int, last: int) -> Iterator[bytes]:
        """The terms of ordinals first to last - 1, in order."""
        end = -(-last // BLOCK)
        is_long = last - first > _BLOCKS_UNPACKED
        unpack, at_once = (self._many_blocks, _BLOCKS_UNPACKED) if is_long else (self._blocks, _BLOCKS_AT_ONCE)
        for block in range(first // BLOCK, end, at_once):
            begin = block * BLOCK
            yield from unpack(block, min(block + at_once, end))[max(first - begin, 0) : last - begin]

    def packed(self, first: int, last: int) -> PackedTerms:
        """The terms of ordinals first to last - 1, at least one, with those before them in the block of the first."""
        block, end = first // BLOCK, -(-last // BLOCK)
        heads = slice(self._head_ends[block - 1] if block else 0, self._head_ends[end - 1])
        rest = np.asarray(self._rests[block * BLOCK : last], np.int64)
        is_head = np.arange(len(rest)) % BLOCK == 0
        own_heads = np.diff(np.asarray(self._head_ends[block:end], np.int64), prepend=heads.start)
        sizes = np.where(is_head, 0, rest)
        starts = np.cumsum(sizes) - sizes + (heads.stop - heads.start)
        starts[is_head] = np.cumsum(own_heads) - own_heads
        rest[is_head] = own_heads
        return PackedTerms(
            first=first,
            begin=block * BLOCK,
            shared=np.asarray(self._shared[block * BLOCK : last]),
            rests=rest,
            starts=starts,
            data=np.frombuffer(self._heads[heads] + self._tails_of(block, end), np.uint8),
        )

    def _many_blocks(self, first: int, last: int) -> list[bytes]:
        """As `_blocks`, sooner for hundreds of them."""
        lengths = self._by_block(self._shared, first, last) + self._by_block(self._rests, first, last)
        lengths[:, 0] = np.diff(np.array(self._head_ends[first:last], np.int64), prepend=self._head_start(first))
        width = int(lengths.max())
        if width <= _MAX_WIDTH:
            terms: list[bytes] = self._beginnings(first, last, width).tolist()
            if sum(map(len, terms)) == lengths.sum():  # or there are zeros at the end of a term
                return terms
        return self._blocks(first, last)

    def _beginnings(self, first: int, last: int, width: int) -> Array:
        """(n,) bytes of so many: what the terms of blocks first to last - 1 begin with."""
        begin = self._head_start(first)
        head_ends = np.array(self._head_ends[first:last], np.int64) - begin
        own = (self._heads[begin : begin + int(head_ends[-1])], self._tails_of(first, last))
        heads, tails = (np.frombuffer(data + b"\0", np.uint8) for data in own)
        shared, rests = self._by_block(self._shared, first, last), self._by_block(self._rests, first, last)
        starts = np.append(0, head_ends[:-1])
        column = np.arange(width)
        current = _rows(heads, starts, head_ends - starts, column)
        starts = np.array(self._tail_starts[first:last], np.int64)
        starts -= starts[0]
        unpacked = [current]
        for kept, rest in zip(shared.T[1:], rests.T[1:], strict=True):
            current = np.where(column < kept[:, None], current, _rows(tails, starts - kept, kept + rest, column))
            starts += rest
            unpacked.append(current)
        every = np.stack(unpacked, axis=1).view(f"S{width}").reshape(-1)
        return every[: self._terms - first * BLOCK]

    def _by_block(self, counts: memoryview, first: int, last: int) -> Array:
        """(blocks, BLOCK) int64: the counts of blocks first to last - 1, zeros behind the last term."""
        own = np.array(counts[first * BLOCK : last * BLOCK], np.int64)
        return np.append(own, np.zeros(-len(own) % BLOCK, np.int64)).reshape(-1, BLOCK)

    def _blocks(self, first: int, last: int) -> list[bytes]:
        """The terms of blocks first to last - 1."""
        begin, end = first * BLOCK, last * BLOCK
        tail, place, term = self._tails_of(first, last), 0, b""
        terms = []
        for number, (shared, rest) in enumerate(zip(self._shared[begin:end], self._rests[begin:end], strict=True)):
            if number % BLOCK:
                term = term[:shared] + tail[place : place + rest]
                place += rest
            else:
                term = self._head(first + number // BLOCK)
            terms.append(term)
        return terms

    def _tails_of(self, first: int, last: int) -> bytes:
        """The tails of blocks first to last - 1."""
        end = self._tail_starts[last] if last < len(self._tail_starts) else None
        return bytes(self._tails[self._tail_starts[first] : end])

    def _head(self, block: int) -> bytes:
        return self._heads[self._head_start(block) : self._head_ends[block]]

    def _head_start(self, block: int) -> int:
        return self._head_ends[block - 1] if block else 0

    def _block(self, block: int) -> Iterator[bytes]:
        term = self._head(block)
        yield term
        others = slice(block * BLOCK + 1, (block + 1) * BLOCK)
        tails, place = self._tails_of(block, block + 1), 0
        for shared, rest in zip(self._shared[others], self._rests[others], strict=True):
            term = term[:shared] + tails[place : place + rest]
            yield term
            place += rest


def _rows(data: Array, starts: Array, lengths: Array, column: Array) -> Array:
    """(n, columns) uint8: of `data` from each of `starts` on so many bytes, then zeros."""
    rows: Array = data.take(starts[:, None] + column, mode="clip")
    rows[column >= lengths[:, None]] = 0
    return rows


def _successor(prefix: bytes) -> bytes | None:
    """The least bytes above all that begin with `prefix`; None if there are none."""
    kept = prefix.rstrip(b"\xff")
    return kept[:-1] + bytes([kept[-1] + 1]) if kept else None
