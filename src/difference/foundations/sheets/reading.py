"""A table that somebody filled in: CSV in the spellings that spreadsheets write, or a workbook. Whatever else comes gets a sentence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from difference.errors import BadInput
from difference.foundations.sheets import texts, workbooks
from difference.foundations.sheets.cells import undone
from difference.foundations.sheets.limits import limits

# The column that we add to a file with what is wrong; sent again with it, it counts for nothing.
MENDING = "What to mend"
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class Row:
    """One row that is filled in: its number as a spreadsheet counts, its cells by column, and what is wrong with it before anybody looks at them."""

    number: int
    cells: dict[str, Any]
    problem: str = ""


@dataclass(frozen=True)
class Table:
    """A file that was read: which kind it was, its columns that count, its rows."""

    kind: str
    columns: Sequence[str]
    rows: Sequence[Row]


def read(content: bytes, *, columns: Sequence[str], needed: Sequence[str]) -> Table:
    """The table in a file; `columns` are those that may stand there, `needed` those that must. Raises BadInput with a sentence for whoever sent it."""
    if len(content) > limits().largest:
        raise BadInput(f"The file is larger than {limits().largest_mb} MB, which is the most that we take here. Send it in parts.")
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise BadInput("The file is empty.")
    if content.startswith(OLD_EXCEL):
        raise BadInput("The file is locked with a password, or of an Excel before 2007. Save it as an Excel workbook (.xlsx) without a password.")
    kind, records = ("xlsx", workbooks.records(content)) if content.startswith(ZIP) else ("csv", texts.records(content))
    filled = ((number, [tidy(cell) for cell in cells]) for number, cells in records)
    filled = ((number, cells) for number, cells in filled if any(cell not in (None, "") for cell in cells))
    _, heading = next(filled, (0, []))
    places = _places([words(cell) for cell in heading], columns, needed)
    return Table(kind, list(places), list(_rows(filled, places, len(heading))))


def _key(name: str) -> str:
    return re.sub(r"\W+", " ", name).strip().casefold()


def _places(heading: Sequence[str], columns: Sequence[str], needed: Sequence[str]) -> dict[str, int]:
    """Where each column that counts stands. Raises BadInput that names every column that is missing, strange or there twice."""
    known, found, wrong = {_key(name): name for name in (*columns, MENDING)}, {}, []
    strange = [name[:60] for name in heading if name and _key(name) not in known]
    for place, name in enumerate(heading):
        column = known.get(_key(name)) if name else None
        if column in found:
            wrong.append(f"The column “{column}” stands there twice.")
        elif column:
            found[column] = place
    missing = [name for name in needed if name not in found]
    if missing:
        wrong.append(f"It has no column {_listed(missing)}.")
    if strange:
        wrong.append(f"We do not know the column {_listed(strange[:5])}.")
    if wrong:
        raise BadInput(" ".join([*wrong, "Its first row must be the names of the columns, as in the file that you can download here."]))
    return {name: place for name, place in found.items() if name != MENDING}


def _listed(names: Sequence[str]) -> str:
    quoted = [f"“{name}”" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def _rows(filled: Iterable[tuple[int, list[Any]]], places: dict[str, int], width: int) -> Iterator[Row]:
    count = 0
    for count, (number, cells) in enumerate(filled, 1):
        if count > limits().most_rows:
            raise BadInput(f"The file has more than {limits().most_rows:,} rows, which is the most that we take at once. Send it in parts.")
        beyond = any(cell not in (None, "") for cell in cells[width:])
        problem = "It has more cells than there are columns: a separator may stand within a text that has no quotation marks." if beyond else ""
        yield Row(number, {name: cells[place] if place < len(cells) else None for name, place in places.items()}, problem)
    if not count:
        raise BadInput("The file has the names of the columns and nothing beneath them.")


def tidy(cell: Any) -> Any:
    """A cell as it was meant: text without the space around it, and without the apostrophe that we put before a formula."""
    return undone(cell.replace("\r\n", "\n").replace("\xa0", " ").strip()) if isinstance(cell, str) else cell


def words(cell: Any) -> str:
    """A cell as text: a whole number without its point, a day as a file writes it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, dt.date) else str(cell)
