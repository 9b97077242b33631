"""The settings, each with its name, default and help; read once by the entry points and passed down."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from search.errors import InvalidParameterError


def _setting(default: Any, help_text: str, *, minimum: float | None = None) -> Any:
    """A dataclass field that carries its help text and least value."""
    return field(default=default, metadata={"help": help_text, "minimum": minimum})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything an installation can choose; the environment variable of `index` is KLIPING_INDEX, and so on."""

    index: Path = _setting(Path("index"), "folder of the index")
    engine: str = _setting("whoosh", "search engine")
    timezone: str = _setting("Asia/Jakarta", "zone of printed dates and times that name none")
    query_timeout_s: float = _setting(5.0, "longest time a query may take, in seconds", minimum=0.01)
    cache_mb: int = _setting(256, "memory for decoded postings and columns of a serving process, in MB", minimum=1)
    writers: int = _setting(
        1, "processes that write an index where many articles come at once; each takes some 500 MB", minimum=1
    )
    max_query_chars: int = _setting(1000, "longest query text, in characters", minimum=1)
    max_query_terms: int = _setting(64, "most words in a query", minimum=1)
    max_expansions: int = _setting(1000, "most index words that a prefix, wildcard or fuzzy word stands for", minimum=1)
    max_article_mb: float = _setting(10.0, "largest article taken in, in MB", minimum=0.001)
    max_unpacked_mb: float = _setting(4096.0, "most bytes one packed archive may unpack to, in MB", minimum=0.001)
    max_export: int = _setting(10000, "most articles in one CSV download", minimum=1)

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """The defaults, changed by KLIPING_* variables; InvalidParameterError names a value that cannot be."""
        environ = os.environ if environ is None else environ
        given = {f.name: environ[env_name(f.name)] for f in fields(cls) if environ.get(env_name(f.name))}
        return cls(**{name: _parse(name, text) for name, text in given.items()})


def env_name(name: str) -> str:
    """The environment variable of a setting."""
    return f"KLIPING_{name.upper()}"


def _parse(name: str, text: str) -> Any:
    [described] = [f for f in fields(Settings) if f.name == name]
    read: Callable[[str], Any] = Path if isinstance(described.default, Path) else type(described.default)
    try:
        value = read(text)
    except ValueError as exc:
        raise InvalidParameterError(
            f"{env_name(name)}={text!r} is not a number; example: {env_name(name)}={described.default}",
            parameter=env_name(name),
        ) from exc
    minimum = described.metadata["minimum"]
    if minimum is not None and not value >= minimum:
        raise InvalidParameterError(
            f"{env_name(name)}={text!r} is too small; the least is {minimum}", parameter=env_name(name)
        )
    return value
