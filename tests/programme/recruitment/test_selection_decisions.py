"""Decisions: proposed, confirmed by a second person, published together once, all or nothing."""

import pytest
from django.db import IntegrityError, transaction

from difference.errors import BadInput, NotAllowed, NotNow
from difference.foundations import clock
from difference.foundations.audit.models import Event
from difference.foundations.mail.models import Letter
from difference.foundations.people.queries import actor_for
from difference.programme.recruitment.commands import decisions as commands
from difference.programme.recruitment.commands.selection_scores import declare_conflict_as_staff
from difference.programme.recruitment.models import Application, Decision, Offer
from difference.programme.recruitment.queries import decisions as queries
from tests.making import make_account, make_actor
from tests.programme.recruitment.making import make_application, make_cohort, make_round, read_by_two

pytestmark = pytest.mark.django_db


STAFF = ("staff", "recruitment")


@pytest.fixture
def one():
    return make_actor(STAFF)


@pytest.fixture
def two():
    return make_actor(STAFF)


def seen(cohort):
    return queries.digest([each for each in queries.unpublished(cohort) if each.confirmed_at])


def confirmed(one, two, application, outcome="offer", **more):
    return commands.confirm(by=two, decision=commands.propose(by=one, application=application, outcome=outcome, **more))


def states():
    return dict(Application.objects.values_list("reference", "state"))


def test_two_people_decide_and_publishing_moves_offers_and_writes(one, two):
    cohort = make_cohort()
    chosen = {outcome: make_application(cohort, "assessed") for outcome in ("offer", "put_on_reserve", "turn_down")}
    for outcome, application in chosen.items():
        confirmed(one, two, application, outcome, reason="below-the-line" if outcome == "turn_down" else "", feedback=f"words-{outcome}")
    assert commands.publish(by=two, cohort=cohort, seen=seen(cohort)) == 3
    assert states() == {
        chosen["offer"].reference: "offered",
        chosen["put_on_reserve"].reference: "reserve",
        chosen["turn_down"].reference: "unsuccessful",
    }
    offer = Offer.objects.get()
    assert (offer.application_id, offer.answer_by.isoformat()) == (chosen["offer"].pk, "2026-12-07T23:59:00+00:00")
    assert sorted(Letter.objects.values_list("kind", flat=True)) == ["recruitment.offer", "recruitment.put_on_reserve", "recruitment.turn_down"]
    letter = Letter.objects.get(kind="recruitment.offer")
    link = f"http://127.0.0.1:8000/recruitment/applications/{chosen['offer'].pk}/offer/"
    assert (letter.subject, letter.to) == ("We offer you a place", chosen["offer"].person.account.email)
    assert [words for words in ("Please answer by Monday 7 December 2026, 11:59pm.", link) if words not in letter.text] == []
    assert [word for word in ("words-offer", "words-turn_down") if any(word in text for text in Letter.objects.values_list("text", flat=True))] == []
    assert Event.objects.filter(action="recruitment.publish-decision", reason="below-the-line").count() == 2


def test_whoever_proposed_it_does_not_confirm_it(one, sign_in):
    cohort = make_cohort()
    decision = commands.propose(by=one, application=make_application(cohort, "assessed"), outcome="offer")
    with pytest.raises(NotAllowed) as caught:
        commands.confirm(by=one, decision=decision)
    assert caught.value.sentence == "You proposed this decision. Somebody else has to confirm it."
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.update(confirmed_by=one.person_id, confirmed_at=clock.now())
    client = sign_in(STAFF)
    own = commands.propose(by=actor_for(client.account), application=make_application(cohort, "assessed"), outcome="offer")
    response = client.post(f"/recruitment/selection/cohorts/{cohort.pk}/pending/", {"decisions": [str(decision.pk), str(own.pk)]})
    assert (response.status_code, "You proposed this decision. Somebody else has to confirm it." in response.content.decode()) == (403, True)
    assert not Decision.objects.filter(confirmed_at__isnull=False).exists()


def test_nothing_is_published_that_one_person_alone_decided(one):
    cohort = make_cohort()
    commands.propose(by=one, application=make_application(cohort, "assessed"), outcome="offer")
    with pytest.raises(NotNow):
        commands.publish(by=one, cohort=cohort, seen=seen(cohort))
    assert [each.missing for each in queries.pending(one, cohort)] == ["A second person has still to confirm it."]


