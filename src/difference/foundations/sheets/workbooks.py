"""The first sheet of an Excel workbook: the values of its cells, read without running anything, from a file that may be meant badly."""

from __future__ import annotations

import io
import tempfile
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.parsers import expat

from difference.errors import BadInput
from difference.foundations.documents import sniffing
from difference.foundations.documents.types import file_types
from difference.foundations.sheets.limits import MB, limits

DAMAGED = "The workbook is damaged. Open it in your spreadsheet, save it again and send the new copy."
NO_WORKBOOK = "This is not an Excel workbook. Save your table as an Excel workbook (.xlsx) or as CSV."
BOMB = "The workbook would unpack to far more than it seems, so we do not take it."
# Whatever a library says of a file that somebody may have bent on purpose; RuntimeError has those of passwords and of too much nesting.
ANY_WAY_TO_FAIL = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, NameError, OSError, RuntimeError, SyntaxError, TypeError, ValueError,
    zipfile.BadZipFile, zlib.error, expat.ExpatError,
)  # fmt: skip


def records(content: bytes) -> list[tuple[int, list[Any]]]:
    """Each row of the first sheet with its number, the empty ones too. Raises BadInput."""
    _look(content)
    try:
        with warnings.catch_warnings():
            # Of styles, validations and pictures that the library does not know; we read values alone.
            warnings.simplefilter("ignore")
            return list(_cells(content))
    except ANY_WAY_TO_FAIL:
        raise BadInput(DAMAGED) from None


def _look(content: bytes) -> None:
    """Refuse what is no workbook, has macros, is a bomb, or defines entities of its own in its XML."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sent"
        path.write_bytes(content)
        try:
            sniffing.sniff(path, [file_types()["xlsx"]])
        except BadInput as error:
            raise BadInput(NO_WORKBOOK if error.code == "other-type" else error.sentence) from None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > limits().most_unpacked_mb * MB:
                raise BadInput(BOMB)
            for member in members:
                if member.filename.casefold().endswith((".xml", ".rels")):
                    _without_own_entities(archive.read(member))
    except ANY_WAY_TO_FAIL:
        raise BadInput(DAMAGED) from None


def _without_own_entities(content: bytes) -> None:
    def refuse(*declared: object) -> None:
        raise BadInput("The workbook holds XML that no spreadsheet writes, so we do not take it.")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(content, True)


def _cells(content: bytes) -> Iterator[tuple[int, list[Any]]]:
    from openpyxl import load_workbook

    # Values as they were last computed: a formula is never read, let alone run.
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        widest = limits().most_columns
        for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True, max_col=widest + 1), 1):
            if number > limits().most_lines:
                raise BadInput(f"The sheet goes down below row {limits().most_lines:,}. Delete the empty rows beneath your table and save it again.")
            if len(row) > widest and row[widest] is not None:
                raise BadInput(f"The sheet has more than {widest} columns, which no table that belongs here has.")
            yield number, list(row[:widest])
    finally:
        book.close()
