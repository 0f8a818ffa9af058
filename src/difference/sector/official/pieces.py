"""From paths to the files in them: folders are walked, zips and gzips opened whatever they are called, nothing is read whole."""

from __future__ import annotations

import gzip
import os
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, cast

from difference.errors import BadInput
from difference.sector.official.limits import MB, limits

ZIP, EMPTY_ZIP, GZIP, OLD_EXCEL, PDF = b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"%PDF"
# zipfile says NotImplementedError of a compression it does not know, and RuntimeError of a password.
TROUBLE = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError, ValueError)
FOREIGN = {OLD_EXCEL: "an Excel workbook", PDF: "a PDF document"}
DAMAGED = "it is damaged, cut short or locked with a password"
INSIDE = " › "


@dataclass(frozen=True)
class Piece:
    """A file that may hold a table: its name, the names it came through, and how to read its bytes from the beginning."""

    name: str
    label: str
    open: Callable[[], AbstractContextManager[IO[bytes]]]


@dataclass(frozen=True)
class Unread:
    """A file that cannot hold a table (`damaged` where it should, but cannot be opened), and why."""

    label: str
    why: str
    damaged: bool = False


def walk(paths: Sequence[Path]) -> Iterator[Piece | Unread]:
    """Everything under the paths. Raises BadInput, for all of them at once, where a path does not exist."""
    absent = [str(path) for path in paths if not path.exists()]
    if absent:
        raise BadInput(f"There is no such file or folder: {', '.join(absent)}.")
    for path in paths:
        for file in _files(path):
            yield from _opened(file, _label(file, path))


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not _hidden(name))
        yield from (Path(folder, name) for name in sorted(names) if not _hidden(name))


def _hidden(name: str) -> bool:
    return name.startswith(".") or name == "__MACOSX"


def _label(file: Path, under: Path) -> str:
    text = str(file.relative_to(under)) if file != under else file.name
    # A name that is not text on this machine must still be printed and kept.
    return text.encode("utf-8", "replace").decode()


def _opened(file: Path, label: str) -> Iterator[Piece | Unread]:
    try:
        with file.open("rb") as stream:
            yield from _look(stream, file.name, label, lambda: file.open("rb"), depth=0)
    except OSError as error:
        yield Unread(label, f"it cannot be opened: {(error.strerror or 'unknown reason').lower()}", damaged=True)


def _look(
    stream: IO[bytes], name: str, label: str, again: Callable[[], AbstractContextManager[IO[bytes]]], *, depth: int
) -> Iterator[Piece | Unread]:
    head = stream.read(8)
    stream.seek(0)
    foreign = next((what for start, what in FOREIGN.items() if head.startswith(start)), None)
    if not head:
        yield Unread(label, "it is empty", damaged=name.casefold().endswith(".csv"))
    elif foreign:
        yield Unread(label, f"it is {foreign}: save the table as CSV")
    elif head.startswith(EMPTY_ZIP):
        yield Unread(label, "it is a zip with nothing in it")
    elif head.startswith(ZIP):
        yield from _zipped(stream, label, depth)
    elif head.startswith(GZIP):
        yield from _gzipped(stream, name, label, depth)
    else:
        yield Piece(name, label, again)


def _zipped(stream: IO[bytes], label: str, depth: int) -> Iterator[Piece | Unread]:
    if depth >= limits().deepest_zip:
        yield Unread(label, "it is a zip within zips within zips")
        return
    try:
        with zipfile.ZipFile(stream) as packed:
            members = packed.infolist()
            if any(member.filename == "[Content_Types].xml" for member in members):
                yield Unread(label, "it is an Excel or other Office file: save the table as CSV")
                return
            for member in members:
                parts = PurePosixPath(member.filename).parts
                if not member.is_dir() and not any(_hidden(part) for part in parts):
                    yield from _unpacked(packed.open(member), parts[-1], f"{label}{INSIDE}{member.filename}", depth)
    except TROUBLE:
        yield Unread(label, f"it is a zip that cannot be opened: {DAMAGED}", damaged=True)


def _gzipped(stream: IO[bytes], name: str, label: str, depth: int) -> Iterator[Piece | Unread]:
    inner = name.removesuffix(".gz")
    try:
        yield from _unpacked(cast("IO[bytes]", gzip.GzipFile(fileobj=stream)), inner, f"{label}{INSIDE}{inner}", depth)
    except TROUBLE:
        yield Unread(label, f"it is packed with gzip and cannot be unpacked: {DAMAGED}", damaged=True)


def _unpacked(source: AbstractContextManager[IO[bytes]], name: str, label: str, depth: int) -> Iterator[Piece | Unread]:
    """Unpack to a file of our own, so that a damaged end is found before anything is read."""
    with tempfile.NamedTemporaryFile(prefix="difference-data-") as kept:
        with source as stream:
            size = 0
            while block := stream.read(MB):
                size += len(block)
                if size > limits().largest_csv_mb * MB:
                    yield Unread(label, f"it is larger than {limits().largest_csv_mb:,} MB unpacked", damaged=True)
                    return
                kept.write(block)
        kept.flush()
        kept.seek(0)
        yield from _look(kept.file, name, label, lambda: Path(kept.name).open("rb"), depth=depth + 1)  # noqa: SIM115