def test_a_double_click_publishes_once(one, two, sign_in):
    cohort = make_cohort()
    confirmed(one, two, make_application(cohort, "assessed"))
    client, at = sign_in(STAFF), f"/recruitment/selection/cohorts/{cohort.pk}/publish/"
    data = {"seen": client.get(at).context["seen"]}
    assert [client.post(at, data).status_code for _ in range(2)] == [302, 409]
    assert (Offer.objects.count(), Letter.objects.count()) == (1, 1)


def test_if_any_is_out_of_date_all_that_are_are_named_and_nothing_is_published(one, two, sign_in):
    cohort = make_cohort()
    good, gone, moved = (make_application(cohort, "assessed") for _ in range(3))
    for application in (good, gone, moved):
        confirmed(one, two, application)
    Application.objects.filter(pk=gone.pk).update(state="withdrawn")
    Application.objects.filter(pk=moved.pk).update(state="reserve", revision=9)
    client, at = sign_in(STAFF), f"/recruitment/selection/cohorts/{cohort.pk}/publish/"
    response = client.post(at, {"seen": seen(cohort)})
    page = response.content.decode()
    assert (response.status_code, f"{gone.reference}: This is not possible any more: it is withdrawn now." in page) == (409, True)
    assert (Offer.objects.count(), Letter.objects.count(), Decision.objects.filter(published_at__isnull=False).count()) == (0, 0, 0)
    assert states() == {good.reference: "assessed", gone.reference: "withdrawn", moved.reference: "reserve"}
    assert {each.decision.application_id: each.missing for each in queries.pending(one, cohort)}[
        gone.pk
    ] == "Out of date: the application is withdrawn now. Discard it."


def test_what_changed_since_it_was_looked_at_is_not_published(one, two):
    cohort = make_cohort()
    confirmed(one, two, make_application(cohort, "assessed"))
    before = seen(cohort)
    confirmed(one, two, make_application(cohort, "assessed"))
    with pytest.raises(NotNow) as caught:
        commands.publish(by=two, cohort=cohort, seen=before)
    assert caught.value.sentence == "The confirmed decisions have changed since you looked. Nothing was published. Look again."
    assert set(states().values()) == {"assessed"}


def test_a_discarded_decision_is_gone_and_another_can_be_proposed(one, two):
    cohort = make_cohort()
    application = make_application(cohort, "assessed")
    decision = confirmed(one, two, application)
    with pytest.raises(NotNow):
        commands.propose(by=one, application=application, outcome="turn_down", reason="checks")
    commands.discard(by=one, decision=decision)
    for verb in (commands.discard, commands.confirm):
        with pytest.raises(NotNow):
            verb(by=two, decision=decision)
    assert commands.propose(by=one, application=application, outcome="put_on_reserve").outcome == "put_on_reserve"


@pytest.mark.parametrize(
    ("state", "values", "field"),
    [
        ("assessed", {"outcome": "shortlist"}, "outcome"),
        ("assessed", {"outcome": "wizardry"}, "outcome"),
        ("assessed", {"outcome": "turn_down"}, "reason"),
        ("assessed", {"outcome": "turn_down", "reason": "dislike"}, "reason"),
        ("assessed", {"outcome": "offer", "reason": "checks"}, "reason"),
        ("assessed", {"outcome": "offer", "feedback": "x" * 4001}, "feedback"),
    ],
)
def test_a_proposal_that_makes_no_sense_is_refused_by_field(one, state, values, field):
    application = make_application(make_cohort(), state)
    with pytest.raises(BadInput) as caught:
        commands.propose(by=one, application=application, **values)
    assert (list(caught.value.fields), Decision.objects.count()) == ([field], 0)


@pytest.mark.parametrize("state", ["submitted", "shortlisted", "offered", "accepted", "withdrawn", "ineligible"])
def test_from_other_states_nothing_can_be_decided(one, state):
    with pytest.raises(NotNow):
        commands.propose(by=one, application=make_application(make_cohort(), state), outcome="offer")


def test_after_reading_it_is_decided_once_everybody_has_read_it_unless_a_check_failed(one, two):
    cohort = make_cohort()
    application, other = make_application(cohort), make_application(cohort)
    with pytest.raises(NotNow) as caught:
        commands.propose(by=one, application=application, outcome="shortlist")
    assert caught.value.sentence == "Nobody has been given this application to score yet."
    read_by_two(one, make_round(cohort), application, make_account("assessor"), make_account("assessor"))
    confirmed(one, two, application, "shortlist")
    confirmed(one, two, other, "turn_down", reason="checks")
    commands.publish(by=one, cohort=cohort, seen=seen(cohort))
    assert states() == {application.reference: "shortlisted", other.reference: "unsuccessful"}


