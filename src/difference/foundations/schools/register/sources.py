"""From a file as somebody has it (CSV, or a zip whatever its name) to a checked CSV on disk, never whole in memory."""

from __future__ import annotations

import codecs
import hashlib
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from difference.errors import BadInput, TooLarge
from difference.foundations.schools.register.limits import MB, limits

ZIP, EMPTY_ZIP, GZIP, OLD_EXCEL, PDF = b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"%PDF"
SAVE_AS = "Open it and save it as CSV."
# zipfile says NotImplementedError of a compression it does not know, and RuntimeError of a password.
UNZIP_TROUBLE = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError, ValueError)


@dataclass(frozen=True)
class Source:
    """A file that somebody gave: its name and its bytes, which can be read from the beginning."""

    name: str
    stream: IO[bytes]


@dataclass(frozen=True)
class Spooled:
    """A register file as plain CSV. `sha256` is that of the CSV, so that it is the same whether zipped or not."""

    name: str
    inner_name: str
    file: IO[bytes]
    sha256: str
    encoding: str


@contextmanager
def at(path: str) -> Iterator[Source]:
    """The file at `path`. Raises BadInput where there is none that can be read."""
    # A name that is not text on this machine must still be printed and kept.
    name = Path(path).name.encode("utf-8", "replace").decode()
    with ExitStack() as stack:
        try:
            stream = stack.enter_context(Path(path).open("rb"))
        except OSError as error:
            raise BadInput(f"{name} cannot be opened: {(error.strerror or 'unknown reason').lower()}.") from None
        yield Source(name, stream)


@contextmanager
def spool(source: Source) -> Iterator[Spooled]:
    """Unpack and check a source. Raises BadInput, or TooLarge, with a sentence that says what the file is instead."""
    source.stream.seek(0)
    head = source.stream.read(8)
    source.stream.seek(0)
    _refuse_foreign(source.name, head)
    with tempfile.TemporaryFile(prefix="difference-register-") as kept:
        if head.startswith(ZIP):
            inner, digest, encoding = _unzip(source, kept)
        else:
            inner, (digest, encoding) = source.name, _copy(source.name, source.stream, kept)
        kept.seek(0)
        yield Spooled(source.name, inner, kept, digest, encoding)


def _refuse_foreign(name: str, head: bytes) -> None:
    if not head:
        raise BadInput(f"{name} is empty.")
    if head.startswith(EMPTY_ZIP):
        raise BadInput(f"{name} is a zip with nothing in it.")
    if head.startswith(GZIP):
        raise BadInput(f"{name} is packed with gzip. Unpack it first.")
    if head.startswith(OLD_EXCEL):
        raise BadInput(f"{name} is an Excel workbook. {SAVE_AS}")
    if head.startswith(PDF):
        raise BadInput(f"{name} is a PDF document, not a register file.")


def _unzip(source: Source, kept: IO[bytes]) -> tuple[str, str, str]:
    try:
        with zipfile.ZipFile(source.stream) as packed:
            member = _only_csv(source.name, packed.infolist())
            if member.file_size > limits().largest_csv_mb * MB:
                raise _too_large(source.name)
            with packed.open(member) as stream:
                digest, encoding = _copy(source.name, stream, kept)
                return Path(member.filename).name, digest, encoding
    except UNZIP_TROUBLE:
        raise BadInput(f"{source.name} is a zip that cannot be opened: it is damaged, cut short or locked with a password.") from None


def _only_csv(name: str, members: list[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    names = [member.filename for member in members]
    if "[Content_Types].xml" in names:
        raise BadInput(f"{name} is an Excel or other Office file. {SAVE_AS}")
    found = [member for member in members if member.filename.lower().endswith(".csv") and not member.filename.startswith("__MACOSX/")]
    if not found:
        raise BadInput(f"{name} is a zip without a CSV file in it.")
    if len(found) > 1:
        listed = ", ".join(member.filename for member in found[:5]) + (", …" if len(found) > 5 else "")
        raise BadInput(f"{name} is a zip with {len(found)} CSV files in it ({listed}). Unpack it and give the one to import.")
    return found[0]


def _copy(name: str, stream: IO[bytes], kept: IO[bytes]) -> tuple[str, str]:
    """Copy, hash and check; returns the hash and the encoding. Strict UTF-8 decides, and whatever is not, is cp1252."""
    digest, size, encoding = hashlib.sha256(), 0, "utf-8-sig"
    utf8 = codecs.getincrementaldecoder("utf-8")()
    bom = False
    while block := stream.read(MB):
        if not size:
            bom = block.startswith(codecs.BOM_UTF8)
            _refuse_markup(name, block)
        size += len(block)
        if size > limits().largest_csv_mb * MB:
            raise _too_large(name)
        if b"\0" in block:
            raise BadInput(f"{name} has NUL bytes in it, so it is not plain text. Save it as “CSV UTF-8”.")
        digest.update(block)
        kept.write(block)
        encoding = _still(utf8, block, encoding)
    if not size:
        raise BadInput(f"{name} is empty.")
    encoding = _still(utf8, b"", encoding, final=True)
    return digest.hexdigest(), "utf-8-sig" if bom else encoding


def _still(utf8: codecs.IncrementalDecoder, block: bytes, encoding: str, *, final: bool = False) -> str:
    if encoding == "cp1252":
        return encoding
    try:
        utf8.decode(block, final)
    except UnicodeDecodeError:
        return "cp1252"
    return encoding


def _refuse_markup(name: str, block: bytes) -> None:
    start = block[:200].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if start.startswith(b"<"):
        raise BadInput(f"{name} is a web page, not a CSV file: the download may have failed or asked for a sign-in. Download it again.")


def _too_large(name: str) -> TooLarge:
    return TooLarge(f"{name} is larger than {limits().largest_csv_mb} MB unpacked, which no register file is.")
