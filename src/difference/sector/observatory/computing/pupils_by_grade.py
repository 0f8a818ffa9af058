"""Pupils rather than schools: where inspections and the register's numbers of pupils are both loaded, joined by URN."""

from __future__ import annotations

from difference.methods.populations import risk_ratio
from difference.sector.observatory.computing.sources import Sources

ASKED = """
SELECT s.region = $region AS here, i.overall = 'inadequate' AS inadequate, sum(s.pupils)::INTEGER AS pupils, count(*) AS schools
FROM inspections i JOIN schools s USING (urn)
WHERE s.sector = 'alternative_provision' AND s.pupils IS NOT NULL AND i.overall IN ('outstanding', 'good', 'requires improvement', 'inadequate')
  AND i.period = (SELECT max(period) FROM inspections)
GROUP BY ALL
"""


def sentence(sources: Sources, region: str) -> str:
    """The same ratio of pupils, in words; or that what is loaded does not say how many pupils attend each school."""
    if not sources.data.has("inspections", "schools"):
        return "This counts schools, not pupils: that needs Ofsted’s inspections and the full register, joined school by school."
    counts = {(row["here"], row["inadequate"]): (row["pupils"], row["schools"]) for row in sources.data.rows(ASKED, {"region": region})}
    pupils = {key: number for key, (number, _) in counts.items()}
    inside, others = (sum(pupils.get((here, grade), 0) for grade in (True, False)) for here in (True, False))
    if not inside or not pupils.get((False, True)):
        return "The inspections and the register that are loaded do not tell how many pupils attend such provision."
    times = risk_ratio(pupils.get((True, True), 0), inside, pupils[False, True], others)
    schools = sum(number for (here, _), (_, number) in counts.items() if here)
    return (
        f"Of pupils, by the latest inspections and numbers on roll that are loaded: {pupils.get((True, True), 0):,} of {inside:,} in {region} and "
        f"{pupils[False, True]:,} of {others:,} elsewhere, {times.estimate:.1f} times. They sit in {schools} schools there, so chance weighs more than the number of pupils suggests."
    )
