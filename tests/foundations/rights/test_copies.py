"""Copies of everything we hold: complete by the schedule, without what others told us in confidence, and gone after a week."""

import dataclasses
import io
import json
import zipfile

import pytest
import time_machine

from difference.errors import NotAllowed, NotFound, NotNow, NotSignedIn
from difference.foundations import clock
from difference.foundations.actors import Actor, system
from difference.foundations.audit.commands import record
from difference.foundations.documents import queries as documents
from difference.foundations.documents.models import Document
from difference.foundations.mail.commands import post
from difference.foundations.mail.models import Letter
from difference.foundations.people.queries import actor_for
from difference.foundations.rights import commands, tasks
from difference.foundations.rights.models import Request
from difference.foundations.rights.retention.reading import about_people, schedule
from difference.foundations.rights.rules import rules
from tests.foundations.rights import planting
from tests.making import make_account, make_actor

pytestmark = pytest.mark.django_db
OFFICER = "data_protection_officer"


def copy_of(account):
    by = actor_for(account)
    request = commands.ask(by=by, person=account.person, kind="access")
    assert commands.have_copy_made(by=by, request=request)
    request.refresh_from_db()
    return opened(by, request)


def opened(by, request):
    path = documents.readable(documents.one(by, request.document_id))
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_copy_holds_every_field_that_the_schedule_does_not_withhold_and_none_that_it_does():
    person, account, document = planting.make_somebody()
    planted, _ = planting.plant(person)
    account.refresh_from_db()
    files = copy_of(account)
    words = (files["everything.json"] + files["index.html"]).decode().upper()
    shown, wanted = set(), set()
    for mark, (label, name) in planted.items():
        entry = schedule()[label]
        seen = not entry.hidden and not entry.why_withheld(name)
        # A letter of an unknown kind is taken for secret: its words are not repeated. What is not published yet is left out.
        seen = seen and (label, name) != ("mail.letter", "text") and not entry.only_where
        wanted |= {f"{label}.{name}"} if seen else set()
        shown |= {f"{label}.{name}"} if mark in words else set()
    assert shown == wanted
    assert files[f"documents/{document.pk}.txt"] == b"These are the words of ZQ9999Q."
    assert {part["what"] for part in json.loads(files["everything.json"])["parts"]} == {entry.label for entry in about_people()}


def test_a_reference_is_left_out_unless_the_referee_said_that_it_may_be_seen():
    _person, account, _ = planting.make_somebody()
    model = schedule()["recruitment.testimony"].model
    model.objects.update(strengths="ZQ8001Q", openness="in_confidence")
    assert b"ZQ8001Q" not in copy_of(account)["everything.json"]
    model.objects.update(openness="open")
    with time_machine.travel("2026-11-23T12:00:00+00:00", tick=False):
        assert b"ZQ8001Q" in copy_of(account)["everything.json"]


def test_what_a_decision_says_is_left_out_until_it_is_published():
    _person, account, _ = planting.make_somebody()
    model = schedule()["recruitment.decision"].model
    model.objects.update(feedback="ZQ8002Q")
    files = copy_of(account)
    assert (b"ZQ8002Q" in files["everything.json"], b"has not been published yet" in files["index.html"]) == (False, True)
    who = make_account("assessor").person_id, make_account("assessor").person_id
    model.objects.update(
        confirmed_by=who[0], confirmed_at=clock.now(), published_by=who[1], published_at=clock.now(), proposed_by=who[1]
    )  # fmt: skip
    with time_machine.travel("2026-11-23T12:00:00+00:00", tick=False):
        words = copy_of(account)["everything.json"].decode()
    assert ("ZQ8002Q" in words, str(who[0]) in words) == (True, False)


