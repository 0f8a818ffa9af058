"""Sending: by the clock to the second, complete, once, with a receipt and a letter; and withdrawing."""

import datetime as dt

import pytest
from django.test import Client

from difference.errors import Conflict, NotNow
from difference.foundations.audit.models import Event
from difference.foundations.mail.models import Letter
from difference.programme.recruitment import commands, queries
from difference.programme.recruitment.models import Application
from tests.making import make_actor
from tests.programme.candidates import CLOSES, actor_of, complete, make_cohort, now_is, sent, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def client(sign_in):
    return sign_in("candidate", name="Amara Osei", email="amara@tests.example")


@pytest.fixture
def application(client, cohort):
    return complete(actor_of(client), cohort)


def send(client, application, **changes):
    address = f"/recruitment/applications/{application.pk}/send/"
    present = Application.objects.get(pk=application.pk)
    return client.post(address, {"revision": present.revision, "true": "on", **changes})


def letters():
    return list(Letter.objects.order_by("posted_at", "kind").values_list("kind", "to"))


def test_a_complete_application_is_sent_with_receipt_and_letter(client, application):
    response = send(client, application)
    application.refresh_from_db()
    assert (response.url, application.state, application.submitted_at) == (
        f"/recruitment/applications/{application.pk}/sent/", "submitted", dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC),
    )  # fmt: skip
    receipt = client.get(response.url).content.decode()
    assert application.reference in receipt
    letter = Letter.objects.get()
    assert (letter.kind, letter.to, letter.person_id, application.reference in letter.subject) == (
        "recruitment.received", "amara@tests.example", application.person_id, True,
    )  # fmt: skip


def test_a_double_click_sends_once(client, application):
    first, second = send(client, application), send(client, application)
    assert (first.url, second.url) == (f"/recruitment/applications/{application.pk}/sent/",) * 2
    assert (letters(), Event.objects.filter(action="recruitment.submit").count()) == ([("recruitment.received", "amara@tests.example")], 1)


def test_two_sendings_at_the_same_moment_send_once(client, application):
    by = actor_of(client)
    commands.submit(by=by, application=application, revision=application.revision)
    stale = Application(pk=application.pk, person_id=application.person_id, cohort=application.cohort, state="draft", revision=application.revision)
    with pytest.raises(NotNow):
        commands.submit(by=by, application=stale, revision=application.revision)
    assert len(letters()) == 1


def test_the_last_second_counts_and_the_close_does_not(client, application):
    with now_is(CLOSES, client):
        response = send(client, application)
        page = response.content.decode()
        application.refresh_from_db()
        assert (response.status_code, application.state, letters()) == (409, "draft", [])
        assert "closed on Friday 4 December 2026, 5pm" in page
        assert "Everything you wrote is kept" in page
        assert "What I did about motivation." in client.get(f"/recruitment/applications/{application.pk}/answers/").content.decode()
    with now_is(CLOSES - dt.timedelta(microseconds=1), client):
        assert send(client, application).status_code == 302


def test_nothing_is_sent_before_it_opens(client, application, cohort):
    type(cohort).objects.filter(pk=cohort.pk).update(opens_at=dt.datetime(2026, 11, 24, tzinfo=dt.UTC))
    assert send(client, application).status_code == 409
    application.refresh_from_db()
    assert application.state == "draft"


def test_an_incomplete_one_is_refused_with_links_to_what_is_missing(client, application):
    write(actor_of(client), application, "about", town="")
    write(actor_of(client), application, "motivation", text="word " * 401)
    response = send(client, application)
    sections = f"/recruitment/applications/{application.pk}/sections"
    assert response.status_code == 422
    assert response.context["missing"] == [
        (f"{sections}/about/#id_town", "About you", "Enter the town or city where you live"),
        (f"{sections}/motivation/#id_text", "Motivation", "Your answer has 401 words. Shorten it to 400 or fewer before you send"),
    ]
    application.refresh_from_db()
    assert (application.state, letters()) == ("draft", [])


def test_it_is_not_sent_without_the_declaration(client, application):
    response = send(client, application, true="")
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["true"])
    assert letters() == []


def test_answers_that_changed_since_they_were_checked_are_not_sent(client, application):
    by = actor_of(client)
    seen = application.revision
    write(by, application, "about", town="York")
    with pytest.raises(Conflict):
        commands.submit(by=by, application=application, revision=seen)
    assert send(client, application, revision=seen).status_code == 409
    assert letters() == []


