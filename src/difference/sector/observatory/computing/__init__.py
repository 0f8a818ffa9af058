"""What can be computed here of each finding, from what is loaded now; the rest waits for data."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from difference.sector.observatory.computing import costs, exclusions, grades, provision, risks, workforce
from difference.sector.observatory.computing.answers import AGREES, DIFFERS, NO_DATA, Answer, Computed, Point
from difference.sector.observatory.computing.sources import Sources
from difference.sector.observatory.published import Finding
from difference.sector.official.held import NoData

__all__ = ["AGREES", "COMPUTED", "DIFFERS", "NO_DATA", "Answer", "Computed", "Point", "Sources", "answer"]

# `uncounted` is not among them: no published table counts children who are on no register, and nothing is loaded from which rules could infer them.
COMPUTED: Mapping[str, Callable[[Finding, Sources], Answer]] = {
    "permanent-exclusions": exclusions.permanent,
    "pupils-in-ap": provision.pupils,
    "cost-per-pupil": costs.per_pupil,
    "cost-per-cohort": costs.per_cohort,
    "relative-risk-care": risks.relative_risk,
    "relative-risk-poverty": risks.relative_risk,
    "relative-risk-sen": risks.relative_risk,
    "relative-risk-mental-health": risks.relative_risk,
    "unqualified-teachers": workforce.unqualified,
    "supply-teachers": workforce.supply,
    "leader-vacancies": workforce.vacancies,
    "inadequate-ap-north-east": grades.north_east,
    "inadequate-ap-all-pupils": grades.whole_authorities,
}


# By finding: the stamp of the data and what was answered from it.
_kept: dict[str, tuple[str, Answer]] = {}


def answer(finding: Finding, sources: Sources) -> Answer:
    """What can be computed of a finding now. What stands on the official data alone is kept until other data is loaded."""
    stamp, kept = _kept.get(finding.id, ("", None))
    if kept is not None and stamp == sources.data.stamp:
        return kept
    found = _computed(finding, sources)
    if not found.of_register:
        _kept[finding.id] = (sources.data.stamp, found)
    return found


def forget() -> None:
    """Compute everything anew when it is asked for next."""
    _kept.clear()


def _computed(finding: Finding, sources: Sources) -> Answer:
    compute = COMPUTED.get(finding.id)
    if compute is None:
        return Answer(None, NO_DATA)
    try:
        return compute(finding, sources)
    except NoData as missing:
        return Answer(None, NO_DATA, (missing.sentence,))
