"""Makes people who study, for the tests of training: placements that have started, enrolments, work, marks and boards, through commands."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass, field
from typing import Any

from difference.foundations.actors import Actor, system
from difference.foundations.people.commands import grant
from difference.foundations.people.models import Grant
from difference.foundations.people.queries import actor_for
from difference.programme.cohorts.models import BoardDate
from difference.programme.placement.models import MatchingRun, Placement, Post
from difference.programme.training.commands import boards, enrolling, handing_in, marking, releasing
from difference.programme.training.criteria import criteria
from difference.programme.training.curricula import editions
from difference.programme.training.models import Board, Enrolment, Mark, ModuleResult, Submission
from difference.programme.training.queries import due, papers
from tests.making import make_account
from tests.programme.candidates import make_cohort, now_is
from tests.programme.placement.market import STARTS, make_school

TRAINING, EXAMINATIONS = ("staff", "training"), ("staff", "examinations")
FEEDBACK = {one.key: f"On {one.title}: well argued." for one in criteria()}
NAMES = ("Amara Okonkwo", "Bela Kovacs", "Cleo Papadaki")
BOARDS = (dt.date(2028, 7, 20), dt.date(2029, 7, 27), dt.date(2029, 11, 2))
YEAR_ONE = ("NEEDS", "FAMILY", "SAFE", "CURRIC", "RETURN", "TEAMS")
_files = itertools.count(1)


def pdf(words: str = "") -> bytes:
    """A small file that is a PDF as far as anybody looks, another each time unless words are given."""
    return b"%PDF-1.7\n% " + (words or f"file {next(_files)}").encode() + b"\n%%EOF\n"


def at(moment: dt.datetime, **more: int) -> dt.datetime:
    """So much after a moment."""
    return moment + dt.timedelta(**more)


@dataclass
class Course:
    """A cohort whose placements have started, with staff of training and of examinations."""

    cohort: Any = None
    people: dict[str, Any] = field(default_factory=dict)
    schools: dict[str, Any] = field(default_factory=dict)
    trainer: Any = None
    marker: Any = None
    moderator: Any = None
    chair: Any = None
    releaser: Any = None

    def by(self, name: str) -> Actor:
        """Somebody as an actor: a participant's letter, or staff by their part."""
        return actor_for(self.people[name] if name in self.people else getattr(self, name))

    def enrolment(self, name: str) -> Enrolment:
        """A participant's enrolment as it stands."""
        return Enrolment.objects.select_related("cohort", "person").get(person=self.people[name].person)

    def result(self, name: str, module: str, sitting: int = 1) -> ModuleResult:
        """One result as it stands."""
        found = ModuleResult.objects.select_related("enrolment__cohort", "enrolment__person")
        return found.get(enrolment__person=self.people[name].person, module=module, sitting=sitting)

    def submission(self, name: str, module: str, component: str, sitting: int = 1) -> Submission:
        """What stands handed in."""
        return Submission.objects.get(result=self.result(name, module, sitting), component=component, superseded_at=None)

    def due(self, name: str, module: str, component: str, sitting: int = 1) -> dt.datetime:
        """When something is due."""
        return due.due_at(self.result(name, module, sitting), component)

    def hand_in(self, name: str, module: str, component: str, *, sitting: int = 1, file: bytes = b"", when: dt.datetime | None = None) -> Submission:
        """Hand in an hour before the deadline, or at another moment."""
        with now_is(when or at(self.due(name, module, component, sitting), hours=-1)):
            return handing_in.hand_in(
                by=self.by(name), result=self.result(name, module, sitting), component=component, name="work.pdf", chunks=[file or pdf()], own_work=True
            )  # fmt: skip

    def allot(self, name: str, module: str, component: str, *, sitting: int = 1, marker: str = "marker") -> Mark:
        """Give a piece of work to a marker, the day after everything of its module was due."""
        with now_is(self.after(name, module, sitting)):
            who = getattr(self, marker).person_id
            return marking.allot(by=self.by("chair"), submission=self.submission(name, module, component, sitting), marker=who)

    def after(self, name: str, module: str, sitting: int = 1) -> dt.datetime:
        """Well after all of a module was due, late work included."""
        result = self.result(name, module, sitting)
        return max(at(due.due_at(result, part), days=11) for part in result.components)

    def mark(self, name: str, module: str, component: str, mark: object, *, sitting: int = 1, marker: str = "marker") -> Mark:
        """Mark a piece of work that was given out."""
        given = Mark.objects.get(submission=self.submission(name, module, component, sitting), taken_back_at=None)
        with now_is(self.after(name, module, sitting)):
            return marking.give_mark(
                by=self.by(marker), marking=given, mark=mark, feedback=FEEDBACK, no_conflict=True, revision=given.revision
            )  # fmt: skip

    def moderate(self, name: str, module: str, component: str, *, sitting: int = 1, mark: object = None, reason: str = "") -> Any:
        """Look at a mark."""
        given = Mark.objects.get(submission=self.submission(name, module, component, sitting), taken_back_at=None)
        with now_is(self.after(name, module, sitting)):
            return marking.moderate(by=self.by("moderator"), marking=given, mark=mark, reason=reason)

    def complete(self, name: str, module: str, *marks: object, sitting: int = 1) -> ModuleResult:
        """From handing in to moderated; the marks by component in the curriculum's order."""
        asked = self.result(name, module, sitting).components
        for component in asked:
            self.hand_in(name, module, component, sitting=sitting)
        for component, mark in zip(asked, marks, strict=True):
            self.allot(name, module, component, sitting=sitting)
            self.mark(name, module, component, mark, sitting=sitting)
        for component in asked:
            self.moderate(name, module, component, sitting=sitting)
        return self.result(name, module, sitting)

    def hold(self, on: dt.date) -> Board:
        """The chair opens a board on its day."""
        with now_is(dt.datetime.combine(on, dt.time(10), tzinfo=dt.UTC)):
            return boards.hold_board(by=self.by("chair"), cohort=self.cohort, on=on)

    def decide(self, board: Board, **other: str) -> Board:
        """The chair writes down what is proposed, or another decision by module."""
        board = Board.objects.select_related("cohort").get(pk=board.pk)
        lines = [line for paper in papers.papers(board) for line in paper.lines]
        decisions = {line.result.pk: other.get(line.result.module, line.proposed) for line in lines}
        with now_is(dt.datetime.combine(board.on, dt.time(11), tzinfo=dt.UTC)):
            return boards.write_decisions(
                by=self.by("chair"), board=board, decisions=decisions, present="The chair\nAn external examiner", minutes="All agreed.",
                revision=board.revision,
            )  # fmt: skip

    def confirm(self, board: Board, by: str = "chair") -> int:
        """The chair confirms."""
        with now_is(dt.datetime.combine(board.on, dt.time(12), tzinfo=dt.UTC)):
            return boards.confirm_board(by=self.by(by), board=Board.objects.select_related("cohort").get(pk=board.pk))

    def release(self, board: Board, by: str = "releaser") -> int:
        """Somebody else releases."""
        with now_is(dt.datetime.combine(board.on, dt.time(13), tzinfo=dt.UTC)):
            return releasing.release_board(by=self.by(by), board=Board.objects.select_related("cohort").get(pk=board.pk))

    def board(self, on: dt.date, **other: str) -> Board:
        """A whole board, released."""
        board = self.hold(on)
        self.decide(board, **other)
        self.confirm(board)
        self.release(board)
        return Board.objects.get(pk=board.pk)