@pytest.mark.parametrize("revision", ["", "x", "-1", "9" * 40, "\0"])
def test_a_nonsense_revision_is_refused(client, application, revision):
    assert send(client, application, revision=revision).status_code in {409, 422}
    assert letters() == []


def test_a_broken_rule_is_told_before_sending_and_decided_in_the_same_moment(client, cohort):
    application = complete(actor_of(client), cohort, right_to_work=False)
    page = client.get(f"/recruitment/applications/{application.pk}/send/").content.decode()
    assert "you told us that you do not have it" in page
    assert "Send it all the same" in page
    send(client, application)
    application.refresh_from_db()
    assert (application.state, application.ineligible_reason) == ("ineligible", "no-right-to-work")
    assert sorted(letters()) == [("recruitment.not_eligible", "amara@tests.example"), ("recruitment.received", "amara@tests.example")]
    assert "right to work" in Letter.objects.get(kind="recruitment.not_eligible").text
    assert list(Event.objects.filter(action="recruitment.find-ineligible").values_list("actor_kind", "actor_label", "reason")) == [
        ("system", "recruitment.eligibility", "no-right-to-work")
    ]


def test_several_broken_rules_are_all_named(client, cohort):
    application = sent(actor_of(client), cohort, right_to_work=False, qualified_teacher=False, works_in_ap_or_special=True)
    application.refresh_from_db()
    text = Letter.objects.get(kind="recruitment.not_eligible").text
    assert (application.ineligible_reason, text.count("you told us")) == ("several", 3)


def test_a_candidate_found_not_eligible_asks_to_look_again_once(client, cohort):
    application = sent(actor_of(client), cohort, qualified_teacher=False)
    address = f"/recruitment/applications/{application.pk}/look-again/"
    assert client.post(address, {"objection": ""}).status_code == 422
    assert client.post(address, {"objection": "word " * 301}).status_code == 422
    assert client.post(address, {"objection": "My QTS came last week."}).status_code == 302
    application.refresh_from_db()
    assert application.objection == "My QTS came last week."
    assert client.post(address, {"objection": "Again."}).status_code == 409
    assert "You asked us to look again" in client.get(f"/recruitment/applications/{application.pk}/").content.decode()


def test_asking_to_look_again_is_for_those_found_not_eligible(client, cohort):
    application = sent(actor_of(client), cohort)
    assert client.post(f"/recruitment/applications/{application.pk}/look-again/", {"objection": "Please."}).status_code == 409
    application.refresh_from_db()
    assert application.objected_at is None


def test_withdrawing_needs_a_reason_and_happens_once(client, application):
    address = f"/recruitment/applications/{application.pk}/withdraw/"
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"reason": "bribed"}).status_code == 422
    assert client.post(address, {"reason": "too-far"}).status_code == 302
    assert client.post(address, {"reason": "pay"}).status_code == 409
    application.refresh_from_db()
    assert (application.state, application.withdrawn_reason, letters()) == (
        "withdrawn", "too-far", [("recruitment.withdrawn", "amara@tests.example")],
    )  # fmt: skip


def test_the_timeline_tells_what_happened_in_order(client, cohort):
    by = actor_of(client)
    application = sent(by, cohort)
    commands.take_in(by=make_actor(("staff", "recruitment")), application=queries.find(by, application.pk))
    page = client.get(f"/recruitment/applications/{application.pk}/")
    titles = [event.title for event in page.context["happenings"]]
    assert titles == [
        "You started your application", "You sent your application", "We took your application in for reading", "Applications close",
        "Assessment begins", "Ranking of posts opens", "Matching day", "Placements start",
    ]  # fmt: skip
    assert "Being read" in page.content.decode()
    assert "in review" not in page.content.decode().lower()


def test_a_name_that_cannot_be_printed_does_not_keep_a_letter_from_going(sign_in, cohort):
    client = sign_in("candidate", name="Amara\x07 Osei")
    sent(actor_of(client), cohort)
    assert Letter.objects.get().text.splitlines()[0] == "Hello Amara Osei,"


def test_nobody_else_sends_or_withdraws_it(application, sign_in):
    for browser, status in ((Client(), 401), (sign_in("candidate"), 404), (sign_in(("staff", "recruitment")), 403)):
        for page in ("send", "withdraw", "look-again"):
            assert (
                browser.post(f"/recruitment/applications/{application.pk}/{page}/", {"reason": "pay", "true": "on", "revision": 0}).status_code
                == status
            )
    application.refresh_from_db()
    assert application.state == "draft"
