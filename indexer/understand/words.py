"""Word lists, written as one text."""

from __future__ import annotations


def words(listed: str) -> frozenset[str]:
    """The words of `listed`."""
    return frozenset(listed.split())


def phrases(listed: str) -> tuple[str, ...]:
    """The phrases of `listed`, which commas part."""
    return tuple(phrase for phrase in (" ".join(part.split()) for part in listed.split(",")) if phrase)
