"""What marks add up to, by the methods and the rules of the edition: for a board, and for the participant once released."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from difference.methods.awards import ModuleResult as Result
from difference.methods.awards import Outcome, Sitting, award, module_result
from difference.programme.training.curricula import Edition, edition_of
from difference.programme.training.models import Enrolment, ModuleResult, Submission
from difference.programme.training.queries import circumstances, due
from difference.programme.training.rules import rules

BEFORE_BOARD = ("moderated", "confirmed", "released")
DECIDED = ("confirmed", "released")
RELEASED = ("released",)


@dataclass(frozen=True)
class Worked:
    """A module as worked out: the result with its arithmetic, and which components may be sat again."""

    result: Result
    resit: tuple[str, ...]


@dataclass(frozen=True)
class _Counted:
    sitting: Sitting
    raw: Decimal
    line: str


def _count(submission: Submission, title: str, *, as_first: bool) -> _Counted:
    if submission.missing:
        return _Counted(Sitting(Decimal(0), as_first), Decimal(0), f"{title}: not handed in, 0")
    moderation = submission.moderation
    raw = Decimal(moderation.mark)
    late = due.late_by(submission)
    cap = Decimal(rules().late_cap)
    if late and raw > cap:
        return _Counted(Sitting(cap, as_first), raw, f"{title}: {raw.normalize():f}, handed in {due.in_words(late)} late, at most {cap}")
    return _Counted(Sitting(Decimal(moderation.mark), as_first), raw, "")


def stands_as_first(result: ModuleResult, component: str) -> bool:
    """Whether a later sitting of a component counts as a first one, because extenuating circumstances were accepted."""
    return circumstances.stands_as_first(result.enrolment, result.module, component)


def work_out(edition: Edition, sittings: Iterable[ModuleResult]) -> Worked:
    """The result of one module from its sittings, the first first, all of them moderated."""
    found = sorted(sittings, key=lambda one: one.sitting)
    module = edition.curriculum.module[found[0].module]
    titles = {part.code: part.title for part in module.components}
    marks: dict[str, list[Sitting]] = {part.code: [] for part in module.components}
    lines, resits = [], dict.fromkeys(marks, 0)
    for one in found:
        for submission in sorted(one.submissions.all(), key=lambda each: each.component):
            if submission.superseded_at is None:
                as_first = one.sitting > 1 and stands_as_first(one, submission.component)
                counted = _count(submission, titles[submission.component], as_first=as_first)
                marks[submission.component].append(counted.sitting)
                resits[submission.component] += one.sitting > 1 and not as_first
                lines += [counted.line] if counted.line else []
    result = module_result(edition.curriculum, module.code, marks)
    result = replace(result, lines=(*lines, *result.lines))
    return Worked(result, () if result.passed else _resit(edition, found[-1], marks, resits))


def _resit(edition: Edition, last: ModuleResult, marks: Mapping[str, list[Sitting]], resits: Mapping[str, int]) -> tuple[str, ...]:
    its = edition.curriculum.rules
    again = []
    for part in edition.curriculum.module[last.module].components:
        best = max((min(Decimal(each.mark), Decimal(100)) for each in marks[part.code]), default=Decimal(0))
        failed = best < max(its.pass_mark, part.must_reach)
        if failed and (resits[part.code] < its.resits or stands_as_first(last, part.code)):
            again.append(part.code)
    return tuple(again)


def by_module(results: Iterable[ModuleResult], states: Collection[str]) -> dict[str, list[ModuleResult]]:
    """Sittings by module, of those in these states."""
    found: dict[str, list[ModuleResult]] = {}
    for one in results:
        if one.state in states:
            found.setdefault(one.module, []).append(one)
    return found


@dataclass(frozen=True)
class Standing:
    """Where one participant stands: each module as worked out, which were condoned, and what it adds up to."""

    edition: Edition
    modules: Mapping[str, Worked]
    condoned: tuple[str, ...]
    outcome: Outcome


def standing(enrolment: Enrolment, results: Iterable[ModuleResult], states: Collection[str], decisions: Mapping[UUID, str] | None = None) -> Standing:
    """What the results in these states add up to. `decisions` are those of a board at work, by the key of the result.

    Raises BadInput when a condoned module may not be, NotNow when the edition's file is not the one of the enrolment.
    """
    edition = edition_of(enrolment)
    its = by_module(results, states)
    modules = {code: work_out(edition, sittings) for code, sittings in its.items()}
    condoned = tuple(code for code, sittings in its.items() if _decision(sorted(sittings, key=lambda one: one.sitting)[-1], decisions) == "condone")
    outcome = award(edition.curriculum, [worked.result for worked in modules.values()], condoned)
    return Standing(edition, modules, condoned, outcome)


def _decision(result: ModuleResult, decisions: Mapping[UUID, str] | None) -> str:
    if decisions is not None and result.pk in decisions:
        return decisions[result.pk]
    decision = getattr(result, "decision", None)
    return decision.decision if decision is not None else ""
