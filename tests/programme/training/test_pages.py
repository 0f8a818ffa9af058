"""The pages of training: who reaches what, what bad input gets, what a double click does, and what waits for whom."""

import datetime as dt
import re
import uuid
from html import unescape

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from difference.foundations.actors import system
from difference.foundations.people.commands import grant
from difference.foundations.people.holdings import about
from difference.programme.placement.models import Placement
from difference.programme.training.commands import enrolling
from difference.programme.training.models import Award, Board, CasePart, Enrolment, ExtenuatingCase, Mark, Submission, WithdrawalWords
from difference.programme.training.queries import waiting
from tests.making import SECRET, make_account
from tests.programme.candidates import make_cohort
from tests.programme.training.course import BOARDS, FEEDBACK, at, make_course, make_staff, now_is, pdf

pytestmark = pytest.mark.django_db
NOON = dt.time(12, tzinfo=dt.UTC)
LONG = dt.datetime(2028, 7, 20, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def course():
    return make_course(2)


def browser(account):
    client = Client()
    client.force_login(account)
    return client


def words(response):
    return " ".join(unescape(re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)).split())


def statuses(course, method, name, *arguments, when=LONG, **data):
    """What each gets: the participant, another, training staff, examinations staff, a safeguarding lead, other staff, the public."""
    with now_is(when):
        people = [
            course.people["a"], course.people["b"], course.trainer, course.chair, make_account(("staff", "safer_recruitment")),
            make_account(("staff", "recruitment")),
        ]  # fmt: skip
        address = reverse(f"training:{name}", args=arguments)
        return [getattr(client, method)(address, data).status_code for client in (*map(browser, people), Client())]


def test_ones_own_studies_are_ones_own(course):
    made = course.hand_in("a", "FAMILY", "case")
    result = course.result("a", "FAMILY").pk
    assert statuses(course, "get", "mine") == [200, 200, 200, 200, 200, 200, 302]
    for name, arguments in (("module", [result]), ("hand-in", [result, "case"]), ("receipt", [made.pk])):
        assert statuses(course, "get", name, *arguments) == [200, 404, 404, 404, 404, 404, 302]
    assert statuses(course, "post", "hand-in", result, "case") == [422, 404, 404, 404, 404, 404, 401]
    assert statuses(course, "get", "hand-in", result, "nonsense") == [404, 404, 404, 404, 404, 404, 302]


def test_staff_reach_their_cohorts_and_each_their_own_work(course):
    enrolment = course.enrolment("a").pk
    for name, argument in (("cohort", course.cohort.pk), ("enrolment", enrolment)):
        assert statuses(course, "get", name, argument) == [404, 404, 200, 200, 404, 404, 302]
    for name in ("defer", "withdraw"):
        assert statuses(course, "get", name, enrolment) == [404, 404, 200, 403, 404, 404, 302]
    assert statuses(course, "get", "examinations", course.cohort.pk) == [404, 404, 404, 200, 404, 404, 302]
    assert statuses(course, "get", "withdrawals") == [403, 403, 403, 403, 200, 403, 302]
    assert statuses(course, "get", "marking") == [403, 403, 200, 200, 403, 403, 302]
    assert statuses(course, "post", "hold-board", course.cohort.pk, BOARDS[0].isoformat()) == [404, 404, 404, 302, 404, 404, 401]
    board = Board.objects.get().pk
    assert statuses(course, "get", "board", board) == [404, 404, 404, 200, 404, 404, 302]
    for name in ("confirm-board", "release-board"):
        assert statuses(course, "post", name, board)[:3] == [404, 404, 404]


def test_staff_of_another_cohort_find_nothing_here(course):
    other = make_staff(("staff", "examinations", "cohort", str(uuid.uuid4())), "Elsewhere")
    course.hand_in("a", "FAMILY", "case")
    given = course.allot("a", "FAMILY", "case")
    with now_is(LONG):
        client = browser(other)
        routes = [
            ("cohort", course.cohort.pk),
            ("examinations", course.cohort.pk),
            ("enrolment", course.enrolment("a").pk),
            ("mark", given.pk),
            ("moderate", given.pk),
        ]
        assert [client.get(reverse(f"training:{name}", args=[argument])).status_code for name, argument in routes] == [404] * 5


