"""Who may read a concern: the safeguarding leads. The data protection officer sees that there is one; for anyone else there is none."""

import uuid
from urllib.parse import urlencode

import pytest
from django.test import Client

from difference.errors import NotFound
from difference.foundations.actors import ANYONE
from difference.foundations.audit.models import Event
from difference.foundations.concerns import commands, queries
from tests.making import make_account, make_actor

pytestmark = pytest.mark.django_db

LEAD, OFFICER = ("staff", "safer_recruitment"), "data_protection_officer"
OTHERS = [
    "candidate", "participant", "alumnus", "assessor", "coach", "host_lead", "vacancy_school", "research_partner", "administrator",
    *(("staff", function) for function in ("recruitment", "placement", "training", "examinations", "careers", "evidence")),
]  # fmt: skip
SECRET = "Zebedee-Quill-is-hurt"


def granted(role):
    return (role, "", "cohort" if role == "coach" else "organisation", "demo") if role in {"coach", "host_lead", "vacancy_school"} else role


@pytest.fixture
def concern():
    return commands.raise_concern(by=ANYONE, token="t", about="child", text=SECRET, where="Quill Lane", reach="07700 900123")


def pages(concern):
    return ["/concerns/", *(f"/concerns/{concern.pk}/{page}" for page in ("", "take/", "note/", "close/"))]


def test_a_lead_sees_the_list_without_words_and_opens_one_with_them(concern, sign_in):
    client = sign_in(LEAD)
    listed, opened = (client.get(address).content.decode() for address in pages(concern)[:2])
    assert (concern.reference in listed, "A child or young person" in listed, SECRET in listed, "Quill Lane" in listed) == (True, True, False, False)
    assert [words for words in (SECRET, "Quill Lane", "07700 900123") if words not in opened] == []


def test_opening_one_is_put_in_the_audit_and_listing_is_not(concern, sign_in):
    client = sign_in(LEAD)
    client.get("/concerns/")
    assert Event.objects.filter(kind=Event.SEEN).count() == 0
    client.get(f"/concerns/{concern.pk}/")
    seen = Event.objects.get(kind=Event.SEEN)
    assert (seen.action, seen.actor_id, seen.object_id) == ("concerns.read", client.account.person_id, str(concern.pk))
    assert seen.fields == ["notes", "reach", "text", "where"]


def test_the_officer_sees_that_it_exists_and_not_what_it_says(concern, sign_in):
    client = sign_in(OFFICER)
    listed = client.get("/concerns/")
    assert (concern.reference in listed.content.decode(), SECRET in listed.content.decode()) == (True, False)
    answers = [client.get(address) for address in pages(concern)[1:]]
    assert [answer.status_code for answer in answers] == [403, 403, 403, 403]
    assert [answer for answer in answers if SECRET in answer.content.decode()] == []
    assert [client.post(address).status_code for address in pages(concern)[2:]] == [403, 403, 403]


@pytest.mark.parametrize("role", OTHERS, ids=str)
def test_for_everyone_else_there_is_none(concern, sign_in, role):
    client = sign_in(granted(role))
    answers = [client.get(address) for address in pages(concern)]
    assert [answer.status_code for answer in answers] == [403, 404, 404, 404, 404]
    assert [answer for answer in answers if SECRET in answer.content.decode() or concern.reference in answer.content.decode()] == []
    assert [client.post(address).status_code for address in pages(concern)[2:]] == [404, 404, 404]


def test_whoever_raised_it_cannot_read_it_again(sign_in):
    client = sign_in("participant")
    client.post("/raise-a-concern/", {"token": "t", "about": "child", "text": SECRET})
    concern = queries.raised_by(client.account.person_id).get()
    assert client.get(f"/concerns/{concern.pk}/").status_code == 404


def test_somebody_not_signed_in_is_asked_to_sign_in_whether_or_not_there_is_a_concern(concern):
    client = Client()
    for address in (*pages(concern), f"/concerns/{uuid.uuid4()}/"):
        assert client.get(address)["Location"] == f"/account/login/?{urlencode({'next': address})}"


def test_a_lead_without_a_second_factor_reads_nothing(concern, sign_in):
    response = sign_in(LEAD, strong=False).get(f"/concerns/{concern.pk}/")
    assert (response.status_code, SECRET in response.content.decode()) == (302, False)


def test_a_concern_that_does_not_exist_is_not_found(sign_in):
    assert [sign_in(LEAD).get(address).status_code for address in (f"/concerns/{uuid.uuid4()}/", f"/raise-a-concern/thanks/{uuid.uuid4()}/")] == [
        404,
        404,
    ]


def test_queries_give_words_and_waiting_to_leads_alone(concern):
    lead, officer, other = make_actor(LEAD), make_actor(OFFICER), make_actor("administrator")
    assert [queries.visible_to(actor).count() for actor in (lead, officer, other, ANYONE)] == [1, 1, 0, 0]
    assert [queries.waiting_for(actor).count() for actor in (lead, officer, other, ANYONE)] == [1, 0, 0, 0]
    assert queries.words_of(lead, concern).text == SECRET
    for actor in (officer, other, ANYONE):
        assert queries.notes_on(actor, concern) == []
        with pytest.raises(NotFound):
            queries.words_of(actor, concern)


def test_the_lead_sees_who_raised_it_and_they_see_on_their_record_that_it_was_opened(sign_in):
    raiser, lead = make_account("participant", name="Rosa Raiser"), sign_in(LEAD)
    browser = Client()
    browser.force_login(raiser)
    browser.post("/raise-a-concern/", {"token": "t", "about": "adult", "text": SECRET})
    concern = queries.raised_by(raiser.person_id).get()
    assert "Rosa Raiser" in lead.get(f"/concerns/{concern.pk}/").content.decode()
    assert Event.objects.get(kind=Event.SEEN).subject_id == raiser.person_id
