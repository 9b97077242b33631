"""The members of .zip and .tar files and the content of .gz and .zst, as streams, never unpacked to disk.

Nothing that comes out is trusted: names may not leave the archive, links and devices are refused, and everything that
is unpacked counts against one allowance per file (`streams.Allowance`), so that a bomb is refused when it opens.
"""

from __future__ import annotations

import io
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from indexer.readers.files import readable_name
from indexer.readers.items import Rejected, Skipped
from indexer.readers.streams import (
    CHUNK,
    UNPACK_ERRORS,
    Allowance,
    CountedFile,
    Guarded,
    ReadableStream,
    Unpacked,
    unpack,
)
from search.errors import RejectedArticleError
from search.model import Origin

PACKED = (".gz", ".zst")
_CONTAINERS = (".tar", ".zip")
_ENCRYPTED = 0x1
_SHORT = {".tgz": ".tar.gz", ".tzst": ".tar.zst"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An open stream and the name whose ending tells its format."""

    stream: BinaryIO
    name: str
    origin: Origin


def open_sources(
    file: CountedFile, name: str, origin: Origin, *, max_unpacked_bytes: int
) -> Iterator[Source | Rejected | Skipped]:
    """What is in a file: itself, what it unpacks to, or its members; each is to be read before the next is asked for.

    Raises RejectedArticleError where the file as a whole is damaged or unpacks to too much; what came before stands.
    """
    allowance = Allowance(max_unpacked_bytes)
    stem, suffix = split_name(name)
    if suffix == ".zip":
        yield from _zip_members(file, origin, allowance)
        return
    with io.BufferedReader(file, CHUNK) as stream:
        if suffix in PACKED:
            unpacked = unpack(stream, suffix, allowance=allowance, packed=lambda: file.count)
            yield from _single(unpacked, stem, origin, allowance)
        else:
            yield from _single(stream, name, origin, allowance)


def _single(stream: BinaryIO, name: str, origin: Origin, allowance: Allowance) -> Iterator[Source | Rejected | Skipped]:
    """An unpacked stream as a source, or its members where it is a .tar."""
    suffix = split_name(name)[1]
    if suffix == ".tar":
        yield from _tar_members(stream, origin, allowance)
    elif suffix in (*PACKED, ".zip"):
        yield _nested(origin)
    else:
        yield Source(stream=stream, name=name, origin=origin)


def split_name(name: str) -> tuple[str, str]:
    """A name without its last ending, and that ending in small letters; .tgz counts as .tar.gz."""
    path = PurePosixPath(name)
    suffix = path.suffix.lower()
    if suffix in _SHORT:
        return f"{path.stem}.tar", _SHORT[suffix][4:]
    return path.stem, suffix


def _nested(origin: Origin) -> Skipped:
    return Skipped(origin=origin, reason="nested-archive", message="a packed file inside a packed file")


def _member(
    open_stream: Callable[[], BinaryIO], origin: Origin, allowance: Allowance
) -> Iterator[Source | Rejected | Skipped]:
    """A member as a source; a .gz or .zst in it is unpacked, another archive in it is not."""
    assert origin.member is not None
    stem, suffix = split_name(origin.member)
    inner = split_name(stem)[1] if suffix in PACKED else ""
    if suffix in _CONTAINERS or inner in (*_CONTAINERS, *PACKED):
        yield _nested(origin)
        return
    with open_stream() as stream:
        if suffix not in PACKED:
            yield Source(stream=stream, name=origin.member, origin=origin)
            return
        counted = _Counted(stream)
        unpacked = unpack(io.BufferedReader(counted), suffix, allowance=allowance, packed=lambda: counted.count)
        yield Source(stream=unpacked, name=stem, origin=origin)


class _Counted(ReadableStream):
    """A stream that knows how much was read of it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def some(self, size: int) -> bytes:
        data = self._stream.read(size)
        self.count += len(data)
        return data


def _refusal(origin: Origin, name: str, *, is_link: bool, is_regular: bool) -> Rejected | None:
    """Why a member may not be read; None where it may."""
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or parts[0].endswith(":"):
        message = "a path that leads out of the archive"
        return Rejected(origin=origin, reason="unsafe-path", message=message)
    if is_link:
        return Rejected(origin=origin, reason="link", message="a link, not a file")
    if not is_regular:
        return Rejected(origin=origin, reason="special", message="a device, pipe or sparse file")
    return None


def _is_hidden(name: str) -> bool:
    """Whether a part of a member's path begins with a dot, or is what macOS adds to every .zip."""
    return any((part.startswith(".") and part != ".") or part == "__MACOSX" for part in name.split("/"))


def _hidden(origin: Origin) -> Skipped:
    return Skipped(origin=origin, reason="hidden", message="its name begins with a dot")


# ---- .zip ------------------------------------------------------------------------------------------------------


def _zip_members(file: CountedFile, origin: Origin, allowance: Allowance) -> Iterator[Source | Rejected | Skipped]:
    try:
        archive = zipfile.ZipFile(cast(BinaryIO, file))
    except UNPACK_ERRORS as exc:
        raise RejectedArticleError(f"no .zip that can be read: {exc}", reason="bad-archive") from exc
    with archive:
        for info in archive.infolist():
            if not info.is_dir():
                here = replace(origin, member=readable_name(info.filename))
                yield from _zip_member(archive, info, here, allowance)


def _zip_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, origin: Origin, allowance: Allowance
) -> Iterator[Source | Rejected | Skipped]:
    mode = info.external_attr >> 16
    is_regular = stat.S_IFMT(mode) in (0, stat.S_IFREG)
    refusal = _refusal(origin, info.filename, is_link=stat.S_ISLNK(mode), is_regular=is_regular)
    if refusal is not None:
        yield refusal
    elif _is_hidden(info.filename):
        yield _hidden(origin)
    elif info.flag_bits & _ENCRYPTED:
        yield Rejected(origin=origin, reason="encrypted", message="needs a password; unpack it first")
    else:
        try:
            yield from _member(lambda: _open_zip_member(archive, info, allowance), origin, allowance)
        except RejectedArticleError as error:
            yield Rejected(origin=origin, reason=error.reason, message=error.message)


