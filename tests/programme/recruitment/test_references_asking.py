"""Asking referees: who may, when, once; again with a new link; all at once; another referee; the reminder."""

import datetime as dt

import pytest
import time_machine

from difference.errors import BadInput, NotAllowed, NotNow
from difference.foundations import clock
from difference.foundations.actors import system
from difference.foundations.audit.models import Event
from difference.foundations.mail import kinds
from difference.foundations.mail.models import Letter
from difference.foundations.people import tokens
from difference.programme.recruitment.commands import references as commands
from difference.programme.recruitment.models import Reference, ReferenceLink, Testimony
from difference.programme.recruitment.queries import references as queries
from difference.programme.recruitment.tasks_references import remind_referees
from difference.programme.recruitment.waiting_references import waiting
from tests.making import make_actor
from tests.programme.candidates import make_cohort
from tests.programme.recruitment.making import make_application, name_referee
from tests.programme.recruitment.referees import as_sent, browser_with, first_of, link_in, make_candidate, page, second_of, write_and_send

pytestmark = pytest.mark.django_db

RECRUITMENT, SAFER = ("staff", "recruitment"), ("staff", "safer_recruitment")


@pytest.fixture
def recruiter():
    return make_actor(RECRUITMENT)


def ask(reference, by):
    return commands.request_reference(by=by, reference=reference)


def letters(kind="recruitment.reference_request"):
    return Letter.objects.filter(kind=kind).order_by("posted_at", "to")


def test_only_the_hash_of_a_link_is_kept_and_nobody_reads_the_letter(recruiter):
    reference = first_of(make_candidate())
    path = ask(reference, recruiter)
    token = path.rstrip("/").rpartition("/")[2]
    letter = letters().get()
    assert ReferenceLink.objects.get().token_hash == tokens.hashed(token)
    assert (letter.to, link_in(letter)) == ("jo.marsh@alderley.sch.uk", path)
    assert kinds.kind(letter.kind).secret
    assert letter.kind not in kinds.names_for(make_actor(RECRUITMENT, SAFER))
    assert first_of(reference.application).expires_at == clock.now() + dt.timedelta(days=21)


@pytest.mark.parametrize("state", ["submitted", "in_review", "reserve", "unsuccessful", "withdrawn"])
def test_nobody_is_asked_about_somebody_who_is_not_shortlisted(recruiter, state):
    with pytest.raises(NotNow):
        ask(first_of(make_candidate(state=state)), recruiter)
    assert not Letter.objects.exists()


@pytest.mark.parametrize("grants", [("candidate",), ("assessor",), (("staff", "placement"),), ("data_protection_officer",), ("administrator",)])
def test_others_cannot_ask(grants):
    with pytest.raises(NotAllowed):
        ask(first_of(make_candidate()), make_actor(*grants))


def test_staff_who_apply_do_not_ask_their_own_referees():
    application = make_candidate()
    from difference.foundations.people.commands import grant
    from difference.foundations.people.queries import actor_for

    grant(by=system("tests"), person=application.person, role="staff", function="recruitment", scope="programme")
    with pytest.raises(NotAllowed):
        ask(first_of(application), actor_for(application.person.account))


def test_the_candidate_is_never_their_own_referee(recruiter):
    application = make_application(make_cohort(), "shortlisted", email="Amara@Home.example")
    reference = name_referee(application, "Jo Marsh", "amara@home.EXAMPLE")
    assert queries.flags([reference])[reference.pk] == [queries.OWN]
    with pytest.raises(BadInput):
        ask(reference, recruiter)


def test_one_address_cannot_give_both_references(recruiter):
    application = make_application(make_cohort(), "shortlisted")
    one, other = (name_referee(application, name, "office@school.example", position) for position, name in ((1, "Jo"), (2, "Ali")))
    assert queries.flags([one, other]) == {one.pk: [queries.SAME], other.pk: [queries.SAME]}
    with pytest.raises(BadInput):
        ask(one, recruiter)


