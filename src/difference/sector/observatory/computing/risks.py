"""How much likelier pupils with a characteristic are to be permanently excluded, from counts of both groups."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from difference.methods.populations import Estimate, risk_ratio
from difference.sector.observatory.computing.answers import NO_DATA, TIMES, Answer, Computed, Point, another_period, said, verdict
from difference.sector.observatory.computing.sources import NATIONAL, Sources, nearest, whole
from difference.sector.observatory.published import Finding

REPORTS_YEAR = 2015


@dataclass(frozen=True)
class Groups:
    """Which published rows are the group and which those beside it (all others, where none are named), in words too."""

    group: str
    beside: str
    exposed: Sequence[str]
    others: Sequence[str]
    caution: str


@functools.cache
def groups() -> dict[str, Groups]:
    """The groups of each finding, from their dated file."""
    table = tomllib.loads(Path(__file__).with_name("risks.toml").read_text(encoding="utf-8"))
    return {name: _groups(row) for name, row in table["finding"].items()}


def _groups(row: dict[str, Any]) -> Groups:
    exposed, others = (tuple(word.casefold() for word in row[side]) for side in ("exposed", "others"))
    return Groups(row["group"], row["beside"], exposed, others, row["caution"])


Counts = dict[str, tuple[float, float]]


def _years(sources: Sources) -> dict[str, tuple[int, Counts]]:
    sources.data.table("exclusions_by_characteristic")
    rows = sources.data.rows(
        f"SELECT year, period, lower(characteristic) AS name, permanent, headcount FROM exclusions_by_characteristic WHERE {NATIONAL} "
        "AND permanent IS NOT NULL AND headcount IS NOT NULL ORDER BY year"
    )
    found: dict[str, tuple[int, Counts]] = {}
    for row in rows:
        found.setdefault(row["period"], (row["year"], {}))[1][row["name"]] = (row["permanent"], row["headcount"])
    return found


def _sum(counts: Counts, names: Sequence[str]) -> tuple[float, float]:
    there = [counts[name] for name in names if name in counts]
    return sum(events for events, _ in there), sum(pupils for _, pupils in there)


def _both(counts: Counts, of: Groups) -> tuple[float, float, float, float] | None:
    """Events and pupils of the group, and of those beside it; None where a part is missing or nobody is in it."""
    a, n1 = _sum(counts, of.exposed)
    if of.others:
        c, n2 = _sum(counts, of.others)
    else:
        events, pupils = counts.get("total", (0.0, 0.0))
        c, n2 = events - a, pupils - n1
    return (a, n1, c, n2) if n1 > 0 and n2 > 0 and a > 0 and c > 0 else None


def _ratio(counts: tuple[float, float, float, float]) -> Estimate[float]:
    a, n1, c, n2 = (round(number) for number in counts)
    return risk_ratio(a, n1, c, n2)


def relative_risk(finding: Finding, sources: Sources) -> Answer:
    """Of the year nearest to the report's, in the series of all years."""
    of, held = groups()[finding.id], _years(sources)
    told = {period: (year, both) for period, (year, counts) in held.items() if (both := _both(counts, of))}
    if not told:
        return Answer(None, NO_DATA, (f"The tables that are loaded do not count {of.group}.",))
    period = nearest({name: year for name, (year, _) in told.items()}, REPORTS_YEAR)
    found = {name: (year, both, _ratio(both)) for name, (year, both) in told.items()}
    _, (a, n1, c, n2), times = found[period]
    inputs: dict[str, Any] = {
        "group": of.group, "beside": of.beside, "excluded_in_group": whole(a), "pupils_in_group": whole(n1), "excluded_beside": whole(c),
        "pupils_beside": whole(n2), "method": times.method, "files": sources.files("exclusions_by_characteristic"),
        "series": [{"period": name, "value": each.estimate, "low": each.low, "high": each.high} for name, (_, _, each) in found.items()],
    }  # fmt: skip
    computed = Computed(times.estimate, TIMES, times.low, times.high, period, whole(a), whole(n1), inputs)
    series = [Point(year, name, each.estimate, each.low, each.high) for name, (year, _, each) in found.items()]
    return Answer(
        computed,
        verdict(finding.published, times.low, times.high),
        said(
            another_period(finding.published, period),
            f"{a:,.0f} of {n1:,.0f} {of.group} were permanently excluded in {period}, and {c:,.0f} of {n2:,.0f} {of.beside}.",
            of.caution,
        ),
        series,
        f"Permanent exclusion of {of.group}, beside {of.beside}: {times.estimate:.1f} times in {period}",
    )
