"""What alternative-provision schools a place has: how many are open in the register, and their grades by year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from difference.sector.observatory.places import geography
from difference.sector.observatory.places.tables import kept
from difference.sector.official.held import Held

GRADES = ("outstanding", "good", "requires improvement", "inadequate")
OPEN = """
SELECT la_now, region, count(DISTINCT urn) AS schools, max(period) AS period FROM schools
WHERE sector = 'alternative_provision' AND status LIKE 'Open%' AND period = (SELECT max(period) FROM schools) GROUP BY ALL
"""
GRADED = """
SELECT level, region, la_now, period, grade, sum(schools)::INTEGER AS schools FROM grades
WHERE level <> 'school' AND school_type = 'alternative provision' AND graded > 0 GROUP BY ALL HAVING count(*) = count(schools) ORDER BY period
"""


@dataclass(frozen=True)
class Open:
    """How many schools are open, on the day of the register."""

    schools: int
    day: str


def open_schools(data: Held, place: geography.Place) -> Open | None:
    """Open schools of a place; None where no register is loaded. A place that the register does not name has none."""
    if not data.has("schools"):
        return None
    rows = kept(data, ("open schools",), lambda: data.rows(OPEN))
    mine = [row for row in rows if (row["la_now"] == place.code if place.kind == geography.AUTHORITY else row["region"] == place.name)]
    return Open(sum(row["schools"] for row in mine), max((row["period"] for row in rows), default=""))


def grades(data: Held, place: geography.Place) -> Mapping[str, Mapping[str, int]]:
    """By period: schools with each grade; periods of which one grade is missing are left out."""
    if not data.has("grades"):
        return {}
    rows = kept(data, ("grades",), lambda: data.rows(GRADED))
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        if (row["level"] == "authority" and row["la_now"] == place.code) or (row["level"] == "regional" and row["region"] == place.name):
            found.setdefault(row["period"], {})[row["grade"]] = row["schools"]
    return {period: counts for period, counts in found.items() if set(counts) == set(GRADES)}
