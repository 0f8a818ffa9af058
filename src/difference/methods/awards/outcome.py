"""From module results to the award: credits, compensation and condonement within their limits, the mean, the class and the best exit."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from difference.methods.awards.counting import COMPENSATED, CONDONED, PASSED, Counted, Usable, best_set
from difference.methods.awards.curriculum import Award, Curriculum
from difference.methods.awards.modules import ModuleResult
from difference.methods.awards.rounding import half_up, plain
from difference.methods.problems import Problems


@dataclass(frozen=True)
class Outcome:
    """What a participant has reached.

    award: what the whole curriculum leads to, when its rules are met, else None. best_exit: the highest award whose rules are met, so what somebody
    who leaves now would take; the same as `award` once that is reached; None below the lowest.
    credits: earned by passing, and by compensation and condonement towards `best_exit`.
    mean: credit-weighted, of the modules that `best_exit` counts, rounded as the curriculum says; exact: before rounding.
    classification: the name of the grade, None where there is no exit or it is not classified.
    counted, compensated, condoned: codes of modules. lines: the arithmetic. missing: why each award above `best_exit` is not reached.
    """

    award: Award | None
    best_exit: Award | None
    credits: int
    mean: Decimal | None
    exact: Decimal | None
    classification: str | None
    counted: tuple[str, ...]
    compensated: tuple[str, ...]
    condoned: tuple[str, ...]
    lines: tuple[str, ...]
    missing: tuple[str, ...]


def award(curriculum: Curriculum, results: Iterable[ModuleResult], condoned: Collection[str] = ()) -> Outcome:
    """What these results add up to; `condoned` are the codes of modules that a board decided to condone.

    Compensation follows from the rules alone, condonement is a board's decision within them. Raises BadInput by place: a result of an unknown
    module or two of one, a condoned module that was passed, is not there, or failed too widely.
    """
    given = _checked(curriculum, results, condoned)
    usable = [_usable(curriculum, given[module.code], condoned) for module in curriculum.modules if module.code in given]
    ready = [each for each in usable if each is not None]
    passed = sum(each.module.credits for each in ready if each.how == PASSED)
    missing: list[str] = []
    for level in reversed(curriculum.awards):
        counted = best_set(curriculum.rules, level, ready)
        if counted is not None:
            return _reached(curriculum, level, counted, passed, missing)
        missing.append(_shortfall(curriculum, level, ready))
    return Outcome(None, None, passed, None, None, None, (), (), (), (f"{passed} credits are earned.",), tuple(missing))


def _checked(curriculum: Curriculum, results: Iterable[ModuleResult], condoned: Collection[str]) -> dict[str, ModuleResult]:
    problems = Problems()
    given: dict[str, ModuleResult] = {}
    for result in results:
        if result.code not in curriculum.module:
            problems.add(result.code, "There is no such module in this curriculum.")
        if result.code in given:
            problems.add(result.code, "It has two results.")
        given[result.code] = result
    for code in condoned:
        if code not in given:
            problems.add(code, "It is to be condoned, and has no result.")
        elif given[code].passed:
            problems.add(code, "It is to be condoned, and was passed.")
        elif not given[code].condonable:
            problems.add(code, "It is to be condoned, and the rules do not allow it.")
    problems.refuse("These results cannot be used.")
    return given


def _usable(curriculum: Curriculum, result: ModuleResult, condoned: Collection[str]) -> Usable | None:
    how = PASSED if result.passed else CONDONED if result.code in condoned else COMPENSATED if result.compensatable else ""
    return Usable(curriculum.module[result.code], result.mark, how) if how and result.mark is not None else None


def _reached(curriculum: Curriculum, level: Award, counted: Counted, passed: int, missing: list[str]) -> Outcome:
    codes = {how: tuple(one.module.code for one in counted.modules if one.how == how) for how in (PASSED, COMPENSATED, CONDONED)}
    grade, said = _grade(curriculum, level, counted.mean)
    return Outcome(
        award=level if level == curriculum.awards[-1] else None,
        best_exit=level,
        credits=passed + counted.leaning,
        mean=counted.mean,
        exact=counted.exact,
        classification=grade,
        counted=tuple(one.module.code for one in counted.modules),
        compensated=codes[COMPENSATED],
        condoned=codes[CONDONED],
        lines=(*_lines(curriculum, level, counted), said),
        missing=tuple(missing),
    )


def _lines(curriculum: Curriculum, level: Award, counted: Counted) -> list[str]:
    lines = []
    for one in counted.modules:
        note = "" if one.how == PASSED else f", {one.how}"
        lines.append(f"{one.module.title}: {one.module.credits} credits × {one.mark} = {plain(one.points)}{note}")
    points = plain(sum((one.points for one in counted.modules), Decimal(0)))
    lines.append(f"{level.title} takes {level.credits} credits; {counted.credits} count.")
    exact = plain(half_up(counted.exact, 6))
    about = "=" if exact == counted.exact else "≈"
    lines.append(f"{points} ÷ {counted.credits} {about} {exact}, rounded half up to {counted.mean}")
    for how, limit, most in (
        (COMPENSATED, curriculum.rules.compensation, level.compensated_credits),
        (CONDONED, curriculum.rules.condonement, level.condoned_credits),
    ):
        total = sum(one.module.credits for one in counted.modules if one.how == how)
        if total and limit:
            lines.append(f"{total} credits {how}: at most {most}, each mark at least {limit.floor}, the mean at least {limit.mean}")
    return lines


def _grade(curriculum: Curriculum, level: Award, mean: Decimal) -> tuple[str | None, str]:
    if not level.classified or not curriculum.grades:
        return None, f"{level.title} is not classified."
    reached = [grade for grade in curriculum.grades if mean >= grade.mean]
    if not reached:
        return None, f"The mean is below {curriculum.grades[0].mean}: no class."
    return reached[-1].name, f"{reached[-1].name}: the mean is at least {reached[-1].mean}"


def _shortfall(curriculum: Curriculum, level: Award, ready: list[Usable]) -> str:
    have = {one.module.code for one in ready}
    absent = [curriculum.module[code].title for code in level.requires if code not in have]
    if absent:
        return f"{level.title} requires {', '.join(absent)}."
    passed = sum(one.module.credits for one in ready if one.how == PASSED)
    marginal = sum(one.module.credits for one in ready if one.how != PASSED)
    if not marginal:
        return f"{level.title} takes {level.credits} credits; {passed} are earned."
    return f"{level.title} takes {level.credits} credits; {passed} are earned, and of {marginal} failed narrowly the rules do not let enough count."
