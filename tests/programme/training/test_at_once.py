"""Several at the same moment: one piece of work stands, one mark, one moderation, one board, one release; on both databases."""

from __future__ import annotations

import pytest

from difference.errors import DifferenceError
from difference.foundations.mail.models import Letter
from difference.programme.training.commands import boards, enrolling, handing_in, marking, releasing
from difference.programme.training.models import Award, Board, Enrolment, Mark, Moderation, ModuleResult, Submission
from tests.programme.placement.market import STARTS
from tests.programme.placement.test_at_once import at_once
from tests.programme.training.course import BOARDS, FEEDBACK, at, make_course, now_is, pdf

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def refused(outcomes):
    return [type(each).__name__ for each in outcomes if isinstance(each, DifferenceError)]


def test_several_who_fetch_at_once_enrol_once():
    course = make_course(2, fetch=False)
    with now_is(STARTS):
        outcomes = at_once(*[lambda: enrolling.fetch_enrolments(by=course.by("trainer"))] * 3)
    assert (refused(outcomes), Enrolment.objects.filter(state="active").count(), ModuleResult.objects.count()) == ([], 2, 20)
    assert Letter.objects.filter(kind="training.enrolled").count() == 2


def test_work_that_is_sent_several_times_at_once_stands_once():
    course = make_course(1)
    same, by, result = pdf("the same"), course.by("a"), course.result("a", "FAMILY")
    with now_is(at(course.due("a", "FAMILY", "case"), hours=-1)):
        acts = [
            lambda file=file: handing_in.hand_in(by=by, result=result, component="case", name="a.pdf", chunks=[file], own_work=True)
            for file in (same, same, pdf("another"))
        ]
        outcomes = at_once(*acts)
    standing = Submission.objects.filter(superseded_at=None)
    assert (refused(outcomes), standing.count(), course.result("a", "FAMILY").state) == ([], 1, "submitted")
    assert Submission.objects.count() in {2, 3}


def test_two_who_mark_and_moderate_at_once():
    course = make_course(1)
    course.hand_in("a", "FAMILY", "case")
    with now_is(course.after("a", "FAMILY")):
        work = course.submission("a", "FAMILY", "case")
        people = [course.marker.person_id, course.trainer.person_id]
        outcomes = at_once(*(lambda who=who: marking.allot(by=course.by("chair"), submission=work, marker=who) for who in people))
        assert (refused(outcomes), Mark.objects.count()) == (["NotNow"], 1)
        given = Mark.objects.get()
        marker = "marker" if given.marker == course.marker.person_id else "trainer"

        def mark(value):
            mine = Mark.objects.get()
            return marking.give_mark(by=course.by(marker), marking=mine, mark=value, feedback=FEEDBACK, no_conflict=True, revision=0)

        outcomes = at_once(lambda: mark(60), lambda: mark(70))
        assert (len(refused(outcomes)), course.result("a", "FAMILY").state) == (1, "marked")
        outcomes = at_once(
            *(lambda who=who: marking.moderate(by=course.by(who), marking=Mark.objects.get()) for who in ("moderator", "releaser", "chair"))
        )
    assert (len(refused(outcomes)), Moderation.objects.count(), course.result("a", "FAMILY").state) == (2, 1, "moderated")


def test_two_boards_at_once_are_one_and_it_is_confirmed_and_released_once():
    course = make_course(2)
    for name in "ab":
        course.complete(name, "FAMILY", 60)
    outcomes = at_once(lambda: course.hold(BOARDS[0]), lambda: course.hold(BOARDS[0]))
    assert (refused(outcomes), Board.objects.count()) == (["NotNow"], 1)
    board = course.decide(Board.objects.get())
    with now_is(at(STARTS, days=1000)):
        loaded = [Board.objects.select_related("cohort").get() for _ in range(3)]
        outcomes = at_once(*(lambda one=one: boards.confirm_board(by=course.by("chair"), board=one) for one in loaded))
        assert (len(refused(outcomes)), outcomes.count(2)) == (2, 1)
        Letter.objects.all().delete()
        loaded = [Board.objects.select_related("cohort").get() for _ in range(3)]
        outcomes = at_once(*(lambda one=one: releasing.release_board(by=course.by("releaser"), board=one) for one in loaded))
    assert (len(refused(outcomes)), outcomes.count(2)) == (2, 1)
    assert Letter.objects.filter(kind="training.results_released").count() == 2
    assert (Board.objects.get(pk=board.pk).state, Award.objects.count()) == ("released", 0)
