"""Is it up: terse to the public, in full to the administrator, about nobody."""

import pytest
from django.db import DatabaseError

from difference.foundations.actors import system
from difference.foundations.jobs.models import Worker
from difference.foundations.mail.commands import post
from difference.foundations.mail.models import Letter
from difference.foundations.operations import health

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.foundations.operations.engine_urls")]


def test_a_healthy_service(client):
    Worker.objects.create(id="w", queues="default")
    answer = client.get("/health")
    told = answer.json()
    assert answer.status_code == 200
    assert told | {"disk_free_megabytes": 0} == {
        "ok": True, "database": True, "migrations": True, "worker_seconds": 0, "mail_seconds": None, "disk_free_megabytes": 0, "warnings": []
    }  # fmt: skip
    assert answer["Cache-Control"] == "no-store"


def test_without_a_worker_it_serves_and_warns(client):
    answer = client.get("/health")
    assert (answer.status_code, answer.json()["warnings"]) == (200, ["worker"])


def test_a_letter_that_waits_too_long_is_a_warning(client, settings, time_machine):
    settings.EMAIL_HOST = "mail.example"
    post(by=system("tests"), to="zoe@example.org", kind="tests.news", subject="Hello", text="Dear Zoë")
    time_machine.move_to("2026-11-23T10:16:00+00:00")
    told = client.get("/health").json()
    assert (told["mail_seconds"], "mail" in told["warnings"], Letter.objects.count()) == (960, True, 1)


def test_a_database_that_does_not_answer_is_503(client, monkeypatch):
    def away():
        raise DatabaseError

    monkeypatch.setattr(health, "_answers", away)
    monkeypatch.setattr(health.connection, "close", lambda: None)
    answer = client.get("/health")
    assert (answer.status_code, answer.json()["database"], answer.json()["ok"]) == (503, False, False)


def test_tables_that_are_not_up_to_date_are_503(client, monkeypatch):
    monkeypatch.setattr(health, "all_migrated", lambda: False)
    assert client.get("/health").status_code == 503


def test_a_full_disk_is_503(client, monkeypatch):
    monkeypatch.setattr(health, "disk_free_megabytes", lambda: 12)
    assert client.get("/health").status_code == 503


def test_versions_are_for_the_administrator(sign_in, client):
    page = sign_in("administrator").get("/health/").content.decode()
    assert all(words in page for words in ("Django", "Versions", "Last heard of never"))
    assert "5.2" not in client.get("/health").content.decode()
    assert [client.get("/health/").status_code, sign_in(("staff", "recruitment")).get("/health/").status_code] == [302, 403]
