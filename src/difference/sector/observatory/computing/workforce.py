"""Teachers without qualified status, supply teachers and vacant leadership posts: alternative provision beside other state-funded schools.

The published groups put alternative provision together with special schools, so school rows are joined to the register by URN.
"""

from __future__ import annotations

from difference.methods.populations import rate_ratio, risk_ratio
from difference.sector.observatory.computing.answers import NO_DATA, TIMES, Answer, Computed, Point, another_period, said, verdict
from difference.sector.observatory.computing.sources import Sources, nearest, whole
from difference.sector.observatory.published import Finding
from difference.sector.official.held import NoData

REPORTS_YEAR = 2016
Counts = tuple[float, float]
# Of each school the row that counts everybody; a school without teachers, or whose figures are withheld, is left out of both sides.
SECTORS = "(SELECT DISTINCT urn, sector FROM schools WHERE sector IN ('alternative_provision', 'mainstream', 'special')) s"


def _needs(sources: Sources, *datasets: str) -> None:
    for dataset in datasets:
        sources.data.table(dataset)


def _by_sector(sources: Sources, table: str, counted: str, among: str, where: str) -> dict[str, tuple[int, Counts, Counts]]:
    """By period: its year, then events and people in alternative provision, then elsewhere."""
    rows = sources.data.rows(
        f"SELECT w.period, w.year, s.sector = 'alternative_provision' AS ours, sum({counted}) AS events, sum({among}) AS people FROM {table} "
        f"JOIN {SECTORS} ON s.urn = w.urn WHERE w.level = 'school' AND {where} AND {counted} IS NOT NULL AND {among} > 0 AND {counted} <= {among} GROUP BY ALL"
    )
    found: dict[str, dict[bool, Counts]] = {}
    years = {row["period"]: row["year"] for row in rows}
    for row in rows:
        found.setdefault(row["period"], {})[row["ours"]] = (row["events"], row["people"])
    return {period: (years[period], both[True], both[False]) for period, both in found.items() if len(both) == 2 and both[False][0] and both[True][0]}


def _answer(finding: Finding, sources: Sources, held: dict[str, tuple[int, Counts, Counts]], of: str, datasets: tuple[str, ...]) -> Answer:
    if not held:
        return Answer(
            None,
            NO_DATA,
            (f"The files that are loaded do not count {of} school by school, or none of their schools is in the register that is loaded.",),
        )
    period = nearest({each: year for each, (year, _, _) in held.items()}, REPORTS_YEAR)
    found = {
        each: (year, ours, rest, risk_ratio(round(ours[0]), round(ours[1]), round(rest[0]), round(rest[1])))
        for each, (year, ours, rest) in held.items()
    }
    _, (a, n1), (c, n2), times = found[period]
    inputs = {
        "inside": {"events": whole(a), "teachers": whole(n1)}, "rest": {"events": whole(c), "teachers": whole(n2)}, "method": times.method,
        "files": sources.files(*datasets, "schools"),
    }  # fmt: skip
    computed = Computed(times.estimate, TIMES, times.low, times.high, period, whole(a), whole(n1), inputs)
    return Answer(
        computed,
        verdict(finding.published, times.low, times.high),
        said(
            another_period(finding.published, period),
            f"{a:,.0f} {of} among {n1:,.0f} teachers of alternative-provision schools in {period}, and {c:,.0f} among {n2:,.0f} of other state-funded schools.",
            "Only schools that the loaded register has are counted; teachers of one school are alike, so the interval is narrower than it should be.",
        ),
        [Point(year, each, ratio.estimate, ratio.low, ratio.high) for each, (year, _, _, ratio) in sorted(found.items(), key=lambda row: row[1][0])],
        f"{of.capitalize()} in alternative provision beside elsewhere: {times.estimate:.1f} times in {period}",
    )


def unqualified(finding: Finding, sources: Sources) -> Answer:
    """The share of teachers without qualified status."""
    _needs(sources, "workforce", "schools")
    held = _by_sector(sources, "workforce w", "w.unqualified", "w.teachers", "true")
    return _answer(finding, sources, held, "teachers without qualified status", ("workforce",))


def supply(finding: Finding, sources: Sources) -> Answer:
    """Occasional teachers, those with a contract of fewer than 28 days, over teachers in post and them."""
    _needs(sources, "workforce", "workforce_occasional", "schools")
    together = "(SELECT o.period, o.year, o.level, o.urn, o.teachers AS occasional, t.teachers + o.teachers AS people FROM workforce_occasional o JOIN workforce t USING (period, urn) WHERE o.qualified = 'total') w"
    held = _by_sector(sources, together, "w.occasional", "w.people", "true")
    return _answer(finding, sources, held, "occasional (supply) teachers", ("workforce", "workforce_occasional"))


def vacancies(finding: Finding, sources: Sources) -> Answer:
    """Vacant leadership posts over leaders in post: the later year's rate over the earlier's, in alternative provision."""
    _needs(sources, "workforce_vacancies", "workforce", "schools")
    rows = sources.data.rows(
        "SELECT v.year, v.period, sum(v.vacancies) AS vacant, sum(t.leaders) AS leaders FROM workforce_vacancies v JOIN workforce t USING (period, urn) "
        f"JOIN {SECTORS} ON s.urn = v.urn WHERE s.sector = 'alternative_provision' AND v.level = 'school' AND lower(v.post) LIKE '%lead%' "
        "AND v.vacancies IS NOT NULL AND t.leaders > 0 GROUP BY ALL ORDER BY v.year"
    )
    held = {row["year"]: row for row in rows}
    if 2011 not in held or 2016 not in held:
        raise NoData("Vacant leadership posts of 2011 and 2016, school by school, are not both loaded.")
    first, last = held[2011], held[2016]
    times = rate_ratio(round(last["vacant"]), last["leaders"], round(first["vacant"]), first["leaders"])
    inputs = {
        "2011": {"vacant": whole(first["vacant"]), "leaders": whole(first["leaders"])}, "2016": {"vacant": whole(last["vacant"]), "leaders": whole(last["leaders"])},
        "method": times.method, "files": sources.files("workforce_vacancies", "workforce", "schools"),
    }  # fmt: skip
    computed = Computed(times.estimate, TIMES, times.low, times.high, "2011 to 2016", whole(last["vacant"]), whole(last["leaders"]), inputs)
    sentence = f"{first['vacant']:,.0f} vacant posts beside {first['leaders']:,.0f} leaders in 2011, {last['vacant']:,.0f} beside {last['leaders']:,.0f} in 2016."
    return Answer(computed, verdict(finding.published, times.low, times.high), (sentence,))
