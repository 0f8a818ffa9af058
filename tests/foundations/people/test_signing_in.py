"""Signing in, and what those with other people's data need besides."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from difference.foundations.actors import system
from difference.foundations.audit.models import Event
from difference.foundations.mail.models import Letter
from difference.foundations.people import commands
from difference.foundations.people.models import Account, Grant, Person
from tests.making import PASSWORD, SECRET, make_account

pytestmark = pytest.mark.django_db


def code():
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(SECRET, counter))


def sign_in(client, account, password=PASSWORD):
    return client.post("/account/login/", {"login": account.email, "password": password})


def test_a_candidate_signs_in_with_a_password(client):
    account = make_account("candidate", strong=False)
    response = sign_in(client, account)
    assert (response.status_code, response["Location"]) == (302, "/home/")
    assert Event.objects.filter(action="people.sign-in", subject_id=account.person_id).count() == 1


def test_whoever_sees_others_data_is_asked_for_a_second_factor(client):
    account = make_account("administrator")
    assert sign_in(client, account)["Location"] == "/account/second-factor/authenticate/"
    assert client.get("/people/accounts/").status_code == 302
    assert client.post("/account/second-factor/authenticate/", {"code": code()})["Location"] == "/home/"
    assert client.get("/people/accounts/").status_code == 200


def test_a_code_works_once(client):
    account = make_account("administrator")
    sign_in(client, account)
    used = code()
    client.post("/account/second-factor/authenticate/", {"code": used})
    other = Client()
    sign_in(other, account)
    assert other.post("/account/second-factor/authenticate/", {"code": used}).status_code == 200


def test_without_a_second_factor_their_grants_do_not_count(client):
    account = make_account("administrator", strong=False)
    sign_in(client, account)
    response = client.get("/people/accounts/")
    assert (response.status_code, response["Location"]) == (302, "/account/second-factor/totp/activate/")


def test_a_password_too_short_for_a_new_grant_must_be_changed_first(client):
    account = make_account("candidate", strong=False)
    Account.objects.filter(pk=account.pk).update(password_length=12)
    commands.grant(by=system("tests"), person=account.person, role="assessor", scope="programme")
    sign_in(client, account)
    assert client.get("/home/")["Location"] == "/account/password/change/"


@pytest.mark.parametrize(("grant", "shortest"), [("candidate", 12), ("assessor", 15)])
def test_how_long_a_new_password_must_be(sign_in, grant, shortest):
    client = sign_in(grant)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    for length, status in ((shortest - 1, 200), (shortest, 302)):
        word = ("qz7 " * 10)[:length]
        response = client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": word, "password2": word})
        assert (length, response.status_code) == (length, status)
    assert Account.objects.get(pk=client.account.pk).password_length == shortest


def test_a_grant_that_has_ended_or_run_out_does_not_count(sign_in):
    client = sign_in("administrator")
    assert client.get("/people/accounts/").status_code == 200
    Grant.objects.filter(person=client.account.person).update(starts_at="2025-01-01T00:00Z", ends_at="2026-11-23T09:59:59Z")
    assert client.get("/people/accounts/").status_code == 403


def test_leaving_ends_every_grant_and_every_sign_in(sign_in):
    leaver, administrator = sign_in(("staff", "recruitment")), sign_in("administrator")
    url = f"/people/accounts/{leaver.account.pk}/leave/"
    assert administrator.post(url, {"reason": "left"}).status_code == 302
    assert leaver.get("/home/").status_code == 302
    assert [(grant.end_reason, grant.ended_by) for grant in leaver.account.person.grants.all()] == [("left", administrator.account.person_id)]
    assert sign_in_refused(leaver.account)


def sign_in_refused(account):
    response = Client().post("/account/login/", {"login": account.email, "password": PASSWORD})
    return response.status_code == 302 and response["Location"] == "/account/inactive/"


def test_nobody_ends_their_own_grants(sign_in):
    administrator = sign_in("administrator")
    assert administrator.post(f"/people/accounts/{administrator.account.pk}/leave/", {"reason": "left"}).status_code == 403


def answers(client, path, data):
    response = client.post(path, data)
    words = re.sub(r'(value|href)="[^"]*"|known@tests.example|unknown@tests.example', "", response.content.decode())
    return response.status_code, response.get("Location"), words


@pytest.mark.parametrize(
    ("path", "field", "more"),
    [
        ("/account/login/", "login", {"password": "wrong wrong wrong"}),
        ("/account/password/reset/", "email", {}),
        ("/account/signup/", "email", {"full_name": "Somebody", "password1": "a long enough one"}),
        ("/people/second-factor/lost/", "email", {"password": "wrong wrong wrong"}),
    ],
)
def test_the_answer_is_the_same_for_known_and_unknown_addresses(path, field, more):
    make_account("candidate", email="known@tests.example", strong=False)
    known = answers(Client(), path, {field: "known@tests.example", **more})
    unknown = answers(Client(), path, {field: "unknown@tests.example", **more})
    assert known == unknown


@pytest.mark.parametrize(
    ("path", "field", "more"),
    [
        ("/account/login/", "login", {"password": "wrong wrong wrong"}),
        ("/account/signup/", "email", {"full_name": "Somebody", "password1": "a long enough one"}),
        ("/people/second-factor/lost/", "email", {"password": "wrong wrong wrong"}),
    ],
)
@pytest.mark.real_time
def test_the_answer_takes_as_long_for_known_and_unknown_addresses(settings, monkeypatch, path, field, more):
    """Counts what costs time, the hashing of passwords, instead of seconds: a machine under load cannot fail it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    from django.contrib.auth.hashers import PBKDF2PasswordHasher

    hashed = []
    original = PBKDF2PasswordHasher.encode
    monkeypatch.setattr(PBKDF2PasswordHasher, "encode", lambda *arguments, **named: hashed.append(1) or original(*arguments, **named))
    make_account("candidate", email="known@tests.example", strong=False)
    counts = []
    for address in ("known@tests.example", "unknown@tests.example"):
        hashed.clear()
        Client().post(path, {field: address, **more})
        counts.append(len(hashed))
    assert counts[0] == counts[1] >= 1


