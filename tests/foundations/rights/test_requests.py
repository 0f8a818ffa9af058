"""Requests about data: by when they are due, who may do what with them, and what becomes of them."""

import datetime as dt

import pytest
import time_machine

from difference.errors import BadInput, NotAllowed, NotFound, NotNow
from difference.foundations import clock
from difference.foundations.audit.models import Event
from difference.foundations.mail.models import Letter
from difference.foundations.people.queries import actor_for
from difference.foundations.rights import commands, queries
from difference.foundations.rights.models import Hold, Request
from difference.foundations.rights.months import due_on, months_after
from tests.making import make_account, make_actor

OFFICER = "data_protection_officer"


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ((2026, 1, 31), (2026, 2, 28)),
        ((2028, 1, 31), (2028, 2, 29)),
        ((2026, 3, 31), (2026, 4, 30)),
        ((2026, 12, 31), (2027, 1, 31)),
        ((2026, 9, 3), (2026, 10, 3)),
        ((2026, 2, 28), (2026, 3, 28)),
    ],
)
def test_a_month_ends_on_the_same_day_or_on_the_last_of_a_shorter_month(received, due):
    assert due_on(dt.date(*received)) == dt.date(*due)


def test_two_more_months_are_counted_from_the_day_it_came_and_not_from_a_shortened_one():
    assert due_on(dt.date(2026, 1, 31), extended=True) == dt.date(2026, 4, 30)
    assert due_on(dt.date(2026, 12, 31), extended=True) == dt.date(2027, 3, 31)
    assert months_after(dt.date(2026, 11, 30), 3) == dt.date(2027, 2, 28)


@pytest.mark.django_db
def test_the_month_runs_from_the_day_in_london():
    account = make_account("candidate")
    with time_machine.travel("2026-06-30T23:30:00+00:00", tick=False):
        assert commands.ask(by=actor_for(account), person=account.person, kind="erasure").due_on == dt.date(2026, 8, 1)


@pytest.mark.django_db
def test_asking_is_confirmed_by_letter_and_stands_in_the_audit_without_its_words():
    account = make_account("candidate")
    made = commands.ask(by=actor_for(account), person=account.person, kind="rectification", words="My school is Alderley High.")
    letter, event = Letter.objects.get(kind="rights.asked"), Event.objects.get(action="rights.ask")
    assert (letter.to, "23 December 2026" in letter.text, "Alderley" in letter.text) == (account.email, True, False)
    assert (event.subject_id, event.reason, "Alderley" in str(event.__dict__), made.state) == (account.person_id, "rectification", False, "received")


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "words"), [("rectification", " "), ("objection", ""), ("nonsense", "x"), ("objection", "x" * 4001)])
def test_what_cannot_be_asked_is_refused_with_a_sentence(kind, words):
    account = make_account("candidate")
    with pytest.raises(BadInput):
        commands.ask(by=actor_for(account), person=account.person, kind=kind, words=words)
    assert Request.objects.count() == 0


@pytest.mark.django_db
def test_the_same_is_open_once():
    account = make_account("candidate")
    commands.ask(by=actor_for(account), person=account.person, kind="erasure")
    with pytest.raises(NotNow):
        commands.ask(by=actor_for(account), person=account.person, kind="erasure")


@pytest.mark.django_db
def test_nobody_asks_for_somebody_else():
    account = make_account("candidate")
    for by in (make_actor("candidate"), make_actor(OFFICER)):
        with pytest.raises(NotAllowed):
            commands.ask(by=by, person=account.person, kind="erasure")


@pytest.mark.django_db
def test_a_request_is_taken_back_once():
    account = make_account("candidate")
    made = commands.ask(by=actor_for(account), person=account.person, kind="erasure")
    commands.take_back(by=actor_for(account), request=made)
    with pytest.raises(NotNow):
        commands.take_back(by=actor_for(account), request=made)
    assert Request.objects.get().state == "withdrawn"


@pytest.mark.django_db
def test_a_refusal_carries_its_reason_and_the_way_to_complain():
    account, officer = make_account("candidate"), make_actor(OFFICER)
    made = commands.ask(by=actor_for(account), person=account.person, kind="erasure")
    with pytest.raises(BadInput):
        commands.refuse(by=officer, request=made, reason="already-right")
    commands.refuse(by=officer, request=made, reason="legal-claim")
    letter = Letter.objects.get(kind="rights.closed")
    assert ("legal claim" in letter.text, "ico.org.uk" in letter.text) == (True, True)
    assert (made.state, made.decided_by, made.reason) == ("refused", officer.person_id, "legal-claim")


