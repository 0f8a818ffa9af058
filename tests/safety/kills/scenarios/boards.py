"""A board that makes an award is confirmed by its chair, and released by somebody else."""

from __future__ import annotations

from typing import Any

from difference.foundations.actors import system
from difference.foundations.documents import commands as documents
from difference.foundations.documents.models import Document
from difference.foundations.mail.models import Letter
from difference.foundations.people.models import Grant
from difference.programme.training.commands import boards, releasing
from difference.programme.training.models import Award, Board, Enrolment, ModuleResult
from tests.programme.training.course import BOARDS, YEAR_ONE, make_course, now_is, whole_of
from tests.safety.walks.enrolment import BOARD_DAY

LAST = {"SYSTEM": [71], "CHANGE": [58], "INQUIRY": [66], "PROJECT": [62, 70]}


class Confirm:
    """Of one person the last year, whole and with an award; of another one result that passed and one to be sat again."""

    name = "board"

    def prepare(self) -> None:
        """The decisions are written down. The files themselves have been deleted, as they are in their time."""
        self.course = course = make_course(2)
        whole_of(course, "a", 64, only=YEAR_ONE)
        course.board(BOARDS[0])
        for module, marks in LAST.items():
            course.complete("a", module, *marks)
        course.complete("b", "FAMILY", 61)
        course.complete("b", "SAFE", 30)
        course.decide(course.hold(BOARDS[1]))
        for document in Document.objects.all():
            documents.delete(by=system("kills"), document=document, reason="retention")
        self.letters = Letter.objects.count()

    def _board(self) -> Any:
        return Board.objects.select_related("cohort").get(on=BOARDS[1])

    def act(self) -> object:
        """As the button does."""
        with now_is(BOARD_DAY):
            return boards.confirm_board(by=self.course.by("chair"), board=self._board())

    def _stands(self) -> tuple[object, ...]:
        results = ModuleResult.objects.filter(decision__board__on=BOARDS[1])
        states = set(results.values_list("state", flat=True))
        enrolments = Enrolment.objects.order_by("state").values_list("state", flat=True)
        alumni = Grant.objects.filter(role="alumnus").count()
        written = Letter.objects.count() - self.letters
        awards = [(one.code, one.released_at is not None) for one in Award.objects.all()]
        return self._board().state, results.count(), states, awards, ModuleResult.objects.filter(sitting=2).count(), list(enrolments), alumni, written

    held = ("held", 6, {"moderated"}, [], 0, ["active", "active"], 0, 0)
    confirmed = ("confirmed", 6, {"confirmed"}, [("MA", False)], 0, ["active", "active"], 0, 0)
    released = ("released", 6, {"released"}, [("MA", True)], 1, ["active", "awarded"], 1, 3)

    def check_before(self) -> None:
        """Decided, and nothing stands."""
        assert self._stands() == self.held

    def check_after(self) -> None:
        """Each result stands, and the award is made, which nobody sees."""
        assert self._stands() == self.confirmed


class Release(Confirm):
    """Results and the award become visible, a resit opens, and there is an alumnus: all of it at once."""

    name = "board-released"

    def prepare(self) -> None:
        """Confirmed by its chair."""
        super().prepare()
        super().act()

    def act(self) -> object:
        """As the button does."""
        with now_is(BOARD_DAY):
            return releasing.release_board(by=self.course.by("releaser"), board=self._board())

    def check_before(self) -> None:
        """Confirmed, and nobody knows."""
        assert self._stands() == self.confirmed

    def check_after(self) -> None:
        """Told to both, with the award, its letter and the grant of an alumnus."""
        assert self._stands() == self.released
