"""Each impossible state of recruitment, planted past every command, is found, and leads to the page where it is mended."""

import datetime as dt

import pytest

from difference.foundations import clock
from difference.foundations.operations import doctor
from difference.foundations.people.queries import actor_for
from difference.programme.cohorts.models import Cohort
from difference.programme.recruitment import doctor as ours
from difference.programme.recruitment.commands import decisions, offers, references
from difference.programme.recruitment.models import Application, Offer, ReferenceLink
from difference.programme.recruitment.queries import decisions as reading
from tests.making import make_actor
from tests.programme.candidates import make_cohort, now_is, sent
from tests.programme.recruitment.making import make_application
from tests.programme.recruitment.referees import first_of, make_candidate

pytestmark = pytest.mark.django_db

STAFF = ("staff", "recruitment")
NAMES = {
    "applications that were never sent", "applications with an answer to an offer that was never made",
    "offers whose answer is not what became of the application", "offers that should have lapsed",
    "decisions published that did not reach their application", "decisions left unpublished after their cohort’s end",
    "referees asked who have no link to answer by",
    "rounds of selection that do not add up",
}  # fmt: skip


def found():
    return {(name, finding.href) for name, finding in doctor.findings() if name in NAMES}


def page(application):
    return f"/recruitment/candidates/{application.pk}/"


def decide(application, outcome, reason="", *, publish=True):
    """Proposed by one, confirmed by another, and published."""
    one, two = make_actor(STAFF), make_actor(STAFF)
    decisions.confirm(by=two, decision=decisions.propose(by=one, application=application, outcome=outcome, reason=reason))
    if publish:
        ready = [each for each in reading.unpublished(application.cohort) if each.confirmed_at]
        decisions.publish(by=one, cohort=application.cohort, seen=reading.digest(ready))
    application.refresh_from_db()
    return application


@pytest.fixture
def offered():
    return decide(make_application(make_cohort(), "assessed"), "offer")


def plant(application, **values):
    Application.objects.filter(pk=application.pk).update(**values)


def test_what_commands_do_is_never_amiss(offered):
    cohort = offered.cohort
    sent(make_actor("candidate", strong=False), cohort)
    decide(make_application(cohort, "assessed"), "turn_down", "checks")
    references.request_reference(by=make_actor(STAFF), reference=first_of(make_candidate(cohort)))
    assert (set(doctor.names()) >= NAMES, found()) == (True, set())
    offers.accept_offer(by=actor_for(offered.person.account), offer=Offer.objects.select_related("application__person", "application__cohort").get())
    assert found() == set()


def test_an_application_that_was_never_sent(offered):
    plant(offered, submitted_at=None)
    assert found() == {("applications that were never sent", page(offered))}


@pytest.mark.parametrize("state", ["offered", "accepted", "declined", "lapsed"])
def test_an_answer_to_no_offer(state):
    application = make_application(make_cohort(), state)
    assert found() == {("applications with an answer to an offer that was never made", page(application))}


@pytest.mark.parametrize(("accepted", "state"), [(True, "declined"), (True, "offered"), (False, "accepted"), (None, "accepted")])
def test_an_offer_whose_answer_is_not_what_became_of_it(offered, accepted, state):
    Offer.objects.update(accepted=accepted, answered_at=None if accepted is None else clock.now())
    plant(offered, state=state)
    assert found() == {("offers whose answer is not what became of the application", page(offered))}


def test_an_offer_that_should_have_lapsed(offered):
    day = Offer.objects.get().answer_by
    with now_is(day + dt.timedelta(days=1)):
        assert found() == set()
    with now_is(day + dt.timedelta(days=3)):
        assert found() == {("offers that should have lapsed", page(offered))}


def test_a_decision_that_was_published_and_did_not_reach_its_application(offered):
    turned_down = decide(make_application(offered.cohort, "assessed"), "turn_down", "checks")
    plant(turned_down, state="assessed")
    Offer.objects.all().delete()
    plant(offered, state="assessed")
    name = "decisions published that did not reach their application"
    assert found() == {(name, page(turned_down)), (name, page(offered))}


def test_a_confirmed_decision_that_outlived_its_cohort():
    application = decide(make_application(make_cohort(), "assessed"), "offer", publish=False)
    assert found() == set()
    with now_is(dt.datetime.combine(Cohort.objects.get().ends_on + dt.timedelta(days=1), dt.time(12), dt.UTC)):
        address = f"/recruitment/selection/cohorts/{application.cohort_id}/pending/"
        assert found() == {("decisions left unpublished after their cohort’s end", address)}


def test_a_referee_who_was_asked_and_has_no_link():
    reference = first_of(make_candidate())
    references.request_reference(by=make_actor(STAFF), reference=reference)
    assert found() == set()
    ReferenceLink.objects.update(replaced_at=clock.now())
    assert found() == {("referees asked who have no link to answer by", f"/recruitment/references/{reference.pk}/")}


def test_whoever_was_erased_is_not_asked_to_be_whole(offered):
    plant(offered, submitted_at=None)
    type(offered.person).objects.filter(pk=offered.person_id).update(erased_at=clock.now())
    assert found() == set()


def test_each_finding_leads_to_a_page_that_opens_for_recruitment_staff(offered, sign_in):
    plant(offered, submitted_at=None)
    decide(make_application(offered.cohort, "assessed"), "offer", publish=False)
    reference = first_of(make_candidate(offered.cohort))
    references.request_reference(by=make_actor(STAFF), reference=reference)
    ReferenceLink.objects.update(replaced_at=clock.now())
    addresses = {href for _, href in found()} | {f"/recruitment/selection/cohorts/{offered.cohort_id}/pending/"}
    browser = sign_in(STAFF)
    assert [browser.get(href).status_code for href in sorted(addresses)] == [200, 200, 200]


def test_its_names_are_those_that_are_registered():
    assert {name for name, check in doctor._checks.items() if check.__module__ == ours.__name__} == NAMES
