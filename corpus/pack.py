"""Pack a folder into one of the corpus's archives so that the same files always give the same bytes.

    python corpus/pack.py FOLDER corpus/articles/archives/nusapagi.zip

Members are sorted, named by their path below FOLDER, and carry one fixed time; nothing of the machine that packs
them (owner, mode, time) gets into the archive. A zip stores its members uncompressed, because the bytes of a deflated
one depend on the zlib at hand.
"""

import gzip
import io
import sys
import tarfile
import zipfile
from pathlib import Path

STAMP = (2026, 1, 1, 0, 0, 0)
STAMP_S = 1767225600  # the same moment in seconds, UTC


def pack(folder: Path, archive: Path) -> None:
    """Write every file below `folder` into `archive`, a .zip or .tar.gz by its name."""
    members = tuple((path.relative_to(folder).as_posix(), path.read_bytes()) for path in _files(folder))
    archive.write_bytes(_zip(members) if archive.suffix == ".zip" else _tar_gz(members))


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _zip(members: tuple[tuple[str, bytes], ...]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as out:
        for name, content in members:
            info = zipfile.ZipInfo(name, STAMP)
            info.create_system = 3
            info.external_attr = 0o644 << 16
            out.writestr(info, content)
    return buffer.getvalue()


def _tar_gz(members: tuple[tuple[str, bytes], ...]) -> bytes:
    buffer = io.BytesIO()
    with (
        gzip.GzipFile(filename="", mode="wb", fileobj=buffer, mtime=STAMP_S) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as out,
    ):
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size, info.mtime, info.mode = len(content), STAMP_S, 0o644
            out.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


if __name__ == "__main__":
    if len(sys.argv) != 3 or not Path(sys.argv[1]).is_dir() or not sys.argv[2].endswith((".zip", ".tar.gz")):
        sys.exit("usage: python corpus/pack.py FOLDER ARCHIVE.zip|ARCHIVE.tar.gz")
    pack(Path(sys.argv[1]), Path(sys.argv[2]))
