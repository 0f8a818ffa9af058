"""Sessions: planned, changed and cancelled with letters; the register whole or not at all; absences told to a human; the file for a calendar."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from html import unescape

import pytest
from django.urls import reverse

from difference.errors import BadInput, Conflict, NotAllowed, NotNow
from difference.foundations.actors import system
from difference.foundations.audit.models import Event
from difference.foundations.mail.models import Letter
from difference.foundations.people.commands import end_grant, grant
from difference.foundations.people.models import Grant
from difference.programme.training.calendar_file import calendar_of, escaped, folded
from difference.programme.training.commands import registers, sessions
from difference.programme.training.models import Attendance, FollowUp, Session
from difference.programme.training.queries import sessions as reading
from difference.programme.training.queries.waiting_support import waiting_for
from tests.making import make_account
from tests.programme.candidates import make_cohort
from tests.programme.training.studies import TERM, make_class, now_is

pytestmark = pytest.mark.django_db

BEGINS = TERM + dt.timedelta(days=7, hours=7)
DURING = BEGINS + dt.timedelta(hours=1)


@pytest.fixture
def made():
    return make_class()


def words(response):
    return " ".join(unescape(re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)).split())


def values(made, begins=BEGINS, **changes):
    lead = made.trainer.person
    given = {"title": "Restorative practice", "place": "Hall 2, Leeds", "starts_at": begins, "ends_at": begins + dt.timedelta(hours=2)}
    return {**given, "lead": lead, "capacity": None, **changes}


def plan(made, expected=None, kind="twilight", begins=BEGINS, **changes):
    with now_is(TERM):
        chosen = None if expected is None else [made.enrolments[name].pk for name in expected]
        return sessions.plan_session(by=made.by("trainer"), cohort=made.cohort, kind=kind, values=values(made, begins, **changes), expected=chosen)


def given(made, **standings):
    found = {made.enrolments[name].pk: ("attended", "") for name in made.enrolments}
    return found | {made.enrolments[name].pk: standing for name, standing in standings.items()}


def take(made, session, **standings):
    session.refresh_from_db()
    with now_is(session.starts_at + dt.timedelta(hours=1)):
        return registers.take_register(by=made.by("trainer"), session=session, revision=session.revision, given=given(made, **standings))


def letters(kind):
    return sorted(Letter.objects.filter(kind=f"training.{kind}").values_list("person_id", flat=True))


def people(made, *names):
    return sorted(made.people[name].person_id for name in names)


def test_planning_expects_the_whole_cohort_and_tells_each_without_naming_another(made):
    plan(made)
    assert letters("session_planned") == people(made, "Amara", "Bela", "Cleo")
    said = " ".join(Letter.objects.filter(kind="training.session_planned", person_id=made.people["Amara"].person_id).values_list("text", flat=True))
    assert [name for name in ("Amara", "Bela", "Cleo", "Tara") if name in said] == ["Amara"]
    assert "Wednesday 27 October 2027, 6pm" in said


def test_a_small_group_is_chosen_and_a_second_press_plans_nothing_more(made):
    plan(made, ["Amara", "Bela"], kind="supervision")
    with pytest.raises(NotNow, match="already"):
        plan(made, ["Amara", "Bela"], kind="supervision")
    assert (Session.objects.count(), Attendance.objects.count(), len(letters("session_planned"))) == (1, 2, 2)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " \x00"}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"place": ""}, "place"),
        ({"starts_at": TERM, "ends_at": TERM + dt.timedelta(hours=1)}, "starts_at"),
        ({"ends_at": BEGINS}, "ends_at"),
        ({"ends_at": BEGINS + dt.timedelta(hours=97)}, "ends_at"),
        ({"capacity": 0}, "capacity"),
        ({"capacity": 2}, "capacity"),
        ({"lead": None}, "lead"),
        ({"starts_at": dt.datetime(2029, 9, 1, 9, tzinfo=dt.UTC), "ends_at": dt.datetime(2029, 9, 1, 10, tzinfo=dt.UTC)}, "starts_at"),
    ],
)
def test_a_session_that_cannot_be_used_is_told_by_its_field_and_nothing_is_planned(made, changes, field):
    with pytest.raises(BadInput) as error:
        plan(made, **changes)
    assert (list(error.value.fields), Session.objects.count()) == ([field], 0)


def test_only_training_staff_and_coaches_of_the_cohort_lead(made):
    with pytest.raises(BadInput):
        plan(made, lead=make_account(("staff", "examinations")).person)
    plan(made, lead=made.coach.person)
    assert Session.objects.get().lead_id == made.coach.person_id


def test_a_change_tells_those_expected_and_a_stale_one_is_a_conflict(made):
    session = plan(made)
    with now_is(TERM):
        sessions.change_session(by=made.by("trainer"), session=session, revision=0, values=values(made, place="Hall 3, Leeds"))
        with pytest.raises(Conflict):
            sessions.change_session(by=made.by("trainer"), session=session, revision=0, values=values(made, place="Hall 4, Leeds"))
    assert (Session.objects.get().place, letters("session_changed")) == ("Hall 3, Leeds", people(made, "Amara", "Bela", "Cleo"))
    with now_is(DURING), pytest.raises(NotNow, match="began"):
        sessions.change_session(by=made.by("trainer"), session=session, revision=1, values=values(made))


def test_cancelling_has_a_reason_and_tells_those_expected_once(made):
    session = plan(made, ["Amara", "Bela"], kind="supervision")
    with now_is(TERM):
        with pytest.raises(BadInput):
            sessions.cancel_session(by=made.by("trainer"), session=session, reason="tired")
        sessions.cancel_session(by=made.by("trainer"), session=session, reason="weather")
        with pytest.raises(NotNow):
            sessions.cancel_session(by=made.by("trainer"), session=session, reason="weather")
    assert letters("session_cancelled") == people(made, "Amara", "Bela")
    assert "Weather or travel" in Letter.objects.filter(kind="training.session_cancelled")[0].text
    with now_is(DURING), pytest.raises(NotNow, match="cancelled"):
        registers.take_register(by=made.by("trainer"), session=session, revision=session.revision, given={})


def test_who_is_expected_is_set_anew_and_only_those_concerned_are_told(made):
    session = plan(made, ["Amara", "Bela"], kind="supervision")
    with now_is(TERM):
        chosen = [made.enrolments["Bela"].pk, made.enrolments["Cleo"].pk]
        assert sessions.expect(by=made.by("trainer"), session=session, revision=0, enrolments=chosen) == 2
    assert letters("session_planned") == people(made, "Amara", "Bela", "Cleo")
    assert letters("session_cancelled") == people(made, "Amara")


def test_the_register_is_taken_for_everybody_or_for_nobody(made):
    session = plan(made)
    with now_is(DURING):
        for broken in (
            given(made, Bela=("", "")),
            given(made, Bela=("expected", "")),
            given(made, Bela=("absent", "")),
            given(made, Bela=("absent", "bored")),
            given(made, Bela=("attended", "illness")),
            given(made) | {uuid.uuid4(): ("attended", "")},
            {},
        ):
            with pytest.raises(BadInput):
                registers.take_register(by=made.by("trainer"), session=session, revision=0, given=broken)
        assert set(Attendance.objects.values_list("standing", flat=True)) == {"expected"}
        registers.take_register(
            by=made.by("trainer"), session=session, revision=0, given=given(made, Bela=("absent", "illness"), Cleo=("excused", ""))
        )
    found = Attendance.objects.order_by("enrolment__person__full_name").values_list("standing", "reason")
    assert list(found) == [("attended", ""), ("absent", "illness"), ("excused", "")]


def test_a_correction_is_in_the_audit_of_whom_it_is_about_and_a_stale_register_shows_both(made):
    session = plan(made)
    take(made, session, Bela=("absent", "no-word"))
    assert take(made, session) == 1
    with now_is(DURING), pytest.raises(Conflict) as error:
        registers.take_register(by=made.by("trainer"), session=session, revision=1, given=given(made, Cleo=("absent", "travel")))
    assert error.value.differences == (("Cleo", "Absent: travel", "Attended"),)
    events = Event.objects.filter(action="training.take-register", subject_id=made.people["Bela"].person_id).order_by("at", "id")
    assert [(one.fields, one.reason) for one in events] == [(["reason", "standing"], "noted"), (["reason", "standing"], "put-right")]


def test_the_register_waits_for_the_session_to_begin_and_is_its_leads_or_staffs(made):
    session = plan(made, lead=made.coach.person)
    with now_is(TERM), pytest.raises(NotNow, match="once the session has begun"):
        registers.take_register(by=made.by("coach"), session=session, revision=0, given=given(made))
    with now_is(DURING):
        for name in ("Amara", "examiner", "lead"):
            with pytest.raises(NotAllowed):
                registers.take_register(by=made.by(name), session=session, revision=0, given=given(made))
        assert registers.take_register(by=made.by("coach"), session=session, revision=0, given=given(made)) == 3


def test_whoever_led_a_session_sees_nothing_of_it_once_they_do_not_coach_there(made):
    session, elsewhere = plan(made, lead=made.coach.person), make_cohort(name="Another year", host_policy="any_open")
    grant(by=system("tests"), person=made.coach.person, role="coach", scope="cohort", scope_id=str(elsewhere.pk))
    assert reading.led(made.by("coach")) == [session]
    end_grant(by=system("tests"), grant=Grant.objects.get(person=made.coach.person, scope_id=str(made.cohort.pk)), reason="moved")
    with now_is(DURING):
        with pytest.raises(NotAllowed):
            registers.take_register(by=made.by("coach"), session=session, revision=0, given=given(made))
        assert (reading.led(made.by("coach")), Attendance.objects.filter(standing="expected").count()) == ([], 3)
        pages = [made.browser("coach").get(reverse(f"training:{name}", args=[session.pk])) for name in ("session", "register")]
    assert [(page.status_code, "Amara" in page.content.decode()) for page in pages] == [(404, False)] * 2


def test_two_absences_tell_a_human_and_a_follow_up_takes_them_off_the_list(made):
    first = plan(made)
    second = plan(made, begins=BEGINS + dt.timedelta(days=14))
    third = plan(made, begins=BEGINS + dt.timedelta(days=21))
    take(made, first, Amara=("absent", "no-word"), Bela=("absent", "illness"), Cleo=("excused", ""))
    assert reading.absences(made.by("trainer"), made.cohort) == []
    take(made, second, Amara=("absent", "no-word"), Bela=("attended", ""), Cleo=("excused", ""))
    with now_is(BEGINS + dt.timedelta(days=15)):
        flagged = reading.absences(made.by("trainer"), made.cohort)
        assert [(one.enrolment.person.full_name, one.count) for one in flagged] == [("Amara", 2)]
        assert ("A participant missed sessions", f"Cohort {made.cohort.name}") in [(thing[0], thing[2]) for thing in waiting_for(made.by("trainer"))]
        registers.follow_up(by=made.by("trainer"), enrolment=made.enrolments["Amara"], outcome="spoke")
        with pytest.raises(NotNow):
            registers.follow_up(by=made.by("trainer"), enrolment=made.enrolments["Amara"], outcome="spoke")
        assert reading.absences(made.by("trainer"), made.cohort) == []
    take(made, third, Amara=("absent", "travel"))
    with now_is(BEGINS + dt.timedelta(days=22)):
        assert reading.absences(made.by("trainer"), made.cohort) == []
    made.enrolments["Amara"].refresh_from_db()
    assert (made.enrolments["Amara"].state, FollowUp.objects.count()) == ("active", 1)


def test_absences_long_ago_are_not_counted(made):
    take(made, plan(made), Amara=("absent", "no-word"))
    take(made, plan(made, begins=BEGINS + dt.timedelta(days=1)), Amara=("absent", "no-word"))
    with now_is(TERM):
        by = made.by("trainer")
    with now_is(BEGINS + dt.timedelta(days=119)):
        assert len(reading.absences(by, made.cohort)) == 1
    with now_is(BEGINS + dt.timedelta(days=121)):
        assert reading.absences(by, made.cohort) == []


def test_a_session_is_seen_by_those_expected_without_the_others(made):
    session = plan(made, ["Amara", "Bela"], kind="supervision")
    address = reverse("training:session", args=[session.pk])
    with now_is(TERM):
        pages = {name: made.browser(name).get(address) for name in ("Amara", "Cleo", "trainer", "examiner", "coach", "lead")}
    assert [page.status_code for page in pages.values()] == [200, 404, 200, 404, 404, 404]
    assert [name for name in ("Amara", "Bela") if name in words(pages["trainer"])] == ["Amara", "Bela"]
    assert "Bela" not in words(pages["Amara"])


def test_the_pages_plan_change_expect_register_follow_up_and_cancel(made):
    form = {
        "kind": "twilight", "title": "Attendance", "place": "Online", "starts_day": "2027-10-27", "starts_time": "5pm", "ends_day": "2027-10-27",
        "ends_time": "19:00", "lead": str(made.trainer.person_id), "capacity": "", "who": "everybody",
    }  # fmt: skip
    with now_is(TERM):
        client = made.browser("trainer")
        new = reverse("training:plan-session", args=[made.cohort.pk])
        assert client.get(new).status_code == 200
        assert [client.post(new, form).status_code for _ in range(2)] == [302, 409]
        for nonsense in (
            {},
            {**form, "kind": "coaching"},
            {**form, "starts_time": "25:99"},
            {**form, "lead": "x"},
            {**form, "who": "chosen"},
            {**form, "who": "chosen", "expected": [str(uuid.uuid4())]},
            {**form, "title": "\x00"},
            {**form, "capacity": "9" * 400},
        ):
            assert client.post(new, nonsense).status_code == 422
        session = Session.objects.get()
        assert session.starts_at == dt.datetime(2027, 10, 27, 16, tzinfo=dt.UTC)
        for name in ("change-session", "expect", "cancel-session"):
            assert client.get(reverse(f"training:{name}", args=[session.pk])).status_code == 200
        change = reverse("training:change-session", args=[session.pk])
        assert [client.post(change, {**form, "revision": "0", "place": place}).status_code for place in ("Here", "There")] == [302, 409]
        assert client.post(reverse("training:register", args=[session.pk])).status_code == 409
        expected = {"revision": "1", "expected": [str(made.enrolments[name].pk) for name in ("Amara", "Bela")]}
        assert [client.post(reverse("training:expect", args=[session.pk]), expected).status_code for _ in range(2)] == [302, 409]
    register = reverse("training:register", args=[session.pk])
    with now_is(dt.datetime(2027, 10, 27, 17, tzinfo=dt.UTC)):
        client = made.browser("trainer")
        keys = {name: str(made.enrolments[name].pk) for name in ("Amara", "Bela")}
        assert client.get(register).status_code == 200
        broken = client.post(register, {"revision": "2", keys["Amara"]: "attended"})
        assert (broken.status_code, f'id="id_{keys["Bela"]}-error"' in broken.content.decode()) == (422, True)
        whole = {"revision": "2", keys["Amara"]: "attended", keys["Bela"]: "absent", f"{keys['Bela']}_reason": "travel"}
        assert [client.post(register, whole).status_code for _ in range(2)] == [302, 409]
        assert client.post(register, {**whole, "revision": "x"}).status_code == 422
        assert client.post(reverse("training:cancel-session", args=[session.pk]), {"reason": "weather"}).status_code == 409
        for name in ("planned", "led"):
            assert client.get(reverse(f"training:{name}")).status_code in (200, 403)
        assert client.get(reverse("training:absences", args=[made.cohort.pk])).status_code == 200
    with now_is(dt.datetime(2027, 10, 27, 19, tzinfo=dt.UTC)):
        mine = made.browser("Bela").get(reverse("training:sessions"))
    assert (mine.status_code, "Absent: travel" in words(mine)) == (200, True)


def test_follow_up_by_the_page_and_a_second_press_changes_nothing(made):
    take(made, plan(made), Amara=("absent", "no-word"))
    take(made, plan(made, begins=BEGINS + dt.timedelta(days=1)), Amara=("absent", "no-word"))
    with now_is(BEGINS + dt.timedelta(days=2)):
        client, address = made.browser("trainer"), reverse("training:follow-up", args=[made.enrolments["Amara"].pk])
        assert (client.get(address).status_code, client.post(address, {"outcome": "x"}).status_code) == (200, 422)
        assert [client.post(address, {"outcome": "spoke"}).status_code for _ in range(2)] == [302, 302]
        assert made.browser("coach").get(address).status_code == 404
    assert FollowUp.objects.count() == 1


def test_a_calendar_file_escapes_folds_and_says_what_was_cancelled(made):
    session = plan(made, title="Talk; listen, then: \\ do — " + "é" * 60, place="Room 1\nFloor 2")
    other = plan(made, begins=BEGINS + dt.timedelta(days=1))
    with now_is(TERM):
        sessions.cancel_session(by=made.by("trainer"), session=other, reason="weather")
        response = made.browser("Amara").get(reverse("training:calendar"))
    text = response.content.decode()
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    lines = text.split("\r\n")
    assert (lines[0], lines[-2:], text.count("\n") == text.count("\r\n")) == ("BEGIN:VCALENDAR", ["END:VCALENDAR", ""], True)
    assert max(len(line.encode()) for line in lines) <= 75
    whole = text.replace("\r\n ", "")
    assert "SUMMARY:Twilight: Talk\\; listen\\, then: \\\\ do — " + "é" * 60 + "\r\n" in whole
    assert [f"UID:{one.pk}@" in whole for one in (session, other)] == [True, True]
    assert (whole.count("STATUS:CONFIRMED"), whole.count("STATUS:CANCELLED")) == (1, 1)
    assert "DTSTART:20271027T170000Z" in whole
    assert [name for name in ("Amara", "Bela", "Tara") if name in whole] == []
    assert made.browser("Bela").get(reverse("training:calendar")).content.decode().count("BEGIN:VEVENT") == 2


def test_lines_fold_by_octets_and_never_within_a_letter():
    assert folded("x" * 75) == "x" * 75
    assert folded("x" * 76) == "x" * 75 + "\r\n x"
    assert folded("x" * 74 + "é") == "x" * 74 + "\r\n é"
    assert escaped("a\r\nb\rc\x00\x07") == "a\\nb\\nc"
    assert calendar_of([], now=TERM, address="https://difference.example").endswith("END:VCALENDAR\r\n")
