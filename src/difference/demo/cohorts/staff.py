"""Who acts for the programme in the story of a cohort: personas, and assessors of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from difference.demo.cohorts.cast import assessors
from difference.demo.past import Days
from difference.demo.people import make_account
from difference.demo.personas import JOINED, account_of, personas
from difference.foundations.actors import Actor
from difference.foundations.people.commands import end_grant, grant
from difference.foundations.people.models import Account, Grant
from difference.foundations.people.queries import actor_for, in_force
from difference.programme.cohorts.models import Cohort

ACTING = ("recruitment", "programme-lead", "assessor")


@dataclass(frozen=True)
class Staff:
    """The recruiter, the second person, and the assessors by key, the persona among them."""

    recruiter: Actor
    lead: Actor
    assessors: Mapping[str, Actor]


def gather(by: Actor, days: Days) -> Staff:
    """Everybody who acts, each with grants that reach back far enough."""
    with days.on(JOINED - 1):
        actors = {key: _persona(by, key) for key in ACTING}
        others = {one.key: _assessor(by, make_account(one.name, one.email, second_factor=True)) for one in assessors()}
    return Staff(actors["recruitment"], actors["programme-lead"], {"assessor": actors["assessor"], **others})


def _persona(by: Actor, key: str) -> Actor:
    account = account_of(key)
    if not in_force(account.person.grants.all()).exists():
        # A demonstration that was filled before there was this cohort.
        for held in personas()[key].at_once:
            grant(by=by, person=account.person, **held)
    return actor_for(account)


def _assessor(by: Actor, account: Account) -> Actor:
    grant(by=by, person=account.person, role="assessor", scope="programme")
    return actor_for(account)


def hang_on(by: Actor, days: Days, cohort: Cohort, word: str, day: int) -> None:
    """Grant each persona whose table names this cohort their role in it from that day on, in place of any they had."""
    for persona in personas().values():
        for held in persona.in_cohorts:
            if held["cohort"] == word:
                person = account_of(persona.key).person
                for old in in_force(Grant.objects.filter(person=person, role=held["role"])):
                    end_grant(by=by, grant=old, reason="renewed")
                with days.on(day, 14):
                    grant(by=by, person=person, role=held["role"], scope="cohort", scope_id=str(cohort.pk))