def test_a_participant_hands_in_and_reads_the_receipt(course):
    due, result = course.due("a", "FAMILY", "case"), course.result("a", "FAMILY")
    with now_is(at(due, days=-2)):
        client = browser(course.people["a"])
        [first, *_] = [each for each in waiting.waiting_for(course.by("a")) if "Case study" in each[0]]
        assert first[0] == "Hand in “Case study” for Families and the services around a child"
        page = client.get(reverse("training:hand-in", args=[result.pk, "case"]))
        assert "Send a PDF, Word document or OpenDocument text of at most 20 MB" in words(page)
        file = SimpleUploadedFile("my case.pdf", pdf("mine"))
        sent = client.post(reverse("training:hand-in", args=[result.pk, "case"]), {"file": file, "own_work": "on"}, follow=True)
        shown = words(sent)
        made = Submission.objects.get()
        assert (sent.status_code, sent.redirect_chain) == (200, [(reverse("training:receipt", args=[made.pk]), 302)])
        assert [part for part in (made.sha256, "my case.pdf", "We have your work") if part not in shown] == []
        assert "Hand in again" in words(client.get(reverse("training:module", args=[result.pk])))
        assert [each for each in waiting.waiting_for(course.by("a")) if "Case study" in each[0]] == []


@pytest.mark.parametrize(
    "file", [None, SimpleUploadedFile("a.pdf", b""), SimpleUploadedFile("a.pdf", b"<html>no pdf"), SimpleUploadedFile("x" * 300 + ".pdf", pdf())]
)
def test_a_file_that_is_none_is_refused_beside_it(course, file):
    with now_is(at(course.due("a", "FAMILY", "case"), days=-2)):
        client = browser(course.people["a"])
        data = {"own_work": "on"} | ({"file": file} if file else {})
        page = client.post(reverse("training:hand-in", args=[course.result("a", "FAMILY").pk, "case"]), data)
    assert (page.status_code, "There is a problem" in words(page), Submission.objects.count()) == (422, True, 0)


def test_late_and_lost_work_shows_to_staff_and_the_cohort_page_says_where_each_stands(course):
    course.hand_in("a", "NEEDS", "talk")
    with now_is(at(course.due("a", "NEEDS", "essay"), days=1)):
        shown = words(browser(course.trainer).get(reverse("training:cohort", args=[course.cohort.pk])))
        # Two are enrolled and both are late: one with the essay, the other with both.
        assert [
            part for part in ("enrolled", "late with something", "1 piece of work", "2 pieces of work", "Amara Okonkwo") if part not in shown
        ] == []
    with now_is(at(course.due("a", "NEEDS", "essay"), days=11)):
        page = browser(course.chair).get(reverse("training:enrolment", args=[course.enrolment("a").pk]))
        assert "Note as not handed in" in words(page)
        noted = browser(course.chair).post(reverse("training:note-missing", args=[course.result("a", "NEEDS").pk, "essay"]))
        assert (noted.status_code, course.result("a", "NEEDS").state) == (302, "submitted")
        assert browser(course.trainer).post(reverse("training:note-missing", args=[course.result("b", "NEEDS").pk, "essay"])).status_code == 403


def test_a_placement_that_ended_early_is_a_flag_and_nothing_happens_by_itself(course):
    Placement.objects.filter(pk=course.enrolment("a").placement_id).update(state="ended_early")
    with now_is(LONG):
        browser(course.trainer).post(reverse("training:fetch", args=[course.cohort.pk]))
        shown = words(browser(course.trainer).get(reverse("training:cohort", args=[course.cohort.pk])))
    assert "Their placement is ended early. Decide with them whether they go on." in shown
    assert set(Enrolment.objects.values_list("state", flat=True)) == {"active"}


