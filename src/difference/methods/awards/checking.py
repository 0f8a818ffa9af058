"""What must be true of a curriculum as a whole, once each of its tables can be read."""

from __future__ import annotations

from collections.abc import Iterable

from difference.methods.awards.curriculum import Award, Curriculum, Module
from difference.methods.problems import Problems


def check(curriculum: Curriculum, problems: Problems) -> None:
    """Note every contradiction between the parts of a curriculum."""
    _unique("strands", (strand.code for strand in curriculum.strands), problems)
    _unique("modules", (module.code for module in curriculum.modules), problems)
    _unique("awards", (award.code for award in curriculum.awards), problems)
    _unique("grades", (grade.name for grade in curriculum.grades), problems)
    _rules(curriculum, problems)
    strands = {strand.code for strand in curriculum.strands}
    for number, module in enumerate(curriculum.modules, 1):
        place = f"modules {number} ({module.code})" if module.code else f"modules {number}"
        _module(place, module, strands, problems)
        for component in module.components:
            if component.must_reach > curriculum.rules.resit_cap:
                problems.add(place, f"“{component.code}” must reach {component.must_reach}, and a resit is capped at {curriculum.rules.resit_cap}.")
    if curriculum.awards and curriculum.modules:
        _credits(curriculum, problems)


def _unique(place: str, names: Iterable[str], problems: Problems) -> None:
    seen: set[str] = set()
    for name in names:
        if name and name in seen:
            problems.add(place, f"“{name}” stands there more than once.")
        seen.add(name)


def _rules(curriculum: Curriculum, problems: Problems) -> None:
    rules = curriculum.rules
    if rules.resit_cap < rules.pass_mark:
        problems.add("rules.resit", f"The cap, {rules.resit_cap}, is below the pass mark, {rules.pass_mark}: no resit could pass.")
    for name, limit in (("compensation", rules.compensation), ("condonement", rules.condonement)):
        if limit and limit.floor >= rules.pass_mark:
            problems.add(f"rules.{name}", f"The floor, {limit.floor}, must be below the pass mark, {rules.pass_mark}.")
    if curriculum.grades and curriculum.grades[0].mean > rules.pass_mark:
        problems.add("grades", f"The lowest asks for {curriculum.grades[0].mean}: somebody who passes with {rules.pass_mark} would have no class.")
    means = [grade.mean for grade in curriculum.grades]
    if len(set(means)) < len(means):
        problems.add("grades", "Two ask for the same mean.")


def _module(place: str, module: Module, strands: set[str], problems: Problems) -> None:
    if module.strand and module.strand not in strands:
        problems.add(place, f"There is no strand “{module.strand}”.")
    weights = sum(component.weight for component in module.components)
    if module.components and weights != 100:
        problems.add(place, f"The weights of its components add to {weights}, not 100.")
    _unique(f"{place}, components", (component.code for component in module.components), problems)


def _credits(curriculum: Curriculum, problems: Problems) -> None:
    whole, total = curriculum.awards[-1], sum(module.credits for module in curriculum.modules)
    if total != whole.credits:
        problems.add("modules", f"Their credits add to {total}; {whole.title} takes {whole.credits}.")
    if len({award.credits for award in curriculum.awards}) < len(curriculum.awards):
        problems.add("awards", "Two take the same number of credits.")
    for award in curriculum.awards:
        _exit(f"awards, {award.code or award.credits}", award, curriculum, problems)


def _exit(place: str, award: Award, curriculum: Curriculum, problems: Problems) -> None:
    unknown = [code for code in award.requires if code not in curriculum.module]
    for code in unknown:
        problems.add(place, f"It requires “{code}”, and there is no such module.")
    if len(set(award.requires)) < len(award.requires):
        problems.add(place, "It requires a module more than once.")
    for name, limit, allowed in (
        ("compensation", curriculum.rules.compensation, award.compensated_credits),
        ("condonement", curriculum.rules.condonement, award.condoned_credits),
    ):
        if allowed and not limit:
            problems.add(place, f"It allows {name} of {allowed} credits, and there are no rules.{name}.")
    required = sum(curriculum.module[code].credits for code in award.requires if code not in unknown)
    sums = {required}
    for module in curriculum.modules:
        if module.code not in award.requires:
            sums |= {total + module.credits for total in sums if total + module.credits <= award.credits}
    if not unknown and award.credits not in sums:
        problems.add(place, f"No set of modules with those it requires adds to its {award.credits} credits.")
