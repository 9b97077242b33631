"""What reading gives: articles, and in the same stream everything that is none, so that nothing is lost.

A `Rejected` should have been an article and is a failure of the run; a `Skipped` file was never meant as one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from search.model import Origin, RawArticle

REJECTIONS: Mapping[str, str] = {
    "empty": "nothing but white space",
    "binary": "NUL bytes or mostly control characters: no text",
    "too-large": "an article, line or record above the limit of `--max-article-mb`",
    "bad-charset": "no charset makes text of it",
    "not-json": "a line or file that is no JSON",
    "not-an-object": "JSON, but no object",
    "no-text": "neither a body nor a title",
    "bad-csv": "broken quotes, or another number of columns than the header",
    "no-columns": "a table without a header that names a body or a title",
    "no-article": "an HTML page without an article, such as a front page or a list",
    "unreadable": "a file or folder that the system does not let us read",
    "bad-archive": "a packed file that is damaged or packed in a way that is not known",
    "encrypted": "a member of a .zip that needs a password",
    "unpacks-too-large": "a packed file that unpacks to more than `--max-unpacked-mb`, or to 200 times its size",
    "unsafe-path": "a member with an absolute path or `..` in it",
    "link": "a member that is a link",
    "special": "a member that is a device, a pipe or a sparse file",
    "not-understood": "an error of Kliping's own on this article; the report holds it",
}
"""Reason slug -> what it means."""

SKIPS: Mapping[str, str] = {
    "unknown-format": "a file whose name has an ending that is not listed above",
    "hidden": "a file or folder whose name begins with a dot",
    "symlink": "a symbolic link inside a folder",
    "special-file": "a socket, pipe or device inside a folder",
    "nested-archive": "a .zip or .tar inside a packed file",
    "index": "the folder of the index itself",
}
"""Reason slug -> what it means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """An article or file that could not be taken in; `reason` is a key of `REJECTIONS`."""

    origin: Origin
    reason: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A file that is not read; `reason` is a key of `SKIPS`."""

    origin: Origin
    reason: str
    message: str


Item = RawArticle | Rejected | Skipped
