"""Raising a concern: by anyone, from one page that says who reads it and by when; once, however often it is sent."""

import re
import threading

import pytest
import time_machine
from django.db import connection
from django.test import Client

from difference.errors import BadInput
from difference.foundations.actors import ANYONE
from difference.foundations.concerns import commands
from difference.foundations.concerns.models import Concern, Words
from difference.foundations.mail.models import Letter
from tests.making import make_account

pytestmark = pytest.mark.django_db

LEAD = ("staff", "safer_recruitment")
FORM = {"token": "t" * 43, "about": "child", "text": "He said that he is afraid to go home."}


def send(client=None, **more):
    return (client or Client()).post("/raise-a-concern/", {**FORM, **more})


def page(client=None):
    return (client or Client()).get("/raise-a-concern/").content.decode()


def test_the_page_says_the_numbers_who_reads_it_and_by_when():
    make_account(LEAD)
    words = page()
    assert re.findall(r'href="tel:(\d+)"', words) == ["999", "999", "08088005000", "08001111"]
    assert "safeguarding leads read it, and nobody else" in words
    assert "Tuesday 24 November 2026, 10am" in words


def test_the_page_says_when_there_is_nobody_to_read_it():
    assert "has no safeguarding lead at this moment" in page()


def test_somebody_who_is_not_signed_in_raises_one_without_a_name():
    client = Client()
    response = send(client)
    concern = Concern.objects.get()
    assert response["Location"] == f"/raise-a-concern/thanks/{concern.pk}/"
    assert (concern.about, concern.state, concern.raised_by, concern.words.text) == ("child", "new", None, FORM["text"])
    assert "sessionid" not in client.cookies
    assert "difference_session" not in client.cookies


def test_a_strict_browser_form_is_protected_against_forgery_and_works_from_its_own_page():
    client = Client(enforce_csrf_checks=True)
    assert send(client).status_code == 403
    secret = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page(client)).group(1)
    assert send(client, csrfmiddlewaretoken=secret).status_code == 302


def test_the_thanks_page_says_what_happens_by_when_and_the_reference_but_not_what_was_written():
    client = Client()
    words = client.get(send(client, where="the bus stop", reach="07700 900123")["Location"]).content.decode()
    concern = Concern.objects.get()
    assert (concern.reference in words, "Tuesday 24 November 2026, 10am" in words) == (True, True)
    assert [secret for secret in ("afraid", "bus stop", "900123") if secret in words] == []


def test_no_browser_or_proxy_keeps_the_pages():
    client = Client()
    thanks = client.get(send(client)["Location"])
    for response in (client.get("/raise-a-concern/"), thanks):
        assert {"private", "no-store"} <= set(response["Cache-Control"].replace(" ", "").split(","))


def test_sent_twice_it_is_one_concern_with_one_thanks_page_and_one_letter_a_lead():
    make_account(LEAD)
    first, second = send(), send()
    assert first["Location"] == second["Location"]
    assert (Concern.objects.count(), Words.objects.count(), Letter.objects.count()) == (1, 1, 1)


def test_other_words_under_the_same_token_are_not_lost():
    first, second = send(), send(text="And there is something else.")
    assert first["Location"] != second["Location"]
    assert sorted(words.text for words in Words.objects.all()) == ["And there is something else.", FORM["text"]]


def test_each_page_has_a_token_of_its_own():
    found = {re.search(r'name="token" value="([^"]+)"', page()).group(1) for _ in range(3)}
    assert (len(found), {len(token) for token in found}) == (3, {43})


def test_without_a_token_it_still_goes():
    assert send(token="").status_code == 302
    assert Concern.objects.count() == 1


def test_what_is_missing_is_said_and_what_was_written_stays_on_the_page():
    response = send(about="")
    words = response.content.decode()
    assert (response.status_code, Concern.objects.count()) == (422, 0)
    assert ("Choose an answer to “Who is it about?”" in words, FORM["text"] in words) == (True, True)


@pytest.mark.parametrize(
    "wrong", [{"text": "   "}, {"text": "x" * 10_001}, {"about": "dog"}, {"where": "x" * 201}, {"reach": "x" * 201}, {"text": "a\0b"}]
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(wrong):
    assert send(**wrong).status_code == 422
    assert Concern.objects.count() == 0


def test_the_command_refuses_as_the_page_does():
    with pytest.raises(BadInput) as refused:
        commands.raise_concern(by=ANYONE, token="t", about="dog", text=" ", where="x" * 201)
    assert sorted(refused.value.fields) == ["about", "text", "where"]


def test_somebody_signed_in_is_named_unless_they_leave_their_name_out(sign_in):
    client = sign_in("participant")
    send(client)
    send(client, token="other", nameless="on")
    person = client.account.person_id
    assert sorted(Concern.objects.values_list("raised_by", flat=True), key=str) == sorted([person, None], key=str)


def test_somebody_not_signed_in_is_not_asked_whether_to_leave_their_name_out(sign_in):
    assert ("Leave my name out" in page(), "Leave my name out" in page(sign_in("candidate"))) == (False, True)


def test_every_lead_gets_a_letter_and_nobody_else():
    leads = {make_account(LEAD).email, make_account(LEAD, ("staff", "placement")).email}
    for other in ("administrator", "data_protection_officer", ("staff", "recruitment"), "participant"):
        make_account(other)
    gone = make_account(LEAD)
    type(gone).objects.filter(pk=gone.pk).update(is_active=False)
    send()
    assert {letter.to for letter in Letter.objects.all()} == leads


def test_an_address_that_cannot_be_written_to_keeps_nobody_from_raising_one():
    bad, good = make_account(LEAD), make_account(LEAD)
    type(bad).objects.filter(pk=bad.pk).update(email="not an address")
    assert send().status_code == 302
    assert [letter.to for letter in Letter.objects.all()] == [good.email]


def test_attempts_are_limited_by_address():
    answers = [send(token=str(number)).status_code for number in range(21)]
    assert answers == [302] * 20 + [429]
    with time_machine.travel("2026-11-23T11:00:01+00:00", tick=False):
        assert send(token="later").status_code == 302


@pytest.mark.real_time
@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_are_one_concern():
    make_account(LEAD)
    both, places = threading.Barrier(2), []

    def click():
        both.wait()
        try:
            places.append(send()["Location"])
        finally:
            connection.close()

    clicks = [threading.Thread(target=click) for _ in range(2)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()
    assert (len(places), len(set(places)), Concern.objects.count(), Letter.objects.count()) == (2, 1, 1, 1)
