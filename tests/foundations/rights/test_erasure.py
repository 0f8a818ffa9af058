"""Erasure: what is planted in every field is gone from the whole database and from the disk, but for what the schedule lets stay."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session

from difference.errors import NotAllowed, NotNow
from difference.foundations import clock
from difference.foundations.actors import system
from difference.foundations.audit.models import Event
from difference.foundations.mail.commands import post
from difference.foundations.mail.models import Letter
from difference.foundations.people.models import Account, Person
from difference.foundations.people.queries import actor_for
from difference.foundations.rights import commands
from difference.foundations.rights.erasure.erasing import erase_person
from difference.foundations.rights.models import Request
from difference.foundations.rights.retention.entries import BLANK, KEEP
from difference.foundations.rights.retention.reading import schedule
from tests.foundations.rights import planting
from tests.making import make_account, make_actor

pytestmark = pytest.mark.django_db
# Personal words that stay, each for the reason that its entry gives. Whatever else stays is a key, a code or a moment.
STAYS = {
    "concerns.words.text", "concerns.words.where", "concerns.words.reach", "people.invitation.token_hash",
    "training.moduleresult.lines", "training.withdrawal.reasons", "training.withdrawalwords.text",
    "training.award.name", "training.award.classification", "training.award.lines",
}  # fmt: skip


def ask_and_erase(account):
    officer = make_actor("data_protection_officer")
    request = commands.ask(by=actor_for(account), person=account.person, kind="erasure")
    return commands.erase(by=officer, request=request), request


def on_the_disk(folder):
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_nothing_planted_is_left_but_what_the_schedule_lets_stay(django_capture_on_commit_callbacks, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    person, account, document = planting.make_somebody()
    planted, refused = planting.plant(person)
    account.refresh_from_db()
    personal = [f"{label}.{name}" for label, name in refused if schedule()[label].class_of(name).personal]
    assert (personal, len(planted) > 40, b"ZQ9999Q" in on_the_disk(tmp_path)) == ([], True, True)
    with django_capture_on_commit_callbacks(execute=True):
        ask_and_erase(account)
    farewell = Letter.objects.get(kind="rights.erased")
    assert farewell.to == account.email
    commands.finish_erasures(by=system("tests"), limit=10)

    left, tables = set(), {entry.model._meta.db_table: entry for entry in schedule().values()}
    for mark, table in planting.found_in_database():
        label, name = planted.get(mark, (mark, ""))
        assert tables[table].label == label, f"{mark}, planted in {label}.{name}, stands in {table}"
        left.add((label, name))
    personal = {f"{label}.{name}" for label, name in left if schedule()[label].class_of(name).personal}
    kept = {f"{label}.{name}" for label, name in left if schedule()[label].at_erasure not in {KEEP, BLANK}}
    assert (personal, kept, b"ZQ9999Q" in on_the_disk(tmp_path), document.path.exists()) == (STAYS, set(), False, False)


def test_sign_ins_end_and_the_account_is_gone():
    person, account, _ = planting.make_somebody()
    ask_and_erase(account)
    theirs = [each for each in Session.objects.all() if each.get_decoded().get("_auth_user_id") == str(account.pk)]
    assert (theirs, Account.objects.filter(pk=account.pk).exists()) == ([], False)
    person.refresh_from_db()
    assert (person.full_name, person.known_as, person.erased_at) == ("", "", clock.now())


def test_the_audit_stays_and_speaks_of_them_by_their_key():
    person, account, _ = planting.make_somebody()
    before = Event.objects.filter(subject_id=person.pk).count()
    ask_and_erase(account)
    events = Event.objects.filter(subject_id=person.pk)
    assert events.count() > before
    assert events.filter(action="rights.erase", object_id=str(person.pk), reason="asked").exists()


def test_erasing_again_changes_nothing_and_sends_no_second_letter():
    person, account, _ = planting.make_somebody()
    ask_and_erase(account)
    person.refresh_from_db()
    first = (person.erased_at, person.revision, Letter.objects.count(), list(Person.objects.values_list("pk", flat=True)))
    erase_person(person)
    assert (person.erased_at, person.revision, Letter.objects.count(), list(Person.objects.values_list("pk", flat=True))) == first


def test_a_second_click_is_refused():
    account = make_account("candidate")
    _, request = ask_and_erase(account)
    with pytest.raises(NotNow):
        commands.erase(by=make_actor("data_protection_officer"), request=request)


def test_letters_that_wait_are_not_sent_any_more_but_the_farewell_is(settings):
    settings.EMAIL_HOST = "mail.tests.example"
    account = make_account("candidate")
    waiting = post(by=system("tests"), to=account.email, kind="people.offer", subject="An offer", text="Hello.", person_id=account.person_id)
    ask_and_erase(account)
    waiting.refresh_from_db()
    farewell = Letter.objects.get(kind="rights.erased")
    assert (waiting.state, waiting.to, waiting.text) == ("discarded", "", "")
    assert (farewell.state, farewell.to) == ("queued", account.email)
    commands.finish_erasures(by=system("tests"), limit=10)
    farewell.refresh_from_db()
    assert farewell.to == account.email
    Letter.objects.filter(pk=farewell.pk).update(state="sent", sent_at=clock.now())
    commands.finish_erasures(by=system("tests"), limit=10)
    farewell.refresh_from_db()
    assert (farewell.to, farewell.text, farewell.subject) == ("", "", "")


def test_letters_to_others_lose_the_name_and_nothing_else():
    account = make_account("candidate", name="Amara Osei", email="amara@tests.example")
    words = "Amara Osei (amara@tests.example) has named you. Amara Oseinde has not.\n"
    letter = post(by=system("tests"), to="head@tests.example", kind="recruitment.reference", subject="About Amara Osei", text=words)
    ask_and_erase(account)
    letter.refresh_from_db()
    wanted = "[erased] ([erased]) has named you. Amara Oseinde has not.\n"
    assert (letter.to, letter.subject, letter.text) == ("head@tests.example", "About [erased]", wanted)


@pytest.mark.parametrize(("state", "word"), [("draft", "Withdraw"), ("offered", "Withdraw"), ("accepted", "give it up")])
def test_whoever_is_in_the_running_or_has_a_place_is_told_what_to_do_first(state, word):
    person, account, _ = planting.make_somebody()
    model = schedule()["recruitment.application"].model
    model.objects.filter(person=person).update(state=state, submitted_at=None if state == "draft" else clock.now())
    with pytest.raises(NotNow, match=word):
        ask_and_erase(account)
    person.refresh_from_db()
    assert (person.full_name, Request.objects.get(person=person, kind="erasure").state) == ("Somebody ZQ9998Q", "received")


def test_whoever_still_works_for_the_programme_is_not_erased():
    account = make_account("assessor")
    with pytest.raises(NotNow, match="as assessor"):
        ask_and_erase(account)


def test_an_alumnus_may_go():
    account = make_account("alumnus")
    ask_and_erase(account)
    account.person.refresh_from_db()
    assert account.person.erased_at == clock.now()


def test_a_hold_stops_an_erasure_until_it_is_lifted():
    account, officer = make_account("candidate"), make_actor("data_protection_officer")
    hold = commands.place_hold(by=officer, person=account.person, kind="legal", reason="claim", review_on=clock.today() + dt.timedelta(days=30))
    request = commands.ask(by=actor_for(account), person=account.person, kind="erasure")
    with pytest.raises(NotNow, match="A hold stands"):
        commands.erase(by=officer, request=request)
    commands.lift_hold(by=officer, hold=hold, reason="ended")
    commands.erase(by=officer, request=request)
    account.person.refresh_from_db()
    assert account.person.erased_at == clock.now()


def test_nobody_erases_themself_and_nobody_but_the_officer_erases_others():
    officer_account, other = make_account("data_protection_officer"), make_account("candidate")
    own = commands.ask(by=actor_for(officer_account), person=officer_account.person, kind="erasure")
    theirs = commands.ask(by=actor_for(other), person=other.person, kind="erasure")
    for by, request in [(actor_for(officer_account), own), (make_actor("administrator"), theirs), (actor_for(other), theirs)]:
        with pytest.raises(NotAllowed):
            commands.erase(by=by, request=request)
    assert Person.objects.exclude(erased_at=None).count() == 0


def test_when_something_fails_half_way_everything_is_as_it_was(monkeypatch):
    person, account, _ = planting.make_somebody()
    from difference.foundations.rights.erasure import erasing

    real = erasing.apply

    def fail(entry, rows, action):
        if entry.label == "people.person":
            raise RuntimeError
        return real(entry, rows, action)

    monkeypatch.setattr(erasing, "apply", fail)
    request = commands.ask(by=actor_for(account), person=person, kind="erasure")
    before = planting.found_in_database()
    with pytest.raises(RuntimeError):
        commands.erase(by=make_actor("data_protection_officer"), request=request)
    assert planting.found_in_database() == before
    assert Account.objects.filter(pk=account.pk, is_active=True).exists()
