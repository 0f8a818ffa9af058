"""Gives the invented people who work at schools a school of their own, from whatever the register holds."""

from __future__ import annotations

import contextlib
from typing import Any

from difference.demo.country.choosing import host_schools, mainstream_schools
from difference.demo.past import Days
from difference.demo.people import give
from difference.demo.personas import Persona, personas
from difference.foundations import clock
from difference.foundations.access.command import allow, command
from difference.foundations.actors import ANYONE, Actor
from difference.foundations.audit.commands import record
from difference.foundations.people.commands import end_grant
from difference.foundations.people.models import Account, Grant
from difference.foundations.people.queries import in_force
from difference.foundations.schools.models import School


def hang_personas(*, by: Actor) -> int:
    """Grant each persona with an `at` in their table their role at an open school; returns how many were moved."""
    waiting = [(persona, held) for persona in personas().values() for held in persona.at_schools if _unsettled(persona, held)]
    return _hang(by=by, waiting=waiting) if waiting else 0


@command
def _hang(*, by: Actor, waiting: list[tuple[Persona, dict[str, Any]]]) -> int:
    allow(by, "demo.seed")
    moved = 0
    for persona, held in waiting:
        school = school_for(persona, held["at"])
        if school is not None:
            _move(by, persona, held["role"], school, _grants(persona, held))
            moved += 1
    record(by, "demo.seed", "schools")
    return moved


def _move(by: Actor, persona: Persona, role: str, school: School, before: list[Grant]) -> None:
    """Into their first school they came when they joined; into a later one they come now."""
    person = Account.objects.select_related("person").get(email=persona.email).person
    for old in before:
        end_grant(by=by, grant=old, reason="renewed")
    with contextlib.nullcontext() if before else Days(clock.today()).on(persona.joined):
        give(by, person, role=role, scope="organisation", scope_id=str(school.urn))


def school_for(persona: Persona, at: str) -> School | None:
    """The school of a persona: `at` is a type of alternative provision, or a phase of mainstream schools."""
    seed = f"persona {persona.key}"
    found = host_schools(ANYONE, 1, seed, type_name=at) or mainstream_schools(ANYONE, 1, seed, phase=at)
    return found[0] if found else None


def _grants(persona: Persona, held: dict[str, Any]) -> list[Grant]:
    return list(in_force(Grant.objects.filter(person__account__email=persona.email, role=held["role"])))


def _unsettled(persona: Persona, held: dict[str, Any]) -> bool:
    numbers = [int(given.scope_id) for given in _grants(persona, held) if given.scope_id.isdigit()]
    return not School.objects.filter(urn__in=numbers, is_open=True).exists()
