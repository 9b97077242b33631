"""Stems kept beside the index, so that a new process need not find them again: Sastrawi takes 50 to 500 µs a word.

    INDEX/stems/id-0d8c61f2a95be734.tsv     word TAB stem, in the order they were found

The name carries the analyzer's fingerprint: a table of another version is dropped. A table is only a memory of what the
analyzer would say; a line that was cut short by a crash is passed over, and a missing table costs time alone.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from search import analysis

_WORTH_LOADING = 2_000  # articles in a batch; for fewer, reading a large table takes longer than it saves


class StemTables:
    """The tables of an index; for its writer."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._saved: dict[str, int] = {}  # by language: how many of the analyzer's stems are in its table

    def load(self, *, articles: int) -> None:
        """Teach the analyzers what their tables hold, once, and when so many articles make it worth the time."""
        if self._saved or articles < _WORTH_LOADING:
            return
        for language in analysis.languages():
            analyzer = analysis.analyzer_for(language)
            self._saved[language] = analyzer.learn(_read(self._path(analyzer)))

    def save(self) -> None:
        """Add the stems that were found since `load`; without one, nothing is kept."""
        for language, saved in self._saved.items():
            analyzer = analysis.analyzer_for(language)
            found = analyzer.remembered(after=saved)
            if found:
                self._append(self._path(analyzer), language, found)
            self._saved[language] = saved + len(found)

    def _append(self, path: Path, language: str, found: list[tuple[str, str]]) -> None:
        with suppress(OSError):  # a disk that is full costs the next process some time
            self._folder.mkdir(exist_ok=True)
            for other in self._folder.glob(f"{language}-*.tsv"):
                if other != path:
                    other.unlink()
            with path.open("a", encoding="utf-8") as table:
                table.writelines(f"{word}\t{stem}\n" for word, stem in found)

    def _path(self, analyzer: analysis.Analyzer) -> Path:
        digest = hashlib.sha256(analyzer.fingerprint.encode()).hexdigest()[:16]
        return self._folder / f"{analyzer.language}-{digest}.tsv"


def _read(path: Path) -> dict[str, str]:
    """The stems of a table by word; none where there is no table."""
    try:
        text = path.read_text("utf-8", "replace")
    except OSError:
        return {}
    whole = text[: text.rfind("\n") + 1].split("\n")
    return dict(line.split("\t") for line in whole if line.count("\t") == 1)
