"""An offer is answered once and in time by its candidate alone; what nobody answers lapses; places are counted."""

import datetime as dt

import pytest

from difference.errors import BadInput, NotAllowed, NotNow
from difference.foundations import clock
from difference.foundations.actors import system
from difference.foundations.audit.models import Event
from difference.foundations.jobs import schedule
from difference.foundations.mail.models import Letter
from difference.foundations.people.queries import actor_for
from difference.programme.recruitment import tasks_selection
from difference.programme.recruitment.commands import offers as commands
from difference.programme.recruitment.models import Application, Offer
from difference.programme.recruitment.queries import decisions as queries
from difference.programme.recruitment.queries import selection_waiting
from tests.making import make_account, make_actor
from tests.programme.candidates import now_is
from tests.programme.recruitment.making import full, give, make_application, make_cohort, make_round, score

pytestmark = pytest.mark.django_db

STAFF = ("staff", "recruitment")
UNTIL = dt.datetime(2026, 12, 7, 23, 59, tzinfo=dt.UTC)


def make_offer(cohort=None, until=UNTIL):
    application = make_application(cohort or make_cohort(), "offered")
    return Offer.objects.create(application=application, made_at=clock.now(), answer_by=until)


@pytest.fixture
def offer():
    return make_offer()


@pytest.fixture
def candidate(client, offer):
    client.force_login(offer.application.person.account)
    return client


def at(offer, more=""):
    return f"/recruitment/applications/{offer.application_id}/offer/{more}"


def stands(offer):
    offer.refresh_from_db()
    return Application.objects.get(pk=offer.application_id).state, offer.accepted, offer.answered_at, offer.reason


def test_a_candidate_accepts_and_a_double_click_accepts_once(candidate, offer):
    assert "Answer by <time" in candidate.get(at(offer)).content.decode()
    assert [candidate.post(at(offer, "accept/")).status_code for _ in range(2)] == [302, 302]
    assert stands(offer) == ("accepted", True, clock.now(), "")
    assert list(Letter.objects.values_list("kind", flat=True)) == ["recruitment.accepted"]
    assert "You have a place" in candidate.get(at(offer)).content.decode()
    assert Event.objects.filter(action="recruitment.answer-offer", kind="done").count() == 1


def test_a_candidate_declines_with_a_reason_once(candidate, offer):
    assert candidate.post(at(offer, "decline/"), {}).status_code == 422
    assert candidate.post(at(offer, "decline/"), {"reason": "whim"}).status_code == 422
    assert [candidate.post(at(offer, "decline/"), {"reason": "pay"}).status_code for _ in range(2)] == [302, 302]
    assert stands(offer) == ("declined", False, clock.now(), "pay")
    assert candidate.post(at(offer, "accept/")).status_code == 409
    assert Letter.objects.count() == 1


def test_an_answer_after_its_day_is_refused_with_the_day(candidate, offer):
    with now_is(UNTIL):
        candidate.force_login(offer.application.person.account)
        response = candidate.post(at(offer, "accept/"))
        assert (response.status_code, "This offer had to be answered by Monday 7 December 2026, 11:59pm." in response.content.decode()) == (409, True)
        assert candidate.post(at(offer, "decline/"), {"reason": "pay"}).status_code == 409
        assert "The day to answer has passed" in candidate.get(at(offer)).content.decode()
    assert stands(offer) == ("offered", None, None, "")


def test_nobody_else_answers(offer, sign_in):
    for grant in ("candidate", STAFF, "assessor"):
        client = sign_in(grant)
        assert [client.get(at(offer)).status_code, client.post(at(offer, "accept/")).status_code, client.post(at(offer, "decline/")).status_code] == [
            404
        ] * 3
        with pytest.raises(NotAllowed):
            commands.accept_offer(by=actor_for(client.account), offer=offer)


def test_a_reason_that_is_not_on_the_list_is_refused_by_the_command(offer):
    with pytest.raises(BadInput):
        commands.decline_offer(by=actor_for(offer.application.person.account), offer=offer, reason="whim")


def test_of_two_answers_at_once_the_second_is_told(offer):
    by, stale = actor_for(offer.application.person.account), Offer.objects.select_related("application").get(pk=offer.pk)
    commands.accept_offer(by=by, offer=offer)
    with pytest.raises(NotNow):
        commands.decline_offer(by=by, offer=stale, reason="pay")
    assert stands(offer)[:2] == ("accepted", True)


