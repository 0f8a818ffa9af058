"""Gives the invented people who work at schools a school of their own, from whatever the register holds."""

from __future__ import annotations

from typing import Any

from difference.demo.country.choosing import host_schools, mainstream_schools
from difference.demo.personas import Persona, personas
from difference.foundations.access.command import allow, command
from difference.foundations.actors import ANYONE, Actor
from difference.foundations.audit.commands import record
from difference.foundations.people.commands import end_grant, grant
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
            for old in _grants(persona, held):
                end_grant(by=by, grant=old, reason="renewed")
            person = Account.objects.select_related("person").get(email=persona.email).person
            grant(by=by, person=person, role=held["role"], scope="organisation", scope_id=str(school.urn))
            moved += 1
    record(by, "demo.seed", "schools")
    return moved


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
