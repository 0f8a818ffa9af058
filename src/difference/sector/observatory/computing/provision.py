"""Pupils in alternative provision, added up from named registers of one period; which of them are loaded is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from difference.sector.observatory.computing.answers import DIFFERS, NO_DATA, Answer, Computed, Point, another_period, readings, said, verdict
from difference.sector.observatory.computing.sources import Sources, whole
from difference.sector.observatory.published import Finding
from difference.sector.official.held import NoData

AUTHORITIES, SCHOOLS, STATE, DUAL = (
    "placed by local authorities",
    "placed by schools",
    "in state alternative-provision schools",
    "there, but mainly registered elsewhere",
)
# The three that the published figure adds up. What schools arrange was first published for 2022/23, and is in none of them.
PUBLISHED = (STATE, DUAL, AUTHORITIES)
Register = dict[str, tuple[int, float]]


def _authorities(sources: Sources) -> Register:
    return _by_period(sources, "ap_census", "sex = 'total' AND age = 'Total' AND ethnicity = 'Total' AND fsm = 'Total'")


def _schools(sources: Sources) -> Register:
    return _by_period(sources, "ap_school_arranged", "reason = 'Total' AND setting = 'Total'")


def _by_period(sources: Sources, dataset: str, everybody: str) -> Register:
    rows = sources.data.rows(
        f"SELECT period, year, pupils FROM {dataset} WHERE level = 'national' AND {everybody} AND pupils IS NOT NULL ORDER BY year"
    )
    return {row["period"]: (row["year"], row["pupils"]) for row in rows}


def _of_roll(column: str) -> Callable[[Sources], Register]:
    def read(sources: Sources) -> Register:
        rows = sources.data.rows(
            f"SELECT r.period, r.year, sum(r.{column}) AS pupils FROM roll r JOIN (SELECT DISTINCT urn FROM schools "
            "WHERE sector = 'alternative_provision') s USING (urn) GROUP BY ALL HAVING pupils IS NOT NULL ORDER BY r.year"
        )
        return {row["period"]: (row["year"], row["pupils"]) for row in rows}

    return read


READ: Mapping[str, tuple[Callable[[Sources], Register], tuple[str, ...]]] = {
    STATE: (_of_roll("pupils"), ("roll", "schools")),
    DUAL: (_of_roll("dual_subsidiary"), ("roll", "schools")),
    AUTHORITIES: (_authorities, ("ap_census",)),
    SCHOOLS: (_schools, ("ap_school_arranged",)),
}


def _registers(sources: Sources) -> dict[str, Register]:
    found = {name: read(sources) for name, (read, needs) in READ.items() if sources.data.has(*needs)}
    held = {name: register for name, register in found.items() if register}
    if not held:
        raise NoData("No register of pupils in alternative provision is loaded.")
    return held


def pupils(finding: Finding, sources: Sources) -> Answer:
    """The sum of the registers of the period that has most of them, the latest of those; with what is missing by name.

    Registers that are missing can only add: where those that are there exceed what was published, it differs; where not, there is no verdict.
    """
    held = _registers(sources)
    years = {period: year for register in held.values() for period, (year, _) in register.items()}
    period = max(years, key=lambda each: (sum(each in register for register in held.values()), years[each]))
    parts = {name: register[period][1] for name, register in held.items() if period in register}
    missing = [name for name in (*PUBLISHED, SCHOOLS) if name not in parts]
    total, figure = sum(parts.values()), finding.published
    words = said(
        another_period(figure, period),
        f"In {period}: {'; '.join(f'{number:,.0f} {name}' for name, number in parts.items())}.",
        f"Not loaded for that period: {'; '.join(missing)}. They can only add to it, but for pupils who are on two registers." if missing else "",
        "A pupil on two registers is counted on each: which are the same children, none of the tables says." if len(parts) > 1 else "",
    )
    series = [Point(year, each, number, None, None) for each, (year, number) in held.get(AUTHORITIES, {}).items()]
    says = (
        f"Pupils in alternative provision that authorities pay for: {series[0].value:,.0f} in {series[0].period}, {series[-1].value:,.0f} in {series[-1].period}"
        if series
        else ""
    )
    whole_sum = all(name in parts for name in PUBLISHED)
    outcome = verdict(figure, total, total) if whole_sum else DIFFERS if total > readings(figure)[1] else NO_DATA
    computed = _computed(total, period, parts, missing, sources) if outcome != NO_DATA else None
    return Answer(computed, outcome, words, series, says)


def _computed(total: float, period: str, parts: Mapping[str, float], missing: list[str], sources: Sources) -> Computed:
    datasets = {dataset for name in parts for dataset in READ[name][1]}
    inputs: dict[str, Any] = {
        "registers": {name: whole(number) for name, number in parts.items()}, "missing": missing, "files": sources.files(*sorted(datasets)),
    }  # fmt: skip
    return Computed(total, "pupils", None, None, period, whole(total), len(parts), inputs)
