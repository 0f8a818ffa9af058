"""A register file, opened: its kind, its day and its rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from difference.errors import BadInput
from difference.foundations.schools.register import cells, columns, kinds
from difference.foundations.schools.register.lines import Records
from difference.foundations.schools.register.rows import Reader, Row, Unreadable
from difference.foundations.schools.register.sources import Source, Spooled, spool


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One line of the links file."""

    line: int
    urn: int
    other: int
    kind: str
    name: str
    on: dt.date | None


@dataclass
class RegisterFile:
    """A register file that can be read. `carries` are the fields that it says anything about."""

    name: str
    sha256: str
    kind: str
    dated: dt.date
    carries: list[str]
    _spooled: Spooled
    _reader: Reader | None = None
    _found: dict[str, int] = field(default_factory=dict)

    def rows(self) -> Iterator[Row | Unreadable]:
        """Each row of a register; of a school that stands twice, the first."""
        assert self._reader is not None
        seen: dict[int, int] = {}
        for record in _below_heading(self._spooled):
            row = self._reader.read(record)
            if isinstance(row, Row):
                first = seen.setdefault(row.urn, row.line)
                if first != row.line:
                    row = Unreadable(row.line, f"School {row.urn} stands on line {first} already; that line is kept.", row.urn)
            yield row

    def links(self) -> Iterator[LinkRow | Unreadable]:
        """Each line of a links file."""
        for record in _below_heading(self._spooled):
            if record.problem:
                yield Unreadable(record.line, f"{record.problem[:1].upper()}{record.problem[1:]}.")
                continue
            try:
                yield self._link(record.line, record.cells)
            except ValueError as error:
                yield Unreadable(record.line, f"A cell of this line {error}.")

    def _link(self, line: int, given: list[str]) -> LinkRow:
        def cell(name: str) -> str:
            index = self._found.get(columns.fold(name))
            return cells.text(given[index]) if index is not None else ""

        urn, other, kind = cells.urn(cell("URN")), cells.urn(cell("LinkURN")), cell("LinkType")
        if not 0 < len(kind) <= 100:
            raise ValueError("that says how the schools are linked is missing or too long")
        return LinkRow(line, urn, other, kind, cell("LinkName")[:200], cells.date(cell("LinkEstablishedDate")))


def _below_heading(spooled: Spooled) -> Iterator:
    records = Records(spooled.file, spooled.encoding, spooled.name)
    for number, record in enumerate(records):
        if number:
            yield record
        else:
            records.width = len(record.cells)


@contextmanager
def opened(source: Source, date: dt.date | None = None) -> Iterator[RegisterFile]:
    """Open a source as a register file. Raises BadInput with a sentence that says what is wrong with it."""
    with spool(source) as spooled:
        heading = next(iter(Records(spooled.file, spooled.encoding, spooled.name)), None)
        if heading is None or heading.problem:
            raise BadInput(f"{spooled.name} has no heading that can be read.")
        found = columns.positions(heading.cells, spooled.name)
        if columns.is_links(found):
            day = kinds.dated(date, spooled.inner_name, spooled.name)
            yield RegisterFile(spooled.name, spooled.sha256, kinds.LINKS, day, [], spooled, _found=found)
        else:
            reader = Reader(heading.cells, spooled.name)
            kind = _kind(spooled, reader)
            yield RegisterFile(spooled.name, spooled.sha256, kind, kinds.dated(date, spooled.inner_name, spooled.name), reader.carries, spooled, reader)


def _kind(spooled: Spooled, reader: Reader) -> str:
    told = kinds.by_name(spooled.inner_name, reader.found) or kinds.by_name(spooled.name, reader.found)
    if told:
        return told
    rows = (reader.read(record) for record in _below_heading(spooled))
    return kinds.by_types(row.facts["type_name"] for row in rows if isinstance(row, Row))
