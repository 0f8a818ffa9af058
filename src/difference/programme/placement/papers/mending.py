"""Somebody’s own file, given back with a column that says what is to mend in each row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from difference.foundations.sheets.reading import MENDING, Table
from difference.foundations.sheets.writing import Sheet


def to_mend(table: Table, problems: Mapping[int, Sequence[str]], missing: Sequence[Mapping[str, object]] = ()) -> Sheet:
    """The rows as they came, with what is to mend by row; `missing` are rows that should have been there, with a cell for that column."""
    rows: list[list[object]] = [[*(row.cells[name] for name in table.columns), "\n".join(problems.get(row.number, ()))] for row in table.rows]
    rows += [[one.get(name) for name in (*table.columns, MENDING)] for one in missing]
    return Sheet("To mend", (*table.columns, MENDING), rows)
