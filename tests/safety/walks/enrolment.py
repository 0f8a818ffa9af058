"""Walks of an enrolment: one that waits for its placement to start, and one at the end of the course, which a board is about to confirm."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from difference.errors import NotFound
from difference.foundations.actors import ANYONE, Actor, system
from difference.foundations.people.queries import actor_for
from difference.programme.placement.models import Placement
from difference.programme.training.commands import boards, enrolling, releasing
from difference.programme.training.models import Board, Enrolment
from difference.programme.training.reasons import DEFERRED, WITHDRAWN
from difference.programme.training.states import ENROLMENT
from tests.making import make_actor
from tests.programme.placement.market import STARTS
from tests.programme.training.course import BOARDS, YEAR_ONE, Course, make_course, whole_of
from tests.safety.walks.walking import Step, Table

BEFORE, SPRING = STARTS - dt.timedelta(days=60), dt.datetime(2028, 3, 1, 9, tzinfo=dt.UTC)
BOARD_DAY, AFTERWARDS = (dt.datetime(2029, 7, day, 14, tzinfo=dt.UTC) for day in (27, 30))
STUDYING = ("defer", "resume", "withdraw")


def _steps(course: Course, when: list[dt.datetime]) -> dict[str, Step]:
    """What training staff do with an enrolment at any time."""

    def defer(by: Actor, thing: Any, reason: str) -> object:
        return enrolling.defer(by=by, enrolment=thing, reason=reason, back_on=dt.date(2029, 9, 3))

    def withdraw(by: Actor, thing: Any, reason: str) -> object:
        return enrolling.withdraw(by=by, enrolment=thing, trigger="participant", reasons=[reason], text="In confidence.")

    staff = [course.by("trainer")]
    return {
        "defer": Step(defer, staff, when, [*DEFERRED]),
        "resume": Step(lambda by, thing, reason: enrolling.resume(by=by, enrolment=thing), staff, when),
        "withdraw": Step(withdraw, staff, when, [*WITHDRAWN]),
        "activate": Step(lambda by, thing, reason: enrolling.activate(by=by, enrolment=thing), [*staff, system("walks")], when),
        "fetch": Step(lambda by, thing, reason: enrolling.fetch_enrolments(by=by), [*staff, system("walks")], when),
    }


class _Enrolments:
    """What both have."""

    pk: Any
    table = Table.of(ENROLMENT)
    made_before: frozenset[str] = frozenset()
    nothing_makes: frozenset[str] = frozenset()
    moments = (BEFORE, STARTS, SPRING, BOARD_DAY, AFTERWARDS)

    def load(self) -> Enrolment:
        """As its page loads it."""
        return Enrolment.objects.select_related("cohort", "person").get(pk=self.pk)

    def _everybody(self, course: Course) -> None:
        others = make_actor(("staff", "recruitment")), actor_for(course.people["b"]), system("walks"), ANYONE
        self.everybody = (*map(course.by, ("a", "trainer", "chair", "releaser", "marker")), *others)


class NewEnrolments(_Enrolments):
    """Enrolled on a placement that was confirmed; it starts in the middle of the walk."""

    table = dataclasses.replace(_Enrolments.table, noun="Enrolment that is new")
    # The other one makes these.
    nothing_makes = frozenset({"complete", "award"})

    def __init__(self) -> None:
        course = make_course(2, state="confirmed")
        self.pk = course.enrolment("a").pk
        self._everybody(course)
        self.steps = _steps(course, [SPRING]) | {
            "the placement starts": Step(self._start, [course.by("trainer")], [STARTS]),
            "activate": Step(self._activate, [course.by("trainer"), system("walks")], [STARTS], several=True),
        }

    def _start(self, by: Actor, thing: Any, reason: str) -> object:
        """That it starts, placement says: its own walks do that."""
        return Placement.objects.filter(pk=thing.placement_id).update(state="started", started_on=STARTS.date())

    def _activate(self, by: Actor, thing: Any, reason: str) -> object:
        self._start(by, thing, reason)
        return enrolling.activate(by=by, enrolment=thing)


class Enrolments(_Enrolments):
    """The first year is released, the second moderated, and a board has written down that all of it stands."""

    made_before = frozenset({"activate"})

    def __init__(self) -> None:
        course = make_course(2)
        self.pk, self.chair = course.enrolment("a").pk, course.by("chair")
        whole_of(course, "a", 64, only=YEAR_ONE)
        course.board(BOARDS[0])
        for module, marks in {"SYSTEM": [71], "CHANGE": [58], "INQUIRY": [66], "PROJECT": [62, 70]}.items():
            course.complete("a", module, *marks)
        self.board = course.decide(course.hold(BOARDS[1])).pk
        self._everybody(course)
        released = Step(self._release, [course.by("releaser")], [BOARD_DAY, AFTERWARDS], at_most=2, several=True)
        self.steps = _steps(course, [BOARD_DAY, AFTERWARDS]) | {
            "complete": released,
            "award": released,
            "confirm the board": Step(lambda by, thing, reason: self._confirm(by), [self.chair], [BOARD_DAY]),
        }

    def _board(self) -> Board:
        found = Board.objects.select_related("cohort").filter(pk=self.board).first()
        if found is None:
            raise NotFound
        return found

    def _confirm(self, by: Actor) -> object:
        return boards.confirm_board(by=by, board=self._board())

    def _release(self, by: Actor, thing: Any, reason: str) -> object:
        """Confirmed by its chair, and released by whoever tries."""
        if self._board().state == "held":
            self._confirm(self.chair)
        return releasing.release_board(by=by, board=self._board())
