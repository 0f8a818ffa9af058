"""Walks of a board of examiners: its decisions written and written again, confirmed by its chair, released by another."""

from __future__ import annotations

import datetime as dt
from typing import Any

from difference.foundations.actors import ANYONE, Actor, system
from difference.programme.training.commands import boards, enrolling, releasing
from difference.programme.training.models import Board, Enrolment
from difference.programme.training.queries import papers
from difference.programme.training.states import BOARD
from tests.making import make_actor
from tests.programme.training.course import BOARDS, make_course
from tests.safety.walks.walking import Step, Table

EVE, DAY, LATER = (dt.datetime.combine(BOARDS[0] + dt.timedelta(days=days), dt.time(10), tzinfo=dt.UTC) for days in (-1, 0, 30))


class Boards:
    """The board of the first year, held: one result that passed, one that failed, and what is decided about both."""

    table = Table.of(BOARD)
    made_before: frozenset[str] = frozenset()
    nothing_makes: frozenset[str] = frozenset()
    moments = (EVE, DAY, LATER)

    def __init__(self) -> None:
        course = make_course(2)
        for name, mark in (("a", 61), ("b", 44)):
            course.complete(name, "FAMILY", mark)
        self.pk, self.cohort = course.decide(course.hold(BOARDS[0])).pk, course.cohort
        self.enrolment = course.enrolment("b").pk
        chair, releaser = course.by("chair"), course.by("releaser")
        others = course.by("trainer"), course.by("a"), system("walks"), make_actor(("staff", "recruitment")), ANYONE
        self.everybody = (chair, releaser, course.by("moderator"), *others)
        self.steps = {
            "confirm": Step(self._confirm, [chair], [DAY, LATER]),
            "release": Step(lambda by, thing, reason: releasing.release_board(by=by, board=thing), [releaser], [DAY, LATER]),
            "write": Step(self._write, [chair], [DAY], ["confirm", "condone", "resit"]),
            "write nothing": Step(self._write_nothing, [chair], [DAY]),
            "hold": Step(lambda by, thing, reason: boards.hold_board(by=by, cohort=self.cohort, on=BOARDS[0]), [chair, releaser], [DAY]),
            "somebody leaves": Step(self._leave, [course.by("trainer")], [LATER]),
        }

    def load(self) -> Board:
        """As its page loads it."""
        return Board.objects.select_related("cohort").get(pk=self.pk)

    def _confirm(self, by: Actor, thing: Any, reason: str) -> object:
        return boards.confirm_board(by=by, board=thing, revision=thing.revision)

    def _write(self, by: Actor, thing: Any, reason: str) -> object:
        """The given decision, wherever the rules allow it."""
        lines = [line for paper in papers.papers(thing) for line in paper.lines]
        decisions = {line.result.pk: reason if reason in (*line.allowed, "nonsense") else line.proposed for line in lines}
        return boards.write_decisions(
            by=by, board=thing, decisions=decisions, present="The chair", minutes=f"Agreed: {reason}.", revision=thing.revision
        )  # fmt: skip

    def _write_nothing(self, by: Actor, thing: Any, reason: str) -> object:
        return boards.write_decisions(by=by, board=thing, decisions={}, present="", minutes="", revision=thing.revision)

    def _leave(self, by: Actor, thing: Any, reason: str) -> object:
        enrolment = Enrolment.objects.select_related("cohort", "person").get(pk=self.enrolment)
        return enrolling.withdraw(by=by, enrolment=enrolment, trigger="participant", reasons=["family"])
