"""Who acts for the programme in the story of a cohort: personas, and assessors of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from difference.demo.cohorts.cast import assessors
from difference.demo.past import Days
from difference.demo.people import give, make_account
from difference.demo.personas import account_of, actor_of, personas
from difference.foundations.actors import Actor
from difference.foundations.people.models import Account
from difference.foundations.people.queries import actor_for
from difference.programme.cohorts.models import Cohort

# How many days before a cohort's story begins assessors joined.
JOINED = 74


@dataclass(frozen=True)
class Staff:
    """The recruiter, the second person, and the assessors by key, the persona among them."""

    recruiter: Actor
    lead: Actor
    assessors: Mapping[str, Actor]


def gather(by: Actor, days: Days) -> Staff:
    """Everybody who acts; assessors join when there are none yet."""
    with days.on(JOINED):
        for one in assessors():
            if not Account.objects.filter(email=one.email).exists():
                give(by, make_account(one.name, one.email, second_factor=True).person, role="assessor", scope="programme")
    others = {one.key: actor_for(Account.objects.get(email=one.email)) for one in assessors()}
    return Staff(actor_of("recruitment"), actor_of("programme-lead"), {"assessor": actor_of("assessor"), **others})


def hang_on(by: Actor, days: Days, cohort: Cohort, word: str, day: int) -> None:
    """Grant each persona whose table names this cohort their role in it from that day on."""
    for persona in personas().values():
        for held in persona.in_cohorts:
            if held["cohort"] == word:
                with days.on(day, 14):
                    give(by, account_of(persona.key).person, role=held["role"], scope="cohort", scope_id=str(cohort.pk))
