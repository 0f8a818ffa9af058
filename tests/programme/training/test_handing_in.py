"""Handing work in by the clock: in time, again, late, too late, paused, extended; with a receipt, and never a half of anything."""

import datetime as dt
import hashlib
from decimal import Decimal

import pytest
from django.conf import settings
from django.db import IntegrityError

from difference.errors import BadInput, NotAllowed, NotFound, NotNow
from difference.foundations.audit.models import Event
from difference.foundations.documents.models import Document
from difference.foundations.mail.models import Letter
from difference.programme.training.commands import enrolling, handing_in
from difference.programme.training.models import CasePart, ExtenuatingCase, ModuleResult, Submission
from tests.programme.training.course import BOARDS, at, make_course, now_is, pdf

pytestmark = pytest.mark.django_db
# 75 days after 1 September 2027, at 5 in the afternoon in England.
TALK_DUE = dt.datetime(2027, 11, 15, 17, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def course():
    return make_course(2)


def test_a_receipt_holds_the_time_the_size_and_the_hash(course):
    file = pdf("my talk")
    Letter.objects.all().delete()
    made = course.hand_in("a", "NEEDS", "talk", file=file, when=at(TALK_DUE, hours=-1))
    assert (made.sha256, made.size, made.file_name) == (hashlib.sha256(file).hexdigest(), len(file), "work.pdf")
    assert (made.handed_in_at, made.due_at, made.own_work) == (at(TALK_DUE, hours=-1), TALK_DUE, True)
    letter = Letter.objects.get()
    assert (letter.kind, letter.person_id) == ("training.receipt", course.people["a"].person_id)
    for words in (made.sha256, "work.pdf", "Monday 15 November 2027, 4pm", f"/training/mine/receipts/{made.pk}/"):
        assert words in letter.text
    assert "late" not in letter.text
    assert course.result("a", "NEEDS").state == "not_started"


def test_a_module_is_handed_in_with_its_last_component(course):
    course.hand_in("a", "NEEDS", "talk")
    course.hand_in("a", "NEEDS", "essay")
    assert course.result("a", "NEEDS").state == "submitted"
    assert course.result("b", "NEEDS").state == "not_started"


def test_work_is_replaced_until_its_deadline_and_what_stood_is_kept(course):
    first = course.hand_in("a", "FAMILY", "case", when=at(course.due("a", "FAMILY", "case"), days=-3))
    second = course.hand_in("a", "FAMILY", "case", when=course.due("a", "FAMILY", "case"))
    first.refresh_from_db()
    assert (first.superseded_at, second.superseded_at, Submission.objects.count(), Document.objects.count()) == (second.handed_in_at, None, 2, 2)
    with pytest.raises(NotNow, match="after that it is not replaced"):
        course.hand_in("a", "FAMILY", "case", when=at(course.due("a", "FAMILY", "case"), seconds=1))
    assert (Submission.objects.count(), Document.objects.count(), course.result("a", "FAMILY").state) == (2, 2, "submitted")


def test_the_same_file_sent_twice_counts_once(course):
    file = pdf("the same")
    first = course.hand_in("a", "FAMILY", "case", file=file)
    Letter.objects.all().delete()
    second = course.hand_in("a", "FAMILY", "case", file=file)
    files = [path for path in settings.MEDIA_ROOT.glob("*/*") if path.is_file()]
    assert (first.pk == second.pk, Submission.objects.count(), Document.objects.count(), len(files), Letter.objects.count()) == (True, 1, 1, 1, 0)


@pytest.mark.parametrize(
    ("late", "words"), [({"minutes": 1}, "1 minute"), ({"days": 9, "hours": 3}, "9 days and 3 hours"), ({"days": 10}, "10 days")]
)
def test_late_work_is_taken_marked_late_and_counts_at_most_fifty(course, late, words):
    when = at(course.due("a", "FAMILY", "case"), **late)
    made = course.hand_in("a", "FAMILY", "case", when=when)
    assert f"It came late by {words}." in Letter.objects.get(kind="training.receipt").text
    course.allot("a", "FAMILY", "case")
    course.mark("a", "FAMILY", "case", 72)
    course.moderate("a", "FAMILY", "case")
    course.board(BOARDS[0])
    result = course.result("a", "FAMILY")
    assert (result.mark, result.passed, made.sha256 != "") == (Decimal(50), True, True)
    assert result.lines[0] == f"Case study: 72, handed in {words} late, at most 50"


def test_later_than_that_it_is_not_taken_and_examinations_staff_can_note_it(course):
    last = at(course.due("a", "FAMILY", "case"), days=10)
    with now_is(last), pytest.raises(NotNow, match="It can still be handed in"):
        handing_in.note_missing(by=course.by("chair"), result=course.result("a", "FAMILY"), component="case")
    with pytest.raises(NotNow, match="taken late until"):
        course.hand_in("a", "FAMILY", "case", when=at(last, seconds=1))
    with now_is(at(last, seconds=1)):
        with pytest.raises(NotAllowed):
            handing_in.note_missing(by=course.by("trainer"), result=course.result("a", "FAMILY"), component="case")
        handing_in.note_missing(by=course.by("chair"), result=course.result("a", "FAMILY"), component="case")
        with pytest.raises(NotNow, match="noted already"):
            handing_in.note_missing(by=course.by("chair"), result=course.result("a", "FAMILY"), component="case")
    assert course.result("a", "FAMILY").state == "moderated"
    course.board(BOARDS[0])
    result = course.result("a", "FAMILY")
    assert (result.mark, result.passed, result.decision.decision) == (Decimal(0), False, "resit")
    assert result.lines[0] == "Case study: not handed in, 0"


def test_an_extension_that_was_granted_moves_the_deadline_and_undoes_lateness_that_was_noted(course):
    due = course.due("a", "FAMILY", "case")
    course.hand_in("a", "FAMILY", "case", when=at(due, days=2))
    case = ExtenuatingCase.objects.create(
        enrolment=course.enrolment("a"), state="granted", outcome="extension", extended_to=at(due, days=3), submitted_at=due, closed_at=due,
        decided_by=course.chair.person_id,
    )  # fmt: skip
    CasePart.objects.create(case=case, module="FAMILY", component="case")
    assert (course.due("a", "FAMILY", "case"), course.due("b", "FAMILY", "case")) == (at(due, days=3), due)
    course.allot("a", "FAMILY", "case")
    course.mark("a", "FAMILY", "case", 72)
    course.moderate("a", "FAMILY", "case")
    course.board(BOARDS[0])
    assert course.result("a", "FAMILY").mark == Decimal(72)


def test_a_first_sitting_that_was_granted_is_not_capped(course):
    course.complete("a", "FAMILY", 38)
    course.board(BOARDS[0])
    case = ExtenuatingCase.objects.create(
        enrolment=course.enrolment("a"), state="granted", outcome="first_sitting", submitted_at=TALK_DUE, closed_at=TALK_DUE,
        decided_by=course.chair.person_id,
    )  # fmt: skip
    CasePart.objects.create(case=case, module="FAMILY", component="case")
    course.complete("a", "FAMILY", 66, sitting=2)
    course.board(BOARDS[1])
    assert course.result("a", "FAMILY", 2).mark == Decimal(66)


def test_nothing_is_handed_in_before_the_start_while_paused_or_after_leaving():
    course = make_course(1, state="confirmed")
    with pytest.raises(NotNow, match="begin when your placement does"):
        course.hand_in("a", "NEEDS", "talk")
    course = make_course(1, name="2027 again")
    with now_is(at(TALK_DUE, days=-20)):
        with pytest.raises(BadInput, match="future"):
            enrolling.defer(by=course.by("trainer"), enrolment=course.enrolment("a"), reason="health", back_on=dt.date(2027, 10, 1))
        enrolling.defer(by=course.by("trainer"), enrolment=course.enrolment("a"), reason="health", back_on=dt.date(2028, 1, 10))
    with pytest.raises(NotNow, match="paused"):
        course.hand_in("a", "NEEDS", "talk")
    with now_is(at(TALK_DUE, days=10)):
        enrolling.resume(by=course.by("trainer"), enrolment=course.enrolment("a"))
    # Thirty days of pause move what was due since it began by thirty days.
    assert course.due("a", "NEEDS", "talk") == at(TALK_DUE, days=30)
    course.hand_in("a", "NEEDS", "talk")
    with now_is(at(TALK_DUE, days=40)):
        enrolling.withdraw(by=course.by("trainer"), enrolment=course.enrolment("a"), trigger="participant", reasons=["health"])
    with pytest.raises(NotNow, match="ended"):
        course.hand_in("a", "NEEDS", "essay")


def test_what_is_wrong_is_refused_and_leaves_nothing(course):
    by, result = course.by("a"), course.result("a", "NEEDS")
    with now_is(at(TALK_DUE, days=-1)):
        before = Event.objects.count()
        with pytest.raises(BadInput, match="own work"):
            handing_in.hand_in(by=by, result=result, component="talk", name="a.pdf", chunks=[pdf()], own_work=False)
        with pytest.raises(BadInput):
            handing_in.hand_in(by=by, result=result, component="talk", name="a.pdf", chunks=[b"MZ not what it says"], own_work=True)
        with pytest.raises(NotFound):
            handing_in.hand_in(by=by, result=result, component="nonsense", name="a.pdf", chunks=[pdf()], own_work=True)
        for other in ("b", "trainer", "chair"):
            with pytest.raises(NotAllowed):
                handing_in.hand_in(by=course.by(other), result=result, component="talk", name="a.pdf", chunks=[pdf()], own_work=True)
        assert (Submission.objects.count(), Document.objects.count(), Event.objects.count()) == (0, 0, before)
    assert [path for path in settings.MEDIA_ROOT.glob("*/*") if path.is_file()] == []


def test_a_broken_receipt_leaves_no_submission(course, monkeypatch):
    def fail(**_):
        raise RuntimeError("power cut")

    monkeypatch.setattr(handing_in.letters, "to_participant", fail)
    with pytest.raises(RuntimeError):
        course.hand_in("a", "FAMILY", "case")
    assert (Submission.objects.count(), Document.objects.count(), course.result("a", "FAMILY").state) == (0, 0, "not_started")


def test_the_table_itself_refuses_a_second_piece_of_work_that_stands(course):
    made = course.hand_in("a", "FAMILY", "case")
    made.pk = None
    with pytest.raises(IntegrityError):
        made.save(force_insert=True)


def test_numbers_differ_by_module_and_say_nothing_of_the_person(course):
    numbers = list(ModuleResult.objects.values_list("number", flat=True))
    assert (len(numbers), len(set(numbers)), {len(number) for number in numbers}) == (20, 20, {8})
