"""What a run did: counts for people and programs, and a file that names every rejected article."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from indexer.readers import Rejected, Skipped


@dataclass(slots=True, kw_only=True)
class RunReport:
    """The counts of a run, growing as it goes on.

    `read` is every article that was found, whatever became of it: added + updated + unchanged + rejected. A file that
    was rejected as a whole counts as one; skipped files are no articles.
    """

    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    warnings: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def articles_per_s(self) -> float:
        return round(self.read / self.seconds, 1) if self.seconds > 0 else 0.0

    def as_json(self) -> str:
        """One line, with the keys that docs/formats.md lists."""
        values: dict[str, Any] = {
            "read": self.read,
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "skipped": dict(sorted(self.skipped.items())),
            "rejected": dict(sorted(self.rejected.items())),
            "warnings": dict(sorted(self.warnings.items())),
            "seconds": round(self.seconds, 3),
            "articles_per_s": self.articles_per_s,
        }
        return json.dumps(values, ensure_ascii=False)

    def as_text(self) -> str:
        """The same for people."""
        lines = [
            f"{self.read} articles read in {self.seconds:.1f} s ({self.articles_per_s:g} articles/s): "
            f"{self.added} added, {self.updated} updated, {self.unchanged} unchanged, {self.rejected.total()} rejected"
        ]
        for label, counts in (("rejected", self.rejected), ("skipped", self.skipped), ("warnings", self.warnings)):
            if counts:
                lines.append(f"{label}: " + ", ".join(f"{reason} {count}" for reason, count in sorted(counts.items())))
        if self.read and self.unchanged == self.read:
            lines.append("nothing new: the index already holds all of it")
        return "\n".join(lines)


class RejectionLog:
    """A JSONL file with a line for each rejected article, made when there is a first one; none without a path.

    A disk that refuses it must not cost the articles: `failure` then says why, and the rest is only counted.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.failure: OSError | None = None
        self._file: IO[str] | None = None

    def write(self, rejected: Rejected) -> None:
        if self.path is None or self.failure is not None:
            return
        try:
            if self._file is None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self._file = self.path.open("w", encoding="utf-8")
            self._file.write(_line(rejected))
            self._file.flush()
        except OSError as exc:
            self.failure = exc

    @property
    def is_written(self) -> bool:
        """Whether there is a file to look at."""
        return self._file is not None

    def close(self) -> None:
        if self._file is not None:
            try:
                self._file.close()
            except OSError as exc:
                self.failure = exc


def _line(rejected: Rejected) -> str:
    origin = rejected.origin
    said = {
        "archive": origin.archive,
        "file": origin.file,
        "member": origin.member,
        "line": origin.line,
        "reason": rejected.reason,
        "message": rejected.message,
    }
    return json.dumps(said, ensure_ascii=False) + "\n"


def rejection_path(index: Path, now: datetime) -> Path:
    """Where the rejections of a run that began at `now` are written unless the user says otherwise."""
    return index / "reports" / f"{now:%Y%m%dT%H%M%S.%fZ}-rejected.jsonl"


def describe(item: Rejected | Skipped) -> str:
    """One line for a log; control characters in names come out escaped."""
    verb = "rejected" if isinstance(item, Rejected) else "skipped"
    line = f"{verb} {item.origin}: {item.reason} ({item.message.splitlines()[0] if item.message else ''})"
    return visible(line)


def visible(text: str) -> str:
    """`text` with control characters escaped, so that a file name cannot write to the terminal."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
