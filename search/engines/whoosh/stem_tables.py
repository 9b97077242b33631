"""Stems kept beside the index, so that a new process need not find them again: finding one takes 40 µs.

    INDEX/stems/id-0d8c61f2a95be734.tsv     word TAB stem, in the order they were found

The name carries the analyzer's fingerprint: a table of another version is dropped. A table is only a memory of what the
analyzer would say; a line that was cut short by a crash is passed over, and a missing table costs time alone. So does
one that has grown too long and begins anew.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from search import analysis

Stems: TypeAlias = Mapping[str, Sequence[tuple[str, str]]]
"""Words and their stems by language."""

_MAX_OTHERS = 1_000_000  # stems that are remembered, so as not to be saved twice
_MAX_BYTES = 12 << 20  # of a table, some 700,000 words; then it begins anew: an analyzer learns no more than a million
_WORTH_LOADING = 2_000  # articles in a batch; for fewer, reading a large table takes longer than it saves


class StemTables:
    """The tables of an index; for its writer."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._saved: dict[str, int] = {}  # by language: how many of the analyzer's stems are in its table
        self._others: dict[str, dict[str, str]] = {}  # stems by language that other processes found
        self._others_saved: Counter[str] = Counter()  # how many of these are in the table

    def load(self, *, articles: int) -> None:
        """Teach the analyzers what their tables hold, once, and when so many articles make it worth the time."""
        if self._saved or articles < _WORTH_LOADING:
            return
        for language in analysis.languages():
            analyzer = analysis.analyzer_for(language)
            self._saved[language] = analyzer.learn(_read(self._path(analyzer)))

    def found(self) -> Stems:
        """By language the words and stems that were found since `load` or the last call; without `load`, none."""
        found: dict[str, list[tuple[str, str]]] = {}
        for language, saved in self._saved.items():
            found[language] = analysis.analyzer_for(language).remembered(after=saved)
            self._saved[language] = saved + len(found[language])
        return found

    def add(self, found: Stems) -> None:
        """Take over what other processes have `found`, to be saved with the rest; several may have found the same."""
        for language, stems in found.items():
            others = self._others.setdefault(language, {})
            if len(others) > _MAX_OTHERS:
                others.clear()
                self._others_saved[language] = 0
            others.update(stems)

    def learn(self, found: Stems) -> None:
        """Teach the analyzers what other processes have `found`; nothing of it is `found` here any more."""
        for language, stems in found.items():
            analyzer = analysis.analyzer_for(language)
            analyzer.learn(dict(stems))
            self._saved[language] = len(analyzer.remembered(after=0))

    def save(self) -> None:
        """Add to the tables what was found since `load` and what was added; without both, nothing is kept."""
        found = self.found()
        for language in {*found, *self._others}:
            others = islice(self._others.get(language, {}).items(), self._others_saved[language], None)
            new = [*found.get(language, ()), *others]
            if new:
                self._append(self._path(analysis.analyzer_for(language)), language, new)
            self._others_saved[language] = len(self._others.get(language, {}))

    def _append(self, path: Path, language: str, found: list[tuple[str, str]]) -> None:
        with suppress(OSError):  # a disk that is full costs the next process some time
            self.folder.mkdir(exist_ok=True)
            for other in self.folder.glob(f"{language}-*.tsv"):
                if other != path:
                    other.unlink()
            if path.exists() and path.stat().st_size > _MAX_BYTES:
                path.unlink()
            with path.open("a+b") as table:
                table.seek(-min(table.tell(), 1), os.SEEK_END)
                if table.read() not in (b"", b"\n"):  # a crash has left a part of a line
                    table.write(b"\n")
                table.writelines(f"{word}\t{stem}\n".encode() for word, stem in found)

    def _path(self, analyzer: analysis.Analyzer) -> Path:
        digest = hashlib.sha256(analyzer.fingerprint.encode()).hexdigest()[:16]
        return self.folder / f"{analyzer.language}-{digest}.tsv"


def _read(path: Path) -> dict[str, str]:
    """The stems of a table by word; none where there is no table."""
    try:
        text = path.read_text("utf-8", "replace")
    except OSError:
        return {}
    whole = text[: text.rfind("\n") + 1].split("\n")
    return dict(line.split("\t") for line in whole if line.count("\t") == 1)
