"""From the table `raw` to the table `typed`: periods, places and words joined, every column typed, and what cannot be read said."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from difference.sector.official.declared import Column, Dataset, Layout
from difference.sector.official.engine import literal, name
from difference.sector.official.meanings import PLACE, Meanings, period_of, place_of, put_periods, put_places, put_words
from difference.sector.official.staging import Staged
from difference.sector.official.tables import Table
from difference.sector.official.troubles import Troubles
from difference.sector.official.typing import source, typed

if TYPE_CHECKING:
    import duckdb

PLACED = ("level", "region_code", "region", "region_published", "la_code", "la_name", "la_ons", "la_now")
BETWEEN = "chr(30)"


def read(
    base: duckdb.DuckDBPyConnection, dataset: Dataset, layout: Layout, table: Table, staged: Staged, day: dt.date | None, troubles: Troubles
) -> Meanings:
    """Make `typed` (line, the data set's fields, bad). What is bad about a row goes to `troubles`. Raises BadInput without a day."""
    meanings = Meanings()
    found = put_periods(base, layout, staged.columns, table, day, troubles)
    if dataset.placed:
        ends = max((period.ends for period in found.values()), default=dt.date(2000, 1, 1))
        put_places(base, layout, staged.columns, ends, meanings)
    for column in _worded(layout, staged):
        text = f"nullif(trim({source(column, staged.columns)}), '')"
        if column.none:
            text = f"nullif(CASE WHEN {text} IN ({', '.join(literal(each) for each in column.none)}) THEN '' ELSE {text} END, '')"
        put_words(base, column, text, f"word_{column.name}", meanings)
    base.execute(_statement(dataset, layout, staged))
    for line, said in base.execute("SELECT line, bad FROM typed WHERE bad <> '' ORDER BY line").fetchall():
        for sentence in said.split("\x1e"):
            troubles.of_line(line, sentence)
    base.execute("ALTER TABLE typed DROP COLUMN bad")
    return meanings


def _worded(layout: Layout, staged: Staged) -> list[Column]:
    return [column for column in layout.columns.values() if column.kind in {"word", "sector"} and source(column, staged.columns)]


def _statement(dataset: Dataset, layout: Layout, staged: Staged) -> str:
    """Two steps: cells become values, then marks, intervals and sentences rest on those."""
    all_typed = [typed(column, layout, staged.columns) for column in layout.columns.values()]
    fields = ["r.*", "p.period", "p.year", "p.term"] + [f"{sql} AS {name(field)}" for one in all_typed for field, sql in one.fields.items()]
    resting = [f"{sql} AS {name(field)}" for one in all_typed for field, sql in one.resting.items()]
    bad, joins = [_odd_period(layout, staged)], [_period_join(layout, staged)]
    if dataset.placed:
        fields += [f"pl.{field}" for field in (*PLACED, "known")]
        said = place_of(layout, staged.columns)
        joins.append("LEFT JOIN places pl ON " + " AND ".join(f"{said[part]} IS NOT DISTINCT FROM pl.s_{part}" for part in PLACE))
        bad.append(f"CASE WHEN NOT coalesce(known, false) THEN 'the place cannot be told: ' || left({_spoken(said)}, 80) END")
    for column in _worded(layout, staged):
        table = name(f"word_{column.name}")
        joins.append(f"LEFT JOIN {table} ON nullif(trim({source(column, staged.columns)}), '') = {table}.said")
    spoken = ", ".join(sql for sql in [*bad, *(one.bad for one in all_typed)] if sql != "NULL")
    order = ", ".join(["line", *(name(field) for field in dataset.fields()), "bad"])
    return (
        f"CREATE TABLE typed AS SELECT {order} FROM (SELECT {', '.join(['*', *resting, f'concat_ws({BETWEEN}, {spoken}) AS bad'])}"
        f" FROM (SELECT {', '.join(fields)} FROM raw r {' '.join(joins)}))"
    )


def _spoken(said: dict[str, str]) -> str:
    return f"concat_ws(', ', {said['level']}, {said['region']}, {said['la_name']})"


def _period_join(layout: Layout, staged: Staged) -> str:
    said, beside = period_of(layout, staged.columns)
    return f"LEFT JOIN periods p ON {said} = p.said AND {beside} = p.beside"


def _odd_period(layout: Layout, staged: Staged) -> str:
    said, _ = period_of(layout, staged.columns)
    return f"CASE WHEN period IS NULL THEN '“' || left({said}, 30) || '” is not a period that we can read' END"
