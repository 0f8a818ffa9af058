"""Permanent exclusions in England, by year, from the publisher's National row."""

from __future__ import annotations

from typing import Any

from difference.sector.observatory.computing.answers import Answer, Computed, Point, another_period, said, verdict
from difference.sector.observatory.computing.sources import NATIONAL, Sources, whole
from difference.sector.observatory.published import Finding

# National rows of the files to 2016/17 are rounded to 5, so the count is within 2 of what is written.
ROUNDED_TO, ROUNDED_UNTIL = 5, 2016


def national(sources: Sources) -> list[dict[str, Any]]:
    """Each year's permanent exclusions and headcount, England. Raises NoData."""
    sources.data.table("exclusions")
    return sources.data.rows(f"SELECT year, period, permanent, headcount FROM exclusions WHERE {NATIONAL} AND permanent IS NOT NULL ORDER BY year")


def chosen(finding: Finding, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The report's own year where it is there, else the latest."""
    return next((row for row in rows if row["period"] == finding.published.period), rows[-1])


def rounding(row: dict[str, Any]) -> int:
    """How far the count may be from what is written."""
    return ROUNDED_TO // 2 if row["year"] <= ROUNDED_UNTIL else 0


def permanent(finding: Finding, sources: Sources) -> Answer:
    """The number of the report's own year where it is loaded, in the series of all years."""
    rows = national(sources)
    if not rows:
        return Answer(None, "no data", ("The exclusions that are loaded have no National row.",))
    row = chosen(finding, rows)
    half = rounding(row)
    value, pupils = row["permanent"], row["headcount"]
    by_type = _by_type(sources, row["period"])
    inputs = {
        "rounded_to": ROUNDED_TO if half else 1,
        "by_type_of_school": by_type,
        "series": [{"period": each["period"], "value": whole(each["permanent"]), "pupils": whole(each["headcount"])} for each in rows],
        "files": sources.files("exclusions"),
    }
    computed = Computed(value, "pupils", value - half, value + half, row["period"], whole(value), whole(pupils), inputs, "as rounded")
    parts = sum(by_type.values())
    series = [
        Point(each["year"], each["period"], each["permanent"], each["permanent"] - rounding(each), each["permanent"] + rounding(each))
        for each in rows
    ]
    least, last = min(rows, key=lambda each: each["permanent"]), rows[-1]
    return Answer(
        computed,
        verdict(finding.published, value - half, value + half),
        said(
            another_period(finding.published, row["period"]),
            f"Read from England’s own row: {100 * value / pupils:.2f} in every 100 pupils.",
            f"The types of school add up to {parts:,.0f}, because each row is rounded by itself." if parts and parts != value else "",
        ),
        series,
        f"Permanent exclusions in a year: {least['permanent']:,.0f} in {least['period']}, {last['permanent']:,.0f} in {last['period']}",
    )


def _by_type(sources: Sources, period: str) -> dict[str, float | int]:
    rows = sources.data.rows(
        "SELECT school_type, permanent FROM exclusions WHERE level = 'national' AND school_type <> 'total' AND term IS NULL AND period = ? "
        "AND permanent IS NOT NULL ORDER BY school_type",
        [period],
    )
    return {row["school_type"]: whole(row["permanent"]) for row in rows}
