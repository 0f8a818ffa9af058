"""Boards of examiners: on their day, within the rules, all at once or nothing, by one person confirmed and by another released."""

import datetime as dt
import json
import re
from decimal import Decimal

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from difference.errors import BadInput, Conflict, NotAllowed, NotNow
from difference.foundations.audit.models import Event
from difference.foundations.mail.models import Letter
from difference.foundations.people.holdings import about
from difference.foundations.people.models import Grant
from difference.foundations.rights.copies.gathering import as_json, gather
from difference.foundations.rights.subjects import subject_of
from difference.programme.training.commands import boards, releasing
from difference.programme.training.models import Award, Board, Decision, ModuleResult
from difference.programme.training.queries import papers, progress
from tests.programme.training.course import BOARDS, FEEDBACK, YEAR_ONE, make_course, now_is, whole_of

pytestmark = pytest.mark.django_db
NOON = dt.time(12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def course():
    made = make_course(2)
    made.complete("a", "FAMILY", "61.25")
    made.complete("b", "FAMILY", 44)
    return made


def present(board):
    return Board.objects.select_related("cohort").get(pk=board.pk)


def test_a_board_is_held_on_its_day_by_one_who_examines_and_once(course):
    with pytest.raises(NotNow, match="No board of this cohort meets on that day"):
        course.hold(dt.date(2028, 7, 21))
    with now_is(dt.datetime.combine(BOARDS[0] - dt.timedelta(days=1), NOON)), pytest.raises(NotNow, match="meets on Thursday 20 July 2028"):
        boards.hold_board(by=course.by("chair"), cohort=course.cohort, on=BOARDS[0])
    with now_is(dt.datetime.combine(BOARDS[0], NOON)):
        for other in ("trainer", "a"):
            with pytest.raises(NotAllowed):
                boards.hold_board(by=course.by(other), cohort=course.cohort, on=BOARDS[0])
    made = course.hold(BOARDS[0])
    assert (made.state, made.chair) == ("held", course.chair.person_id)
    with pytest.raises(NotNow, match="opened already"):
        course.hold(BOARDS[0])
    with pytest.raises(NotNow, match="not been confirmed yet"):
        course.hold(BOARDS[1])


def test_the_papers_show_each_result_with_its_arithmetic_and_what_the_rules_allow(course):
    made = course.hold(BOARDS[0])
    first, second = papers.papers(present(made))
    [line], [narrow] = first.lines, second.lines
    assert (line.worked.result.mark, line.allowed, line.proposed) == (Decimal(61), ("confirm",), "confirm")
    assert (narrow.worked.result.mark, narrow.allowed, narrow.proposed) == (Decimal(44), ("confirm", "condone", "resit"), "resit")
    assert line.worked.result.lines[-2:] == ("100% × 61.25 = 61.25, rounded half up to 61", "Passed: the pass mark is 50")
    assert (first.award, first.outcome.credits) == (None, 15)


def test_a_decision_outside_the_rules_is_refused_and_nothing_is_written_down(course):
    made = course.hold(BOARDS[0])
    passed, failed = course.result("a", "FAMILY"), course.result("b", "FAMILY")
    by, cases = course.by("chair"), [
        {passed.pk: "resit", failed.pk: "resit"}, {passed.pk: "condone"}, {course.result("a", "NEEDS").pk: "confirm"}, {failed.pk: "award"},
    ]  # fmt: skip
    for decisions in cases:
        with pytest.raises(BadInput):
            boards.write_decisions(by=by, board=present(made), decisions=decisions, present="x", minutes="x", revision=0)
    assert (Decision.objects.count(), present(made).revision) == (0, 0)
    for other in ("moderator", "releaser", "trainer"):
        with pytest.raises(NotAllowed):
            boards.write_decisions(by=course.by(other), board=present(made), decisions={}, present="x", minutes="x", revision=0)


def test_a_stale_page_of_decisions_and_a_stale_confirmation_are_told(course):
    made = course.hold(BOARDS[0])
    course.decide(made)
    with pytest.raises(Conflict):
        boards.write_decisions(by=course.by("chair"), board=present(made), decisions={}, present="x", minutes="x", revision=0)
    assert Decision.objects.count() == 2
    with pytest.raises(Conflict, match="Read them once more"):
        boards.confirm_board(by=course.by("chair"), board=present(made), revision=0)


def test_what_is_not_decided_or_minuted_is_not_confirmed(course):
    made = course.hold(BOARDS[0])
    with pytest.raises(BadInput) as refused:
        course.confirm(made)
    assert refused.value.fields == {
        "decisions": ["2 results have no decision yet"], "present": ["Write down who was present"], "minutes": ["Write the minutes"],
    }  # fmt: skip
    course.decide(made)
    course.complete("b", "CURRIC", 60)
    with pytest.raises(BadInput) as refused:
        course.confirm(made)
    assert refused.value.fields == {"decisions": ["1 result has no decision yet"]}


def test_only_the_chair_confirms_and_only_another_releases(course):
    made = course.decide(course.hold(BOARDS[0]))
    for other in ("releaser", "moderator", "trainer", "a"):
        with pytest.raises(NotAllowed):
            course.confirm(made, by=other)
    with pytest.raises(NotNow):
        course.release(made)
    assert course.confirm(made) == 2
    with pytest.raises(NotNow):
        course.confirm(made)
    with pytest.raises(NotAllowed, match=r"You confirmed this board\. Somebody else has to release it"):
        course.release(made, by="chair")
    with pytest.raises(NotAllowed):
        course.release(made, by="trainer")
    with pytest.raises(IntegrityError):
        Board.objects.filter(pk=made.pk).update(state="released", released_by=course.chair.person_id, released_at=made.held_at)


def test_only_another_releases_and_a_double_click_releases_once(course):
    made = course.decide(course.hold(BOARDS[0]))
    course.confirm(made)
    Letter.objects.all().delete()
    assert course.release(made) == 2
    with pytest.raises(NotNow):
        course.release(made)
    assert list(Letter.objects.values_list("kind", flat=True)) == ["training.results_released"] * 2


@pytest.mark.parametrize("broken", ["last result", "award", "audit"])
def test_one_refusal_and_nothing_is_confirmed(course, monkeypatch, broken):
    whole_of(course, "a", 60, only=tuple(each for each in YEAR_ONE if each != "FAMILY"))
    for module, marks in {"SYSTEM": [60], "CHANGE": [60], "INQUIRY": [60], "PROJECT": [60, 60]}.items():
        course.complete("a", module, *marks)
    made = course.decide(course.hold(BOARDS[1]))
    before = Event.objects.count()

    def fail(*_, **__):
        raise RuntimeError("power cut")

    if broken == "last result":
        original, calls = boards.move, iter(range(100))
        monkeypatch.setattr(boards, "move", lambda *args, **more: fail() if next(calls) == 11 else original(*args, **more))
    elif broken == "award":
        monkeypatch.setattr(Award.objects, "create", fail)
    else:
        monkeypatch.setattr("difference.foundations.lifecycles.moving.record", fail)
    with pytest.raises(RuntimeError):
        course.confirm(made)
    assert (present(made).state, ModuleResult.objects.filter(state="confirmed").count(), Award.objects.count()) == ("held", 0, 0)
    assert Event.objects.count() == before


def test_a_release_that_breaks_off_leaves_nothing(course, monkeypatch):
    made = course.decide(course.hold(BOARDS[0]))
    course.confirm(made)
    Letter.objects.all().delete()

    def fail(**_):
        raise RuntimeError("power cut")

    monkeypatch.setattr(releasing.letters, "to_participant", fail)
    with pytest.raises(RuntimeError):
        course.release(made)
    assert (present(made).state, ModuleResult.objects.filter(state="released").count(), Letter.objects.count()) == ("confirmed", 0, 0)
    assert ModuleResult.objects.filter(sitting=2).count() == 0


def everything_shown_to(course, name):
    """Each page, letter, entry of the audit, part of the record and of the copy that a participant can reach."""
    account = course.people[name]
    client = Client()
    client.force_login(account)
    pages = [reverse("home"), reverse("training:mine"), reverse("people:my-record")]
    pages += [reverse("training:module", args=[one.pk]) for one in ModuleResult.objects.filter(enrolment__person=account.person)]
    told = [client.get(page).content.decode() for page in pages]
    told += [letter.subject + letter.text for letter in Letter.objects.filter(person_id=account.person_id)]
    told += [f"{event.action} {event.reason} {event.fields} {event.object_type}" for event in Event.objects.filter(subject_id=account.person_id)]
    told += [f"{holding.title} {holding.rows}" for holding in about(account.person)]
    told.append(json.dumps(as_json(gather(subject_of(account.person)), {}), default=str, ensure_ascii=False))
    return "\n".join(told)


def test_no_mark_and_no_award_shows_anywhere_a_second_before_release(course):
    whole_of(course, "a", "61.25", only=tuple(each for each in YEAR_ONE if each != "FAMILY"))
    for module, marks in {"SYSTEM": ["61.25"], "CHANGE": ["61.25"], "INQUIRY": ["61.25"], "PROJECT": ["61.25", "61.25"]}.items():
        course.complete("a", module, *marks)
    # Marks are rounded to 61; nothing else here is 61.
    secrets = ["61.25", "rounded half up", next(iter(FEEDBACK.values())), "merit", "alumnus"]
    made = course.hold(BOARDS[1])
    with now_is(dt.datetime.combine(BOARDS[1], NOON)):
        assert [secret for secret in secrets if secret in everything_shown_to(course, "a")] == []
    course.decide(made)
    course.confirm(made)
    award = Award.objects.get()
    assert award.classification == "merit"
    secrets += [award.certificate, str(award.pk)]
    with now_is(dt.datetime.combine(BOARDS[1], NOON)):
        shown = everything_shown_to(course, "a")
        assert [secret for secret in secrets if secret in shown] == []
        assert progress.of(course.enrolment("a")).outcome.credits == 0
    assert (course.enrolment("a").state, Grant.objects.filter(role="alumnus").count()) == ("active", 0)
    course.release(made)
    with now_is(dt.datetime.combine(BOARDS[1], dt.time(14, tzinfo=dt.UTC))):
        shown = everything_shown_to(course, "a")
    assert [secret for secret in secrets if secret not in shown] == []
    letters = Letter.objects.filter(person_id=course.people["a"].person_id, kind__in=("training.results_released", "training.award_released"))
    # The keys in a letter's links are random: any of them may hold a 61.
    said = [re.sub(r"https?://\S+", "", letter.subject + "\n" + letter.text) for letter in letters]
    assert said
    assert [word for words in said for word in ("61", "merit", "Master") if word in words] == []


def test_condoning_gives_the_credits_within_the_rules():
    course = make_course(1)
    whole_of(course, "a", 60, only=("NEEDS", "SAFE", "CURRIC", "RETURN", "TEAMS", "SYSTEM", "CHANGE", "INQUIRY", "PROJECT"))
    course.complete("a", "FAMILY", 42)
    course.board(BOARDS[1], FAMILY="condone")
    award = Award.objects.get()
    # By hand: 165 credits at 60 (9900) and 15 at 42 (630): 10530 ÷ 180 = 58.5, rounded half up to 59: a pass.
    assert (award.mean, award.classification, award.credits) == (Decimal(59), "pass", 180)
    assert "15 credits condoned: at most 15, each mark at least 40, the mean at least 55" in award.lines
    family = course.result("a", "FAMILY")
    assert (family.mark, family.passed, family.decision.decision) == (Decimal(42), False, "condone")


def test_while_a_resit_is_open_there_is_no_award():
    course = make_course(1)
    whole_of(course, "a", 60, only=("NEEDS", "SAFE", "CURRIC", "RETURN", "TEAMS", "SYSTEM", "CHANGE", "INQUIRY", "PROJECT"))
    course.complete("a", "FAMILY", 42)
    course.board(BOARDS[1])
    assert (Award.objects.count(), course.enrolment("a").state, course.result("a", "FAMILY", 2).state) == (0, "active", "not_started")
    course.complete("a", "FAMILY", 44, sitting=2)
    board = course.hold(BOARDS[2])
    [paper] = papers.papers(present(board))
    assert paper.lines[0].allowed == ("confirm", "condone")
    course.decide(board)
    course.confirm(board)
    course.release(board)
    # The second sitting failed narrowly as well: the rules compensate it.
    assert (Award.objects.get().code, course.enrolment("a").state) == ("MA", "awarded")


def test_an_edited_curriculum_stops_the_board(course, monkeypatch):
    from difference.programme.training import curricula

    made = course.hold(BOARDS[0])
    edited = tuple(curricula.Edition(one.slug, one.curriculum, "0" * 64) for one in curricula.editions())
    monkeypatch.setattr(curricula, "editions", lambda: edited)
    with pytest.raises(NotNow, match="not the one under which they were enrolled"):
        papers.papers(present(made))
