"""What is written in a concern stands nowhere but where leads read it: not in letters, audit, logs, addresses, lists or records."""

import json
import logging
import re
import sys

import pytest
from django.core import serializers
from django.core.signals import got_request_exception
from django.test import Client
from django.views.debug import ExceptionReporter

from difference.foundations.audit.models import Event
from difference.foundations.concerns import commands, queries
from difference.foundations.concerns.models import Concern, Note, Words
from difference.foundations.mail.models import Letter
from difference.foundations.people import holdings
from difference.foundations.people.queries import actor_for
from tests.making import make_account

pytestmark = pytest.mark.django_db

LEAD = ("staff", "safer_recruitment")
SECRETS = ["Zebedee-Quill", "Hollow-Bridge", "07700-900123", "note-on-Quill"]
FORM = {"token": "t" * 43, "about": "child", "text": "Zebedee-Quill is hurt", "where": "Hollow-Bridge", "reach": "07700-900123"}


def leaked(words):
    return [secret for secret in SECRETS if secret.lower() in words.lower()]


@pytest.fixture
def everything(caplog, capfd, sign_in):
    """Somebody raises a concern, signed in; a lead takes it, notes on it and closes it. Returns what was seen on the way."""
    caplog.set_level(logging.DEBUG)
    raiser, lead, officer = sign_in("participant", name="Rosa Raiser"), sign_in(LEAD), sign_in("data_protection_officer")
    addresses = [raiser.post("/raise-a-concern/", FORM)["Location"]]
    concern = Concern.objects.get()
    at = f"/concerns/{concern.pk}/"
    lead.get(at)
    addresses.append(lead.post(f"{at}take/", {"revision": 0, "no_conflict": "on"})["Location"])
    addresses.append(lead.post(f"{at}note/", {"text": "note-on-Quill"})["Location"])
    pages = [lead.get(f"{at}close/"), lead.get("/concerns/"), officer.get("/concerns/"), officer.get(at), raiser.get(addresses[0])]
    addresses.append(lead.post(f"{at}close/", {"revision": 1, "outcome": "police"})["Location"])
    logs = caplog.text + "".join(capfd.readouterr())
    return {"addresses": " ".join(addresses), "pages": " ".join(page.content.decode() for page in pages), "logs": logs, "raiser": raiser.account}


def test_not_in_letters(everything):
    letter = Letter.objects.get()
    assert leaked(letter.subject + letter.text) == []
    assert leaked(serializers.serialize("json", Letter.objects.all())) == []
    assert (letter.kind, re.findall(r"https?://\S+", letter.text)) == (
        "concerns.waiting",
        [f"http://127.0.0.1:8000/concerns/{Concern.objects.get().pk}/"],
    )
    assert [word for word in ("child", "Rosa", "Raiser", Concern.objects.get().reference) if word in letter.subject + letter.text] == []


def test_not_in_the_audit(everything):
    assert Event.objects.filter(action__startswith="concerns.").count() >= 5
    assert leaked(json.dumps(list(Event.objects.values()), default=str)) == []


def test_not_in_logs_addresses_lists_or_the_pages_of_others(everything):
    assert [leaked(everything[where]) for where in ("logs", "addresses", "pages")] == [[], [], []]


def test_not_in_the_concern_itself_nor_in_what_prints_it(everything):
    assert leaked(serializers.serialize("json", Concern.objects.all())) == []
    assert leaked(" ".join(repr(row) for model in (Concern, Words, Note) for row in model.objects.all())) == []


def test_no_list_of_concerns_asks_the_database_for_words(everything, sign_in, django_assert_max_num_queries):
    client = sign_in(LEAD)
    with django_assert_max_num_queries(20) as asked:
        client.get("/concerns/")
    assert [query["sql"] for query in asked.captured_queries if "concerns_words" in query["sql"] or "concerns_note" in query["sql"]] == []


def test_the_record_says_that_they_raised_one_and_when_and_not_what(everything):
    held = [holding for holding in holdings.about(everything["raiser"].person) if holding.title == "Concerns that you raised"]
    concern = Concern.objects.get()
    assert held[0].rows[0] == (concern.reference, "You raised a concern on 23 November 2026, 10am")
    assert leaked(str(held)) == []


def test_the_record_of_anybody_else_says_nothing(everything):
    assert [holding.title for holding in holdings.about(make_account("participant").person) if "oncern" in holding.title] == []


def test_whoever_leaves_their_name_out_stands_nowhere():
    account = make_account("participant")
    make_account(LEAD)
    before = set(Event.objects.values_list("pk", flat=True))
    concern = commands.raise_concern(by=actor_for(account), nameless=True, **FORM)
    event = Event.objects.exclude(pk__in=before).get()
    assert (event.actor_kind, event.actor_id, event.subject_id, concern.raised_by) == ("public", None, None, None)
    assert Letter.objects.get().posted_by is None
    assert queries.raised_by(account.person_id).count() == 0


def test_leaving_the_name_out_leaves_no_trace_in_the_session(sign_in):
    client = sign_in("participant")
    client.post("/raise-a-concern/", {**FORM, "nameless": "on"})
    assert str(Concern.objects.get().pk) not in json.dumps(dict(client.session.items()))


def test_when_the_server_fails_nothing_is_kept_and_the_report_leaves_out_what_was_written(monkeypatch, caplog):
    reports = []

    def fail(**arguments):
        raise RuntimeError("no room left")

    def report(request, **more):
        reports.append(ExceptionReporter(request, *sys.exc_info()).get_traceback_text())

    monkeypatch.setattr("difference.foundations.concerns.commands.letters.tell_leads", fail)
    got_request_exception.connect(report)
    try:
        response = Client(raise_request_exception=False).post("/raise-a-concern/", FORM)
    finally:
        got_request_exception.disconnect(report)
    assert (response.status_code, Concern.objects.count(), Words.objects.count()) == (500, 0, 0)
    assert ("no room left" in reports[0], "raise-a-concern" in reports[0]) == (True, True)
    assert leaked(reports[0] + caplog.text + response.content.decode()) == []
