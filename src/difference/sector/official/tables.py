"""A file that may be a table: its encoding, its heading wherever that stands, and whether each line is whole."""

from __future__ import annotations

import codecs
import csv
import hashlib
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from difference.errors import BadInput
from difference.foundations.schools.register.lines import Record, Records
from difference.sector.official.limits import MB, limits
from difference.sector.official.pieces import Piece

FEWEST_COLUMNS = 3
NOT_A_TABLE = "it is not a table of comma-separated values"


@dataclass(frozen=True)
class Table:
    """A table on disk: its heading, the line that heading stands on, the lines before it, its encoding, size and hash."""

    name: str
    label: str
    path: Path
    heading: tuple[str, ...]
    heading_line: int
    before: str
    encoding: str
    size: int
    sha256: str


class NotATable(Exception):
    """What was looked at holds no table; the text ends a sentence."""


def look(piece: Piece, kept: Path) -> Table:
    """Copy a piece to `kept`, and find out what it is. Raises NotATable."""
    digest, size, encoding = hashlib.sha256(), 0, "utf-8"
    decoder = codecs.getincrementaldecoder("utf-8")()
    bom = False
    with piece.open() as stream, kept.open("wb") as copy:
        while block := stream.read(MB):
            if not size:
                bom = block.startswith(codecs.BOM_UTF8)
                _refuse_markup(block)
            if b"\0" in block:
                raise NotATable("it has NUL bytes in it, so it is not plain text")
            size += len(block)
            digest.update(block)
            copy.write(block)
            encoding = _still(decoder, block, encoding)
    encoding = _still(decoder, b"", encoding, final=True)
    encoding = "utf-8-sig" if bom else encoding
    line, heading, before = _heading(kept, encoding)
    return Table(piece.name, piece.label, kept, heading, line, before, encoding, size, digest.hexdigest())


def _still(decoder: codecs.IncrementalDecoder, block: bytes, encoding: str, *, final: bool = False) -> str:
    """Strict UTF-8 decides; whatever is not, is cp1252."""
    if encoding == "cp1252":
        return encoding
    try:
        decoder.decode(block, final)
    except UnicodeDecodeError:
        return "cp1252"
    return encoding


def _refuse_markup(block: bytes) -> None:
    start = block[:200].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if start.startswith((b"<", b"{", b"[")):
        raise NotATable("it is a web page or a document of data, not a table of comma-separated values")


def _records(stream: IO[bytes], encoding: str) -> Iterator[Record]:
    try:
        yield from Records(stream, encoding, "the file")
    except BadInput:
        raise NotATable(NOT_A_TABLE) from None


def _heading(path: Path, encoding: str) -> tuple[int, tuple[str, ...], str]:
    """The heading is the first of the opening lines with as many cells as any of them; titles before it are short."""
    with path.open("rb") as stream:
        opening = list(itertools.islice(_records(stream, encoding), limits().header_lines))
    widths = [sum(1 for cell in record.cells if cell.strip()) for record in opening]
    if not widths or max(widths) < FEWEST_COLUMNS:
        raise NotATable(NOT_A_TABLE)
    first = next(place for place, record in enumerate(opening) if len(record.cells) >= FEWEST_COLUMNS and 2 * widths[place] > max(widths))
    before = " ".join(cell for record in opening[:first] for cell in record.cells)
    cells = tuple(" ".join(cell.split()) for cell in opening[first].cells)
    return opening[first].line, cells, before


def is_plain(table: Table) -> bool:
    """Whether every line below the heading is one record of as many cells, so that DuckDB may read the file as it is.

    Anything unusual (a record over several lines, a blank or short line, an old encoding) says no: then `records` reads it.
    """
    if not table.encoding.startswith("utf-8"):
        return False
    commas = len(table.heading) - 1
    with table.path.open("rb") as stream:
        for raw in itertools.islice(stream, table.heading_line, None):
            if b'"' not in raw:
                if raw.count(b",") != commas:
                    return False
            elif not _whole(raw, commas + 1):
                return False
    return True


def _whole(raw: bytes, width: int) -> bool:
    try:
        cells = next(csv.reader([raw.decode()], strict=True), [])
    except (csv.Error, UnicodeDecodeError):
        return False
    return len(cells) == width


def records(table: Table) -> Iterator[Record]:
    """Every record below the heading with the line it begins on, damaged ones among them."""
    with table.path.open("rb") as stream:
        reader = Records(stream, table.encoding, table.name)
        for record in reader:
            if record.line > table.heading_line:
                yield record
            elif record.line == table.heading_line:
                reader.width = len(table.heading)


def ends_within_a_line(table: Table) -> bool:
    """Whether the last line has no end, as where a download stopped."""
    with table.path.open("rb") as stream:
        stream.seek(max(0, table.size - 1))
        return stream.read(1) not in {b"\n", b"\r"}


def folded(heading: Sequence[str]) -> dict[str, int]:
    """Where each column stands, by its name without spaces and capitals."""
    from difference.sector.official.declared import fold

    found: dict[str, int] = {}
    for place, cell in enumerate(heading):
        found.setdefault(fold(cell), place)
    return found
