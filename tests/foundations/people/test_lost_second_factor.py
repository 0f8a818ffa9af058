"""A lost second factor: asked with the password, decided by another person, mended by a link that works once."""

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client

from difference.errors import NotAllowed
from difference.foundations.mail.models import Letter
from difference.foundations.people import commands
from difference.foundations.people.models import SecondFactorLoss
from difference.foundations.people.queries import actor_for
from tests.making import PASSWORD, make_account

pytestmark = pytest.mark.django_db


def ask(account, password=PASSWORD):
    return Client().post("/people/second-factor/lost/", {"email": account.email, "password": password})


def link_in_letter(account):
    words = Letter.objects.get(to=account.email, kind="people.second_factor_granted").text
    return next(word for word in words.split() if "/second-factor/link/" in word).partition("http://127.0.0.1:8000")[2].rstrip(".")


def grant_it(administrator, loss):
    return administrator.post(f"/people/second-factor/losses/{loss.pk}/", {"granted": "yes", "how_checked": "met-in-person"})


def test_the_whole_way(sign_in):
    account, administrator = make_account("assessor"), sign_in("administrator")
    ask(account)
    assert grant_it(administrator, SecondFactorLoss.objects.get()).status_code == 302
    client = Client()
    client.get(link_in_letter(account))
    assert Authenticator.objects.filter(user=account).count() == 1
    assert client.post("/people/second-factor/link/")["Location"] == "/account/login/"
    assert Authenticator.objects.filter(user=account).count() == 0
    client.post("/account/login/", {"login": account.email, "password": PASSWORD})
    assert client.get("/home/")["Location"] == "/account/second-factor/totp/activate/"


def test_the_link_works_once_and_for_a_day(sign_in):
    account, administrator = make_account("assessor"), sign_in("administrator")
    ask(account)
    grant_it(administrator, SecondFactorLoss.objects.get())
    link, late, twice = link_in_letter(account), Client(), Client()
    with time_machine.travel("2026-11-24T10:00:01+00:00", tick=False):
        late.get(link)
        assert late.get("/people/second-factor/link/").status_code == 404
    twice.get(link)
    twice.post("/people/second-factor/link/")
    twice.get(link)
    assert twice.post("/people/second-factor/link/").status_code == 404


def test_a_wrong_password_asks_nothing():
    account = make_account("assessor")
    response = ask(account, "wrong wrong wrong")
    assert (response.status_code, SecondFactorLoss.objects.count(), Letter.objects.count()) == (302, 0, 0)


def test_asking_twice_is_asking_once():
    account = make_account("assessor")
    ask(account)
    ask(account)
    assert (SecondFactorLoss.objects.count(), Letter.objects.filter(to=account.email).count()) == (1, 1)


def test_nobody_decides_about_their_own():
    account = make_account("administrator")
    ask(account)
    with pytest.raises(NotAllowed):
        commands.decide_loss(by=actor_for(account), loss=SecondFactorLoss.objects.get(), granted=True, how_checked="met-in-person")


def test_the_page_to_decide_about_ones_own_stays_shut(sign_in):
    browser = sign_in("administrator")
    ask(browser.account)
    loss = SecondFactorLoss.objects.get()
    assert (browser.get(f"/people/second-factor/losses/{loss.pk}/").status_code, grant_it(browser, loss).status_code) == (403, 403)


def test_a_yes_must_say_how_they_were_checked(sign_in):
    account, administrator = make_account("assessor"), sign_in("administrator")
    ask(account)
    loss = SecondFactorLoss.objects.get()
    response = administrator.post(f"/people/second-factor/losses/{loss.pk}/", {"granted": "yes"})
    assert (response.status_code, SecondFactorLoss.objects.get().decided_at) == (422, None)


def test_it_is_decided_once(sign_in):
    account, first, second = make_account("assessor"), sign_in("administrator"), sign_in("administrator")
    ask(account)
    loss = SecondFactorLoss.objects.get()
    assert [grant_it(first, loss).status_code, grant_it(second, loss).status_code] == [302, 409]


def test_a_refusal_is_told(sign_in):
    account, administrator = make_account("assessor"), sign_in("administrator")
    ask(account)
    administrator.post(f"/people/second-factor/losses/{SecondFactorLoss.objects.get().pk}/", {"granted": "no"})
    assert Letter.objects.filter(to=account.email, kind="people.second_factor_refused").count() == 1
    assert Authenticator.objects.filter(user=account).count() == 1
