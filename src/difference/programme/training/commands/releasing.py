"""Releasing a board: results and awards become visible at once, by a second person; resits open, and whoever holds the award is an alumnus."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from difference.errors import NotAllowed
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import Actor, system
from difference.foundations.audit.commands import record
from difference.foundations.lifecycles.moving import move
from difference.foundations.people.commands import end_grant, grant
from difference.foundations.people.models import Grant
from difference.foundations.people.queries import in_force
from difference.programme.training import letters
from difference.programme.training.commands.enrolling import new_result
from difference.programme.training.curricula import edition_of
from difference.programme.training.models import Award, Board, Decision, Enrolment
from difference.programme.training.queries.outcomes import work_out
from difference.programme.training.queries.results import whole
from difference.web.components.moments import in_words


def _ask(by: Actor, board: Board) -> None:
    if board.state == "confirmed" and board.confirmed_by == by.person_id:
        raise NotAllowed("You confirmed this board. Somebody else has to release it.")
    allow(by, "training.release-board", board)


@command
def release_board(*, by: Actor, board: Board) -> int:
    """Release everything that a board confirmed, in one transaction; returns how many people are written to.

    Raises NotAllowed for whoever confirmed it, NotNow when it is not confirmed, or released already.
    """
    _ask(by, board)
    now = clock.now()
    move(board, "release", by=by, values={"released_by": by.person_id, "released_at": now})
    told: dict[object, Enrolment] = {}
    decisions = Decision.objects.filter(board=board).select_related("board", "result__enrolment__cohort", "result__enrolment__person")
    for decision in decisions.order_by("result__enrolment_id", "result__module"):
        result = decision.result
        move(result, "release", by=by, values={"released_at": now}, subject=result.person_id)
        told[result.enrolment_id] = result.enrolment
        if decision.decision == "resit" and result.enrolment.state != "withdrawn":
            _open_resit(by, decision)
    for enrolment in told.values():
        letters.to_participant(by=by, enrolment=enrolment, kind="results_released", on=in_words(board.on))
    for award in Award.objects.filter(board=board).select_related("enrolment__cohort", "enrolment__person"):
        _release_award(by, award, now)
        told[award.enrolment_id] = award.enrolment
    return len(told)


def _open_resit(by: Actor, decision: Decision) -> None:
    result = decision.result
    sittings = whole(type(result).objects.filter(enrolment=result.enrolment, module=result.module, sitting__lte=result.sitting))
    again = work_out(edition_of(result.enrolment), sittings).resit
    made = new_result(result.enrolment, result.module, again, sitting=result.sitting + 1)
    made.save(force_insert=True)
    record(by, "training.release-result", made, subject=result.person_id, fields=["sitting"], reason="resit")


def _release_award(by: Actor, award: Award, now: dt.datetime) -> None:
    enrolment = award.enrolment
    Award.objects.filter(pk=award.pk, released_at=None).update(released_at=now)
    award.released_at = now
    record(by, "training.release-board", award, subject=enrolment.person_id, fields=["released_at"])
    letters.to_participant(
        by=by, enrolment=enrolment, kind="award_released", path=reverse("training:award", args=[award.pk]), on=in_words(award.awarded_on)
    )  # fmt: skip
    if not award.whole or enrolment.state == "withdrawn":
        return
    move(enrolment, "complete", by=by, values={"ended_on": clock.today()}, subject=enrolment.person_id)
    move(enrolment, "award", by=by, subject=enrolment.person_id)
    person = enrolment.person
    grant(by=system("training"), person=person, role="alumnus", scope="self")
    held = Grant.objects.filter(person=person, role="participant", scope="placement", scope_id=str(enrolment.placement_id))
    for one in in_force(held):
        end_grant(by=system("training"), grant=one, reason="moved")
