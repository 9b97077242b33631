"""Archives that tests build for themselves."""

from __future__ import annotations

import gzip
import io
import json
import random
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import zstandard

from indexer.readers import Item, ReadOptions, Rejected, Skipped, read
from search.model import RawArticle


def jsonl(*records: Any) -> bytes:
    """One JSON value a line; bytes are taken as a line that is written already."""
    lines = (record if isinstance(record, bytes) else json.dumps(record).encode() for record in records)
    return b"".join(line + b"\n" for line in lines)


def record(number: int = 1, **changes: Any) -> dict[str, Any]:
    return {"title": f"Judul {number}", "body": f"Isi berita nomor {number}."} | changes


def write(path: Path, content: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def noise(size: int, seed: int) -> str:
    """So many bytes that cannot be packed, in hexadecimal: the same ones every time."""
    return random.Random(seed).randbytes(size).hex()


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def tarred(members: dict[str, bytes], *extra: tarfile.TarInfo) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for info in extra:
            archive.addfile(info)
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


def packed(content: bytes, suffix: str) -> bytes:
    return gzip.compress(content) if suffix == ".gz" else zstandard.compress(content)


def items(path: Path, **options: Any) -> list[Item]:
    return list(read(path, ReadOptions(**({"archive": "arsip"} | options))))


def articles(path: Path, **options: Any) -> list[RawArticle]:
    return [item for item in items(path, **options) if isinstance(item, RawArticle)]


def rejections(path: Path, **options: Any) -> list[tuple[str, str]]:
    """(place, reason) of what was rejected."""
    found = items(path, **options)
    return [(str(item.origin), item.reason) for item in found if isinstance(item, Rejected)]


def skips(path: Path, **options: Any) -> list[tuple[str, str]]:
    found = items(path, **options)
    return [(str(item.origin), item.reason) for item in found if isinstance(item, Skipped)]