def test_pausing_going_on_and_leaving_with_what_only_safeguarding_leads_read(course):
    key, when = course.enrolment("a").pk, dt.datetime(2028, 1, 10, 12, tzinfo=dt.UTC)
    with now_is(when):
        client, lead = browser(course.trainer), make_staff(("staff", "safer_recruitment"), "Lead")
        bad = client.post(reverse("training:defer", args=[key]), {"reason": "x", "back_on_day": "31", "back_on_month": "2", "back_on_year": "2028"})
        assert bad.status_code == 422
        good = {"reason": "family", "back_on_day": "1", "back_on_month": "9", "back_on_year": "2028"}
        assert [client.post(reverse("training:defer", args=[key]), good).status_code for _ in range(2)] == [302, 302]
        assert [client.post(reverse("training:resume", args=[key])).status_code for _ in range(2)] == [302, 302]
        for data in ({}, {"trigger": "x", "reasons": ["health"]}, {"trigger": "participant", "reasons": ["nonsense"]}, {"trigger": "participant"}):
            assert client.post(reverse("training:withdraw", args=[key]), data).status_code == 422
        left = {"trigger": "participant", "reasons": ["health", "workload"], "text": "A planted secret about safety."}
        assert [client.post(reverse("training:withdraw", args=[key]), left).status_code for _ in range(2)] == [302, 302]
        assert (course.enrolment("a").state, WithdrawalWords.objects.count()) == ("withdrawn", 1)
        for account in (course.trainer, course.chair):
            page = browser(account).get(reverse("training:enrolment", args=[key]))
            assert (page.status_code, "planted" in page.content.decode()) == (200, False)
        told = " ".join(f"{one.title} {one.rows}" for one in about(course.people["a"].person))
        assert "planted" not in told
        assert "A planted secret about safety." in words(browser(lead).get(reverse("training:withdrawal", args=[key])))
    assert statuses(course, "get", "withdrawal", key, when=when)[:4] == [404] * 4


def test_what_was_written_in_confidence_is_read_by_leads_of_that_cohort_and_never_by_whom_it_is_about(course):
    key, elsewhere = course.enrolment("a").pk, make_cohort(name="Another year", host_policy="any_open")
    with now_is(dt.datetime(2028, 1, 10, 12, tzinfo=dt.UTC)):
        enrolling.withdraw(
            by=course.by("trainer"), enrolment=course.enrolment("a"), trigger="participant", reasons=["health"], text="A planted secret."
        )
        here, there = (make_staff(("staff", "safer_recruitment", "cohort", str(one.pk)), "Lead") for one in (course.cohort, elsewhere))
        grant(by=system("tests"), person=course.people["a"].person, role="staff", function="safer_recruitment", scope="programme")
        TOTP.activate(course.people["a"], SECRET)
        met = []
        for account in (here, there, course.people["a"]):
            client = browser(account)
            pages = [client.get(reverse("training:withdrawal", args=[key])), client.get(reverse("training:withdrawals"))]
            met.append([page.status_code for page in pages] + [str(key) in pages[1].content.decode()])
    assert met == [[200, 200, True], [404, 200, False], [404, 200, False]]


