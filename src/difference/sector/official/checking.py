"""What must hold of the rows of a file: nothing impossible, no key twice, no region missing, and parts that add up to the whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from difference.sector.official import places
from difference.sector.official.declared import Dataset, Rule, Sum
from difference.sector.official.engine import name
from difference.sector.official.troubles import Troubles

if TYPE_CHECKING:
    import duckdb

BRACES = re.compile(r"\{(\w+)\}")
WORDS = {"national": "the national row", "regional": "the regions", "authority": "the authorities", "school": "the schools"}
# With so many of the nine regions a file means to have them all.
MOST_REGIONS = 5
LONDONS = ("Inner London", "Outer London")
# Rows of schools may begin later than those of these levels.
WHOLE_LEVELS = ("national", "regional", "authority")


def check_rows(base: duckdb.DuckDBPyConnection, dataset: Dataset, troubles: Troubles) -> None:
    """Look at each row by itself, and for keys that stand twice."""
    for rule in dataset.rules:
        _never(base, rule, troubles)
    _twice(base, dataset, troubles)


def _figure(value: Any) -> str:
    return f"{value:,.10g}" if isinstance(value, float) else str(value)


def _never(base: duckdb.DuckDBPyConnection, rule: Rule, troubles: Troubles) -> None:
    named = BRACES.findall(rule.says)
    picked = ", ".join(["line", *(name(each) for each in named)])
    for line, *values in base.execute(f"SELECT {picked} FROM typed WHERE {rule.sql} ORDER BY line").fetchall():
        troubles.of_line(line, rule.says.format(**dict(zip(named, map(_figure, values), strict=True))))


def _twice(base: duckdb.DuckDBPyConnection, dataset: Dataset, troubles: Troubles) -> None:
    """Of rows with one key, a repetition is bad where it says the same; all of them are where they contradict each other."""
    key = ", ".join(name(field) for field in dataset.key)
    figures = [name(column.name) for column in dataset.columns.values() if column.name not in dataset.key]
    says = f"hash({', '.join(figures)})" if figures else "0"
    found = base.execute(
        f"SELECT list(line ORDER BY line), count(DISTINCT {says}) FROM typed GROUP BY {key} HAVING count(*) > 1 ORDER BY min(line)"
    ).fetchall()
    for lines, different in found:
        if different == 1:
            for line in lines[1:]:
                troubles.of_line(line, f"it says again what line {lines[0]} says")
        else:
            for line in lines:
                other = lines[0] if line != lines[0] else lines[1]
                troubles.of_line(line, f"it contradicts line {other}, which is about the same")


def check_whole(base: duckdb.DuckDBPyConnection, dataset: Dataset, troubles: Troubles, *, lenient: bool) -> list[str]:
    """Look at the rows that are to be kept, all together; returns what is odd but possible (an extract need not be whole).

    `lenient`: bad rows were left out on request, so that what they leave missing is odd rather than wrong.
    """
    odd: list[str] = []
    if dataset.regions:
        missing = _regions(base)
        if lenient:
            odd += missing
        else:
            for sentence in missing:
                troubles.of_file(sentence)
    if dataset.placed:
        odd += _levels(base)
    for each in dataset.sums:
        odd += _adds_up(base, each)
    if dataset.balance:
        odd += _balances(base, dataset, troubles)
    return odd


def _regions(base: duckdb.DuckDBPyConnection) -> list[str]:
    """A region without a row among the regions of a period: one that the file has elsewhere, or where most of the nine are there."""
    said = []
    elsewhere = {region for (region,) in base.execute("SELECT DISTINCT region FROM typed WHERE region IS NOT NULL").fetchall()}
    rows = base.execute(
        "SELECT period, list(DISTINCT region), list(DISTINCT region_published) FROM typed WHERE level = 'regional' GROUP BY period ORDER BY period"
    ).fetchall()
    for period, found, published in rows:
        whole = {region.name for region in places.regions()} if len(found) >= MOST_REGIONS else elsewhere
        lacking = [region.name for region in places.regions() if region.name in whole and region.name not in found]
        halves = [name for name in LONDONS if name in published]
        if len(halves) == 1:
            lacking += [name for name in LONDONS if name not in halves]
        if lacking:
            said.append(f"{period} has rows for regions, but none for {', '.join(lacking)}.")
    return said


def _levels(base: duckdb.DuckDBPyConnection) -> list[str]:
    """A level that some periods of the file have and others lack."""
    rows = base.execute("SELECT DISTINCT period, level FROM typed").fetchall()
    periods = sorted({period for period, _ in rows})
    levels = {level for _, level in rows} & set(WHOLE_LEVELS)
    said = []
    for level in [each for each in WHOLE_LEVELS if each in levels]:
        lacking = [period for period in periods if (period, level) not in rows]
        if lacking:
            said.append(f"It has no rows for {WORDS[level]} in {', '.join(lacking)}, though it has them in other periods.")
    return said


def _adds_up(base: duckdb.DuckDBPyConnection, each: Sum) -> list[str]:
    measure = name(each.measure)

    def total(level: str, where: str) -> str:
        return f"SELECT period, sum({measure}) AS total FROM typed WHERE level = '{level}' AND {where} GROUP BY period"

    rows = base.execute(
        f"SELECT period, p.total, w.total FROM ({total(each.parts, each.where_parts)}) p JOIN ({total(each.whole, each.where_whole)}) w USING (period)"
        f" WHERE abs(p.total - w.total) > {each.tolerance} * abs(w.total) ORDER BY period"
    ).fetchall()
    return [
        f"In {period} {WORDS[each.parts]} add up to {parts:,.0f} ({each.measure}), {WORDS[each.whole]} says {whole:,.0f}: rows may be missing."
        for period, parts, whole in rows
    ]


def _balances(base: duckdb.DuckDBPyConnection, dataset: Dataset, troubles: Troubles) -> list[str]:
    """Parts of a group above its whole are wrong; parts below it may be an extract, in which no row may be added."""
    by = ", ".join(name(field) for field in dataset.balance["by"])
    added, whole = name(dataset.balance["sum"]), name(dataset.balance["equals"])
    rows = base.execute(
        f"SELECT min(line), sum({added}), max({whole}), min({whole}) FROM typed GROUP BY {by} HAVING sum({added}) <> max({whole}) OR min({whole}) <> max({whole})"
        " ORDER BY 1"
    ).fetchall()
    below = 0
    for line, total, most, least in rows:
        if total is not None and total < least == most:
            below += 1
        elif total is not None:
            what = f"{dataset.balance['sum']} add up to {_figure(total)}, {dataset.balance['equals']} is {_figure(least)}"
            troubles.of_file(f"In the group that begins on line {line}, {what}.")
    return [f"In {below:,} groups {dataset.balance['sum']} add up to fewer than {dataset.balance['equals']}: rows are missing."] if below else []
