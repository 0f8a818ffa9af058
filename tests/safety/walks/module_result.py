"""Walks of a module's result: handed in or noted as missing, marked, moderated, confirmed by a board, released by another."""

from __future__ import annotations

import datetime as dt
from typing import Any

from difference.errors import NotFound
from difference.foundations.actors import ANYONE, Actor, system
from difference.foundations.people.queries import actor_for
from difference.programme.training.commands import boards, enrolling, handing_in, marking, releasing
from difference.programme.training.models import Board, Mark, ModuleResult, Submission
from difference.programme.training.queries import papers
from difference.programme.training.queries.results import whole
from difference.programme.training.reasons import CHANGED_MARK
from difference.programme.training.states import MODULE_RESULT
from tests.making import make_actor
from tests.programme.placement.market import STARTS
from tests.programme.training.course import BOARDS, FEEDBACK, make_course, pdf
from tests.safety.walks.walking import Step, Table

PARTS = ("talk", "essay")
# Before either is due, after both were due and before they are taken no more, and after that.
IN_TIME, LATE, MARKING = STARTS + dt.timedelta(days=70), STARTS + dt.timedelta(days=100), STARTS + dt.timedelta(days=120)
BOARD_DAY = dt.datetime.combine(BOARDS[0], dt.time(10), tzinfo=dt.UTC)


class ModuleResults:
    """The first module of somebody who has just begun: a talk and an essay."""

    table = Table.of(MODULE_RESULT)
    made_before: frozenset[str] = frozenset()
    nothing_makes: frozenset[str] = frozenset()
    moments = (STARTS, IN_TIME, LATE, MARKING, BOARD_DAY)

    def __init__(self) -> None:
        course = make_course(2)
        self.pk, self.cohort = course.result("a", "NEEDS").pk, course.cohort
        self.author, self.trainer = course.by("a"), course.by("trainer")
        self.marker, self.moderator, self.chair, self.releaser = map(course.by, ("marker", "moderator", "chair", "releaser"))
        staff = self.trainer, self.marker, self.moderator, self.chair, self.releaser
        self.examiners = [self.marker, self.moderator, self.chair, self.releaser]
        others = course.by("b"), system("walks"), make_actor(("staff", "recruitment")), actor_for(course.people["b"]), ANYONE
        self.everybody = (self.author, *staff, *others)
        self.steps = self._work() | self._marks() | self._boards() | self._beside()

    def load(self) -> ModuleResult:
        """As its page loads it."""
        return whole(ModuleResult.objects.all()).get(pk=self.pk)

    def _hand_in(self, by: Actor, thing: Any, reason: str) -> object:
        return handing_in.hand_in(by=by, result=thing, component=reason, name="work.pdf", chunks=[pdf()], own_work=True)

    def _work(self) -> dict[str, Step]:
        return {"submit": Step(self._hand_in, [self.author], [IN_TIME], PARTS)}

    def _marks(self) -> dict[str, Step]:
        marks = Step(self._mark, [self.marker], [MARKING], ["50", "64.5", "100"], several=True)
        return {"mark": marks, "moderate": Step(self._moderate, [self.moderator], [MARKING], ["", *CHANGED_MARK], several=True)}

    def _open(self, *, marked: bool) -> list[Mark]:
        """What is given to a marker and not marked, or marked and not moderated."""
        given = Mark.objects.filter(submission__result=self.pk, taken_back_at=None, mark__isnull=not marked, moderation=None)
        found = list(given.select_related("submission__result__enrolment__cohort"))
        if not found:
            raise NotFound
        return found

    def _mark(self, by: Actor, thing: Any, reason: str) -> object:
        """Given to the marker, all of it, and marked by whoever tries."""
        for work in Submission.objects.filter(result=thing, superseded_at=None, missing=False, markings=None).select_related("result"):
            marking.allot(by=self.chair, submission=work, marker=self.marker.person_id)
        for each in self._open(marked=False):
            marking.give_mark(by=by, marking=each, mark=reason, feedback=FEEDBACK, no_conflict=True, revision=each.revision)
        return None

    def _moderate(self, by: Actor, thing: Any, reason: str) -> object:
        for each in self._open(marked=True):
            marking.moderate(by=by, marking=each, mark=44 if reason else None, reason=reason)
        return None

    def _board(self, by: Actor) -> Board:
        made = Board.objects.filter(cohort=self.cohort, on=BOARDS[0]).first() or boards.hold_board(by=by, cohort=self.cohort, on=BOARDS[0])
        return Board.objects.select_related("cohort").get(pk=made.pk)

    def _boards(self) -> dict[str, Step]:
        return {
            "confirm": Step(self._confirm, [self.chair], [BOARD_DAY], several=True),
            "release": Step(lambda by, thing, reason: releasing.release_board(by=by, board=self._board(by)), [self.releaser], [BOARD_DAY]),
        }

    def _confirm(self, by: Actor, thing: Any, reason: str) -> object:
        """A board that whoever tries holds, as its chair decides."""
        board = self._board(by)
        decisions = {line.result.pk: line.proposed for paper in papers.papers(board) for line in paper.lines}
        boards.write_decisions(by=by, board=board, decisions=decisions, present="The chair", minutes="Agreed.", revision=board.revision)
        return boards.confirm_board(by=by, board=self._board(by))

    def _beside(self) -> dict[str, Step]:
        def one(kind: Any) -> Any:
            found = kind.objects.filter(**({"submission__result": self.pk} if kind is Mark else {"result": self.pk, "superseded_at": None})).first()
            if found is None:
                raise NotFound
            return found

        def missing(by: Actor, thing: Any, reason: str) -> object:
            return handing_in.note_missing(by=by, result=thing, component=reason)

        def allot(by: Actor, thing: Any, reason: str) -> object:
            return marking.allot(by=by, submission=one(Submission), marker=self.marker.person_id)

        def pause(by: Actor, thing: Any, reason: str) -> object:
            if thing.enrolment.state == "deferred":
                return enrolling.resume(by=by, enrolment=thing.enrolment)
            return enrolling.defer(by=by, enrolment=thing.enrolment, reason="health", back_on=dt.date(2028, 9, 1))

        return {
            "note missing": Step(missing, self.examiners, [MARKING], PARTS, at_most=3),
            "allot": Step(allot, self.examiners, [MARKING]),
            "take back": Step(lambda by, thing, reason: marking.take_back(by=by, marking=one(Mark)), self.examiners, [MARKING]),
            "declare a conflict": Step(lambda by, thing, reason: marking.declare_conflict(by=by, marking=one(Mark)), [self.marker], [MARKING]),
            "hand in late": Step(self._hand_in, [self.author], [LATE], PARTS),
            "pause": Step(pause, [self.trainer], [IN_TIME]),
        }
