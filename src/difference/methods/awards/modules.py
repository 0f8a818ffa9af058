"""The result of one module from the marks of its components: resits capped, weights applied, rounded, passed or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from difference.errors import BadInput
from difference.methods.awards.curriculum import Component, Curriculum, Limit, Module, Rules
from difference.methods.awards.rounding import Mark, exact_mark, half_up, plain
from difference.methods.problems import Problems


@dataclass(frozen=True)
class Sitting:
    """One attempt at a component. `as_first`: the board let it stand as a first sitting (extenuating circumstances), so that it is neither capped
    nor counted as a resit."""

    mark: Mark
    as_first: bool = False


@dataclass(frozen=True)
class ModuleResult:
    """What came of a module. `mark` is None until every component has a mark.

    exact: the mark before rounding. capped: a resit's cap lowered it. compensatable, condonable: it failed narrowly enough, by the curriculum's
    rules, that credit may still be given; whether it is depends on the award. credits: those earned by passing. lines: the arithmetic.
    """

    code: str
    mark: Decimal | None
    exact: Decimal | None
    capped: bool
    passed: bool
    compensatable: bool
    condonable: bool
    credits: int
    rounding: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class _Counted:
    """A component's mark that counts, whether it was capped, and whether a resit gave it."""

    component: Component
    mark: Decimal
    capped: bool
    resat: bool
    line: str


def module_result(curriculum: Curriculum, code: str, marks: Mapping[str, Sequence[Sitting | Mark]]) -> ModuleResult:
    """The result of module `code` from the sittings of each component, by its code, first sitting first. Marks run from 0 to 100.

    Raises BadInput by place: unknown module or component, a mark that is none, more sittings than the rules allow, a resit of what was passed.
    A component that is missing, or has no sitting, leaves the module without a mark.
    """
    module = curriculum.module.get(code)
    if module is None:
        raise BadInput(f"There is no module “{code}” in this curriculum.", fields={code: ["There is no such module."]})
    problems = Problems()
    for name in marks:
        if name not in {component.code for component in module.components}:
            problems.add(f"{code}, {name}", "There is no such component.")
    counted = [_count(curriculum.rules, module, component, marks.get(component.code, ()), problems) for component in module.components]
    problems.refuse("These marks cannot be used.")
    known = [each for each in counted if each is not None]
    if len(known) < len(counted):
        return _unfinished(curriculum.rules, module, known)
    return _finished(curriculum.rules, module, known)


def _count(rules: Rules, module: Module, component: Component, sittings: Sequence[Sitting | Mark], problems: Problems) -> _Counted | None:
    place = f"{module.code}, {component.code}"
    best: tuple[Decimal, bool, bool] | None = None
    resits = 0
    for number, given in enumerate(sittings, 1):
        sitting = given if isinstance(given, Sitting) else Sitting(given)
        try:
            raw = exact_mark(sitting.mark)
        except ValueError as error:
            problems.add(place, f"Sitting {number}: {error}")
            continue
        if best and best[0] >= max(rules.pass_mark, component.must_reach):
            problems.add(place, f"Sitting {number}: it was passed before, and cannot be sat again.")
        again = number > 1 and not sitting.as_first
        resits += again
        cap = again and rules.cap_on == "component" and raw > rules.resit_cap
        mark = Decimal(rules.resit_cap) if cap else raw
        if best is None or mark > best[0]:
            best = (mark, cap, again)
    if resits > rules.resits:
        problems.add(place, f"It was sat again {resits} times; the rules allow {rules.resits}.")
    if best is None:
        return None
    mark, cap, again = best
    note = f" (a resit, capped at {rules.resit_cap})" if cap else " (a resit)" if again else ""
    return _Counted(component, mark, cap, again, f"{component.title}: {mark}{note}, weight {component.weight}%")


def _unfinished(rules: Rules, module: Module, known: Sequence[_Counted]) -> ModuleResult:
    named = {each.component.code for each in known}
    missing = tuple(f"{component.title}: no mark yet" for component in module.components if component.code not in named)
    lines = (*(each.line for each in known), *missing)
    return ModuleResult(module.code, None, None, False, False, False, False, 0, rules.rounding, lines)


def _finished(rules: Rules, module: Module, counted: Sequence[_Counted]) -> ModuleResult:
    exact = plain(sum((each.component.weight * each.mark for each in counted), Decimal(0)) / 100)
    mark = half_up(exact, rules.module_decimals)
    lines = [each.line for each in counted]
    sums = " + ".join(f"{each.component.weight}% × {each.mark}" for each in counted)
    lines.append(f"{sums} = {exact}, rounded half up to {mark}")
    cap = rules.cap_on == "module" and any(each.resat for each in counted) and mark > rules.resit_cap
    if cap:
        mark = half_up(Decimal(rules.resit_cap), rules.module_decimals)
        lines.append(f"A component was sat again: capped at {rules.resit_cap}")
    short = [each.component for each in counted if each.mark < each.component.must_reach]
    lines += [f"{component.title} is below {component.must_reach}, without which the module cannot be passed" for component in short]
    passed = mark >= rules.pass_mark and not short
    lines.append(f"{'Passed' if passed else 'Not passed'}: the pass mark is {rules.pass_mark}")
    narrow = module.compensatable and not passed and not short

    def within(limit: Limit | None) -> bool:
        return narrow and limit is not None and mark >= limit.floor

    return ModuleResult(
        code=module.code,
        mark=mark,
        exact=exact,
        capped=cap or any(each.capped for each in counted),
        passed=passed,
        compensatable=within(rules.compensation),
        condonable=within(rules.condonement),
        credits=module.credits if passed else 0,
        rounding=rules.rounding,
        lines=tuple(lines),
    )
