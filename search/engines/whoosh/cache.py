"""A bounded memory of what was decoded, shared by the threads of a process."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable
from typing import Protocol, TypeAlias, TypeVar, cast


class Sized(Protocol):
    @property
    def nbytes(self) -> int: ...


_T = TypeVar("_T", bound=Sized)
Key: TypeAlias = tuple[str, Hashable]
"""What a value was decoded from (a segment, or the index at a commit), and which of its values it is."""

_ENTRY_BYTES = 300  # key, links and array headers, so that empty entries are not free


class Cache:
    """Keeps what was used last, up to `max_bytes` of it."""

    def __init__(self, max_bytes: int, *, beside: Cache | None = None) -> None:
        """What `beside` holds is taken off `max_bytes`, down to a quarter."""
        self._max_bytes = max_bytes
        self._beside = beside
        self._bytes = 0
        self._entries: OrderedDict[Key, Sized] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key, make: Callable[[], _T]) -> _T:
        """The value of `key`, made if it is not here. Equal keys must always stand for equal values."""
        with self._lock:
            known = self._entries.get(key)
            if known is not None:
                self._entries.move_to_end(key)
                return cast("_T", known)
        made = make()
        with self._lock:
            if key not in self._entries:
                self._entries[key] = made
                self._bytes += made.nbytes + _ENTRY_BYTES
            most = self._max_bytes
            if self._beside is not None:
                most = max(most - self._beside._bytes, most // 4)
            while self._bytes > most:
                _, dropped = self._entries.popitem(last=False)
                self._bytes -= dropped.nbytes + _ENTRY_BYTES
        return made

    def drop(self, key: Key) -> None:
        """Forget the value of `key`."""
        with self._lock:
            dropped = self._entries.pop(key, None)
            if dropped is not None:
                self._bytes -= dropped.nbytes + _ENTRY_BYTES

    def keep(self, origins: Collection[str]) -> None:
        """Drop what was decoded from anything else: it would keep files open that a commit has deleted."""
        with self._lock:
            for key in [key for key in self._entries if key[0] not in origins]:
                self._bytes -= self._entries.pop(key).nbytes + _ENTRY_BYTES
