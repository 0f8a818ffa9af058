"""What training contributes: enrolments, results, work, marks, boards and awards of the visitors and of others, in two cohorts."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass, field
from typing import Any

from difference.foundations import clock
from difference.foundations.documents.models import Document
from difference.programme.cohorts.models import BoardDate
from difference.programme.placement.models import Placement
from difference.programme.training.commands.enrolling import new_result
from difference.programme.training.curricula import in_force_on
from difference.programme.training.models import (
    Award,
    Board,
    Enrolment,
    Mark,
    Moderation,
    ModuleResult,
    Submission,
    Withdrawal,
    WithdrawalWords,
)
from tests.programme.training.course import FEEDBACK
from tests.safety.world.foundations import SOMEBODY, of

# In the first term: one component is over, and the grants of all visitors still hold.
TERM = dt.datetime(2027, 11, 20, 10, tzinfo=dt.UTC)
BEGAN, HANDED_IN = dt.datetime(2027, 9, 1, 8, tzinfo=dt.UTC), dt.datetime(2027, 11, 10, 10, tzinfo=dt.UTC)
SECOND = "00000000-0000-4000-8000-000000000002"
FIRST_BOARD = dt.date(2027, 10, 1)
_numbers = itertools.count(1)


@dataclass
class Studies:
    """One enrolment with its results by module, and the work and marks that matter, by name."""

    enrolment: Enrolment
    results: dict[str, ModuleResult]
    work: dict[str, Submission] = field(default_factory=dict)
    marks: dict[str, Mark] = field(default_factory=dict)
    award: Any = None


def study(cohort: Any, run: Any, post: Any, person: Any) -> Studies:
    """Somebody studies. The placement is over, so that another of theirs can run in what placement contributes."""
    placement = Placement.objects.create(run=run, post=post, person=person, state="completed", started_on=BEGAN.date())
    edition = in_force_on(cohort.starts_on)
    enrolment = Enrolment.objects.create(
        person=person, cohort=cohort, placement=placement, curriculum=edition.slug, in_force=edition.curriculum.in_force,
        curriculum_sha256=edition.sha256, state="active", enrolled_at=BEGAN, activated_on=BEGAN.date(),
    )  # fmt: skip
    results = [new_result(enrolment, module.code, [part.code for part in module.components]) for module in edition.curriculum.modules]
    return Studies(enrolment, {one.module: one for one in ModuleResult.objects.bulk_create(results)})


def file_of(purpose: str, person: Any, about: Any = None) -> Document:
    """A small file of somebody's."""
    made = Document.objects.create(
        purpose=purpose, owner_id=person.pk, about_id=about, original_name="Quillfeather.pdf", type="pdf", size=9, sha256=f"{next(_numbers):064}"
    )
    made.path.parent.mkdir(parents=True, exist_ok=True)
    made.path.write_bytes(b"%PDF-1.7\n")
    return made


def hand_in(one: Studies, module: str, component: str, state: str) -> Submission:
    """Something is handed in, and its module stands where it does."""
    document = file_of("submission", one.enrolment.person)
    made = Submission.objects.create(
        result=one.results[module], component=component, handed_in_at=HANDED_IN, due_at=HANDED_IN, own_work=True, document=document,
        file_name=document.original_name, size=document.size, sha256=document.sha256,
    )  # fmt: skip
    ModuleResult.objects.filter(pk=one.results[module].pk).update(state=state)
    one.work[f"{module}:{component}"] = made
    return made


def give(one: Studies, module: str, component: str, marker: Any, mark: Any = None, moderator: Any = None) -> Mark:
    """Work is given to a marker; with a mark and a moderator also marked and moderated."""
    values = {"mark": mark, "marked_at": HANDED_IN, "no_conflict": True, "feedback": FEEDBACK} if mark is not None else {}
    made = Mark.objects.create(
        submission=one.work[f"{module}:{component}"], marker=marker, allotted_by=SOMEBODY, allotted_at=HANDED_IN, revision=0, **values
    )
    if moderator is not None:
        Moderation.objects.create(marking=made, marker=marker, moderator=moderator, mark=mark, changed=False)
    one.marks[f"{module}:{component}"] = made
    return made


