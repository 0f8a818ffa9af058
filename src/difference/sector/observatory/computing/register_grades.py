"""Grades as the register gives them, where a full extract is imported: open schools by their last grade."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from difference.methods.populations import proportion, risk_ratio
from difference.sector.observatory.computing.answers import AGREES, DIFFERS, NO_DATA, TIMES, Answer, Computed, verdict
from difference.sector.observatory.published import Finding
from difference.sector.observatory.register import Grades, Register, grades_of

NO_GRADES = Answer(None, NO_DATA, ("The register that is loaded does not give grades.",), of_register=True)


def _grades(held: Grades) -> dict[str, int]:
    return {"inadequate": held.inadequate, "graded": held.graded, "schools": held.schools}


def _files(register: Register) -> list[dict[str, str]]:
    return [{"file": made.file_name, "kind": made.get_kind_display(), "dated": made.dated.isoformat()} for made in register.files]


def _counts(where: str, held: Grades) -> str:
    return f"{where}: {held.inadequate} of {held.graded} graded schools are judged Inadequate; {held.schools} are open."


def north_east(finding: Finding, register: Register) -> Answer:
    """Of graded open schools, the share judged Inadequate in one region beside the share in all others."""
    inside = [school for school in register.open_schools if school.region is not None and school.region.name == finding.region]
    rest = [school for school in register.open_schools if school.region is not None and school.region.name != finding.region]
    here, there = grades_of(inside), grades_of(rest)
    counts = (_counts(finding.region, here), _counts("Every other region", there))
    if register.graded_on is None or not here.graded + there.graded:
        return NO_GRADES
    if not here.graded or not there.graded:
        return Answer(None, NO_DATA, counts, of_register=True)
    if not there.inadequate:
        return Answer(None, NO_DATA, (*counts, "Nothing is any number of times none."), of_register=True)
    ours, others = proportion(here.inadequate, here.graded), proportion(there.inadequate, there.graded)
    times = risk_ratio(here.inadequate, here.graded, there.inadequate, there.graded, method="mover")
    inputs = {
        "region": finding.region,
        "inside": _grades(here) | {"share": ours.estimate, "low": ours.low, "high": ours.high},
        "rest": _grades(there) | {"share": others.estimate, "low": others.low, "high": others.high},
        "method": times.method,
        "files": _files(register),
    }
    computed = Computed(times.estimate, TIMES, times.low, times.high, register.graded_on.isoformat(), here.inadequate, here.graded, inputs)
    words = (*counts, "This counts schools, not pupils: the register does not say how many pupils attend each.")
    return Answer(computed, verdict(finding.published, times.low, times.high), words, of_register=True)


def whole_authorities(finding: Finding, register: Register) -> Answer:
    """Of authorities with a graded open school, those in which every one of them is judged Inadequate."""
    by_authority: dict[str, list[Any]] = defaultdict(list)
    for school in register.open_schools:
        by_authority[school.authority_id].append(school)
    held = [grades_of(schools) for schools in by_authority.values()]
    graded = [grades for grades in held if grades.graded]
    if register.graded_on is None or not graded:
        return NO_GRADES
    whole = [grades for grades in graded if grades.inadequate == grades.graded]
    alone = sum(1 for grades in whole if grades.graded == 1)
    inputs = {"authorities_with_one_graded_school": alone, "graded_schools": sum(grades.graded for grades in graded), "files": _files(register)}
    computed = Computed(len(whole), "authorities", None, None, register.graded_on.isoformat(), len(whole), len(graded), inputs)
    words = (
        f"In {len(whole)} of {len(graded)} authorities with a graded school, every graded school is judged Inadequate; in {alone} of them there is one such school alone.",
        "What was published holds if there is one such authority at least.",
        "This counts schools, not pupils: the register does not say how many pupils attend each.",
    )
    return Answer(computed, AGREES if whole else DIFFERS, words, of_register=True)
