"""The counts behind a measure: what the official data says of each place and period, gathered to places of today.

A count is two numbers, the least and the most that it can be: suppressed cells and rounded rows leave it open. Nothing is put in for what is missing.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from difference.sector.observatory.places import geography
from difference.sector.observatory.places.measures import Measure, settings
from difference.sector.official.held import Held

SUPPRESSED = "from cells that are suppressed"
ROUNDED = "from a row that is rounded to 5"
ESTIMATED = "the publisher’s estimate, with decimals"


@dataclass(frozen=True)
class Count:
    """`low` to `high` counted among `of`; `grouped` people made them up, where one person can count several times. `notes` say what is odd."""

    place: geography.Place
    year: int
    period: str
    low: float
    high: float
    of: float | None
    grouped: float | None = None
    of_period: str = ""
    apart: int = 0
    notes: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high


@dataclass(frozen=True)
class Left:
    """An ended authority that was divided: its figures belong to no authority of today."""

    code: str
    name: str
    periods: tuple[str, ...]


@dataclass(frozen=True)
class Counts:
    """Every count of a measure, and what could not be mapped."""

    held: Sequence[Count]
    left: Sequence[Left] = ()
    by: Mapping[tuple[str, int], Count] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by", {(count.place.code, count.year): count for count in self.held})

    @functools.cached_property
    def periods(self) -> Mapping[int, str]:
        """Each year that something is known of, with how its period is written, in order."""
        return dict(sorted({count.year: count.period for count in self.held}.items()))

    def of_kind(self, kind: str, year: int) -> list[Count]:
        """The counts of all places of one kind in one year, by name."""
        return sorted((each for each in self.held if each.place.kind == kind and each.year == year), key=lambda each: each.place.name)


EXCLUSIONS = """
SELECT level, region, la_code, la_name, la_now, year, period, {count}_low AS low, {count}_high AS high, headcount AS of, {grouped} AS grouped
FROM exclusions WHERE level <> 'school' AND school_type = 'total' AND term IS NULL
"""
CENSUS = """
SELECT level, region, la_code, la_name, la_now, year, period, pupils_low AS low, pupils_high AS high, NULL AS of, NULL AS grouped
FROM ap_census WHERE level <> 'school' AND sex = 'total' AND age = 'Total' AND ethnicity = 'Total' AND fsm = 'Total'
"""
ARRANGED = """
SELECT level, region, la_code, la_name, la_now, year, period, pupils_low AS low, pupils_high AS high, NULL AS of, NULL AS grouped
FROM ap_school_arranged WHERE level <> 'school' AND reason = 'Total' AND setting = 'Total'
"""
GRADES = """
SELECT level, region, la_code, la_name, la_now, year, period, CASE WHEN count(*) = count(schools) THEN sum(schools) END AS low, low AS high,
  any_value(graded) AS of, NULL AS grouped
FROM grades WHERE level <> 'school' AND school_type = 'alternative provision' AND grade IN ('inadequate', 'requires improvement') AND graded > 0
GROUP BY ALL HAVING count(*) = 2
"""
# Each school once, as the newest register that has it says.
SCHOOLS = """
WITH s AS (SELECT urn, region, la_code, la_name, la_now FROM schools WHERE sector = 'alternative_provision' QUALIFY row_number() OVER (PARTITION BY urn ORDER BY period DESC) = 1),
counted AS ({counted}),
levels AS (SELECT unnest(['national', 'regional', 'authority']) AS level)
SELECT level, CASE WHEN level <> 'national' THEN region END AS region, CASE WHEN level = 'authority' THEN la_code END AS la_code,
  CASE WHEN level = 'authority' THEN la_name END AS la_name, CASE WHEN level = 'authority' THEN la_now END AS la_now,
  year, period, sum(low) AS low, sum(high) AS high, sum(of) AS of, NULL AS grouped