def test_several_are_proposed_and_confirmed_at_once_or_none(one, sign_in):
    cohort = make_cohort()
    first, second, busy = (make_application(cohort, "assessed") for _ in range(3))
    commands.propose(by=one, application=busy, outcome="offer")
    client = sign_in(STAFF)
    at = f"/recruitment/selection/cohorts/{cohort.pk}/deciding/?state=assessed"
    assert client.post(at, {"outcome": "offer", "feedback": ""}).status_code == 422
    refused = client.post(at, {"applications": [str(first.pk), str(busy.pk)], "outcome": "offer", "feedback": ""})
    assert (refused.status_code, Decision.objects.count()) == (422, 1)
    assert client.post(at, {"applications": [str(first.pk), str(second.pk)], "outcome": "turn_down", "feedback": "f"}).status_code == 422
    assert client.post(at, {"applications": [str(first.pk), str(second.pk)], "outcome": "offer", "feedback": "f"}).status_code == 302
    pending = f"/recruitment/selection/cohorts/{cohort.pk}/pending/"
    other = sign_in(STAFF)
    assert other.post(pending, {}).status_code == 422
    assert other.post(pending, {"decisions": [str(first.pk)]}).status_code == 422
    keys = [str(each.pk) for each in Decision.objects.all()]
    assert [other.post(pending, {"decisions": keys}).status_code for _ in range(2)] == [302, 409]
    assert Decision.objects.filter(confirmed_by=other.account.person_id).count() == 3


def test_whoever_has_a_conflict_or_applies_takes_no_part(one, two):
    cohort = make_cohort()
    application, own = make_application(cohort, "assessed"), make_application(cohort, "assessed")
    account = make_account(STAFF)
    by = actor_for(account)
    Application.objects.filter(pk=own.pk).update(person=account.person)
    own.refresh_from_db()
    declare_conflict_as_staff(by=by, application=application, kind="family-or-friend")
    for thing in (application, own):
        with pytest.raises(NotAllowed):
            commands.propose(by=by, application=thing, outcome="offer")
    about_own = confirmed(one, two, own)
    with pytest.raises(NotAllowed):
        commands.confirm(by=by, decision=about_own)
    with pytest.raises(NotAllowed):
        commands.publish(by=by, cohort=cohort, seen=seen(cohort))
    assert (queries.pending(by, cohort), [each.decision.pk for each in queries.pending(one, cohort)]) == ([], [about_own.pk])


def test_candidates_and_assessors_decide_nothing(one, sign_in):
    cohort = make_cohort()
    application = make_application(cohort, "assessed")
    decision = commands.propose(by=one, application=application, outcome="offer")
    for grant in ("candidate", "assessor"):
        with pytest.raises(NotAllowed):
            commands.confirm(by=make_actor(grant), decision=decision)
        client = sign_in(grant)
        pages = [
            f"applications/{application.pk}/propose/",
            f"decisions/{decision.pk}/discard/",
            f"cohorts/{cohort.pk}/publish/",
            f"cohorts/{cohort.pk}/pending/",
        ]
        assert [client.post(f"/recruitment/selection/{page}").status_code for page in pages] == [404] * 4


def test_until_it_is_published_the_candidate_sees_nothing_and_then_the_words(one, two, client):
    cohort = make_cohort()
    application = make_application(cohort, "assessed")
    client.force_login(application.person.account)
    at = f"/recruitment/applications/{application.pk}/decision/"
    confirmed(one, two, application, "turn_down", reason="below-the-line", feedback="Your lesson was strong.")
    assert ("Nothing is decided yet" in client.get(at).content.decode(), "Your lesson" in client.get(at).content.decode()) == (True, False)
    commands.publish(by=one, cohort=cohort, seen=seen(cohort))
    page = client.get(at).content.decode()
    assert [
        word for word in ("You are not successful this time", "Other applications scored higher", "Your lesson was strong.") if word not in page
    ] == []


def test_the_page_to_propose_shows_a_refusal_and_keeps_the_words(sign_in):
    application = make_application(make_cohort())
    client = sign_in(STAFF)
    at = f"/recruitment/selection/applications/{application.pk}/propose/"
    assert client.get(at).status_code == 200
    response = client.post(at, {"outcome": "shortlist", "reason": "", "feedback": "Long words"})
    page = response.content.decode()
    assert (response.status_code, "Nobody has been given this application to score yet." in page, "Long words" in page) == (409, True, True)
    assert client.post(at, {"outcome": "offer"}).status_code == 422
    Application.objects.update(state="withdrawn")
    assert client.get(at).status_code == 409
