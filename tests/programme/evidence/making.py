"""Makes projects for the tests of evidence: people, schools, and projects in any state."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.test import Client

from difference.foundations.actors import system
from difference.foundations.people.commands import end_grant
from difference.foundations.people.models import Grant
from difference.foundations.people.queries import actor_for
from difference.programme.evidence import commands
from difference.programme.evidence.models import Project
from difference.programme.evidence.queries import projects
from tests.making import make_account
from tests.programme.candidates import now_is
from tests.programme.placement.market import make_lead, make_school

STAFF = ("staff", "evidence")
PLANNED_ON = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)
MEASURED_ON = dt.datetime(2027, 6, 30, 10, tzinfo=dt.UTC)
PLAN = {
    "practice": "key-adult", "title": "A key adult for year 10", "what": "A quarter of an hour every morning.\nFor two terms.",
    "who": "Two tutor groups of year 10; the other two wait.", "outcome": "attendance", "comparison": "waiting", "planned_pupils": 48,
    "starts_on": dt.date(2027, 1, 11), "ends_on": dt.date(2027, 6, 25),
}  # fmt: skip
NUMBERS = {
    "m1": 78.5, "sd1": 12.0, "n1": 24, "m2": 70.0, "sd2": 14.5, "n2": 23, "collected_from": dt.date(2027, 6, 14),
    "collected_until": dt.date(2027, 6, 25),
}  # fmt: skip


def as_form(values: dict[str, Any]) -> dict[str, str]:
    """The values as a browser sends them."""
    sent = {}
    for name, value in values.items():
        if isinstance(value, dt.date):
            sent |= {f"{name}_day": str(value.day), f"{name}_month": str(value.month), f"{name}_year": str(value.year)}
        else:
            sent[name] = str(value)
    return sent


def browser(account: Any) -> Client:
    """A browser signed in as somebody."""
    client = Client()
    client.force_login(account)
    return client


def by(account: Any) -> Any:
    """Somebody as an actor."""
    return actor_for(account)


def leave(account: Any) -> None:
    """Somebody whose part in the programme has ended."""
    for held in Grant.objects.filter(person=account.person, ended_at=None):
        end_grant(by=system("tests"), grant=held, reason="moved")


def make_author(**more: Any) -> Any:
    """A participant."""
    return make_account("participant", strong=False, **more)


def plan(author: Any, school: Any = None, **values: Any) -> Project:
    """A planned project."""
    with now_is(PLANNED_ON):
        return commands.plan_project(by=by(author), school=(school or make_school()).pk, **{**PLAN, **values})


def afresh(project: Project, account: Any) -> Project:
    """A project as somebody sees it now."""
    return projects.find(by(account), project.pk)


def registered(author: Any, school: Any = None, **values: Any) -> Project:
    """A project whose protocol is registered."""
    made = plan(author, school, **values)
    with now_is(PLANNED_ON):
        commands.register_protocol(by=by(author), project=made)
    return afresh(made, author)


def recorded(author: Any, school: Any = None, numbers: dict[str, Any] | None = None, **values: Any) -> Project:
    """A project whose numbers are recorded."""
    made = registered(author, school, **values)
    with now_is(MEASURED_ON):
        commands.record_data(by=by(author), project=made, **{**NUMBERS, **(numbers or {})})
    return afresh(made, author)


def analysed(author: Any, school: Any = None, numbers: dict[str, Any] | None = None, **values: Any) -> Project:
    """A project whose effect is computed."""
    made = recorded(author, school, numbers, **values)
    with now_is(MEASURED_ON):
        commands.analyse(by=by(author), project=made)
    return afresh(made, author)


def reported(author: Any, staff: Any, school: Any = None, numbers: dict[str, Any] | None = None, **values: Any) -> Project:
    """A project that counts."""
    made = analysed(author, school, numbers, **values)
    with now_is(MEASURED_ON):
        commands.report(by=by(staff), project=afresh(made, staff))
    return afresh(made, author)


__all__ = ["make_lead", "make_school", "now_is"]
