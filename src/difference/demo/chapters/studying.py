"""Two years of study, as invented people do it: enrolled, work handed in on time or late, marked, moderated, before a board, released."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from difference.demo.chapters.cast import table, talent
from difference.demo.chapters.paper import paper
from difference.demo.country.chance import Chance
from difference.demo.personas import actor_of
from difference.foundations.actors import Actor, system
from difference.foundations.people.models import Account
from difference.foundations.people.queries import actor_for
from difference.programme.cohorts.models import Cohort
from difference.programme.training.commands import boards, enrolling, handing_in, marking, releasing
from difference.programme.training.models import Board, Mark, ModuleResult, Submission
from difference.programme.training.queries import marking as work
from difference.programme.training.queries import papers, results
from difference.programme.training.queries.circumstances import extended_to

# The two who mark, each moderating what the other marked; and who releases what the chair confirmed.
MARKERS, CHAIR, SECOND = ("examinations", "training"), "examinations", "programme-lead"
PASS_MARK, HIGH, LATE = 50, 65, 0.08


def enrol(cohort: Cohort) -> None:
    """Whoever holds a confirmed placement is enrolled; whoever has started begins to study."""
    enrolling.fetch_enrolments(by=system("training.fetch-enrolments"))


def _open(cohort: Cohort, **which: object) -> list[ModuleResult]:
    found = ModuleResult.objects.filter(enrolment__cohort=cohort, enrolment__state="active", state="not_started", **which)
    return list(results.whole(found).order_by("enrolment__person__full_name", "module", "sitting"))


def _account(person_id: UUID) -> Account:
    return Account.objects.select_related("person").get(person_id=person_id)


def _hand_in(result: ModuleResult, component: str) -> None:
    account = _account(result.person_id)
    words = f"{result.module} {component}, sitting {result.sitting}, by {account.person.full_name}"
    name = f"{result.module.lower()}-{component}.pdf"
    handing_in.hand_in(by=actor_for(account), result=result, component=component, name=name, chunks=[paper(words)], own_work=True)


def hand_in(cohort: Cohort, module: str, component: str, *, late: bool) -> None:
    """Everybody who has not handed this in does, but for a few who come late; `late` is their turn."""
    for result in _open(cohort, module=module, sitting=1):
        chance = Chance("late", _account(result.person_id).email, component)
        stands = handing_in.standing(result, component)
        waits = chance.happens(LATE) or extended_to(result.enrolment, module, component) is not None
        if stands is None and (late or not waits) and not handing_in.why_not(result, component, None):
            _hand_in(result, component)


def sit_again(cohort: Cohort) -> None:
    """Whoever was referred hands in again."""
    for result in _open(cohort, sitting__gt=1):
        for component in result.components:
            if handing_in.standing(result, component) is None and not handing_in.why_not(result, component, None):
                _hand_in(result, component)


def mark(cohort: Cohort) -> None:
    """What is complete and past its day is given out, marked and moderated by two people, neither of whom sees whose it is."""
    examiners = [actor_of(key) for key in MARKERS]
    for each in work.to_allot(examiners[0], cohort):
        for submission in each.submissions:
            first = examiners[_chance(submission).below(2)]
            marking.allot(by=examiners[0], submission=submission, marker=first.person_id)  # type: ignore[arg-type]
    for given in work.given_out(examiners[0], cohort):
        marker = next((one for one in examiners if one.person_id == given.marker), None)
        if marker and given.submission.result.state == "submitted":
            _mark(marker, work.find(marker, given.pk))
    for result in ModuleResult.objects.filter(enrolment__cohort=cohort, state="marked"):
        for given in Mark.objects.filter(submission__result=result, taken_back_at=None, moderation=None, mark__isnull=False):
            second = next(one for one in examiners if one.person_id != given.marker)
            marking.moderate(by=second, marking=given)


def _chance(submission: Submission) -> Chance:
    return Chance("mark", _account(submission.result.person_id).email, submission.result.module, submission.component)


def _mark(marker: Actor, given: Mark) -> None:
    chance = _chance(given.submission)
    value = _value(given.submission, chance)
    level = "high" if value >= HIGH else "fair" if value >= PASS_MARK else "low"
    feedback = {key: chance.one_of(texts[level]) for key, texts in table()["feedback"].items()}
    marking.give_mark(by=marker, marking=given, mark=value, feedback=feedback, no_conflict=True, revision=given.revision)


def _value(submission: Submission, chance: Chance) -> int:
    """Around what they are good at. One module of the first year is failed by one of them, and passed when it is sat again."""
    email = _account(submission.result.person_id).email
    stumbles: Mapping[str, str] = table()["stumbles"]
    if submission.result.sitting == 1 and stumbles.get(email) == submission.result.module:
        return 38
    return max(PASS_MARK, min(84, 40 + 6 * talent(email) + chance.between(-6, 10)))


def hold_board(cohort: Cohort, on: dt.date) -> None:
    """The board meets, decides what the rules propose, and is confirmed by its chair; where nothing is before it, it does not meet.

    One that a visitor has opened and not confirmed is taken to its end.
    """
    board = Board.objects.filter(cohort=cohort, state="held").first()
    chair = actor_for(_account(board.chair)) if board else actor_of(CHAIR)
    if board is None:
        moderated = ModuleResult.objects.filter(enrolment__cohort=cohort, state="moderated")
        if Board.objects.filter(cohort=cohort, on=on).exists() or not moderated.exists():
            return
        board = boards.hold_board(by=chair, cohort=cohort, on=on)
    decisions = {line.result.pk: line.decision or line.proposed for paper in papers.papers(board) for line in paper.lines}
    words = table()["board"]
    present, minutes = board.present or words["present"], board.minutes or words["minutes"]
    boards.write_decisions(by=chair, board=board, decisions=decisions, present=present, minutes=minutes, revision=board.revision)
    boards.confirm_board(by=chair, board=papers.find(chair, board.pk))


def release(cohort: Cohort) -> None:
    """What a board confirmed is released by somebody else."""
    examiners = [actor_of(SECOND), actor_of(CHAIR)]
    for board in Board.objects.filter(cohort=cohort, state="confirmed").order_by("on"):
        second = next(one for one in examiners if one.person_id != board.confirmed_by)
        releasing.release_board(by=second, board=papers.find(second, board.pk))
