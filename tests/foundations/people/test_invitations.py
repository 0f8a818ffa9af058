"""An invitation's link works once, for its address, for 14 days, and opening it uses nothing up."""

import pytest
import time_machine
from django.test import Client

from difference.errors import BadInput, NotAllowed
from difference.foundations.actors import ANYONE
from difference.foundations.audit.models import Event
from difference.foundations.mail.models import Letter
from difference.foundations.people import commands
from difference.foundations.people.models import Account, Grant, Invitation
from tests.making import make_account, make_actor

pytestmark = pytest.mark.django_db
LONG = "five sturdy garden gates"


def invite(email="ruth@school.example", role="host_lead", scope="organisation", scope_id="123456", **more):
    return commands.invite(by=make_actor("administrator"), email=email, role=role, scope=scope, scope_id=scope_id, **more)


def accept(client, path, **answers):
    assert client.get(path)["Location"] == "/people/invitation/"
    return client.post("/people/invitation/", {"full_name": "Ruth Calloway", "password": LONG, **answers})


def test_the_letter_carries_the_link_and_the_database_only_its_hash():
    path = invite()
    letter = Letter.objects.get(to="ruth@school.example")
    token = path.rstrip("/").rpartition("/")[2]
    assert path in letter.text
    assert not Invitation.objects.filter(token_hash=token).exists()


def test_accepting_makes_the_account_grants_the_role_and_asks_for_a_second_factor():
    client = Client()
    response = accept(client, invite())
    account = Account.objects.get(email="ruth@school.example")
    grant = account.person.grants.get()
    assert (grant.role, grant.scope, grant.scope_id, account.password_length) == ("host_lead", "organisation", "123456", 15)
    assert response.status_code == 302
    assert client.get("/home/")["Location"] == "/account/second-factor/totp/activate/"


def test_the_link_works_once():
    path = invite()
    accept(Client(), path)
    other = Client()
    other.get(path)
    assert (other.get("/people/invitation/").status_code, Account.objects.filter(email="ruth@school.example").count()) == (404, 1)


def test_opening_the_link_uses_nothing_up():
    path, client = invite(), Client()
    for _ in range(3):
        client.get(path)
        assert client.get("/people/invitation/").status_code == 200
    assert accept(client, path).status_code == 302


def test_the_link_runs_out():
    path = invite()
    with time_machine.travel("2026-12-07T10:00:01+00:00", tick=False):
        client = Client()
        client.get(path)
        assert client.get("/people/invitation/").status_code == 404


def test_a_withdrawn_invitation_does_not_work(sign_in):
    path, administrator = invite(), sign_in("administrator")
    invitation = Invitation.objects.get()
    assert administrator.post(f"/people/invitations/{invitation.pk}/withdraw/").status_code == 302
    assert administrator.post(f"/people/invitations/{invitation.pk}/withdraw/").status_code == 409
    client = Client()
    client.get(path)
    assert client.get("/people/invitation/").status_code == 404


def test_somebody_else_who_is_signed_in_cannot_take_it_up(sign_in):
    make_account("candidate", email="ruth@school.example", strong=False)
    other, path = sign_in("candidate"), invite()
    accept(other, path)
    assert not Grant.objects.filter(role="host_lead").exists()


def test_whoever_has_an_account_takes_it_up_signed_in(client):
    account = make_account("candidate", email="ruth@school.example", strong=False)
    client.force_login(account)
    assert accept(client, invite())["Location"] == "/home/"
    assert account.person.grants.filter(role="host_lead").count() == 1


@pytest.mark.parametrize(("password", "full_name"), [("short", "Ruth"), (LONG, ""), ("passwordpassword", "Ruth\x00")])
def test_an_answer_that_cannot_be_used_says_so_and_keeps_the_link(password, full_name):
    path, client = invite(), Client()
    assert accept(client, path, password=password, full_name=full_name).status_code == 422
    assert accept(client, path).status_code == 302


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"role": "wizard"}, "role"),
        ({"role": "staff", "scope": "programme", "scope_id": ""}, "function"),
        ({"role": "host_lead", "function": "recruitment"}, "function"),
        ({"role": "administrator"}, "scope"),
        ({"scope_id": ""}, "scope_id"),
    ],
)
def test_a_grant_that_makes_no_sense_is_refused_by_field(values, field):
    with pytest.raises(BadInput) as caught:
        invite(**values)
    assert field in caught.value.fields
    assert not Invitation.objects.exists()


def test_only_an_administrator_invites(sign_in):
    with pytest.raises(NotAllowed):
        commands.invite(by=make_actor(("staff", "recruitment")), email="a@b.example", role="assessor", scope="programme")
    assert sign_in(("staff", "recruitment")).get("/people/invitations/").status_code == 403


def test_no_token_and_no_address_stand_in_the_audit():
    token = invite().rstrip("/").rpartition("/")[2]
    words = " ".join(str(event.__dict__) for event in Event.objects.all())
    assert (token in words, "ruth@school.example" in words) == (False, False)


def test_an_invented_link_is_not_found():
    client = Client()
    client.get("/people/invitation/no-such-token/")
    assert client.get("/people/invitation/").status_code == 404
    with pytest.raises(NotAllowed):
        commands.withdraw_invitation(by=make_actor("candidate"), invitation=Invitation())
    assert ANYONE.kind == "public"
