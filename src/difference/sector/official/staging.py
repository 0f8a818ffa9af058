"""From a table on disk to a table `raw` in DuckDB: every cell still text, each row with the line it stands on."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from difference.sector.official.declared import Layout, fold
from difference.sector.official.engine import cell, literal
from difference.sector.official.tables import Table, ends_within_a_line, folded, is_plain, records
from difference.sector.official.troubles import Troubles

if TYPE_CHECKING:
    import duckdb

KIND, REASON, VALUE = "·kind", "·reason", "·value"


@dataclass(frozen=True)
class Staged:
    """What `raw` holds: the columns (by folded name) and how many records the file has below its heading."""

    columns: frozenset[str]
    rows: int


def stage(base: duckdb.DuckDBPyConnection, table: Table, layout: Layout, scratch: Path, troubles: Troubles) -> Staged:
    """Read the columns that the layout asks for; damaged records go to `troubles`."""
    found = folded(table.heading)
    wanted = {place: title for title, place in found.items() if title in _wanted(layout, table.heading)}
    damaged = 0
    if not (is_plain(table) and _read_as_it_is(base, table, wanted)):
        damaged = _read_by_record(base, table, wanted, scratch, troubles)
    rows = int(base.execute("SELECT count(*) FROM raw").fetchall()[0][0]) + damaged
    columns = set(wanted.values())
    if layout.unpivot:
        columns = _unpivot(base, layout, columns)
    elif layout.pivot:
        columns = _pivot(base, layout, columns, troubles)
    return Staged(frozenset(columns), rows)


def _wanted(layout: Layout, heading: Sequence[str]) -> set[str]:
    titles = {title for column in layout.columns.values() for title in column.sources}
    titles |= {title for titles in layout.place.values() for title in titles}
    titles |= {str(layout.period.get("from", "time_period")), "time_identifier"}
    if layout.pivot:
        titles |= {layout.pivot["column"], layout.pivot["value"]}
    return {fold(title) for title in titles} | set(reasons(layout, heading))


def reasons(layout: Layout, heading: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Of a table with a column for each kind and reason: those columns, each with its kind and reason."""
    prefixes = layout.unpivot.get("prefixes", {})
    left_out = {fold(title) for title in layout.unpivot.get("not", ())}
    found = {}
    for title in map(fold, heading):
        for prefix, kind in prefixes.items():
            if title.startswith(prefix) and title not in left_out:
                found[title] = (kind, title.removeprefix(prefix))
    return found


def _columns(width: int) -> str:
    return "{" + ", ".join(f"'c{place}': 'VARCHAR'" for place in range(width)) + "}"


def _reader(path: Path, width: int, skip: int) -> str:
    return (
        f"read_csv({literal(str(path))}, header = false, auto_detect = false, delim = ',', quote = '\"', escape = '\"', skip = {skip},"
        f" columns = {_columns(width)}, strict_mode = true, null_padding = false, max_line_size = 4000000)"
    )


def _read_as_it_is(base: duckdb.DuckDBPyConnection, table: Table, wanted: dict[int, str]) -> bool:
    """Let DuckDB read the file; False where it finds a line odd that looked plain to us."""
    import duckdb

    picked = ", ".join(f"c{place} AS {cell(title)}" for place, title in wanted.items())
    source = _reader(table.path, len(table.heading), table.heading_line)
    try:
        base.execute(f"CREATE TABLE raw AS SELECT {table.heading_line} + row_number() OVER () AS line, {picked} FROM {source}")
    except duckdb.InvalidInputException:
        return False
    return True


def _read_by_record(base: duckdb.DuckDBPyConnection, table: Table, wanted: dict[int, str], scratch: Path, troubles: Troubles) -> int:
    """Write what is whole as plain lines, and read those; returns how many records are damaged."""
    clean, damaged, last = scratch / "clean.csv", 0, 0
    with clean.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        for record in records(table):
            last = record.line
            if record.problem:
                damaged += 1
                troubles.of_line(record.line, record.problem)
            else:
                writer.writerow([record.line, *(record.cells[place] for place in wanted)])
    if last in troubles.bad_lines and ends_within_a_line(table):
        troubles.of_file(f"It ends in the middle of line {last}, as if it had been cut short.")
    picked = ", ".join(f"c{place} AS {cell(title)}" for place, title in enumerate(wanted.values(), 1))
    base.execute(f"CREATE TABLE raw AS SELECT CAST(c0 AS BIGINT) AS line, {picked} FROM {_reader(clean, len(wanted) + 1, 0)}")
    clean.unlink()
    return damaged


def _unpivot(base: duckdb.DuckDBPyConnection, layout: Layout, columns: set[str]) -> set[str]:
    found = reasons(layout, sorted(columns))
    kept = sorted(columns - set(found))
    base.execute("ALTER TABLE raw RENAME TO wide")
    parts = [
        f"SELECT line, {', '.join(cell(title) for title in kept)}, {literal(kind)} AS {cell(KIND)}, {literal(reason)} AS {cell(REASON)},"
        f" {cell(title)} AS {cell(VALUE)} FROM wide"
        for title, (kind, reason) in found.items()
    ]
    base.execute("CREATE TABLE raw AS " + " UNION ALL ".join(parts))
    base.execute("DROP TABLE wide")
    return {*kept, KIND, REASON, VALUE}


def _pivot(base: duckdb.DuckDBPyConnection, layout: Layout, columns: set[str], troubles: Troubles) -> set[str]:
    """From a row for each measure to a column for each: the line is that of the first of them."""
    measure, value, to = fold(layout.pivot["column"]), fold(layout.pivot["value"]), layout.pivot["to"]
    kept = sorted(columns - {measure, value})
    base.execute("ALTER TABLE raw RENAME TO long")
    by = ", ".join(cell(title) for title in kept)
    for line, said in base.execute(f"SELECT line, {cell(measure)} FROM long WHERE {cell(measure)} NOT IN ({_list(to.values())})").fetchall():
        troubles.of_line(line, f"“{said[:60]}” is not a measure that this table has")
    twice = f"SELECT line, min(line) OVER same FROM long WINDOW same AS (PARTITION BY {by}, {cell(measure)}) QUALIFY line > min(line) OVER same"
    for line, first in base.execute(twice).fetchall():
        troubles.of_line(line, f"it says again what line {first} says")
    made = ", ".join(f"max({cell(value)}) FILTER ({cell(measure)} = {literal(said)}) AS {cell(ours)}" for ours, said in to.items())
    base.execute(f"CREATE TABLE raw AS SELECT min(line) AS line, {by}, {made} FROM long GROUP BY {by}")
    base.execute("DROP TABLE long")
    return {*kept, *to}


def _list(texts: Sequence[str]) -> str:
    return ", ".join(literal(text) for text in texts)
