"""Who reads what a referee wrote, who does not, what the audit says, and the check by telephone."""

import pytest

from difference.errors import NotAllowed
from difference.foundations import clock
from difference.foundations.audit.models import Event
from difference.programme.recruitment.commands.references import request_reference
from difference.programme.recruitment.commands.verifying import verify_reference
from difference.programme.recruitment.queries import references as queries
from tests.making import make_actor
from tests.programme.candidates import actor_of
from tests.programme.recruitment.referees import SECRET, browser_with, first_of, make_candidate, page, write_and_send

pytestmark = pytest.mark.django_db

RECRUITMENT, SAFER = ("staff", "recruitment"), ("staff", "safer_recruitment")
CALL = {"on_day": "23", "on_month": "11", "on_year": "2026", "how": "published", "theirs": "on"}


@pytest.fixture
def application():
    return make_candidate()


def receive(application, **changes):
    path = request_reference(by=make_actor(RECRUITMENT), reference=first_of(application))
    write_and_send(first_of(application), path, **changes)
    return first_of(application)


@pytest.mark.parametrize("grant", [RECRUITMENT, SAFER])
def test_recruitment_and_safer_recruitment_read_it_and_it_is_in_the_audit(sign_in, application, grant):
    reference = receive(application, concern=True, concern_text=SECRET)
    browser = sign_in(grant)
    assert SECRET in browser.get(page(reference, "read-reference")).content.decode()
    seen = Event.objects.filter(action="recruitment.read-reference", kind=Event.SEEN).get()
    assert (seen.actor_id, seen.subject_id, seen.fields) == (actor_of(browser).person_id, application.person_id, ["testimony"])
    assert first_of(application).read_by == actor_of(browser).person_id


@pytest.mark.parametrize(
    "grant", ["candidate", "assessor", ("staff", "placement"), ("staff", "training"), "data_protection_officer", "administrator", "coach"]
)
def test_nobody_else_reads_or_lists_it(sign_in, application, grant):
    reference = receive(application, concern=True, concern_text=SECRET)
    grants = (grant, "programme") if grant == "coach" else (grant,)
    browser = sign_in(*grants[:1]) if grant != "coach" else sign_in(("coach", "", "cohort", "demo"))
    for name in ("reference", "read-reference", "verify-reference", "name-referee"):
        response = browser.get(page(reference, name))
        assert (response.status_code in {403, 404}, SECRET in response.content.decode()) == (True, False)
    assert browser.get("/recruitment/references/").status_code == 403


def test_the_candidate_sees_states_alone(sign_in, application):
    reference = receive(application, concern=True, concern_text=SECRET)
    assert queries.for_candidate(application) == [("First referee, Jo Marsh", "Received"), ("Second referee, Ali Noor", "Not asked yet")]
    from django.test import Client

    browser = Client()
    browser.force_login(application.person.account)
    assert browser.get(page(reference, "read-reference")).status_code == 404
    assert SECRET not in browser.get("/people/record/").content.decode()


def test_a_draft_is_read_by_nobody(sign_in, application):
    path = request_reference(by=make_actor(RECRUITMENT), reference=first_of(application))
    browser_with(path).post(page(first_of(application)), {"revision": 0, "do": "later", "strengths": SECRET})
    response = sign_in(RECRUITMENT, SAFER).get(page(first_of(application), "read-reference"))
    assert (response.status_code, SECRET in response.content.decode()) == (404, False)


def test_the_list_and_the_page_say_nothing_of_what_was_written(sign_in, application):
    reference = receive(application, concern=True, concern_text=SECRET)
    browser = sign_in(SAFER)
    for address in ("/recruitment/references/", page(reference, "reference"), page(reference, "verify-reference")):
        assert SECRET not in browser.get(address).content.decode()


def test_a_call_is_noted_with_who_and_when_once(sign_in, application):
    reference = receive(application)
    browser = sign_in(RECRUITMENT)
    assert [browser.post(page(reference, "verify-reference"), CALL).status_code for _ in range(2)] == [302, 302]
    present = first_of(application)
    assert (present.verified_on, present.verified_by, present.verified_how) == (clock.today(), actor_of(browser).person_id, "published")
    assert sign_in(SAFER).post(page(reference, "verify-reference"), CALL).status_code == 409
    assert browser.post(page(reference, "undo-verification")).status_code == 302
    assert (first_of(application).verified_at, browser.post(page(reference, "undo-verification")).status_code) == (None, 409)


@pytest.mark.parametrize(
    "change", [{"on_day": "24"}, {"on_day": "22"}, {"on_day": ""}, {"how": "candidate"}, {"theirs": ""}, {"on_year": "26"}, {"on_day": "31"}]
)
def test_a_call_that_cannot_be_is_refused_beside_the_field(sign_in, application, change):
    reference = receive(application)
    assert sign_in(RECRUITMENT).post(page(reference, "verify-reference"), {**CALL, **change}).status_code == 422
    assert first_of(application).verified_at is None


def test_one_that_says_something_against_them_is_for_safer_recruitment_to_check(sign_in, application):
    reference = receive(application, discipline=True, discipline_text="A written warning stands.")
    with pytest.raises(NotAllowed):
        verify_reference(by=make_actor(RECRUITMENT), reference=reference, on=clock.today(), how="published")
    assert sign_in(RECRUITMENT).post(page(reference, "verify-reference"), CALL).status_code == 403
    assert sign_in(SAFER).post(page(reference, "verify-reference"), CALL).status_code == 302