def test_offers_lapse_by_night_once_their_day_has_passed_and_not_before(offer):
    later = make_offer(offer.application.cohort, until=UNTIL + dt.timedelta(days=1))
    assert tasks_selection.lapse.call() == 0
    with now_is(UNTIL + dt.timedelta(minutes=31)):
        assert [tasks_selection.lapse.call() for _ in range(2)] == [1, 0]
    assert (stands(offer)[0], stands(later)[0]) == ("lapsed", "offered")
    letter = Letter.objects.get()
    assert (letter.kind, letter.to) == ("recruitment.lapsed", offer.application.person.account.email)
    assert Event.objects.get(action="recruitment.let-lapse").actor_label == "recruitment.lapse"


def test_only_the_system_lets_lapse_and_never_before_the_day(offer):
    with pytest.raises(NotAllowed), now_is(UNTIL):
        commands.let_lapse(by=make_actor(STAFF), offer=offer)
    with pytest.raises(NotNow):
        commands.let_lapse(by=system("recruitment.lapse"), offer=offer)


def test_the_schedule_lets_lapse_every_night():
    entry = next(entry for entry in schedule.entries() if entry.name == "recruitment.lapse")
    assert schedule.task_of(entry) is tasks_selection.lapse


def test_places_are_counted_and_the_reserve_list_is_in_order_of_scores(sign_in):
    cohort = make_cohort(places=3)
    staff, reader, other = make_actor(STAFF), make_account("assessor"), make_account("assessor")
    day = make_round(cohort, "assessment_day", "Assessment day")
    reserve = [make_application(cohort, "shortlisted") for _ in range(3)]
    for application, value in zip(reserve, (3, 5, 4), strict=True):
        for assessment, account in zip(give(staff, day, application, reader, other), (reader, other), strict=True):
            score(assessment, account, full(value))
    Application.objects.update(state="reserve")
    make_offer(cohort)
    make_application(cohort, "accepted")
    make_application(cohort, "lapsed")
    assert queries.places(cohort) == queries.Places(3, 1, 1, 3, 1, 0)
    assert queries.places(cohort).free == 1
    client = sign_in(STAFF)
    page = client.get(f"/recruitment/selection/cohorts/{cohort.pk}/places/")
    assert [one.application.pk for one in page.context["reserve"]] == [reserve[1].pk, reserve[2].pk, reserve[0].pk]
    assert client.get(f"/recruitment/selection/cohorts/{cohort.pk}/").status_code == 200


def test_what_waits_stands_on_each_home(offer):
    cohort = offer.application.cohort
    account, staff = make_account("assessor"), make_actor(STAFF)
    round_, application, _ = make_round(cohort), make_application(cohort), make_application(cohort)
    give(staff, round_, application, account)
    [to_read] = selection_waiting.for_assessor(actor_for(account))
    [lacks] = selection_waiting.for_staff(staff)
    [answer] = selection_waiting.for_candidate(actor_for(offer.application.person.account))
    assert (to_read.what, lacks.what, answer.what) == (
        "1 application to read by Thursday 3 December 2026, 10am",
        "2 applications lack a reader in First reading",
        "Answer your offer by Monday 7 December 2026, 11:59pm",
    )
    assert [selection_waiting.for_assessor(staff), selection_waiting.for_staff(actor_for(account)), selection_waiting.for_candidate(staff)] == [
        [],
        [],
        [],
    ]


def test_home_shows_what_waits(candidate, offer, sign_in):
    assert "Answer your offer by Monday 7 December 2026, 11:59pm" in candidate.get("/home/").content.decode()
    account = make_account("assessor")
    give(make_actor(STAFF), make_round(offer.application.cohort), make_application(offer.application.cohort), account)
    candidate.force_login(account)
    assert "1 application to read by" in candidate.get("/home/").content.decode()
    assert "lacks a reader" in sign_in(STAFF).get("/home/").content.decode()


def test_decisions_wait_for_whoever_did_not_propose_them():
    from difference.programme.recruitment.commands.decisions import confirm, propose

    cohort, one, two = make_cohort(), make_actor(STAFF), make_actor(STAFF)
    decision = propose(by=one, application=make_application(cohort, "assessed"), outcome="offer")
    assert [[todo.what for todo in selection_waiting.for_staff(by)] for by in (one, two)] == [[], ["1 decision waits to be confirmed"]]
    confirm(by=two, decision=decision)
    assert [todo.what for todo in selection_waiting.for_staff(one)] == ["1 confirmed decision can be published"]