def whole(one: Studies, marker: Any, other: Any) -> None:
    """The talk is with a marker, the case study is marked, the essay is nobody's yet."""
    for module, component, state in (("NEEDS", "talk", "not_started"), ("NEEDS", "essay", "submitted"), ("FAMILY", "case", "marked")):
        hand_in(one, module, component, state)
    give(one, "NEEDS", "talk", marker)
    give(one, "FAMILY", "case", other, mark=61)


def contribute(world: Any) -> dict[str, Any]:
    """All of it. Returns the `Studies` by visitor and by “near” and “foreign”."""
    placing = world.part("placement")
    posts, runs = placing["posts"], placing["runs"]
    made = {visitor.name: study(world.placing, runs["near"], posts["own"], visitor.person) for visitor in world.people()}
    made["near"] = study(world.placing, runs["near"], posts["near"], world.other("participant").person)
    made["foreign"] = study(world.placing_theirs, runs["foreign"], posts["foreign"], world.other("participant").person)
    names = [visitor.name for visitor in world.people()]
    # Each visitor was given the next one's talk, and has marked the next one's case study.
    for name, after in zip(names, [*names[1:], names[0]], strict=True):
        marker = world.visitors[name].person.pk
        whole(made[after], marker, marker)
    for kind in ("near", "foreign"):
        whole(made[kind], world.other(("staff", "examinations")).person.pk, world.other(("staff", "examinations")).person.pk)
        hand_in(made[kind], "SAFE", "audit", "moderated")
        give(made[kind], "SAFE", "audit", SOMEBODY, mark=64, moderator=SECOND)
    enrolments(world, made)
    marking(world, made, names)
    boards(world, made)
    return made


def these(made: dict[str, Any], argument: str, pick: Any, **more: Any) -> dict[str, Any]:
    """Own, near and foreign of one thing, as `offer` takes them."""
    picked = {name: pick(one) for name, one in made.items()}
    own = of(picked, argument)
    kinds = {kind: {argument: picked[kind].pk, **more} for kind in ("near", "foreign")}
    return {"own": lambda visitor: {**own(visitor), **more} if own(visitor) else None, **kinds}


def left(given: Any) -> None:
    """Somebody has left, and something was written about it in confidence."""
    Enrolment.objects.filter(pk=given["enrolment_id"]).update(state="withdrawn", ended_on=clock.today())
    made = Withdrawal.objects.create(
        enrolment_id=given["enrolment_id"], trigger="participant", reasons=["health"], on=clock.today(), noted_by=SOMEBODY
    )
    WithdrawalWords.objects.create(withdrawal=made, text="Zephyrine Quillfeather is not safe at home.", written_by=SOMEBODY)


def paused(given: Any) -> None:
    """Somebody's studies are paused."""
    Enrolment.objects.filter(pk=given["enrolment_id"]).update(state="deferred", deferred_on=dt.date(2027, 10, 1), back_on=dt.date(2028, 1, 10))


def enrolments(world: Any, made: dict[str, Studies]) -> None:
    """The pages of participants, and staff's of cohorts and enrolments."""
    cohorts = {"near": {"cohort_id": world.placing.pk}, "foreign": {"cohort_id": world.placing_theirs.pk}, "at": TERM}
    names = ("cohort", "fetch", "extensions", "absences", "coachings", "plan-session", "examinations")
    world.offer(*(f"training:{name}" for name in names), **cohorts)
    some = {**these(made, "enrolment_id", lambda one: one.enrolment), "at": TERM}
    world.offer("training:enrolment", "training:defer", "training:withdraw", **some)
    world.offer("training:resume", **some, arrange=paused)
    world.offer("training:withdrawal", **some, arrange=left)
    world.offer("training:module", **these(made, "result_id", lambda one: one.results["FAMILY"]), at=TERM)
    world.offer("training:hand-in", **these(made, "result_id", lambda one: one.results["CURRIC"], component="portfolio"), at=TERM)
    world.offer("training:note-missing", **these(made, "result_id", lambda one: one.results["CURRIC"], component="portfolio"), at=TERM)
    world.offer("training:receipt", **these(made, "submission_id", lambda one: one.work["NEEDS:essay"]), at=TERM)


