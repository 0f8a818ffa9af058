"""A table as a file: CSV that Excel opens rightly (UTF-8 with its mark, RFC 4180), or a workbook whose text is never a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.utils.text import slugify

from difference.errors import NotFound
from difference.foundations.sheets.cells import Cell, harmless, plain
from difference.web.components.tables import Column

CSV, XLSX = "csv", "xlsx"
MEDIA = {CSV: "text/csv; charset=utf-8", XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
WIDEST = 60
# Most letters that a cell of a workbook holds.
LONGEST = 32_767


@dataclass(frozen=True)
class Sheet:
    """A table: what it is called, its columns as a page has them, its rows. `notes` stand on a second sheet of a workbook."""

    title: str
    columns: Sequence[Column | str]
    rows: Sequence[Sequence[object]]
    notes: Sequence[tuple[str, str]] = field(default=())

    @property
    def headings(self) -> list[str]:
        """The names of the columns."""
        return [column.label if isinstance(column, Column) else column for column in self.columns]


def download(sheet: Sheet, kind: str) -> HttpResponse:
    """The table as a file to keep. Raises NotFound for a kind that there is not."""
    if kind not in MEDIA:
        raise NotFound()
    content = as_csv(sheet) if kind == CSV else as_xlsx(sheet)
    name = f"{slugify(sheet.title)[:80] or 'table'}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=MEDIA[kind], headers=headers)


def _written(value: Cell) -> object:
    """A cell of a CSV: text between quotation marks, numbers and days as they are."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, dt.date):
        return value.isoformat()
    return harmless(value) if isinstance(value, str) else value


def as_csv(sheet: Sheet) -> bytes:
    """The table as CSV."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(harmless(heading) for heading in sheet.headings)
    writer.writerows([_written(plain(value)) for value in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(sheet: Sheet) -> bytes:
    """The table as a workbook: a heading that stays in sight, days as days, text as text."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    page = book.create_sheet(_called(sheet.title))
    rows = [[plain(value) for value in row] for row in sheet.rows]
    for place, width in enumerate(_widths(sheet.headings, rows)):
        page.column_dimensions[_letter(place)].width = width
    page.freeze_panes = "A2"
    page.append([_cell(page, heading, bold=True) for heading in sheet.headings])
    for row in rows:
        page.append([_cell(page, value) for value in row])
    if sheet.notes:
        _note(book, sheet.notes)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _note(book: Any, notes: Sequence[tuple[str, str]]) -> None:
    page = book.create_sheet("How to fill it in")
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 28, 100
    for words, says in notes:
        page.append([_cell(page, words, bold=True), _cell(page, says)])


def _called(title: str) -> str:
    """A name as a sheet may have it."""
    return "".join(" " if c in r"[]:*?/\\'" else c for c in title)[:31].strip() or "Table"


def _letter(place: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(place + 1))


def _widths(headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[int]:
    return [
        min(WIDEST, 3 + max(len(line) for cell in (heading, *(row[place] for row in rows)) for line in (str(cell or "").splitlines() or [""])))
        for place, heading in enumerate(headings)
    ]


def _cell(page: Any, value: Cell, *, bold: bool = False) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    if isinstance(value, bool):
        value = "Yes" if value else "No"
    cell = WriteOnlyCell(page, value=value[:LONGEST] if isinstance(value, str) else value)
    if isinstance(value, str):
        # The library takes “=…” for a formula, and Excel would once somebody edits the cell: both are told that it is text.
        cell.data_type, cell.quotePrefix = "s", True
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    elif isinstance(value, dt.datetime):
        cell.number_format = "d mmmm yyyy hh:mm"
    elif isinstance(value, dt.date):
        cell.number_format = "d mmmm yyyy"
    if bold:
        cell.font = Font(bold=True)
    return cell