def make_staff(role: Any, name: str) -> Any:
    """Staff whose grant lasts as long as the whole course."""
    account = make_account(role, name=name)
    Grant.objects.filter(person=account.person).update(ends_at=dt.datetime(2035, 1, 1, tzinfo=dt.UTC))
    return account


def make_placement(run: MatchingRun, account: Any, school: Any, state: str = "started") -> Placement:
    """A placement in a post of its own."""
    post = Post.objects.create(
        cohort=run.cohort, school=school, state="filled", title="Assistant head", responsibilities="Teaching", salary="L3", confirmed_by=run.run_by
    )  # fmt: skip
    made = Placement.objects.create(run=run, post=post, person=account.person, state=state, started_on=STARTS.date() if state == "started" else None)
    if state == "started":
        grant(by=system("tests"), person=account.person, role="participant", scope="placement", scope_id=str(made.pk))
    return made


def make_course(people: int = 1, *, state: str = "started", fetch: bool = True, **cohort: Any) -> Course:
    """So many participants, enrolled on the day on which their placements start."""
    course = Course(make_cohort(**{"host_policy": "any_open", **cohort}))
    for on in BOARDS:
        BoardDate.objects.create(cohort=course.cohort, on=on)
    course.trainer = make_staff(TRAINING, "Tess Trainer")
    for part in ("marker", "moderator", "chair", "releaser"):
        setattr(course, part, make_staff(EXAMINATIONS, f"{part.capitalize()} Person"))
    run = MatchingRun.objects.create(
        cohort=course.cohort, rule="candidate_optimal", seed="0" * 32, instance={}, instance_sha256="", run_by=course.trainer.person_id
    )  # fmt: skip
    with now_is(STARTS):
        for letter, name in zip("abc"[:people], NAMES, strict=False):
            course.people[letter] = make_account(strong=False, name=name)
            course.schools[letter] = make_school(f"School of {letter}")
            make_placement(run, course.people[letter], course.schools[letter], state)
        if fetch:
            enrolling.fetch_enrolments(by=system("training.fetch-enrolments"))
    return course


def whole_of(course: Course, name: str, mark: object, only: tuple[str, ...] = ()) -> None:
    """Every module, or some, from handing in to moderated with the same mark throughout."""
    for module in editions()[0].curriculum.modules:
        if not only or module.code in only:
            course.complete(name, module.code, *[mark] * len(module.components))


__all__ = ["at", "make_course", "make_placement", "now_is", "pdf", "whole_of"]
