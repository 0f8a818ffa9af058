"""From a record to a row of the register: typed facts, or a sentence for each thing that cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from difference.errors import BadInput
from difference.foundations.schools.register import cells, columns
from difference.foundations.schools.register.establishments import OTHER, find_status, find_type
from difference.foundations.schools.register.lines import Record


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A row that cannot be read: the line it begins on, why, and its school if that much can be told."""

    line: int
    sentence: str
    urn: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row that can be read. `facts` has our fields; regions, authorities and trusts are named, not yet looked up."""

    line: int
    urn: int
    facts: dict[str, Any]
    authority: tuple[str, str]
    region: str | None
    trust: tuple[str, str] | None
    unlisted_type: str = ""
    unusable_website: bool = False


class _Problems(list[str]):
    """Reads cells and remembers what is wrong with them, so that all of a row is said at once."""

    def read(self, column: str, cell: str, read: Callable[[str], Any], longest: int = 0) -> Any:
        try:
            value = read(cell)
        except ValueError as error:
            self.append(f"{column} {error}")
            return None
        if longest and len(value) > longest:
            self.append(f"{column} is longer than {longest} characters")
        return value


class Reader:
    """Reads the records of one file by its heading. Raises BadInput where columns are missing."""

    def __init__(self, heading: Sequence[str], name: str) -> None:
        self.found = columns.positions(heading, name)
        lacking = columns.missing(self.found)
        if lacking:
            raise BadInput(f"{name} is not a file of the register: it has no column {_listed(lacking)}.", code="missing-columns")
        self._columns = [(column, self.found[columns.fold(column.name)]) for column in columns.COLUMNS if columns.fold(column.name) in self.found]
        wide = {field for name, field in columns.WIDE.items() if columns.fold(name) in self.found}
        region = {"region"} if columns.fold(columns.REGION_NAME) in self.found else set()
        self.carries = sorted({column.field for column, _ in self._columns} | wide | region | {"authority", "type_name", "status"})

    def read(self, record: Record) -> Row | Unreadable:
        """A row, or why there is none."""
        if record.problem:
            return Unreadable(record.line, f"{capital(record.problem)}.", self._urn_at_least(record))
        problems = _Problems()
        urn = problems.read(columns.URN, self._cell(record, columns.URN), cells.urn)
        facts = {column.field: problems.read(column.name, record.cells[index], column.read, column.longest) for column, index in self._columns}
        if facts["name"] == "":
            problems.append("EstablishmentName is missing")
        unlisted = self._establishment(record, facts, problems)
        row = Row(
            record.line, urn or 0, facts, self._authority(record, problems), self._region(record), self._trust(record, problems), unlisted,
            facts.get("website") == "" and bool(self._cell(record, "SchoolWebsite")),
        )  # fmt: skip
        return Unreadable(record.line, f"{capital('; '.join(problems))}.", urn) if problems else row

    def _cell(self, record: Record, name: str) -> str:
        index = self.found.get(columns.fold(name))
        return record.cells[index].strip() if index is not None else ""

    def _urn_at_least(self, record: Record) -> int | None:
        index = self.found[columns.fold(columns.URN)]
        try:
            return cells.urn(record.cells[index])
        except (ValueError, IndexError):
            return None

    def _establishment(self, record: Record, facts: dict[str, Any], problems: _Problems) -> str:
        code = problems.read(columns.TYPE_CODE, self._cell(record, columns.TYPE_CODE), cells.number)
        name = problems.read(columns.TYPE_NAME, self._cell(record, columns.TYPE_NAME), cells.text, 100)
        kind = find_type(name or "", code)
        if not kind and not name:
            problems.append("its type of establishment is missing")
        facts["type_name"], facts["sector"] = (kind.name, kind.sector) if kind else (name, OTHER)
        if columns.fold(columns.TYPE_CODE) in self.found:
            facts["type_code"] = code
        self._status(record, facts, problems)
        return "" if kind else name

    def _status(self, record: Record, facts: dict[str, Any], problems: _Problems) -> None:
        name = self._cell(record, columns.STATUS_NAME)
        code = problems.read(columns.STATUS_CODE, self._cell(record, columns.STATUS_CODE), cells.number)
        status = find_status(name, code)
        if status:
            facts["status"], facts["is_open"] = status.name, status.open
        elif name:
            problems.append(f"“{name[:40]}” is not a status that the register knows")
        else:
            problems.append("its status is missing")

    def _authority(self, record: Record, problems: _Problems) -> tuple[str, str]:
        code, name = self._cell(record, columns.AUTHORITY_CODE), cells.text(self._cell(record, columns.AUTHORITY_NAME))
        if not (code.isascii() and code.isalnum() and len(code) <= 4):
            problems.append(f"{columns.AUTHORITY_CODE} is missing or not a code")
        if not 0 < len(name) <= 100:
            problems.append(f"{columns.AUTHORITY_NAME} is missing or too long")
        return code, name

    def _region(self, record: Record) -> str | None:
        return cells.text(self._cell(record, columns.REGION_NAME))[:60] if "region" in self.carries else None

    def _trust(self, record: Record, problems: _Problems) -> tuple[str, str] | None:
        if "trust" not in self.carries:
            return None
        uid, name = self._cell(record, columns.TRUST_UID), cells.text(self._cell(record, columns.TRUST_NAME))
        if len(uid) > 10 or len(name) > 200:
            problems.append(f"{columns.TRUST_UID} or {columns.TRUST_NAME} is too long")
        return uid, name or f"Trust {uid}"


def _listed(names: Sequence[str]) -> str:
    quoted = [f"“{name}”" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def capital(sentence: str) -> str:
    """The sentence with a capital at its beginning."""
    return sentence[:1].upper() + sentence[1:]
