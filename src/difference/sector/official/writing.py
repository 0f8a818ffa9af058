"""From the table `typed` to Parquet: rows that a table leaves out because they are 0 are added, and the parts are counted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from difference.sector.official.declared import Dataset
from difference.sector.official.engine import literal, name
from difference.sector.official.store import ROWS

if TYPE_CHECKING:
    import duckdb

ABSENT = "absent"
GROUP = 50_000


def fill(base: duckdb.DuckDBPyConnection, dataset: Dataset) -> None:
    """Add the rows that the table does not have because nothing is to be counted: 0, marked “absent”.

    Only where the rows that are there add up to the whole of their group: otherwise an absent row may mean anything.
    """
    column, zero = dataset.fill["column"], dataset.fill["zero"]
    fields = dataset.fields()
    changing = {column} | {f"{measure}{end}" for measure in zero for end in ("", "_low", "_high", "_mark")}
    same = [name(field) for field in fields if field not in changing]
    values = ", ".join(f"({literal(value)})" for value in dataset.fill["with"])
    given = {column: f"v.{name(column)}"} | dict.fromkeys(zero, "0.0") | {f"{measure}_mark": literal(ABSENT) for measure in zero}
    picked = ", ".join(given.get(field, f"CAST(NULL AS {kind})" if field in changing else f"g.{name(field)}") for field, kind in fields.items())
    whole = f"sum({name(dataset.balance['sum'])}) = max({name(dataset.balance['equals'])})"
    on = " AND ".join(f"t.{each} IS NOT DISTINCT FROM g.{each}" for each in same)
    base.execute(
        f"INSERT INTO typed SELECT g.line, {picked} FROM (SELECT min(line) AS line, {', '.join(same)} FROM typed GROUP BY ALL HAVING {whole}) g"
        f" CROSS JOIN (VALUES {values}) v({name(column)})"
        f" WHERE NOT EXISTS (SELECT 1 FROM typed t WHERE t.{name(column)} = v.{name(column)} AND {on})"
    )


def parts_of(base: duckdb.DuckDBPyConnection, dataset: Dataset) -> list[dict[str, Any]]:
    """The parts of which a newer release may take the place, each with its rows."""
    columns = [name(field) for field in dataset.part if field in dataset.fields()]
    texts = ", ".join(f"coalesce(CAST({column} AS VARCHAR), '')" for column in columns)
    return [{"of": list(of), "rows": rows} for *of, rows in base.execute(f"SELECT {texts}, count(*) FROM typed GROUP BY ALL ORDER BY ALL").fetchall()]


def write(base: duckdb.DuckDBPyConnection, dataset: Dataset, folder: Path) -> None:
    """Write the rows, without their lines, in the order of the file."""
    picked = ", ".join(name(field) for field in dataset.fields())
    base.execute(f"COPY (SELECT {picked} FROM typed) TO {literal(str(folder / ROWS))} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {GROUP})")
