"""A concern that nobody takes in time is not left lying: the leads are told, once a working day, until somebody takes it."""

import pytest
import time_machine

from difference.errors import NotAllowed
from difference.foundations.actors import ANYONE, system
from difference.foundations.audit.models import Event
from difference.foundations.concerns import commands, letters, tasks
from difference.foundations.jobs import schedule
from difference.foundations.mail import kinds
from difference.foundations.mail.models import Letter
from tests.making import make_account, make_actor

pytestmark = pytest.mark.django_db

LEAD = ("staff", "safer_recruitment")


@pytest.fixture
def concern():
    make_account(LEAD)
    return commands.raise_concern(by=ANYONE, token="t", about="child", text="Zebedee-Quill is hurt", where="Hollow-Bridge", reach="07700-900123")


def remind_at(moment):
    with time_machine.travel(moment, tick=False):
        return tasks.remind.func()


def test_leads_are_told_once_a_working_day_from_when_it_was_due(concern):
    moments = ["2026-11-24T09:59Z", "2026-11-24T10:01Z", "2026-11-24T10:16Z", "2026-11-25T10:00Z", "2026-11-25T10:02Z"]
    assert [remind_at(moment) for moment in moments] == [0, 1, 0, 0, 1]
    assert Letter.objects.filter(kind=letters.OVERDUE).count() == 2


def test_nobody_is_reminded_of_what_has_been_taken(concern):
    lead = make_actor(LEAD)
    commands.take(by=lead, concern=concern, revision=0, no_conflict=True)
    assert remind_at("2026-11-30T10:00Z") == 0


def test_what_is_taken_at_the_last_moment_sends_no_letter(concern):
    commands.take(by=make_actor(LEAD), concern=type(concern).objects.get(), revision=0, no_conflict=True)
    assert commands.remind(by=system("concerns.remind"), concern=concern) is False
    assert Letter.objects.filter(kind=letters.OVERDUE).count() == 0


def test_only_the_system_reminds(concern):
    with pytest.raises(NotAllowed):
        commands.remind(by=make_actor(LEAD), concern=concern)


def test_a_reminder_says_nothing_of_what_it_is(concern):
    remind_at("2026-11-24T10:01Z")
    letter = Letter.objects.get(kind=letters.OVERDUE)
    found = letter.subject + letter.text + str(list(Event.objects.values()))
    assert [secret for secret in ("Zebedee", "Hollow", "900123", "child") if secret in found] == []
    assert f"/concerns/{concern.pk}/" in letter.text


def test_the_letters_are_the_leads_to_read_in_the_outbox():
    for name in letters.KINDS:
        assert [name in kinds.names_for(make_actor(role)) for role in (LEAD, ("staff", "recruitment"), "administrator")] == [True, False, False]


def test_the_reminder_is_on_the_schedule():
    entry = next(entry for entry in schedule.entries() if entry.name == "concerns.remind")
    assert schedule.task_of(entry).module_path == tasks.remind.module_path
