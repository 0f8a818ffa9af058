"""Alternative provision judged Inadequate: one region beside all others, and authorities where every school is.

From Ofsted's table of grades at 31 August where it is loaded, of the year nearest to the report's; else from the register, where that has grades.
"""

from __future__ import annotations

from typing import Any

from difference.methods.populations import Estimate, proportion, risk_ratio
from difference.sector.observatory.computing import pupils_by_grade, register_grades
from difference.sector.observatory.computing.answers import AGREES, DIFFERS, NO_DATA, TIMES, Answer, Computed, Point, another_period, said, verdict
from difference.sector.observatory.computing.sources import Sources, nearest
from difference.sector.observatory.published import Finding

REPORTS_YEAR = 2017
# By period: each authority with its schools judged Inadequate and its graded ones.
Rows = dict[str, list[tuple[str, int, int]]]
OF_PROVISION = "school_type = 'alternative provision' AND grade = 'inadequate' AND graded > 0"


def _day(period: str) -> str:
    return f"31 August {period}"


def _regions(sources: Sources) -> dict[str, dict[str, tuple[int, int]]]:
    """By period and region: schools judged Inadequate and graded schools. A row without a figure is left out, never 0."""
    rows = sources.data.rows(
        f"SELECT period, region, sum(schools)::INTEGER AS inadequate, sum(graded)::INTEGER AS graded FROM grades WHERE level = 'regional' AND {OF_PROVISION} "
        "AND schools IS NOT NULL AND region IS NOT NULL GROUP BY ALL ORDER BY period, region"
    )
    found: dict[str, dict[str, tuple[int, int]]] = {}
    for row in rows:
        found.setdefault(row["period"], {})[row["region"]] = (row["inadequate"], row["graded"])
    return found


def _beside(regions: dict[str, tuple[int, int]], region: str) -> tuple[int, int, int, int] | None:
    if region not in regions or len(regions) < 2:
        return None
    a, n1 = regions[region]
    return (
        a,
        n1,
        sum(inadequate for name, (inadequate, _) in regions.items() if name != region),
        sum(g for name, (_, g) in regions.items() if name != region),
    )


def north_east(finding: Finding, sources: Sources) -> Answer:
    """Of graded schools, the share judged Inadequate in one region beside the share in all others."""
    if not sources.data.has("grades"):
        return register_grades.north_east(finding, sources.register)
    held = {period: both for period, regions in _regions(sources).items() if (both := _beside(regions, finding.region))}
    told = {period: (both, risk_ratio(*both, method="mover")) for period, both in held.items() if both[2]}
    if not told:
        return Answer(None, NO_DATA, (f"The grades that are loaded do not tell {finding.region} from other regions.",))
    period = nearest({each: int(each[:4]) for each in told}, REPORTS_YEAR)
    (a, n1, c, n2), times = told[period]
    computed = Computed(times.estimate, TIMES, times.low, times.high, _day(period), a, n1, _inputs(finding, sources, told, period))
    outcome = verdict(finding.published, times.low, times.high)
    return Answer(
        computed,
        outcome,
        said(
            another_period(finding.published, _day(period)),
            f"{finding.region}: {a} of {n1} graded schools were judged Inadequate on {_day(period)}; every other region together: {c} of {n2}.",
            _where_it_stands(sources, finding.region),
            pupils_by_grade.sentence(sources, finding.region),
        ),
        [
            Point(int(each[:4]), each, found.estimate, found.low, found.high, f"{both[0]} of {both[1]} schools")
            for each, (both, found) in told.items()
        ],
        f"Inadequate provision in the {finding.region} beside all other regions: {times.estimate:.1f} times in {period}, of {n1} graded schools",
    )


def _inputs(finding: Finding, sources: Sources, told: dict[str, tuple[tuple[int, int, int, int], Estimate[float]]], period: str) -> dict[str, Any]:
    (a, n1, c, n2), times = told[period]
    ours, others = proportion(a, n1), proportion(c, n2)
    return {
        "region": finding.region,
        "inside": {"inadequate": a, "graded": n1, "share": ours.estimate, "low": ours.low, "high": ours.high},
        "rest": {"inadequate": c, "graded": n2, "share": others.estimate, "low": others.low, "high": others.high},
        "counted": "schools", "method": times.method, "files": sources.files("grades"),
        "series": [{"period": each, "value": found.estimate, "low": found.low, "high": found.high} for each, (_, found) in told.items()],
    }  # fmt: skip


def _where_it_stands(sources: Sources, region: str) -> str:
    """In how many of the years it has the highest share of all regions: the claim needs it to be far above."""
    years = _regions(sources)
    worst = [period for period, regions in years.items() if max(regions, key=lambda name: regions[name][0] / regions[name][1]) == region]
    if not worst:
        return f"In none of the {len(years)} years that are loaded is {region} the region with the highest share."
    return f"It is the region with the highest share in {len(worst)} of the {len(years)} years that are loaded."


def _authorities(sources: Sources) -> Rows:
    rows = sources.data.rows(
        f"SELECT period, la_name, schools::INTEGER AS inadequate, graded::INTEGER AS graded FROM grades WHERE level = 'authority' AND {OF_PROVISION} "
        "AND schools IS NOT NULL ORDER BY period, la_name"
    )
    found: Rows = {}
    for row in rows:
        found.setdefault(row["period"], []).append((row["la_name"], row["inadequate"], row["graded"]))
    return found


def whole_authorities(finding: Finding, sources: Sources) -> Answer:
    """Of authorities with a graded school, those in which every one is judged Inadequate, with how many schools that is."""
    if not sources.data.has("grades"):
        return register_grades.whole_authorities(finding, sources.register)
    years = _authorities(sources)
    if not years:
        return Answer(None, NO_DATA, ("The grades that are loaded are not by authority.",))
    period = nearest({each: int(each[:4]) for each in years}, REPORTS_YEAR)
    every = {each: [row for row in rows if row[1] == row[2]] for each, rows in years.items()}
    here = every[period]
    inputs = {
        "authorities": [{"name": name, "inadequate": inadequate, "graded": graded} for name, inadequate, graded in here],
        "graded_schools": sum(graded for _, _, graded in years[period]), "files": sources.files("grades"),
    }  # fmt: skip
    computed = Computed(len(here), "authorities", None, None, _day(period), len(here), len(years[period]), inputs)
    return Answer(
        computed,
        AGREES if here else DIFFERS,
        said(another_period(finding.published, _day(period)), *_whole_words(every, years, period)),
        [Point(int(each[:4]), each, len(rows), None, None, f"of {len(years[each])} with a graded school") for each, rows in every.items()],
        f"Authorities where all graded provision is Inadequate: {len(here)} in {period}",
    )


def _whole_words(every: Rows, years: Rows, period: str) -> tuple[str, ...]:
    here, most = every[period], max((graded for rows in every.values() for _, _, graded in rows), default=0)
    listed = "; ".join(f"{name}: {inadequate} of {graded}" for name, inadequate, graded in here)
    count = f"In {len(here)} of {len(years[period])} authorities with a graded school on {_day(period)}, every graded school was judged Inadequate"
    alone = (
        "In every year that is loaded, each such authority has exactly one graded school: it says that one school was judged Inadequate."
        if most == 1
        else ""
    )
    return (
        f"{count}{f' ({listed})' if listed else ''}.",
        "What was published holds if there is one such authority at least.",
        alone,
        "This counts schools, not pupils.",
    )