def test_marking_moderating_and_the_board_through_their_pages(course):
    course.hand_in("a", "FAMILY", "case")
    with now_is(course.after("a", "FAMILY")):
        client = browser(course.chair)
        allot = reverse("training:allot", args=[course.cohort.pk, "FAMILY"])
        assert [client.post(allot, {"marker": who}).status_code for who in ("", "x", str(uuid.uuid4()))] == [422] * 3
        assert client.post(allot, {"marker": str(course.marker.person_id)}).status_code == 302
        given = Mark.objects.get()
        assert next(each[0] for each in waiting.waiting_for(course.by("marker"))) == "1 piece of work waits for your mark"
        form = {**FEEDBACK, "mark": "61.25", "no_conflict": "on", "revision": "0"}
        marker = browser(course.marker)
        address = reverse("training:mark", args=[given.pk])
        for wrong in ({"mark": "61,25"}, {"revision": ""}, {"revision": "x"}, {"analysis": ""}, {"mark": "5\0"}, {"analysis": "w " * 1600}):
            assert marker.post(address, {**form, **wrong}).status_code == 422
        assert marker.post(address, {**form, "revision": "7"}).status_code == 409
        assert marker.post(address, form).status_code == 302
        assert "Your mark 61.25" in words(marker.post(address, {**form, "mark": "99"}))
        moderator, address = browser(course.moderator), reverse("training:moderate", args=[given.pk])
        for wrong in ({}, {"verdict": "change"}, {"verdict": "change", "mark": "abc", "reason": "missed"}, {"verdict": "agree", "mark": "3"}):
            assert moderator.post(address, wrong).status_code == 422
        assert [moderator.post(address, {"verdict": "agree"}).status_code for _ in range(2)] == [302, 404]
    with now_is(dt.datetime.combine(BOARDS[0], NOON)):
        client, other = browser(course.chair), browser(course.releaser)
        assert any("can be held" in each[0] for each in waiting.waiting_for(course.by("chair")))
        client.post(reverse("training:hold-board", args=[course.cohort.pk, BOARDS[0].isoformat()]))
        board = Board.objects.get()
        address, key = reverse("training:board", args=[board.pk]), str(course.result("a", "FAMILY").pk)
        assert "61.25" in words(client.get(address))
        assert "Write this down" not in words(other.get(address))
        good = {"revision": "0", key: "confirm", "present": "Two", "minutes": "Agreed."}
        for wrong in ({key: "resit"}, {key: ""}, {"revision": "x"}, {"minutes": "x" * 20_001}, {"present": "a\0b"}):
            assert client.post(address, {**good, **wrong}).status_code == 422
        assert other.post(address, good).status_code == 403
        assert [client.post(address, good).status_code for _ in range(2)] == [302, 409]
        confirm, release = reverse("training:confirm-board", args=[board.pk]), reverse("training:release-board", args=[board.pk])
        assert [client.post(confirm, {"revision": each}).status_code for each in ("0", "x", "1", "1")] == [409, 409, 302, 302]
        assert client.post(release).status_code == 403
        assert any("second person to release" in each[0] for each in waiting.waiting_for(course.by("releaser")))
        assert [other.post(release).status_code for _ in range(2)] == [302, 302]
        shown = words(browser(course.people["a"]).get(reverse("training:module", args=[key])))
    assert [part for part in ("Mark 61", "61.25, rounded half up to 61", FEEDBACK["analysis"]) if part not in shown] == []
    assert Award.objects.count() == 0


def test_what_there_is_not_is_not_found(course):
    key = uuid.UUID(int=7)
    with now_is(LONG):
        for account in (course.people["a"], course.trainer, course.chair):
            client = browser(account)
            for name in ("module", "receipt", "award", "cohort", "enrolment", "mark", "moderate", "examinations", "board"):
                assert client.get(reverse(f"training:{name}", args=[key])).status_code == 404
        assert browser(course.chair).post(reverse("training:hold-board", args=[course.cohort.pk, "no-day"])).status_code == 404


def test_my_training_names_the_coach_and_the_papers_say_what_came_of_a_case_and_not_why(course):
    due = course.due("a", "FAMILY", "case")
    with now_is(at(due, days=-2)):
        shown = words(browser(course.people["a"]).get(reverse("training:mine")))
    assert [part for part in ("Next session None is planned yet", "Your coach Nobody is named yet") if part not in shown] == []
    course.complete("a", "FAMILY", 60)
    case = ExtenuatingCase.objects.create(
        enrolment=course.enrolment("a"), state="granted", outcome="extension", extended_to=at(due, days=3), submitted_at=due, closed_at=due,
        decided_by=course.releaser.person_id,
    )  # fmt: skip
    CasePart.objects.create(case=case, module="FAMILY", component="case")
    board = course.hold(BOARDS[0])
    with now_is(dt.datetime.combine(BOARDS[0], NOON)):
        shown = words(browser(course.chair).get(reverse("training:board", args=[board.pk])))
    assert "Families and the services around a child: circumstances accepted, extended" in shown