def test_a_free_address_is_flagged_and_not_refused(recruiter):
    application = make_application(make_cohort(), "shortlisted")
    reference = name_referee(application, "Jo Marsh", "jo@GMail.com")
    assert queries.flags([reference])[reference.pk] == [queries.FREE]
    assert ask(reference, recruiter)


def test_asking_again_kills_the_old_link_and_keeps_what_was_saved(recruiter):
    reference = first_of(make_candidate())
    old = ask(reference, recruiter)
    browser = browser_with(old)
    browser.post(page(reference), as_sent(do="later", strengths="They are calm."))
    new = ask(first_of(reference.application), recruiter)
    gone = browser.get(page(reference))
    assert (gone.status_code, "replaced by another" in gone.content.decode()) == (410, True)
    assert "They are calm." in browser_with(new).get(page(reference)).content.decode()


def test_a_second_click_writes_to_nobody_again(sign_in):
    reference = first_of(make_candidate())
    browser = sign_in(RECRUITMENT)
    sent = {"revision": reference.revision}
    assert [browser.post(page(reference, "ask-reference"), sent).status_code for _ in range(2)] == [302, 409]
    assert letters().count() == 1


def test_all_of_a_cohort_are_asked_once_after_the_letter_was_read(sign_in):
    cohort, other = make_cohort(), make_cohort(name="2028")
    make_candidate(cohort), make_candidate(cohort, "accepted", name="Ben Hale"), make_candidate(cohort, "in_review"), make_candidate(other)
    browser = sign_in(SAFER)
    address = f"/recruitment/references/ask/{cohort.pk}/"
    shown = browser.get(address)
    assert ("(their own link)" in shown.content.decode(), len(shown.context["rows"]), Letter.objects.count()) == (True, 4, 0)
    chosen = {"reference": [str(one.pk) for one in shown.context["chosen"]]}
    assert [browser.post(address, chosen).status_code for _ in range(2)] == [302, 302]
    assert (letters().count(), Reference.objects.filter(state="requested").count()) == (4, 4)


def test_one_bad_address_does_not_keep_the_others_from_being_asked(sign_in):
    cohort = make_cohort()
    make_candidate(cohort)
    bad = name_referee(make_application(cohort, "shortlisted", email="own@home.example"), "Me", "own@home.example")
    browser = sign_in(RECRUITMENT)
    address = f"/recruitment/references/ask/{cohort.pk}/"
    everybody = {"reference": [str(one.pk) for one in Reference.objects.all()]}
    assert browser.post(address, everybody).status_code == 302
    assert (letters().count(), Reference.objects.get(pk=bad.pk).state) == (2, "named")


def test_staff_of_one_cohort_reach_no_other(sign_in):
    cohort, other = make_cohort(), make_cohort(name="2028")
    reference = first_of(make_candidate(other))
    browser = sign_in(("staff", "recruitment", "cohort", str(cohort.pk)))
    pages = [page(reference, name) for name in ("reference", "name-referee", "read-reference", "verify-reference")]
    assert [browser.get(address).status_code for address in [*pages, f"/recruitment/references/ask/{other.pk}/"]] == [404] * 5
    assert browser.post(page(reference, "ask-reference"), {"revision": 0}).status_code == 404
    assert browser.get("/recruitment/references/").context["rows"] == []


def test_a_referee_is_reminded_once_after_ten_days_and_either_link_works(recruiter):
    reference = first_of(make_candidate())
    first = ask(reference, recruiter)
    with time_machine.travel(clock.now() + dt.timedelta(days=9), tick=False):
        assert remind_referees.func() == 0
    with time_machine.travel(clock.now() + dt.timedelta(days=10), tick=False):
        assert [remind_referees.func(), remind_referees.func()] == [1, 0]
        second = link_in(letters("recruitment.reference_reminder").get())
        assert [browser_with(path).get(page(reference)).status_code for path in (first, second)] == [200, 200]


