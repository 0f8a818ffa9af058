"""What every test stands on: a frozen clock, people with grants, and browsers of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from tests.browser import installed
from tests.making import make_account

FROZEN = "2026-11-23T10:00:00+00:00"

# The same examples every time, and no example is judged by the clock: a busy machine would fail whichever came next.
settings.register_profile("house", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture(autouse=True)
def _frozen_clock(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test stands at the same moment, except those that talk to other programs."""
    if request.node.get_closest_marker("browser") or request.node.get_closest_marker("real_time"):
        yield
        return
    with time_machine.travel(FROZEN, tick=False):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Let tests that commit empty the database behind them, past the triggers that keep the audit append-only."""
    from difference.foundations.audit import triggers

    operations = type(connection.ops)
    original = operations.execute_sql_flush

    def flush(self: Any, sql_list: Any) -> None:
        triggers.remove(self.connection)
        try:
            original(self, sql_list)
        finally:
            triggers.install(self.connection)

    operations.execute_sql_flush = flush  # type: ignore[method-assign]
    with django_db_blocker.unblock():
        from django.core.management import call_command

        call_command("createcachetable", verbosity=0)


@pytest.fixture
def sign_in() -> Callable[..., Client]:
    """A browser signed in as somebody with these grants: `sign_in("administrator")`, `sign_in(("staff", "recruitment"))`."""

    def make(*grants: Any, **more: Any) -> Client:
        account = make_account(*grants, **more)
        client = Client()
        client.force_login(account)
        client.account = account  # type: ignore[attr-defined]
        return client

    return make


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    """The machine's Chromium, one for all tests of a process: a second one of its kind cannot be started beside it."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=installed(), args=["--no-sandbox"])
        yield opened
        opened.close()