def test_the_audit_says_who_by_their_role_and_nothing_about_anybody_else():
    account, other = make_account("candidate"), make_account("candidate")
    officer = make_account(OFFICER, name="Grace Amadi")
    record(actor_for(officer), "people.see-events", account.person, subject=account.person_id, kind="seen")
    record(actor_for(account), "people.change-own-details", other.person, subject=other.person_id, fields=["full_name"])
    parts = {part["what"]: part for part in json.loads(copy_of(account)["everything.json"])["parts"]}
    rows = parts["audit.event"]["rows"]
    assert {"Somebody who was data protection officer", "You"} <= {row["who"] for row in rows}
    words = json.dumps(rows)
    assert all(word not in words for word in ("Grace Amadi", str(officer.person_id), str(other.person_id)))


def test_a_letter_that_signs_somebody_in_is_listed_without_its_words():
    account = make_account("candidate")
    post(by=system("tests"), to=account.email, kind="people.password_reset", subject="A link", text="https://secret.example", person_id=None)
    words = copy_of(account)["everything.json"].decode()
    assert ("secret.example" in words, "signs somebody in" in words) == (False, True)


def test_concerns_are_told_of_but_not_what_was_written_and_holds_not_at_all():
    _person, account, _ = planting.make_somebody()
    words = json.loads(copy_of(account)["everything.json"])
    rows = {part["what"]: part["rows"] for part in words["parts"]}
    assert (len(rows["concerns.concern"]), rows["concerns.words"], rows["rights.hold"]) == (1, [], [])


def test_a_copy_is_for_its_person_for_a_week_and_then_gone():
    account = make_account("candidate")
    copy_of(account)
    made = Document.objects.get(purpose="export")
    for by in (make_actor("candidate"), make_actor("administrator"), make_actor(OFFICER)):
        with pytest.raises(NotFound):
            documents.one(by, made.pk)
    with time_machine.travel("2026-11-30T10:00:01+00:00", tick=False):
        with pytest.raises(NotFound):
            documents.one(actor_for(account), made.pk)
        assert commands.sweep_copies(by=system("tests")) == 1
    assert not Document.objects.filter(purpose="export").exists()


def test_the_officer_has_the_copy_of_whoever_asked_by_post():
    account, officer = make_account("candidate"), make_actor(OFFICER)
    request = commands.register(
        by=officer, kind="access", person=account.person, received_on=clock.today(), how_checked="rang-known-number"
    )  # fmt: skip
    commands.have_copy_made(by=officer, request=request)
    request.refresh_from_db()
    assert account.email.encode() in opened(officer, request)["everything.json"]
    assert Letter.objects.get(kind="rights.copy_ready").to == account.email
    with pytest.raises(NotFound):
        documents.one(make_actor("administrator"), request.document_id)


def test_nobody_has_a_copy_made_of_somebody_elses_data():
    account = make_account("candidate")
    request = commands.ask(by=actor_for(account), person=account.person, kind="access")
    for by in (make_actor("candidate"), make_actor("administrator"), Actor()):
        with pytest.raises((NotAllowed, NotSignedIn)):
            commands.prepare_copy(by=by, request=request)


def test_a_second_copy_within_the_hour_is_refused_and_the_first_named():
    account = make_account("candidate")
    copy_of(account)
    with pytest.raises(NotNow, match="A copy was made"):
        copy_of(account)


def test_a_large_copy_is_made_by_the_worker(monkeypatch, django_capture_on_commit_callbacks):
    account = make_account("candidate")
    small = dataclasses.replace(rules(), at_once_rows=0)
    monkeypatch.setattr("difference.foundations.rights.commands.copies.rules", lambda: small)
    by = actor_for(account)
    request = commands.ask(by=by, person=account.person, kind="access")
    assert not commands.have_copy_made(by=by, request=request)
    assert (request.state, Document.objects.count()) == ("preparing", 0)
    assert tasks.make.call(str(request.pk)) is True
    assert tasks.make.call(str(request.pk)) is False
    assert Request.objects.get(pk=request.pk).state == "answered"
    assert Letter.objects.get(kind="rights.copy_ready").to == account.email