def test_nobody_is_reminded_who_has_answered_or_is_not_needed_any_more(recruiter):
    application = make_candidate()
    write_and_send(first_of(application), ask(first_of(application), recruiter))
    ask(second_of(application), recruiter)
    type(application).objects.filter(pk=application.pk).update(state="withdrawn")
    with time_machine.travel(clock.now() + dt.timedelta(days=12), tick=False):
        assert remind_referees.func() == 0


def test_another_referee_takes_the_place_and_what_the_first_had_saved_goes(sign_in, recruiter):
    reference = first_of(make_candidate())
    path = ask(reference, recruiter)
    browser_with(path).post(page(reference), as_sent(do="later"))
    reference = first_of(reference.application)
    sent = {"revision": reference.revision, "name": "Sam Reed", "email": "sam@alderley.sch.uk", "relation": "Deputy head", "organisation": ""}
    browser = sign_in(RECRUITMENT)
    assert [browser.post(page(reference, "name-referee"), sent).status_code for _ in range(2)] == [302, 302]
    reference = first_of(reference.application)
    assert (reference.name, reference.state, reference.requested_at) == ("Sam Reed", "named", None)
    assert not Testimony.objects.filter(reference=reference).exists()
    from django.test import Client

    browser = Client()
    browser.get(path)
    assert browser.get(page(reference)).status_code == 410


@pytest.mark.parametrize("email", ["amara@home.example", "ali.noor@brook.example", "no address", "a" * 300 + "@x.example"])
def test_another_referee_needs_an_address_of_their_own(sign_in, email):
    reference = first_of(make_candidate(email="amara@home.example"))
    sent = {"revision": reference.revision, "name": "Sam Reed", "email": email, "relation": "Deputy head"}
    response = sign_in(RECRUITMENT).post(page(reference, "name-referee"), sent)
    assert (response.status_code, first_of(reference.application).name) == (422, "Jo Marsh")


def test_two_of_the_staff_do_not_overwrite_each_other(sign_in):
    reference = first_of(make_candidate())
    sent = {"revision": 0, "name": "Sam Reed", "email": "sam@alderley.sch.uk", "relation": "Deputy head"}
    sign_in(RECRUITMENT).post(page(reference, "name-referee"), sent)
    response = sign_in(SAFER).post(page(reference, "name-referee"), {**sent, "name": "Kim Lee", "email": "kim@alderley.sch.uk"})
    assert (response.status_code, first_of(reference.application).name) == (409, "Sam Reed")


def test_what_waits_is_counted_for_those_who_do_it(recruiter):
    application = make_candidate()
    assert queries.not_asked(recruiter).count() == 2
    assert queries.count_waiting(recruiter) == queries.Waiting(named=2, unread=0, unverified=0, fallen=0)
    path = ask(first_of(application), recruiter)
    assert (queries.not_asked(recruiter).count(), queries.unread(recruiter).count()) == (1, 0)
    write_and_send(first_of(application), path)
    assert (queries.unread(recruiter).count(), queries.not_asked(make_actor("assessor")).count()) == (1, 0)
    ask(second_of(application), recruiter)
    with time_machine.travel(clock.now() + dt.timedelta(days=22), tick=False):
        assert queries.fallen_through(recruiter).count() == 1
        assert queries.count_waiting(recruiter) == queries.Waiting(named=0, unread=1, unverified=0, fallen=1)


def test_each_asking_is_in_the_audit_without_an_address(recruiter):
    reference = first_of(make_candidate())
    ask(reference, recruiter)
    event = Event.objects.filter(action="recruitment.request-reference", object_id=str(reference.pk)).get()
    assert event.subject_id == reference.application.person_id
    assert "alderley" not in str(event.__dict__)


def test_home_says_what_waits(sign_in, recruiter):
    application = make_candidate(state="accepted")
    write_and_send(first_of(application), ask(first_of(application), recruiter))
    said = [row[0] for row in waiting(make_actor(SAFER))]
    assert said == ["One referee has still to be asked", "One reference has come", "One person who has a place lacks a check"]
    assert [row[0] for row in waiting(recruiter)] == said[:2]
    assert waiting(make_actor("assessor")) == waiting(make_actor("candidate")) == []
