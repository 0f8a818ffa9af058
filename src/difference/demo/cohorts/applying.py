"""Invented candidates join, write, send, withdraw and object, each at their day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from difference.demo.cohorts import monitoring
from difference.demo.cohorts.answers import Home, home_of, sections_of
from difference.demo.cohorts.cast import Candidate, table
from difference.demo.past import Days
from difference.demo.people import make_account
from difference.foundations.actors import Actor, system
from difference.foundations.people.commands import grant
from difference.foundations.people.queries import actor_for
from difference.foundations.schools.models import School
from difference.programme.cohorts.models import Cohort
from difference.programme.recruitment import commands
from difference.programme.recruitment.models import Application
from difference.programme.recruitment.sections import find_written, fingerprint

MARKED_INACTIVE, OBJECTED, WITHDREW = 7, 10, 6


@dataclass(frozen=True)
class Applied:
    """An invented candidate with their application and where they teach."""

    one: Candidate
    actor: Actor
    application: Application
    home: Home


def join(days: Days, one: Candidate) -> Actor:
    """They make an account on the day before they start, in order to apply."""
    with days.on(one.started + 1, 19):
        account = make_account(one.name, one.email, second_factor=False)
        grant(by=system("joining"), person=account.person, role="candidate", scope="self")
        return actor_for(account)


def save(by: Actor, application: Application, key: str, values: Mapping[str, Any]) -> Application:
    """They save one section."""
    part = find_written(key)
    seen = fingerprint(part.read(application))
    return commands.save(by=by, application=application, part=part, values=values, revision=application.revision, seen=seen)


def _write(days: Days, one: Candidate, by: Actor, cohort: Cohort, sections: Mapping[str, Mapping[str, Any]]) -> Application:
    """They start, write half of it that evening and the rest on the last."""
    last = one.saved if one.sent is None else one.sent
    half, minute = len(sections) // 2, one.chance("minute").below(50)
    keys = list(sections)
    with days.on(one.started, 18, minute):
        application = commands.start(by=by, cohort=cohort)
        for key in keys[:half]:
            application = save(by, application, key, sections[key])
    with days.on(last, 17, minute):
        for key in keys[half:]:
            application = save(by, application, key, sections[key])
    return application


def apply(days: Days, one: Candidate, by: Actor, cohort: Cohort, schools: Mapping[str, list[School]]) -> Applied:
    """They apply, as far as their story goes before anybody else does something."""
    home = home_of(one, schools)
    sections = sections_of(one, home)
    if one.sent is None:
        sections = dict(list(sections.items())[: one.parts])
    application = _write(days, one, by, cohort, sections)
    applied = Applied(one, by, application, home)
    if one.sent is not None:
        _send(days, applied)
    elif one.inactive:
        with days.on(MARKED_INACTIVE, 6):
            commands.mark_inactive(by=system("recruitment.mark-inactive"), application=application)
    return applied


def _send(days: Days, applied: Applied) -> None:
    one, by, application = applied.one, applied.actor, applied.application
    with days.on(one.sent or 0, 20):
        monitoring.answer(one, by, application)
        commands.submit(by=by, application=application, revision=application.revision)
    application.refresh_from_db()
    if one.story == "ineligible":
        with days.on(OBJECTED, 21):
            commands.object_to_ineligibility(by=by, application=application, text=table("texts")["objection"]["text"])
    if one.story == "withdrawn":
        with days.on(WITHDREW, 8):
            commands.withdraw(by=by, application=application, reason="another-job")