FROM counted JOIN s USING (urn), levels GROUP BY ALL
"""
UNQUALIFIED = "SELECT urn, year, period, unqualified AS low, unqualified AS high, teachers AS of FROM workforce WHERE level = 'school' AND unqualified IS NOT NULL AND teachers > 0"
VACANT = """
SELECT v.urn, v.year, v.period, sum(v.vacancies) AS low, sum(v.vacancies) AS high, any_value(w.leaders) AS of
FROM workforce_vacancies v JOIN workforce w ON w.urn = v.urn AND w.period = v.period AND w.level = 'school'
WHERE v.level = 'school' AND lower(v.post) LIKE '%lead%' AND v.vacancies IS NOT NULL AND w.leaders > 0 GROUP BY ALL
"""
ASKED: Mapping[str, str] = {
    "permanent-exclusions": EXCLUSIONS.format(count="permanent", grouped="NULL"),
    "suspensions": EXCLUSIONS.format(count="suspensions", grouped="suspended"),
    "ap-authority": CENSUS,
    "ap-schools": ARRANGED,
    "weak-schools": GRADES,
    "unqualified": SCHOOLS.format(counted=UNQUALIFIED),
    "leader-vacancies": SCHOOLS.format(counted=VACANT),
}


def counts(data: Held, measure: Measure) -> Counts:
    """Every count of a measure that the data has; none where a data set that it needs is not loaded."""
    if not data.has(*measure.needs):
        return Counts(())
    cells = data.rows(ASKED[measure.id])
    found = [count for key, group in _groups(cells).items() if (count := _gathered(key, group)) is not None]
    if "exclusions" in measure.needs:
        found = [_unrounded(count, cells) for count in found]
    elif all(count.of is None for count in found):
        found = _with_roll(found, data)
    return Counts(tuple(found), _left(cells))


Key = tuple[geography.Place, int]


def _groups(cells: Iterable[Mapping[str, Any]]) -> dict[Key, list[Mapping[str, Any]]]:
    """The cells of each place of today and year; what is of no such place is left out."""
    found: dict[Key, list[Mapping[str, Any]]] = {}
    for cell in cells:
        place = _place(cell)
        if place is not None:
            found.setdefault((place, cell["year"]), []).append(cell)
    return found


def _place(cell: Mapping[str, Any]) -> geography.Place | None:
    if cell["level"] == "national":
        return geography.WHOLE
    if cell["level"] == "regional":
        return geography.region_named(cell["region"])
    return geography.by_code().get(cell["la_now"] or "")


def _gathered(key: Key, cells: Sequence[Mapping[str, Any]]) -> Count | None:
    """The sum of a place's cells; None where one of them has no figure, or an ended authority of which it consists has no row."""
    place, year = key
    codes = {cell["la_code"] for cell in cells}
    if place.kind == geography.AUTHORITY and place.code not in codes and codes != geography.gathered(place.code):
        return None
    if any(cell["low"] is None or cell["high"] is None for cell in cells):
        return None
    low, high = sum(cell["low"] for cell in cells), sum(cell["high"] for cell in cells)
    notes: tuple[str, ...] = (SUPPRESSED,) if low != high else ()
    notes += (ESTIMATED,) if low == high and not float(low).is_integer() else ()
    return Count(place, year, cells[0]["period"], low, high, _sum(cells, "of"), _sum(cells, "grouped"), cells[0]["period"], notes=notes)


def _sum(cells: Sequence[Mapping[str, Any]], name: str) -> float | None:
    values = [cell[name] for cell in cells]
    return None if any(value is None for value in values) else sum(values)


def _unrounded(count: Count, cells: Sequence[Mapping[str, Any]]) -> Count:
    """What a rounded row can stand for; London's two rows can each be off."""
    told = settings()
    if count.place.kind == geography.AUTHORITY or count.year > told.rounded_until:
        return count
    rows = sum(cell["level"] == "regional" and cell["region"] == count.place.name and cell["year"] == count.year for cell in cells) or 1
    half = told.rounded_half * rows
    return replace(count, low=max(0.0, count.low - half), high=count.high + half, notes=(*count.notes, ROUNDED))


def _with_roll(found: Sequence[Count], data: Held) -> list[Count]:
    """The counts with the pupils of their own year, or of the nearest loaded one in which the place had the same area."""
    if not data.has("exclusions"):
        return list(found)
    rolls: dict[str, dict[int, tuple[float, str]]] = {}
    for (place, year), cells in _groups(data.rows(ASKED["permanent-exclusions"])).items():
        count = _gathered((place, year), [{**cell, "low": 0, "high": 0} for cell in cells])
        if count is not None and count.of:
            rolls.setdefault(place.code, {})[year] = (count.of, count.period)
    return [_beside(count, rolls.get(count.place.code, {})) for count in found]


def _beside(count: Count, roll: Mapping[int, tuple[float, str]]) -> Count:
    since = geography.whole_since(count.place.code)
    near = [year for year in roll if abs(year - count.year) <= settings().roll_within and (count.year < since) == (year < since)]
    if not near:
        return count
    year = min(near, key=lambda each: (abs(each - count.year), -each))
    pupils, period = roll[year]
    apart = abs(year - count.year)
    notes = (*count.notes, f"beside the pupils of {period}") if apart else count.notes
    return replace(count, of=pupils, of_period=period, apart=apart, notes=notes)


def _left(cells: Iterable[Mapping[str, Any]]) -> tuple[Left, ...]:
    found: dict[str, tuple[str, set[tuple[int, str]]]] = {}
    for cell in cells:
        if cell["level"] == "authority" and cell["la_now"] is None:
            found.setdefault(cell["la_code"] or cell["la_name"], (cell["la_name"], set()))[1].add((cell["year"], cell["period"]))
    return tuple(Left(code, name, tuple(period for _, period in sorted(years))) for code, (name, years) in sorted(found.items()))
