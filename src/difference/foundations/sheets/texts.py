"""CSV as spreadsheets write it: with commas, semicolons or tabs; in UTF-8, UTF-16 or the letters of Windows."""

from __future__ import annotations

import codecs
import csv
import io
import re
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


def records(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Each record with its number, as a spreadsheet counts rows; the empty ones too."""
    found, separator = decoded(content), ""
    head, _, rest = found.partition("\n")
    if re.fullmatch(r"sep=.", head.strip(), re.IGNORECASE):
        separator, found = head.strip()[-1], rest
    reader = csv.reader(io.StringIO(found, newline=""), delimiter=separator or _separator(found), strict=True)
    for number in range(1, limits().most_lines + 1):
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise BadInput(f"The quotation marks of row {number} do not match. Save the table again from your spreadsheet.") from None
        if len(cells) > limits().most_columns * 4:
            break
        yield number, list(cells)
    raise BadInput("The file has more rows or columns than any table that belongs here.")


def _separator(found: str) -> str:
    """What separates the names of the columns: whichever of the three stands among them most often, outside of quotation marks."""
    heading = next((line for line in found.splitlines() if line.strip()), "")
    outside = "".join(part for place, part in enumerate(heading.split('"')) if place % 2 == 0)
    return max(SEPARATORS, key=outside.count)
