"""What is past its time goes by night, in batches; what a hold keeps, and what is not past its time, stays."""

import dataclasses
import datetime as dt

import pytest
import time_machine

from difference.foundations import clock
from difference.foundations.actors import system
from difference.foundations.audit.models import Event
from difference.foundations.mail.models import Letter
from difference.foundations.people.models import Account, Invitation, Person
from difference.foundations.rights import commands, tasks
from difference.foundations.rights.erasure import due
from difference.foundations.rights.retention.reading import schedule
from tests.foundations.rights import planting
from tests.making import make_account, make_actor

pytestmark = pytest.mark.django_db
LATER = "2027-11-23T10:00:00+00:00"


def model_of(label):
    return schedule()[label].model


def counts():
    return dict(due.counts(clock.now()))


def test_nothing_is_due_too_early():
    planting.make_somebody()
    assert counts() == {}
    assert tasks.retain.call() == {}


def test_an_application_without_a_place_goes_six_months_after_its_cohort_began_with_all_that_hangs_on_it():
    person, account, _ = planting.make_somebody()
    planting.plant(person)
    starts = model_of("cohorts.cohort").objects.get().starts_on
    moment = dt.datetime.combine(starts + dt.timedelta(days=183), dt.time(12), dt.UTC)
    with time_machine.travel(moment, tick=False):
        assert "Your applications" not in counts()
    with time_machine.travel(moment + dt.timedelta(days=1), tick=False):
        assert counts()["Your applications"] == 1
        done = tasks.retain.call()
        application = model_of("recruitment.application").objects.get()
        assert done["recruitment.application"] >= 5
        assert (application.phone, application.experience, application.state, application.person_id) == ("", "", "withdrawn", person.pk)
        gone = ("recruitment.reference", "recruitment.score", "recruitment.competencyanswer", "recruitment.safercheck")
        assert [label for label in gone if model_of(label).objects.exists()] == []
        assert model_of("recruitment.decision").objects.get().feedback == ""
        assert "Your applications" not in counts()
    person.refresh_from_db()
    assert (person.erased_at, Account.objects.filter(pk=account.pk).exists()) == (None, True)


def test_a_hold_keeps_what_is_past_its_time():
    person, _, _ = planting.make_somebody()
    commands.place_hold(
        by=make_actor("data_protection_officer"), person=person, kind="legal", reason="authority", review_on=clock.today() + dt.timedelta(days=9)
    )
    with time_machine.travel("2031-01-01T10:00:00+00:00", tick=False):
        tasks.retain.call()
        assert model_of("recruitment.reference").objects.exists()
    person.refresh_from_db()
    assert person.erased_at is None


def test_whoever_has_had_no_part_for_two_years_is_erased_and_told():
    idle, busy, staff = make_account("candidate"), make_account("candidate"), make_account("assessor")
    Account.objects.filter(pk=busy.pk).update(last_login=dt.datetime(2028, 6, 1, tzinfo=dt.UTC))
    from difference.foundations.people.models import Grant

    Grant.objects.filter(person=staff.person).update(ends_at=None)
    with time_machine.travel("2028-11-23T10:00:00+00:00", tick=False):
        assert tasks.retain.call().get("people") == 1
    assert list(Person.objects.exclude(erased_at=None)) == [idle.person]
    letter = Letter.objects.get(kind="rights.erased")
    assert (letter.person_id, Event.objects.get(action="rights.erase").reason) == (idle.person_id, "past-its-time")


def test_an_address_that_never_answered_its_invitation_is_blanked_ninety_days_after_the_link_ran_out():
    commands_by = system("tests")
    from difference.foundations.people.commands import invite

    invite(by=commands_by, email="nobody@tests.example", role="assessor", scope="programme")
    with time_machine.travel("2027-03-08T10:00:01+00:00", tick=False):
        tasks.retain.call()
    assert Invitation.objects.get().email == ""


def test_a_closed_concern_goes_with_its_words_and_notes_after_twenty_five_years():
    person, _, _ = planting.make_somebody()
    concern = model_of("concerns.concern")
    values = {"state": "closed", "taken_at": clock.now(), "taken_by": person.pk, "no_conflict": True}
    concern.objects.update(**values, closed_at=clock.now(), closed_by=person.pk, outcome="advice")
    model_of("concerns.note").objects.create(concern=concern.objects.get(), text="x", written_by=person.pk)
    with time_machine.travel("2051-11-20T10:00:00+00:00", tick=False):
        assert "Concerns that you raised" not in counts()
    with time_machine.travel("2051-11-25T10:00:00+00:00", tick=False):
        tasks.retain.call()
    assert [model_of(label).objects.count() for label in ("concerns.concern", "concerns.words", "concerns.note")] == [0, 0, 0]


def test_batches_go_on_until_nothing_is_left(monkeypatch):
    from difference.foundations.people.models import Attempts
    from difference.foundations.rights.rules import rules

    Attempts.objects.bulk_create(Attempts(key=f"{n}", started_at=clock.now(), count=1) for n in range(7))
    small = dataclasses.replace(rules(), rows_a_batch=3)
    monkeypatch.setattr(tasks, "rules", lambda: small)
    with time_machine.travel("2027-01-23T10:00:00+00:00", tick=False):
        assert tasks.retain.call() == {"people.attempts": 7}
    assert Attempts.objects.count() == 0
    assert Event.objects.filter(action="rights.retain", object_type="people.attempts").count() == 3
