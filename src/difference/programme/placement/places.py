"""Where a cohort places: whether its policy lets it place in a school, and which school is the weakest."""

from __future__ import annotations

from dataclasses import dataclass

from difference.foundations.schools.models import School
from difference.foundations.schools.register.establishments import ALTERNATIVE_PROVISION
from difference.programme.cohorts.models import Cohort
from difference.programme.placement.rules import rules

GOOD_OR_OUTSTANDING, WHERE_WEAKEST = "good_or_outstanding", "where_weakest"


@dataclass(frozen=True)
class Verdict:
    """What the policy says of a school: yes, no, or None where the register is silent and staff decide; and why."""

    allowed: bool | None
    because: str


def grade(school: School) -> str:
    """The grade of the last graded inspection as the register has it, or “unknown”."""
    return school.ofsted_grade or "unknown"


def verdict(cohort: Cohort, school: School) -> Verdict:
    """Whether the cohort's policy lets it place in this school."""
    if school.sector != ALTERNATIVE_PROVISION:
        return Verdict(False, "It is not an alternative-provision school.")
    if not school.is_open:
        return Verdict(False, "It is closed on the register.")
    if cohort.host_policy != GOOD_OR_OUTSTANDING:
        return Verdict(True, f"It is open. Its grade is {grade(school)}.")
    wanted = rules().placed_in_grades
    if not school.ofsted_grade:
        return Verdict(None, "Its grade is unknown: the register that is loaded does not give one.")
    allowed = school.ofsted_grade in wanted
    return Verdict(allowed, f"Its grade is {school.ofsted_grade}; this cohort is placed in schools judged {' or '.join(reversed(wanted))}.")


def weakness(school: School) -> tuple[int, str]:
    """A key by which the weakest stand first, schools without a known grade last."""
    order = rules().weakest_first
    return (order.index(school.ofsted_grade) if school.ofsted_grade in order else len(order), school.name)


def whereabouts(school: School) -> str:
    """Town, authority and region. How far it is from somebody is told by `queries.commutes`."""
    parts = [school.town, school.authority.name, school.region.name if school.region else ""]
    return ", ".join(dict.fromkeys(part for part in parts if part))
