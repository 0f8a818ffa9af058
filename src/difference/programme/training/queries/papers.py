"""The papers of a board: every moderated result of a cohort as worked out, what each adds up to, and what the rules allow to decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from difference.errors import BadInput, NotFound
from difference.foundations.actors import Actor
from difference.methods.awards import Award, Outcome
from difference.programme.cohorts.models import Cohort
from difference.programme.training.models import Board, Enrolment, ModuleResult
from difference.programme.training.models.boards import DECISIONS
from difference.programme.training.queries import outcomes, reach
from difference.programme.training.queries.outcomes import Standing, Worked
from difference.programme.training.queries.results import whole


@dataclass(frozen=True)
class Line:
    """One result before the board: as worked out, what may be decided, and what was, or is proposed."""

    result: ModuleResult
    title: str
    credits: int
    worked: Worked
    allowed: tuple[str, ...]
    decision: str
    proposed: str

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What may be decided, with its words."""
        return [(code, DECISIONS[code]) for code in self.allowed]


@dataclass(frozen=True)
class Paper:
    """One participant before the board: their results, and what all that is decided adds up to."""

    enrolment: Enrolment
    lines: tuple[Line, ...]
    standing: Standing
    award: Award | None

    @property
    def outcome(self) -> Outcome:
        """What it adds up to."""
        return self.standing.outcome


def visible_to(actor: Actor) -> QuerySet[Board]:
    """The boards of the cohorts that the actor examines."""
    return Board.objects.filter(reach.of_cohorts(actor, functions=("examinations",))).select_related("cohort")


def find(actor: Actor, board_id: UUID) -> Board:
    """One board. Raises NotFound."""
    found = visible_to(actor).filter(pk=board_id).first()
    if found is None:
        raise NotFound()
    return found


def of_cohort(actor: Actor, cohort: Cohort) -> list[Board]:
    """The boards of a cohort, the latest first."""
    return list(visible_to(actor).filter(cohort=cohort))


def _allowed(line: Worked, enrolment: Enrolment) -> tuple[str, ...]:
    if line.result.passed:
        return ("confirm",)
    again = line.resit and enrolment.state != "withdrawn"
    return ("confirm", *(["condone"] if line.result.condonable else []), *(["resit"] if again else []))


def _proposed(allowed: tuple[str, ...]) -> str:
    return "resit" if "resit" in allowed else "confirm"


def _before(board: Board) -> Q:
    """What is before a board: while it is held, what is moderated; after that, what it decided."""
    return Q(state="moderated") if board.state == "held" else Q(decision__board=board)


def _award(enrolment: Enrolment, results: list[ModuleResult], standing: Standing, decisions: Mapping[UUID, str]) -> Award | None:
    """What the board awards: the whole once nothing is open, the best exit to whoever has left; once."""
    if getattr(enrolment, "award", None) is not None:
        return None
    if enrolment.state == "withdrawn":
        at_work = any(one.state in ("submitted", "marked") for one in results)
        return None if at_work else standing.outcome.best_exit
    latest = {one.module: one for one in sorted(results, key=lambda one: one.sitting)}
    still_open = [one for one in latest.values() if one.state not in outcomes.BEFORE_BOARD or decisions.get(one.pk) == "resit"]
    return None if still_open else standing.outcome.award


def papers(board: Board, given: Mapping[UUID, str] | None = None) -> list[Paper]:
    """The papers of a board, by name. `given` are decisions not written down yet.

    Raises BadInput, by the key of the result, for a decision that the rules do not allow. The caller has asked a policy of its own.
    """
    before = ModuleResult.objects.filter(_before(board), enrolment__cohort=board.cohort)
    concerned = Q(pk__in=before.values("enrolment"))
    if board.state == "held":
        concerned |= Q(state="withdrawn", award=None)
    enrolments = (
        Enrolment.objects.filter(concerned, cohort=board.cohort).select_related("person", "cohort", "award").order_by("person__full_name", "pk")
    )
    held: dict[UUID, list[ModuleResult]] = {}
    for one in whole(ModuleResult.objects.filter(enrolment__in=enrolments)):
        held.setdefault(one.enrolment_id, []).append(one)
    wanted = set(before.values_list("pk", flat=True))
    made = [_paper(enrolment, held.get(enrolment.pk, []), wanted, given) for enrolment in enrolments]
    return [one for one in made if one.lines or one.award]


def _paper(enrolment: Enrolment, results: list[ModuleResult], wanted: set[UUID], given: Mapping[UUID, str] | None) -> Paper:
    decided: dict[UUID, str] = {one.pk: one.decision.decision for one in results if getattr(one, "decision", None) is not None}
    decisions = dict(decided)
    decisions.update(given or {})
    plain = outcomes.standing(enrolment, results, outcomes.BEFORE_BOARD, dict.fromkeys((one.pk for one in results), ""))
    lines = []
    for one in results:
        if one.pk in wanted:
            worked = plain.modules[one.module]
            module = plain.edition.curriculum.module[one.module]
            allowed = _allowed(worked, enrolment)
            line = Line(one, module.title, module.credits, worked, allowed, str(decisions.get(one.pk, "")), _proposed(allowed))
            if line.decision and line.decision not in line.allowed and one.state == "moderated":
                raise BadInput(
                    "A decision is outside the rules. Nothing was written down.",
                    fields={str(one.pk): [f"{module.title}, {one.number}: the rules do not allow “{DECISIONS.get(line.decision, line.decision)}”"]},
                )
            lines.append(line)
    standing = outcomes.standing(enrolment, results, outcomes.BEFORE_BOARD, decisions)
    return Paper(enrolment, tuple(lines), standing, _award(enrolment, results, standing, decisions))