def _open_zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, allowance: Allowance) -> BinaryIO:
    try:
        stream = cast(BinaryIO, archive.open(info))
    except UNPACK_ERRORS as exc:
        raise RejectedArticleError(f"cannot be unpacked: {exc}", reason="bad-archive") from exc
    return io.BufferedReader(Unpacked(stream, allowance=allowance, packed=lambda: info.compress_size), CHUNK)


# ---- .tar ------------------------------------------------------------------------------------------------------


def _tar_members(stream: BinaryIO, origin: Origin, allowance: Allowance) -> Iterator[Source | Rejected | Skipped]:
    try:
        archive = tarfile.open(fileobj=stream, mode="r|", bufsize=CHUNK)  # noqa: SIM115 - closed by the with below
    except UNPACK_ERRORS as exc:
        raise _bad_tar(exc) from exc
    with archive:
        while (info := _next_member(archive)) is not None:
            if info.isdir():
                continue
            here = replace(origin, member=readable_name(info.name))
            yield from _tar_member(archive, info, here, allowance)


def _next_member(archive: tarfile.TarFile) -> tarfile.TarInfo | None:
    try:
        info = archive.next()
    except UNPACK_ERRORS as exc:
        raise _bad_tar(exc) from exc
    archive.members = []  # type: ignore[attr-defined]  # else it remembers every member that it has passed
    return info


def _bad_tar(exc: Exception) -> RejectedArticleError:
    return RejectedArticleError(f"no .tar that can be read: {exc}", reason="bad-archive")


def _tar_member(
    archive: tarfile.TarFile, info: tarfile.TarInfo, origin: Origin, allowance: Allowance
) -> Iterator[Source | Rejected | Skipped]:
    is_regular = info.isreg() and not info.issparse()
    refusal = _refusal(origin, info.name, is_link=info.issym() or info.islnk(), is_regular=is_regular)
    if refusal is not None:
        yield refusal
    elif _is_hidden(info.name):
        yield _hidden(origin)
    else:
        yield from _member(lambda: _open_tar_member(archive, info), origin, allowance)


def _open_tar_member(archive: tarfile.TarFile, info: tarfile.TarInfo) -> BinaryIO:
    stream = archive.extractfile(info)
    assert stream is not None  # a regular member
    return io.BufferedReader(Guarded(cast(BinaryIO, stream)), CHUNK)
