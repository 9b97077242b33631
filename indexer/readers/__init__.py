"""Archive files -> `RawArticle`s, with everything that is none named beside them.

`read` is the one door. One module per format turns the stream of a file into items; files.py finds the files,
packed.py looks into packed ones, streams.py and decoding.py keep hostile input within limits, fields.py knows what
columns are called, paths.py what folders say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from indexer.readers import html, json_lines, plain, table
from indexer.readers.fields import FieldMap
from indexer.readers.files import FoundFile, find_files
from indexer.readers.items import Item, Rejected, Skipped
from indexer.readers.options import ReadOptions
from indexer.readers.packed import Source, open_sources, split_name
from indexer.readers.paths import PathPattern, with_path
from indexer.readers.streams import CountedFile
from search.errors import RejectedArticleError
from search.model import Origin, RawArticle

__all__ = ["FORMATS", "FieldMap", "Item", "PathPattern", "ReadOptions", "Rejected", "Skipped", "read", "total_bytes"]

Reader = Callable[[BinaryIO, Origin, ReadOptions], Iterator[Item]]

FORMATS: Mapping[str, Reader] = {
    ".txt": plain.read,
    ".jsonl": json_lines.read_lines,
    ".ndjson": json_lines.read_lines,
    ".json": json_lines.read_document,
    ".csv": table.read_csv,
    ".tsv": table.read_tsv,
    ".html": html.read,
    ".htm": html.read,
}
"""The ending of a file's name -> how it is read."""


def read(root: Path, options: ReadOptions) -> Iterator[Item]:
    """Every article under `root` in a stable order, and in their places what could not be read and why."""
    for found in find_files(root, archive=options.archive, exclude=options.exclude):
        if isinstance(found, FoundFile):
            yield from _read_file(found, options)
        else:
            yield found


def total_bytes(root: Path, options: ReadOptions) -> int:
    """The size of what `read` is going to read, for a progress bar."""
    found = find_files(root, archive=options.archive, exclude=options.exclude)
    return sum(file.size for file in found if isinstance(file, FoundFile))


def _read_file(found: FoundFile, options: ReadOptions) -> Iterator[Item]:
    origin = Origin(archive=options.archive, file=found.name)
    try:
        with CountedFile(found.path, options.advance) as file:
            for source in open_sources(file, found.name, origin, max_unpacked_bytes=options.max_unpacked_bytes):
                if isinstance(source, Source):
                    yield from _read_source(source, options)
                else:
                    yield source
            options.advance(max(found.size - file.count, 0))  # what was skipped
    except RejectedArticleError as error:
        yield Rejected(origin=origin, reason=error.reason, message=error.message)
    except OSError as exc:
        yield Rejected(origin=origin, reason="unreadable", message=exc.strerror or str(exc))


def _read_source(source: Source, options: ReadOptions) -> Iterator[Item]:
    reader = FORMATS.get(split_name(source.name)[1])
    if reader is None:
        endings = ", ".join(FORMATS)
        yield Skipped(origin=source.origin, reason="unknown-format", message=f"its name ends in none of {endings}")
        return
    try:
        for item in reader(source.stream, source.origin, options):
            yield with_path(item, options.pattern) if options.pattern and isinstance(item, RawArticle) else item
    except RejectedArticleError as error:
        yield Rejected(origin=source.origin, reason=error.reason, message=error.message)