def marking(world: Any, made: dict[str, Studies], names: list[str]) -> None:
    """Own is what was given to the visitor, or what they marked; at the moderated work and when taken back it is their own work."""
    given = {name: made[after] for name, after in zip(names, [*names[1:], names[0]], strict=True)}
    given |= {kind: made[kind] for kind in ("near", "foreign")}
    talk, case = (lambda one: one.marks["NEEDS:talk"]), (lambda one: one.marks["FAMILY:case"])
    world.offer("training:mark", "training:mark-work", "training:conflict", **these(given, "marking_id", talk), at=TERM)
    world.offer("training:moderate", **these(given, "marking_id", case), at=TERM)
    world.offer("training:moderate-work", **these(made, "marking_id", case), at=TERM)
    world.offer("training:take-back", **these(made, "marking_id", talk), at=TERM)
    modules = {kind: {"cohort_id": cohort.pk, "module": "NEEDS"} for kind, cohort in (("near", world.placing), ("foreign", world.placing_theirs))}

    def waiting(arguments: Any) -> None:
        results = ModuleResult.objects.filter(enrolment__cohort=arguments["cohort_id"], module="NEEDS")
        results.update(state="submitted")
        Mark.objects.filter(submission__result__in=results, mark=None).delete()

    world.offer("training:allot", **modules, arrange=waiting, at=TERM)


def held(given: Any) -> None:
    """The board is at work: nothing is confirmed yet."""
    Board.objects.filter(pk=given["board_id"]).update(state="held", confirmed_by=None, confirmed_at=None)


def boards(world: Any, made: dict[str, Studies]) -> None:
    """Boards that the visitor chairs and confirmed, and those of others; awards of an earlier one."""

    def board(cohort: Any, chair: Any, days: int, **fields: Any) -> Board:
        on = FIRST_BOARD + dt.timedelta(days=days)
        values = {"present": "The chair", "minutes": "Quillfeather passes.", "held_at": HANDED_IN, "state": "confirmed", "confirmed_at": HANDED_IN}
        return Board.objects.create(cohort=cohort, on=on, chair=chair, confirmed_by=chair, **{**values, **fields})

    cohorts = {"near": world.placing, "foreign": world.placing_theirs}
    for cohort in cohorts.values():
        BoardDate.objects.create(cohort=cohort, on=TERM.date())
    found = {visitor.name: board(world.placing, visitor.person.pk, days) for days, visitor in enumerate(world.people())}
    found |= {kind: board(cohort, SOMEBODY, 40) for kind, cohort in cohorts.items()}
    some = {**these(found, "board_id", lambda one: one), "at": TERM}
    world.offer("training:board", "training:confirm-board", **some, arrange=held)
    world.offer("training:release-board", **some)
    world.offer("training:hold-board", **{kind: {"cohort_id": cohort.pk, "on": TERM.date().isoformat()} for kind, cohort in cohorts.items()}, at=TERM)
    earlier = {"state": "released", "released_by": SECOND, "released_at": HANDED_IN}
    over = {kind: board(cohort, SOMEBODY, 41, **earlier) for kind, cohort in cohorts.items()}
    for name, one in made.items():
        one.award = Award.objects.create(
            enrolment=one.enrolment, board=over["foreign" if name == "foreign" else "near"], code="PGCERT", title="Postgraduate Certificate",
            whole=False, credits=60, mean=62, curriculum_sha256=one.enrolment.curriculum_sha256, certificate=f"Q-{next(_numbers)}",
            name=one.enrolment.person.full_name, awarded_on=FIRST_BOARD, released_at=HANDED_IN,
        )  # fmt: skip
    world.offer("training:award", **these(made, "award_id", lambda one: one.award), at=TERM)
