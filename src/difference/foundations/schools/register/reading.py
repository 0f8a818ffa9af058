"""A register file, opened: its kind, its day and its rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from difference.errors import BadInput
from difference.foundations.schools.register import columns, kinds
from difference.foundations.schools.register.lines import Record, Records
from difference.foundations.schools.register.links import LinkReader, LinkRow
from difference.foundations.schools.register.rows import Reader, Row, Unreadable
from difference.foundations.schools.register.sources import Source, Spooled, spool


@dataclass(frozen=True)
class _File:
    """What is known of a file from its name and heading. `carries` are the fields that it says anything about."""

    name: str
    sha256: str
    kind: str
    dated: dt.date
    carries: list[str]
    _spooled: Spooled

    def _records(self) -> Iterator[Record]:
        return _below_heading(self._spooled)


@dataclass(frozen=True)
class RegisterFile(_File):
    """A file of schools."""

    _reader: Reader
    _ahead: tuple[Row | Unreadable, ...] | None = None

    def read_ahead(self) -> RegisterFile:
        """The same with all its rows read, so that whoever keeps them need not wait for that."""
        return replace(self, _ahead=tuple(self.rows()))

    def rows(self) -> Iterator[Row | Unreadable]:
        """Each row; of a school that stands twice, the first."""
        return iter(self._ahead) if self._ahead is not None else self._read()

    def _read(self) -> Iterator[Row | Unreadable]:
        seen: dict[int, int] = {}
        for record in self._records():
            row = self._reader.read(record)
            if isinstance(row, Row):
                first = seen.setdefault(row.urn, row.line)
                if first != row.line:
                    row = Unreadable(row.line, f"School {row.urn} stands on line {first} already; that line is kept.", row.urn)
            yield row


@dataclass(frozen=True)
class LinksFile(_File):
    """A file of links between schools."""

    _reader: LinkReader
    _ahead: tuple[LinkRow | Unreadable, ...] | None = None

    def read_ahead(self) -> LinksFile:
        """The same with all its lines read."""
        return replace(self, _ahead=tuple(self.rows()))

    def rows(self) -> Iterator[LinkRow | Unreadable]:
        """Each line."""
        return iter(self._ahead) if self._ahead is not None else map(self._reader.read, self._records())


def _below_heading(spooled: Spooled) -> Iterator[Record]:
    records = Records(spooled.file, spooled.encoding, spooled.name)
    for number, record in enumerate(records):
        if number:
            yield record
        else:
            records.width = len(record.cells)


@contextmanager
def opened(source: Source, date: dt.date | None = None) -> Iterator[RegisterFile | LinksFile]:
    """Open a source as a file of the register. Raises BadInput with a sentence that says what is wrong with it."""
    with spool(source) as spooled:
        heading = next(iter(Records(spooled.file, spooled.encoding, spooled.name)), None)
        if heading is None or heading.problem:
            raise BadInput(f"{spooled.name} has no heading that can be read.")
        found = columns.positions(heading.cells, spooled.name)
        if columns.is_links(found):
            yield LinksFile(spooled.name, spooled.sha256, kinds.LINKS, _day(spooled, date), [], spooled, LinkReader(found))
        else:
            reader = Reader(heading.cells, spooled.name)
            yield RegisterFile(spooled.name, spooled.sha256, _kind(spooled, reader), _day(spooled, date), reader.carries, spooled, reader)


def _day(spooled: Spooled, date: dt.date | None) -> dt.date:
    return kinds.dated(date, spooled.inner_name, spooled.name)


def _kind(spooled: Spooled, reader: Reader) -> str:
    told = kinds.by_name(spooled.inner_name, reader.found) or kinds.by_name(spooled.name, reader.found)
    if told:
        return told
    rows = (reader.read(record) for record in _below_heading(spooled))
    return kinds.by_types(row.facts["type_name"] for row in rows if isinstance(row, Row))
