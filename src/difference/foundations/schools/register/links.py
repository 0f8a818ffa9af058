"""From a record to a line of the links file: which school is linked to which, how, and since when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from difference.foundations.schools.register import cells, columns
from difference.foundations.schools.register.lines import Record
from difference.foundations.schools.register.rows import Unreadable, capital


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One line of the links file."""

    line: int
    urn: int
    other: int
    kind: str
    name: str
    on: dt.date | None


class LinkReader:
    """Reads the records of a links file by where its columns stand."""

    def __init__(self, found: dict[str, int]) -> None:
        self._found = found

    def read(self, record: Record) -> LinkRow | Unreadable:
        """A line, or why there is none."""
        if record.problem:
            return Unreadable(record.line, f"{capital(record.problem)}.")
        try:
            return self._link(record)
        except ValueError as error:
            return Unreadable(record.line, f"A cell of this line {error}.")

    def _link(self, record: Record) -> LinkRow:
        urn, other = cells.urn(self._cell(record, "URN")), cells.urn(self._cell(record, "LinkURN"))
        kind, name = self._cell(record, "LinkType"), self._cell(record, "LinkName")
        if not 0 < len(kind) <= 100:
            raise ValueError("that says how the schools are linked is missing or too long")
        if urn == other:
            raise ValueError("links the school to itself")
        return LinkRow(record.line, urn, other, kind, name[:200], cells.date(self._cell(record, "LinkEstablishedDate")))

    def _cell(self, record: Record, name: str) -> str:
        index = self._found.get(columns.fold(name))
        return cells.text(record.cells[index]) if index is not None else ""
