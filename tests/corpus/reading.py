"""The corpus's files as plain values, read without the indexer so that the two can disagree."""

import csv
import html
import json
import re
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CORPUS = Path(__file__).parents[2] / "corpus"
ARTICLES = CORPUS / "articles"
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)">')
TAGS = re.compile(r"<script.*?</script>|<[^>]+>", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One article: its reference, the format it came in, its text, and the date its metadata states, if any."""

    reference: str
    format: str
    text: str
    body: str
    published: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One line of judgments/articles.tsv."""

    article: str
    language: str
    outlet: str
    published: str
    story: str
    title: str


@cache
def found() -> tuple[Found, ...]:
    """Every article below corpus/articles, in the order of the files."""
    paths = sorted(path for path in ARTICLES.rglob("*") if path.is_file())
    return tuple(article for path in paths for article in _read(path))


@cache
def listed() -> dict[str, Listed]:
    """The lines of articles.tsv by reference."""
    return {row["article"]: Listed(**row) for row in table("articles.tsv")}


def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one file of judgments/; a line with too few or too many cells raises ValueError."""
    lines = (CORPUS / "judgments" / name).read_text(encoding="utf-8").splitlines()
    header, *rows = (line.split("\t") for line in lines)
    return tuple(dict(zip(header, row, strict=True)) for row in rows)


def _read(path: Path) -> Iterator[Found]:
    name = path.relative_to(ARTICLES).as_posix()
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            for member in archive.namelist():
                yield _plain(f"{name}!{member}", "zip", archive.read(member).decode())
    elif name.endswith(".tar.gz"):
        with tarfile.open(path) as archive:
            for entry in archive:
                content = archive.extractfile(entry)
                assert content is not None, entry.name
                yield _page(content.read().decode(), "tar.gz")
    elif path.suffix == ".html":
        yield _page(path.read_text(encoding="utf-8"), "html")
    elif path.suffix == ".txt":
        yield _plain(name, "dated" if name.startswith("dated/") else "txt", path.read_text(encoding="utf-8"))
    else:
        yield from _records(path)


def _plain(reference: str, kind: str, text: str) -> Found:
    return Found(reference=reference, format=kind, text=text, body=text, published="")


def _page(source: str, kind: str) -> Found:
    urls = CANONICAL.findall(source)
    assert len(urls) == 1, source[:300]
    body = source[source.index('<div class="isi">') : source.index("</article>")]
    return Found(reference=urls[0], format=kind, text=_text(source), body=_text(body), published="")


def _text(source: str) -> str:
    return html.unescape(TAGS.sub(" ", source))


def _records(path: Path) -> Iterator[Found]:
    kind = path.suffix.removeprefix(".")
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines)) if kind == "csv" else [json.loads(line) for line in lines]
    for row in rows:
        title, body = row.get("title") or row.get("headline") or "", row.get("body") or row.get("content") or ""
        yield Found(
            reference=row.get("url") or row["link"],
            format=kind,
            text=f"{title}\n\n{body}",
            body=body,
            published=(row.get("published") or row.get("date") or "")[:10],
        )
