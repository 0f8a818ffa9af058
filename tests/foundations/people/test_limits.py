"""Limits on attempts are exact, also when many try at once, and say when to try again."""

import threading

import pytest
import time_machine
from django.db import connection

from difference.foundations.people import limits
from difference.foundations.people.models import Attempts
from tests.making import PASSWORD, make_account


@pytest.mark.django_db(transaction=True)
def test_any_number_of_workers_together_never_take_one_too_many():
    answers = []

    def try_often():
        answers.extend(limits.take("row", 10, 900) for _ in range(5))
        connection.close()

    threads = [threading.Thread(target=try_often) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(answers), sum(1 for wait in answers if wait == 0)) == (40, 10)


@pytest.mark.django_db
def test_a_new_window_starts_when_the_old_one_is_over():
    assert [limits.take("row", 2, 60) for _ in range(3)] == [0, 0, 61]
    with time_machine.travel("2026-11-23T10:01:00+00:00", tick=False):
        assert [limits.take("row", 2, 60) for _ in range(3)] == [0, 0, 61]


@pytest.mark.django_db
def test_the_page_says_when_to_try_again(client):
    for _ in range(10):
        assert client.post("/account/login/", {"login": "a@tests.example", "password": "wrong"}).status_code == 200
    response = client.post("/account/login/", {"login": "A@tests.example ", "password": "wrong"})
    assert (response.status_code, response["Retry-After"]) == (429, "901")
    assert "Try again in 15 minutes." in response.content.decode()


@pytest.mark.django_db
def test_a_known_and_an_unknown_address_are_limited_alike(client):
    make_account("candidate", email="known@tests.example", strong=False)
    answers = {}
    for address in ("known@tests.example", "unknown@tests.example"):
        answers[address] = [client.post("/account/login/", {"login": address, "password": "wrong"}).status_code for _ in range(12)]
    assert answers["known@tests.example"] == answers["unknown@tests.example"] == [200] * 10 + [429] * 2


@pytest.mark.django_db
def test_the_right_person_starts_anew(client):
    make_account("candidate", email="known@tests.example", strong=False)
    for _ in range(9):
        client.post("/account/login/", {"login": "known@tests.example", "password": "wrong"})
    assert client.post("/account/login/", {"login": "known@tests.example", "password": PASSWORD}).status_code == 302
    assert not Attempts.objects.filter(key=limits.key("account_login", "account", "known@tests.example")).exists()


@pytest.mark.django_db
def test_no_address_stands_in_the_table(client):
    client.post("/account/login/", {"login": "somebody@tests.example", "password": "wrong"})
    assert Attempts.objects.count() == 2
    assert not any("somebody" in row.key or "127.0.0.1" in row.key for row in Attempts.objects.all())


@pytest.mark.django_db
def test_a_forged_forwarding_header_is_not_believed(rf, settings):
    request = rf.get("/", headers={"X-Forwarded-For": "6.6.6.6, 10.0.0.1"})
    settings.TRUSTED_PROXIES = 0
    direct = limits.address_of(request)
    settings.TRUSTED_PROXIES = 1
    assert (direct, limits.address_of(request)) == ("127.0.0.1", "10.0.0.1")


def test_every_limited_route_exists():
    from difference.foundations.access.checks import routes

    names = {name for name, _ in routes()}
    assert [route for route in limits.rules() if route not in names] == []