def test_joining_makes_a_person_with_a_candidates_grant_and_a_letter(client):
    response = client.post("/account/signup/", {"full_name": " Amara Osei ", "email": "Amara@tests.example", "password1": "a long enough one"})
    account = Account.objects.get(email="amara@tests.example")
    assert (response["Location"], account.person.full_name, account.password_length) == ("/account/confirm-email/", "Amara Osei", 12)
    assert [(grant.role, grant.scope) for grant in account.person.grants.all()] == [("candidate", "self")]
    assert list(Letter.objects.values_list("to", flat=True)) == ["amara@tests.example"]


def test_joining_half_way_leaves_nothing(client, monkeypatch):
    def fail(*arguments, **named):
        raise RuntimeError

    monkeypatch.setattr("difference.foundations.people.adapter.post", fail)
    client.raise_request_exception = False
    response = client.post("/account/signup/", {"full_name": "Amara Osei", "email": "amara@tests.example", "password1": "a long enough one"})
    assert (response.status_code, Person.objects.count(), Account.objects.count(), Event.objects.count()) == (500, 0, 0, 0)


def test_secrets_of_second_factors_are_encrypted():
    make_account("administrator")
    assert [SECRET in str(row.data) for row in Authenticator.objects.all()] == [False]


def test_a_sign_in_page_is_not_kept_by_the_browser(client):
    assert "no-store" in client.get("/account/login/")["Cache-Control"]


def test_a_page_asks_once_what_somebody_holds(sign_in):
    client = sign_in("administrator")
    client.get("/cookies/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/cookies/")
    assert len([query for query in asked.captured_queries if '"people_grant"' in query["sql"]]) == 1