@pytest.mark.django_db
def test_what_came_by_post_runs_from_its_own_day_and_says_how_they_were_checked():
    officer = make_actor(OFFICER)
    values = {"by": officer, "kind": "access", "person": None, "who": "A parent", "reach": "0113 496 0000"}
    made = commands.register(**values, received_on=dt.date(2026, 10, 31), how_checked="met-in-person")
    assert (made.due_on, clock.in_london(made.received_at).date(), made.registered_by) == (
        dt.date(2026, 11, 30), dt.date(2026, 10, 31), officer.person_id,
    )  # fmt: skip
    for wrong in ({"received_on": dt.date(2026, 11, 24)}, {"how_checked": ""}, {"who": " "}):
        with pytest.raises(BadInput):
            commands.register(**{**values, "received_on": dt.date(2026, 11, 1), "how_checked": "met-in-person", **wrong})
    assert Request.objects.count() == 1


@pytest.mark.django_db
def test_more_time_is_taken_once_and_within_the_month():
    account, officer = make_account("candidate"), make_actor(OFFICER)
    made = commands.ask(by=actor_for(account), person=account.person, kind="objection", words="Stop.")
    commands.extend(by=officer, request=made, reason="complex")
    assert made.due_on == dt.date(2027, 2, 23)
    with pytest.raises(NotNow):
        commands.extend(by=officer, request=made, reason="many")
    late = commands.ask(by=actor_for(account), person=account.person, kind="rectification", words="My name.")
    with time_machine.travel("2026-12-24T10:00:00+00:00", tick=False), pytest.raises(NotNow):
        commands.extend(by=officer, request=late, reason="many")


@pytest.mark.django_db
def test_the_officer_sees_every_request_and_others_their_own():
    first, second, officer = make_account("candidate"), make_account("candidate"), make_actor(OFFICER)
    mine = commands.ask(by=actor_for(first), person=first.person, kind="erasure")
    theirs = commands.ask(by=actor_for(second), person=second.person, kind="erasure")
    assert list(queries.visible_to(actor_for(first))) == [mine]
    assert set(queries.visible_to(officer)) == {mine, theirs}
    assert list(queries.waiting_for(actor_for(first))) == []
    assert set(queries.waiting_for(officer)) == {mine, theirs}
    with pytest.raises(NotFound):
        queries.one(actor_for(first), theirs.pk)


@pytest.mark.django_db
def test_an_officers_own_request_waits_for_another():
    own, other = make_account(OFFICER), make_actor(OFFICER)
    made = commands.ask(by=actor_for(own), person=own.person, kind="erasure")
    assert (list(queries.waiting_for(actor_for(own))), list(queries.waiting_for(other))) == ([], [made])
    with pytest.raises(NotAllowed):
        commands.refuse(by=actor_for(own), request=made, reason="legal-duty")


@pytest.mark.django_db
def test_a_hold_is_placed_once_lifted_once_and_known_to_officers_alone():
    account, officer = make_account("candidate"), make_actor(OFFICER)
    values = {"by": officer, "person": account.person, "kind": "safeguarding", "reason": "investigation", "review_on": dt.date(2027, 5, 1)}
    hold = commands.place_hold(**values)
    with pytest.raises(NotNow):
        commands.place_hold(**values)
    with pytest.raises(BadInput):
        commands.place_hold(**{**values, "reason": "claim", "review_on": clock.today()})
    with pytest.raises(NotAllowed):
        commands.place_hold(**{**values, "by": make_actor("administrator"), "reason": "claim"})
    assert (list(queries.holds_visible_to(officer)), list(queries.holds_visible_to(actor_for(account)))) == ([hold], [])
    assert not Event.objects.filter(action="rights.place-hold", subject_id=account.person_id).exists()
    commands.lift_hold(by=officer, hold=hold, reason="ended")
    with pytest.raises(NotNow):
        commands.lift_hold(by=officer, hold=hold, reason="ended")
    assert Hold.objects.filter(lifted_at=None).count() == 0
