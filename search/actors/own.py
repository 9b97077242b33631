"""A newsroom's own actors: `actors.toml` in the folder of the index, laid over the packaged lists.

It has the shape of ours (`search.actors.loading` says it) and is written by hand; `accept` and `reject` only add to its
end. `add` and `rebuild` read it, and a serving process when it starts.
"""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Iterable
from pathlib import Path

from search.actors.loading import Same, laid_over, read_files
from search.actors.registry import ActorRegistry, default_registry

FILE_NAME = "actors.toml"


def registry_beside(index: Path) -> ActorRegistry:
    """The packaged lists with the actors of this index laid over them. RegistryError names file and entry."""
    path = index / FILE_NAME
    try:
        state = path.stat()
    except OSError:
        return default_registry()
    return _registry(path, state.st_mtime_ns, state.st_size)


@functools.lru_cache(maxsize=2)
def _registry(path: Path, changed_ns: int, size: int) -> ActorRegistry:
    return ActorRegistry(laid_over(default_registry().listed, read_files((path,))))


def accept(index: Path, same: Same) -> None:
    """Keep that two actors are one, on the disk before this returns."""
    entries = {"id": same.id, "name": same.name, "actor": same.actor, "label": same.label}
    _append(index, "same", (f"{key} = {_quoted(value)}" for key, value in entries.items() if value))


def reject(index: Path, ids: tuple[str, str]) -> None:
    """Keep that two actors are not one, on the disk before this returns."""
    _append(index, "different", (f"actors = [{', '.join(map(_quoted, ids))}]",))


def _append(index: Path, table: str, lines: Iterable[str]) -> None:
    text = "".join(f"{line}\n" for line in ("", f"[[{table}]]", *lines))
    with (index / FILE_NAME).open("ab") as file:
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())


def _quoted(text: str) -> str:
    """A TOML string, which escapes as JSON does, and DEL too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
