"""Makes cohorts and applications for tests: dates around the frozen clock, and answers that fill every section."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import time_machine

from difference.foundations import clock
from difference.foundations.actors import Actor, system
from difference.foundations.people.queries import actor_for
from difference.programme.cohorts import commands as cohorts
from difference.programme.cohorts.models import Cohort
from difference.programme.recruitment import commands, criteria, queries
from difference.programme.recruitment.models import Application
from difference.programme.recruitment.sections import find_written, fingerprint

CLOSES = dt.datetime(2026, 12, 4, 17, tzinfo=dt.UTC)
DATES: dict[str, Any] = {
    "name": "2027",
    "opens_at": dt.datetime(2026, 10, 1, 8, tzinfo=dt.UTC),
    "closes_at": CLOSES,
    "assessment_from": dt.date(2027, 1, 11),
    "assessment_until": dt.date(2027, 2, 12),
    "ranking_opens_at": dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC),
    "ranking_closes_at": dt.datetime(2027, 3, 31, 16, tzinfo=dt.UTC),
    "matching_on": dt.date(2027, 4, 14),
    "starts_on": dt.date(2027, 9, 1),
    "ends_on": dt.date(2029, 8, 31),
    "places": 40,
    "host_policy": "where_weakest",
    "answer_days": 14,
}

VALUES: dict[str, dict[str, Any]] = {
    "about": {"phone": "07700 900123", "town": "Leeds", "postcode": "LS1 4AP"},
    "eligibility": {"right_to_work": True, "qualified_teacher": True, "mainstream_years": Decimal("4.5"), "works_in_ap_or_special": False},
    "experience": {
        "present_school": "Alderley High School", "present_role": "Teacher of maths", "subjects": "Maths", "experience": "Five years in Leeds.",
        "responsibility": "year", "responsibility_months": 18, "responsibility_text": "I led Year 9 and attendance rose.",
    },
    **{criterion.key: {"text": f"What I did about {criterion.key}."} for criterion in criteria.present().asked},
    "areas": {"preferred_regions": ["North East", "Yorkshire and the Humber"], "travel_minutes": 60},
    "referees": {
        "name_1": "Jo Marsh", "email_1": "jo.marsh@school.example", "relation_1": "My head teacher", "organisation_1": "Alderley High School", "is_head_1": True,
        "name_2": "Ali Noor", "email_2": "ali.noor@school.example", "relation_2": "My first mentor", "organisation_2": "Brook Academy", "is_head_2": False,
    },
    "adjustments": {"adjustments_needed": True, "adjustments": "Questions in writing, please."},
}  # fmt: skip


def make_cohort(**changes: Any) -> Cohort:
    """A cohort that is open at the frozen moment."""
    return cohorts.make(by=system("tests"), programme="Difference", values={**DATES, **changes})


def write(by: Actor, application: Application, key: str, **changes: Any) -> Application:
    """Save one section, as its page would."""
    present, part = queries.find(by, application.pk), find_written(key)
    values = {**VALUES[key], **changes}
    return commands.save(by=by, application=present, part=part, values=values, revision=present.revision, seen=fingerprint(part.read(present)))


def complete(by: Actor, cohort: Cohort, **changes: Any) -> Application:
    """An application with every section written; `changes` go to whichever section has the field."""
    application = commands.start(by=by, cohort=cohort)
    for key, values in VALUES.items():
        application = write(by, application, key, **{name: value for name, value in changes.items() if name in values})
    return application


def sent(by: Actor, cohort: Cohort, **changes: Any) -> Application:
    """An application that has been sent."""
    application = complete(by, cohort, **changes)
    return commands.submit(by=by, application=application, revision=application.revision)


def actor_of(client: Any) -> Actor:
    """Who a signed-in browser is."""
    return actor_for(client.account)


def as_form(values: dict[str, Any]) -> dict[str, Any]:
    """Values as a browser sends them."""
    words = {True: "yes", False: "no", None: ""}
    boxes = {name: "on" for name, value in values.items() if name.startswith("is_head") and value}
    rest = {name: value for name, value in values.items() if not name.startswith("is_head")}
    return {name: words[value] if isinstance(value, bool) or value is None else value for name, value in rest.items()} | boxes


@contextlib.contextmanager
def now_is(moment: dt.datetime, *browsers: Any) -> Iterator[None]:
    """The clock frozen at another moment, at which these browsers have just signed in again."""
    with time_machine.travel(moment, tick=False):
        for browser in browsers:
            browser.force_login(browser.account)
        yield


__all__ = ["CLOSES", "DATES", "VALUES", "actor_of", "as_form", "clock", "complete", "make_cohort", "now_is", "sent", "write"]
