"""Marking blind, and moderation by another: on the pages, in the commands, and in the tables."""

import re
from decimal import Decimal
from html import unescape

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from difference.errors import BadInput, Conflict, NotAllowed, NotFound, NotNow
from difference.foundations.actors import system
from difference.foundations.people.commands import grant
from difference.programme.training.commands import marking
from difference.programme.training.models import Mark, Moderation
from difference.programme.training.queries import marking as reading
from difference.programme.training.queries import results
from tests.programme.training.course import FEEDBACK, NAMES, at, make_course, now_is

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def course():
    made = make_course(2)
    made.hand_in("a", "FAMILY", "case")
    return made


def browser(account):
    client = Client()
    client.force_login(account)
    return client


def words(response):
    return " ".join(unescape(re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)).split())


def leaks(course, response):
    """Whatever would tell a marker whose work it is."""
    told = response.content.decode() + str(sorted(response.items()))
    person, enrolment, result = course.people["a"], course.enrolment("a"), course.result("a", "FAMILY")
    secrets = [*NAMES[0].split(), person.email, str(person.person_id), str(enrolment.pk), str(result.pk), "work.pdf", "School of a"]
    return [secret for secret in secrets if secret in told]


def test_no_page_of_marking_or_moderation_tells_whose_work_it_is(course):
    given = course.allot("a", "FAMILY", "case")
    number, seen = course.result("a", "FAMILY").number, []
    with now_is(course.after("a", "FAMILY")):
        client = browser(course.marker)
        for name, arguments in (("marking", []), ("mark", [given.pk]), ("mark-work", [given.pk])):
            response = client.get(reverse(f"training:{name}", args=arguments))
            if response.streaming:
                assert response["Content-Disposition"] == f'attachment; filename="{number}-case.pdf"'
                response = type(
                    "Read", (), {"content": b"".join(response.streaming_content), "items": response.items, "status_code": response.status_code}
                )()
            seen.append((response.status_code, leaks(course, response)))
        bad = client.post(reverse("training:mark", args=[given.pk]), {"mark": "101", "revision": "0"})
        seen.append((bad.status_code, leaks(course, bad)))
        assert number in words(client.get(reverse("training:marking")))
    assert seen == [(200, []), (200, []), (200, []), (422, [])]
    course.mark("a", "FAMILY", "case", 58)
    with now_is(course.after("a", "FAMILY")):
        client = browser(course.moderator)
        for name, arguments in (("marking", []), ("moderate", [given.pk])):
            response = client.get(reverse(f"training:{name}", args=arguments))
            assert (response.status_code, leaks(course, response)) == (200, [])


def test_a_participants_own_name_for_a_file_reaches_nobody_else(course):
    document = course.submission("a", "FAMILY", "case").document_id
    course.allot("a", "FAMILY", "case")
    with now_is(course.after("a", "FAMILY")):
        for account in (course.marker, course.moderator, course.trainer, course.chair, course.people["b"]):
            assert browser(account).get(reverse("documents:download", args=[document])).status_code == 404
        assert browser(course.people["a"]).get(reverse("documents:download", args=[document])).status_code == 200


def test_work_is_given_out_after_its_deadline_to_somebody_without_a_conflict(course):
    submission = course.submission("a", "FAMILY", "case")
    due = course.due("a", "FAMILY", "case")
    with now_is(due), pytest.raises(NotNow, match="still be replaced"):
        marking.allot(by=course.by("chair"), submission=submission, marker=course.marker.person_id)
    grant(by=system("tests"), person=course.marker.person, role="host_lead", scope="organisation", scope_id=str(course.schools["a"].urn))
    coach = course.moderator.person
    grant(by=system("tests"), person=coach, role="coach", scope="placement", scope_id=str(course.enrolment("a").placement_id))
    with now_is(at(due, days=1)):
        for person, why in ((course.marker, "They lead, or led"), (course.moderator, "They coach, or coached")):
            with pytest.raises(BadInput) as refused:
                marking.allot(by=course.by("chair"), submission=submission, marker=person.person_id)
            assert why in refused.value.fields["marker"][0]
            assert NAMES[0].split()[0] not in refused.value.fields["marker"][0]
        with pytest.raises(BadInput, match=r"Choose a marker"):
            marking.allot(by=course.by("chair"), submission=submission, marker=course.people["b"].person_id)
        with pytest.raises(NotAllowed):
            marking.allot(by=course.by("trainer"), submission=submission, marker=course.trainer.person_id)
        marking.allot(by=course.by("chair"), submission=submission, marker=course.trainer.person_id)
        with pytest.raises(NotNow, match="already"):
            marking.allot(by=course.by("chair"), submission=submission, marker=course.releaser.person_id)
    assert Mark.objects.count() == 1


@pytest.mark.parametrize("mark", ["", "abc", "-1", "100.01", "61.234", "1e2", "٥٠", "50,5", "NaN", None, 61.5, True, "9" * 500, "5\0"])
def test_what_is_no_mark_is_refused_by_its_field(course, mark):
    given = course.allot("a", "FAMILY", "case")
    with pytest.raises(BadInput) as refused:
        course.mark("a", "FAMILY", "case", mark)
    assert list(refused.value.fields) == ["mark"]
    given.refresh_from_db()
    assert (given.mark, given.feedback, course.result("a", "FAMILY").state) == (None, {}, "submitted")


