"""What leads do: take with a declaration, take over, note, close with an outcome; each move once, by whom it may be made."""

import pytest
from django.db import IntegrityError, transaction

from difference.errors import BadInput, NotAllowed, NotNow, NotSignedIn
from difference.foundations import clock
from difference.foundations.actors import ANYONE
from difference.foundations.audit.models import Event
from difference.foundations.concerns import commands
from difference.foundations.concerns.models import Concern, Note
from tests.making import make_actor

pytestmark = pytest.mark.django_db

LEAD = ("staff", "safer_recruitment")


@pytest.fixture
def concern():
    return commands.raise_concern(by=ANYONE, token="t", about="adult", text="She has bruises.")


@pytest.fixture
def lead():
    return make_actor(LEAD)


@pytest.fixture
def other():
    return make_actor(LEAD)


def take(lead, concern, **more):
    return commands.take(by=lead, concern=Concern.objects.get(pk=concern.pk), **{"revision": concern.revision, "no_conflict": True, **more})


def close(lead, concern, outcome="police"):
    return commands.close(by=lead, concern=concern, revision=concern.revision, outcome=outcome)


def test_a_lead_takes_it_and_closes_it_with_an_outcome(concern, lead):
    taken = take(lead, concern)
    assert (taken.state, taken.taken_by, taken.taken_at, taken.no_conflict) == ("taken", lead.person_id, clock.now(), True)
    closed = close(lead, taken)
    assert (closed.state, closed.closed_by, closed.closed_at, closed.outcome) == ("closed", lead.person_id, clock.now(), "police")
    assert list(Event.objects.order_by("pk").values_list("action", "reason"))[-2:] == [("concerns.take", ""), ("concerns.close", "police")]


def test_nobody_takes_it_without_declaring_that_there_is_no_conflict(concern, lead, sign_in):
    with pytest.raises(BadInput) as refused:
        take(lead, concern, no_conflict=False)
    assert list(refused.value.fields) == ["no_conflict"]
    response = sign_in(LEAD).post(f"/concerns/{concern.pk}/take/", {"revision": 0})
    concern.refresh_from_db()
    assert (response.status_code, concern.state) == (422, "new")


def test_of_two_leads_who_take_it_at_once_the_second_is_told(concern, lead, other):
    take(lead, concern)
    with pytest.raises(NotNow):
        take(other, concern)
    concern.refresh_from_db()
    assert concern.taken_by == lead.person_id


def test_a_lead_who_has_seen_who_holds_it_takes_it_over(concern, lead, other):
    taken = take(other, take(lead, concern))
    assert taken.taken_by == other.person_id
    assert Event.objects.filter(action="concerns.take").first().reason == "taken-over"


def test_whoever_holds_it_does_not_take_it_twice(concern, lead):
    with pytest.raises(NotNow):
        take(lead, take(lead, concern))


def test_only_whoever_took_it_closes_it_or_notes_on_it(concern, lead, other):
    for actor in (lead, other, make_actor("administrator"), make_actor("data_protection_officer"), ANYONE):
        with pytest.raises((NotAllowed, NotSignedIn)):
            close(actor, concern)
    taken = take(lead, concern)
    for act in (lambda: close(other, taken), lambda: commands.add_note(by=other, concern=taken, text="No.")):
        with pytest.raises(NotAllowed):
            act()
    taken.refresh_from_db()
    assert (taken.state, Note.objects.count()) == ("taken", 0)


def test_it_is_closed_once_and_taken_no_more(concern, lead, other):
    closed = close(lead, take(lead, concern))
    for act in (lambda: close(lead, closed), lambda: take(other, closed)):
        with pytest.raises(NotNow):
            act()


def test_a_stale_close_changes_nothing(concern, lead, other):
    seen = take(lead, concern)
    back = take(lead, take(other, seen))
    with pytest.raises(NotNow):
        close(lead, seen)
    back.refresh_from_db()
    assert back.state == "taken"


@pytest.mark.parametrize("outcome", ["", "made-up"])
def test_an_outcome_comes_from_the_list(concern, lead, outcome):
    with pytest.raises(BadInput):
        close(lead, take(lead, concern), outcome)


def test_notes_are_added_also_after_it_is_closed_and_stand_apart(concern, lead):
    taken = take(lead, concern)
    commands.add_note(by=lead, concern=taken, text="Rang the council.")
    commands.add_note(by=lead, concern=close(lead, taken), text="They rang back.")
    assert [(note.text, note.written_by) for note in Note.objects.all()] == [
        ("Rang the council.", lead.person_id),
        ("They rang back.", lead.person_id),
    ]
    assert concern.words.text == "She has bruises."
    with pytest.raises(BadInput):
        commands.add_note(by=lead, concern=taken, text="  ")


@pytest.mark.parametrize(
    "half",
    [
        {"state": "taken"},
        {"state": "closed"},
        {"state": "lost"},
        {"about": "dog"},
        {"taken_at": "2026-11-23T10:00Z"},
        {"state": "taken", "taken_at": "2026-11-23T10:00Z", "taken_by": "6b0c0b1e-0000-4000-8000-000000000000"},
        {"outcome": "police"},
        {"closed_at": "2026-11-23T10:00Z", "closed_by": "6b0c0b1e-0000-4000-8000-000000000000"},
    ],
    ids=str,
)
def test_the_database_refuses_half_a_move(concern, half):
    with pytest.raises(IntegrityError), transaction.atomic():
        Concern.objects.filter(pk=concern.pk).update(**half)


def test_a_lead_walks_the_pages_from_the_list_to_the_end(concern, sign_in):
    client, at = sign_in(LEAD), f"/concerns/{concern.pk}/"
    assert "Take this concern" in client.get(at).content.decode()
    assert client.get(f"{at}close/").status_code == 403
    assert client.post(f"{at}take/", {"revision": 0, "no_conflict": "on"})["Location"] == at
    assert client.post(f"{at}note/", {"text": ""}).status_code == 422
    assert client.post(f"{at}note/", {"text": "Rang the council."})["Location"] == at
    assert client.post(f"{at}close/", {"revision": 1, "outcome": "nonsense"}).status_code == 422
    assert client.post(f"{at}close/", {"revision": 1, "outcome": "adults"})["Location"] == at
    words = client.get(at).content.decode()
    assert ("Rang the council." in words, "adult social care" in words, "Close this concern" in words) == (True, True, False)
    assert [client.get(f"{at}{page}/").status_code for page in ("take", "close")] == [409, 409]
    assert "No concerns" not in client.get("/concerns/").content.decode()
