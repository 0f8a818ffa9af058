"""CSV as spreadsheets write it: with commas, semicolons or tabs; in UTF-8, UTF-16 or the letters of Windows."""

from __future__ import annotations

import codecs
import csv
import io
import unicodedata
from collections.abc import Iterator

from difference.errors import BadInput
from difference.foundations.sheets.limits import limits

SEPARATORS = ",;\t"
NO_TABLE = "This is neither a CSV nor an Excel workbook (.xlsx). Save your table as one of them."


def decoded(content: bytes) -> str:
    """The text of a file by its mark, else as UTF-8, else as Windows writes it. Raises BadInput for what is no text."""
    encoding = "utf-8-sig"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif b"\0" in content[:4]:
        encoding = "utf-16-be" if content[0] == 0 else "utf-16-le"
    for one in (encoding, "cp1252"):
        try:
            found = content.decode(one)
        except UnicodeDecodeError:
            continue
        if any(unicodedata.category(c) == "Cc" and c not in "\t\r\n\f\v" for c in found):
            break
        return found
    raise BadInput(NO_TABLE)


def lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line on which it begins, the empty ones too."""
    found, first = decoded(content), 1
    head, _, rest = found.partition("\n")
    separator = ""
    if head.strip().casefold().startswith("sep=") and len(head.strip()) == 5:
        separator, found, first = head.strip()[-1], rest, 2
    reader = csv.reader(io.StringIO(found, newline=""), delimiter=separator or _separator(found), strict=True)
    begins = first
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise BadInput(f"The quotation marks of line {begins} do not match. Save the table again from your spreadsheet.") from None
        if begins > limits().most_lines or len(cells) > limits().most_columns * 4:
            raise BadInput("The file has more lines or columns than any table that belongs here.")
        yield begins, list(cells)
        begins = first + reader.line_num


def _separator(found: str) -> str:
    """What separates the names of the columns: whichever of the three stands among them most often, outside of quotation marks."""
    heading = next((line for line in found.splitlines() if line.strip()), "")
    outside = "".join(part for place, part in enumerate(heading.split('"')) if place % 2 == 0)
    return max(SEPARATORS, key=outside.count)
