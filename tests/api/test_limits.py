"""The limit on requests is exact, also when many ask at once; it says for how long to wait, and keeps no address."""

from __future__ import annotations

import threading

import pytest
import time_machine
from django.db import connection
from django.test import Client

from difference.api import limits
from difference.foundations.people.models import Attempts


@pytest.fixture
def few(monkeypatch):
    """Ten requests a minute."""
    monkeypatch.setattr(limits, "limit", lambda: limits.Limit(10, 60))


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_exactly_as_many_as_allowed_are_let_through(few):
    statuses = []

    def ask_often():
        client = Client()
        statuses.extend(client.get("/api/v1/regions").status_code for _ in range(5))
        connection.close()

    threads = [threading.Thread(target=ask_often) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200] * 10 + [429] * 20


@pytest.mark.django_db
def test_the_refusal_says_for_how_long_to_wait_and_after_that_it_goes_on(few):
    for _ in range(10):
        assert Client().get("/api/v1/cohorts").status_code == 200
    response = Client().get("/api/v1/regions")
    assert (response.status_code, response["Retry-After"]) == (429, "61")
    assert response.json()["error"] == {
        "code": "too-many", "sentence": "One address may ask 10 times within 60 seconds. Ask again in 61 seconds.", "fields": {},
    }  # fmt: skip
    with time_machine.travel("2026-11-23T10:01:01+00:00", tick=False):
        assert Client().get("/api/v1/regions").status_code == 200


@pytest.mark.django_db
def test_refusals_count_too_so_that_guessing_costs_the_same(few):
    answers = [Client().get("/api/v1/schools", {"limit": "x"}).status_code for _ in range(12)]
    assert answers == [422] * 10 + [429] * 2


@pytest.mark.django_db
def test_another_address_has_its_own_limit_and_none_is_kept(few):
    for _ in range(11):
        Client().get("/api/v1/regions")
    assert Client(REMOTE_ADDR="192.0.2.7").get("/api/v1/regions").status_code == 200
    assert (Attempts.objects.count(), [row for row in Attempts.objects.all() if "192.0.2.7" in row.key or "127.0.0.1" in row.key]) == (2, [])


@pytest.mark.once
def test_the_limit_in_force_is_the_dated_one():
    assert limits.limit() == limits.Limit(120, 60)