def test_a_mark_needs_feedback_to_each_criterion_and_a_declaration(course):
    given = course.allot("a", "FAMILY", "case")
    by = course.by("marker")
    with now_is(course.after("a", "FAMILY")):
        with pytest.raises(BadInput) as refused:
            marking.give_mark(by=by, marking=given, mark=60, feedback={**FEEDBACK, "analysis": " "}, no_conflict=True, revision=0)
        assert list(refused.value.fields) == ["analysis"]
        with pytest.raises(BadInput) as refused:
            marking.give_mark(by=by, marking=given, mark=60, feedback=FEEDBACK, no_conflict=False, revision=0)
        assert list(refused.value.fields) == ["no_conflict"]
        with pytest.raises(Conflict):
            marking.give_mark(by=by, marking=given, mark=60, feedback=FEEDBACK, no_conflict=True, revision=4)
        for other in ("moderator", "chair", "trainer", "a"):
            with pytest.raises(NotAllowed):
                marking.give_mark(by=course.by(other), marking=given, mark=60, feedback=FEEDBACK, no_conflict=True, revision=0)
    course.mark("a", "FAMILY", "case", "61.25")
    given.refresh_from_db()
    assert (given.mark, given.no_conflict, course.result("a", "FAMILY").state) == (Decimal("61.25"), True, "marked")
    with pytest.raises(NotNow):
        course.mark("a", "FAMILY", "case", 80)


def test_a_marker_who_knows_whose_it_is_hands_it_back_and_another_marks_it(course):
    given = course.allot("a", "FAMILY", "case")
    with now_is(course.after("a", "FAMILY")):
        marking.declare_conflict(by=course.by("marker"), marking=given)
        with pytest.raises(NotNow):
            marking.declare_conflict(by=course.by("marker"), marking=given)
        with pytest.raises(NotFound):
            reading.find(course.by("marker"), given.pk)
        [waiting] = reading.to_allot(course.by("chair"), course.cohort)
        assert [one.pk for one in waiting.submissions] == [given.submission_id]
    again = course.allot("a", "FAMILY", "case", marker="releaser")
    with now_is(course.after("a", "FAMILY")):
        marking.take_back(by=course.by("chair"), marking=again)
    course.allot("a", "FAMILY", "case", marker="trainer")
    course.mark("a", "FAMILY", "case", 60, marker="trainer")
    assert [(one.conflict, one.mark) for one in Mark.objects.order_by("allotted_at", "mark").exclude(mark=None)] == [(False, Decimal(60))]
    assert Mark.objects.filter(conflict=True, mark=None).count() == 1


def test_a_marker_never_moderates_their_own_mark(course):
    given = course.allot("a", "FAMILY", "case")
    course.mark("a", "FAMILY", "case", 60)
    given.refresh_from_db()
    with now_is(course.after("a", "FAMILY")):
        with pytest.raises(NotAllowed, match="your own mark"):
            marking.moderate(by=course.by("marker"), marking=given)
        with pytest.raises(NotFound):
            reading.find_to_moderate(course.by("marker"), given.pk)
        assert browser(course.marker).get(reverse("training:moderate", args=[given.pk])).status_code == 404
    with pytest.raises(IntegrityError):
        Moderation.objects.create(marking=given, marker=given.marker, moderator=given.marker, mark=60, changed=False)


def test_a_moderator_agrees_or_changes_the_mark_with_a_reason(course):
    course.allot("a", "FAMILY", "case")
    with pytest.raises(NotNow):
        course.moderate("a", "FAMILY", "case")
    course.mark("a", "FAMILY", "case", 60)
    with pytest.raises(BadInput) as refused:
        course.moderate("a", "FAMILY", "case", mark=54)
    assert list(refused.value.fields) == ["reason"]
    made = course.moderate("a", "FAMILY", "case", mark=54, reason="too_generous")
    assert (made.mark, made.changed, made.reason, course.result("a", "FAMILY").state) == (Decimal(54), True, "too_generous", "moderated")
    with pytest.raises(NotNow):
        course.moderate("a", "FAMILY", "case")
    assert Mark.objects.get().mark == Decimal(60)


def test_a_coach_of_the_participant_does_not_moderate(course):
    given = course.allot("a", "FAMILY", "case")
    course.mark("a", "FAMILY", "case", 60)
    given.refresh_from_db()
    grant(by=system("tests"), person=course.moderator.person, role="coach", scope="placement", scope_id=str(course.enrolment("a").placement_id))
    with now_is(course.after("a", "FAMILY")):
        assert reading.to_moderate(course.by("moderator")) == []
        assert len(reading.to_moderate(course.by("releaser"))) == 1
    with pytest.raises(NotAllowed, match="conflict of interest"):
        course.moderate("a", "FAMILY", "case")


def test_one_module_of_two_components_is_marked_and_moderated_with_its_last(course):
    course.hand_in("b", "NEEDS", "talk")
    course.hand_in("b", "NEEDS", "essay")
    states = []
    for component in ("talk", "essay"):
        course.allot("b", "NEEDS", component)
    for component in ("talk", "essay"):
        course.mark("b", "NEEDS", component, 55)
        states.append(course.result("b", "NEEDS").state)
    for component in ("talk", "essay"):
        course.moderate("b", "NEEDS", component)
        states.append(course.result("b", "NEEDS").state)
    assert states == ["submitted", "marked", "marked", "moderated"]


def test_no_list_of_staff_holds_a_mark_before_its_release(course):
    course.allot("a", "FAMILY", "case")
    course.mark("a", "FAMILY", "case", "61.25")
    course.moderate("a", "FAMILY", "case")
    with now_is(course.after("a", "FAMILY")):
        for name, argument in (("cohort", course.cohort.pk), ("enrolment", course.enrolment("a").pk), ("examinations", course.cohort.pk)):
            page = browser(course.chair).get(reverse(f"training:{name}", args=[argument]))
            assert (page.status_code, "61.25" in page.content.decode()) == (200, False)
    assert results.find(course.by("a"), course.result("a", "FAMILY").pk).mark is None
