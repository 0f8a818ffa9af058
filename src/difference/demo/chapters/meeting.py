"""Sessions of the two years, as invented people hold them: a school year is planned on its first day, registers are taken, absences looked into."""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from pathlib import Path
from typing import Any

from difference.demo.cohorts.dates import working
from difference.demo.personas import account_of, actor_of
from difference.foundations import clock
from difference.foundations.people.queries import actor_for
from difference.programme.cohorts.models import Cohort
from difference.programme.training.commands import registers, sessions
from difference.programme.training.models import Enrolment, Session
from difference.programme.training.queries.sessions import absences, register_of, studying
from difference.programme.training.reasons_sessions import ABSENT, ATTENDED

YEAR = 365
# The most days that a round of coaching takes.
LONGEST_ROUND = 4


@functools.cache
def table() -> dict[str, Any]:
    """What fills the two years."""
    return tomllib.loads(Path(__file__).with_name("two_years.toml").read_text())


def day_of(cohort: Cohort, days: int) -> dt.date:
    """The working day that lies so many days after the start."""
    return working(cohort.starts_on + dt.timedelta(days=days))


def round_days(cohort: Cohort, days: int, count: int) -> list[dt.date]:
    """The working days of a round of coaching that begins so many days after the start."""
    found = [day_of(cohort, days)]
    while len(found) < count:
        found.append(working(found[-1] + dt.timedelta(days=1)))
    return found


def register_days(cohort: Cohort) -> list[dt.date]:
    """The days on which sessions are over and their registers are taken."""
    ends = {day_of(cohort, row["day"]) + dt.timedelta(days=row["hours"] // 24) for row in table()["sessions"]}
    rounds = {round_days(cohort, days, LONGEST_ROUND)[-1] for days in table()["coaching"]["days"]}
    return sorted(day + dt.timedelta(days=1) for day in ends | rounds)


def plan(cohort: Cohort) -> None:
    """Training staff plan every session of the year ahead that is not planned yet."""
    by, everybody = actor_of("training"), studying(cohort)
    planned = set(Session.objects.filter(cohort=cohort).values_list("title", flat=True))
    today = clock.today()
    for row in table()["sessions"]:
        day = day_of(cohort, row["day"])
        if row["title"] in planned or not today < day <= today + dt.timedelta(days=YEAR):
            continue
        expected = [one.pk for one in everybody[row["half"] :: 2]] if "half" in row else None
        if expected != [] and everybody:
            starts = clock.in_england(day, row["hour"])
            values = {"title": row["title"], "place": row["place"], "starts_at": starts, "ends_at": starts + dt.timedelta(hours=row["hours"])}
            sessions.plan_session(by=by, cohort=cohort, kind=row["kind"], values={**values, "lead": account_of("training").person}, expected=expected)


def _missed(cohort: Cohort) -> dict[str, dict[Any, str]]:
    """By title: which enrolments were not there, and why."""
    names = list(Enrolment.objects.filter(cohort=cohort).order_by("person__full_name", "pk").values_list("pk", flat=True))
    rows = [(row["title"], row.get("missed", {})) for row in table()["sessions"]]
    return {title: {names[int(place)]: why for place, why in missed.items() if int(place) < len(names)} for title, missed in rows}


def take_registers(cohort: Cohort) -> None:
    """Whoever leads a session that is over takes its register, unless it has been taken."""
    missed = _missed(cohort)
    over = Session.objects.filter(cohort=cohort, state="planned", register_taken_at=None, ends_at__lte=clock.now()).select_related("lead__account")
    for session in over:
        away = missed.get(session.title, {}) if session.kind != "coaching" else {}
        present = register_of(session)
        given = {one.enrolment_id: (ABSENT, away[one.enrolment_id]) if one.enrolment_id in away else (ATTENDED, "") for one in present}
        if given:
            registers.take_register(by=actor_for(session.lead.account), session=session, revision=session.revision, given=given)


def look_into_absences(cohort: Cohort) -> None:
    """Training staff speak with whoever has missed more than one session."""
    by = actor_of("training")
    for one in absences(by, cohort):
        registers.follow_up(by=by, enrolment=one.enrolment, outcome="spoke")
